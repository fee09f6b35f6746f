"""What has been asked, kept in the chat's own process so that a reload of the page loses nothing.

A notebook is known by a random key in the browser's cookie; nobody else can guess it.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date

from service.http_models import AskResponse
from service.http_note_models import ChangedReportBody

MAX_NOTEBOOKS = 200  # browsers that are remembered; the one used longest ago is forgotten first
MAX_CONVERSATIONS = 30
HISTORY_TURNS = 10  # earlier turns sent along with a follow-up


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came back: an answer, or the reason that there is none."""

    question: str
    response: AskResponse | None
    error: str | None = None
    searched: tuple[str, ...] = ()
    """Titles of the reports that were searched."""
    documents: tuple[str, ...] | None = None
    """Ids of the reports it was limited to; None is all."""
    saved: date | None = None
    """The day it was saved, for an answer opened from a link."""
    changed: tuple[ChangedReportBody, ...] = ()
    """Cited reports that have changed since it was saved."""


@dataclass(slots=True)
class Conversation:
    turns: list[Turn] = field(default_factory=list)
    key: str = field(default_factory=lambda: secrets.token_hex(4))
    """Tells its buttons from those of other conversations."""

    @property
    def title(self) -> str:
        return self.turns[0].question if self.turns else "Nytt samtal"

    def history(self, before: int | None = None) -> list[dict[str, str]]:
        """The answered turns, oldest first, as the API takes them; `before` a position, or all."""
        answered = [
            {"question": turn.question, "answer": turn.response.answer}
            for turn in self.turns[:before]
            if turn.response
        ]
        return answered[-HISTORY_TURNS:]


@dataclass(slots=True)
class Notebook:
    """The conversations of one browser, the newest last; `current` is the one on the page."""

    conversations: list[Conversation] = field(default_factory=lambda: [Conversation()])
    current: int = 0

    @property
    def conversation(self) -> Conversation:
        return self.conversations[self.current]

    def start_new(self) -> Conversation:
        if self.conversations[-1].turns:
            self.conversations.append(Conversation())
        del self.conversations[:-MAX_CONVERSATIONS]
        self.current = len(self.conversations) - 1
        return self.conversation

    def open(self, position: int) -> None:
        self.current = min(max(position, 0), len(self.conversations) - 1)

    def forget(self, position: int) -> None:
        """Takes a conversation away."""
        del self.conversations[position]
        if not self.conversations:
            self.conversations.append(Conversation())
        self.current = min(self.current - (position < self.current), len(self.conversations) - 1)


class Notebooks:
    """All notebooks of this process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Notebook] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str | None) -> tuple[str, Notebook]:
        """The notebook with that key, or a new one under a new key."""
        with self._lock:
            if key is None or key not in self._kept:
                key = secrets.token_urlsafe(16)
                self._kept[key] = Notebook()
                if len(self._kept) > MAX_NOTEBOOKS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return key, self._kept[key]

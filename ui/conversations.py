"""What has been asked, kept in the chat's own process so that a reload of the page loses nothing.

A notebook is known by a random key that stands in the page's address; nobody else can guess it.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from service.http_models import AskResponse

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


@dataclass(slots=True)
class Conversation:
    turns: list[Turn] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.turns[0].question if self.turns else "Nytt samtal"

    def history(self) -> list[dict[str, str]]:
        """The answered turns, oldest first, as the API takes them."""
        answered = [
            {"question": turn.question, "answer": turn.response.answer}
            for turn in self.turns
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

    def start_new(self) -> None:
        if self.conversations[-1].turns:
            self.conversations.append(Conversation())
        del self.conversations[:-MAX_CONVERSATIONS]
        self.current = len(self.conversations) - 1

    def open(self, position: int) -> None:
        self.current = min(max(position, 0), len(self.conversations) - 1)


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

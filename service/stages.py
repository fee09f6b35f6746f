"""How far a question on its way has come, for whoever waits for its answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Stage(StrEnum):
    """What is being done, as a reader is told."""

    READING = "Läser frågan"
    FIGURES = "Letar bland siffrorna"
    TEXTS = "Letar i texten"
    WORDING = "Språkmodellen formulerar svaret"


def _tell_nobody(stage: Stage) -> None:
    pass


_listener: ContextVar[Callable[[Stage], None]] = ContextVar("listener", default=_tell_nobody)


def tell_stage(stage: Stage) -> None:
    """Tells whoever follows the question that this thread answers."""
    _listener.get()(stage)


class AskedNow:
    """The stage of each question on its way, by the id that its asker gave it."""

    def __init__(self) -> None:
        self._stages: dict[str, Stage] = {}
        self._guard = threading.Lock()

    @contextmanager
    def following(self, ask_id: str | None) -> Iterator[None]:
        """While the block answers a question; one without an id is followed by nobody."""
        if ask_id is None:
            yield
            return
        token = _listener.set(lambda stage: self._note(ask_id, stage))
        self._note(ask_id, Stage.READING)
        try:
            yield
        finally:
            _listener.reset(token)
            with self._guard:
                self._stages.pop(ask_id, None)

    def stage(self, ask_id: str) -> Stage | None:
        """None for a question that is not on its way."""
        with self._guard:
            return self._stages.get(ask_id)

    def _note(self, ask_id: str, stage: Stage) -> None:
        with self._guard:
            self._stages[ask_id] = stage

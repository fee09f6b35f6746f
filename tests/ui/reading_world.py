"""An assistant over the small library that computes, offers other readings, and can be kept waiting."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from service.answer import Alternative, Answer, AnswerKind, Calculation, Value
from service.asking_back import UNSURE
from service.conversation import Turn
from service.library import Library
from service.stages import Stage, tell_stage
from tests.service.api_world import TXT_ID, CellAssistant

VALUE_QUESTION = "Hur stor är avvikelsen för Trafiknämnden?"
OTHER_QUESTION = "Hur stor är avvikelsen för Kulturnämnden?"
SUM_QUESTION = "Vad är summan av avvikelse för Trafiknämnden och Kulturnämnden?"
UNSURE_QUESTION = "Oklart hur stort?"
SLOW_QUESTION = "Varför går det så långsamt?"
WAIT_SECONDS = 60.0


class ReadingAssistant(CellAssistant):
    """Answers as CellAssistant; "summan" gives a calculation, "oklart" asks back, "långsamt" waits until `go` is set."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.go = threading.Event()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
        *,
        explained: bool = False,
    ) -> Answer:
        if "långsamt" in question:
            tell_stage(Stage.TEXTS)
            self.go.wait(WAIT_SECONDS)
        if "summan" in question:
            return self._add(documents)
        if question == UNSURE_QUESTION:
            sure = super().ask(VALUE_QUESTION, history, documents)
            return Answer(
                AnswerKind.NOT_FOUND, UNSURE, alternatives=self._readings(), see_also=sure.citations[:1],
                understood=question,
            )  # fmt: skip
        answer = super().ask(question, history, documents, explained=explained)
        if answer.kind is AnswerKind.VALUE and not documents:
            return replace(answer, alternatives=self._readings())
        return answer

    def _add(self, documents: Sequence[str] | None) -> Answer:
        parts = [
            super(ReadingAssistant, self).ask(one, (), documents) for one in (VALUE_QUESTION, OTHER_QUESTION)
        ]
        values = [part.value for part in parts if part.value is not None]
        total = sum((value.number for value in values[1:]), values[0].number)
        operands = tuple(part.citations[0] for part in parts)
        return Answer(
            AnswerKind.COMPUTED,
            f"Summan är {total} tkr.".replace("-", "−"),
            value=Value(total, "tkr", None, "avvikelse", values[0].period),
            calculation=Calculation(" + ".join(str(value.number) for value in values), operands),
            citations=operands,
            understood="summan av avvikelse",
        )

    def _readings(self) -> tuple[Alternative, ...]:
        """One with a question of its own, one without."""
        found = []
        for question, why in ((OTHER_QUESTION, "Kulturnämnden"), (None, "Årsredovisningen")):
            answer = super().ask(question or VALUE_QUESTION, (), None if question else [TXT_ID])
            assert answer.value is not None
            found.append(Alternative(answer.value, answer.citations[0], why, question))
        return tuple(found)

"""A figure is no answer where the question means one of many, or a level where the row supposes a change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pytest

from ingest.periods import Period
from ingest.records import FigureKind
from service.assistant import Assistant
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Column, Grid, Heading, Row, make_report

YEAR = Period((2031, 1), (2031, 12))
SENSITIVE = Grid(
    "Händelse",
    (Column(("Effekt, mkr",), FigureKind.OUTCOME, YEAR, "mkr"),),
    (Row(("Skatten höjs med en krona",), ("41,0",)), Row(("Räntan stiger med en procentenhet",), ("-3,5",))),
    caption="Känslighetsanalys",
)
SCHOOLS = Grid(
    "Verksamhet",
    (Column(("Nettokostnad 2031",), FigureKind.OUTCOME, YEAR, "tkr"),),
    (Row(("Elever i grundskola",), ("495 760",)), Row(("Elever i gymnasium",), ("120 300",))),
    caption="Skolan, tkr",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    report = make_report(
        "t.txt", "Årsredovisning 2031", "Tallviks kommun", "årsredovisning", YEAR,
        [("1", [Heading("Ekonomi"), SENSITIVE, SCHOOLS])],
    )  # fmt: skip
    with closing(put_reports(tmp_path_factory.mktemp("tallvik"), report)) as library:
        yield Assistant(library)


@pytest.mark.parametrize(
    "question",
    [
        # one of a kind, where the row is all of them in thousands
        "Vad kostar en elev i grundskola?",
        # a level, where the row supposes a change
        "Hur hög är skatten?",
    ],
)
def test_a_figure_of_all_or_of_a_change_is_not_given(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.value is None, answer.answer


def test_all_of_a_kind_is_given_where_it_is_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("Vad kostade alla elever i grundskola 2031?")
    assert answer.value is not None, answer.answer
    assert answer.value.number == Decimal(495760)

"""A cell that the words reach only in part is an answer where its place means what is asked, and only there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.periods import Period
from ingest.records import FigureKind
from service.asked_words import ask_words
from service.assistant import Assistant
from service.cell_search import find_cells
from service.meant_cells import place_to_text, with_meant
from service.number_readings import is_enough
from service.question import Operation
from service.reading import CellReading
from service.reports_asked import read_for_reports
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Column, Grid, Heading, Row, make_report

MONTHS = Period((2031, 1), (2031, 8))
VISITS = Grid(
    "Vård",
    (Column(("Utfall aug",), FigureKind.OUTCOME, MONTHS, "antal"),),
    (
        Row(("Fysioterapeut efter skriftlig remiss, besök",), ("1 655",)),
        Row(("Fotvård besök",), ("633",)),
        Row(("Kirurgi besök",), ("412",)),
    ),
    caption="Privat vård",
)
QUESTION = "Hur många besök efter skriftlig remiss hos sjukgymnaster?"
Ask = Callable[[str, str], list[CellReading]]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    report = make_report(
        "v.txt",
        "Delårsrapport",
        "Region Tallvik",
        "delårsrapport",
        MONTHS,
        [("1", [Heading("Vård"), VISITS])],
    )
    with closing(put_reports(Path(tmp_path_factory.mktemp("v")), report)) as library:
        yield Assistant(library)


@pytest.fixture
def ask(assistant: Assistant) -> Ask:
    """The cells for a question, by a model for which only the row beginning with `meant` is like the question."""
    knowledge = assistant.knowledge()

    def asked(question: str, meant: str) -> list[CellReading]:
        read, reports = read_for_reports(question, (), knowledge, knowledge.around(None))
        words = ask_words(replace(read, operation=Operation.LOOKUP), knowledge.lexicon)
        cells = find_cells(words, knowledge.catalog, reports)
        cells.sort(key=lambda one: not one.cell.row_path[0].startswith(meant))

        def likeness(_: str, places: Sequence[str]) -> list[float]:
            return [0.9 if place.startswith(f"Privat vård: {meant}") else 0.8 for place in places]

        return with_meant(words, cells, likeness)

    return asked


def test_a_place_that_is_like_the_question_is_meant(ask: Ask) -> None:
    best = ask(QUESTION, "Fysio")[0]
    assert (str(best.number), best.meant, is_enough(best)) == ("1655", True, True)
    assert not is_enough(replace(best, meant=False))
    assert place_to_text(best) == "Privat vård: Fysioterapeut efter skriftlig remiss, besök – Utfall aug"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        # the model finds no row like it
        (QUESTION, "Tandvård"),
        # of the compound only the last part is there
        ("Hur många besök på plastikkirurgi?", "Kirurgi"),
        # a limit that the row does not give
        ("Hur många besök efter skriftlig remiss hos sjukgymnaster varade mer än 90 minuter?", "Fysio"),
    ],
)
def test_what_the_words_rule_out_the_model_does_not_bring_back(ask: Ask, question: str, meant: str) -> None:
    assert not any(one.meant for one in ask(question, meant))


def test_a_figure_of_another_kind_is_no_answer_though_it_is_meant(ask: Ask) -> None:
    best = ask(QUESTION, "Fysio")[0]
    assert not is_enough(replace(best, kind_fit=0.0))
    assert not is_enough(replace(best, unit_is_wrong=True))


def test_the_real_model_finds_the_row_and_the_explanation_says_so(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, explained=True)
    assert answer.value is not None
    assert answer.explanation is not None
    assert str(answer.value.number) == "1655"
    assert "Raden säger det med andra ord än frågan" in answer.explanation.why

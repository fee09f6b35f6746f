"""Citations, the other readings, the limits on where to look, and what an answer says of itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.answer import AnswerKind
from service.assistant import Assistant
from tests.service.answering.asked import assert_backed, cell_of, place
from tests.service.answering.ekhult import ANNUAL, INTERIM, INTERIM_SOURCE, TALLVIK, TRAFFIC

HSN = "Hälso- och sjukvårdsnämnden"


def test_a_cell_of_a_pdf_is_cited_with_its_box(assistant: Assistant) -> None:
    citation = assistant.ask("Hur stor är avvikelsen för HSN?").citations[0]
    table = INTERIM.tables[0]
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 3))
    assert citation.document == INTERIM.id
    assert (citation.page, citation.page_index) == ("4", 2)
    assert citation.title == "Delårsrapport augusti 2031"
    assert citation.section == ("Ekonomi", "Resultat per nämnd")
    assert citation.quote == "Hälso- och sjukvårdsnämnden -4 118 -3 902 -216 -3 974 -6 190 -5 870"
    assert citation.boxes == (cell.box,)
    assert citation.table is not None
    assert (citation.table.id, citation.table.caption) == (table.id, "Resultat per nämnd")
    assert (citation.table.row_index, citation.table.column_index) == (1, 3)


def test_a_cell_of_a_text_extract_is_cited_with_its_line(assistant: Assistant) -> None:
    citation = assistant.ask("Hur många resor gjordes med stadsbussen?").citations[0]
    assert citation.boxes is None
    assert TRAFFIC.pages[0].lines[citation.lines[0] - 1].text == "Stadsbuss 1 840 2 015"


def test_other_readings_come_with_what_tells_them_apart(assistant: Assistant) -> None:
    """The same words, other figures: the year before, and the budget of the elected members."""
    answer = assistant.ask("Hur stor är avvikelsen för HSN?")
    readings = {(str(one.value.number), one.value.unit): one for one in answer.alternatives}
    elected = readings["265", "tkr"]
    before = readings["-142", "mkr"]
    assert elected.why == "budgeten för de förtroendevalda"
    assert place(elected.citation) == (INTERIM_SOURCE, "5", HSN, "Avvikelse")
    assert before.why == "2030"
    assert before.citation.document == ANNUAL.id


def test_no_other_reading_repeats_the_answer_or_goes_unbacked(assistant: Assistant) -> None:
    for question in (
        "Hur stor är avvikelsen för HSN?",
        "Vad är budgeten för HSN?",
        "Hur stor är sjukfrånvaron?",
    ):
        answer = assistant.ask(question)
        assert answer.value is not None
        said = [(answer.value.number, answer.value.unit)]
        for one in answer.alternatives:
            assert (one.value.number, one.value.unit) not in said
            said.append((one.value.number, one.value.unit))
            assert cell_of(one.citation).number == one.value.number
            assert one.why


def test_a_period_asked_for_leaves_no_reading_of_another_year(assistant: Assistant) -> None:
    answer = assistant.ask("Hur stor är avvikelsen för HSN i augusti 2031?")
    assert {one.value.period for one in answer.alternatives} <= {"2031-01/2031-08"}


@pytest.mark.parametrize(
    ("documents", "number", "document"),
    [
        (None, "-216", INTERIM.id),
        ([INTERIM.id], "-216", INTERIM.id),
        ([ANNUAL.id], "-142", ANNUAL.id),
        ([ANNUAL.id, TALLVIK.id], "-142", ANNUAL.id),
    ],
)
def test_documents_limit_where_a_figure_may_come_from(
    assistant: Assistant, documents: list[str] | None, number: str, document: str
) -> None:
    answer = assistant.ask("Hur stor är avvikelsen för HSN?", documents=documents)
    assert answer.value is not None
    assert answer.value.number == Decimal(number)
    assert answer.citations[0].document == document
    if documents is not None:
        assert {one.citation.document for one in answer.alternatives} <= set(documents)


@pytest.mark.parametrize("documents", [[TALLVIK.id], [], ["finns-inte"]])
def test_a_figure_outside_the_documents_is_refused(assistant: Assistant, documents: list[str]) -> None:
    assert assistant.ask("Hur stor är avvikelsen för HSN?", documents=documents).kind is AnswerKind.NOT_FOUND


def test_documents_limit_where_words_may_come_from(assistant: Assistant) -> None:
    question = "Varför har resandet med stadsbussen minskat?"
    assert assistant.ask(question, documents=[TRAFFIC.id]).kind is AnswerKind.PASSAGE
    elsewhere = assistant.ask(question, documents=[ANNUAL.id])
    assert "Strandbron" not in elsewhere.answer
    assert_backed(elsewhere)


def test_an_answer_says_how_the_question_was_read(assistant: Assistant) -> None:
    said = assistant.ask("Vad är HSN:s budgetavvikelse i augusti 2031?").understood
    assert said == "avvikelse, för Hälso- och sjukvårdsnämnden, augusti 2031"
    unsaid = assistant.ask("Hur hög är soliditeten?").understood
    assert unsaid == "soliditeten, senaste uppgiften (2030)"  # the newest that tells it


def test_the_same_question_has_the_same_answer(assistant: Assistant) -> None:
    first, second = (assistant.ask("Vad är budgeten för HSN?") for _ in range(2))
    assert (first.answer, first.value, first.citations, first.alternatives) == (
        second.answer,
        second.value,
        second.citations,
        second.alternatives,
    )

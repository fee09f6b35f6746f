"""The committed sample reports are what the script makes, and every answer of their suite is printed where it says."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from eval.cases import Case, CaseType, load_suite
from eval.scorers import contains
from eval.typeset.asks import Ask, At, Said, Shelf
from eval.typeset.elements import Bullets, MadeReport, Prose
from samples.make_samples import HERE, REPORTS, make_samples
from samples.questions import ASKS

SUITE = load_suite(HERE / "suite.jsonl")
BY_NAME = {report.name: report for report in REPORTS}
SHELF = Shelf(BY_NAME)


def page_texts(report: MadeReport) -> list[str]:
    with pypdfium2.PdfDocument(HERE / "reports" / f"{report.name}.pdf") as document:
        texts = []
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
        return texts


TEXTS = {report.name: page_texts(report) for report in REPORTS}


def marked_text(place: Said) -> str:
    for element in BY_NAME[place.report].elements:
        if isinstance(element, Prose | Bullets) and element.mark == place.mark:
            return element.text if isinstance(element, Prose) else "\n".join(element.items)
    raise KeyError(place)


def asks_with_cases() -> Iterator[tuple[Ask, Case]]:
    return zip(ASKS, SUITE, strict=True)


def test_the_committed_samples_are_what_the_script_makes(tmp_path: Path) -> None:
    make_samples(tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    assert [path.name for path in made] == sorted(
        [f"{report.name}.pdf" for report in REPORTS] + ["suite.jsonl"]
    )
    for path in made:
        assert (HERE / path).read_bytes() == (tmp_path / path).read_bytes(), path


def test_forty_questions_of_all_types() -> None:
    assert len(SUITE) == 40
    assert {case.type for case in SUITE} == set(CaseType)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_has_8_to_12_pages(report: MadeReport) -> None:
    assert 8 <= len(TEXTS[report.name]) <= 12


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_printed_page_numbers_stand_on_their_pages(report: MadeReport) -> None:
    texts = TEXTS[report.name]
    for physical, text in enumerate(texts[report.unnumbered :], start=report.unnumbered + 1):
        printed = report.page_form.format(
            page=physical - report.unnumbered, pages=len(texts) - report.unnumbered
        )
        assert printed in text


@pytest.mark.parametrize(
    ("ask", "case"), [pytest.param(a, c, id=c.id) for a, c in asks_with_cases() if a.cells]
)
def test_each_cell_is_printed_on_a_right_page(ask: Ask, case: Case) -> None:
    report = BY_NAME[str(case.doc)]
    pages = [TEXTS[report.name][int(page) + report.unnumbered - 1] for page in case.pages]
    for at in ask.cells:
        fact = SHELF.fact(at)
        printed = next(
            fact.table.text(cell)
            for row in fact.table.rows
            for cell in row.cells
            if cell.number == fact.number and cell is not None
        )
        assert any(contains(text, printed) for text in pages), (at, printed)


@pytest.mark.parametrize(
    ("ask", "case"), [pytest.param(a, c, id=c.id) for a, c in asks_with_cases() if a.prose]
)
def test_what_prose_answers_hold_is_written_on_the_page(ask: Ask, case: Case) -> None:
    assert ask.prose is not None
    report = BY_NAME[str(case.doc)]
    page = TEXTS[report.name][int(case.pages[0]) + report.unnumbered - 1]
    for wanted in case.must_contain:
        assert contains(marked_text(ask.prose), wanted)
        assert contains(page, wanted)


@pytest.mark.parametrize(
    ("ask", "case"),
    [pytest.param(a, c, id=c.id) for a, c in asks_with_cases() if a.cells and not a.operation],
)
def test_a_looked_up_value_is_the_cell(ask: Ask, case: Case) -> None:
    (at,) = ask.cells
    fact = SHELF.fact(at)
    assert (case.value, case.unit) == (fact.number, fact.unit)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("S019", "19"),
        ("S020", "82.4"),
        ("S021", "-128"),
        ("S022", "23.6"),
        ("S023", "200"),
        ("S024", "81"),
    ],
)
def test_computed_values(number: str, value: str) -> None:
    (case,) = (case for case in SUITE if case.id == number)
    assert str(case.value) == value


def test_a_total_off_by_rounding_and_a_text_against_its_table_are_kept() -> None:
    interim = "delarsrapport-augusti-2025"
    column = "Utfall ack 2024"
    boards = BY_NAME[interim].table("result_by_board")
    parts = [
        fact.number
        for fact in boards.facts()
        if fact.column == column and not fact.row.startswith(("varav", "Resultat"))
    ]
    assert sum(parts) == -105
    assert SHELF.fact(At(interim, "result_by_board", "Resultat", column)).number == -104
    assert "121 mkr" in marked_text(Said(interim, "agency_text"))
    assert SHELF.fact(At(interim, "agency", "Summa", "2025-08")).number == 118

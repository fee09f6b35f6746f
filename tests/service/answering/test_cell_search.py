"""Rows of the library ready for words, and which of their cells a question may mean."""

from __future__ import annotations

from functools import partial

import pytest

from ingest.periods import Period, year_period
from ingest.records import FigureKind
from service import cell_search
from service.asked_words import ask_words
from service.cell_catalog import (
    SUBJECT,
    CellCatalog,
    CellTime,
    ReportFacts,
    all_scopes,
    entry_rows,
    scopes_of,
    table_to_entry,
)
from service.cell_search import find_cells
from service.citing import cite_cell, column_name, distinct, row_name
from service.fits import may_be_of_time
from service.knowledge import Knowledge
from service.lexicon import Lexicon
from service.number_readings import WORST_COVER
from service.question import AskedPeriod, Operation, Question
from service.question_reader import read_question
from service.reading import CellReading
from service.row_scores import (
    body_fit,
    cover_of,
    covers_with_column,
    label_share,
    neutral_label_stems,
    scope_miss,
    time_fit,
)
from service.word_tables import stem, stems_of
from tests.service.answering.ekhult import ANNUAL, INTERIM, REPORTS, TALLVIK
from tests.service.answering.small_reports import Column, Grid, Row, make_report

HSN, RS, TN = "Hälso- och sjukvårdsnämnden", "Regionstyrelsen", "Trafiknämnden"
AGENCY, ELECTED, RESULT = INTERIM.tables[4], INTERIM.tables[1], INTERIM.tables[0]
FACTS = ReportFacts("r", "r.txt", "Delårsrapport augusti 2031", "Region Ekhult", "delårsrapport", None)


def best(knowledge: Knowledge, text: str, documents: list[str] | None = None) -> list[CellReading]:
    question = read_question(text, knowledge.surroundings)
    asked = ask_words(question, knowledge.lexicon)
    return find_cells(asked, knowledge.catalog, knowledge.around(documents).reports)


def test_each_row_with_a_figure_is_an_entry() -> None:
    entry = table_to_entry(AGENCY, FACTS)
    rows = list(entry_rows(entry))
    assert [row.cells[0].row_path[-1] for row in rows] == [
        "Läkare",
        "varav primärvård",
        "Sjuksköterskor",
        "Summa",
    ]
    assert all(cell.number is not None for row in rows for cell in row.cells)


def test_a_row_with_dashes_and_words_only_is_no_entry() -> None:
    trips = REPORTS[2].tables[0]
    (ferry,) = (
        row for row in entry_rows(table_to_entry(trips, FACTS)) if row.cells[0].row_path == ("Färja",)
    )
    assert [cell.text for cell in ferry.cells] == ["41"]


def test_a_word_is_worth_more_the_nearer_it_stands() -> None:
    """Label, parent, caption, section, title, in that order."""
    doctors, primary, *_ = entry_rows(table_to_entry(AGENCY, FACTS))
    label = doctors.strengths[stem("läkare")]
    parent = primary.strengths[stem("läkare")]
    caption = doctors.strengths[stem("bemanningsföretag")]
    title = doctors.strengths[stem("augusti")]
    assert 1.0 == label > parent > caption > title > 0


def test_words_above_a_table_and_in_its_columns_are_found() -> None:
    entry = table_to_entry(AGENCY, FACTS, before="Kostnaden avser uppdrag")
    assert entry.strengths[stem("uppdrag")] < entry.strengths[stem("bemanningsföretag")]
    assert stem("helår") in entry.columns[3]
    assert stem("helår") not in entry.columns[1]


def test_rows_are_found_by_stem_and_by_body() -> None:
    catalog = CellCatalog()
    catalog.add(FACTS, INTERIM.tables)
    labels = {catalog.rows[number].cells[0].row_path[-1] for number in catalog.with_any([stem("läkare")])}
    assert labels == {"Läkare", "varav primärvård"}
    bodies = catalog.of_bodies([TN])
    assert {catalog.rows[number].body for number in bodies} == {TN}
    assert len(bodies) == 3
    assert catalog.with_any(["finnsinte"]) == set()
    assert len(list(catalog.texts())) == 2 * len(catalog.rows)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Förtroendemannabudget (tkr)", ["budgeten för de förtroendevalda"]),
        ("Investeringsredovisning", ["investeringar"]),
        ("Sammanställda räkenskaper, koncernen", ["koncernen"]),
        ("Kassaflödesanalys", ["kassaflödesanalysen"]),
        ("Balanskravsutredning", ["balanskravsutredningen"]),
        ("Resultat per nämnd", []),
    ],
)  # fmt: skip
def test_captions_that_limit_a_table(text: str, why: list[str]) -> None:
    assert [scope.why for scope in scopes_of(text)] == why


def test_a_scope_is_missed_only_when_the_question_does_not_ask_for_it() -> None:
    elected = scopes_of("Förtroendemannabudget")
    assert scope_miss(Question("", plain="vad är avvikelsen för hsn?"), elected) == 1
    assert scope_miss(Question("", plain="vad kostar politikerna i hsn?"), elected) == 0
    assert scope_miss(Question("", plain="vad är avvikelsen för hsn?"), ()) == 0
    assert all(scope.words and scope.asked and scope.why for scope in all_scopes())


def test_a_body_asked_for_rules_the_others_out() -> None:
    cell = next(cell for cell in RESULT.cells if cell.body == HSN)
    bare = next(cell for cell in AGENCY.cells)
    one = Question("", "", bodies=(HSN,))
    other = Question("", "", bodies=(RS,))
    assert body_fit(one, cell, None) == 1.0
    assert body_fit(other, cell, None) is None
    assert body_fit(Question("", ""), cell, None) == 0.0
    # a figure without a body belongs to the body whose report it is
    within = body_fit(one, bare, HSN)
    assert within is not None
    assert 0 < within < 1
    assert body_fit(one, bare, None) is None
    assert body_fit(one, bare, RS) is None


@pytest.mark.parametrize(
    ("question", "row", "column"),
    [
        ("Vad är avvikelsen för HSN?", HSN, "Avvikelse utfall mot budget ack 2031"),
        ("Vad kostade hyrläkarna i augusti 2030?", "Läkare", "2030-08"),
        ("Vad var soliditeten 2028?", "Soliditet, %", "2028"),
        ("Vad är målet för fossilfria fordon?", "Andel fossilfria fordon", "Målvärde 2031"),
    ],
)
def test_the_best_cell(knowledge: Knowledge, question: str, row: str, column: str) -> None:
    first = best(knowledge, question)[0]
    assert (row_name(first.cell), column_name(first.cell)) == (row, column)


def test_cells_come_best_first_with_parts_that_add_up(knowledge: Knowledge) -> None:
    found = best(knowledge, "Vad är avvikelsen för HSN?")
    scores = [reading.score for reading in found]
    assert scores == sorted(scores, reverse=True)
    for reading in found:
        assert reading.score == pytest.approx(sum(reading.parts.values()))
        assert 0 <= reading.cover <= 1
        assert 0 <= reading.worst <= 1


def test_no_cell_of_another_body_year_or_document_is_found(knowledge: Knowledge) -> None:
    assert {one.cell.body for one in best(knowledge, "Vad är avvikelsen för HSN?")} == {HSN}
    years = {one.period.end[0] for one in best(knowledge, "Vad var HSN:s utfall 2030?") if one.period}
    assert years == {2030}
    limited = best(knowledge, "Vad är avvikelsen för HSN?", [ANNUAL.id])
    assert {one.row.entry.report.id for one in limited} == {ANNUAL.id}
    assert best(knowledge, "Vad är avvikelsen för HSN?", [TALLVIK.id]) == []
    assert best(knowledge, "Vad är avvikelsen för HSN 2019?") == []


def test_no_more_cells_than_asked_for(knowledge: Knowledge) -> None:
    question = read_question("Vad är avvikelsen för HSN?", knowledge.surroundings)
    asked = ask_words(question, knowledge.lexicon)
    assert len(find_cells(asked, knowledge.catalog, knowledge.surroundings.reports, most=3)) == 3


def test_words_that_tell_more_weigh_more(knowledge: Knowledge) -> None:
    question = Question(
        "", "", words=("soliditeten",), weak_words=("avvikelsen",), inherited=("låneskulden",)
    )
    solidity, deviation, debt = ask_words(question, knowledge.lexicon).words
    assert solidity.weight > debt.weight > 0
    assert solidity.weight > deviation.weight > 0
    assert deviation.weak
    assert not solidity.weak


def test_a_question_without_words_is_covered_by_anything(knowledge: Knowledge) -> None:
    asked = ask_words(Question("", ""), knowledge.lexicon)
    assert cover_of(asked, [], 0.0) == 1.0


def test_a_label_counts_by_the_share_that_is_asked_for(knowledge: Knowledge) -> None:
    rows = {row.cells[0].row_path[-1]: row for row in entry_rows(table_to_entry(RESULT, FACTS))}
    targets = {row.cells[0].row_path[-1]: row for row in entry_rows(table_to_entry(INTERIM.tables[5], FACTS))}
    fossil = ask_words(Question("", "", words=("fossilfria", "fordon")), knowledge.lexicon)
    assert label_share(fossil, targets["Andel fossilfria fordon"]) == pytest.approx(2 / 3)
    assert label_share(fossil, targets["Energianvändning"]) == 0
    of_body = ask_words(Question("", "", bodies=(HSN,)), knowledge.lexicon)
    assert label_share(of_body, rows[HSN]) == 1
    assert 0 < label_share(of_body, rows["Summa"]) < 1
    assert stem("summa") in neutral_label_stems()


def test_a_ranking_looks_at_the_rows_of_every_body(knowledge: Knowledge) -> None:
    question = read_question("Vilken nämnd har störst underskott?", knowledge.surroundings)
    assert question.operation is Operation.HIGHEST
    found = find_cells(
        ask_words(question, knowledge.lexicon), knowledge.catalog, knowledge.surroundings.reports
    )
    deviations = {one.cell.body for one in found if one.kind is FigureKind.DEVIATION}
    assert {HSN, RS, TN} <= deviations


def test_a_reading_knows_its_figure(knowledge: Knowledge) -> None:
    first = best(knowledge, "Vad är avvikelsen för HSN?")[0]
    assert (str(first.number), first.unit, first.kind) == ("-216", "mkr", FigureKind.DEVIATION)
    assert first.period == Period((2031, 1), (2031, 8))


def test_a_citation_points_at_the_cell(knowledge: Knowledge) -> None:
    first = best(knowledge, "Vad är avvikelsen för HSN?")[0]
    citation = cite_cell(first.row, first.cell)
    assert citation.quote == RESULT.quotes[1]
    assert citation.table is not None
    assert (citation.table.row_index, citation.table.column_index) == (1, 3)
    assert distinct([citation, citation]) == (citation,)


def test_a_column_is_named_by_its_levels_once() -> None:
    two_levels = next(cell for cell in INTERIM.tables[3].cells)
    assert column_name(two_levels) == "Antal anställda 2031-08"
    assert row_name(two_levels) == RS
    assert ELECTED.cells[0].column_path == ("Utfall aug 2031",)


def may_be_of_cell(asked: AskedPeriod, time: CellTime) -> bool:
    return may_be_of_time(asked, time.own, time.report)


def test_a_cell_of_any_time_asked_for_is_among_the_rows_of_that_time(knowledge: Knowledge) -> None:
    texts = (
        "avvikelse 2031",
        "avvikelse i augusti 2031",
        "helår 2031",
        "jan-apr 2031",
        "årsskiftet",
        "2029 och 2030",
    )
    for text in texts:
        question = read_question(f"Vad är {text}?", knowledge.surroundings)
        assert question.periods
        rows: set[int] = set()
        for asked in question.periods:
            fits = partial(may_be_of_cell, asked)
            rows |= knowledge.catalog.of_time(asked.period.end[0], fits)
        latest = knowledge.surroundings.reports.latest
        fitting = {
            number
            for number, row in enumerate(knowledge.catalog.rows)
            if any(time_fit(question, row, cell, latest) > 0 for cell in row.cells)
        }
        assert fitting <= rows < set(range(len(knowledge.catalog.rows)))


def test_recent_rows_first_find_the_same_best(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (
        "Vad är avvikelsen för HSN?",
        "Hur hög är soliditeten?",
        "Vilken nämnd har störst underskott?",
        "Antal besök?",
    )
    whole = {text: best(knowledge, text)[:1] for text in texts}
    monkeypatch.setattr(cell_search, "MANY_ROWS", 0)
    weighed: list[int] = []
    score_row = cell_search.score_row
    monkeypatch.setattr(cell_search, "score_row", lambda *given: weighed.append(1) or score_row(*given))
    for text, found in whole.items():
        assert best(knowledge, text)[:1] == found, text
    # older rows are weighed where the recent ones do not say all that is asked
    weighed.clear()
    best(knowledge, "Vad är avvikelsen för HSN?")
    few = len(weighed)
    best(knowledge, "Vad är avvikelsen för HSN:s månraketer?")
    assert len(weighed) > 2 * few


def test_a_compound_may_stand_parted_in_row_and_column() -> None:
    lexicon = Lexicon([stems_of("Lodjur"), stems_of("Föryngringar vintern")])
    asked = ask_words(Question("", "", words=("lodjursföryngringar",)), lexicon)
    row, column = dict.fromkeys(stems_of("Lodjur"), 1.0), dict.fromkeys(stems_of("Föryngringar"), 0.9)
    alone = [one.reading.cover(row) for one in asked.words]
    assert alone[0] < WORST_COVER
    assert covers_with_column(asked, alone, row, column)[0] > WHOLE_COMPOUND


WHOLE_COMPOUND = 0.85


def test_what_labels_rows_is_no_subject_of_the_other_rows() -> None:
    report = make_report("hamnen.txt", "Hamnen", "Ekhults kommun", "årsredovisning", YEAR, [("1", [PLACES])])
    facts = ReportFacts(
        report.id,
        report.source,
        report.title,
        report.publisher,
        report.kind,
        YEAR,
        (stem("sjövik"), stem("hamnen")),
    )
    catalog = CellCatalog()
    catalog.add(facts, report.tables)
    other = next(row for row in catalog.rows if row.cells[0].row_path == ("Ekby",))
    assert other.strengths[stem("sjövik")] < SUBJECT == other.strengths[stem("hamnen")]


YEAR = year_period(2031)
PLACES = Grid(
    "Båtplatser",
    (Column(("2031",), FigureKind.OUTCOME, YEAR),),
    (Row(("Sjövik",), ("40",)), Row(("Ekby",), ("31",))),
    unit="antal",
)

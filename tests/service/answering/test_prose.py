"""Sentences with their places, neighbours and words; numbers in them; and the words in cells of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.bodies import Bodies
from ingest.periods import Period, month_period, year_period
from ingest.records import FigureKind, Report
from ingest.swedish_numbers import find_numbers
from service.answer import AnswerKind
from service.asked_words import Asked, ask_words
from service.assistant import Assistant
from service.cell_catalog import ReportFacts
from service.lexicon import Lexicon
from service.prose import ReportSentences, SentenceEntry, cite_sentence
from service.prose_numbers import find_prose_numbers, is_before_or_part, is_other_measure, sentence_cover
from service.question import AskedPeriod, Operation, Quantity, Question
from service.report_choice import ReportChoice
from service.word_tables import stem, stems_of
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Column, Grid, Heading, Item, Row, Text, make_report

PERIOD = Period((2031, 1), (2031, 8))
COMMENT = (
    "Byggnadsnämnden har anlitat två konsulter för bygglov. Handläggningstiden har därför sjunkit från 14 veckor "
    "till 9 veckor. Nämnden räknar med samma takt nästa år."
)
ASSIGNMENTS = Grid(
    "Uppdrag",
    (Column(("Ansvarig",)), Column(("Status",)), Column(("Kommentar",))),
    (
        Row(("Ny simhall",), ("Kulturnämnden", "Pågår", "")),
        Row(("Kortare tid för bygglov",), ("Byggnadsnämnden", "Klar", COMMENT)),
    ),
    caption="Uppdrag från fullmäktige",
)
REPORT = make_report(
    "uppdrag.txt",
    "Delårsrapport augusti 2031",
    "Tallviks kommun",
    "delårsrapport",
    PERIOD,
    [
        ("4", [
            Heading("Kulturnämnden"),
            Text("Simhallen renoveras. Besöken minskade från 41 200\ntill 18 900 jämfört med 2030."),
            Text("Tre beslut fattades under våren:"),
            Item("Biblioteket får meröppet."),
            Text("Det gäller från den 1 maj."),
            Item("Musikskolan byter lokal."),
            Text("Nämnden sammanträdde åtta gånger."),
        ]),
        ("5", [Heading("Uppdrag"), ASSIGNMENTS]),
    ],
)  # fmt: skip
FACTS = ReportFacts(REPORT.id, REPORT.source, REPORT.title, REPORT.publisher, REPORT.kind, PERIOD)
HERE = ReportChoice((FACTS,))
SENTENCES = ReportSentences(REPORT, FACTS, Bodies.general())


def block(text: str) -> int:
    """The position of the block that begins so."""
    return next(number for number, one in enumerate(REPORT.blocks) if one.text.startswith(text))


def sentences(text: str) -> tuple[SentenceEntry, ...]:
    return SENTENCES.of_block(block(text))


def texts(entries: list[SentenceEntry]) -> list[str]:
    return [entry.text for entry in entries]


def asked(*words: str, **more: object) -> Asked:
    lexicon = Lexicon([stems_of(one.text) for one in REPORT.blocks] + [stems_of(COMMENT)])
    return ask_words(Question("", "", words=words, **more), lexicon)  # type: ignore[arg-type]


def test_a_paragraph_has_sentences_with_their_own_lines() -> None:
    first, second = sentences("Simhallen")
    assert (first.text, first.place.page, first.place.lines) == ("Simhallen renoveras.", "4", (2,))
    assert (second.text, second.place.lines) == (
        "Besöken minskade från 41 200 till 18 900 jämfört med 2030.",
        (2, 3),
    )


def test_a_sentence_has_its_own_words_and_those_around_it() -> None:
    _, second = sentences("Simhallen")
    own, neighbour, heading = (
        second.strengths[stem(word)] for word in ("besöken", "simhallen", "kulturnämnden")
    )
    assert own == 1.0
    assert own > neighbour >= heading > second.strengths[stem("delårsrapport")] > 0
    assert stem("simhallen") not in second.own


def test_a_sentence_is_about_the_body_it_names_else_that_of_its_heading() -> None:
    assert sentences("Simhallen")[0].bodies == {"Kulturnämnden"}
    row = SENTENCES.of_table(REPORT.tables[0].id)
    assert next(one for one in row if one.text.startswith("Byggnadsnämnden har")).bodies == {
        "Byggnadsnämnden"
    }


def test_headings_and_tables_are_no_sentences() -> None:
    assert SENTENCES.of_block(block("Kulturnämnden")) == ()
    assert SENTENCES.of_table("finns-inte") == ()


def test_a_list_follows_its_lead_in_with_what_explains_its_items() -> None:
    (lead_in,) = sentences("Tre beslut")
    assert texts(SENTENCES.following(lead_in, 9)) == [
        "Biblioteket får meröppet.",
        "Det gäller från den 1 maj.",
        "Musikskolan byter lokal.",
    ]
    assert texts(SENTENCES.following(lead_in, 1)) == ["Biblioteket får meröppet."]


def test_an_item_leans_on_its_lead_in() -> None:
    (item,) = sentences("Biblioteket")
    assert 0 < item.strengths[stem("beslut")] < 1


def test_neighbours_stay_within_a_paragraph() -> None:
    first, second = sentences("Simhallen")
    assert SENTENCES.before(second, 2) == [first]
    assert SENTENCES.before(first, 2) == []
    assert SENTENCES.following(second, 2) == []


def test_a_short_row_of_words_is_one_sentence() -> None:
    rows = SENTENCES.of_table(REPORT.tables[0].id)
    assert rows[0].text == "Ny simhall – Kulturnämnden – Pågår"
    citation = cite_sentence(rows[0])
    assert citation.table is not None
    assert (citation.page, citation.table.row, citation.table.row_index) == ("5", "Ny simhall", 0)


def test_a_long_cell_has_sentences_of_its_own() -> None:
    rows = SENTENCES.of_table(REPORT.tables[0].id)
    long = [one for one in rows if one.table is not None and one.table.column == "Kommentar"]
    assert " ".join(texts(long)) == COMMENT
    assert len(long) == 3
    assert texts(SENTENCES.before(long[2], 2)) == texts(long[:2])
    assert texts(SENTENCES.following(long[0], 5)) == texts(long[1:])
    assert stem("bygglov") in long[1].strengths


def test_a_cited_sentence_may_be_quoted_with_more() -> None:
    first, second = sentences("Simhallen")
    citation = cite_sentence(first, f"{first.text} {second.text}")
    assert citation.quote.endswith("jämfört med 2030.")
    assert (citation.table, citation.lines, citation.section) == (None, (2,), ("Kulturnämnden",))


def test_the_number_that_something_came_to_is_read_before_the_one_it_came_from() -> None:
    found = find_prose_numbers(asked("besöken", quantities=(Quantity.COUNT,)), sentences("Simhallen"), HERE)
    assert [str(one.number) for one in found] == ["18900", "41200"]


def test_numbers_of_another_body_or_time_are_left_out() -> None:
    entries = sentences("Simhallen")
    assert find_prose_numbers(asked("besöken", bodies=("Byggnadsnämnden",)), entries, HERE) == []
    assert (
        find_prose_numbers(asked("besöken", periods=(AskedPeriod(year_period(2025)),)), entries, HERE) == []
    )
    assert find_prose_numbers(asked("besöken", bodies=("Kulturnämnden",)), entries, HERE) != []


def test_a_number_of_the_wrong_sort_is_left_out() -> None:
    # a sum of money in running text always has its unit
    assert figures("besöken", Quantity.MONEY, sentences("Simhallen")) == []
    report = make_report(
        "q.txt", "Delårsrapport", "Tallviks kommun", "delårsrapport", PERIOD,
        [("1", [Text("Bygglovet tog 14 veckor och kostade 9 tkr.")])],
    )  # fmt: skip
    told = ReportSentences(report, FACTS, Bodies.general()).of_block(0)
    assert figures("bygglovet", Quantity.TIME, told) == [("14", "veckor")]
    assert figures("bygglovet", Quantity.MONEY, told) == [("9", "tkr")]


def test_figures_of_a_row_that_lost_its_table_and_numbers_of_order_are_left_out() -> None:
    report = make_report(
        "q.txt", "Delårsrapport", "Tallviks kommun", "delårsrapport", PERIOD,
        [
            ("1", [Text("Bygglov och tillsyn norr 168 201 37 1 480 mitt 214 226 söder 29 965.")]),
            ("2", [Text("Bygglov 2 (5) gavs till 74 hus, se not (3).")]),
        ],
    )  # fmt: skip
    lost, told = (ReportSentences(report, FACTS, Bodies.general()).of_block(block) for block in (0, 1))
    assert figures("bygglov", Quantity.COUNT, lost) == []
    assert figures("bygglov", Quantity.COUNT, told) == [("74", None)]


def figures(word: str, quantity: Quantity, entries: Sequence[SentenceEntry]) -> list[tuple[str, str | None]]:
    found = find_prose_numbers(asked(word, quantities=(quantity,)), entries, HERE)
    return [(str(one.number), one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # from … to …
        ("Tiden sjönk från 14 veckor till 9 veckor.", [True, False]),
        # a part of the number before
        ("Av 366 timmar var 12 övertid, varav 5 på natten.", [False, False, True]),
        # compared with
        ("Det blev 50 jämfört med 40.", [False, True]),
        # from without to
        ("Intäkterna från 3 bolag ökade.", [False]),
    ],
)
def test_numbers_that_only_tell_where_another_came_from(text: str, told: list[bool]) -> None:
    assert [is_before_or_part(text, found) for found in find_numbers(text)] == told


@pytest.mark.parametrize(
    ("text", "question", "words", "told"),
    [
        # What is asked for comes first behind "och", right before its own number.
        ("Nämnden visar ett resultat om 73 mkr och det egna kapitalet är 90 mkr.", "vad är kapitalet?", ("kapitalet",), ["90"]),
        # A number in brackets counts what stands before it.
        ("Sagoboken lockade fler läsare (541 st) än 2030.", "hur många böcker finns?", ("böcker",), []),
        ("Sagoboken lockade fler läsare (541 st) än 2030.", "hur många läsare fick sagoboken?", ("läsare", "sagoboken"), ["541"]),
        # Another place than the one asked for.
        ("Taxan i Sörby höjs med 9 procent.", "Hur mycket höjs taxan i Norrby?", ("höjs", "taxan", "norrby"), []),
        # What nothing divides is no answer for each of them.
        ("I kön stod 5 230 barn.", "hur många barn var det på varje kurs?", ("barn", "kurs"), []),
        ("Det gick 12 barn per kurs.", "hur många barn var det på varje kurs?", ("barn", "kurs"), ["12"]),
        # "Motsvarande siffra" is the measure of the sentence before.
        ("Andelen behöriga var 80 procent. År 2031 var motsvarande siffra 84 procent.", "hur stor var andelen behöriga?", ("behöriga",), ["80", "84"]),
    ],
)  # fmt: skip
def test_a_number_is_of_what_its_own_words_say(
    text: str, question: str, words: tuple[str, ...], told: list[str]
) -> None:
    report = make_report(
        "r.txt", "Delårsrapport", "Tallviks kommun", "delårsrapport", PERIOD, [("1", [Text(text)])]
    )
    entries = ReportSentences(report, FACTS, Bodies.general()).of_block(0)
    lexicon = Lexicon([stems_of(text)])
    names = tuple(word for word in words if word == "norrby")
    read = ask_words(Question(question, question.casefold(), words=words, names=names), lexicon)
    found = [one for one in find_prose_numbers(read, entries, HERE) if not one.unsaid]
    assert sorted(str(one.number) for one in found) == told


def test_a_sentence_covers_the_share_of_the_words_it_has() -> None:
    first, second = sentences("Simhallen")
    assert sentence_cover(asked("besöken"), second) == 1.0
    assert sentence_cover(asked("giraffer"), second) == 0.0
    assert 0 < sentence_cover(asked("besöken", "giraffer"), second) < 1
    # a question without words of its own is never wholly covered
    assert sentence_cover(asked(), first) < 1


def test_the_kind_and_period_beside_a_number_are_read() -> None:
    report = make_report(
        "p.txt", "Delårsrapport", "Tallviks kommun", "delårsrapport", PERIOD,
        [("1", [Text("Prognosen för 2031 är 52 mkr, medan utfallet i augusti 2030 var 31 mkr.")])],
    )  # fmt: skip
    entries = ReportSentences(report, FACTS, Bodies.general()).of_block(0)
    by_number = {one.number: one for one in find_prose_numbers(asked("prognosen"), entries, HERE)}
    assert by_number[Decimal(52)].kind is FigureKind.FORECAST
    assert by_number[Decimal(52)].period == year_period(2031)
    assert by_number[Decimal(31)].period == month_period(2030, 8)
    change = find_prose_numbers(asked("prognosen", operation=Operation.DIFFERENCE), entries, HERE)
    assert {one.number for one in change} == {Decimal(52), Decimal(31)}


@pytest.fixture(scope="module")
def assistant_of_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with closing(put_reports(Path(tmp_path_factory.mktemp("uppdrag")), REPORT, _other())) as library:
        yield Assistant(library)


def _other() -> Report:
    return make_report(
        "annat.txt", "Årsredovisning 2030", "Tallviks kommun", "årsredovisning", year_period(2030),
        [("1", [Heading("Vatten"), Text("Vattenledningen till Norrsele byttes. Även pumpen i Tallvik byttes.")])],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # a list with the lead-in
        ("Vilka beslut fattades under våren?", ["Biblioteket får meröppet.", "Musikskolan byter lokal."]),
        # words in a cell
        ("Vilka har byggnadsnämnden anlitat för bygglov?", ["har anlitat två konsulter"]),
        # a sentence that leans on the one before
        ("Vad hände med pumpen i Tallvik?", ["Vattenledningen till Norrsele byttes.", "Även pumpen i Tallvik byttes."]),
    ],
)  # fmt: skip
def test_words_that_answer_come_with_what_they_lean_on(
    assistant_of_words: Assistant, question: str, said: list[str]
) -> None:
    answer = assistant_of_words.ask(question)
    assert answer.kind is AnswerKind.PASSAGE, answer.answer
    assert [text for text in said if text not in answer.answer] == []


@pytest.mark.parametrize(
    ("words", "unit", "other"),
    [
        (("väntar", "vård"), "dagar", True),  # "över 90 dagar" says how long, not how many
        (("vårddagar",), "dagar", False),
        (("sjuktimmar",), "timmar", False),
        (("väntar", "vård"), "antal", False),
        (("väntar", "vård"), None, False),
    ],
)
def test_a_time_is_no_count(words: tuple[str, ...], unit: str | None, other: bool) -> None:
    question = Question("", plain="", words=words, quantities=(Quantity.COUNT,))
    assert is_other_measure(question, unit) is other

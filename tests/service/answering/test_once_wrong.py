"""Questions that were once answered wrongly; what went wrong stands beside each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.periods import Period
from ingest.records import FigureKind
from service.answer import Answer, AnswerKind
from service.assistant import Assistant
from service.conversation import Turn
from tests.service.answering.asked import place
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Column, Grid, Heading, Row, Text, make_report


def number(text: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.value is not None and answer.value.number == Decimal(text)


def refused(answer: Answer) -> bool:
    return answer.kind is AnswerKind.NOT_FOUND


ONCE_WRONG: tuple[tuple[str, tuple[str, ...], str, Callable[[Answer], bool], str], ...] = (
    ("sum-of-deviations", (), "Vad är avvikelsen för RS och TN tillsammans?", number("24"), "adds the outcomes and calls them the deviation"),
    ("used-of-annual-budget", (), "Hur många procent av årsbudgeten har RS förbrukat?", number("62.9"), "takes the budget so far though the annual one is asked for"),
    ("used-as-a-participle", (), "Hur stor andel av årsbudgeten för RS är förbrukad?", number("62.9"), "“förbrukad” counts as a word that the row lacks"),
    ("cost-above-budget-in-words", (), "Hur mycket dyrare än budget blir HSN enligt prognosen?", lambda answer: number("-320")(answer) and "mindre" not in answer.answer, "says “320 mkr mindre” of costs above budget"),
    ("from-month-to-month", (), "Hur mycket ökade antalet anställda i HSN från augusti 2030 till augusti 2031?", number("130"), "read as one period of thirteen months"),
    ("letters-left-out-of-small-words", (), "vad ar avvikelsen for trafiknamnden", number("-11"), "“ar” and “for” count as words of the matter"),
    ("missing-to-the-target", (), "Hur många vårdplatser saknas till målet?", number("-12"), "“saknas .*mål” does not fit “målet”"),
    ("mean-of-years", (), "Vad var medelvärdet av låneskulden 2028, 2029 och 2030?", number("2250"), "“medelvärdet” counts as a word that the row lacks"),
    ("genitive-s-of-an-abbreviation", (), "vad är hsns avvikelse mot budget", number("-216"), "only capitals take a genitive s without colon"),
    ("definite-form-in-an", (), "Hur många resor gjordes med färjan 2030?", number("41"), "“färjan” and “färja” have different stems"),
    ("same-months-of-a-year", (), "Vad var HSN:s utfall samma period 2030?", number("-3974"), "“samma period” is not read"),
    ("used-of-investment-budget", (), "Hur mycket av investeringsbudgeten har använts för fastigheter?", number("108.9"), "gives the row's share of all budgets"),
    ("sum-of-years", (), "Vad är summan av låneskulden 2029 och 2030?", number("4750"), "states one year's figure: “summan” counts as a word that the row lacks"),
    ("ranking-within-a-publisher", (), "Vilken nämnd hade lägst kostnad jan-aug 2031 i Region Ekhult?", lambda answer: refused(answer) or "utvecklingsnämnden" in answer.answer, "falls back to the total of another table"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("earlier", "question", "right", "was"),
    [
        pytest.param(earlier, question, right, was, id=name)
        for name, earlier, question, right, was in ONCE_WRONG
    ],
)
def test_a_question_once_answered_wrongly(
    assistant: Assistant, earlier: tuple[str, ...], question: str, right: Callable[[Answer], bool], was: str
) -> None:
    answer = assistant.ask(question, [Turn(one, "") for one in earlier])
    assert right(answer), f"{answer.answer} (once: {was})"


LONG_COMMENT = (
    "Byggnadsnämnden har anlitat två konsulter för bygglov. Handläggningstiden har därför sjunkit från 14 veckor "
    "till 9 veckor. Nämnden räknar med samma takt nästa år."
)


def test_a_number_in_a_sentence_of_a_long_cell(tmp_path: Path) -> None:
    grid = Grid("Uppdrag", (Column(("Kommentar",)),), (Row(("Kortare tid för bygglov",), (LONG_COMMENT,)),))
    period = Period((2031, 1), (2031, 8))
    report = make_report(
        "u.txt", "Delårsrapport", "Tallviks kommun", "delårsrapport", period, [("1", [grid])]
    )
    with closing(put_reports(tmp_path, report)) as library:
        answer = Assistant(library).ask("Hur lång är handläggningstiden för bygglov?")
    assert number("9")(answer)


def test_a_short_report_is_not_about_every_word_in_it(tmp_path: Path) -> None:
    grid = Grid("Nämnd", (Column(("Bokslut 2030",)),), (Row(("Summa",), ("-7 450 mkr",), total=True),))
    year = Period((2030, 1), (2030, 12))
    text = "Tvätteriet i Västanby skrevs ned med 9,4 mkr under 2030."
    short = make_report(
        "kort.txt", "Årsredovisning 2030", "Region Ekhult", "årsredovisning", year,
        [("1", [Heading("Driftredovisning"), grid, Heading("Tvätteriet"), Text(text)])],
    )  # fmt: skip
    other = make_report(
        "annan.txt", "Årsredovisning 2029", "Region Ekhult", "årsredovisning", year.moved(-1),
        [("1", [Heading("Vägar"), Text("Vägarna saltades.")])],
    )  # fmt: skip
    with closing(put_reports(tmp_path, short, other)) as library:
        answer = Assistant(library).ask("Hur mycket skrevs tvätteriet ned med?")
    assert number("9.4")(answer)


YEAR = Period((2031, 1), (2031, 12))
OUTCOMES = Grid(
    "Verksamhet (tkr)",
    (Column(("Utfall 2031",), FigureKind.OUTCOME, YEAR),),
    (
        Row(("Hemtjänst",), ("-71 654",)),
        Row(("Funktionsstöd",), ("-35 603",)),
        Row(("Färdtjänst",), ("-9 111",)),
    ),
    caption="Utfall per verksamhet",
    unit="tkr",
)


def test_a_followup_asks_for_the_row_of_its_own_word(tmp_path: Path) -> None:
    report = make_report(
        "a.txt", "Årsredovisning 2031", "Tallviks kommun", "årsredovisning", YEAR,
        [("1", [Heading("Omsorg"), Text("Hemtjänsten, färdtjänsten och stöd."), OUTCOMES])],
    )  # fmt: skip
    asked = "Vad kostade funktionsstödet 2031?"
    with closing(put_reports(tmp_path, report)) as library:
        assistant = Assistant(library)
        history = [Turn(asked, assistant.ask(asked).answer)]
        for question in ("Samma för hemtjänsten?", "Hur är det för hemtjänsten då?"):
            assert number("-71654")(assistant.ask(question, history)), question


def test_cells_of_a_table_that_was_not_read_are_no_sentence(tmp_path: Path) -> None:
    text = "Hamnen 163,5 -161,2 2,3 240,1 Teatern 421,9 416,5 5,4 643,3"
    report = make_report(
        "d.txt",
        "Årsredovisning 2031",
        "Tallviks kommun",
        "årsredovisning",
        YEAR,
        [("1", [Heading("Prognos"), Text(text)])],
    )
    with closing(put_reports(tmp_path, report)) as library:
        answer = Assistant(library).ask("Vad är prognosen för hamnen?")
    assert answer.value is None


YEARS = (Period((2030, 1), (2030, 12)), Period((2031, 1), (2031, 12)))
HOME_CARE = "Hemtjänsten har fler brukare. Kostnaden för hemtjänsten ökar."


def of_board(name: str, rows: tuple[Row, ...]) -> Grid:
    """Costs of a board's parts, of two years that the headers name with what is measured."""
    columns = tuple(
        Column((f"Kostnad {time.end[0]}",), FigureKind.OUTCOME, time, "tkr") for time in reversed(YEARS)
    )
    return Grid("Verksamhet", columns, rows, f"{name} per verksamhet, tkr", "tkr")


@pytest.mark.parametrize(
    ("question", "right"),
    [
        # The total of another board covers "nettokostnad" by its label and "hemtjänst" by what the report is about.
        ("Hemtjänstens nettokostnad 2031?", "71635"),
        # "Kostnad 2031" and "Kostnad 2030" are one measure; the totals are no stand-in for the row.
        ("Hur mycket har hemtjänstens nettokostnad ökat från 2030 till 2031?", "5495"),
    ],
)
def test_a_part_is_of_what_its_sum_adds_up(tmp_path: Path, question: str, right: str) -> None:
    grids = (
        of_board("Utbildningsnämnden", (Row(("Grundskola",), ("392 600", "382 500")), Row(("Summa nettokostnad",), ("392 600", "382 500"), total=True))),
        of_board("Socialnämnden", (Row(("Hemtjänst",), ("71 635", "66 140")), Row(("Summa nettokostnad",), ("71 635", "66 140"), total=True))),
    )  # fmt: skip
    talk = [part for n in range(8) for part in (Heading(f"Avsnitt {n}"), Text(HOME_CARE))]
    report = make_report(
        "u.txt", "Årsredovisning 2031", "Tallviks kommun", "årsredovisning", YEARS[1],
        [("1", [*grids]), ("2", talk)],
    )  # fmt: skip
    with closing(put_reports(tmp_path, report)) as library:
        answer = Assistant(library).ask(question)
    assert number(right)(answer), answer.answer
    assert place(answer.citations[0])[2] == "Hemtjänst"


SIDES = Grid(
    "Verksamhet",
    (
        Column(("Utfall intäkter",), FigureKind.OUTCOME, YEARS[1], "tkr"),
        Column(("Utfall kostnader",), FigureKind.OUTCOME, YEARS[1], "tkr"),
        Column(("Budget kostnader",), FigureKind.BUDGET, YEARS[1], "tkr"),
    ),
    (
        Row(("Musikskola",), ("4 310", "-22 480", "-21 000")),
        Row(("Bibliotek",), ("910", "-32 855", "-33 100")),
    ),
    "Verksamheter, tkr",
    "tkr",
)
PUPILS = Grid(
    "Ämne",
    tuple(Column((name,), FigureKind.OUTCOME, YEARS[1], "antal") for name in ("Flickor", "Pojkar", "Elever totalt 2031")),
    (Row(("Dans",), ("479", "121", "600")), Row(("Gitarr",), ("318", "318", "636")), Row(("Summa",), ("797", "439", "1 236"), total=True)),
    "Musikskolans elever",
    "antal",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Vad kostar musikskolan?", "-22480"),
        ("Hur stora är musikskolans intäkter?", "4310"),
        # A budget for costs is set against the costs, not against the income that stands before them.
        ("Vad är budgetavvikelsen för musikskolan?", "-1480"),
        ("Hur stor andel av musikskolans elever är flickor 2031?", "64.5"),
    ],
)
def test_income_is_no_cost_and_a_part_no_whole(tmp_path: Path, question: str, right: str) -> None:
    report = make_report(
        "u.txt",
        "Årsredovisning 2031",
        "Tallviks kommun",
        "årsredovisning",
        YEARS[1],
        [("1", [SIDES, PUPILS])],
    )
    with closing(put_reports(tmp_path, report)) as library:
        answer = Assistant(library).ask(question)
    assert number(right)(answer), answer.answer


def test_a_board_s_share_is_of_all_boards(tmp_path: Path) -> None:
    columns = (Column(("Budget 2031",), FigureKind.BUDGET, YEARS[1], "tkr"),)
    boards = Grid(
        "Nämnd", columns,
        (
            Row(("Byggnadsnämnden",), ("40 000",), body="Byggnadsnämnden"),
            Row(("Socialnämnden",), ("60 000",), body="Socialnämnden"),
            Row(("Nämnderna totalt",), ("100 000",), total=True),
        ),
        "Nämndernas budget, tkr", "tkr",
    )  # fmt: skip
    own = Grid(
        "Verksamhet", columns,
        (
            Row(("Nämnd och ledning",), ("3 000",), body="Socialnämnden"),
            Row(("Hemtjänst",), ("57 000",), body="Socialnämnden"),
            Row(("Summa",), ("60 000",), body="Socialnämnden", total=True),
        ),
        "Socialnämnden per verksamhet, tkr", "tkr",
    )  # fmt: skip
    report = make_report(
        "u.txt", "Budget 2031", "Tallviks kommun", "budget", YEARS[1], [("1", [boards, own])]
    )
    with closing(put_reports(tmp_path, report)) as library:
        answer = Assistant(library).ask(
            "Hur stor del av nämndernas budget 2031 har socialnämnden, i procent?"
        )
    assert number("60")(answer), answer.answer


@pytest.mark.parametrize(
    ("question", "right"),
    [
        # "Nettokostnad" colours other words; where it is the only one, it is what is asked for.
        ("Vad blev valnämndens nettokostnader 2031?", "-62049"),
        # Costs with a minus sign grow when they get further below nought.
        ("Hur mycket ökade valnämndens nettokostnader från 2030 till 2031?", "2453"),
        ("Hur många procent ökade valnämndens nettokostnader från 2030 till 2031?", "4.1"),
    ],
)
def test_net_costs_of_a_board_in_its_own_report(tmp_path: Path, question: str, right: str) -> None:
    columns = tuple(Column((str(time.end[0]),), FigureKind.OUTCOME, time, "tkr") for time in reversed(YEARS))
    grid = Grid(
        "Ekonomi (tkr)", columns,
        (
            Row(("Intäkter",), ("11 251", "10 135")),
            Row(("Kostnader",), ("-73 300", "-69 731")),
            Row(("Nettokostnader",), ("-62 049", "-59 596")),
        ),
        "Ekonomi", "tkr",
    )  # fmt: skip
    report = make_report(
        "u.txt", "Årsbokslut 2031", "Tallviks kommun", "årsredovisning", YEARS[1],
        [("1", [Text("Organisation: Valnämnden"), grid])],
    )  # fmt: skip
    with closing(put_reports(tmp_path, report)) as library:
        answer = Assistant(library).ask(question)
    assert number(right)(answer), answer.answer

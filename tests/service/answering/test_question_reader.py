"""Text to Question: whose, when, which kind, what about, and what a follow-up takes from before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.periods import Period, month_period, year_period
from ingest.records import FigureKind
from service.asked_words import ask_words
from service.conversation import Turn, read_in_context
from service.follow_up import completed, leans_on_history
from service.knowledge import Knowledge
from service.lexicon import Lexicon
from service.question import AskedPeriod, Operation, Question, Want
from service.question_reader import read_question
from service.report_choice import ReportChoice
from service.surroundings import Surroundings
from tests.service.answering.ekhult import SO_FAR

HSN, RS, TN = "Hälso- och sjukvårdsnämnden", "Regionstyrelsen", "Trafiknämnden"


@pytest.fixture(scope="module")
def around(knowledge: Knowledge) -> Surroundings:
    return knowledge.surroundings


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Vad är HSN:s utfall?", (HSN,)),
        ("vad är hsn utfall?", (HSN,)),
        ("Vad är hälso- och sjukvårdsnämndens utfall?", (HSN,)),
        ("Vad är trafiknamndens utfall?", (TN,)),
        ("RS och TN tillsammans", (RS, TN)),
        # named twice, asked once
        ("HSN, alltså hälso- och sjukvårdsnämnden", (HSN,)),
        # introduced by a report of the library
        ("Vad är SN:s utfall?", ("Socialnämnden",)),
        ("Vad är soliditeten?", ()),
    ],
)
def test_whose_figure_is_asked_for(around: Surroundings, text: str, bodies: tuple[str, ...]) -> None:
    assert read_question(text, around).bodies == bodies


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Vad var soliditeten 2029?", (AskedPeriod(year_period(2029), year_only=True),)),
        ("Vad var utfallet i augusti 2030?", (AskedPeriod(month_period(2030, 8)),)),
        ("Vad var utfallet jan-aug 2030?", (AskedPeriod(Period((2030, 1), (2030, 8))),)),
        ("Vad var utfallet tertial 1 2031?", (AskedPeriod(Period((2031, 1), (2031, 4))),)),
        # seen from the newest report, of August 2031
        ("Vad var utfallet förra året?", (AskedPeriod(year_period(2030), year_only=True),)),
        ("Vad var utfallet i fjol?", (AskedPeriod(year_period(2030), year_only=True),)),
        ("Vad är utfallet hittills i år?", (AskedPeriod(year_period(2031), year_only=True),)),
        ("Vad är planen för nästa år?", (AskedPeriod(year_period(2032), year_only=True),)),
        ("Vad var skulden vid årsskiftet?", (AskedPeriod(month_period(2030, 12)),)),
        ("Vad var skulden för två år sedan?", (AskedPeriod(year_period(2029), year_only=True),)),
        # the newest report's months, by their number
        ("Vad var utfallet efter åtta månader?", (AskedPeriod(Period((2031, 1), (2031, 8))),)),
        # a winter by two figures, and the same months of another year
        ("Hur många renar fanns vintern 29/30?", (AskedPeriod(Period((2029, 7), (2030, 6))),)),
        ("Vad var utfallet motsvarande period 2030?", (AskedPeriod(Period((2030, 1), (2030, 8))),)),
        # the whole year, said in words
        (
            "Vad är prognosen för helår 2031?",
            (AskedPeriod(year_period(2031), year_only=True, full_year=True),),
        ),
        # a month without a year is one of the newest report's year
        ("Vad var utfallet i april?", (AskedPeriod(month_period(2031, 4)),)),
        # months and year apart
        ("Vad var utfallet 2030, jan-aug?", (AskedPeriod(Period((2030, 1), (2030, 8))),)),
        # two periods of the same months
        (
            "Vad är skillnaden mellan augusti 2030 och augusti 2031?",
            (AskedPeriod(month_period(2030, 8)), AskedPeriod(month_period(2031, 8))),
        ),
        # the bare year takes the other's months
        (
            "Hur mycket ökade skulden till jan-aug 2031 jämfört med 2030?",
            (AskedPeriod(SO_FAR), AskedPeriod(Period((2030, 1), (2030, 8)))),
        ),
        ("Vad är soliditeten?", ()),
    ],
)
def test_which_time_is_asked_for(around: Surroundings, text: str, periods: tuple[AskedPeriod, ...]) -> None:
    assert read_question(text, around).periods == periods


@pytest.mark.parametrize(
    ("text", "words", "weak"),
    [
        # what it is about, without the words that ask, the body and the time
        ("Hur hög var soliditeten 2030?", ("soliditeten",), ()),
        ("Hur många vårdplatser har HSN i augusti 2031?", ("vårdplatser",), ()),
        # a kind of figure is no matter of its own
        ("Vad är avvikelsen för HSN?", (), ("avvikelsen",)),
        # a compound of a kind is about its head
        ("Vad är energimålet?", ("energi",), ("energimålet",)),
        # what a ranking runs over
        ("Vilken nämnd har störst underskott?", (), ()),
        # what to do with the figures
        ("Hur mycket ökade skulden från 2028 till 2030?", ("skulden",), ("ökade",)),
    ],
)
def test_what_it_is_about(
    around: Surroundings, text: str, words: tuple[str, ...], weak: tuple[str, ...]
) -> None:
    question = read_question(text, around)
    assert (question.words, question.weak_words) == (words, weak)


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        ("Vad blev resultatet för Region Solvik?", ("Region Solvik",)),
        ("Vad blev resultatet för Region Ekhult?", ()),
        ("Vad blev resultatet för Region Ekhults nämnder?", ()),
        # the region without its name
        ("Vad blev regionens resultat?", ()),
    ],
)
def test_organisations_without_a_report_are_strangers(
    around: Surroundings, text: str, strangers: tuple[str, ...]
) -> None:
    assert read_question(text, around).strangers == strangers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # a body's shortfall is its deviation, the organisation's is its result
        ("Hur stort är HSN:s underskott?", (FigureKind.DEVIATION,)),
        ("Hur stort är underskottet?", ()),
        ("Vilken nämnd har störst överskott?", (FigureKind.DEVIATION,)),
        # what is not asked for
        ("Vad är utfallet, alltså inte prognosen?", (FigureKind.OUTCOME,)),
    ],
)
def test_which_kind_is_meant(around: Surroundings, text: str, kinds: tuple[FigureKind, ...]) -> None:
    assert read_question(text, around).kinds == kinds


def test_a_named_report_is_read_and_its_words_are_no_matter(around: Surroundings) -> None:
    question = read_question("Vad säger årsredovisningen 2030 om köerna?", around)
    assert question.report is not None
    assert question.report.kind == "årsredovisning"
    assert (question.words, question.periods) == (("köerna",), ())


def test_what_a_plan_says_of_its_own_year_is_asked_for(around: Surroundings) -> None:
    own = read_question("Hur stor ram har HSN enligt budgeten för 2032?", around)
    assert own.periods == (AskedPeriod(year_period(2032), year_only=True),)
    later = read_question("Hur stor ram har HSN 2033 enligt budgeten för 2032?", around)
    assert later.periods == (AskedPeriod(year_period(2033), year_only=True),)


def test_a_time_without_a_year_is_counted_from_the_report_named(around: Surroundings) -> None:
    question = read_question("Vad var soliditeten året innan enligt årsredovisningen 2030?", around)
    assert question.periods == (AskedPeriod(year_period(2029), year_only=True),)
    assert question.floating


def test_a_comparison_with_budget_is_no_difference_between_periods(around: Surroundings) -> None:
    question = read_question("Hur mycket bättre än budget gick det för RS?", around)
    assert (question.operation, question.kinds) == (Operation.LOOKUP, (FigureKind.DEVIATION,))


def test_a_ranking_knows_whether_it_runs_over_bodies(around: Surroundings) -> None:
    assert read_question("Vilken nämnd har flest anställda?", around).by_body
    assert not read_question("Vilken åtgärd ger störst effekt?", around).by_body
    assert not read_question("Hur många anställda har nämnden?", around).by_body


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("och för RS?", True),
        ("varför?", True),
        ("Varför så få?", True),
        ("i kronor?", True),
        ("och året innan?", True),
        ("och sjuksköterskorna?", True),
        ("Hur många vårdplatser har sjukhuset i Ekhult?", False),
        ("Vad var soliditeten 2029?", False),
        ("Vilken nämnd hade störst underskott?", False),
        ("och vilken nämnd hade störst?", True),
    ],
)
def test_which_questions_lean_on_the_turn_before(around: Surroundings, text: str, leans: bool) -> None:
    assert leans_on_history(read_question(text, around)) is leans


def test_a_follow_up_keeps_its_own_and_takes_the_rest(around: Surroundings) -> None:
    before = read_question("Vad är avvikelsen för HSN i augusti 2031?", around)
    whole = completed(read_question("och för RS?", around), before)
    assert whole.bodies == (RS,)
    assert (whole.kinds, whole.periods, whole.want) == (before.kinds, before.periods, before.want)


def test_a_reason_asked_for_does_not_take_the_kind_of_figure(around: Surroundings) -> None:
    before = read_question("Vad är avvikelsen för HSN?", around)
    whole = completed(read_question("varför?", around), before)
    assert (whole.want, whole.bodies, whole.kinds) == (Want.REASON, (HSN,), ())


def test_words_of_its_own_leave_the_old_ones_as_a_hint(around: Surroundings) -> None:
    before = read_question("Hur mycket kostade hyrläkarna?", around)
    whole = completed(read_question("och sjuksköterskorna?", around), before)
    assert whole.words == ("sjuksköterskorna",)
    assert "hyrläkarna" in whole.inherited


def test_a_conversation_is_read_turn_by_turn(around: Surroundings) -> None:
    history = [Turn("Vad är prognosen för HSN?", ""), Turn("och för RS?", "")]
    read = read_in_context("Hur stor är avvikelsen?", history, around)
    assert read.bodies == (RS,)
    assert read.kinds == (FigureKind.DEVIATION, FigureKind.FORECAST)


def test_a_whole_question_ignores_the_conversation(around: Surroundings) -> None:
    text = "Hur många vårdplatser har sjukhuset i Ekhult?"
    history = [Turn("Vad är prognosen för HSN 2030?", "")]
    assert read_in_context(text, history, around) == read_question(text, around)
    assert read_in_context(text, [], around) == read_question(text, around)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=100))
def test_any_text_is_a_question(around: Surroundings, text: str) -> None:
    question = read_question(text, around)
    assert isinstance(question, Question)
    assert question.text == text
    assert question.plain == question.plain.casefold()


PHRASES = [
    "Vad är avvikelsen för HSN?",
    "vad är bugdeten för regionstyrlsen 2030",
    "Hur mycket ökade låneskulden från 2028 till 2030?",
    "Vilken nämnd har störst underskott?",
    "Vad är målet för sjukfranvaro i augusti?",
    "Hur många anställda hade trafiknamnden förra året?",
    "Vad är avvikelsen i prognosen?",
]


@pytest.mark.parametrize("text", PHRASES)
def test_a_question_read_from_its_plain_text_is_the_same(around: Surroundings, text: str) -> None:
    once = read_question(text, around)
    again = read_question(once.plain, around)
    assert replace(again, text=once.text) == once


def test_what_cost_is_what_the_question_is_about(around: Surroundings) -> None:
    question = read_question("hur mycket har äldreomsorgen kostat hittills i år", around)
    assert question.words == ("äldreomsorgen",)
    assert FigureKind.OUTCOME in question.kinds


def test_a_short_word_of_talk_is_no_body(around: Surroundings) -> None:
    question = read_question("hur mycket har kassan minskat sen årsskiftet", around)
    assert question.bodies == ()
    assert "sen" not in question.words


def test_a_kind_of_figure_of_a_publisher_is_of_its_result(around: Surroundings) -> None:
    assert read_question("Vad är regionens prognos?", around).words == ("resultat",)
    assert read_question("Vad är HSN:s prognos i Region Ekhult?", around).words == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # how the answer should be written is no matter
        ("Hur stor andel av skulden är lån? Svara i procent med en decimal", ("skulden", "lån")),
        ("å soliditeten 2030?", ("soliditeten",)),
        ("Gå tillbaka till 2030, vad var soliditeten då?", ("soliditeten",)),
    ],
)
def test_talk_is_no_matter(around: Surroundings, text: str, words: tuple[str, ...]) -> None:
    assert read_question(text, around).words == words


def test_the_turn_of_the_year_is_the_end_of_a_report_on_all_of_it(around: Surroundings) -> None:
    year = ReportChoice(
        tuple(one for one in around.reports.reports if one.kind == "årsredovisning"), every=False
    )
    assert year.latest is not None
    told = read_question("Vad var skulden vid årsskiftet?", replace(around, reports=year))
    assert told.periods == (AskedPeriod(month_period(year.latest.end[0], 12)),)


def test_an_abbreviation_in_capitals_is_no_everyday_word(around: Surroundings) -> None:
    """ "va" is "vad"; "VA" is water and sewage."""
    assert "va" in read_question("Vad kostade VA i Ekhult?", around).words
    assert "va" not in read_question("va kostade resorna?", around).words


def test_an_abbreviation_that_is_mostly_another_word_only_colours_the_others(
    around: Surroundings, knowledge: Knowledge
) -> None:
    question = read_question("Vad kostade resor för VA 2031?", around)
    weak = {one.reading.word: one.weak for one in ask_words(question, knowledge.lexicon).words}
    assert weak["va"]
    assert not weak["resor"]


def test_va_means_no_word_that_only_begins_so() -> None:
    assert "vattenverk" not in Lexicon([["vattenverk"], ["va"]]).read("va").whole


def test_who_believes_or_counts_on_something_asks_for_the_forecast(around: Surroundings) -> None:
    for text in ("Vad tror trafiknämnden att resorna kostar?", "Vad räknar trafiknämnden med att få in?"):
        assert FigureKind.FORECAST in read_question(text, around).kinds


def test_of_one_thing_said_in_two_words_the_unknown_one_weighs_little(
    around: Surroundings, knowledge: Knowledge
) -> None:
    question = read_question("Hur många fordonsturer (resor) gjordes 2031?", around)
    weak = {one.reading.word: one.weak for one in ask_words(question, knowledge.lexicon).words}
    assert weak["fordonsturer"]
    assert not weak["resor"]

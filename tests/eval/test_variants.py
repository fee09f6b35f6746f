from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import load_suite
from eval.variants import (
    CHANGES,
    drop_dots,
    inflect,
    load_words,
    main,
    misspell,
    move_time,
    question_to_variants,
    say_everyday,
    shorten,
    suite_to_variants,
    swap_abbreviation,
)

WORDS = load_words()
SAMPLES = Path(__file__).parents[2] / "samples" / "suite.jsonl"
LEAST_VARIANTS = 5


@pytest.mark.parametrize(
    ("question", "changed"),
    [
        ("Vad kostade RS?", "Vad kostade regionstyrelsen?"),
        ("Vad är Socialnämndens ram?", "Vad är SN:s ram?"),
        ("Vad kostade kommunstyrelsen?", "Vad kostade KS?"),
        ("Vad kostar en båtplats?", "Vad kostar en båtplats?"),
        ("Hur gick det för RSN?", "Hur gick det för RSN?"),
        # a name that ends in s is its own genitive
        ("RS totala budgetram?", "regionstyrelsens totala budgetram?"),
    ],
)
def test_abbreviations_are_swapped_whole(question: str, changed: str) -> None:
    assert swap_abbreviation(question, WORDS, Random(0)) == changed


@pytest.mark.parametrize(
    ("question", "changed"),
    [
        ("Vad blev resultatet 2024?", "2024, vad blev resultatet?"),
        (
            "Vad kostade hyrläkarna till och med augusti 2025?",
            "Till och med augusti 2025, vad kostade hyrläkarna?",
        ),
        ("antal besök jan-aug 2025", "Jan-aug 2025, antal besök?"),
        ("RS utfall första tertialet 2024?", "Första tertialet 2024, RS utfall?"),
        ("Hur många var vi den 31 augusti 2025?", "Den 31 augusti 2025, hur många var vi?"),
        ("Hur många kom i år, tom aug 2025?", "I år, tom aug 2025, hur många kom?"),
        ("Vad blev resultatet?", "Vad blev resultatet?"),
        # a time that the words before it need
        ("Hur mycket steg det från 2019 till 2020?", "Hur mycket steg det från 2019 till 2020?"),
        ("Färre resor jämfört med 2024?", "Färre resor jämfört med 2024?"),
        ("Effekten enligt VP 2025?", "Effekten enligt VP 2025?"),
        (
            "Vad kostade mer 2024 än 2023, bussen eller tåget?",
            "Vad kostade mer 2024 än 2023, bussen eller tåget?",
        ),
    ],
)
def test_a_time_at_the_end_goes_first(question: str, changed: str) -> None:
    assert move_time(question, WORDS, Random(0)) == changed


@pytest.mark.parametrize(
    ("question", "everyday"),
    [
        ("Hur stor är avvikelsen för KS?", "Hur stor är skillnaden mot budget för KS?"),
        ("Hur stor andel?", "Hur många procent?"),
    ],
)
def test_everyday_words_replace_the_first_of_the_table(question: str, everyday: str) -> None:
    assert say_everyday(question, WORDS, Random(0)) == everyday


def test_inflection_keeps_the_capital() -> None:
    assert inflect("Resultat för KS?", WORDS, Random(0)) == "Resultatet för KS?"


@pytest.mark.parametrize(
    "question", ["Vilket resultat blev det?", "RS mål?", "Vad blev det slutliga resultatet?"]
)
def test_no_form_is_made_that_clashes_with_the_word_before(question: str) -> None:
    assert inflect(question, WORDS, Random(0)) == question.replace("blev det", "blir det")


def test_a_search_box_question_keeps_what_carries_it() -> None:
    assert shorten("Vad blev det?", WORDS, Random(0)) == "Vad blev det?"
    assert shorten("Hur många elever hade skolan 2022?", WORDS, Random(0)) == "elever skolan 2022"


@given(st.integers(0, 10_000))
def test_a_misspelling_changes_one_word_and_no_digit(seed: int) -> None:
    question = "Vad kostade gymnasieskolan under augusti 2025?"
    changed = misspell(question, WORDS, Random(seed))
    pairs = list(zip(question.split(), changed.split(), strict=True))
    assert sum(one != other for one, other in pairs) <= 1
    assert changed.endswith("2025?")
    assert all(abs(len(one) - len(other)) <= 1 for one, other in pairs)


def test_dots_are_dropped_everywhere() -> None:
    assert drop_dots("Åtgärder på ÖFN", WORDS, Random(0)) == "Atgarder pa OFN"


def test_every_numeric_question_has_at_least_five_variants() -> None:
    numeric = {case.id for case in load_suite(SAMPLES) if case.value is not None and not case.previous}
    counts = Counter(line["id"].partition("~")[0] for line in suite_to_variants(SAMPLES, 1))
    assert {case for case in numeric if counts[case] < LEAST_VARIANTS} == set()


def test_variants_are_a_suite_with_the_same_answers(tmp_path: Path) -> None:
    out = tmp_path / "variants.jsonl"
    assert main([str(SAMPLES), "--out", str(out)]) == 0
    originals = {case.id: case for case in load_suite(SAMPLES)}
    for case in load_suite(out):
        original = originals[case.id.partition("~")[0]]
        assert (case.value, case.unit, case.pages, case.type) == (
            original.value,
            original.unit,
            original.pages,
            original.type,
        )
        assert case.question != original.question


def test_the_same_seed_gives_the_same_variants() -> None:
    assert list(suite_to_variants(SAMPLES, 3)) == list(suite_to_variants(SAMPLES, 3))


def test_kinds_are_all_different_for_one_question() -> None:
    made = question_to_variants("Hur stor är avvikelsen för KFN i augusti 2025?", WORDS, Random(1))
    assert list(made) == list(CHANGES)
    assert len(set(made.values())) == len(CHANGES)

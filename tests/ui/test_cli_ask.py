from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from service.answer import (
    Alternative,
    Answer,
    AnswerKind,
    Calculation,
    Candidate,
    Citation,
    Explanation,
    TableRef,
    Value,
)
from ui.cli_ask import answer_to_lines


def citation(
    page: str = "31", table: bool = True, quote: str = "Trafiknämnden -1 840 -1 602 -238"
) -> Citation:
    return Citation(
        document="delar-00000000",
        source="delar.pdf",
        title="Delårsrapport augusti 2031",
        page=page,
        page_index=29,
        section=("Ekonomi", "Resultat"),
        table=TableRef("delar-00000000-t1", "Nämnder (mkr)", "Trafiknämnden", "Avvikelse", 0, 3)
        if table
        else None,
        quote=quote,
        boxes=None,
    )


def value(number: str, unit: str = "mkr") -> Value:
    return Value(Decimal(number), unit, "Trafiknämnden", "avvikelse", "2031-01/2031-08")


def shown(answer: Answer) -> str:
    return "\n".join(answer_to_lines(answer))


def test_a_figure_is_shown_with_its_cell_and_other_readings() -> None:
    answer = Answer(
        AnswerKind.VALUE,
        "Avvikelsen är −238 mkr.",
        value("-238"),
        citations=(citation(),),
        alternatives=(
            Alternative(value("412.5", "tkr"), citation("Bilaga 1 s. 28"), "förtroendemannabudget"),
        ),
    )
    assert shown(answer) == (
        "Avvikelsen är −238 mkr.\n"
        "\n"
        "  Delårsrapport augusti 2031, s. 31 (delar.pdf)\n"
        "    Tabell: Nämnder (mkr) · rad: Trafiknämnden · kolumn: Avvikelse\n"
        "    ”Trafiknämnden -1 840 -1 602 -238”\n"
        "\n"
        "Andra läsningar:\n"
        "  412,5 tkr – förtroendemannabudget\n"
        "    Delårsrapport augusti 2031, Bilaga 1 s. 28 (delar.pdf)"
    )


def test_a_calculation_shows_its_sum() -> None:
    answer = Answer(
        AnswerKind.COMPUTED,
        "Skillnaden är −238 mkr.",
        value("-238"),
        Calculation("-1840 - -1602", (citation(), citation())),
        (citation(),),
    )
    assert shown(answer).splitlines()[:2] == ["Skillnaden är −238 mkr.", "Uträkning: -1840 - -1602"]


def test_a_passage_is_shown_with_its_section() -> None:
    answer = Answer(
        AnswerKind.PASSAGE,
        "Resandet minskade.",
        citations=(citation(table=False, quote="Resandet minskade."),),
    )
    assert shown(answer) == (
        "Resandet minskade.\n"
        "\n"
        "  Delårsrapport augusti 2031, s. 31 (delar.pdf)\n"
        "    Ekonomi › Resultat\n"
        "    ”Resandet minskade.”"
    )


def test_what_is_not_found_names_the_nearest_places() -> None:
    answer = Answer(AnswerKind.NOT_FOUND, "Det står inte i rapporterna.", see_also=(citation(table=False),))
    assert shown(answer) == (
        "Det står inte i rapporterna.\n"
        "\n"
        "Närmast i rapporterna:\n"
        "  Delårsrapport augusti 2031, s. 31 (delar.pdf)"
    )


def test_the_explanation_is_shown_where_there_is_one() -> None:
    chosen = Candidate(
        "Trafiknämnden × Avvikelse", "−238 mkr", "delar.pdf", "31", 2.5, (("ord", 2.0), ("period", 0.5)), True
    )
    other = Candidate(
        "Staben × Avvikelse", "3 mkr", "delar.pdf", "31", 1.0, (("ord", 2.5), ("löptext", -1.5))
    )
    explanation = Explanation((("Söker", "ett tal"),), (chosen, other), "Svaret vann på tiden.")
    answer = Answer(AnswerKind.VALUE, "−238 mkr.", value("-238"))
    assert shown(answer) == "−238 mkr."
    assert shown(replace(answer, explanation=explanation)) == (
        "−238 mkr.\n"
        "\n"
        "Så tolkades frågan:\n"
        "  Söker: ett tal\n"
        "\n"
        "Därför blev det svaret:\n"
        "  Svaret vann på tiden.\n"
        "\n"
        "Läsningar som vägdes, bäst först (poäng, * är svaret):\n"
        "*  2,50  −238 mkr  Trafiknämnden × Avvikelse (delar.pdf, s. 31)\n"
        "         frågans ord +2,00, tiden +0,50\n"
        "   1,00  3 mkr  Staben × Avvikelse (delar.pdf, s. 31)\n"
        "         frågans ord +2,50, löpande text i stället för tabell −1,50"
    )

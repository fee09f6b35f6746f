"""A conversation as Markdown and PDF: everything is there, and text of reports stays text."""

from __future__ import annotations

import io

import pdfplumber
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from service.http_models import (
    AlternativeBody,
    AskResponse,
    CalculationBody,
    CitationBody,
    TableRefBody,
    ValueBody,
)
from ui.conversation_markdown import conversation_to_markdown, text_to_markdown
from ui.conversation_pdf import conversation_to_pdf
from ui.conversations import Conversation, Turn

CITATION = CitationBody(
    document="d",
    source="r.pdf",
    title="Delårsrapport 2031",
    page="3",
    page_index=4,
    section=[],
    table=TableRefBody(
        id="t", caption="Per nämnd", row="Trafik", column="Utfall", row_index=0, column_index=1
    ),
    quote="Trafik -1 200 -50",
    boxes=None,
)
VALUE = ValueBody(number="-50", unit="tkr", entity="Trafik", measure="avvikelse", period=None)


def computed(question: str, quote: str = CITATION.quote) -> Turn:
    citation = CITATION.model_copy(update={"quote": quote})
    return Turn(
        question,
        AskResponse(
            kind="computed",
            answer="Summan är −35 tkr.",
            value=VALUE.model_copy(update={"number": "-35.5"}),
            calculation=CalculationBody(expression="-50,5 + 15", operands=[citation]),
            citations=[citation],
            alternatives=[
                AlternativeBody(
                    value=VALUE.model_copy(update={"number": "-50.5"}), citation=citation, why="budgeten"
                )
            ],
            confidence=0.9,
            took_ms=1,
        ),
    )


def test_markdown_has_question_answer_calculation_source_and_readings() -> None:
    conversation = Conversation(
        [computed("Vad är summan?"), Turn("Och sen?", None, "Tjänsten svarade inte.")]
    )
    assert conversation_to_markdown(conversation) == (
        "# Frågor och svar ur Belägg\n\n"
        "## Vad är summan?\n\n"
        "Summan är −35 tkr.\n\n"
        "Så är det räknat: −50,5 + 15 = −35,5 tkr\n\n"
        "Källa: Delårsrapport 2031, s. 3, tabell ”Per nämnd”, rad ”Trafik”, kolumn ”Utfall”\n\n"
        "> Trafik -1 200 -50\n\n"
        "Andra läsningar:\n\n"
        "- −50,5 tkr – budgeten, Delårsrapport 2031, s. 3, tabell ”Per nämnd”, rad ”Trafik”, kolumn ”Utfall”\n\n"
        "## Och sen?\n\n"
        "Tjänsten svarade inte.\n"
    )


def test_a_refusal_tells_which_report_would_have_it_and_what_is_nearest() -> None:
    refused = AskResponse(
        kind="not_found", answer="Det står inte i rapporterna.", value=None, calculation=None, citations=[],
        alternatives=[], confidence=0, took_ms=1, would_have="årsredovisningen för 2019", see_also=[CITATION],
    )  # fmt: skip
    text = conversation_to_markdown(Conversation([Turn("Vad?", refused)]))
    assert "Uppgiften bör stå i årsredovisningen för 2019, som inte finns här." in text
    assert "Det närmaste som står i rapporterna:\n\n- ”Trafik -1 200 -50”, Delårsrapport 2031, s. 3" in text


TEXT = st.text(alphabet=st.sampled_from("ab1 .#*_[](){}<>|~`!&;$-+\\:/"), min_size=1, max_size=30)


@example("---")  # a rule
@example("## a")
@example("1. a")
@given(TEXT.filter(str.strip))
def test_no_text_becomes_markup(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(text_to_markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children
    assert inline is not None
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline) == " ".join(text.split())


def test_the_pdf_can_be_read_and_has_the_same() -> None:
    pdf = conversation_to_pdf(Conversation([computed("Vad är summan?")]))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        [page] = document.pages
        text = page.extract_text()
    for part in (
        "Vad är summan?",
        "Summan är −35 tkr.",
        "Så är det räknat: −50,5 + 15 = −35,5 tkr",
        "Källa: Delårsrapport 2031, s. 3, tabell ”Per nämnd”, rad ”Trafik”,",
        "Trafik -1 200 -50",
        "Sida 1",
    ):
        assert part in text


def test_a_long_conversation_runs_over_pages_and_odd_text_stops_nothing() -> None:
    odd = "<b>&amp; </para> \u202f \U0001f600 " + "långt" * 200
    pdf = conversation_to_pdf(Conversation([computed(f"{number} {odd}", odd) for number in range(20)]))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 3
        assert "<b>&amp; </para>" in (document.pages[0].extract_text() or "")

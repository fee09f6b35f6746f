"""One answer on the page: the value first, then what it is, where it stands, and what else was possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from service.http_models import AlternativeBody, AskResponse, CalculationBody, CitationBody
from ui.answer_actions import draw_actions
from ui.api_client import ApiClient
from ui.conversations import Conversation
from ui.evidence import draw_citation, show_page
from ui.explain_panel import draw_explanation
from ui.figure_charts import draw_answer_chart
from ui.html_views import (
    calculation_to_html,
    facts_to_html,
    not_found_to_html,
    page_to_words,
    passage_to_html,
    searched_to_html,
    understood_to_html,
    value_to_html,
)
from ui.plain_markdown import plain_markdown
from ui.value_wording import value_to_text

# On 430 known questions (2026-11-22) figures stated with less than this were right 45 times of 52, the others 243 of 250.
LOW_CONFIDENCE = 0.8
SHOWN_SOURCES = 3  # the rest open on demand: an answer with eight operands must not bury its value

AskAgain = Callable[[str], None]


def draw_answer(
    client: ApiClient, conversation: Conversation, position: int, key: str, ask: AskAgain
) -> None:
    """Everything about the answer of one turn; `ask` puts a question as if it had been typed."""
    response = conversation.turns[position].response
    assert response is not None
    if response.kind == "not_found":
        _draw_not_found(client, response, conversation.turns[position].searched, key)
    else:
        _draw_found(client, response, key)
    if response.alternatives:
        _draw_alternatives(client, response, key, ask)
    if response.understood:
        st.html(understood_to_html(response.understood))
    draw_explanation(client, conversation, position, key)
    draw_actions(client, conversation, position, key)
    if response.follow_ups and position == len(conversation.turns) - 1:
        _draw_follow_ups(response, key, ask)


def _draw_found(client: ApiClient, response: AskResponse, key: str) -> None:
    if response.value is not None:
        st.html(value_to_html(response.value, response.answer) + facts_to_html(response.value))
    else:
        st.html(passage_to_html(response.answer))
    if response.confidence < LOW_CONFIDENCE:
        st.html('<p class="b-unsure">Läsningen är osäker. Jämför med källan innan du använder den.</p>')
    operands: list[CitationBody] = []
    if response.calculation is not None:
        operands = response.calculation.operands
        _draw_calculation(client, response.calculation, key)
    sources = operands + [citation for citation in response.citations if citation not in operands]
    _draw_sources(client, sources, key)
    if response.kind == "value" and response.citations:
        draw_answer_chart(client, response.citations[0], key)


def _draw_calculation(client: ApiClient, calculation: CalculationBody, key: str) -> None:
    """The sum, and under it each number in it as a button that shows where it stands."""
    st.html(calculation_to_html(calculation))
    with st.container(horizontal=True, gap="small"):
        for number, operand in enumerate(calculation.operands, start=1):
            if st.button(plain_markdown(operand_to_label(operand)), key=f"{key}-operand-{number}"):
                show_page(client, operand)


def _draw_sources(client: ApiClient, sources: list[CitationBody], key: str) -> None:
    for number, citation in enumerate(sources[:SHOWN_SOURCES], start=1):
        heading = _source_heading(number, len(sources))
        draw_citation(client, citation, heading, f"{key}-source-{number}", with_excerpt=number == 1)
    if len(sources) > SHOWN_SOURCES:
        with st.expander(f"Visa {len(sources) - SHOWN_SOURCES} källor till"):
            for number, citation in enumerate(sources[SHOWN_SOURCES:], start=SHOWN_SOURCES + 1):
                draw_citation(
                    client, citation, _source_heading(number, len(sources)), f"{key}-source-{number}"
                )


def _source_heading(number: int, total: int) -> str:
    return f"Källa {number}" if total > 1 else "Källa"


def _draw_not_found(client: ApiClient, response: AskResponse, searched: Sequence[str], key: str) -> None:
    st.html(not_found_to_html(response.answer))
    if response.see_also:
        st.html('<h3 class="b-subtitle">Det närmaste som står i rapporterna</h3>')
        for number, citation in enumerate(response.see_also, start=1):
            draw_citation(client, citation, "Se även", f"{key}-see-{number}")
    if searched:
        st.html(searched_to_html(searched))


def _draw_alternatives(client: ApiClient, response: AskResponse, key: str, ask: AskAgain) -> None:
    heading = "Menade du …?" if response.kind != "not_found" else "Det finns flera möjliga svar"
    st.html(f'<h3 class="b-subtitle">{heading}</h3>')
    for number, alternative in enumerate(response.alternatives, start=1):
        pressed = st.button(
            plain_markdown(alternative_to_label(alternative)),
            key=f"{key}-alternative-{number}",
            width="stretch",
        )
        if pressed and alternative.question:
            ask(alternative.question)
        elif pressed:
            show_page(client, alternative.citation)


def _draw_follow_ups(response: AskResponse, key: str, ask: AskAgain) -> None:
    st.html('<h3 class="b-subtitle">Fråga vidare</h3>')
    for number, question in enumerate(response.follow_ups, start=1):
        if st.button(plain_markdown(question), key=f"{key}-follow-{number}", type="tertiary"):
            ask(question)


def alternative_to_label(alternative: AlternativeBody) -> str:
    """The value, what tells it from the answer, and where it stands."""
    value = value_to_text(alternative.value.number, alternative.value.unit)
    place = f"{alternative.citation.title}, {page_to_words(alternative.citation.page)}"
    # A row label often begins with the dash of a list.
    why = alternative.why.lstrip("-–•· ")
    return f"{value} – {why} ({place})" if why else f"{value} ({place})"


def operand_to_label(operand: CitationBody) -> str:
    """What a number of a calculation is and where it stands, short enough for a button."""
    place = page_to_words(operand.page)
    if operand.table is None:
        return f"{operand.title}, {place}"
    what = ", ".join(filter(None, (operand.table.row.lstrip("-–•· "), operand.table.column)))
    return f"{what} ({place})"

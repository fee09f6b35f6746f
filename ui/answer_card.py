"""One answer on the page: the value first, then what it is, where it stands, and what else was possible."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from service.http_models import AlternativeBody, AskResponse, CalculationBody, CitationBody
from ui.api_client import ApiClient
from ui.evidence import SHOWN_PAGE, draw_citation, open_page
from ui.html_views import (
    calculation_to_html,
    citation_to_source_line,
    facts_to_html,
    not_found_to_html,
    page_to_words,
    passage_to_html,
    understood_to_html,
    value_to_html,
)
from ui.plain_markdown import plain_markdown
from ui.value_wording import value_to_text

# On 430 known questions (2026-11-22) figures stated with less than this were right 45 times of 52, the others 243 of 250.
LOW_CONFIDENCE = 0.8
SHOWN_SOURCES = 3  # the rest open on demand: an answer with eight operands must not bury its value

AskAgain = Callable[[str], None]


def draw_answer(client: ApiClient, question: str, response: AskResponse, key: str, ask: AskAgain) -> None:
    """Everything about one answer; `ask` puts a question as if it had been typed."""
    if response.kind == "not_found":
        _draw_not_found(client, response, key)
    else:
        _draw_found(client, response, key)
    if response.alternatives:
        _draw_alternatives(client, response, key, ask)
    if response.understood:
        st.html(understood_to_html(response.understood))
    if response.follow_ups:
        _draw_follow_ups(response, key, ask)
    if response.kind != "not_found":
        _draw_copy(question, response)


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
        _draw_calculation(response.calculation)
    sources = operands + [citation for citation in response.citations if citation not in operands]
    _draw_sources(client, sources, key)


def _draw_calculation(calculation: CalculationBody) -> None:
    st.html(calculation_to_html(calculation))


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


def _draw_not_found(client: ApiClient, response: AskResponse, key: str) -> None:
    st.html(not_found_to_html(response.answer))
    if response.see_also:
        st.html('<h3 class="b-subtitle">Det närmaste som står i rapporterna</h3>')
        for number, citation in enumerate(response.see_also, start=1):
            draw_citation(client, citation, "Se även", f"{key}-see-{number}")


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
            st.session_state[SHOWN_PAGE] = alternative.citation.page_index
            open_page(client, alternative.citation)


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


def _draw_copy(question: str, response: AskResponse) -> None:
    with st.expander("Kopiera svaret med källa"):
        lines = [response.answer]
        lines += [
            f"Källa: {citation_to_source_line(citation)}" for citation in response.citations[:SHOWN_SOURCES]
        ]
        st.code("\n".join(lines), language=None, wrap_lines=True)
        base = (st.context.url or "").split("?")[0]
        st.code(f"{base}?{urlencode({'fraga': question})}", language=None, wrap_lines=True)
        st.caption("Länken ställer frågan på nytt, mot de rapporter som då finns.")

"""One answer on the page: the value first, then what it is, where it stands, and what else was possible."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from service.http_models import AlternativeBody, AskResponse, CalculationBody, CitationBody
from service.swedish_format import odds_in_words
from ui.answer_actions import draw_actions
from ui.api_client import ApiClient, ApiError
from ui.conversations import Conversation
from ui.evidence import open_table, show_page
from ui.explain_panel import draw_explanation
from ui.figure_charts import draw_answer_chart
from ui.html_views import (
    asked_back_to_html,
    calculation_to_html,
    facts_to_html,
    not_found_to_html,
    page_to_words,
    passage_to_html,
    plain_name,
    searched_to_html,
    understood_to_html,
    value_to_html,
)
from ui.loaded_tables import load_table
from ui.plain_markdown import plain_markdown
from ui.report_names import cited_name
from ui.source_card import draw_source
from ui.source_groups import Source, citations_to_sources
from ui.value_wording import NO_BREAK_SPACE, around, number_to_figures, shortened, value_to_text

LOW_CONFIDENCE = 0.8  # of fewer than eight answers of ten being right a reader should know
SHOWN_OPERANDS = 4  # the figures of a longer sum or ranking open on demand, they are marked in the source
LONGEST_NAME = 60  # characters of a row's or column's name in a button
LONGEST_WHY = 120  # characters: a name, a column and a period
SHOWN_SOURCES = 3  # the rest open on demand: an answer with eight operands must not bury its value

_RANKING = re.compile("störst av|minst av")  # how the service says that it ranked rows

AskAgain = Callable[[str], None]


def draw_answer(
    client: ApiClient, conversation: Conversation, position: int, key: str, ask: AskAgain
) -> None:
    """Everything about the answer of one turn; `ask` puts a question as if it had been typed."""
    response = conversation.turns[position].response
    assert response is not None
    if asks_back(response):
        _draw_asked_back(client, response, key, ask)
    elif response.kind == "not_found":
        _draw_not_found(client, response, conversation.turns[position].searched, key)
    else:
        _draw_found(client, response, key)
        if response.alternatives:
            st.html('<h3 class="b-subtitle">Menade du …?</h3>')
            _draw_alternatives(client, response, key, ask)
    if response.understood and response.kind != "not_found":
        st.html(understood_to_html(response.understood))
    draw_explanation(client, conversation, position, key)
    draw_actions(client, conversation, position, key)
    if response.follow_ups and position == len(conversation.turns) - 1:
        _draw_follow_ups(response, key, ask)


def asks_back(response: AskResponse) -> bool:
    """Whether the answer is which figure is meant, with those at hand to choose from."""
    return response.kind == "not_found" and bool(response.alternatives)


def spoken_answer(response: AskResponse) -> str:
    """The answer as it is read out, and that there is something to choose from where it is a question."""
    if not asks_back(response):
        return response.answer
    count = len(response.alternatives)
    return f"{response.answer} {'Ett förslag' if count == 1 else f'{count} förslag att välja bland'} följer."


def _draw_asked_back(client: ApiClient, response: AskResponse, key: str, ask: AskAgain) -> None:
    title = "Menar du den här uppgiften?" if len(response.alternatives) == 1 else "Vilken uppgift menar du?"
    st.html(asked_back_to_html(title, response.answer, response.understood))
    _draw_alternatives(client, response, key, ask)
    for number, source in enumerate(citations_to_sources(response.see_also), start=1):
        _draw_source(client, source, "Första förslaget", f"{key}-see-{number}")


def _draw_found(client: ApiClient, response: AskResponse, key: str) -> None:
    if response.value is not None:
        html = value_to_html(response.value, response.answer, winner=winner_of(response))
        st.html(html + facts_to_html(response.value, operand_periods(client, response)))
    else:
        st.html(passage_to_html(response.answer))
    if response.confidence < LOW_CONFIDENCE:
        odds = odds_in_words(response.confidence)
        st.html(
            f'<p class="b-unsure">Läsningen är osäker: av svar som detta stämmer {odds}. '
            "Jämför med källan innan du använder den.</p>"
        )
    operands: list[CitationBody] = []
    if response.calculation is not None:
        operands = response.calculation.operands
        _draw_calculation(client, response, response.calculation, key)
    sources = citations_to_sources([*operands, *response.citations])
    _draw_sources(client, sources, key, with_quote=response.rephrased)
    if cell := charted_cell(response):
        draw_answer_chart(client, cell, key)


def winner_of(response: AskResponse) -> str:
    """Who stands first in a ranking: that is what was asked for, and its figure comes after."""
    if response.value is None or not _is_ranking(response):
        return ""
    return plain_name(response.value.entity)


def charted_cell(response: AskResponse) -> CitationBody | None:
    """The cell that a chart would set off: the answer's own, or the first of a ranking."""
    if response.kind == "value" and response.citations:
        return response.citations[0]
    if response.calculation and response.calculation.operands and _is_ranking(response):
        return response.calculation.operands[0]
    return None


def _is_ranking(response: AskResponse) -> bool:
    return response.calculation is not None and bool(_RANKING.match(response.calculation.expression))


def operand_periods(client: ApiClient, response: AskResponse) -> list[str] | None:
    """The periods of the figures that the answer was counted from, oldest first; None where they have one column."""
    places = [one.table for one in response.calculation.operands if one.table] if response.calculation else []
    if len({place.column for place in places}) < 2:
        return None
    found = set()
    for place in places:
        try:
            cells = load_table(client, place.id).cells
        except ApiError:
            return []  # gone since
        at = (place.row_index, place.column_index)
        found |= {cell.period for cell in cells if (cell.row, cell.column) == at and cell.period}
    return sorted(found)


def _draw_calculation(
    client: ApiClient, response: AskResponse, calculation: CalculationBody, key: str
) -> None:
    """The sum, and under it each number in it as a button that shows where it stands."""
    if response.value is not None:
        st.html(calculation_to_html(calculation, response.value))
    operands = calculation.operands
    folded = len(operands) > SHOWN_OPERANDS
    with (
        st.expander(f"Visa de {len(operands)} talen")
        if folded
        else st.container(horizontal=True, gap="small")
    ):
        for number, operand in enumerate(operands, start=1):
            kind: Literal["tertiary", "secondary"] = "tertiary" if folded else "secondary"
            if st.button(plain_markdown(operand_to_label(operand)), key=f"{key}-operand-{number}", type=kind):
                show_page(client, operand)


def _draw_sources(client: ApiClient, sources: list[Source], key: str, *, with_quote: bool) -> None:
    shown, rest = sources[:SHOWN_SOURCES], sources[SHOWN_SOURCES:]
    for number, source in enumerate(shown, start=1):
        heading = f"Källa {number}" if len(sources) > 1 else "Källa"
        _draw_source(
            client, source, heading, f"{key}-source-{number}", with_excerpt=number == 1, with_quote=with_quote
        )
    if rest:
        with st.expander("Visa 1 källa till" if len(rest) == 1 else f"Visa {len(rest)} källor till"):
            for number, source in enumerate(rest, start=SHOWN_SOURCES + 1):
                _draw_source(
                    client, source, f"Källa {number}", f"{key}-source-{number}", with_quote=with_quote
                )


def _draw_source(
    client: ApiClient,
    source: Source,
    heading: str,
    key: str,
    *,
    with_excerpt: bool = False,
    with_quote: bool = False,
) -> None:
    draw_source(
        client,
        source,
        heading,
        key,
        with_excerpt=with_excerpt,
        with_quote=with_quote,
        open_page=lambda client, source: show_page(client, source.marked),
        open_table=open_table,
    )


def _draw_not_found(client: ApiClient, response: AskResponse, searched: Sequence[str], key: str) -> None:
    st.html(not_found_to_html(response.answer, response.understood, response.would_have))
    if response.see_also:
        st.html('<h3 class="b-subtitle">Det närmaste som står i rapporterna</h3>')
        for number, source in enumerate(citations_to_sources(response.see_also), start=1):
            _draw_source(client, source, "Se även", f"{key}-see-{number}")
    if searched:
        st.html(searched_to_html(searched))


def _draw_alternatives(client: ApiClient, response: AskResponse, key: str, ask: AskAgain) -> None:
    publisher = response.citations[0].publisher if response.citations else None
    labels = alternatives_to_labels(response.alternatives, publisher)
    for number, (alternative, label) in enumerate(zip(response.alternatives, labels, strict=True), start=1):
        pressed = st.button(plain_markdown(label), key=f"{key}-alternative-{number}", width="stretch")
        if pressed and alternative.question:
            ask(alternative.question)
        elif pressed:
            show_page(client, alternative.citation)


def _draw_follow_ups(response: AskResponse, key: str, ask: AskAgain) -> None:
    st.html('<h3 class="b-subtitle">Fråga vidare</h3>')
    for number, question in enumerate(response.follow_ups, start=1):
        if st.button(plain_markdown(question), key=f"{key}-follow-{number}", type="tertiary"):
            ask(question)


def alternatives_to_labels(alternatives: Sequence[AlternativeBody], publisher: str | None) -> list[str]:
    """The value of each, what tells it from the answer and from the others, and where it stands.

    Its report is named with whose it is, if not the `publisher`'s.
    """
    told = [_told_apart(one) for one in alternatives]
    labels = []
    for alternative, why in zip(alternatives, told, strict=True):
        cited = alternative.citation
        if cited.table is not None and told.count(why) > 1:
            column = shortened(cited.table.column, LONGEST_NAME)
            why = ", ".join(filter(None, (why, f"kolumn {column}" if column else "")))
        report = cited.title if cited.publisher == publisher else cited_name(cited)
        value = value_to_text(alternative.value.number, alternative.value.unit)
        place = f"{report}, {page_to_words(cited.page)}"
        labels.append(f"{value} – {why} ({place})" if why else f"{value} ({place})")
    return labels


def _told_apart(alternative: AlternativeBody) -> str:
    """What the reading is of; of a figure in running text that is in the words around it."""
    why = shortened(plain_name(alternative.why), LONGEST_WHY)
    if alternative.citation.table is not None:
        return why
    figures = number_to_figures(alternative.value.number).replace(NO_BREAK_SPACE, " ").lstrip("−")
    return f"{why}: ”{around(alternative.citation.quote, figures)}”"


def operand_to_label(operand: CitationBody) -> str:
    """What a number of a calculation is and where it stands, short enough for a button."""
    place = page_to_words(operand.page)
    if operand.table is None:
        return f"{operand.title}, {place}"
    names = (plain_name(operand.table.row), operand.table.column)
    what = ", ".join(shortened(name, LONGEST_NAME) for name in names if name)
    return f"{what} ({place})"

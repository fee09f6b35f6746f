"""The panel "Så tolkades frågan": how a question was read, what was weighed, and why the winner won."""

from __future__ import annotations

from html import escape

import streamlit as st

from service.http_models import AskResponse, CandidateBody, ExplanationBody
from ui.api_client import ApiClient, ApiError
from ui.conversations import Conversation
from ui.html_views import page_to_words
from ui.plain_markdown import plain_markdown

PANEL_TITLE = "Så tolkades frågan"
EXPLAINED = "explained_answers"


def draw_explanation(client: ApiClient, conversation: Conversation, position: int, key: str) -> None:
    """A closed panel; the explanation is asked for when it is first opened, and kept."""
    if not st.toggle(PANEL_TITLE, key=f"{key}-explain"):
        return
    kept: dict[str, AskResponse] = st.session_state.setdefault(EXPLAINED, {})
    if key not in kept:
        turn = conversation.turns[position]
        try:
            kept[key] = client.ask(
                turn.question, conversation.history(position), turn.documents, explain=True
            )
        except ApiError as exc:
            st.warning(plain_markdown(str(exc)))
            return
    draw_explained(kept[key])


def draw_explained(response: AskResponse) -> None:
    """The reading of the question, the reason, and the weighed readings."""
    if response.explanation is None:
        return
    st.html(reading_to_html(response.explanation))
    if response.candidates:
        st.html(candidates_to_html(response.candidates, response.explanation.part_names))


def reading_to_html(explanation: ExplanationBody) -> str:
    """What the question was found to say, and the reason for the answer."""
    rows = "".join(
        f"<div><dt>{escape(row.name)}</dt><dd>{escape(row.text)}</dd></div>" for row in explanation.reading
    )
    return f'<dl class="b-facts">{rows}</dl><p class="b-why">{escape(explanation.why)}</p>'


def candidates_to_html(candidates: list[CandidateBody], part_names: dict[str, str]) -> str:
    """The weighed readings as a table, the chosen one marked; each with the parts of its score."""
    rows = "".join(_candidate_row(number, one, part_names) for number, one in enumerate(candidates, start=1))
    return (
        '<div class="b-weighed"><table><caption>Läsningar som vägdes, bäst först</caption>'
        "<thead><tr><th>Nr</th><th>Läsning</th><th>Poäng</th><th>Delar av poängen</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _candidate_row(number: int, candidate: CandidateBody, part_names: dict[str, str]) -> str:
    chosen = ' class="b-chosen"' if candidate.chosen else ""
    mark = " <strong>Svaret</strong>" if candidate.chosen else ""
    value = f"<strong>{escape(candidate.value)}</strong> " if candidate.value else ""
    place = f"{escape(candidate.source)}, {escape(page_to_words(candidate.page))}"
    parts = ", ".join(
        f"{escape(part_names.get(name, name))}&nbsp;{points_to_text(part)}"
        for name, part in candidate.parts.items()
        if part
    )
    return (
        f"<tr{chosen}><td>{number}{mark}</td><td>{value}{escape(candidate.label)}<br><small>{place}</small></td>"
        f"<td>{points_to_text(candidate.score)}</td><td>{parts}</td></tr>"
    )


def points_to_text(score: float) -> str:
    """A score with one decimal, a decimal comma and a true minus sign.

    >>> points_to_text(-1.5), points_to_text(12.04)
    ('−1,5', '12,0')
    """
    return f"{score:.1f}".replace(".", ",").replace("-", "−")

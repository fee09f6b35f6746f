"""The page for those who look after the service: what was not found, what was judged, how suites go."""

from __future__ import annotations

from html import escape

import altair as alt
import pandas as pd
import streamlit as st

from service.feedback import ExpectedKind, Verdict
from service.http_note_models import ExpectedBody, FeedbackBody, SuiteRunBody, UnansweredBody
from ui.api_client import ApiClient
from ui.html_views import names_to_html, page_to_words
from ui.plain_markdown import plain_markdown
from ui.value_wording import value_to_text

SHOWN_QUESTIONS = 50
CHART_HEIGHT = 260  # pixels
LINE_COLOURS = ("#0b5394", "#a65e00", "#1f6f43", "#7a1f5c", "#4a5560")
TEXT_COLOUR, GRID_COLOUR = "#1b1f24", "#d5dae0"


def draw_staff(client: ApiClient) -> None:
    st.html(
        '<h1 class="b-title">För förvaltare</h1>'
        '<p class="b-lead">Vad som saknas i rapporterna, vad användarna tyckte och hur säkra svaren är.</p>'
    )
    _draw_unanswered(client)
    _draw_feedback(client)
    _draw_runs(client.suite_runs())


def _draw_unanswered(client: ApiClient) -> None:
    st.html('<h2 class="b-panel-title">Frågor utan svar</h2>')
    rows = client.unanswered()
    st.caption(
        "Bara frågan, hur ofta och senaste dagen sparas, aldrig vem som frågade. E-postadresser, personnummer, "
        "telefonnummer och det som ser ut som personnamn maskeras. Andra personuppgifter kan finnas kvar: ta bort dem här."
    )
    if not rows:
        st.text("Inga frågor har blivit utan svar.")
        return
    for row in rows[:SHOWN_QUESTIONS]:
        if _draw_note(unanswered_to_html(row), f"unanswered-{row.id}", f"Ta bort frågan {row.question}"):
            client.remove_unanswered(row.id)
            st.rerun()
    if st.button("Ta bort alla frågor utan svar", icon=":material/delete:"):
        client.clear_unanswered()
        st.rerun()


def _draw_note(html: str, key: str, help_text: str) -> bool:
    """A note with a button that removes it; True when that was pressed."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"note-{key}"):
        st.html(html)
        return st.button("Ta bort", key=key, type="tertiary", help=plain_markdown(help_text))


def unanswered_to_html(row: UnansweredBody) -> str:
    times = "1 gång" if row.times == 1 else f"{row.times} gånger"
    return (
        f'<div class="b-note">{names_to_html(row.question)}<p><b>{escape(row.question)}</b></p>'
        f'<p class="b-report-facts">{escape(row.reason)}</p>'
        f'<p class="b-report-facts">{times}, senast {row.last_day}</p></div>'
    )


def _draw_feedback(client: ApiClient) -> None:
    st.html('<h2 class="b-panel-title">Omdömen</h2>')
    rows = client.feedback()
    if not rows:
        st.text("Inga omdömen än. Under varje svar finns knapparna ”Stämmer” och ”Stämmer inte”.")
        return
    right = sum(row.verdict is Verdict.RIGHT for row in rows)
    st.text(f"{right} av {len(rows)} svar stämde.")
    for row in reversed(rows):
        if row.verdict is Verdict.RIGHT:
            continue
        if _draw_note(feedback_to_html(row), f"feedback-{row.id}", f"Ta bort omdömet om {row.question}"):
            client.remove_feedback(row.id)
            st.rerun()
    if any(row.expected for row in rows):
        st.download_button(
            "Hämta kontrollfrågorna",
            data=client.feedback_suite,
            file_name="egna-fragor.jsonl",
            mime="application/jsonl",
            on_click="ignore",
            icon=":material/download:",
        )
        st.caption("De ligger också i datamappen, under suites. Kör dem med belagg eval.")


def feedback_to_html(row: FeedbackBody) -> str:
    told = [
        f"{names_to_html(row.question)}<p><b>{escape(row.question)}</b></p>",
        f'<p class="b-report-facts">Svaret: {escape(row.answer)}</p>',
    ]
    if row.expected is not None:
        told.append(f'<p class="b-report-facts">Rätt: {escape(expected_to_text(row.expected))}</p>')
    if row.comment:
        told.append(f'<p class="b-report-facts">Kommentar: {escape(row.comment)}</p>')
    return f'<div class="b-note">{"".join(told)}<p class="b-report-facts">{row.day}</p></div>'


def expected_to_text(expected: ExpectedBody) -> str:
    """
    >>> expected_to_text(ExpectedBody(kind="not_found"))
    'står inte i rapporterna'
    >>> expected_to_text(ExpectedBody(kind="text", text="fler turer", source="a.pdf", page="3"))
    '”fler turer”, a.pdf s. 3'
    """
    if expected.kind is ExpectedKind.NOT_FOUND:
        return "står inte i rapporterna"
    what = f"”{expected.text}”"
    if expected.kind is ExpectedKind.NUMBER:
        what = value_to_text(expected.number or "0", expected.unit)
    place = f" {page_to_words(expected.page)}" if expected.page else ""
    return f"{what}, {expected.source}{place}"


def _draw_runs(runs: list[SuiteRunBody]) -> None:
    st.html('<h2 class="b-panel-title">Kontrollfrågor över tid</h2>')
    if not runs:
        st.text("Inga kontrollfrågor har körts än. Kör dem med belagg eval.")
        return
    st.altair_chart(runs_chart(runs), theme=None)
    rows = "".join(
        f"<tr><th scope=row>{escape(run.name)}</th><td>{run.ended:%Y-%m-%d %H:%M}</td>"
        f'<td class="b-num">{run.score} av {run.asked}</td><td class="b-num">{run.misleading}</td></tr>'
        for run in reversed(runs)
    )
    st.html(
        '<table class="b-plain"><caption>Rätt: rätt svar med rätt källa. Missvisande: en felaktig siffra gavs som svar. '
        "Tider i UTC.</caption><thead><tr><th scope=col>Frågor</th><th scope=col>Körda</th>"
        '<th scope=col class="b-num">Rätt</th><th scope=col class="b-num">Missvisande</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def runs_chart(runs: list[SuiteRunBody]) -> alt.Chart:
    """Share of right answers, one line for each suite."""
    rows = [
        {
            "suite": run.name,
            "ended": run.ended,
            "share": round(100 * run.score / run.asked, 1) if run.asked else 0,
        }
        for run in runs
    ]
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_line(point=alt.OverlayMarkDef(size=60), interpolate="monotone")
        .encode(
            x=alt.X("ended:T", title=None, axis=alt.Axis(format="%Y-%m-%d", tickCount=5)),
            y=alt.Y("share:Q", title="Rätt, procent", scale=alt.Scale(domain=[0, 100])),
            color=alt.Color(
                "suite:N",
                scale=alt.Scale(range=list(LINE_COLOURS)),
                legend=alt.Legend(title=None, orient="top", labelFontSize=13, labelColor=TEXT_COLOUR),
            ),
            tooltip=[alt.Tooltip("suite:N", title="Frågor"), alt.Tooltip("share:Q", title="Rätt, procent")],
        )
        .properties(height=CHART_HEIGHT, width="container", description="Andel rätta svar för varje körning")
        .configure_axis(
            labelFontSize=13, labelColor=TEXT_COLOUR, titleColor=TEXT_COLOUR, gridColor=GRID_COLOUR
        )
    )
    return chart

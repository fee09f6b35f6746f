"""The form for a wrong answer: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from ingest.swedish_numbers import parse_number
from service.feedback import ExpectedKind, Verdict
from service.http_models import decimal_to_text
from service.http_note_models import ExpectedBody, FeedbackRequest
from service.http_report_models import DocumentBody
from ui.api_client import ApiClient, ApiError
from ui.conversations import Conversation
from ui.report_names import document_name

THANKS = "Tack! Omdömet är sparat."
SAVED_AS_QUESTION = "Tack! Frågan är sparad bland era kontrollfrågor, med det rätta svaret."

UNKNOWN = "Vet inte"
_KINDS = {
    "En siffra": ExpectedKind.NUMBER,
    "En text": ExpectedKind.TEXT,
    "Det står inte i rapporterna": ExpectedKind.NOT_FOUND,
}
_UNITS = ("mkr", "tkr", "kr", "mdkr", "procent", "procentenheter", "antal", "annan eller ingen")


def send_verdict(
    client: ApiClient,
    conversation: Conversation,
    position: int,
    verdict: Verdict,
    comment: str = "",
    expected: ExpectedBody | None = None,
) -> str:
    """Sends a judgement of one turn; gives the sentence that says how it went."""
    turn = conversation.turns[position]
    assert turn.response is not None
    earlier = [one["question"] for one in conversation.history(position)]
    body = FeedbackRequest(
        question=turn.question,
        previous=earlier,
        answer=turn.response.answer,
        verdict=verdict,
        comment=comment,
        expected=expected,
    )
    try:
        client.send_feedback(body)
    except ApiError as exc:
        return str(exc)
    return THANKS if expected is None else SAVED_AS_QUESTION


def open_feedback_form(
    client: ApiClient, conversation: Conversation, position: int, on_sent: Callable[[str], None]
) -> None:
    @st.dialog("Vad är fel?")
    def show() -> None:
        comment = st.text_area(
            "Beskriv med egna ord (behövs inte)",
            max_chars=2000,
            placeholder="Till exempel: siffran är budgeten, inte utfallet",
        )
        kind = st.radio("Vet du det rätta svaret?", [UNKNOWN, *_KINDS], horizontal=True)
        expected, missing = (None, "") if kind == UNKNOWN else _draw_expected(client, _KINDS[kind])
        st.caption(
            "Skriv inga personuppgifter. Omdömet sparas på den här datorn och visas för den som förvaltar Belägg."
        )
        if st.button("Spara", type="primary"):
            if missing:
                st.warning(missing)
                return
            on_sent(send_verdict(client, conversation, position, Verdict.WRONG, comment, expected))
            st.rerun()

    show()


def _draw_expected(client: ApiClient, kind: ExpectedKind) -> tuple[ExpectedBody | None, str]:
    """The fields of a right answer; gives it, or what is missing."""
    if kind is ExpectedKind.NOT_FOUND:
        return ExpectedBody(kind=kind), ""
    number: Decimal | None = None
    unit, text = None, ""
    if kind is ExpectedKind.NUMBER:
        with st.container(horizontal=True):
            typed = st.text_input("Rätt siffra", placeholder="−1 480,5")
            unit = st.selectbox("Enhet", _UNITS)
        number = _text_to_number(typed)
        if number is None:
            return None, "Skriv siffran som den står i rapporten, till exempel −1 480,5."
    else:
        text = st.text_input("Ord som svaret ska innehålla").strip()
    documents = client.documents()
    report: DocumentBody | None = st.selectbox("Rapport som har svaret", documents, format_func=document_name)
    page = st.text_input("Sida, som den är tryckt").strip()
    if kind is ExpectedKind.TEXT and not text:
        return None, "Skriv några ord som det rätta svaret innehåller."
    if report is None or not page:
        return None, "Ange rapporten och sidan där svaret står."
    return (
        ExpectedBody(
            kind=kind,
            number=None if number is None else decimal_to_text(number),
            unit=None if unit == _UNITS[-1] else unit,
            text=text or None,
            source=report.source,
            page=page,
        ),
        "",
    )


def _text_to_number(text: str) -> Decimal | None:
    """
    >>> _text_to_number("−1 480,5"), _text_to_number("-50 tkr"), _text_to_number("femtio")
    (Decimal('-1480.5'), Decimal('-50'), None)
    """
    number = parse_number(text)
    return None if number is None else number.value

"""A conversation as Markdown; text of reports stays text."""

from __future__ import annotations

import re

from ui.conversation_record import RecordedTurn, conversation_to_record
from ui.conversations import Conversation

# What begins markup inside a line, or a heading, list, rule or quotation at its start (CommonMark 0.31).
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])")
_LINE_START = re.compile(r"^(\d*)(#(?=#*(?:\s|$))|[+-](?=\s|$)|-(?=[\s-]*$)|(?<=\d)[.)](?=\s|$))")


def conversation_to_markdown(conversation: Conversation) -> str:
    """One heading for each question, the answer, how it was counted, and where it stands."""
    parts = ["# Frågor och svar ur Belägg"]
    parts += [_turn_to_markdown(turn) for turn in conversation_to_record(conversation)]
    return "\n\n".join(parts) + "\n"


def text_to_markdown(text: str) -> str:
    """A text as Markdown shows it unchanged, on one line.

    >>> print(text_to_markdown("- 5 *mkr* [a](b) <b>"))
    \\- 5 \\*mkr\\* \\[a\\](b) \\<b\\>
    >>> text_to_markdown("Trafiknämnden -1 200 -50")
    'Trafiknämnden -1 200 -50'
    """
    plain = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(r"\1\\\2", plain)


def _turn_to_markdown(turn: RecordedTurn) -> str:
    lines = [f"## {text_to_markdown(turn.question)}", text_to_markdown(turn.answer)]
    if turn.calculation:
        lines.append(f"Så är det räknat: {text_to_markdown(turn.calculation)}")
    lines += [
        f"Källa: {text_to_markdown(source.line)}\n\n> {text_to_markdown(source.quote)}"
        for source in turn.sources
    ]
    if turn.readings:
        lines.append("Andra läsningar:")
        lines.append("\n".join(f"- {text_to_markdown(reading)}" for reading in turn.readings))
    if turn.nearest:
        lines.append("Det närmaste som står i rapporterna:")
        lines.append("\n".join(f"- {text_to_markdown(place)}" for place in turn.nearest))
    return "\n\n".join(lines)

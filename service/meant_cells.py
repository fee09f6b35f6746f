"""A cell that a question's words reach only in part: how alike both are in meaning may settle that it is meant.

"Privata sjukgymnaster" are counted in a row "Fysioterapeutbesök": the row is found by its other words and its time, and
no table of synonyms holds every such pair. Only the best cell is looked at, and only where nothing else is an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from service.asked_words import Asked, AskedWord, lacks_name
from service.citing import column_name, row_name
from service.limits import limits_of, says_limit
from service.question import Operation
from service.reading import CellReading

Likeness = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike each of some texts is to a question, −1 to 1."""

# Found on 18 suites, 840 questions: of 207 refusals 13 pass with the two below, 11 of them right; of 118 unanswerable questions none
# got an answer. With 0.80 one in three that passes is wrong.
LEAST_LIKENESS = 0.85
LEAST_COVER = 0.5
"""Of the question's words. At 0.45 two more of four unanswerable questions got an answer: what was missing parted groups ("pojkar")."""
AHEAD = -0.005
"""Against the most alike of the other rows: about the noise of the model's vectors."""
ROWS_COMPARED = 8


def with_meant(asked: Asked, cells: Sequence[CellReading], likeness: Likeness) -> list[CellReading]:
    """The cells, the best of them marked as meant where its place is as good as the question in other words."""
    if not cells or not _may_be_meant(asked, cells[0]):
        return list(cells)
    best = cells[0]
    rows = list({one.cell.row_path: one for one in reversed(cells[: 3 * ROWS_COMPARED])}.values())
    others = [one for one in rows if one.cell.row_path != best.cell.row_path][-ROWS_COMPARED:]
    alike = likeness(asked.question.text, [place_to_text(one) for one in (best, *others)])
    if alike[0] < LEAST_LIKENESS or alike[0] < max(alike[1:], default=0.0) + AHEAD:
        return list(cells)
    return [replace(best, meant=True), *cells[1:]]


def place_to_text(reading: CellReading) -> str:
    """What a cell's place says, for the model: the table's name, the row and the column."""
    table = reading.row.entry.table
    name = table.caption or " ".join(table.section[-1:])
    return f"{name}: {row_name(reading.cell)} – {column_name(reading.cell)}"


def _may_be_meant(asked: Asked, best: CellReading) -> bool:
    question = asked.question
    if question.operation is not Operation.LOOKUP or question.pins or best.cover < LEAST_COVER:
        return False
    column = best.row.entry.columns.get(best.cell.column, {})
    strengths = {**best.row.strengths, **column}
    text = place_to_text(best).casefold()
    return (
        not lacks_name(asked, strengths)
        and all(says_limit(text, limit) for limit in limits_of(question.plain))
        and not any(_is_wider(one, strengths) for one in asked.words)
    )


def _is_wider(one: AskedWord, strengths: Mapping[str, float]) -> bool:
    """Whether of a compound only the last part is there: "kirurgi" is no answer to "plastikkirurgi"."""
    reading = one.reading
    by_tail = any(term in strengths for term in reading.tail)
    return not one.weak and by_tail and not any(term in strengths for term in (*reading.whole, *reading.head))

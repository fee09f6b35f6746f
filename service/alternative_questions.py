"""The question that leads to another reading: its kind and period in words, its place by printed names."""

from __future__ import annotations

from service.cell_catalog import ReportFacts
from service.citing import column_name, row_name, row_path_name
from service.pins import printed
from service.prose import SentenceEntry
from service.question import Question
from service.reading import CellReading
from service.swedish_format import format_period
from service.wording import KIND_NOUNS

SENTENCE_SHOWN = 60  # characters that name a sentence; enough to tell those of one page apart
LONGEST_CAPTION = 90  # characters; a longer one is left out, the page and the row tell the place


def cell_to_question(reading: CellReading) -> str:
    """The question that has one cell as its answer."""
    cell, entry = reading.cell, reading.row.entry
    alone = [one for one in reading.row.cells if (one.kind, one.period) == (cell.kind, cell.period)] == [cell]
    noun = KIND_NOUNS[cell.kind].casefold() if cell.kind and alone else ""
    asked = f"Vad är {noun} {format_period(reading.period)}" if noun else "Vad står det"
    caption = printed(entry.table.caption or "")
    places = [
        ("på raden", _row_apart(reading)),
        ("i kolumnen", "" if noun else printed(column_name(cell))),
        ("i tabellen", caption if len(caption) <= LONGEST_CAPTION else ""),
    ]
    return _with_places(asked.strip(), places, cell.page, entry.report)


def sentence_to_question(question: Question, sentence: SentenceEntry) -> str:
    """The same question, to be answered from one sentence."""
    said = question.text.casefold()
    whole = not question.inherited and all(word in said for word in question.words)
    asked = question.text.strip().rstrip("?. ") if whole and not question.pins else _in_words(question)
    text = printed(sentence.text)
    begins = text if len(text) <= SENTENCE_SHOWN else text[:SENTENCE_SHOWN].rsplit(" ", 1)[0]
    return _with_places(asked, [("enligt texten", begins)], sentence.place.page, sentence.report)


def _row_apart(reading: CellReading) -> str:
    """The row's label; with those above it where the table has the same label twice."""
    cell = reading.cell
    same = {one.row for one in reading.row.entry.table.cells if row_name(one) == row_name(cell)}
    return printed(row_path_name(cell) if len(same) > 1 else row_name(cell))


def _in_words(question: Question) -> str:
    about = " ".join([*question.words, *question.inherited])
    bodies = " och ".join(question.bodies)
    kinds = " och ".join(KIND_NOUNS[kind].casefold() for kind in question.kinds)
    when = " och ".join(format_period(asked.period) for asked in question.periods)
    parts = ["Vad anges om", kinds, about, f"för {bodies}" if bodies else "", when]
    return " ".join(filter(None, parts))


def _with_places(asked: str, places: list[tuple[str, str]], page: str, report: ReportFacts) -> str:
    named = [f"{where} ”{name}”" for where, name in places if name]
    on_page = f"på sidan {page}" if page.isdigit() else f"på sidan ”{printed(page)}”"
    whose = [f"från {report.publisher}"] if report.publisher else []
    return " ".join([asked, *named, on_page, f"i rapporten ”{printed(report.title)}”", *whose]) + "?"

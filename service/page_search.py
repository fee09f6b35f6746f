"""Search for pages: those that the index finds, led by the page where the figure that is asked for stands."""

from __future__ import annotations

from collections.abc import Collection

from index.hybrid import Hit, HybridIndex
from service.asked_words import ask_words
from service.assistant import may_be_figure
from service.cell_search import find_cells
from service.knowledge import Knowledge
from service.number_readings import is_enough
from service.pinned import on_the_spot
from service.reading import CellReading
from service.reports_asked import read_for_reports


def search_pages(
    text: str,
    most: int,
    index: HybridIndex,
    knowledge: Knowledge,
    documents: Collection[str] | None = None,
) -> list[Hit]:
    """Passages and tables for some words, best first, the best of each page before the second of any.

    A question for a figure says little that its table says in so many words, and much that other pages say: a row
    that fits it by row, column, body and time is a better guide. It leads; the index's ranking follows.
    """
    figure = best_figure(text, knowledge, documents)
    first = None if figure is None else _passage_of(figure, index)
    return index.search(text, most, documents=documents, by_page=True, first=first)


def best_figure(text: str, knowledge: Knowledge, documents: Collection[str] | None) -> CellReading | None:
    """The cell that answers a question for a figure; None where none is asked for, or none covers enough of it."""
    question, reports = read_for_reports(text, (), knowledge, knowledge.around(documents))
    if question.strangers or reports.missing is not None or not may_be_figure(question):
        return None
    cells = find_cells(ask_words(question, knowledge.lexicon), knowledge.catalog, reports)
    return next((cell for cell in on_the_spot(question.pins, cells) if is_enough(cell)), None)


def _passage_of(figure: CellReading, index: HybridIndex) -> str | None:
    """The passage that holds a cell's row, by its id."""
    entry = figure.row.entry
    pieces = [piece for piece in index.passages_of(entry.report.id) if piece.table_id == entry.table.id]
    quote = entry.table.quotes[figure.cell.row]
    holding = [piece for piece in pieces if quote in piece.text]
    on_page = [piece for piece in holding or pieces if figure.cell.page_index in piece.page_indexes]
    return next((piece.id for piece in on_page), None)

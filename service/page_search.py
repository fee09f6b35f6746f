"""Search for pages: those that the index finds, led by the page where the figure that is asked for stands."""

from __future__ import annotations

from collections.abc import Collection

from index.hybrid import Hit, HybridIndex
from service.answer import Citation
from service.assistant import may_be_figure
from service.citing import cite_cell
from service.knowledge import Knowledge
from service.number_answer import number_to_answer
from service.number_readings import find_numbers_for, is_enough
from service.reports_asked import read_for_reports


def search_pages(
    text: str,
    most: int,
    index: HybridIndex,
    knowledge: Knowledge,
    documents: Collection[str] | None = None,
) -> list[Hit]:
    """Passages and tables for some words, best first, the best of each page before the second of any.

    A question for a figure says little that its table says in so many words, and much that other pages say: where
    the answer stands is a better guide. It leads; the index's ranking follows.
    """
    place = place_of_figure(text, knowledge, documents)
    first = None if place is None else _passage_of(place, index)
    return index.search(text, most, documents=documents, by_page=True, first=first)


def place_of_figure(text: str, knowledge: Knowledge, documents: Collection[str] | None) -> Citation | None:
    """Where the figure stands that answers, else the nearest row; None where none is asked for or covers enough of it."""
    question, reports = read_for_reports(text, (), knowledge, knowledge.around(documents))
    if question.strangers or reports.missing is not None or not may_be_figure(question):
        return None
    found = find_numbers_for(question, knowledge, reports)
    answer = number_to_answer(question, found)
    if answer is not None and answer.citations:
        return answer.citations[0]
    nearest = next((cell for cell in found.cells if is_enough(cell)), None)
    return None if nearest is None else cite_cell(nearest.row, nearest.cell)


def _passage_of(place: Citation, index: HybridIndex) -> str | None:
    """The passage that holds a row or a sentence, by its id."""
    table = place.table.id if place.table is not None else None
    pieces = [piece for piece in index.passages_of(place.document) if table in (None, piece.table_id)]
    holding = [piece for piece in pieces if place.quote in piece.text]
    on_page = [piece for piece in holding or pieces if place.page_index in piece.page_indexes]
    return next((piece.id for piece in on_page), None)

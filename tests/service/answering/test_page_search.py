"""Where the figure that is asked for stands comes first among the pages found."""

from __future__ import annotations

import pytest

from service.knowledge import Knowledge
from service.library import Library
from service.page_search import place_of_figure, search_pages
from tests.service.answering.ekhult import ANNUAL


@pytest.mark.parametrize(
    ("text", "caption", "row"),
    [
        ("Vilken avvikelse hade Trafiknämnden i augusti 2031?", "Resultat per nämnd", "Trafiknämnden"),
        (
            "Hur många anställda hade Regionstyrelsen i augusti 2030?",
            "Antal anställda per nämnd",
            "Regionstyrelsen",
        ),
        ("vad kostade hyrläkare i primärvården 2031?", "Inhyrd personal", "varav primärvård"),
    ],
)
def test_the_row_of_the_figure_leads(
    library: Library, knowledge: Knowledge, text: str, caption: str, row: str
) -> None:
    hits = search_pages(text, 10, library.index, knowledge)
    assert caption in hits[0].passage.text
    assert row in hits[0].passage.text
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.passage.id for hit in hits}) == len(hits)


@pytest.mark.parametrize(
    "text",
    [
        "Varför försenades avtalet om livsmedel?",  # asks for words
        "Vad kostade rymdhissen 2031?",  # no row has it
        "Hur många anställda har Bergsjö kommun?",  # of another publisher
    ],
)
def test_without_a_figure_the_index_alone_ranks(library: Library, knowledge: Knowledge, text: str) -> None:
    assert place_of_figure(text, knowledge, None) is None
    assert search_pages(text, 5, library.index, knowledge) == library.index.search(text, 5, by_page=True)


def test_only_the_chosen_reports_lead(library: Library, knowledge: Knowledge) -> None:
    hits = search_pages(
        "Vilken avvikelse hade Trafiknämnden i augusti 2031?", 5, library.index, knowledge, [ANNUAL.id]
    )
    assert {hit.passage.document for hit in hits} <= {ANNUAL.id}

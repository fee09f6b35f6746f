"""Whose a sentence is when it doesn't say: the body just spoken of, else the heading's."""

from __future__ import annotations

import pytest

from ingest.bodies import Bodies
from ingest.periods import Period
from ingest.records import Report
from service.cell_catalog import ReportFacts
from service.prose import ReportSentences
from tests.service.answering.small_reports import Element, Heading, Text, make_report

PERIOD = Period((2031, 1), (2031, 5))


def report(*elements: Element) -> Report:
    return make_report(
        "r.txt", "Månadsuppföljning", "Tallviks kommun", "månadsrapport", PERIOD, [("1", elements)]
    )


def bodies_of(made: Report, text: str) -> set[str]:
    facts = ReportFacts(made.id, made.source, made.title, made.publisher, made.kind, PERIOD)
    sentences = ReportSentences(made, facts, Bodies.general())
    every = [one for number in range(len(made.blocks)) for one in sentences.of_block(number)]
    return set(next(one for one in every if one.text.startswith(text)).bodies)


@pytest.mark.parametrize(
    ("elements", "text", "bodies"),
    [
        # just spoken of, over more than one sentence
        ([Heading("Kultur"), Text("Kulturnämnden går back. Det beror på taket. Nämnden har begärt medel.")], "Det", {"Kulturnämnden"}),
        ([Heading("Kultur"), Text("Kulturnämnden går back. Det beror på taket. Nämnden har begärt medel.")], "Nämnden", {"Kulturnämnden"}),
        # a sentence that leans on nothing is the heading's
        ([Heading("Byggnadsnämnden"), Text("Kulturnämnden går back. Priset på stål har stigit.")], "Priset", {"Byggnadsnämnden"}),
        # nobody's
        ([Heading("Läget"), Text("Kulturnämnden går back. Priset på stål har stigit.")], "Priset", set()),
    ],
)  # fmt: skip
def test_the_body_of_a_sentence(elements: list[Element], text: str, bodies: set[str]) -> None:
    assert bodies_of(report(*elements), text) == bodies

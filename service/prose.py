"""The sentences of passages, each with its words, its neighbours and its place on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.passages import Passage, PassageKind
from index.sentences import Sentence, sentence_places, split_sentences
from ingest.bodies import Bodies
from ingest.periods import Period
from ingest.records import Block, BlockKind, Box, Report
from service.answer import Citation
from service.cell_catalog import SECTION_STEP, ReportFacts
from service.word_tables import stems_of

# What a word is worth by where it stands, seen from one sentence.
SENTENCE, NEIGHBOUR, SECTION, TITLE = 1.0, 0.6, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence begins, and all its lines and boxes on that page."""

    page: str
    page_index: int
    lines: tuple[int, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SentenceEntry:
    report: ReportFacts
    block: int
    order: int
    """Position of the sentence in its block."""
    kind: BlockKind
    text: str
    section: tuple[str, ...]
    place: Place
    own: frozenset[str]
    """Stems of the sentence itself."""
    strengths: Mapping[str, float]
    """Stems of the sentence, its neighbour before, its headings and the title, with the worth of their place."""
    bodies: frozenset[str]
    """Bodies that the sentence names; else those of its nearest heading that names one."""


class ReportSentences:
    """The sentences of one report, made when first asked for."""

    def __init__(self, report: Report, facts: ReportFacts, bodies: Bodies) -> None:
        self._report = report
        self.facts = facts
        self._bodies = bodies
        self._labels = {page.index: page.label for page in report.pages}
        self.of_block = lru_cache(maxsize=None)(self._of_block)

    def of_passage(self, passage: Passage) -> list[SentenceEntry]:
        """The sentences of a text passage, in order; none for a table passage."""
        if passage.kind is not PassageKind.TEXT:
            return []
        return [entry for span in passage.blocks for entry in self.of_block(span.block)]

    def following(self, entry: SentenceEntry, most: int) -> list[SentenceEntry]:
        """The sentences after one, in its block, then list items that its block leads in to."""
        rest = [other for other in self.of_block(entry.block) if other.order > entry.order]
        number = entry.block + 1
        while len(rest) < most and number < len(self._report.blocks):
            block = self._report.blocks[number]
            if block.kind is not BlockKind.LIST_ITEM or block.section != self._report.blocks[entry.block].section:
                break
            rest += self.of_block(number)
            number += 1
        return rest[:most]

    def _of_block(self, number: int) -> tuple[SentenceEntry, ...]:
        block = self._report.blocks[number]
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            return ()
        around = self._around(number)
        entries: list[SentenceEntry] = []
        before: Sequence[str] = stems_of(self._lead_in(number))
        for order, sentence in enumerate(split_sentences(block)):
            own = stems_of(sentence.text)
            strengths = dict(around)
            _put(strengths, before, NEIGHBOUR)
            _put(strengths, own, SENTENCE)
            entries.append(
                SentenceEntry(
                    self.facts, number, order, block.kind, sentence.text, block.section, self._place(block, sentence),
                    frozenset(own), strengths, self._bodies_of(sentence.text, block.section),
                )
            )  # fmt: skip
            before = own
        return tuple(entries)

    def _around(self, number: int) -> dict[str, float]:
        strengths: dict[str, float] = {}
        _put(strengths, stems_of(self.facts.title), TITLE)
        for depth, heading in enumerate(reversed(self._report.blocks[number].section)):
            _put(strengths, stems_of(heading), max(TITLE, SECTION - depth * SECTION_STEP))
        return strengths

    def _lead_in(self, number: int) -> str:
        """The paragraph that a list item belongs to, or nothing."""
        blocks = self._report.blocks
        if blocks[number].kind is not BlockKind.LIST_ITEM:
            return ""
        while number > 0 and blocks[number].kind is BlockKind.LIST_ITEM:
            number -= 1
        return blocks[number].text if blocks[number].kind is BlockKind.PARAGRAPH else ""

    def _bodies_of(self, text: str, section: Sequence[str]) -> frozenset[str]:
        for part in (text, *reversed(section)):
            found = frozenset(body.name for body in self._bodies.find_bodies(part))
            if found:
                return found
        return frozenset()

    def _place(self, block: Block, sentence: Sentence) -> Place:
        places = sentence_places(block, sentence)
        if not places:
            first = block.spans[0].page_index if block.spans else 1
            return Place(self._labels.get(first, str(first)), first, (), ())
        first_place = places[0]
        label = self._labels.get(first_place.page_index, str(first_place.page_index))
        return Place(label, first_place.page_index, first_place.lines, first_place.boxes)


def _put(strengths: dict[str, float], stems: Sequence[str], worth: float) -> None:
    for term in stems:
        strengths[term] = max(strengths.get(term, 0.0), worth)


def cite_sentence(entry: SentenceEntry, quote: str | None = None) -> Citation:
    """The citation of a sentence, or of a longer quote that begins with it."""
    return Citation(
        document=entry.report.id,
        source=entry.report.source,
        title=entry.report.title,
        page=entry.place.page,
        page_index=entry.place.page_index,
        section=entry.section,
        table=None,
        quote=quote or entry.text,
        boxes=entry.place.boxes or None,
        lines=entry.place.lines,
    )


def report_facts(report: Report) -> ReportFacts:
    """What a reading needs to know of a report."""
    return ReportFacts(report.id, report.source, report.title, report.publisher, report.kind, report.period)


def period_of(report: ReportFacts) -> Period | None:
    """The report's period."""
    return report.period

"""The sentences of passages, each with its words, its neighbours and its place on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.passages import Passage, PassageKind
from index.sentences import Lines, Sentence, join_boxes, sentence_places, split_sentences, split_text
from ingest.bodies import Bodies
from ingest.records import Block, BlockKind, Box, Cell, CellState, Report, Table
from service.answer import Citation, TableRef
from service.cell_catalog import SECTION_STEP, SUBJECT, ReportFacts
from service.leaning import leans_on_the_one_before, speaks_of_the_body_before
from service.person_names import is_name_line
from service.word_tables import stems_of

# What a word is worth by where it stands, seen from one sentence.
LONG_CELL = 120  # characters; a longer cell holds sentences rather than a word or a figure
SENTENCE, NEIGHBOUR, SECTION, TITLE = 1.0, 0.75, 0.75, 0.5
TWO_BEFORE = 0.65  # what stands before a sentence that leans, and before the one that it leans on


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence begins, and all its lines and boxes on that page."""

    page: str
    page_index: int
    lines: tuple[int, ...]
    boxes: tuple[Box, ...]
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SentenceEntry:
    report: ReportFacts
    block: int | None
    """Position of its block in the report; None for words in a table."""
    order: int
    """Position of the sentence in its block or row."""
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
    table: TableRef | None = None
    whole_row: bool = False
    """A table's row of short cells, whose figures are read as cells."""

    @property
    def unit(self) -> tuple[str, int | None, str, int]:
        """What it is a part of: its block, or its row of a table."""
        row = self.table.row_index if self.table else 0
        return self.report.id, self.block, self.table.id if self.table else "", row


class ReportSentences:
    """The sentences of one report, made when first asked for."""

    def __init__(self, report: Report, facts: ReportFacts, bodies: Bodies) -> None:
        self._report = report
        self.facts = facts
        self._bodies = bodies
        self._tables = {table.id: table for table in report.tables}
        self._labels = {page.index: page.label for page in report.pages}
        self._scans = {page.index for page in report.pages if page.ocr}
        self._lines: Lines = {
            (page.index, line.number): line for page in report.pages for line in page.lines if line.word_edges
        }
        self.page_count = len(report.pages)
        self.of_block = lru_cache(maxsize=None)(self._of_block)
        self.of_table = lru_cache(maxsize=None)(self._of_table)

    def of_passage(self, passage: Passage) -> list[SentenceEntry]:
        """The sentences of a passage, in order; of a table, the words in its cells."""
        if passage.kind is PassageKind.TABLE:
            return list(self.of_table(passage.table_id or ""))
        return [entry for span in passage.blocks for entry in self.of_block(span.block)]

    def before(self, entry: SentenceEntry, most: int) -> list[SentenceEntry]:
        """The sentences before one, in its block or row."""
        rest = self.of_table(entry.unit[2]) if entry.block is None else self.of_block(entry.block)
        earlier = [other for other in rest if other.unit == entry.unit and other.order < entry.order]
        return earlier[-most:]

    def following(self, entry: SentenceEntry, most: int) -> list[SentenceEntry]:
        """The sentences after one, in its block, then list items that its block leads in to."""
        if entry.block is None:
            rows = self.of_table(entry.unit[2])
            return [other for other in rows if other.unit == entry.unit and other.order > entry.order][:most]
        rest = [other for other in self.of_block(entry.block) if other.order > entry.order]
        number = entry.block + 1
        while len(rest) < most and number < len(self._report.blocks):
            block = self._report.blocks[number]
            if block.section != self._report.blocks[entry.block].section or not self._in_list(number):
                break
            rest += self.of_block(number)
            number += 1
        return rest[:most]

    def _in_list(self, number: int) -> bool:
        """A list item, or a paragraph that explains the item before and is followed by another."""
        blocks = self._report.blocks
        if blocks[number].kind is BlockKind.LIST_ITEM:
            return True
        next_too = number + 1 < len(blocks) and blocks[number + 1].kind is BlockKind.LIST_ITEM
        return (
            blocks[number - 1].kind is BlockKind.LIST_ITEM
            and next_too
            and blocks[number].kind is BlockKind.PARAGRAPH
        )

    def _of_block(self, number: int) -> tuple[SentenceEntry, ...]:
        block = self._report.blocks[number]
        if is_name_line(block.text):
            return (self._signature(number),)
        if number > 0 and is_name_line(self._report.blocks[number - 1].text) and _is_title_line(block.text):
            return (self._signature(number - 1),)
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            return ()
        around = self._around(number)
        entries: list[SentenceEntry] = []
        before: Sequence[str] = stems_of(self._lead_in(number))
        earlier: Sequence[str] = ()
        for order, sentence in enumerate(split_sentences(block)):
            own = stems_of(sentence.text)
            strengths = dict(around)
            if leans_on_the_one_before(sentence.text):
                _put(strengths, earlier, TWO_BEFORE)
            _put(strengths, before, NEIGHBOUR)
            _put(strengths, own, SENTENCE)
            spoken_of = entries[-1].bodies if entries else frozenset()
            entries.append(
                SentenceEntry(
                    self.facts, number, order, block.kind, sentence.text, block.section, self._place(block, sentence),
                    frozenset(own), strengths, self._bodies_of(sentence.text, block.section, spoken_of),
                )
            )  # fmt: skip
            before, earlier = own, before
        return tuple(entries)

    def _signature(self, number: int) -> SentenceEntry:
        """A name on a line of its own with the short line below it: who signed, and as what."""
        block = self._report.blocks[number]
        section = block.section[:-1] if block.kind is BlockKind.HEADING else block.section
        whole = Sentence(block.text, 0, len(block.text))
        place, text = self._place(block, whole), block.text
        below = self._report.blocks[number + 1] if number + 1 < len(self._report.blocks) else None
        if below is not None and below.kind is not BlockKind.TABLE and _is_title_line(below.text):
            second = self._place(below, Sentence(below.text, 0, len(below.text)))
            if second.page_index == place.page_index:
                text = f"{text} {below.text}"
                place = replace(
                    place, lines=(*place.lines, *second.lines), boxes=(*place.boxes, *second.boxes)
                )
        own = stems_of(text)
        strengths = dict.fromkeys(self.facts.subject, SUBJECT)
        _put(strengths, stems_of(self.facts.title), TITLE)
        _put(strengths, [one for heading in section for one in stems_of(heading)], TITLE)
        _put(strengths, own, SENTENCE)
        return SentenceEntry(
            self.facts, number, 0, BlockKind.PARAGRAPH, text, section, place,
            frozenset(own), strengths, self._bodies_of(text, section),
        )  # fmt: skip

    def _of_table(self, table_id: str) -> tuple[SentenceEntry, ...]:
        table = self._tables.get(table_id)
        if table is None:
            return ()
        around = dict.fromkeys(self.facts.subject, SUBJECT)
        _put(around, stems_of(self.facts.title), TITLE)
        for depth, heading in enumerate(reversed(table.section)):
            _put(around, stems_of(heading), max(TITLE, SECTION - depth * SECTION_STEP))
        _put(around, stems_of(table.caption or ""), SECTION)
        entries: list[SentenceEntry] = []
        for row in range(len(table.rows)):
            entries += self._of_row(table, row, around)
        return tuple(entries)

    def _of_row(self, table: Table, row: int, around: Mapping[str, float]) -> list[SentenceEntry]:
        """A short row of words is one sentence; a long cell has its own."""
        cells = [cell for cell in table.cells if cell.row == row and cell.state is CellState.TEXT]
        label = table.rows[row][0] if table.rows[row] else ""
        strengths = dict(around)
        _put(strengths, stems_of(label), SENTENCE)
        _put(strengths, stems_of(" ".join(part for cell in cells for part in cell.row_path)), NEIGHBOUR)
        pieces: list[tuple[str, Cell | None]] = []
        short = [cell for cell in cells if len(cell.text) < LONG_CELL]
        if short or len(label) >= LONG_CELL:
            first = short[0] if short else None
            pieces.append((" – ".join(filter(None, [label, *(cell.text for cell in short)])), first))
        for cell in cells:
            if len(cell.text) >= LONG_CELL:
                pieces += [(sentence.text, cell) for sentence in split_text(cell.text)]
        rows = 1 if short or len(label) >= LONG_CELL else 0
        return [
            self._row_entry(table, row, order, piece, strengths, whole=order < rows)
            for order, piece in enumerate(pieces)
        ]

    def _row_entry(
        self,
        table: Table,
        row: int,
        order: int,
        piece: tuple[str, Cell | None],
        strengths: Mapping[str, float],
        *,
        whole: bool,
    ) -> SentenceEntry:
        text, cell = piece
        own = stems_of(text)
        merged = dict(strengths)
        _put(merged, own, SENTENCE)
        page_index = cell.page_index if cell else table.page_indexes[0]
        place = Place(
            cell.page if cell else table.pages[0],
            page_index,
            cell.lines if cell else (),
            (cell.box,) if cell and cell.box else (),
            page_index in self._scans,
        )
        reference = TableRef(
            table.id,
            table.caption,
            table.rows[row][0] if table.rows[row] else "",
            " ".join(dict.fromkeys(cell.column_path)) if cell else "",
            row,
            cell.column if cell else 0,
        )
        return SentenceEntry(
            self.facts, None, order, BlockKind.TABLE, text, table.section, place, frozenset(own), merged,
            self._bodies_of(text, table.section), reference, whole,
        )  # fmt: skip

    def _around(self, number: int) -> dict[str, float]:
        strengths = dict.fromkeys(self.facts.subject, SUBJECT)
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

    def _bodies_of(
        self, text: str, section: Sequence[str], spoken_of: frozenset[str] = frozenset()
    ) -> frozenset[str]:
        """The bodies that a sentence names; "detta" and "nämnden" mean those just spoken of, else the nearest heading's."""
        leans = leans_on_the_one_before(text) or speaks_of_the_body_before(text)
        own = frozenset(body.name for body in self._bodies.find_bodies(text))
        if own or (spoken_of and leans):
            return own or spoken_of
        for part in reversed(section):
            found = frozenset(body.name for body in self._bodies.find_bodies(part))
            if found:
                return found
        return frozenset()

    def _place(self, block: Block, sentence: Sentence) -> Place:
        places = sentence_places(block, sentence, self._lines)
        if not places:
            first = block.spans[0].page_index if block.spans else 1
            return Place(self._labels.get(first, str(first)), first, (), (), first in self._scans)
        first_place = places[0]
        label = self._labels.get(first_place.page_index, str(first_place.page_index))
        ocr = first_place.page_index in self._scans
        return Place(label, first_place.page_index, first_place.lines, first_place.boxes, ocr)


LONGEST_TITLE = 60  # characters; a line below a name that is longer is text, not what the person is


def _is_title_line(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and not text.rstrip().endswith((".", ":", "?", "!"))


def _put(strengths: dict[str, float], stems: Sequence[str], worth: float) -> None:
    for term in stems:
        strengths[term] = max(strengths.get(term, 0.0), worth)


def cite_sentences(entries: Sequence[SentenceEntry]) -> Citation:
    """The citation of sentences in a row: quoted together, each marked where it stands on the first one's page."""
    first = entries[0]
    places = [entry.place for entry in entries if entry.place.page_index == first.place.page_index]
    lines = tuple(dict.fromkeys(line for place in places for line in place.lines))
    boxes = join_boxes([box for place in places for box in place.boxes])
    whole = cite_sentence(first, " ".join(entry.text for entry in entries))
    return replace(whole, lines=lines, boxes=boxes or None)


def cite_sentence(entry: SentenceEntry, quote: str | None = None) -> Citation:
    """The citation of one sentence."""
    return Citation(
        document=entry.report.id,
        source=entry.report.source,
        title=entry.report.title,
        page=entry.place.page,
        page_index=entry.place.page_index,
        section=entry.section,
        table=entry.table,
        quote=quote or entry.text,
        boxes=entry.place.boxes or None,
        lines=entry.place.lines,
        ocr=entry.place.ocr,
        publisher=entry.report.publisher,
    )

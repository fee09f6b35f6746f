"""PDF -> Draft: pages, blocks in reading order and grids, the whole of PDF reading on one page."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.aligned_tables import find_aligned_tables
from ingest.errors import EmptyFileError, ImageOnlyFileError, NoTextRecognitionError
from ingest.limits import Limits
from ingest.page_labels import label_pages
from ingest.pdf_blocks import BlockBuilder, TablePart, last_texts, right_margins
from ingest.pdf_headings import common_size, learn_headings
from ingest.pdf_lines import PageLayout, lay_out
from ingest.pdf_pages import PdfPage, check_time, opened
from ingest.raw_tables import RawTable
from ingest.reading_progress import OnPages, PagesRead, ignore_pages
from ingest.records import Draft, Grid, Line, Page
from ingest.ruled_tables import find_ruled_tables
from ingest.running_heads import running_lines
from ingest.scan_pages import PageReading
from ingest.table_captions import caption_above, caption_below, notes_below
from ingest.table_grids import GridPart, continued_rows, continues, join_split_row, table_to_part


@dataclass(frozen=True, slots=True)
class _PagePart:
    """What is kept of a page once its words are gone: record lines, and parts in reading order."""

    page: Page
    parts: tuple[int | GridPart | None, ...]
    table_lines: tuple[tuple[int, ...], ...]
    images: int


def read_pdf(path: Path, limits: Limits, on_pages: OnPages = ignore_pages) -> Draft:
    """Read a PDF, scanned pages by OCR. Raises an `UnreadableFileError` for what can't be a report."""
    with opened(path, limits) as file:
        started = time.monotonic()
        reading = PageReading(file, limits.read_scans)
        parts: list[_PagePart] = []
        for page in reading.pages():
            check_time(started, limits.max_seconds + reading.scans * limits.scan_seconds)
            parts.append(_read_page(page))
            on_pages(PagesRead(len(parts), file.page_count, reading.scans))
        title = file.metadata_title()
    if not any(part.page.lines for part in parts):
        raise _nothing_read(parts, limits, reading.missing)
    return _assemble(parts, title, reading.missing)


def _nothing_read(
    parts: Sequence[_PagePart], limits: Limits, missing: NoTextRecognitionError | None
) -> ImageOnlyFileError | EmptyFileError:
    if missing is not None:
        return type(missing)(f"PDF-filen är inskannad. {missing}")
    if not any(part.images for part in parts):
        return EmptyFileError("PDF-filen innehåller ingen text.")
    if not limits.read_scans:
        return ImageOnlyFileError(
            "PDF-filen är inskannad och saknar text. Textigenkänning (OCR) är avstängd; slå på den med BELAGG_OCR=on."
        )
    return ImageOnlyFileError("PDF-filen är inskannad, men textigenkänning (OCR) fann ingen text i bilderna.")


def find_tables(page: PdfPage) -> list[RawTable]:
    """All tables of a page: ruled ones first, then what alignment shows in the rest."""
    tables = find_ruled_tables([*page.words, *page.sideways], page.rulings)
    used = {word for table in tables for word in table.words}
    rest = [word for word in page.words if word not in used]
    return tables + find_aligned_tables(rest, page.rulings)


def _read_page(page: PdfPage) -> _PagePart:
    layout = lay_out(page, find_tables(page))
    size = (round(page.width, 2), round(page.height, 2))
    record = Page(page.index, str(page.index), layout.lines, *size, ocr=page.ocr)
    parts: list[int | GridPart | None] = []
    table_lines: list[tuple[int, ...]] = []
    for part in layout.parts:
        if isinstance(part, RawTable):
            parts.append(table_to_part(part, layout))
            table_lines.append(_lines_of(part, layout))
        else:
            parts.append(part)
    return _PagePart(record, tuple(parts), tuple(table_lines), page.images)


def _lines_of(table: RawTable, layout: PageLayout) -> tuple[int, ...]:
    return tuple(sorted({layout.line_of[w] for w in table.words}))


def _assemble(parts: Sequence[_PagePart], title: str | None, missing: NoTextRecognitionError | None) -> Draft:
    bare = [part.page for part in parts]
    pages = tuple(replace(p, label=label) for p, label in zip(bare, label_pages(bare), strict=True))
    in_tables = {(p.page.index, n) for p in parts for lines in p.table_lines for n in lines}
    prose = [line for p in pages for line in p.lines if (p.index, line.number) not in in_tables]
    skipped = running_lines(pages, common_size(prose)) - in_tables
    builder = BlockBuilder(learn_headings(pages, skipped | in_tables))
    grids = _Grids(builder, pages)
    for part in parts:
        _add_page(part, skipped, builder, grids)
    builder.close()
    grids.finish()
    return Draft(pages, tuple(builder.blocks), tuple(grids.grids), title, _warnings(parts, pages, missing))


def _warnings(
    parts: Sequence[_PagePart], pages: Sequence[Page], missing: NoTextRecognitionError | None
) -> tuple[str, ...]:
    """What of the file could not be read, and what was read from pictures."""
    warnings = []
    pictures = [page.label for part, page in zip(parts, pages, strict=True) if part.images and not page.lines]
    if pictures:
        why = f" {missing}" if missing is not None else ""
        warnings.append(f"Sidor som bara är bild och saknar text har inte lästs: {', '.join(pictures)}.{why}")
    scans = [page.label for page in pages if page.ocr]
    if scans:
        warnings.append(f"Maskinlästa ur bild (OCR), kan ha läsfel: {_pages_to_text(scans, len(pages))}.")
    return tuple(warnings)


def _pages_to_text(labels: Sequence[str], of: int) -> str:
    if len(labels) == of:
        return "alla sidor"
    return f"sidan {labels[0]}" if len(labels) == 1 else f"sidorna {', '.join(labels)}"


def _add_page(part: _PagePart, skipped: set[tuple[int, int]], builder: BlockBuilder, grids: _Grids) -> None:
    page = part.page
    tables = iter(part.table_lines)
    shown = [p for p in part.parts if not isinstance(p, int) or (page.index, p) not in skipped]
    content = [p for p in shown if p is not None]
    margins = right_margins(page, [p for p in content if isinstance(p, int)])
    boxed = False
    for piece in shown:
        if piece is None:
            builder.close()
            boxed = not boxed
        elif isinstance(piece, int):
            builder.add_line(page.index, page.lines[piece - 1], None if boxed else margins.get(piece))
        else:
            lines = tuple((page.index, page.lines[n - 1]) for n in next(tables))
            grids.add(piece, lines, first=content[0] is piece, last=content[-1] is piece)
    builder.end_page(page.index)


class _Grids:
    """Collects table parts, joining those that go on over a page."""

    def __init__(self, builder: BlockBuilder, pages: Sequence[Page]) -> None:
        self._builder = builder
        self._pages = pages
        self._last: GridPart | None = None
        self._last_ends_page = False
        self.grids: list[Grid] = []
        self._block_of: list[int] = []

    def add(self, part: GridPart, lines: tuple[tuple[int, Line], ...], first: bool, last: bool) -> None:
        """A new grid, or more rows of the last one."""
        if self._last is not None and continues(self._last, part, self._pages, self._last_ends_page, first):
            grid = self.grids[-1]
            rows, more = grid.rows, continued_rows(self._last, part)
            cut = join_split_row(rows[-1], more[0]) if rows and more else None
            rows = (*rows[:-1], cut, *more[1:]) if cut is not None else rows + more
            ocr = grid.ocr or self._pages[part.page_index - 1].ocr
            self.grids[-1] = replace(grid, rows=rows, notes=grid.notes + part.notes, ocr=ocr)
            self._builder.extend_table(self._block_of[-1], lines)
            self._last = replace(part, header=self._last.header, styled_header=self._last.styled_header)
        else:
            self._builder.close()
            blocks = self._builder.blocks
            caption = caption_above(blocks, self._pages[part.page_index - 1])
            self.grids.append(
                Grid(
                    part.header,
                    part.rows,
                    caption,
                    self._builder.section,
                    last_texts(blocks, 3),
                    part.notes,
                    self._pages[part.page_index - 1].ocr,
                )
            )
            self._block_of.append(len(self._builder.blocks))
            self._builder.add_table(TablePart(len(self.grids) - 1, lines))
            self._last = part
        self._last_ends_page = last

    def finish(self) -> None:
        """Give each grid the caption and footnotes that stand below it, else its section's heading or its own title.

        A heading that stands right above one table is not the title of the next.
        """
        headed = {(grid.section, grid.caption) for grid in self.grids}
        for k, position in enumerate(self._block_of):
            below = self._builder.blocks[position + 1 : position + 6]
            grid = self.grids[k]
            caption = caption_below(below) if grid.caption is None else grid.caption
            if caption is None and grid.section:
                taken = (grid.section, grid.section[-1]) in headed
                caption = (_title_within(grid) if taken else None) or grid.section[-1]
            self.grids[k] = replace(grid, caption=caption, notes=grid.notes + notes_below(below))


def _title_within(grid: Grid) -> str | None:
    """The words over the labels where they are a title set into the table ("Elever och barn"), not a name of the labels."""
    return grid.stub if " " in grid.stub else None

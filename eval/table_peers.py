"""Other table finders, for comparison: each gives tables page by page, with the spans that it knows of."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from eval.table_truth import FoundTable
from ingest.limits import Limits
from ingest.pdf_draft import find_tables, read_pdf
from ingest.pdf_lines import lay_out
from ingest.pdf_pages import opened
from ingest.records import Grid, GridRow
from ingest.table_grids import GridPart, table_to_part

Finder = Callable[[Path, Sequence[int]], list[FoundTable]]
Box = tuple[float, float, float, float]


def own_finder(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """The project's own reader: pages, blocks and grids of the whole file."""
    draft = read_pdf(path, Limits())
    return [t for t in grids_to_tables(draft.grids) if t.page in pages]


def own_page_finder(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """The project's own finder page by page, as the others work: no header carried over from the page before."""
    found = []
    with opened(path, Limits()) as file:
        for index in pages:
            page = file.page(index)
            tables = find_tables(page)
            layout = lay_out(page, tables)
            found += [_part_to_table(table_to_part(table, layout)) for table in tables]
    return found


def _part_to_table(part: GridPart) -> FoundTable:
    rows = [*part.header, *part.rows]
    spans = {
        (i, j): (cell.row_span, cell.column_span)
        for i, row in enumerate(rows)
        for j, cell in enumerate(row.cells)
        if cell is not None and (cell.row_span > 1 or cell.column_span > 1)
    }
    return FoundTable(part.page_index, [row_texts(row) for row in rows], spans)


def grids_to_tables(grids: Iterable[Grid]) -> list[FoundTable]:
    """Each grid page by page; a part that goes on over a page has the header again."""
    tables = []
    for grid in grids:
        by_page: dict[int, list[list[str]]] = {}
        for row in grid.rows:
            by_page.setdefault(row_page(row), []).append(row_texts(row))
        header = [row_texts(row) for row in grid.header]
        tables += [FoundTable(page, header + rows) for page, rows in by_page.items()]
    return tables


def row_page(row: GridRow) -> int:
    """The page that a row begins on."""
    return next(c.page_index for c in row.cells if c is not None)


def row_texts(row: GridRow) -> list[str]:
    """Texts of a row, "" where a spanning neighbour covers."""
    return [c.text if c is not None else "" for c in row.cells]


def pdfplumber_finder(path: Path, pages: Sequence[int], settings: dict[str, str]) -> list[FoundTable]:
    """pdfplumber, with a strategy for its edges."""
    pdfplumber: Any = importlib.import_module("pdfplumber")
    found = []
    with pdfplumber.open(path) as pdf:
        for index in pages:
            page = pdf.pages[index - 1]
            for table in page.find_tables(settings):
                matrix = [[c or "" for c in row] for row in table.extract()]
                boxes = [row.cells for row in table.rows]
                found.append(FoundTable(index, matrix, _spans_of_missing(boxes)))
            page.close()
    return found


def _spans_of_missing(boxes: Sequence[Sequence[Box | None]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Spans of cells whose box reaches over places that have no box of their own."""
    lefts = sorted({box[0] for row in boxes for box in row if box is not None})
    tops = sorted({box[1] for row in boxes for box in row if box is not None})
    spans = {}
    for i, row in enumerate(boxes):
        for j, box in enumerate(row):
            if box is not None:
                wide = sum(box[0] <= x < box[2] for x in lefts)
                high = sum(box[1] <= y < box[3] for y in tops)
                if wide > 1 or high > 1:
                    spans[(i, j)] = (high, wide)
    return spans


def camelot_finder(path: Path, pages: Sequence[int], flavour: str) -> list[FoundTable]:
    """camelot in one of its flavours; cells without a border between them are one."""
    camelot: Any = importlib.import_module("camelot")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = camelot.read_pdf(str(path), pages=",".join(map(str, pages)), flavor=flavour)
    return [
        FoundTable(
            int(t.page), [list(map(str, row)) for row in t.df.values.tolist()], _spans_of_borders(t.cells)
        )
        for t in tables
    ]


def _spans_of_borders(cells: Sequence[Sequence[Any]]) -> dict[tuple[int, int], tuple[int, int]]:
    spans = {}
    for i, row in enumerate(cells):
        for j, cell in enumerate(row):
            if not any(side for side in (cell.left, cell.right, cell.top, cell.bottom)):
                continue
            wide = high = 1
            while j + wide < len(row) and not row[j + wide - 1].right and not row[j + wide].left:
                wide += 1
            while i + high < len(cells) and not cells[i + high - 1][j].bottom and not cells[i + high][j].top:
                high += 1
            covered_by_left = j > 0 and not cell.left and not row[j - 1].right
            if (wide > 1 or high > 1) and not covered_by_left:
                spans[(i, j)] = (high, wide)
    return spans


def img2table_finder(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """img2table on the PDF's own text; it repeats a merged cell in every place that the cell covers."""
    document: Any = importlib.import_module("img2table.document")
    pdf = document.PDF(str(path), pages=[p - 1 for p in pages])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        by_page = pdf.extract_tables(implicit_rows=True, borderless_tables=True)
    return [_once(page + 1, list(t.content.values())) for page, tables in by_page.items() for t in tables]


def _once(page: int, rows: Sequence[Sequence[Any]]) -> FoundTable:
    """Repeated cells as one that spans the places."""
    places: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}
    matrix = [[str(cell.value or "") for cell in row] for row in rows]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            box = cell.bbox
            places.setdefault((box.x1, box.y1, box.x2, box.y2), []).append((i, j))
    spans = {}
    for covered in places.values():
        (i, j), (last_i, last_j) = covered[0], covered[-1]
        if len(covered) > 1:
            spans[(i, j)] = (last_i - i + 1, last_j - j + 1)
            for a, b in covered[1:]:
                matrix[a][b] = ""
    return FoundTable(page, matrix, spans)


PEERS: dict[str, Finder] = {
    "pdfplumber lines": partial(pdfplumber_finder, settings={}),
    "pdfplumber text": partial(
        pdfplumber_finder, settings={"vertical_strategy": "text", "horizontal_strategy": "text"}
    ),
    "camelot lattice": partial(camelot_finder, flavour="lattice"),
    "camelot stream": partial(camelot_finder, flavour="stream"),
    "camelot network": partial(camelot_finder, flavour="network"),
    "camelot hybrid": partial(camelot_finder, flavour="hybrid"),
    "img2table": img2table_finder,
}

"""Other table finders, for comparison: each gives tables page by page, or None when not installed."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from eval.table_truth import FoundTable
from ingest.limits import Limits
from ingest.pdf_draft import read_pdf
from ingest.records import Grid, GridRow

Finder = Callable[[Path, Sequence[int]], list[FoundTable]]


def own_finder(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """The project's own reader: pages, blocks and grids of the whole file."""
    draft = read_pdf(path, Limits())
    return [t for t in grids_to_tables(draft.grids) if t.page in pages]


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


def pdfplumber_lines(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """pdfplumber with its own line finder."""
    return _pdfplumber(path, pages, {})


def pdfplumber_text(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """pdfplumber with its text strategy."""
    return _pdfplumber(path, pages, {"vertical_strategy": "text", "horizontal_strategy": "text"})


def _pdfplumber(path: Path, pages: Sequence[int], settings: dict[str, str]) -> list[FoundTable]:
    pdfplumber: Any = importlib.import_module("pdfplumber")
    found = []
    with pdfplumber.open(path) as pdf:
        for page in pages:
            for table in pdf.pages[page - 1].extract_tables(settings):
                found.append(FoundTable(page, [[c or "" for c in row] for row in table]))
    return found


def camelot_hybrid(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """camelot with the flavour that did best on these tables."""
    camelot: Any = importlib.import_module("camelot")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = camelot.read_pdf(str(path), pages=",".join(map(str, pages)), flavor="hybrid")
    return [FoundTable(int(t.page), [list(map(str, row)) for row in t.df.values.tolist()]) for t in tables]


def img2table_finder(path: Path, pages: Sequence[int]) -> list[FoundTable]:
    """img2table on the PDF's own text."""
    document: Any = importlib.import_module("img2table.document")
    pdf = document.PDF(str(path), pages=[p - 1 for p in pages])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        by_page = pdf.extract_tables(implicit_rows=True, borderless_tables=True)
    return [
        FoundTable(page + 1, [[str(c or "") for c in row] for row in t.df.values.tolist()])
        for page, tables in by_page.items()
        for t in tables
    ]


PEERS: dict[str, Finder] = {
    "pdfplumber lines": pdfplumber_lines,
    "pdfplumber text": pdfplumber_text,
    "camelot hybrid": camelot_hybrid,
    "img2table": img2table_finder,
}

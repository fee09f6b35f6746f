"""The data set of the ICDAR 2013 table competition: 67 PDFs whose tables are known cell by cell."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from eval.adjacency import PlacedCell, Relation, cells_to_relations

SETTING = "BELAGG_ICDAR"
HOW_TO_GET = (
    "set BELAGG_ICDAR (or --icdar) to a folder with the ICDAR 2013 competition set: PDFs with *-str.xml beside them, "
    "such as src/test/resources/technology/tabula/icdar2013-dataset of github.com/tabulapdf/tabula-java"
)


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A PDF of the set with the true relations of its tables."""

    pdf: Path
    relations: Counter[Relation]
    tables: int

    @property
    def name(self) -> str:
        """Such as `eu-001`; the half before the dash is where the document is from."""
        return self.pdf.stem


def icdar_folder(given: Path | None) -> Path | None:
    """The folder that was named on the command line or in the setting, when it is there."""
    named = given or (Path(os.environ[SETTING]) if os.environ.get(SETTING) else None)
    return named if named is not None and named.is_dir() else None


def load_documents(folder: Path) -> list[KnownDocument]:
    """All PDFs under the folder that have a truth, by name."""
    found = {}
    for pdf in sorted(folder.rglob("*.pdf")):
        truth = pdf.with_name(f"{pdf.stem}-str.xml")
        if truth.is_file():
            found[pdf.stem] = _load_document(pdf, truth)
    return [found[name] for name in sorted(found)]


def _load_document(pdf: Path, truth: Path) -> KnownDocument:
    relations: Counter[Relation] = Counter()
    tables = 0
    for page, cells in _regions(truth):
        relations += cells_to_relations(page, cells)
        tables += 1
    return KnownDocument(pdf, relations, tables)


def _regions(truth: Path) -> Iterator[tuple[int, list[PlacedCell]]]:
    """Each region (the part of a table on one page) by itself, since no finder joins tables over pages."""
    # The set is a download of the user's own choice; entity bombs are refused by expat's own limits.
    for region in ElementTree.parse(truth).getroot().iter("region"):
        yield int(region.get("page", "0")), [_cell(cell) for cell in region.iter("cell")]


def _cell(cell: ElementTree.Element) -> PlacedCell:
    row, column = int(cell.get("start-row", "0")), int(cell.get("start-col", "0"))
    last_row, last_column = int(cell.get("end-row", row)), int(cell.get("end-col", column))
    return PlacedCell(cell.findtext("content") or "", row, column, last_row, last_column)

"""Compare the cells read from a PDF with those read from a text extract of it: `python -m eval.extract_cells PDF …`.

The PDF's geometry shows what stands under what, so its reading is the reference. The dangerous cell is the one that
the extract has in the same row with the same number, but under another column: it answers a question it must not.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from eval.typeset.extractors import extractors
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.records import Cell, CellState, Report


class Verdict(StrEnum):
    SAME = "same"
    MEANING = "meaning"
    """The column has the same words, but another kind, period or unit."""
    MOVED = "moved"
    """In the same row under another column, or under a name that another number of the row has as well."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of the PDF and what became of it in the extract."""

    verdict: Verdict
    cell: Cell
    other: Cell | None
    """The cell of the extract that is nearest; None where the row has no such number."""

    def __str__(self) -> str:
        told = (
            f"{self.verdict} p. {self.cell.page_index}: {'/'.join(self.cell.row_path)} | {_named(self.cell)}"
        )
        return f"{told} = {self.cell.text!r}" + (f" -> {_named(self.other)}" if self.other else "")


def _named(cell: Cell) -> str:
    period = str(cell.period) if cell.period is not None else None
    return f"{' > '.join(cell.column_path)} [{cell.kind}, {period}, {cell.unit}]"


def compare_cells(pdf: Report, extract: Report) -> Iterator[Compared]:
    """Every figure of the PDF's tables that has a row label and a column name, with what the extract makes of it."""
    found: dict[tuple[int, Decimal], list[_Found]] = {}
    for number, table in enumerate(extract.tables):
        repeated = _repeated(table.cells)
        for cell in table.cells:
            if cell.number is not None:
                one = _Found(cell, number, (cell.row, cell.column_path) in repeated)
                found.setdefault((cell.page_index, cell.number), []).append(one)
    for table in pdf.tables:
        for cell in table.cells:
            if cell.number is not None and cell.row_path and any(cell.column_path):
                yield _compare(cell, found.get((cell.page_index, cell.number), []))


@dataclass(frozen=True, slots=True)
class _Found:
    cell: Cell
    table: int
    ambiguous: bool
    """Another number of the row has the same column path."""


def _repeated(cells: Sequence[Cell]) -> set[tuple[int, tuple[str, ...]]]:
    numbers: dict[tuple[int, tuple[str, ...]], set[Decimal]] = {}
    for cell in cells:
        if cell.state is CellState.NUMBER and cell.number is not None:
            numbers.setdefault((cell.row, cell.column_path), set()).add(cell.number)
    return {key for key, values in numbers.items() if len(values) > 1}


def _compare(cell: Cell, candidates: Sequence[_Found]) -> Compared:
    in_row = [one for one in candidates if _same_row(cell, one.cell)]
    ranked = sorted(in_row, key=lambda one: _RANK[_verdict(cell, one)])
    if not ranked:
        return Compared(Verdict.MISSING, cell, None)
    return Compared(_verdict(cell, ranked[0]), cell, ranked[0].cell)


_RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}


def _verdict(cell: Cell, one: _Found) -> Verdict:
    if one.ambiguous:
        return Verdict.MOVED
    other = one.cell
    alike = (cell.kind, cell.period, cell.unit) == (other.kind, other.period, other.unit)
    if _flat(cell.column_path) == _flat(other.column_path) or _words(cell) == _words(other):
        return Verdict.SAME if alike else Verdict.MEANING
    own, others = _words(cell), _words(other)
    near = len(own & others) * 2 >= max(len(own), len(others))
    return Verdict.SAME if alike and near else Verdict.MOVED


def _same_row(cell: Cell, other: Cell) -> bool:
    if not other.row_path:
        return False
    a, b = _flat(cell.row_path[-1:]), _flat(other.row_path[-1:])
    return bool(a and b) and (a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a))


def _flat(path: Sequence[str]) -> str:
    return re.sub(r"[\s\-\u00ad\u2010-\u2013\u2212*]+", "", "".join(path)).casefold()


def _words(cell: Cell) -> frozenset[str]:
    return frozenset(re.findall(r"\w+|%", " ".join(cell.column_path).casefold()))


def count_verdicts(compared: Sequence[Compared]) -> Counter[Verdict]:
    """How many figures there are of each verdict."""
    return Counter(one.verdict for one in compared)


def compare_file(pdf: Path, tool: str) -> list[Compared]:
    """The figures of a PDF against those of the extract that a tool makes of it."""
    with tempfile.TemporaryDirectory() as folder:
        extract = Path(folder) / f"{pdf.stem}.txt"
        extract.write_text(extractors()[tool](pdf), encoding="utf-8")
        return list(compare_cells(read_report(pdf, Limits()), read_report(extract, Limits())))


def main() -> None:
    """Print the verdicts of every file, and with `--wrong` each figure that is not the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", type=Path, nargs="+")
    parser.add_argument("--tool", default="pypdf", choices=sorted(extractors()))
    parser.add_argument("--wrong", action="store_true", help="list the figures that are not the same")
    options = parser.parse_args()
    for pdf in options.pdf:
        compared = compare_file(pdf, options.tool)
        counts = count_verdicts(compared)
        print(f"{pdf.name:60} " + "  ".join(f"{verdict} {counts[verdict]}" for verdict in Verdict))
        if options.wrong:
            print("\n".join(str(one) for one in compared if one.verdict is not Verdict.SAME))


if __name__ == "__main__":
    main()

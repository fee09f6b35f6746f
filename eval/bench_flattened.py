"""Score the tables read from text extracts against ground truth: `python -m eval.bench_flattened [--misses]`.

Two measures: numeric cells of the known tables with the right row label, column header and page, and the cells
that the known questions ask for, which must stand in a grid on the right page. `--tools` makes extracts of the same
report's PDF with common tools and takes the first measure of each.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.typeset.extractors import extractors
from ingest.limits import Limits
from ingest.records import Draft, Grid
from ingest.swedish_numbers import parse_number
from ingest.txt_draft import read_txt, text_to_draft

KNOWN = "delarsrapport-2025-08"
CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[2] / "shared"))


@dataclass(frozen=True, slots=True)
class GridFact:
    """A cell of a grid as the bench compares it."""

    page: str
    row: str
    column: str
    """The whole header path, outermost first."""
    text: str
    table: int


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    asked: int
    misses: tuple[str, ...]

    def __str__(self) -> str:
        share = 100 * self.right / self.asked if self.asked else 0.0
        return f"{self.right}/{self.asked} ({share:.1f} %)"


def flat(text: str) -> str:
    """Text without white space and hyphens: what must agree exactly."""
    return re.sub(r"[\s\-\u2010\u2011\u2012\u2013\u2212]+", "", text)


def number_text(text: str) -> str:
    """A cell's text without spaces, every minus alike."""
    return re.sub(r"\s+", "", text).translate({0x2212: "-", 0x2013: "-"})


def grid_facts(draft: Draft) -> list[GridFact]:
    """Every body cell of every grid."""
    labels = {page.index: page.label for page in draft.pages}
    return [
        GridFact(labels[cell.page_index], _row_label(row_cells), header_path(grid, column), cell.text, table)
        for table, grid in enumerate(draft.grids)
        for row_cells in (list(row.cells) for row in grid.rows)
        for column, cell in enumerate(row_cells)
        if cell is not None and column
    ]


def _row_label(cells: list[Any]) -> str:
    return cells[0].text if cells and cells[0] is not None else ""


def header_path(grid: Grid, column: int) -> str:
    """The texts above a column, outermost first; a spanning header counts for all its columns."""
    texts: list[str] = []
    for row in grid.header:
        place = column
        while row.cells[place] is None and place > 0:
            place -= 1
        cell = row.cells[place]
        if cell is not None and cell.text and cell.text not in texts:
            texts.append(cell.text)
    return " ".join(texts)


def score_tables(facts: list[GridFact], tables: list[dict[str, Any]]) -> Score:
    """Numeric cells of the known tables that a grid holds on the same page under the same labels."""
    known = {(fact.page, flat(fact.row), flat(fact.column), number_text(fact.text)) for fact in facts}
    right, asked, misses = 0, 0, []
    for table in tables:
        paths = true_paths(table["header"])
        for row in table["rows"]:
            for column, text in enumerate(row):
                if not column or not re.search(r"\d", text):
                    continue
                asked += 1
                if (str(table["page"]), flat(row[0]), flat(paths[column]), number_text(text)) in known:
                    right += 1
                else:
                    misses.append(
                        f"{table['id']} p. {table['page']}: {row[0]!r} / {paths[column]!r} = {text!r}"
                    )
    return Score(right, asked, tuple(misses))


def true_paths(header: list[list[str]]) -> list[str]:
    paths = []
    for column in range(len(header[-1])):
        texts: list[str] = []
        for level, row in enumerate(header):
            text = row[column]
            if not text and level < len(header) - 1 and column:
                text = next((row[place] for place in range(column, 0, -1) if row[place]), "")
            if text and text not in texts:
                texts.append(text)
        paths.append(" ".join(texts))
    return paths


def score_questions(drafts: dict[str, list[GridFact]], questions: list[dict[str, Any]]) -> Score:
    """Cells that the questions ask for: right document, page, row and column, and the value where it is a lookup."""
    right, asked, misses = 0, 0, []
    for question in questions:
        if not question.get("table") or question["doc"] not in drafts:
            continue
        for row, column, value in _asked_cells(question):
            asked += 1
            if any(_answers(fact, row, column, value, question["pages"]) for fact in drafts[question["doc"]]):
                right += 1
            else:
                misses.append(
                    f"{question['id']} {question['doc']} p. {question['pages']}: {row!r} / {column!r} = {value}"
                )
    return Score(right, asked, tuple(misses))


def _asked_cells(question: dict[str, Any]) -> Iterator[tuple[str, str, Decimal | None]]:
    rows, columns = question["row"].split("; "), question["column"].split("; ")
    lone = len(rows) == len(columns) == 1 and question["type"] != "computed"
    looked_up = lone and question["value"] is not None
    for row in rows:
        for column in columns:
            yield row, column, Decimal(str(question["value"])) if looked_up else None


def _answers(fact: GridFact, row: str, column: str, value: Decimal | None, pages: list[str]) -> bool:
    if fact.page not in pages or flat(row) != flat(fact.row) or not flat(fact.column).endswith(flat(column)):
        return False
    number = _leading_number(fact.text)
    return number is not None and (value is None or number == value)


def _leading_number(text: str) -> Decimal | None:
    """The number of a cell, words of its unit left aside: "877 patienter"."""
    words = text.split()
    for count in range(len(words), 0, -1):
        number = parse_number(" ".join(words[:count]))
        if number is not None:
            return number.value
    return None


def known_tables() -> list[dict[str, Any]]:
    """The known tables of the one report that has some."""
    tables: list[dict[str, Any]] = json.loads(
        (CORPUS / "tables" / f"{KNOWN}.json").read_text(encoding="utf-8")
    )
    return tables


def print_extract(tool: str, *, misses: bool) -> None:
    """Print how the known tables are read from an extract that a tool makes of the PDF."""
    draft = text_to_draft(extractors()[tool](CORPUS / "corpus" / "pdf" / f"{KNOWN}.pdf"), Limits())
    facts = grid_facts(draft)
    tables = known_tables()
    score = score_tables(facts, tables)
    print(
        f"{tool:17} numeric cells {score}; grids {len(draft.grids)}; numbers not true {invented(facts, tables)}"
    )
    if misses:
        print("\n".join([*score.misses, ""]))


def invented(facts: list[GridFact], tables: list[dict[str, Any]]) -> int:
    """Numeric cells on a page with known tables whose number stands in none of them: glued or cut figures."""
    true: dict[str, set[str]] = {}
    for table in tables:
        numbers = true.setdefault(str(table["page"]), set())
        numbers |= {number_text(text) for row in table["rows"] for text in row}
    return sum(
        fact.page in true
        and parse_number(fact.text) is not None
        and number_text(fact.text) not in true[fact.page]
        for fact in facts
    )


def main() -> None:
    """Print both scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every cell that is missing")
    parser.add_argument(
        "--tools", nargs="*", metavar="TOOL", help="extracts by these tools; all without a name"
    )
    args = parser.parse_args()
    if args.tools is not None:
        for tool in args.tools or extractors():
            print_extract(tool, misses=args.misses)
        return
    started = time.perf_counter()
    drafts = {
        path.name[:3]: read_txt(path, Limits()) for path in sorted((CORPUS / "corpus" / "txt").glob("*.txt"))
    }
    took = time.perf_counter() - started
    facts = {name: grid_facts(draft) for name, draft in drafts.items()}
    tables = known_tables()
    lines = (CORPUS / "qa" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    by_table = score_tables(facts["001"], tables)
    by_question = score_questions(facts, [json.loads(line) for line in lines if line])
    print(
        f"read in {took:.1f} s; grids: "
        + ", ".join(f"{name} {len(draft.grids)}" for name, draft in drafts.items())
    )
    print(f"numeric cells of the known tables: {by_table}")
    print(f"cells asked for by the questions:  {by_question}")
    if args.misses:
        print("\n".join(["", *by_table.misses, "", *by_question.misses]))


if __name__ == "__main__":
    main()

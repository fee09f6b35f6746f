"""Measure what ingest makes of cells: units against known tables, and one cell for every known question.

Run `python -m eval.bench_meaning`; the corpus is looked for beside the checkout or where BELAGG_CORPUS says.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.doc_names import read_doc_names
from ingest.errors import ImageOnlyFileError
from ingest.figure_kinds import find_kind
from ingest.limits import Limits
from ingest.periods import compatible, parse_period
from ingest.reader import read_report
from ingest.records import Cell, CellState, Report
from ingest.swedish_numbers import parse_number
from ingest.units import find_unit, money_factor
from ingest.vocabulary_files import flat_space

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[2] / "shared"))
CELL_TYPES = frozenset({"lookup", "period", "ambiguous", "followup"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for, and what was amiss; empty when all was right."""

    name: str
    amiss: str


def main(argv: Sequence[str] | None = None) -> int:
    """Print how many cells of the known tables have the right unit and how many questions find their cell."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_meaning", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument(
        "--doc-name",
        action="append",
        default=[],
        metavar="DOC=PREFIX",
        help="which PDF stands for a suite's doc prefix, or a TOML file of such pairs",
    )
    arguments = parser.parse_args(argv)
    reports = list(_read_corpus())
    for report in reports:
        print(f"{report.source}: {report.title} | {report.publisher} | {report.kind} | {report.period}")
    for title, findings in _measurements(reports, read_doc_names(arguments.doc_name)):
        right = sum(not finding.amiss for finding in findings)
        print(f"{title}: {right}/{len(findings)} = {right / max(len(findings), 1):.1%}")
        if arguments.misses:
            for finding in findings:
                if finding.amiss:
                    print(f"  {finding.name}: {finding.amiss}")
    return 0


def _read_corpus() -> Iterator[Report]:
    for path in sorted(
        [*(CORPUS / "corpus" / "txt").glob("*.txt"), *(CORPUS / "corpus" / "pdf").glob("*.pdf")]
    ):
        started = time.perf_counter()
        try:
            report = read_report(path, Limits())
        except ImageOnlyFileError as error:
            print(f"not read: {path.name}: {error}")
            continue
        print(
            f"{time.perf_counter() - started:6.2f} s  {len(report.pages)} pages  {len(report.tables)} tables  {path.name}"
        )
        yield report


def _measurements(reports: Sequence[Report], names: Mapping[str, str]) -> Iterator[tuple[str, list[Finding]]]:
    for path in sorted((CORPUS / "tables").glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        for report in reports:
            if Path(report.source).stem == path.stem:
                yield f"units of known tables, {report.source}", list(unit_findings(report, known))
    questions = [
        json.loads(line)
        for line in (CORPUS / "qa" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        if line
    ]
    for suffix, mapping in ((".txt", {}), (".pdf", names)):
        findings = list(_question_findings(reports, questions, suffix, mapping))
        yield f"a cell for every question, {suffix}", findings


def unit_findings(report: Report, known: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """For every figure of the known tables: is it a cell with the known unit?"""
    for table in known:
        cells = [
            cell for one in report.tables for cell in one.cells if int(table["page"]) in one.page_indexes
        ]
        for row in table["rows"]:
            for column, text in enumerate(row[1:], 1):
                number = parse_number(text)
                if number is None:
                    continue
                wanted = number.unit or _known_unit(table["unit"], row[0])
                if wanted is None and table["unit"].startswith("se cellerna"):
                    continue
                fitting = [
                    cell
                    for cell in cells
                    if flat_space(cell.text) == flat_space(text) and _names(cell, row[0])
                ]
                name = f"{table['id']} {row[0][:40]!r} {column} {text!r}"
                if not fitting:
                    yield Finding(name, "no such cell")
                else:
                    units = {cell.unit for cell in fitting}
                    yield Finding(name, "" if wanted in units else f"{units} instead of {wanted}")


def _known_unit(stated: str, label: str) -> str | None:
    """The unit that the known table states; "antal resor" is antal."""
    if stated.startswith("se cellerna"):
        return find_unit(label)
    return "antal" if stated.startswith("antal") else find_unit(stated)


def _names(cell: Cell, label: str) -> bool:
    return not label or flat_space(label) in {flat_space(one) for one in cell.row_path}


def _question_findings(
    reports: Sequence[Report], questions: Sequence[dict[str, Any]], suffix: str, names: Mapping[str, str]
) -> Iterator[Finding]:
    for question in questions:
        pages = question["pages"]
        if (
            question["type"] not in CELL_TYPES
            or not question.get("row")
            or ";" in (question.get("column") or "")
        ):
            continue
        if suffix == ".pdf" and all(page.startswith("Bilaga") for page in pages):
            continue
        report = _report_of(reports, names.get(question["doc"], question["doc"]), suffix)
        if report is not None:
            yield Finding(f"{question['id']} {question['question'][:60]}", amiss_with(report, question))


def _report_of(reports: Sequence[Report], prefix: str, suffix: str) -> Report | None:
    names = [
        report for report in reports if report.source.startswith(prefix) and report.source.endswith(suffix)
    ]
    return (
        names[0] if len(names) == 1 else next((one for one in names if Path(one.source).stem == prefix), None)
    )


def amiss_with(report: Report, question: dict[str, Any]) -> str:
    """What the best cell for a question lacks; empty when number, unit, period, kind and page are right."""
    value = Decimal(str(question["value"]))
    cells = [
        cell
        for table in report.tables
        for cell in table.cells
        if cell.state is CellState.NUMBER
        and cell.page in question["pages"]
        and _same_amount(cell, value, question["unit"])
    ]
    if not cells:
        near = [cell for table in report.tables for cell in table.cells if cell.number == value]
        return f"no cell; elsewhere {[(cell.page, cell.unit, cell.row_path[-1:]) for cell in near][:3]}"
    return min((_lacks(cell, question, report) for cell in cells), key=len)


def _same_amount(cell: Cell, value: Decimal, unit: str | None) -> bool:
    if cell.number is None:
        return False
    if cell.unit == unit:
        return cell.number == value
    factor = money_factor(cell.unit, unit) if cell.unit is not None and unit is not None else None
    return factor is not None and cell.number * factor == value


def _lacks(cell: Cell, question: dict[str, Any], report: Report) -> str:
    amiss = []
    wanted = parse_period(question["period"] or "", report.period)
    if wanted is not None and (cell.period is None or not compatible(cell.period, wanted)):
        amiss.append(f"period {cell.period} instead of {wanted}")
    kind = find_kind(question["column"] or "")
    if kind is not None and cell.kind is not kind:
        amiss.append(f"kind {cell.kind} instead of {kind}")
    label = flat_space(question["row"]).casefold()
    if not any(
        label in flat_space(one).casefold() or flat_space(one).casefold() in label for one in cell.row_path
    ):
        amiss.append(f"row {cell.row_path} instead of {question['row']!r}")
    return "; ".join(amiss)


if __name__ == "__main__":
    raise SystemExit(main())

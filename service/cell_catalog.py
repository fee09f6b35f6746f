"""Every row with figures of the library, ready to be matched with a question's words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from ingest.periods import Period, find_periods
from ingest.records import Cell, FigureKind, Table
from service.word_tables import stems_of, word_table

# What a word is worth by where it stands: the row's own label says most, the report's title least.
# Set by hand, then kept: moving any of them by 0.1 changed no answer of the development suite for the better.
LABEL, PARENT, COLUMN, CAPTION, SECTION, TITLE = 1.0, 0.9, 0.9, 0.85, 0.75, 0.5
BEFORE = 0.65  # a short line right above a table names it
BEFORE_LONG = 0.4  # a paragraph above it speaks of more than the table
SHORT_BEFORE = 90  # characters
LEADING = 0.6  # "Totalt antal resor" above its parts
ADDED_UP = 0.85  # "Summa nettokostnad" under its parts says as much of them as a caption would
OTHER_ROW = 0.3  # what another row of the table is about, where it stands around this one
SUBJECT = 0.7  # what the whole report is about ("den politiska organisationen") goes for each of its tables
PUBLISHER = 0.75  # "hamnen" in the report of a harbour's company: it says whose, as a heading would
SUBJECT_ELSEWHERE = (
    0.45  # … but what labels rows or columns is told there; 0 lost figures whose table doesn't say it again
)
SECTION_STEP = 0.1  # each level further up in the section path says less


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a reading needs to know of the report that it stands in."""

    id: str
    source: str
    title: str
    publisher: str | None
    kind: str | None
    period: Period | None
    subject: tuple[str, ...] = ()
    """Stems of what the report as a whole is about, where its title does not say it."""
    body: str | None = None
    """The body whose report it is, where most of it speaks of one."""
    superseded: bool = False
    """Whether a revised report has taken its place."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the business that a table may be about, as a row of scopes.toml."""

    words: tuple[str, ...]
    asked: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class TableEntry:
    table: Table
    report: ReportFacts
    strengths: Mapping[str, float]
    """Stems of caption, first header cell, section and title, with the worth of their place."""
    columns: Mapping[int, Mapping[str, float]]
    scopes: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class RowEntry:
    entry: TableEntry
    row: int
    strengths: Mapping[str, float]
    """The table's strengths with those of the row path over them."""
    label: tuple[str, ...]
    """Stems of the row's own label."""
    cells: tuple[Cell, ...]
    """The row's cells that hold a number."""
    body: str | None
    per: frozenset[str] = frozenset()
    """Stems of what the row's figure is divided by ("kg per invånare")."""
    short: frozenset[str] = frozenset()
    """Stems of the abbreviation that the label gives in brackets: who says it names the row."""


class CellTime(NamedTuple):
    """The time of a cell as it and its table tell it, and that of its report, with the report's publisher."""

    own: Period | None
    report: Period | None
    publisher: str | None

    @property
    def year(self) -> int | None:
        """The year that it ends in."""
        told = self.own or self.report
        return told.end[0] if told is not None else None


@dataclass(slots=True)
class CellCatalog:
    """The rows of all reports, found by stem or by body."""

    rows: list[RowEntry] = field(default_factory=list)
    _by_stem: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_body: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_own_body: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_time: dict[int | None, dict[CellTime, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(
        self, report: ReportFacts, tables: Iterable[Table], before: Mapping[str, str] | None = None
    ) -> None:
        """Take in the tables of a report; `before` gives by table id the text right above it."""
        tables = list(tables)
        ambient = ambient_subject(report, tables)
        for table in tables:
            entry = table_to_entry(table, report, (before or {}).get(table.id, ""), ambient)
            for row in entry_rows(entry):
                number = len(self.rows)
                self.rows.append(row)
                for term in row.strengths.keys() | {
                    term for column in entry.columns.values() for term in column
                }:
                    self._by_stem[term].append(number)
                for body in {cell.body for cell in row.cells if cell.body}:
                    self._by_body[body].append(number)
                for time in {_cell_time(cell, table, report) for cell in row.cells}:
                    self._by_time[time.year][time].append(number)
                if report.body is not None:
                    self._by_own_body[report.body].append(number)

    def with_any(self, terms: Iterable[str]) -> set[int]:
        """Numbers of the rows that have any of the stems, in label, headers or around."""
        return {number for term in terms for number in self._by_stem.get(term, ())}

    def of_bodies(self, bodies: Sequence[str]) -> set[int]:
        """Numbers of the rows about any of the bodies."""
        return {number for body in bodies for number in self._by_body.get(body, ())}

    def with_body(self) -> set[int]:
        """Numbers of the rows about any body."""
        return {number for numbers in self._by_body.values() for number in numbers}

    def of_own_reports(self, bodies: Sequence[str]) -> set[int]:
        """Numbers of the rows of reports that are any of the bodies' own."""
        return {number for body in bodies for number in self._by_own_body.get(body, ())}

    def of_any_time(self, fits: Callable[[CellTime], bool]) -> set[int]:
        """Numbers of the rows with a cell whose time fits."""
        return {number for year in self._by_time for number in self.of_time(year, fits)}

    def of_time(self, year: int | None, fits: Callable[[CellTime], bool]) -> set[int]:
        """Numbers of the rows with a cell of that year whose time fits."""
        times = self._by_time.get(year, {})
        return {number for time, numbers in times.items() if fits(time) for number in numbers}

    def texts(self) -> Iterable[Iterable[str]]:
        """The stems of each row, for the lexicon."""
        for row in self.rows:
            yield row.strengths.keys()
            yield [term for column in row.entry.columns.values() for term in column]


def ambient_subject(report: ReportFacts, tables: Iterable[Table]) -> frozenset[str]:
    """What a report is about, less what only some rows or columns of its tables are about: that goes for those alone.

    What the title, the file's name or the publisher says goes for all of it, whatever row says it again.
    """
    whole = set(stems_of(f"{report.title} {report.source} {report.publisher or ''} {report.body or ''}"))
    own = {
        term
        for table in tables
        for path in {cell.row_path[-1:] for cell in table.cells} | {cell.column_path for cell in table.cells}
        for part in path
        for term in stems_of(part)
    }
    return frozenset(term for term in report.subject if term in whole or term not in own)


def _cell_time(cell: Cell, table: Table, report: ReportFacts) -> CellTime:
    return CellTime(cell.period or table.period, report.period, report.publisher)


def table_to_entry(
    table: Table, report: ReportFacts, before: str = "", ambient: frozenset[str] | None = None
) -> TableEntry:
    """A table with the stems of all that is said around it; `ambient` are those of the subject that no row is about."""
    strengths: dict[str, float] = {}
    _put(strengths, before, BEFORE if len(before) <= SHORT_BEFORE else BEFORE_LONG)
    _put(strengths, f"{report.title} {report.kind or ''}", TITLE)
    _put(strengths, report.publisher or "", PUBLISHER)
    for term in report.subject:
        worth = SUBJECT if ambient is None or term in ambient else SUBJECT_ELSEWHERE
        strengths[term] = max(strengths.get(term, 0.0), worth)
    # A caption that is the last heading again ("Belopp i mnkr") leaves the one above it to name the table.
    headings = [heading for heading in table.section if heading != table.caption]
    for depth, heading in enumerate(reversed(headings)):
        _put(strengths, heading, max(TITLE, SECTION - depth * SECTION_STEP))
    _put(strengths, table.caption or "", CAPTION)
    for header in table.header:
        _put(strengths, header[0] if header else "", CAPTION)
    _put(strengths, _leading_label(table), LEADING)
    _put(strengths, _sum_measure(table), ADDED_UP)
    columns: dict[int, dict[str, float]] = defaultdict(dict)
    for cell in table.cells:
        if cell.column not in columns:
            for level in cell.column_path:
                _put(columns[cell.column], level, COLUMN)
    around = " ".join(
        [table.caption or "", *table.section, *(header[0] for header in table.header if header)]
    )
    return TableEntry(table, report, strengths, columns, scopes_of(f"{report.title} {around}"))


def _leading_label(table: Table) -> str:
    """The label of the first row where it is the total: it says what the rows below are parts of."""
    first = next((cell for cell in table.cells if cell.row == 0 and cell.row_path), None)
    counts = first is not None and (first.is_total or "antal" in first.row_path[-1].casefold())
    return first.row_path[-1] if first is not None and counts else ""


def _sum_measure(table: Table) -> str:
    """What the one sum below all rows says they are ("Summa nettokostnad"): "" where there are several sums, or none.

    A sum of things with names of their own ("Summa nämnder") says what the rows are, too.
    """
    sums = {cell.row: cell.row_path[-1] for cell in table.cells if cell.is_total and cell.row_path}
    last = max((cell.row for cell in table.cells), default=0)
    label = sums.get(last, "") if len(sums) == 1 else ""
    return _SUM_WORD.sub("", label)


_SUM_WORD = re.compile(r"^\W*(?:summa|s:a|totalt?|totala)\b", re.IGNORECASE)


def entry_rows(entry: TableEntry) -> Iterable[RowEntry]:
    """The rows of a table that hold a number, each with its words."""
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in entry.table.cells:
        if cell.number is not None and not _is_year(cell):
            by_row[cell.row].append(_of_months_said(cell, entry))
    around = _without_rows_names(entry, [cells[0].row_path for cells in by_row.values()])
    for row, cells in by_row.items():
        path = cells[0].row_path
        strengths = dict(around)
        label = path[-1] if path else ""
        # "Summa" under "Verksamhetens kostnader" is called so for short.
        stands_for_parent = _ONLY_TOTAL.fullmatch(label.strip()) is not None
        for parent in path[:-1]:
            _put(strengths, parent, LABEL if stands_for_parent and parent == path[-2] else PARENT)
        _put(strengths, label, LABEL)
        body = next((cell.body for cell in cells if cell.body), None)
        named = stems_of(_ASIDE.sub(" ", label)) or stems_of(label)
        per = frozenset(term for match in _PER.finditer(label) for term in stems_of(match["what"]))
        short = frozenset(term for match in _SHORT.finditer(label) for term in stems_of(match[1]))
        yield RowEntry(entry, row, strengths, tuple(dict.fromkeys(named)), tuple(cells), body, per, short)


def _without_rows_names(entry: TableEntry, paths: Sequence[Sequence[str]]) -> dict[str, float]:
    """What is said around a table, less of it where it is about one of the rows: a report that speaks much of home care
    says so of its row, not of the schools above it."""
    names = {stems[0] for path in paths if path and len(stems := stems_of(path[-1])) == 1}
    return {
        term: min(worth, OTHER_ROW) if worth <= SUBJECT and term in names else worth
        for term, worth in entry.strengths.items()
    }


def _of_months_said(cell: Cell, entry: TableEntry) -> Cell:
    """Under a caption that says the report's months ("Insatser januari–augusti") a column of a year is of those months."""
    report, period = entry.report.period, cell.period
    if report is None or period is None or report.is_year or not period.is_year:
        return cell
    if cell.kind not in (FigureKind.OUTCOME, None) or not _YEAR_ONLY.fullmatch(
        " ".join(cell.column_path[-1:])
    ):
        return cell
    said = _months_said(entry.table.caption or "", report.end[0])
    if said is None or said != report:
        return cell
    return replace(cell, period=report.moved(period.end[0] - report.end[0]))


_YEAR_ONLY = re.compile(r"\s*(?:utfall )?(?:19|20)\d\d\s*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _months_said(caption: str, year: int) -> Period | None:
    """The months that a caption names without a year, taken to be of `year`.

    >>> str(_months_said("Insatser januari-augusti", 2031)), _months_said("Insatser 2031", 2031)
    ('2031-01/2031-08', None)
    """
    found = [one for one in find_periods(caption, year) if not one.year_given]
    return found[0].period if len(found) == 1 else None


def _is_year(cell: Cell) -> bool:
    """Whether a cell tells a year, as under "Klart år": a time, not a figure."""
    header = " ".join(cell.column_path[-1:]).casefold()
    return (
        _YEAR_HEADER.search(header) is not None
        and re.fullmatch(r"(?:19|20)\d\d", cell.text.strip()) is not None
    )


_YEAR_HEADER = re.compile(r"\bår\b|\bårtal\b|\w+år\b|klar\b|färdig")

_PER = re.compile(r"(?:\bper |(?<=\w)(?<!wh)/)(?P<what>\w+)", re.IGNORECASE)
"""Energy is hardly ever told but per area: who asks for it need not say so."""
_ONLY_TOTAL = re.compile(r"(?:summa|totalt?|s:a|delsumma)\W*", re.IGNORECASE)

_ASIDE = re.compile(r"\([^)]*\)")
"""What stands in brackets explains a label; nobody needs to ask for it."""
_SHORT = re.compile(r"\(([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4}[A-ZÅÄÖ])\)")


def _put(strengths: dict[str, float], text: str, worth: float) -> None:
    for term in stems_of(text):
        strengths[term] = max(strengths.get(term, 0.0), worth)


def scopes_of(text: str) -> tuple[Scope, ...]:
    """The parts of the business that a caption or heading limits a table to.

    >>> [scope.why for scope in scopes_of("Förtroendemannabudget, tkr")]
    ['budgeten för de förtroendevalda']
    """
    plain = text.casefold()
    return tuple(scope for scope in all_scopes() if any(word in plain for word in scope.words))


def all_scopes() -> tuple[Scope, ...]:
    """The rows of scopes.toml."""
    return tuple(
        Scope(tuple(row["words"]), tuple(row["asked"]), row["why"]) for row in word_table("scopes")["scope"]
    )

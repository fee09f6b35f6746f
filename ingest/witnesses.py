"""Arithmetic as a witness: sums over rows and differences between columns that a table keeps or breaks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.records import Check, Gap
from ingest.row_paths import exponent

Figures = Sequence[Sequence[Decimal | None]]
"""Rows of figures; column 0 is the label column and holds None."""

WELL_SUPPORTED = 0.7
"""Part of the rows that must keep a rule before it is listed: a rule seen by chance in random columns holds in under
a third of them, true ones with rounding and misprints in over 0.8."""
ANNOUNCED_SUPPORT = 0.6
"""The same for the columns of a row that says it is a total: the sum is meant, so one column in three may be misprinted.
At a half, runs that fit two columns of four by chance were listed."""
FEWEST_ROWS = 2
"""A rule that one row keeps may be chance."""
EXACT = Decimal("1.01")
"""Units of the last printed digit: two rounded operands and a rounded result can be one off."""
NEAR = Decimal("2.01")
"""Up to here a gap is rounding of a kind; beyond it the row fails."""


@dataclass(slots=True)
class _Tally:
    needed: int
    holds: int = 0
    almost: int = 0
    gaps: tuple[Gap, ...] = ()
    telling: set[tuple[Decimal, ...]] = field(default_factory=set)
    """The different sets of operands that keep the rule with no nought among them, so that they say something."""

    def add(self, found: Gap, off: Decimal, step: Decimal, operands: tuple[Decimal, ...]) -> None:
        """A cell that is `off` by so much beyond rounding; `step` is a unit of its last digit."""
        if off <= EXACT * step:
            self.holds += 1
        elif off <= NEAR * step:
            self.almost += 1
        else:
            self.gaps = (*self.gaps, found)
        if off <= NEAR * step and all(operands):
            self.telling.add(operands)

    def to_check(self, rule: str, support: float = WELL_SUPPORTED) -> Check | None:
        all_rows = self.holds + self.almost + len(self.gaps)
        if len(self.telling) < self.needed or self.holds + self.almost < support * all_rows:
            return None
        rows = tuple(dict.fromkeys(gap.row for gap in self.gaps))
        return Check(rule, self.holds, self.almost, len(self.gaps), rows, self.gaps)


def find_checks(figures: Figures, totals: Sequence[int] = ()) -> tuple[Check, ...]:
    """The rules that the figures keep well enough to be meant, with the rows that break them.

    `totals` are the rows that say they are totals.

    >>> table = [[None, Decimal(-5), Decimal(-7), Decimal(2)], [None, Decimal(8), Decimal(5), Decimal(3)],
    ...          [None, Decimal(3), Decimal(-2), Decimal(5)]]
    >>> for check in find_checks(table, totals=[2]):
    ...     print(check.rule, check.holds, check.fails)
    column 1 - column 2 = column 3 3 0
    row 2 = sum of rows 0-1 3 0
    """
    return column_checks(figures) + row_checks(figures, totals)


REACH = 8
"""Columns between a result and its operands; the widest group seen is seven ("Budget, Utfall …" with their sum)."""


def column_checks(figures: Figures) -> tuple[Check, ...]:
    """The rules that pairs of columns keep, as checks."""
    return tuple(rule.check for rule in column_rules(figures))


def column_rules(figures: Figures) -> tuple[ColumnRule, ...]:
    """Differences and sums of two columns that give a third.

    The third mostly stands to their right, so that is tried first; a column that a rule explains is no operand of
    another one, else every copy of a column would give rules of its own.
    """
    width = max((len(row) for row in figures), default=0)
    rules: dict[int, ColumnRule] = {}
    used: set[int] = set()
    to_the_right = [(result, range(max(1, result - REACH), result)) for result in range(3, width)]
    anywhere = [
        (result, range(max(1, result - REACH), min(width, result + REACH + 1))) for result in range(1, width)
    ]
    for result, columns in to_the_right + anywhere:
        if result in rules or result in used:
            continue
        rule = _best_rule(figures, [one for one in columns if one != result and one not in rules], result)
        if rule is not None:
            rules[result] = rule
            used.update((rule.one, rule.other))
    return tuple(rules[result] for result in sorted(rules))


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """Two columns that give a third."""

    one: int
    other: int
    result: int
    check: Check

    def rank(self) -> tuple[int, int, int]:
        """Better kept, then nearer to the result."""
        distance = abs(self.result - self.one) + abs(self.result - self.other)
        return self.check.holds - 2 * self.check.fails, -self.check.almost, -distance


def _best_rule(figures: Figures, operands: Sequence[int], result: int) -> ColumnRule | None:
    best: ColumnRule | None = None
    for one in operands:
        for other in operands:
            for sign, symbol in ((-1, "-"), (1, "+")):
                if one == other or (sign == 1 and one > other):
                    continue
                text = f"column {one} {symbol} column {other} = column {result}"
                check = _tally(figures, one, other, result, sign).to_check(text)
                if check is not None:
                    rule = ColumnRule(one, other, result, check)
                    best = rule if best is None or rule.rank() > best.rank() else best
    return best


def _tally(figures: Figures, one: int, other: int, result: int, sign: int) -> _Tally:
    tally = _Tally(FEWEST_ROWS)
    for number, row in enumerate(figures):
        if max(one, other, result) >= len(row):
            continue
        first, second, third = row[one], row[other], row[result]
        if first is None or second is None or third is None:
            continue
        step = Decimal(1).scaleb(max(exponent(first), exponent(second), exponent(third)))
        computed = first + sign * second
        tally.add(Gap(number, result, computed, third), abs(computed - third), step, (first, second, third))
    return tally


@dataclass(frozen=True, slots=True)
class RowSum:
    """A row that adds up a run of rows above or below it."""

    total: int
    parts: tuple[int, ...]
    check: Check


def row_checks(figures: Figures, totals: Sequence[int]) -> tuple[Check, ...]:
    """The sums that total rows keep."""
    return tuple(one.check for one in row_sums(figures, totals))


def row_sums(
    figures: Figures, totals: Sequence[int], parts: Collection[int] = (), shares: Collection[int] = ()
) -> tuple[RowSum, ...]:
    """For every total row the run of rows right above it, else right below it, that it adds up.

    `parts` are "varav" rows, which are counted in the row above them already. `shares` are columns of shares and
    changes in per cent: where they add up they witness, where they don't they were not meant to.
    """
    found = []
    for total in totals:
        above = _run_sum(
            figures, total, set(totals), [row for row in range(total - 1, -1, -1) if row not in parts], shares
        )
        one = above or _run_sum(
            figures,
            total,
            set(totals),
            [row for row in range(total + 1, len(figures)) if row not in parts],
            shares,
        )
        if one is not None:
            found.append(one)
    return tuple(found)


def running_sums(
    figures: Figures, known: Sequence[RowSum], parts: Collection[int] = (), shares: Collection[int] = ()
) -> tuple[RowSum, ...]:
    """Sums that no label announces: "Verksamhetens resultat" is the subtotal above it and the rows since.

    Read from top to bottom, a row that adds up what was last left open takes its place, so subtotals count once.
    `known` are the sums of total rows; `parts` are "varav" rows, `shares` columns as for `row_sums`.

    >>> table = [[None, Decimal(a), Decimal(b)] for a, b in ((412, 389), (-987, -930), (-575, -541), (1288, 1270), (713, 729))]
    >>> [one.check.rule for one in running_sums(table, ())]
    ['row 2 = sum of rows 0-1', 'row 4 = sum of rows 2-3']
    """
    parts_of = {one.total: one.parts for one in known}
    open_rows: list[int] = []
    found = []
    for number, row in enumerate(figures):
        if number in parts or not any(value is not None for value in row):
            continue
        if number in parts_of:
            open_rows = [one for one in open_rows if one not in parts_of[number]]
        elif (one := _suffix_sum(figures, number, open_rows, shares)) is not None:
            found.append(one)
            open_rows = open_rows[: len(open_rows) - len(one.parts)]
        open_rows.append(number)
    return tuple(found)


MOST_OPEN = 25
"""Rows that a running sum is looked for in; a longer run of accounts has a subtotal."""
FEWEST_TELLING = 2
"""Columns that must show an unannounced sum; one may agree by chance."""
TELLING_AMOUNT = 100
"""Digits that tell: smaller figures add up by chance. Counted in units of the last printed digit."""


def _suffix_sum(
    figures: Figures, total: int, open_rows: Sequence[int], shares: Collection[int]
) -> RowSum | None:
    """The shortest run of open rows right above that adds up to a row in every column."""
    sums: list[Decimal] = [Decimal(0)] * len(figures[total])
    large = [
        value
        for value in figures[total]
        if value is not None and abs(value).scaleb(-exponent(value)) >= TELLING_AMOUNT
    ]
    if len(large) < FEWEST_TELLING:
        return None
    for count, row in enumerate(reversed(open_rows[-MOST_OPEN:]), start=1):
        sums = [value + (part or 0) for value, part in zip(sums, figures[row], strict=False)]
        if count < FEWEST_PARTS:
            continue
        added = tuple(open_rows[len(open_rows) - count :])
        tally = _sum_tally(sums, figures, total, count, shares)
        if not tally.gaps and len(tally.telling) >= FEWEST_TELLING:
            check = tally.to_check(f"row {total} = sum of rows {rows_to_text(added)}")
            return RowSum(total, added, check) if check is not None else None
    return None


def rows_to_text(rows: Sequence[int]) -> str:
    """Row numbers with runs drawn together.

    >>> rows_to_text([0, 1, 2, 5]), rows_to_text([3, 8])
    ('0-2, 5', '3, 8')
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


FEWEST_PARTS = 2
FEWEST_COLUMNS = 1
"""A long number that is the sum of several others is proof in one column; in a short one it may be chance."""


def _run_sum(
    figures: Figures, total: int, totals: set[int], rows: Iterable[int], shares: Collection[int]
) -> RowSum | None:
    """The longest run from a total outwards whose sums fit it; it ends at the next total."""
    best: RowSum | None = None
    sums: list[Decimal] = [Decimal(0)] * len(figures[total])
    added: list[int] = []
    for end in rows:
        if end in totals:
            break
        row = figures[end]
        if not any(value is not None for value in row):
            continue
        sums = [value + (part or 0) for value, part in zip(sums, row, strict=False)]
        added.append(end)
        if len(added) < FEWEST_PARTS:
            continue
        rule = f"row {total} = sum of rows {rows_to_text(sorted(added))}"
        check = _sum_tally(sums, figures, total, len(added), shares).to_check(rule, ANNOUNCED_SUPPORT)
        if check is not None and (best is None or check.holds >= best.check.holds):
            best = RowSum(total, tuple(sorted(added)), check)
    return best


def _sum_tally(
    sums: Sequence[Decimal], figures: Figures, row: int, parts: int, shares: Collection[int]
) -> _Tally:
    """How the sums of the columns agree with the figures of row number `row`."""
    tally = _Tally(FEWEST_COLUMNS)
    for column, (one, other) in enumerate(zip(sums, figures[row], strict=False)):
        if column == 0 or other is None:
            continue
        step = Decimal(1).scaleb(max(exponent(one), exponent(other)))
        # Each rounded part may be off by half a step.
        off = max(abs(one - other) - step * (parts - 1) / 2, Decimal(0))
        if off <= NEAR * step or column not in shares:
            tally.add(Gap(row, column, one, other), off, step, (one, other))
    return tally

"""What the sums and differences inside a table say of how it was read, for the user to see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from service.http_report_models import CheckBody, TableBody
from ui.check_wording import gap_to_words
from ui.html_views import plain_name

MOST_HELD = 5  # checks that hold are named up to here; those that fail are all named

_NUMBERS = re.compile(r"\d+")


def checks_to_text(checks: list[CheckBody]) -> str:
    """All checks counted together.

    >>> checks_to_text([CheckBody(rule="a", holds=9, fails=1), CheckBody(rule="b", holds=1, fails=0, almost=1)])
    'Kontrollräkning: 11 av 12 summor och skillnader i tabellen stämmer. 1 stämmer inte i rapporten.'
    >>> checks_to_text([])
    ''
    """
    holds = sum(check.holds + check.almost for check in checks)
    fails = sum(check.fails for check in checks)
    if not holds + fails:
        return ""
    text = f"Kontrollräkning: {holds} av {holds + fails} summor och skillnader i tabellen stämmer."
    return f"{text} {fails} stämmer inte i rapporten." if fails else text


def checks_to_html(table: TableBody) -> str:
    """The count, each figure that its own sum contradicts, and which sums hold."""
    told = checks_to_text(table.checks)
    if not told:
        return '<p class="b-status">Tabellen har inga summor att kontrollräkna.</p>'
    broken = [f'<li class="b-broken">{escape(line)}</li>' for line in gaps_to_lines(table)]
    held = [f'<li class="b-held">{escape(held_to_words(check, table))}</li>' for check in _held(table)]
    more = len(held) - MOST_HELD
    rest = [f"<li>Ytterligare {more} kontroller stämmer.</li>"] if more > 0 else []
    return f'<p class="b-status">{told}</p><ul class="b-checks">{"".join([*broken, *held[:MOST_HELD], *rest])}</ul>'


def gaps_to_lines(table: TableBody) -> list[str]:
    """A line for each figure of the report that its own sums or differences contradict."""
    return [
        gap_to_words(check.rule, table.rows[gap.row][0], Decimal(gap.computed), Decimal(gap.printed))
        for check in table.checks
        for gap in check.gaps
    ]


def held_to_words(check: CheckBody, table: TableBody) -> str:
    """A check that holds, by the names of its rows and columns.

    >>> table = TableBody(id="t", document="d", pages=[], page_indexes=[], caption=None, section=[], unit=None,
    ...     header=[["Nämnd", "Utfall", "Budget", "Avvikelse"]], rows=[["HSN"], ["- Summa"]], cells=[], checks=[], ocr=False)
    >>> held_to_words(CheckBody(rule="row 1 = sum of rows 0-0", holds=3, fails=0), table)
    'Summa: summan stämmer.'
    >>> held_to_words(CheckBody(rule="row 1 = sum of rows 0-0", holds=2, fails=0, almost=1), table)
    'Summa: summan stämmer, så när som på avrundning.'
    >>> held_to_words(CheckBody(rule="column 1 - column 2 = column 3", holds=2, fails=0), table)
    'Utfall − Budget = Avvikelse stämmer.'
    """
    rounded = ", så när som på avrundning" if check.almost else ""
    if check.rule.startswith("row"):
        row = int(_NUMBERS.findall(check.rule)[0])
        return f"{plain_name(table.rows[row][0]) or 'Summan'}: summan stämmer{rounded}."
    return f"{_rule_to_names(check.rule, table.header)} stämmer{rounded}."


def _held(table: TableBody) -> list[CheckBody]:
    return [check for check in table.checks if not check.fails and check.holds + check.almost]


def _rule_to_names(rule: str, header: Sequence[Sequence[str]]) -> str:
    """Column numbers become headings; a column without one keeps its number."""

    def name(found: re.Match[str]) -> str:
        column = int(found[1])
        levels = [row[column] for row in header if column < len(row) and row[column].strip()]
        return " ".join(dict.fromkeys(levels)) or f"kolumn {column}"

    return re.sub(r"column (\d+)", name, rule).replace(" - ", " − ")

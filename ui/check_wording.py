"""The sums and differences inside a table in words."""

from __future__ import annotations

import re
from decimal import Decimal

from service.swedish_format import format_number


def gap_to_words(rule: str, row: str, computed: Decimal, printed: Decimal) -> str:
    """What a sum or difference (`rule`) that a row breaks comes to, and what the report says.

    >>> gap_to_words("row 2 = sum of rows 0-1", "Totalt", Decimal(4685), Decimal(4683))
    'Totalt: raderna summerar till 4 685, rapporten anger 4 683.'
    >>> gap_to_words("column 1 - column 2 = column 3", "Räddningstjänst", Decimal("-12.5"), Decimal("-11"))
    'Räddningstjänst: kolumnerna ger −12,5, rapporten anger −11.'
    """
    gives = "raderna summerar till" if rule.startswith("row") else "kolumnerna ger"
    return f"{row}: {gives} {format_number(computed)}, rapporten anger {format_number(printed)}."


def rule_to_words(rule: str) -> str:
    """A rule as a user says it; rows and columns count from 1, the label column left out.

    >>> rule_to_words("column 1 - column 2 = column 3")
    'Kolumn 1 − kolumn 2 = kolumn 3'
    >>> rule_to_words("row 22 = sum of rows 13-21")
    'Rad 23 = summan av raderna 14–22'
    >>> rule_to_words("row 9 = sum of rows 3, 6-8")
    'Rad 10 = summan av raderna 4, 7–9'
    """
    words = rule.replace("column", "kolumn").replace(" - ", " − ")
    if rule.startswith("row"):
        total, parts = rule.removeprefix("row ").split(" = sum of rows ")
        shown = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), parts).replace("-", "–")
        words = f"rad {int(total) + 1} = summan av raderna {shown}"
    return words[:1].upper() + words[1:]

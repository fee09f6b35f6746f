"""Numbers, amounts and periods as Swedish readers expect them."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal

from ingest.periods import Period

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")

UNIT_WORDS = {"procent": "procent", "procentenheter": "procentenheter", "antal": ""}
"""Units written otherwise than by their name."""


def format_number(number: Decimal) -> str:
    """A number with a decimal comma, a true minus and ordinary spaces between thousands.

    >>> format_number(Decimal("-2363")), format_number(Decimal("1222921")), format_number(Decimal("7.40"))
    ('−2 363', '1 222 921', '7,40')
    """
    decimals = max(0, -int(number.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(number, format=pattern, locale="sv_SE", decimal_quantization=False)
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("-", "−")


def format_amount(number: Decimal, unit: str | None) -> str:
    """A number with its unit.

    >>> format_amount(Decimal("-305"), "mkr"), format_amount(Decimal("7.4"), "procent"), format_amount(Decimal(165), "antal")
    ('−305 mkr', '7,4 procent', '165')
    """
    return f"{format_number(number)} {UNIT_WORDS.get(unit or '', unit or '')}".strip()


def format_period(period: Period | None) -> str:
    """A period in words; empty when unknown.

    >>> format_period(Period((2025, 1), (2025, 8))), format_period(Period((2025, 8), (2025, 8))), format_period(Period((2024, 1), (2024, 12)))
    ('jan–aug 2025', 'augusti 2025', '2024')
    """
    if period is None:
        return ""
    if period.is_year:
        return str(period.end[0])
    (first_year, first), (last_year, last) = period.start, period.end
    if period.start == period.end:
        return f"{MONTHS[last - 1]} {last_year}"
    if first_year == last_year:
        return f"{SHORT_MONTHS[first - 1]}–{SHORT_MONTHS[last - 1]} {last_year}"
    if first == 1 and last == 12:
        return f"{first_year}–{last_year}"
    return f"{SHORT_MONTHS[first - 1]} {first_year}–{SHORT_MONTHS[last - 1]} {last_year}"


SURE = 0.95
"""From here on ten of ten would be the nearest, which no answer is."""


_UNIT_AT_END = re.compile(r"(?:,\s*|\s+\()(?:mdkr|mnkr|mkr|tkr|kr|%)\)?$")


def without_unit(label: str) -> str:
    """A row label without the unit after it, which stands beside its figure anyway.

    >>> without_unit("Soliditet, %"), without_unit("Nettoomsättning (tkr)"), without_unit("Resor, antal")
    ('Soliditet', 'Nettoomsättning', 'Resor, antal')
    """
    return _UNIT_AT_END.sub("", label)


def odds_in_words(confidence: float) -> str:
    """A probability as people can weigh it, in whole tenths.

    >>> odds_in_words(0.62), odds_in_words(0.97), odds_in_words(0.02)
    ('ungefär 6 av 10', 'mer än 9 av 10', 'färre än 1 av 10')
    """
    if confidence >= SURE:
        return "mer än 9 av 10"
    tenths = round(confidence * 10)
    return f"ungefär {tenths} av 10" if tenths else "färre än 1 av 10"

"""Values as a Swedish reader expects them: figures with a real minus sign, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from service.swedish_format import MONTHS, format_number

NO_BREAK_SPACE = "\u00a0"

_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")

# Unit as the API names it -> how it is printed after figures, and how it is read out.
_UNITS: Mapping[str, tuple[str, str]] = {
    "mdkr": ("mdkr", "miljarder kronor"),
    "mkr": ("mkr", "miljoner kronor"),
    "tkr": ("tkr", "tusen kronor"),
    "kr": ("kr", "kronor"),
    "procent": ("%", "procent"),
    "procentenheter": ("procentenheter", "procentenheter"),
    "antal": ("", ""),
}
# Measures where a plus sign says as much as a minus sign does.
_SIGNED_MEASURES = ("avvikelse", "förändring", "skillnad", "differens", "resultat")


def number_to_figures(number: str) -> str:
    """A decimal string as printed in Swedish.

    >>> number_to_figures("-1480.5").replace(NO_BREAK_SPACE, " ")
    '−1 480,5'
    >>> number_to_figures("83.0"), number_to_figures("0")
    ('83,0', '0')
    """
    return format_number(Decimal(number)).replace(" ", NO_BREAK_SPACE)


def keep_figures_whole(sentence: str) -> str:
    """No line break at a thousands separator.

    >>> keep_figures_whole("Det blev −1 480,5 mkr av 2 025 mål").replace(NO_BREAK_SPACE, "_")
    'Det blev −1_480,5 mkr av 2_025 mål'
    """
    return _THOUSANDS.sub(NO_BREAK_SPACE, sentence)


def shortened(text: str, most: int) -> str:
    """A label that is a paragraph of its own, cut after a whole word.

    >>> shortened("Nämnden ska återkomma till kommunstyrelsen", 20), shortened("Kort", 20)
    ('Nämnden ska …', 'Kort')
    """
    return text if len(text) <= most else f"{text[: most - 1].rsplit(maxsplit=1)[0].rstrip(',;:–-')} …"


AROUND = 40  # characters on each side of a figure, enough to see what it counts


def around(quote: str, figures: str) -> str:
    """A figure with the words on both sides of it, whole words only; the beginning of the quote where it is not found.

    >>> around("Vid utgången av året hade regionen totalt 30 medarbetare, varav 21 är jurister med inriktning mot skatt.", "21")
    '… regionen totalt 30 medarbetare, varav 21 är jurister med inriktning mot skatt.'
    >>> around("Bolaget har 312 lägenheter.", "312"), around("Bolaget har tolv lägenheter.", "12")
    ('Bolaget har 312 lägenheter.', 'Bolaget har tolv lägenheter.')
    """
    found = re.search(rf"(?<!\d){re.escape(figures)}(?!\d)", quote)
    if found is None:
        return shortened(quote, 2 * AROUND)
    before, after = quote[: found.start()], quote[found.end() :]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].split(maxsplit=1)[-1]}"
    return f"{before}{figures}{shortened(after, AROUND) if len(after) > AROUND else after}"


def unit_to_sign(unit: str | None) -> str:
    """What stands after the figures.

    >>> unit_to_sign("procent"), unit_to_sign("mkr"), unit_to_sign("antal"), unit_to_sign("vårddagar")
    ('%', 'mkr', '', 'vårddagar')
    """
    return _UNITS.get(unit or "", (unit or "", ""))[0]


def value_to_text(number: str, unit: str | None) -> str:
    """
    >>> value_to_text("-412", "mkr").replace(NO_BREAK_SPACE, " ")
    '−412 mkr'
    """
    return f"{number_to_figures(number)}{NO_BREAK_SPACE}{unit_to_sign(unit)}".rstrip(NO_BREAK_SPACE)


def expression_to_text(expression: str, number: str, unit: str | None, *, rounded: bool) -> str:
    """A calculation in figures and what it comes to; one in words ("störst av 6 rader") says no more than that.

    >>> expression_to_text("524,9 - 501,3", "23.6", "mkr", rounded=False).replace(NO_BREAK_SPACE, " ")
    '524,9 − 501,3 = 23,6 mkr'
    >>> expression_to_text("5 151 / 6 252", "82.4", "procent", rounded=True).replace(NO_BREAK_SPACE, " ")
    '5 151 / 6 252 ≈ 82,4 %'
    """
    shown = expression.replace("-", "−").replace("*", "·")
    if any(map(str.isalpha, shown)):
        return shown
    return f"{shown} {'≈' if rounded else '='} {value_to_text(number, unit)}"


def value_to_words(number: str, unit: str | None, measure: str | None) -> str:
    """The sign and the unit in words, where they say more than the figures do.

    >>> value_to_words("-412", "mkr", "avvikelse").replace(NO_BREAK_SPACE, " ")
    'minus 412 miljoner kronor'
    >>> value_to_words("15", "tkr", "avvikelse mot budget").replace(NO_BREAK_SPACE, " ")
    'plus 15 tusen kronor'
    >>> value_to_words("4200", "antal", "kursdagar").replace(NO_BREAK_SPACE, " ")
    '4 200'
    """
    amount = Decimal(number)
    words = [number_to_figures(str(abs(amount))), _UNITS.get(unit or "", ("", unit or ""))[1]]
    if amount < 0:
        words.insert(0, "minus")
    elif amount > 0 and measure and any(signed in measure.lower() for signed in _SIGNED_MEASURES):
        words.insert(0, "plus")
    return " ".join(filter(None, words))


def period_to_text(period: str | None) -> str:
    """A period of the API as a sentence has it.

    >>> period_to_text("2025-01/2025-08"), period_to_text("2025"), period_to_text("2025-08")
    ('januari–augusti 2025', 'helåret 2025', 'augusti 2025')
    >>> period_to_text("2024-09/2025-08"), period_to_text(None), period_to_text("löpande")
    ('september 2024–augusti 2025', '', 'löpande')
    """
    if not period:
        return ""
    first, _, last = period.partition("/")
    start, end = _month_of(first), _month_of(last or first)
    if start is None or end is None:
        return f"helåret {period}" if period.isdigit() and len(period) == 4 else period
    if start == end:
        return f"{MONTHS[end[1] - 1]} {end[0]}"
    start_year = "" if start[0] == end[0] else f" {start[0]}"
    return f"{MONTHS[start[1] - 1]}{start_year}–{MONTHS[end[1] - 1]} {end[0]}"


def period_to_tick(period: str) -> str:
    """A period as a label under a bar, one line for the months and one for the year.

    >>> period_to_tick("2025"), period_to_tick("2025-01/2025-08"), period_to_tick("2025-08")
    ('2025', 'jan–aug\\n2025', 'aug\\n2025')
    >>> period_to_tick("2024-09/2025-08")
    'sep 2024–\\naug 2025'
    """
    first, _, last = period.partition("/")
    start, end = _month_of(first), _month_of(last or first)
    if start is None or end is None:
        return period
    names = [MONTHS[month - 1][:3] for _, month in (start, end)]
    if start[0] != end[0]:
        return f"{names[0]} {start[0]}–\n{names[1]} {end[0]}"
    return f"{'–'.join(dict.fromkeys(names))}\n{end[0]}"


def _month_of(text: str) -> tuple[int, int] | None:
    year, _, month = text.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        return None
    return int(year), int(month)

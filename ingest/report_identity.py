"""What a report says it is: title, publisher, kind, period, date, abbreviations and unit, all from its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from ingest.correction import Correction
from ingest.declared_units import declared_unit
from ingest.introduced_names import introduced_names
from ingest.periods import Period, PeriodShape, find_periods, year_period
from ingest.publishers import find_publisher
from ingest.records import Draft, Page
from ingest.report_kinds import FoundKind, Tells, find_report_kind, interim_kind, kind_tells, text_tells
from ingest.report_periods import text_period, title_period
from ingest.report_titles import LONGEST_TITLE, Title, cover_title, front_lines, heading_title, printed_title


@dataclass(frozen=True, slots=True)
class Identity:
    title: str
    publisher: str | None = None
    kind: str | None = None
    period: Period | None = None
    published: date | None = None
    abbreviations: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    """The unit that the report declares for all its amounts."""


def corrected(identity: Identity, correction: Correction | None) -> Identity:
    """What was read, overruled by what a person says."""
    if correction is None:
        return identity
    return replace(
        identity,
        title=correction.title or identity.title,
        period=correction.period or identity.period,
    )


def identify(draft: Draft, source: str) -> Identity:
    """Read who a report is off its cover, running heads and text; the file's name is the last resort."""
    texts = [block.text for block in draft.blocks] or [
        line.text for page in draft.pages for line in page.lines
    ]
    front = front_lines(draft)
    publisher = find_publisher(front, "\n".join(texts), source)
    published = _front_date(front)
    title = _best_title(printed_title(draft, publisher), cover_title(draft, publisher))
    kind, period = _kind_and_period(draft, title, front, texts, published)
    return Identity(
        title=_title_text(draft, title, kind, period, source),
        publisher=publisher,
        kind=kind,
        period=period,
        published=None if _is_last_day(published, period) else published,
        abbreviations=introduced_names(texts),
        unit=declared_unit(texts),
    )


def _best_title(printed: Title | None, cover: Title | None) -> Title | None:
    """The title that names a kind of report; that of the cover where none does, or only "rapport" or the like."""
    general = printed is None or printed.kind is None or printed.kind.tells is Tells.OTHER
    return cover if general and cover is not None else printed


def _kind_and_period(
    draft: Draft, title: Title | None, front: Sequence[str], texts: Sequence[str], published: date | None
) -> tuple[str | None, Period | None]:
    named = title.kind if title is not None else None
    if (
        named is not None
        and named.tells is not Tells.OTHER
        and not (is_slides(draft) and not _is_cover_title(draft, title))
    ):
        return named.name, _named_period(title, named, front, texts)
    if is_slides(draft):
        return "presentation", _slides_period(texts, published)
    if named is not None:
        period = title_period(title.text, named.tells) if title is not None else None
        return named.name, period or text_period(texts, text_tells("\n".join(texts)))
    tells = text_tells("\n".join(texts))
    period = (title_period(title.text, Tells.OTHER) if title is not None else None) or text_period(
        texts, tells
    )
    if tells is Tells.PART:
        return interim_kind(period), period
    return _spoken_kind(texts, tells), period


def _named_period(
    title: Title | None, kind: FoundKind, front: Sequence[str], texts: Sequence[str]
) -> Period | None:
    """The period in the title, else in another line of the front, else what the text speaks of."""
    for line in (title.text if title is not None else "", *front):
        period = title_period(line, kind.tells)
        if period is not None:
            return period
    return text_period(texts, kind.tells)


def _slides_period(texts: Sequence[str], published: date | None) -> Period | None:
    """Slides report on the part of the year that their headings name most; with a date alone, on that year."""
    named: Counter[Period] = Counter()
    for text in texts:
        kind = find_report_kind(text) if len(text) <= LONGEST_TITLE else None
        period = title_period(text, kind.tells) if kind is not None and kind.tells is Tells.PART else None
        if period is not None:
            named[period] += 1
    if named:
        return named.most_common(1)[0][0]
    return year_period(published.year) if published is not None else text_period(texts, Tells.OTHER)


def _spoken_kind(texts: Sequence[str], tells: Tells) -> str | None:
    """The kind that a text names most among those that tell the same."""
    counts: Counter[str] = Counter()
    for text in texts:
        kind = find_report_kind(text)
        if kind is not None and kind.tells is tells:
            counts[kind.name] += 1
    return counts.most_common(1)[0][0] if counts else None


def _is_cover_title(draft: Draft, title: Title | None) -> bool:
    first = draft.pages[0].lines if draft.pages else ()
    return title is not None and any(find_report_kind(line.text) for line in first[:3])


SLIDE_CHARACTERS = 900
"""Mean characters a page below which a report of several pages is a set of slides: the slides seen have 370–510,
running text 1,900 and more."""
FEWEST_SLIDES = 4


def is_slides(draft: Draft) -> bool:
    """Whether the pages are slides: little text each, and not upright."""
    pages = [page for page in draft.pages if any(line.text.strip() for line in page.lines)]
    if len(pages) < FEWEST_SLIDES or any(_is_upright(page) for page in pages[1:]):
        return False
    return sum(len(line.text) for page in pages for line in page.lines) < SLIDE_CHARACTERS * len(pages)


def _is_upright(page: Page) -> bool:
    return page.width is not None and page.height is not None and page.height > page.width


def _title_text(
    draft: Draft, title: Title | None, kind: str | None, period: Period | None, source: str
) -> str:
    if title is not None:
        undated = kind_tells(kind) is not Tells.OTHER and period is not None and not find_periods(title.text)
        return f"{title.text} {period_words(period)}" if undated and period is not None else title.text
    if kind is not None and period is not None and kind_tells(kind) is not Tells.OTHER:
        return f"{kind.capitalize()} {period_words(period)}"
    heading = heading_title(draft) if draft.pages else None
    if heading is not None:
        return heading.text
    return re.sub(r"[_\-\s]+", " ", PurePath(source).stem).strip().capitalize() or source


MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def period_words(period: Period) -> str:
    """A period as a title says it.

    >>> period_words(Period((2025, 1), (2025, 8))), period_words(year_period(2024)), period_words(Period((2025, 1), (2027, 12)))
    ('augusti 2025', '2024', '2025–2027')
    """
    if period.is_year:
        return str(period.end[0])
    if period.months % 12 == 0 and period.start[1] == 1:
        return f"{period.start[0]}–{period.end[0]}"
    return f"{MONTHS[period.end[1] - 1]} {period.end[0]}"


def _front_date(front: Sequence[str]) -> date | None:
    """A day printed on the front: "250318", "2025-03-18", "18 mars 2025"."""
    for line in front:
        for found in find_periods(line):
            rest = len(line) - (found.end - found.start)
            if found.shape is PeriodShape.DAY and found.period.months == 1 and rest <= LONGEST_BESIDE_DATE:
                day = _day_of(line[found.start : found.end])
                if day is not None:
                    return _to_date(*found.period.end, day)
    return None


LONGEST_BESIDE_DATE = 25
"""Characters that may stand beside the date of a report on its line: "Fastställd av direktionen 2025-03-18"."""


def _is_last_day(day: date | None, period: Period | None) -> bool:
    """A report "per 2024-08-31" is about that day; it was published later."""
    return (
        day is not None
        and period is not None
        and period.end == (day.year, day.month)
        and day.day >= FIRST_LAST_DAY
    )


FIRST_LAST_DAY = 28


def _day_of(text: str) -> int | None:
    match = re.fullmatch(r"(?:\d{4}[-.]\d\d[-.]|\d{6}|\d{4})(\d\d)", text) or re.match(
        r"(\d{1,2})\s?[^\d\s–-]", text
    )
    return int(match[1]) if match else None


def _to_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

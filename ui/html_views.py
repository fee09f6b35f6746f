"""Pieces of HTML for what Streamlit has no widget for; pure functions, and every text in them is escaped."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Sequence
from datetime import date
from html import escape
from itertools import groupby

from service.http_models import CalculationBody, CitationBody, ValueBody
from service.http_note_models import ChangedReportBody
from service.http_report_models import DocumentBody, LineBody
from service.swedish_format import MONTHS, without_unit
from ui.report_names import cited_name, document_name
from ui.source_groups import Source
from ui.value_wording import (
    expression_to_text,
    keep_figures_whole,
    number_to_figures,
    period_to_text,
    shortened,
    unit_to_sign,
    value_to_words,
)

# Lines of a text page shown around the marked ones; the whole page of a text extract may be hundreds long.
CONTEXT_LINES = 12
Point = tuple[float, float]
MOST_CELLS_NAMED = 3  # both sides of a difference, or a sum of three
LONGEST_LABEL = 90  # characters of a row's or column's name; the table itself has all of it
MOST_LISTED = 5  # reports searched; more are listed on demand

_ITEM = re.compile(r"[•▪·\-–*\uf0b7]\s+")  # as the service begins the items of a list

NOT_FOUND = "Det står inte i rapporterna"


def value_to_html(value: ValueBody, sentence: str, *, winner: str = "") -> str:
    """The value in large type, the sign and the unit in words, and what it is; before it the `winner` of a ranking."""
    name = f'<p class="b-winner">{escape(winner)}</p>' if winner else ""
    figures, unit = escape(number_to_figures(value.number)), escape(unit_to_sign(value.unit))
    words = value_to_words(value.number, value.unit, value.measure)
    in_words = f'<p class="b-words">{escape(words)}</p>' if words != number_to_figures(value.number) else ""
    return (
        f'<div class="b-value{" b-ranked" if winner else ""}">{name}'
        f'<p class="b-figure"><span class="b-number">{figures}</span> <span class="b-unit">{unit}</span></p>'
        f"{in_words}"
        f'<p class="b-sentence">{escape(keep_figures_whole(sentence))}</p>'
        "</div>"
    )


def facts_to_html(value: ValueBody, periods: Sequence[str] | None = None) -> str:
    """What the value is: whose, which measure, when; `periods` of the figures that it was counted from, if they differ."""
    # A column may be named by its dates alone; they are the period, not a measure.
    named = periods is None and any(map(str.isalpha, value.measure or ""))
    when = [value.period or ""] if periods is None else periods
    rows = [
        ("Gäller", shortened(without_unit(plain_name(value.entity)), LONGEST_LABEL)),
        ("Mått", shortened(value.measure or "", LONGEST_LABEL) if named else None),
        ("Period", " och ".join(filter(None, map(period_to_text, when)))),
    ]
    inside = "".join(f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in rows if text)
    return f'<dl class="b-facts">{inside}</dl>' if inside else ""


def plain_name(label: str | None) -> str:
    """A row label without the dash of a list that it often begins with."""
    return (label or "").lstrip("-–•· ")


def question_to_html(question: str) -> str:
    """A question as a heading, so that a screen reader can go from one to the next."""
    return f'<h2 class="b-question">{escape(question)}</h2>'


def names_to_html(what: str) -> str:
    """Has the page's script name the buttons of the block around it with what they are about."""
    return f'<span class="b-names" data-name="{escape(what)}"></span>'


def understood_to_html(understood: str) -> str:
    return f'<p class="b-understood">Jag läste frågan som: {escape(understood)}</p>'


def calculation_to_html(calculation: CalculationBody, value: ValueBody) -> str:
    """The sum as figures, with a true minus sign, what it comes to, and how that was rounded."""
    rounded = bool(calculation.rounding)
    expression = escape(expression_to_text(calculation.expression, value.number, value.unit, rounded=rounded))
    rounding = f'<p class="b-words">{escape(calculation.rounding)}</p>' if calculation.rounding else ""
    return f'<p class="b-calc-title">Så är det räknat</p><p class="b-calc">{expression}</p>{rounding}'


def passage_to_html(sentence: str) -> str:
    """Sentences as paragraphs, the items of a list as a list."""
    lines = [part for part in keep_figures_whole(sentence).split("\n") if part.strip()]
    parts: list[str] = []
    for is_list, group in groupby(lines, key=lambda line: _ITEM.match(line) is not None):
        if is_list:
            items = "".join(f"<li>{escape(_ITEM.sub('', line))}</li>" for line in group)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts += [f"<p>{escape(line)}</p>" for line in group]
    return f'<div class="b-passage">{"".join(parts)}</div>'


def not_found_to_html(sentence: str, understood: str = "", would_have: str = "") -> str:
    """What was looked for, why it was not found, and which report would have it."""
    told = [sentence.removeprefix(f"{NOT_FOUND}.").strip()]
    paragraphs = [f"<p>{escape(text)}</p>" for text in told if text]
    if understood:
        paragraphs.insert(0, f'<p class="b-understood">Jag letade efter: {escape(understood)}</p>')
    if would_have:
        paragraphs.append(
            f"<p>Uppgiften bör stå i <b>{escape(would_have)}</b>, som inte finns här. "
            "Lägg till den på sidan Rapporter och fråga igen.</p>"
        )
    return f'<div class="b-notfound"><p class="b-notfound-title">{NOT_FOUND}</p>{"".join(paragraphs)}</div>'


def missing_to_text(would_have: str) -> str:
    """
    >>> missing_to_text("årsredovisningen för 2019"), missing_to_text("")
    ('Uppgiften bör stå i årsredovisningen för 2019, som inte finns här.', '')
    """
    return f"Uppgiften bör stå i {would_have}, som inte finns här." if would_have else ""


def asked_back_to_html(title: str, sentence: str, understood: str) -> str:
    """That several figures may be meant, and how the question was read."""
    return (
        f'<div class="b-notfound b-asksback"><p class="b-notfound-title">{escape(title)}</p>'
        f'<p class="b-understood">Jag läste frågan som: {escape(understood)}</p><p>{escape(sentence)}</p></div>'
    )


def searched_to_html(titles: Sequence[str]) -> str:
    """Where nothing was found, and what may help."""
    listed = f"<ul>{''.join(f'<li>{escape(title)}</li>' for title in titles)}</ul>"
    searched = (
        f"<p>Jag letade i:</p>{listed}"
        if len(titles) <= MOST_LISTED
        else f"<details><summary>Jag letade i {len(titles)} rapporter</summary>{listed}</details>"
    )
    return (
        f'<div class="b-searched">{searched}'
        "<p>Pröva med ett annat ord, en annan period eller namnet på den nämnd eller enhet som du menar.</p></div>"
    )


def changed_to_html(saved: date, changed: Sequence[ChangedReportBody]) -> str:
    """That an answer was saved, when, and which of its reports have changed since."""
    day = f"{saved.day} {MONTHS[saved.month - 1]} {saved.year}"
    words = {
        "removed": "har tagits bort ur biblioteket. Källan går inte att öppna.",
        "replaced": "har ersatts av en nyare version. Ställ frågan på nytt för att se vad den säger.",
    }
    told = "".join(f"<p><b>{escape(one.title)}</b> {words[one.state]}</p>" for one in changed)
    return f'<div class="b-saved"><p>Sparat svar från den {day}.</p>{told}</div>'


def copy_button_to_html(label: str, text: str) -> str:
    """A button that puts a text on the clipboard; the page's script does it."""
    return (
        f'<button type="button" class="b-button" data-copy="{escape(text)}">'
        f'<span class="b-button-label">{escape(label)}</span></button>'
    )


def source_to_html(source: Source, heading: str) -> str:
    """Where it stands, in words."""
    citation = source.main
    place = [page_to_words(citation.page)]
    if citation.table:
        place.append(f"tabell {citation.table.caption}" if citation.table.caption else "tabell")
    elif citation.section:
        place.append(citation.section[-1])
    ocr = (
        '<p class="b-ocr">Sidan är inskannad och maskinläst (OCR). Jämför med bilden.</p>'
        if citation.ocr
        else ""
    )
    about = ", ".join([heading, cited_name(citation), place[0]])
    return (
        f'<div class="b-source">{names_to_html(about)}<p class="b-source-title"><span>{escape(heading)}</span> '
        f"{escape(cited_name(citation))}</p>"
        f'<p class="b-place">{escape(", ".join(place))}</p>{_cells_to_html(source)}{ocr}</div>'
    )


def _cells_to_html(source: Source) -> str:
    """Row and column of each cited cell; of many, the first, since the marks show the others."""
    named = [
        f"Rad <b>{escape(shortened(cell.table.row, LONGEST_LABEL))}</b> × "
        f"kolumn <b>{escape(shortened(cell.table.column, LONGEST_LABEL))}</b>"
        for cell in source.cells
        if cell.table and (cell.table.row or cell.table.column)
    ]
    if len(named) > MOST_CELLS_NAMED:
        named = [f"{named[0]} och {len(named) - 1} celler till"]
    return "".join(f'<p class="b-cell">{name}</p>' for name in named)


def quote_to_html(quote: str) -> str:
    """The report's own words."""
    return f'<blockquote class="b-quote">{escape(quote)}</blockquote>'


def image_to_html(
    png: bytes, told: str, mark: Point | None = None, zoom: int = 100, *, quote: str = ""
) -> str:
    """A picture of a page with its description; the eye should land at `mark`, 0 to 1 across and down, `zoom` in percent.

    `quote` is what stands at the mark, for those who don't see it.
    """
    name = escape(f"{told} Där står: {quote}" if quote else told)
    moved = "" if mark is None else f' data-mark="{mark[0]:.3f}" data-depth="{mark[1]:.3f}"'
    data = base64.b64encode(png).decode("ascii")
    return (
        f'<div class="b-image b-zoom-{zoom}" role="region" tabindex="0" aria-label="{escape(told)}"{moved}>'
        f'<img src="data:image/png;base64,{data}" alt="{name}"></div>'
        f'<p class="b-image-told" aria-hidden="true">{escape(told)}</p>'
    )


def lines_to_html(lines: Sequence[LineBody], marked: Collection[int]) -> str:
    """A page of a text extract: its lines with the cited ones marked, from a little above to a little below."""
    shown = [line for line in lines if _is_near(line.number, marked)]
    rows = "".join(
        f"<p><mark>{escape(line.text)}</mark></p>" if line.number in marked else f"<p>{escape(line.text)}</p>"
        for line in shown
    )
    return f'<div class="b-page" role="region" tabindex="0" aria-label="Sidans text">{rows}</div>'


def page_to_words(label: str) -> str:
    """
    >>> page_to_words("31"), page_to_words("Bilaga 1 s. 28"), page_to_words("Omslag")
    ('s. 31', 'Bilaga 1 s. 28', 'Omslag')
    """
    return f"s. {label}" if label[:1].isdigit() else label


def citation_to_source_line(citation: CitationBody) -> str:
    """One line for minutes and motions: report, page, table, row and column."""
    parts = [cited_name(citation), page_to_words(citation.page)]
    if citation.table:
        parts.append(f"tabell ”{citation.table.caption}”" if citation.table.caption else "tabell")
        row, column = (shortened(name, LONGEST_LABEL) for name in (citation.table.row, citation.table.column))
        parts.append(f"rad ”{row}”, kolumn ”{column}”")
    return ", ".join(parts)


def _is_near(number: int, marked: Collection[int]) -> bool:
    return not marked or min(marked) - CONTEXT_LINES <= number <= max(marked) + CONTEXT_LINES


def report_facts(document: DocumentBody) -> list[str]:
    """What kind of report it is, for when, and how large."""
    facts = [
        document.publisher,
        document.kind,
        period_to_text(document.period),
        "1 sida" if document.pages == 1 else f"{document.pages} sidor",
        "1 tabell" if document.tables == 1 else f"{document.tables} tabeller",
    ]
    return [fact for fact in facts if fact]


def report_to_html(document: DocumentBody) -> str:
    """A report in the list of reports."""
    told = escape(" · ".join(report_facts(document)))
    return (
        f'{names_to_html(document_name(document))}<h3 class="b-report">{escape(document.title)}</h3><p class="b-report-facts">{told}</p>'
        f'<p class="b-report-facts">{escape(document.source)}</p>'
    )

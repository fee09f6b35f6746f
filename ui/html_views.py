"""Pieces of HTML for what Streamlit has no widget for; pure functions, and every text in them is escaped."""

from __future__ import annotations

import base64
from collections.abc import Collection, Sequence
from datetime import date
from html import escape

from service.http_models import CalculationBody, CitationBody, ValueBody
from service.http_note_models import ChangedReportBody
from service.http_report_models import DocumentBody, LineBody, TableBody
from service.swedish_format import MONTHS
from ui.value_wording import (
    keep_figures_whole,
    number_to_figures,
    period_to_text,
    unit_to_sign,
    value_to_words,
)

# Lines of a text page shown around the marked ones; the whole page of a text extract may be hundreds long.
CONTEXT_LINES = 12

NOT_FOUND = "Det står inte i rapporterna"


def value_to_html(value: ValueBody, sentence: str) -> str:
    """The value in large type, the sign and the unit in words, and what it is."""
    figures, unit = escape(number_to_figures(value.number)), escape(unit_to_sign(value.unit))
    words = value_to_words(value.number, value.unit, value.measure)
    in_words = f'<p class="b-words">{escape(words)}</p>' if words != number_to_figures(value.number) else ""
    return (
        '<div class="b-value">'
        f'<p class="b-figure"><span class="b-number">{figures}</span> <span class="b-unit">{unit}</span></p>'
        f"{in_words}"
        f'<p class="b-sentence">{escape(keep_figures_whole(sentence))}</p>'
        "</div>"
    )


def facts_to_html(value: ValueBody) -> str:
    """What the value is: whose, which measure, when."""
    # A row label often begins with the dash of a list.
    entity = (value.entity or "").lstrip("-–•· ")
    rows = [("Gäller", entity), ("Mått", value.measure), ("Period", period_to_text(value.period))]
    inside = "".join(f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in rows if text)
    return f'<dl class="b-facts">{inside}</dl>' if inside else ""


def understood_to_html(understood: str) -> str:
    return f'<p class="b-understood">Jag läste frågan som: {escape(understood)}</p>'


def calculation_to_html(calculation: CalculationBody) -> str:
    """The sum as figures, with a true minus sign, and how the result was rounded."""
    expression = escape(calculation.expression.replace("-", "−").replace("*", "·"))
    rounding = f'<p class="b-words">{escape(calculation.rounding)}</p>' if calculation.rounding else ""
    return f'<p class="b-calc-title">Så är det räknat</p><p class="b-calc">{expression}</p>{rounding}'


def passage_to_html(sentence: str) -> str:
    paragraphs = "".join(
        f"<p>{escape(keep_figures_whole(part))}</p>" for part in sentence.split("\n") if part.strip()
    )
    return f'<div class="b-passage">{paragraphs}</div>'


def not_found_to_html(sentence: str) -> str:
    rest = sentence.removeprefix(f"{NOT_FOUND}.").strip()
    reason = f"<p>{escape(rest)}</p>" if rest else ""
    return f'<div class="b-notfound"><p class="b-notfound-title">{NOT_FOUND}</p>{reason}</div>'


def searched_to_html(titles: Sequence[str]) -> str:
    """Where nothing was found, and what may help."""
    listed = "".join(f"<li>{escape(title)}</li>" for title in titles)
    return (
        '<div class="b-searched"><p>Jag letade i:</p>'
        f"<ul>{listed}</ul>"
        "<p>Pröva med ett annat ord, en annan period eller namnet på den nämnd eller enhet som du menar. "
        "Saknas rapporten kan du lägga till den på sidan Rapporter.</p></div>"
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


def citation_to_html(citation: CitationBody, heading: str) -> str:
    """Where it stands, in words, and the row or sentence as printed."""
    place = [page_to_words(citation.page)]
    if citation.table:
        place.append(f"tabell {citation.table.caption}" if citation.table.caption else "tabell")
    elif citation.section:
        place.append(citation.section[-1])
    cell = ""
    if citation.table and (citation.table.row or citation.table.column):
        row, column = escape(citation.table.row), escape(citation.table.column)
        cell = f'<p class="b-cell">Rad <b>{row}</b> × kolumn <b>{column}</b></p>'
    ocr = (
        '<p class="b-ocr">Sidan är inskannad och maskinläst (OCR). Jämför med bilden.</p>'
        if citation.ocr
        else ""
    )
    return (
        f'<div class="b-source"><p class="b-source-title"><span>{escape(heading)}</span> {escape(citation.title)}</p>'
        f'<p class="b-place">{escape(", ".join(place))}</p>{cell}'
        f"<blockquote>{escape(citation.quote)}</blockquote>{ocr}</div>"
    )


def table_to_html(table: TableBody, marked: Collection[tuple[int, int]]) -> str:
    """The table as printed with the marked cells set off, in a box that scrolls sideways by itself."""
    caption = escape(table.caption or "Tabell")
    # The lowest header row is the one that sorts: it has a name for each column.
    last = len(table.header) - 1
    head = "".join(
        f"<tr>{_sorting_cells(row) if index == last else _cells(row, 'th scope=col', (), ())}</tr>"
        for index, row in enumerate(table.header)
    )
    columns = {column for _, column in marked}
    marked_rows = {row: {column for at, column in marked if at == row} for row, _ in marked}
    body = "".join(
        f"<tr{' class=b-row' if index in marked_rows else ''}>{_body_cells(row, marked_rows.get(index, set()), columns)}</tr>"
        for index, row in enumerate(table.rows)
    )
    return (
        f'<div class="b-scroll" role="region" tabindex="0" aria-label="{caption}"><table>'
        f"<caption>{caption}</caption><thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def image_to_html(png: bytes, told: str, mark: float | None = None, zoom: int = 100) -> str:
    """A picture of a page with its description; `mark` is where across it the eye should land, 0 to 1, `zoom` in percent."""
    moved = "" if mark is None else f' data-mark="{mark:.3f}"'
    data = base64.b64encode(png).decode("ascii")
    return (
        f'<div class="b-image b-zoom-{zoom}" role="region" tabindex="0" aria-label="{escape(told)}"{moved}>'
        f'<img src="data:image/png;base64,{data}" alt="{escape(told)}"></div>'
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
    parts = [citation.title, page_to_words(citation.page)]
    if citation.table:
        parts.append(f"tabell ”{citation.table.caption}”" if citation.table.caption else "tabell")
        parts.append(f"rad ”{citation.table.row}”, kolumn ”{citation.table.column}”")
    return ", ".join(parts)


def _cells(texts: Sequence[str], tag: str, marked: Collection[int], tinted: Collection[int]) -> str:
    closing = tag.split()[0]
    return "".join(
        f'<{tag} class="{_cell_class(text, column in marked, column in tinted)}">{escape(text)}</{closing}>'
        for column, text in enumerate(texts)
    )


def _sorting_cells(texts: Sequence[str]) -> str:
    return "".join(
        f'<th scope="col" aria-sort="none"><button type="button" class="b-sort">{escape(text)}</button></th>'
        if text.strip()
        else "<th scope=col></th>"
        for text in texts
    )


def _cell_class(text: str, marked: bool, tinted: bool) -> str:
    """A figure must not be broken at its thousands separator."""
    return " ".join(
        name
        for name, holds in (
            ("b-marked", marked),
            ("b-column", tinted and not marked),
            ("b-num", not any(map(str.isalpha, text))),
        )
        if holds
    )


def _body_cells(texts: Sequence[str], marked: Collection[int], tinted: Collection[int]) -> str:
    label, figures = texts[:1], texts[1:]
    return _cells(label, "th scope=row", marked, ()) + _cells(
        figures, "td", {column - 1 for column in marked}, {column - 1 for column in tinted}
    )


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
        f'<h3 class="b-report">{escape(document.title)}</h3><p class="b-report-facts">{told}</p>'
        f'<p class="b-report-facts">{escape(document.source)}</p>'
    )

"""A made-up report as HTML whose look is drawn by lot: what word processors and web pages make of the same tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from random import Random

from eval.typeset.elements import (
    LINE_BREAK,
    SPAN_LEFT,
    Bullets,
    Contents,
    Element,
    Heading,
    MadeReport,
    NewPage,
    Prose,
    Row,
    TableElement,
)
from eval.typeset.txt import element_mark

FONTS = ("DejaVu Sans", "DejaVu Serif", "Liberation Sans", "Carlito")
"""The first two come with the Debian packages of the set-up; a missing one falls back to them."""
DARK, PALE = ("#1b4f72", "#4a235a", "#145a32", "#333333"), ("#e8f0f6", "#f4ecf7", "#eafaf1", "#eeeeee")


@dataclass(frozen=True, slots=True)
class Style:
    """What one report looks like."""

    font: str
    size: float
    """Points of the running text."""
    ink: str
    pale: str
    padding: float
    full_width: bool
    dark_header: bool
    header_align: str
    header_bottom: bool
    figure_align: str
    centred_spans: bool
    caption_bold: bool
    total_rule: bool
    landscape: bool


def draw_style(rng: Random) -> Style:
    """A style by lot; the same generator state gives the same one."""
    colour = rng.randrange(len(DARK))
    return Style(
        font=rng.choice(FONTS),
        size=rng.choice((9.5, 10.5, 11.5)),
        ink=DARK[colour],
        pale=PALE[colour],
        padding=rng.choice((0.4, 0.9, 1.5)),
        full_width=rng.random() < 0.6,
        dark_header=rng.random() < 0.5,
        header_align=rng.choice(("right", "right", "center", "left")),
        header_bottom=rng.random() < 0.7,
        figure_align=rng.choice(("right", "right", "right", "center")),
        centred_spans=rng.random() < 0.7,
        caption_bold=rng.random() < 0.7,
        total_rule=rng.random() < 0.5,
        landscape=rng.random() < 0.2,
    )


def report_to_html(report: MadeReport, style: Style) -> str:
    """The whole report. Each mark, heading and table is a link target of its own, so that the PDF knows its page."""
    body = "\n".join(
        piece
        for number, element in enumerate(report.elements)
        for piece in _element_to_html(element, element_mark(number))
    )
    cover = f"<h1 class=title>{escape(report.title)}</h1><p>{escape(report.subtitle)}</p><p>{escape(report.publisher)}</p>"
    return (
        f'<!doctype html><html lang="sv"><meta charset="utf-8"><title>{escape(report.title)}</title>'
        f"<style>{_css(style)}</style><body>{cover}{body}</body></html>"
    )


def _css(style: Style) -> str:
    return f"""
@page {{ size: A4 {"landscape" if style.landscape else "portrait"}; margin: 20mm 18mm }}
body {{ font: {style.size}pt '{style.font}', 'DejaVu Sans', sans-serif; color: #222; margin: 0 }}
h1 {{ font-size: 20pt; color: {style.ink}; break-before: page }} h1.title {{ font-size: 28pt; break-before: auto; margin-top: 60mm }}
h2 {{ font-size: 14pt; color: {style.ink}; break-after: avoid }} h3 {{ font-size: 11.5pt; break-after: avoid }}
p, li {{ line-height: 1.4; break-inside: avoid }}
table {{ border-collapse: collapse; font-size: {style.size - 1.5}pt; margin: 1mm 0 5mm; {"width: 100%" if style.full_width else ""} }}
tr {{ break-inside: avoid }} table.whole {{ break-inside: avoid }} thead {{ display: table-row-group }}
td, th {{ padding: {style.padding}mm 1.6mm; text-align: {style.figure_align}; vertical-align: top }}
th {{ text-align: {style.header_align}; vertical-align: {"bottom" if style.header_bottom else "top"} }}
th[colspan] {{ text-align: {"center" if style.centred_spans else style.header_align} }}
td:first-child, th:first-child {{ text-align: left }}
.caption {{ font-weight: {"bold" if style.caption_bold else "normal"}; font-size: {style.size - 1}pt; margin: 3mm 0 1mm; break-after: avoid }}
.note {{ font-size: {style.size - 3}pt; margin: -4mm 0 4mm }}
.bold td {{ font-weight: bold; {"border-top: .8pt solid #000" if style.total_rule else ""} }}
.ruled td, .ruled th {{ border: .6pt solid #555 }}
.half-ruled tr {{ border-bottom: .4pt solid #999 }}
.shaded tbody tr:nth-child(even) {{ background: {style.pale} }}
.shaded thead tr {{ {f"background: {style.ink}; color: #fff" if style.dark_header else f"background: {style.pale}"} }}
.bare thead tr:last-child th {{ border-bottom: .8pt solid #333 }}
a.target {{ position: absolute }}
"""


def _element_to_html(element: Element, own: str) -> Iterator[str]:
    match element:
        case Heading(text, level):
            yield f"<h{level}>{_target(own)}{_target(f'heading {text}')}{escape(text)}</h{level}>"
        case Prose(text, mark):
            yield f"<p>{_target(own)}{_target(mark)}{escape(text)}</p>"
        case Bullets(items, mark):
            listed = "".join(f"<li>{escape(item)}</li>" for item in items)
            yield f"<ul>{_target(own)}{_target(mark)}{listed}</ul>"
        case NewPage():
            yield '<div style="break-before: page"></div>'
        case Contents():
            pass
        case TableElement():
            yield from _table_to_html(element, own)


def _table_to_html(table: TableElement, own: str) -> Iterator[str]:
    if table.caption:
        yield f"<p class=caption>{escape(table.caption)}</p>"
    split = table.split_after
    first, rest = (table.rows, ()) if split is None else (table.rows[:split], table.rows[split:])
    yield _part_to_html(table, first, [own, table.id], header=True)
    if rest:
        yield '<div style="break-before: page"></div>'
        yield _part_to_html(table, rest, [f"{table.id}+"], header=table.repeat_header)
    yield from (f"<p class=note>{escape(note)}</p>" for note in table.notes)


def _part_to_html(table: TableElement, rows: Sequence[Row], marks: Sequence[str], *, header: bool) -> str:
    head = "".join(f"<tr>{_header_row(table, level)}</tr>" for level in range(len(table.header)))
    body = "".join(_body_row(table, row) for row in rows)
    targets = "".join(map(_target, marks))
    return (
        f'{targets}<table class="{table.look} whole">'
        + (f"<thead>{head}</thead>" if header else "")
        + f"<tbody>{body}</tbody></table>"
    )


def _header_row(table: TableElement, level: int) -> str:
    cells, row = [], table.header[level]
    for at, printed in enumerate(row):
        if printed == SPAN_LEFT:
            continue
        span = 1
        while at + span < len(row) and row[at + span] == SPAN_LEFT:
            span += 1
        wide = f" colspan={span}" if span > 1 else ""
        cells.append(f"<th{wide}>{_broken(printed)}</th>")
    return "".join(cells)


def _body_row(table: TableElement, row: Row) -> str:
    indent = f' style="padding-left: {2 + 4 * row.indent}mm"' if row.indent else ""
    cells = "".join(f"<td>{_broken(table.text(cell))}</td>" for cell in row.cells)
    return f"<tr{' class=bold' if row.bold else ''}><td{indent}>{_broken(row.label)}</td>{cells}</tr>"


def _broken(printed: str) -> str:
    # Figures keep their digits together, as every printer of accounts has them.
    text = escape(printed).replace(LINE_BREAK, "<br>")
    return f'<span style="white-space: nowrap">{text}</span>' if printed[-1:].isdigit() else text


def _target(mark: str | None) -> str:
    """A place that the PDF names: a browser keeps the names of those targets that something links to."""
    if mark is None:
        return ""
    name = mark_to_name(mark)
    return f'<a class=target id="{name}" href="#{name}"></a>'


def mark_to_name(mark: str) -> str:
    """A mark as the name of a link target: letters, digits and hyphens alone.

    >>> mark_to_name("heading Mål och medel"), mark_to_name("t1+")
    ('m-68656164696e67204de56c206f6368206d6564656c', 'm-74312b')
    """
    return "m-" + "".join(f"{ord(ch):02x}" for ch in mark)

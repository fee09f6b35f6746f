"""Small charts of figures that compare with the answer's: over time, and between bodies."""

from __future__ import annotations

from html import escape
from textwrap import wrap

import altair as alt
import pandas as pd
import streamlit as st

from service.http_models import CitationBody
from service.http_report_models import TableBody
from ui.api_client import ApiClient, ApiError
from ui.figure_series import Series, column_to_series, row_to_series
from ui.html_views import page_to_words
from ui.loaded_tables import load_table
from ui.report_names import cited_name
from ui.value_wording import unit_to_sign, value_to_text

BAR_COLOUR, ASKED_COLOUR, TEXT_COLOUR, LINE_COLOUR = "#9fb6cf", "#0b5394", "#1b1f24", "#6b7680"
SOURCE_COLOUR = "#4a5560"
TIME_HEIGHT = 200  # pixels
BAR_HEIGHT = 46  # pixels for each body: its name and its bar below it
BAR_WIDTH = 16  # pixels
NAME_ABOVE = 11  # pixels: of the middle of a name above the middle of its room
FIGURE_ROOM = 60  # pixels at both ends, at least, for the figures, which stand outside their bars
SOURCE_CHARS = 44  # a line on a telephone
SOURCE_HEIGHT = 40  # pixels below the bars
CHAR_WIDTH = 7.2  # pixels: a figure in a label of 13 pixels
TELEPHONE_WIDTH = 310  # pixels that a chart has there
BOLD_IF_ASKED = "datum.asked ? 'bold' : 'normal'"
FONT_SIZE = 13
FONT = "sans-serif"  # a saved picture has no web fonts: with one, its labels would not fit their room


def draw_answer_chart(client: ApiClient, citation: CitationBody, key: str) -> None:
    """A chart beside the answer when its row or its column has figures to compare with."""
    place = citation.table
    if place is None:
        return
    try:
        table = load_table(client, place.id)
    except ApiError:
        return  # the buttons of the source say what is wrong
    series = row_to_series(table, place.row_index, place.column_index)
    over_time = series is not None
    series = series or column_to_series(table, place.row_index, place.column_index)
    if series is not None:
        draw_series(series, citation, f"{key}-chart", over_time=over_time)


def draw_table_charts(table: TableBody, citation: CitationBody, key: str) -> None:
    """Every chart that the cited cell makes in its table."""
    assert citation.table is not None
    place = (citation.table.row_index, citation.table.column_index)
    for series, over_time in ((row_to_series(table, *place), True), (column_to_series(table, *place), False)):
        if series is not None:
            draw_series(series, citation, f"{key}-{over_time}", over_time=over_time)


def draw_series(series: Series, citation: CitationBody, key: str, *, over_time: bool) -> None:
    """The chart with its words below, and a button that saves it as a picture."""
    source = f"Källa: {cited_name(citation)}, {page_to_words(citation.page)}"
    with st.container(border=True, key=key):
        unit = unit_to_sign(series.unit)
        heading = escape(f"{series.title} ({unit})" if unit else series.title)
        st.html(f'<h3 class="b-subtitle">{heading}</h3>')
        chart = (
            standing_chart(series, source) if over_time and stands(series) else lying_chart(series, source)
        )
        st.altair_chart(chart, theme=None, key=f"{key}-drawn")
        name = escape(f"{series.title} {citation.title}".replace("/", " "))
        st.html(
            f'<button type="button" class="b-button b-save-chart" data-name="{name}" data-title="{heading}">Spara som bild</button>'
        )


def stands(series: Series) -> bool:
    """Whether the labels of standing bars have room side by side on a telephone.

    >>> from decimal import Decimal
    >>> stands(Series("Soliditet", "procent", ("a", "b"), (Decimal(23), Decimal(26)), 0, ("2020", "2021")))
    True
    >>> stands(Series("Resor", None, ("a",) * 6, (Decimal(3378625),) * 6, 0, ("jan–aug\\n2020",) * 6))
    False
    """
    labels = [value_to_text(str(number), None) for number in series.numbers]
    labels += [line for tick in series.ticks for line in tick.split("\n")]
    return len(series.numbers) * (max(map(len, labels)) + 1) * CHAR_WIDTH <= TELEPHONE_WIDTH


def standing_chart(series: Series, source: str) -> alt.LayerChart:
    """Standing bars, oldest first."""
    axis = alt.Axis(labelAngle=0, labelLimit=TELEPHONE_WIDTH, labelExpr="split(datum.label, '\\n')")
    base = alt.Chart(_rows(series)).encode(
        x=alt.X("tick:N", sort=None, title=None, axis=axis),
        y=alt.Y("number:Q", title=None, axis=None),
    )
    text = base.mark_text(dy=alt.expr("datum.number < 0 ? 12 : -10"), fontSize=FONT_SIZE, color=TEXT_COLOUR)
    zero = (
        alt.Chart(_rows(series)).mark_rule(color=LINE_COLOUR).encode(y=alt.YDatum(0, axis=None, title=None))
    )
    layers = [_coloured(base.mark_bar()), zero, text.encode(text="text:N")]
    return _finished(alt.LayerChart(layer=layers), series, source, TIME_HEIGHT)


def lying_chart(series: Series, source: str) -> alt.LayerChart:
    """Lying bars in the order of the series, each under its name, so that a telephone has room for both."""
    rows = _rows(series)
    room = CHAR_WIDTH * (max(map(len, rows["text"])) + 1)
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=None),
        x=alt.X("number:Q", title=None, axis=None, scale=alt.Scale(padding=max(room, FIGURE_ROOM))),
    )
    names = [
        alt.Chart(rows)
        .mark_text(
            align="left", dy=-NAME_ABOVE, fontSize=FONT_SIZE, fontWeight=alt.expr(BOLD_IF_ASKED), **look
        )
        .encode(y=alt.Y("name:N", sort=None, title=None, axis=None), x=alt.value(0), text="name:N")
        # A white edge under the name keeps the zero line from crossing it.
        for look in ({"color": "#ffffff", "stroke": "#ffffff", "strokeWidth": 4}, {"color": TEXT_COLOUR})
    ]
    text = base.mark_text(
        align=alt.expr("datum.number < 0 ? 'right' : 'left'"),
        dx=alt.expr("datum.number < 0 ? -5 : 5"),
        dy=BAR_WIDTH / 2,
        fontSize=FONT_SIZE,
        color=TEXT_COLOUR,
    )
    zero = alt.Chart(rows).mark_rule(color=LINE_COLOUR).encode(x=alt.XDatum(0, axis=None, title=None))
    bars = _coloured(base.mark_bar(size=BAR_WIDTH, yOffset=BAR_WIDTH / 2))
    layers = [zero, bars, *names, text.encode(text="text:N")]
    return _finished(
        alt.LayerChart(layer=layers), series, source, BAR_HEIGHT * len(series.names) + SOURCE_HEIGHT
    )


def _coloured(bars: alt.Chart) -> alt.Chart:
    coloured: alt.Chart = bars.encode(
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("name:N", title="Vad"), alt.Tooltip("text:N", title="Värde")],
    )
    return coloured


def _finished(chart: alt.LayerChart, series: Series, source: str, height: int) -> alt.LayerChart:
    """With the source inside the picture, since a saved one travels alone."""
    finished: alt.LayerChart = (
        chart.properties(
            height=height,
            width="container",
            description=series.told(),
            title=alt.TitleParams(
                wrap(source, SOURCE_CHARS),
                orient="bottom",
                anchor="start",
                fontSize=12,
                fontWeight="normal",
                color=SOURCE_COLOUR,
                offset=12,
            ),
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=FONT,
            labelFontSize=FONT_SIZE,
            labelColor=TEXT_COLOUR,
            domain=False,
            ticks=False,
            grid=False,
            labelPadding=8,
        )
    )
    return finished


def _rows(series: Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": series.names,
            "tick": series.ticks or series.names,
            # A length on the screen; the figure itself is printed from the decimal.
            "number": [float(number) for number in series.numbers],
            "text": [value_to_text(str(number), None) for number in series.numbers],
            "asked": [position == series.asked for position in range(len(series.names))],
            "colour": [
                ASKED_COLOUR if position == series.asked else BAR_COLOUR
                for position in range(len(series.names))
            ],
        }
    )

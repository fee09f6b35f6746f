from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan_images import Grey
from ingest.scan_numbers import ReadLine, read_number

VERA = "reportlab/fonts/Vera.ttf"


def strip(text: str) -> Grey:
    """A number as printed, cut out close to its ink."""
    import reportlab

    font = ImageFont.truetype(f"{reportlab.__path__[0]}/fonts/Vera.ttf", 40)
    image = Image.new("L", (900, 90), 255)
    ImageDraw.Draw(image).text((20, 20), text, 0, font)
    grey = np.asarray(image)
    rows, columns = np.flatnonzero((grey < 128).any(axis=1)), np.flatnonzero((grey < 128).any(axis=0))
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def says(*readings: str) -> ReadLine:
    """An engine that gives these readings in turn, then the last for ever, never sure."""

    def each() -> Iterator[str]:
        yield from readings
        while True:
            yield readings[-1]

    turn = each()
    return lambda _: (next(turn), 50.0)


@pytest.mark.parametrize(
    ("printed", "first", "later", "expected"),
    [
        ("0", "(0)", ("0",), ["0"]),  # a lone nought taken for a frame
        ("-8 287", "8287", ("8287",), ["-8", "287"]),  # sign and space are in the ink
        ("8 287", "-8 287", ("8287",), ["8", "287"]),  # and so is their absence
        ("6 712 582", "6712582", ("6712582",), ["6", "712", "582"]),
        ("1 179", "1179", ("1179",), ["1", "179"]),
        ("1179", "1 179", ("1179",), ["1179"]),
        ("44,3%", "44,390", ("44,390",), ["44,3%"]),  # a per cent sign taken for digits
        ("83 %", "83 Yo", ("83 Yo",), ["83", "%"]),
        ("12,5", "12.5", ("12.5",), ["12,5"]),  # the comma goes below the line
        ("27", "21", ("27",), ["27"]),  # most readings have it
        ("27", "217", ("27",), ["27"]),  # three digits don't fit the ink
        ("-", "=", ("",), ["-"]),
    ],
)
def test_a_number_is_what_readings_and_ink_agree_on(
    printed: str, first: str, later: tuple[str, ...], expected: list[str]
) -> None:
    number = read_number(strip(printed), first, says(*later))
    assert number is not None
    assert [word.text for word in number.words] == expected


@pytest.mark.parametrize(
    ("printed", "readings"),
    [
        ("2712", ("27", "217", "2", "21", "")),  # no reading has a digit for each, no two agree
        ("Summa", ("Summa",)),
    ],
)
def test_what_does_not_fit_the_ink_is_no_number(printed: str, readings: tuple[str, ...]) -> None:
    assert read_number(strip(printed), "", says(*readings)) is None

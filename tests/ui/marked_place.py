"""Reads back what a page image marks: the box of the mark, and the words that the PDF has there."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pdfplumber
from PIL import Image
from playwright.sync_api import Locator

from ingest.records import Box
from service.page_images import MARK_EDGE, MARK_MARGIN_POINTS

# A word of which this much lies in the mark is meant by it.
INSIDE_SHARE = 0.5


def shown_png(image: Locator) -> bytes:
    source = image.get_attribute("src")
    assert source is not None
    assert source.startswith("data:image/png;base64,")
    return base64.b64decode(source.split(",", 1)[1])


def png_to_marked_box(png: bytes, width_points: float) -> Box:
    """The box around all pixels of the mark's edge, in PDF points, without the mark's own margin."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    scale = image.width / width_points
    edge = image.load()
    assert edge is not None
    marked = [(x, y) for x in range(image.width) for y in range(image.height) if edge[x, y] == MARK_EDGE[:3]]
    assert marked, "the image shows no mark"
    xs, ys = [x for x, _ in marked], [y for _, y in marked]
    return (
        min(xs) / scale + MARK_MARGIN_POINTS,
        min(ys) / scale + MARK_MARGIN_POINTS,
        max(xs) / scale - MARK_MARGIN_POINTS,
        max(ys) / scale - MARK_MARGIN_POINTS,
    )


def png_to_first_mark(png: bytes, width_points: float) -> Box:
    """The highest of several marks, in PDF points: its own frame, not the frame around all."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    edge = image.load()
    assert edge is not None
    rows = [[x for x in range(image.width) if edge[x, y] == MARK_EDGE[:3]] for y in range(image.height)]
    first = next(y for y, row in enumerate(rows) if row)
    left, right = rows[first][0], rows[first][-1]
    last = first
    while last + 1 < image.height and edge[left, last + 1] == MARK_EDGE[:3]:
        last += 1
    scale = image.width / width_points
    margin = MARK_MARGIN_POINTS
    return left / scale + margin, first / scale + margin, right / scale - margin, last / scale - margin


def page_width(pdf: Path, page_index: int) -> float:
    with pdfplumber.open(pdf) as document:
        return float(document.pages[page_index - 1].width)


def words_in_box(pdf: Path, page_index: int, box: Box) -> str:
    """What the PDF's own text layer has in the box, left to right."""
    with pdfplumber.open(pdf) as document:
        words = document.pages[page_index - 1].extract_words()
    return " ".join(
        word["text"]
        for word in words
        if _share_inside((word["x0"], word["top"], word["x1"], word["bottom"]), box) > INSIDE_SHARE
    )


def _share_inside(word: Box, box: Box) -> float:
    width = min(word[2], box[2]) - max(word[0], box[0])
    height = min(word[3], box[3]) - max(word[1], box[1])
    area = (word[2] - word[0]) * (word[3] - word[1])
    # A character without width, as a bullet of some fonts, stands nowhere.
    return max(width, 0.0) * max(height, 0.0) / area if area else 0.0

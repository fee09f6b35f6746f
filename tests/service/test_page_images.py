"""Page images: drawn apart, kept, and marked where they should be."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from service.page_images import (
    Marks,
    PageImageError,
    PageImages,
    PagePlace,
    boxes_to_text,
    image_tag,
    text_to_boxes,
)
from service.page_render import MAX_PIXELS

EDGES = st.floats(min_value=0, max_value=5000, allow_nan=False)


def make_pdf(path: Path, width: float = 200, height: float = 100) -> PagePlace:
    canvas = Canvas(str(path), pagesize=(width, height))
    canvas.rect(50, 40, 20, 10, fill=1)
    canvas.showPage()
    canvas.save()
    return PagePlace(path, "a" * 64, 1)


def test_a_page_has_the_size_that_the_scale_says(tmp_path: Path) -> None:
    png = PageImages(tmp_path / "kept").png(make_pdf(tmp_path / "a.pdf"), 2.0, Marks(), 200)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert image.size == (400, 200)
    # The rectangle stands 50 points above the page's foot at most: from y = 50 to 60 counted from the top.
    assert image.getpixel((120, 110)) == (0, 0, 0)
    assert image.getpixel((120, 130)) == (255, 255, 255)


def test_a_page_is_drawn_once(tmp_path: Path) -> None:
    images = PageImages(tmp_path / "kept")
    place = make_pdf(tmp_path / "a.pdf")
    first = images.png(place, 1.0, Marks(), 200)
    place.path.unlink()
    assert images.png(place, 1.0, Marks(), 200) == first
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".png"]


def test_a_poster_is_drawn_smaller_and_still_marked_right(tmp_path: Path) -> None:
    place = make_pdf(tmp_path / "a.pdf", 5000, 4000)
    png = PageImages(tmp_path / "kept").png(place, 4.0, Marks(((2500.0, 2000.0, 5000.0, 4000.0),)), 5000)
    image = Image.open(io.BytesIO(png))
    assert image.width * image.height <= MAX_PIXELS * 1.01
    middle = image.getpixel((round(image.width * 0.75), round(image.height * 0.75)))
    corner = image.getpixel((round(image.width * 0.25), round(image.height * 0.25)))
    assert corner == (255, 255, 255)
    assert middle == (255, 241, 165)


def test_a_broken_file_is_an_error_and_not_a_crash(tmp_path: Path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(PageImageError):
        PageImages(tmp_path / "kept").png(PagePlace(broken, "b" * 64, 1), 1.0, Marks(), None)
    assert not (tmp_path / "kept").exists()


def test_the_tag_follows_content_page_scale_and_boxes() -> None:
    place = PagePlace(Path("a.pdf"), "a" * 64, 1)
    tags = {
        image_tag(place, 1.0, Marks()),
        image_tag(place, 2.0, Marks()),
        image_tag(place, 1.0, Marks(boxes=((1.0, 2.0, 3.0, 4.0),))),
        image_tag(place, 1.0, Marks(tints=((1.0, 2.0, 3.0, 4.0),))),
        image_tag(PagePlace(Path("a.pdf"), "b" * 64, 1), 1.0, Marks()),
        image_tag(PagePlace(Path("a.pdf"), "a" * 64, 2), 1.0, Marks()),
    }
    assert len(tags) == 6
    assert image_tag(PagePlace(Path("b.pdf"), "a" * 64, 1), 1.0, Marks()) in tags


@given(st.lists(st.tuples(EDGES, EDGES, EDGES, EDGES), max_size=5))
def test_boxes_survive_the_way_through_an_address(corners: list[tuple[float, float, float, float]]) -> None:
    boxes = tuple((x0, y0, x0 + x1 + 1, y0 + y1 + 1) for x0, y0, x1, y1 in corners)
    again = text_to_boxes(boxes_to_text(boxes))
    assert len(again) == len(boxes)
    for box, back in zip(boxes, again, strict=True):
        assert back == pytest.approx(box, rel=1e-5, abs=1e-6)

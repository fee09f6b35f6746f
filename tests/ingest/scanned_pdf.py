"""PDFs of scanned pages whose contents are known, and the mark of tests that need Tesseract's Swedish data."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from eval.made_scans import Scanner, scan_page
from ingest.tesseract import find_data
from tests.ingest.drawn_pdf import A4

# Outside CI a machine without the data skips these; in CI its absence is a failure.
needs_swedish = pytest.mark.skipif(
    find_data() is None and not os.environ.get("CI"),
    reason="needs Swedish data for Tesseract: sudo apt install tesseract-ocr-swe",
)
OFFICE = Scanner("office", 200, 1.0, 5, 75)


def page_to_scan(pdf: Path, index: int = 1, scanner: Scanner = OFFICE, seed: int = 4) -> Image.Image:
    """A page of a PDF as a scanned image."""
    with pypdfium2.PdfDocument(pdf) as document:
        return scan_page(document[index - 1], scanner, Random(seed))


def draw_scan(canvas: Canvas, image: Image.Image) -> None:
    """The image as the whole of the canvas's page."""
    canvas.setPageSize(A4)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)

"""Draws one page of a PDF in a process of its own: `python page_render.py FILE PAGE SCALE > page.png`.

PDFium may be used by one thread of a process at a time, and a damaged file can end the process that reads it.
Apart from the service neither can hurt.
"""

from __future__ import annotations

import math
import sys
from typing import BinaryIO

import pypdfium2

# A4 at scale 4 is 8 million pixels; a poster-sized page is drawn smaller rather than filling the memory.
MAX_PIXELS = 12_000_000


def render_page(path: str, page_index: int, scale: float, out: BinaryIO) -> None:
    """Write the page (counted from 1) as PNG; `scale` 1 is 72 dots an inch."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[page_index - 1]
        width, height = page.get_size()
        scale = min(scale, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
        image = page.render(scale=scale, draw_annots=False).to_pil()
        image.save(out, format="PNG")


if __name__ == "__main__":
    render_page(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.stdout.buffer)

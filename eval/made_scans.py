"""Pages of a PDF as an office scanner would give them: coarse, askew, grey, grainy and squeezed into JPEG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

PAPER = 243  # paper is not white to a scanner
SHADOW = 30  # how much darker the paper is at the back of a book
DUST_SHARE = 1e-5
POINTS_AN_INCH = 72


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a page is scanned: dots an inch, degrees askew at most, grain (grey levels), JPEG quality."""

    name: str
    dots: int
    lean: float
    grain: float
    jpeg: int


SCANNERS = (
    Scanner("300 dpi, light", 300, 0.5, 3, 85),
    Scanner("200 dpi, usual", 200, 1.0, 6, 75),
    Scanner("200 dpi, askew", 200, 2.0, 9, 60),
    Scanner("150 dpi, coarse", 150, 1.0, 6, 70),
)


def scan_pages(pdf: Path, pages: Sequence[int], scanner: Scanner, out: Path, seed: int = 1) -> None:
    """Writes the pages (counted from 1) of a PDF as a PDF of images; the same seed gives the same file."""
    rng = Random(f"{seed}{pdf.stem}{scanner.name}")
    with pypdfium2.PdfDocument(pdf) as document:
        images = [scan_page(document[index - 1], scanner, rng) for index in pages]
    images[0].save(
        out, "PDF", resolution=scanner.dots, save_all=True, append_images=images[1:], quality=scanner.jpeg
    )


def scan_page(page: pypdfium2.PdfPage, scanner: Scanner, rng: Random) -> Image.Image:
    """One page as a grey image."""
    image = page.render(scale=scanner.dots / POINTS_AN_INCH).to_pil().convert("L")
    image = image.rotate(
        rng.uniform(-scanner.lean, scanner.lean), Image.Resampling.BICUBIC, fillcolor=255
    ).filter(ImageFilter.GaussianBlur(scanner.dots / 500))
    noise = np.random.default_rng(rng.randrange(2**32))
    grey = np.asarray(image).astype(np.float32) * (PAPER / 255)
    grey -= SHADOW * np.exp(-np.linspace(0, 20, grey.shape[1], dtype=np.float32))
    grey += noise.normal(0, scanner.grain, grey.shape).astype(np.float32)
    dust = noise.integers(0, grey.size, int(grey.size * DUST_SHARE))
    grey.reshape(-1)[dust] = 70
    squeezed = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(squeezed, "JPEG", quality=scanner.jpeg)
    return Image.open(squeezed).convert("L")

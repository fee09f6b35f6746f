"""Tesseract with Swedish data: a picture -> words with boxes, and a strip of print -> its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ingest.errors import NoTextRecognitionError
from ingest.scan_images import DOTS_PER_INCH, Grey

LANGUAGE = "swe"
# Where Debian, other distributions and Homebrew keep the data of languages; * is the version.
DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
HOW_TO_INSTALL = (
    "Installera svenska för Tesseract (Debian och Ubuntu: sudo apt install tesseract-ocr-swe) "
    "och läs in filen igen."
)
# Reading a page takes 2–6 seconds; one of noise alone may go on for ever.
PAGE_SECONDS = 60
# Height of capitals and digits in font sizes: 0.66 in Times, 0.72 in Arial, 0.63 in Calibri.
CAPITAL = 0.69
# White around a strip (pixels): Tesseract reads nothing that touches the edge.
STRIP_MARGIN = 20
PixelBox = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as Tesseract sees it, in pixels; confidence 0 to 100."""

    text: str
    box: PixelBox
    foot: float
    size: float
    confidence: float


def find_data(folders: Iterable[str] = DATA_FOLDERS) -> Path | None:
    """The newest folder with Swedish data, None where none is installed."""
    found = [
        path
        for folder in folders
        for path in sorted(Path("/").glob(f"{folder.lstrip('/')}/{LANGUAGE}.traineddata"), reverse=True)
    ]
    return found[0].parent if found else None


class Tesseract:
    """One engine; it reads one picture at a time, and lets other threads run meanwhile."""

    def __init__(self, data: Path | None) -> None:
        """Raises `NoTextRecognitionError` where the program or its data is missing."""
        if data is None:
            raise NoTextRecognitionError(f"Svenska språkdata för textigenkänning saknas. {HOW_TO_INSTALL}")
        try:
            import tesserocr
        except ImportError as exc:
            raise NoTextRecognitionError(
                "Programmet för textigenkänning saknas. Installera det med: pip install tesserocr"
            ) from exc
        self._ocr = tesserocr
        self._api = tesserocr.PyTessBaseAPI(path=str(data), lang=LANGUAGE)

    def page_words(self, grey: Grey) -> list[SeenWord]:
        """The words of a page in any order; none where it takes too long."""
        return self._words(grey, self._ocr.PSM.AUTO)

    def strip_words(self, grey: Grey) -> list[SeenWord]:
        """The words of a strip that holds one line."""
        return self._framed_words(grey, self._ocr.PSM.SINGLE_LINE)

    def block_words(self, grey: Grey) -> list[SeenWord]:
        """The words of a cell that holds one line or a few."""
        return self._framed_words(grey, self._ocr.PSM.SINGLE_BLOCK)

    def _framed_words(self, grey: Grey, mode: int) -> list[SeenWord]:
        framed = np.pad(grey, STRIP_MARGIN, constant_values=255)
        return [_shifted(word, -STRIP_MARGIN) for word in self._words(framed, mode)]

    def _words(self, grey: Grey, mode: int) -> list[SeenWord]:
        self._api.SetPageSegMode(mode)
        self._set_image(grey)
        if not self._api.Recognize(PAGE_SECONDS * 1000):
            return []
        level = self._ocr.RIL.WORD
        words = [
            _to_word(item, self._ocr.RIL) for item in self._ocr.iterate_level(self._api.GetIterator(), level)
        ]
        return [word for word in words if word is not None]

    def line_text(self, grey: Grey) -> tuple[str, float]:
        """The text of a strip that holds one line, and how sure it is, 0 to 100."""
        self._api.SetPageSegMode(self._ocr.PSM.SINGLE_LINE)
        self._set_image(grey)
        try:
            text = self._api.GetUTF8Text().strip()
        except RuntimeError:  # nothing was found to read
            return "", 0.0
        return text, float(self._api.MeanTextConf())

    def close(self) -> None:
        """Give back its memory."""
        self._api.End()

    def _set_image(self, grey: Grey) -> None:
        self._api.SetImage(Image.fromarray(grey))
        self._api.SetSourceResolution(DOTS_PER_INCH)


def _shifted(word: SeenWord, by: int) -> SeenWord:
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0 + by, y0 + by, x1 + by, y1 + by), foot=word.foot + by)


def _to_word(item: Any, levels: Any) -> SeenWord | None:
    try:
        text = item.GetUTF8Text(levels.WORD).strip()
    except RuntimeError:  # "No text returned": a place where Tesseract saw a word and read nothing
        return None
    box = item.BoundingBox(levels.WORD)
    baseline = item.Baseline(levels.TEXTLINE)
    if not text or box is None or baseline is None:
        return None
    (ax, ay), (bx, by) = baseline
    middle = (box[0] + box[2]) / 2
    foot = ay + (by - ay) * (middle - ax) / (bx - ax) if bx > ax else float(ay)
    rows = item.RowAttributes()
    size = (rows["row_height"] + rows["descenders"]) / CAPITAL
    return SeenWord(text, box, foot, size, float(item.Confidence(levels.WORD)))

"""A PDF as the text extracts that users have of it: what common tools print."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

Extractor = Callable[[Path], str]


def _with_pdftotext(option: str, pdf: Path) -> str:
    command = ["pdftotext", *([option] if option else []), str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _with_pypdf(pdf: Path) -> str:
    from pypdf import PdfReader

    return "\f".join(page.extract_text() for page in PdfReader(pdf).pages)


def _with_pdfminer(pdf: Path) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(pdf)


def _with_pdfplumber(pdf: Path) -> str:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return "\f".join(page.extract_text() or "" for page in document.pages)


def extractors() -> Mapping[str, Extractor]:
    """The tools at hand by name; `pdftotext` (Debian's poppler-utils) only where it is installed."""
    found: dict[str, Extractor] = {
        "pypdf": _with_pypdf,
        "pdfplumber": _with_pdfplumber,
        "pdfminer": _with_pdfminer,
    }
    if shutil.which("pdftotext"):
        found |= {
            "pdftotext-raw": partial(_with_pdftotext, "-raw"),
            "pdftotext-layout": partial(_with_pdftotext, "-layout"),
            "pdftotext": partial(_with_pdftotext, ""),
        }
    return found

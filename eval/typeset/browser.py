"""Prints HTML with the browser of the UI tests: a PDF writer that none of the reading was built on."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from eval.typeset.elements import Bullets, Heading, MadeReport, Prose, TableElement
from eval.typeset.html import Style, mark_to_name, report_to_html
from eval.typeset.txt import element_mark

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def print_report(report: MadeReport, style: Style, path: Path) -> dict[str, int]:
    """Write the PDF; gives the physical page of each mark, as `write_pdf` does. Needs Debian's Chromium."""
    print_html(report_to_html(report, style), path)
    with pypdfium2.PdfDocument(path) as document:
        named = _named_pages(document)
        pages = {mark: named[mark_to_name(mark)] for mark in _marks(report) if mark_to_name(mark) in named}
        return pages | {"": len(document)}


def print_html(html: str, path: Path) -> None:
    """Print a page of HTML as PDF, in the size that its own styles ask for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            page = browser.new_page()
            page.set_content(html)
            page.pdf(path=path, prefer_css_page_size=True, print_background=True)
        finally:
            browser.close()


def _marks(report: MadeReport) -> list[str]:
    marks: list[str] = []
    for number, element in enumerate(report.elements):
        marks.append(element_mark(number))
        match element:
            case TableElement(id=name):
                marks += [name, f"{name}+"]
            case Heading(text=text):
                marks.append(f"heading {text}")
            case Prose(mark=mark) | Bullets(mark=mark) if mark is not None:
                marks.append(mark)
    return marks


def _named_pages(document: pypdfium2.PdfDocument) -> dict[str, int]:
    """Physical page of each named link target of a PDF."""
    pages = {}
    for index in range(pdfium.FPDF_CountNamedDests(document.raw)):
        size = ctypes.c_long(0)
        pdfium.FPDF_GetNamedDest(document.raw, index, None, size)
        buffer = ctypes.create_string_buffer(size.value)
        place = pdfium.FPDF_GetNamedDest(document.raw, index, buffer, size)
        name = buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
        pages[name] = pdfium.FPDFDest_GetDestPageIndex(document.raw, place) + 1
    return pages

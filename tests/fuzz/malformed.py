"""Files as they should not be, one function each, and what reading them must come to."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.pdf_parts import (
    PAGE,
    TEXT,
    blank_pdf,
    build_pdf,
    deflated,
    locked_pdf,
    page_pdf,
    picture_pdf,
    sound_pdf,
    stream,
)

REPORT = "Delårsrapport augusti 2031\n\nEkonomi\n\nKostnaden för läkare blev 12 mkr.\n"
DAMAGED = "skadad"
EMPTY = "tom|ingen text"
NO_REPORT = "varken en PDF eller en textfil"
TOO_MANY_PAGES = "2000"


@dataclass(frozen=True, slots=True)
class Malformed:
    """A file to make in a folder, and words of the reason that reading it must give; None when it can be read."""

    name: str
    reason: str | None
    make: Callable[[Path], Path]


def file(name: str, content: bytes | str) -> Callable[[Path], Path]:
    """Makes a file of that content."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.pdf")
    return folder / "pipe.pdf"


def folder_named_like_a_file(folder: Path) -> Path:
    (folder / "mapp.pdf").mkdir()
    return folder / "mapp.pdf"


def link(target: str, name: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).symlink_to(folder / target)
        return folder / name

    return make


def name_of_bad_bytes(folder: Path) -> Path:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/rapport-\xff\xfe.txt"))
    path.write_text(REPORT + "bytes i namnet")
    return path


def above_its_folder(folder: Path) -> Path:
    (folder / "sub").mkdir()
    (folder / "ovan.txt").write_text(REPORT + "ovan")
    return folder / "sub" / ".." / "ovan.txt"


SOUND = sound_pdf()
DEEP = b"[" * 100_000 + b"]" * 100_000
LOOPED_TREE = build_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])
MISSING_PAGES = page_pdf(pages=b"<< /Type /Pages /Kids [77 0 R 78 0 R] /Count 2 >>")
MANY_PAGES = page_pdf(pages=b"<< /Type /Pages /Kids [" + b"3 0 R " * 10_000 + b"] /Count 10000 >>")
XREF_LOOP = SOUND.replace(b"startxref", b"startxref\n9 %", 1)

MALFORMED = (
    # Nothing in it
    Malformed("zero bytes, .pdf", EMPTY, file("noll.pdf", b"")),
    Malformed("zero bytes, .txt", EMPTY, file("noll.txt", b"")),
    Malformed("white space only", EMPTY, file("blank.txt", " \n\t\r\n\f\n")),
    Malformed("NULs only", EMPTY, file("nul.txt", b"\x00" * 10_000)),
    Malformed("a blank page", EMPTY, file("blank-sida.pdf", blank_pdf())),
    Malformed("a picture of a page", "inskannad", file("skannad.pdf", picture_pdf())),
    # Other formats
    Malformed("a PNG named .pdf", "en bild", file("bild.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 500)),
    Malformed("a Word file named .pdf", "Office-dokument", file("word.pdf", b"PK\x03\x04\x14\x00" + b"\x08\x00" * 500)),
    Malformed("a web page named .pdf", "webbsida", file("sida.pdf", "<!DOCTYPE html><html><body>Hej</body></html>")),
    Malformed("binary named .txt", NO_REPORT, file("binar.txt", bytes(range(256)) * 50)),
    Malformed("text full of NULs", NO_REPORT, file("nul-i-text.txt", b"N\x00\x00mnd \x01" * 500)),
    Malformed("text named .pdf", None, file("text.pdf", REPORT + "text i pdf")),
    Malformed("a PDF named .txt", None, file("egentligen-pdf.txt", sound_pdf(2))),
    # Encodings
    Malformed("Windows-1252", None, file("windows.txt", (REPORT + "åäö – 12").encode("cp1252"))),
    Malformed("UTF-16 with a mark", None, file("utf16.txt", (REPORT + "utf-16").encode("utf-16"))),
    Malformed("UTF-16 without a mark", NO_REPORT, file("utf16le.txt", REPORT.encode("utf-16-le"))),
    Malformed("UTF-8 with a mark", None, file("utf8-bom.txt", b"\xef\xbb\xbf" + (REPORT + "bom").encode())),
    Malformed("two encodings in one file", "teckenkodning", file("blandat.txt", (REPORT * 3).encode() + "åäö".encode("cp1252"))),
    # Damaged PDFs
    Malformed("half a PDF", DAMAGED, file("halv.pdf", SOUND[: len(SOUND) // 2])),
    Malformed("a PDF header only", DAMAGED, file("huvud.pdf", b"%PDF-1.7\n")),
    Malformed("a PDF of noise", DAMAGED, file("brus.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 200)),
    Malformed("a page tree that is its own child", EMPTY, file("slinga.pdf", LOOPED_TREE)),
    Malformed("pages that are not there", EMPTY, file("saknade-sidor.pdf", MISSING_PAGES)),
    Malformed("a cross-reference that leads nowhere", None, file("xref.pdf", XREF_LOOP)),
    Malformed(
        "a cross-reference that leads to itself",
        None,
        file("xref-slinga.pdf", build_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream(TEXT + b" % xref"), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"], b"/Prev 15")),
    ),
    Malformed("arrays in arrays in arrays", None, file("djup.pdf", page_pdf(stream(TEXT + DEEP)))),
    Malformed("a page count that lies", None, file("antal.pdf", page_pdf(stream(TEXT + b" % antal"), pages=b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>"))),
    Malformed("a font that is not there", None, file("typsnitt.pdf", page_pdf(stream(TEXT + b" % font"), font=b"null"))),
    Malformed("operators that mean nothing", None, file("operatorer.pdf", page_pdf(stream(b"q q q Q ] xyz 1 2 3 " + TEXT + b" % op")))),
    Malformed("a compressed page cut short", EMPTY, file("kapad-sida.pdf", page_pdf(deflated(TEXT * 50).replace(b"x\xda", b"x\x00")))),
    Malformed("a page of no size", None, file("noll-sida.pdf", page_pdf(stream(TEXT + b" % noll"), page=PAGE.replace(b"595 842", b"0 0")))),
    Malformed("a page as large as a town", None, file("jattesida.pdf", page_pdf(stream(TEXT + b" % stor"), page=PAGE.replace(b"595 842", b"9999999 9999999")))),
    # Locked
    Malformed("a password to open", "lösenord", file("last.pdf", locked_pdf("hemlig", "agare"))),
    Malformed("a password only to change", None, file("skrivskyddad.pdf", locked_pdf("", "agare"))),
    # Too much
    Malformed("10,000 pages of form feeds", TOO_MANY_PAGES, file("sidor.txt", "Sida\f" * 10_000)),
    Malformed("10,000 times the same page", TOO_MANY_PAGES, file("sidor.pdf", MANY_PAGES)),
    Malformed("a line of a million characters", None, file("rad.txt", REPORT + "ord " * 250_000)),
    Malformed("300,000 empty lines", None, file("rader.txt", REPORT + "\n" * 300_000 + "Slut på rapporten.")),
    Malformed("a page that unpacks to 100 MB", None, file("bomb.pdf", page_pdf(deflated(TEXT + b" " * 100_000_000)))),
    Malformed("a page of 200,000 characters", None, file("tat.pdf", page_pdf(deflated(b"BT /F1 1 Tf 2 TL 72 13990 Td " + b"(Kostnaden blev tolv miljoner kronor. ) Tj T* " * 6_000 + b"ET"), page=PAGE.replace(b"595 842", b"595 14000")))),
    # Active content is not run
    Malformed("a script that runs on opening", None, file("skript.pdf", build_pdf([b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(true){}) >> >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream(TEXT + b" % js"), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]))),
    # What the file system can do
    Malformed("a folder named .pdf", "inga PDF- eller TXT-filer", folder_named_like_a_file),
    Malformed("a link to itself", "Filen", link("snurra.pdf", "snurra.pdf")),
    Malformed("a link to nothing", "Filen finns inte", link("borta.pdf", "lank.pdf")),
    Malformed("a pipe", "ingen vanlig fil", fifo),
    Malformed("a file that is not there", "Filen finns inte", lambda folder: folder / "saknas.pdf"),
    Malformed("a line break in the name", None, file("rapport\n2031.txt", REPORT + "radbrytning")),
    Malformed("a name of 255 bytes", None, file("n" * 251 + ".txt", REPORT + "långt namn")),
    Malformed("a name that is no text", None, name_of_bad_bytes),
    Malformed("a name that reads backwards", None, file("rapport\u202efdp.txt", REPORT + "baklänges")),
    Malformed("a path that goes up", None, above_its_folder),
)  # fmt: skip

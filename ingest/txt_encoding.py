"""Bytes of a text file -> its text, in one of the encodings that Swedish reports come in."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ingest.errors import EmptyFileError, UnknownFormatError, WrongEncodingError

# Longest mark first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Bytes that Windows-1252 leaves undefined or that ISO-8859-1 uses for control codes never stand in text.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

# Letters and signs outside ASCII that Swedish text holds. A Windows-1252 reading that shows others
# for more than a small part is some other encoding (Mac Roman, DOS code page 850) read wrongly.
_SWEDISH = set("åäöÅÄÖéÉèÈüÜáàâêëïîôçøØæÆñß§°²³½¼¾·•–—−±×…”“„’‘»«´¨€£©®™‰µ†‡ŠšŽž\u00a0\u00ad")
_FOREIGN_SHARE = 0.1


def bytes_to_text(data: bytes) -> str:
    """The text of a file, line ends as `\\n`; WrongEncodingError when no encoding fits safely.

    >>> bytes_to_text("Nämnd\\r\\n5 mkr".encode("cp1252"))
    'Nämnd\\n5 mkr'
    >>> bytes_to_text("Nämnd".encode("utf-16"))
    'Nämnd'
    """
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise EmptyFileError("Filen är tom. Välj en fil med text.")
    if data.lstrip().startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnknownFormatError("Filen är inte en textfil, trots sitt namn. Spara den som PDF eller TXT.")
    text = _plain_letters(_decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise EmptyFileError("Filen innehåller ingen text. Välj en annan fil.")
    return text


_LIGATURES = {ord(glyph): unicodedata.normalize("NFKC", glyph) for glyph in "ﬀﬁﬂﬃﬄﬅﬆ"}
_UNNAMED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")
_LEADER = 3  # so many unnamed glyphs in a row are the dots of a table of contents


def _plain_letters(text: str) -> str:
    """Ligatures as their letters; control codes, left by fonts whose glyphs have no names, as dots or nothing.

    >>> _plain_letters("ﬁnansnetto\x02"), _plain_letters("Förord\x08\x08\x08\x08 4")
    ('finansnetto', 'Förord.... 4')
    """
    letters = text.translate(_LIGATURES)
    return _UNNAMED.sub(lambda run: "." * len(run[0]) if len(run[0]) >= _LEADER else "", letters)


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if (unmarked := _unmarked_utf16(data)) is not None:
        return unmarked
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows_text(data)
    if _CONTROL.search(data) and ("\0" in text or not _SWEDISH & set(text)):
        raise _wrong_encoding()
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as exc:
        raise _wrong_encoding() from exc


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in European text every other byte is nought."""
    sample = data[:4096]
    halves = sample[0::2].count(0), sample[1::2].count(0)
    # Swedish text keeps over nine letters in ten below U+0100; 0.7 leaves room for dashes and quotes.
    if len(sample) < 4 or max(halves) < 0.7 * (len(sample) // 2) or min(halves) > 0:
        return None
    return _strictly(data, "utf-16-be" if halves[0] else "utf-16-le")


def _windows_text(data: bytes) -> str:
    if _CONTROL.search(data):
        raise _wrong_encoding()
    text = _strictly(data, "cp1252")
    beyond_ascii = [letter for letter in text if ord(letter) > 127]
    foreign = sum(letter not in _SWEDISH for letter in beyond_ascii)
    # A broken UTF-8 file read as Windows-1252 shows the pairs Ã¥, Ã¤, Ã¶.
    if "Ã" in text or foreign > _FOREIGN_SHARE * len(beyond_ascii):
        raise _wrong_encoding()
    return text


def _wrong_encoding() -> WrongEncodingError:
    return WrongEncodingError("Filens teckenkodning går inte att läsa säkert. Spara om filen som UTF-8.")

"""PDF files made object by object, so that each can be wrong in one known way."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LINES = ("Delårsrapport augusti 2031", "Ekonomi", "Kostnaden för buss blev 12 mkr.")
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Kostnaden blev 12 mkr.) Tj ET"


def sound_pdf(pages: int = 3, **canvas_options: object) -> bytes:
    """A PDF with nothing wrong."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, **canvas_options)
    for page in range(1, pages + 1):
        for row, line in enumerate((*LINES, f"Sida {page}")):
            canvas.drawString(72, 760 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def locked_pdf(user: str, owner: str) -> bytes:
    """A PDF that asks for the user's password to open and for the owner's to change it."""
    return sound_pdf(encrypt=StandardEncryption(user, ownerPassword=owner, strength=128))


def picture_pdf() -> bytes:
    """A PDF of one page that is a picture."""
    buffer, picture = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (200, 300), "grey").save(picture, "PNG")
    picture.seek(0)
    canvas = Canvas(buffer, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return buffer.getvalue()


def blank_pdf() -> bytes:
    """A PDF of one page with nothing on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def deflated(content: bytes) -> bytes:
    """A compressed stream object."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


def build_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, with the cross-reference table that belongs to it."""
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, trailer, start)
    )
    return out.getvalue()


def page_pdf(
    content: bytes = b"", *, page: bytes = PAGE, pages: bytes = ONE_PAGE, font: bytes = FONT
) -> bytes:
    """A PDF of one page, whose parts can be replaced."""
    return build_pdf([CATALOG, pages, page, content or stream(TEXT), font])

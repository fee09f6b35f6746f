"""The user guide, as it stands in the documentation."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

# In an installed package the guide lies beside this file, in a checkout among the documentation.
_FOLDERS = (Path(__file__).with_name("guide"), Path(__file__).parents[1] / "docs")
_PICTURE = re.compile(r"^!\[(?P<told>[^\]]*)\]\((?P<file>[\w./-]+)\)$", re.MULTILINE)


def draw_help() -> None:
    for part in guide_parts(*_read_guide()):
        if part.startswith("<img"):
            st.html(f'<div class="b-guide">{part}</div>')
        else:
            st.markdown(part)


def guide_parts(guide: str, folder: Path) -> Iterator[str]:
    """The guide's Markdown, with each picture as an HTML element that holds it."""
    begin = 0
    for picture in _PICTURE.finditer(guide):
        yield guide[begin : picture.start()]
        data = base64.b64encode((folder / picture["file"]).read_bytes()).decode("ascii")
        yield f'<img src="data:image/png;base64,{data}" alt="{escape(picture["told"])}">'
        begin = picture.end()
    yield guide[begin:]


@cache
def _read_guide() -> tuple[str, Path]:
    folder = next(folder for folder in _FOLDERS if (folder / "anvandarguide.md").is_file())
    return (folder / "anvandarguide.md").read_text(encoding="utf-8"), folder

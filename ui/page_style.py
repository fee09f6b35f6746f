"""How the pages look, and the few words of Streamlit's own that are put into Swedish."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from PIL import Image, ImageDraw

# Streamlit's own English for controls that a user meets -> Swedish. It has no translations of its own.
_SWEDISH: Mapping[str, str] = {
    "Close": "Stäng",
    "Collapse sidebar": "Stäng sidofältet",
    "Expand sidebar": "Öppna sidofältet",
    "Sidebar": "Sidofält",
    "App pages": "Sidor",
    "visualization": "diagram",
    "file upload": "filer att lägga till",
    "Skip to main content": "Gå till innehållet",
    "Send message": "Skicka frågan",
    "Submit": "Skicka",
    "Chat message from user": "Din fråga",
    "Chat message from assistant": "Svaret",
    "Copy to clipboard": "Kopiera",
    "Copied": "Kopierat",
    "Upload": "Välj filer",
    "Browse files": "Välj filer",
    "Add files": "Lägg till filer",
    "Drag and drop files here": "Släpp filer här",
    "Drag and drop file here": "Släpp filen här",
    "Fullscreen": "Helskärm",
    "View fullscreen": "Visa i helskärm",
    "Close fullscreen": "Stäng helskärm",
    "Stop": "Avbryt",
    "Running...": "Arbetar …",
    "Connecting": "Ansluter …",
}

ASSETS = Path(__file__).with_name("assets")


def show_last_question(turns: int) -> None:
    """Put the latest question at the top of the window, so that its answer begins in sight."""
    script = f"<script data-turns={turns}>{_read_asset('last_question.js')}</script>"
    st.html(script, unsafe_allow_javascript=True)


def draw_page_icon() -> Image.Image:
    """A line of text with a marked word; drawn here, since Streamlit fetches named icons from the web."""
    icon = Image.new("RGB", (64, 64), "#0b5394")
    pen = ImageDraw.Draw(icon)
    for top in (14, 44):
        pen.rectangle((10, top, 54, top + 6), fill="#ffffff")
    pen.rectangle((10, 28, 38, 36), fill="#ffd600")
    return icon


def apply_page_style() -> None:
    """The style sheet, and the script that gives the page its language; the script holds no text from reports."""
    st.html(f"<style>{_read_asset('page.css')}</style>")
    script = _read_asset("page.js").replace("WORDS", json.dumps(_SWEDISH))
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def announce(told: str, key: str) -> None:
    """Have a screen reader say something once; `key` tells one announcement from the next."""
    st.html(f'<span class="b-announce b-hidden" data-told="{escape(told)}" data-key="{escape(key)}"></span>')


@cache
def _read_asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")

"""How the chat looks, and the few words of Streamlit's own that are put into Swedish."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st
from PIL import Image, ImageDraw

# Streamlit's own English for controls that a user meets -> Swedish. It has no translations of its own.
_SWEDISH: Mapping[str, str] = {
    "Close": "Stäng",
    "Collapse sidebar": "Stäng sidofältet",
    "Expand sidebar": "Öppna sidofältet",
    "Sidebar": "Sidofält",
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

# Contrast on white: text 15.9:1, muted text 7.2:1, accent 7.6:1; the mark's edge on its fill 5.4:1.
_CSS = """
<style>
.block-container { max-width: 52rem; padding-top: 2.5rem; padding-bottom: 7rem; }
.b-title { font-size: 1.9rem; font-weight: 700; margin: 0; line-height: 1.2; padding: 0; }
.b-lead { color: #4a5560; margin: .25rem 0 1rem; }
.b-understood { color: #4a5560; font-size: .9rem; margin: 0 0 .25rem; }
.b-value { border-left: 4px solid #0b5394; padding: .1rem 0 .1rem 1rem; margin: .25rem 0 .75rem; }
.b-figure { margin: 0; line-height: 1.1; }
.b-number { font-size: 2.9rem; font-weight: 700; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.b-unit { font-size: 1.5rem; font-weight: 600; }
.b-words { color: #4a5560; margin: .3rem 0 .5rem; }
.b-sentence { margin: 0; font-size: 1.05rem; }
.b-passage p { font-size: 1.08rem; margin: 0 0 .6rem; }
.b-facts { display: flex; flex-wrap: wrap; gap: .35rem 2rem; margin: 0 0 .25rem; padding: 0 !important; }
.b-facts div { margin: 0; }
.b-facts dt { color: #4a5560; font-size: .82rem; font-weight: 400; }
.b-facts dt, .b-facts dd { padding: 0; margin: 0; }
.b-facts dd { font-weight: 600; overflow-wrap: anywhere; }
.b-notfound { border-left: 4px solid #6b7680; background: #f3f5f8; padding: .75rem 1rem; border-radius: 0 .5rem .5rem 0; }
.b-notfound p { margin: 0 0 .3rem; }
.b-notfound-title { font-weight: 700; font-size: 1.15rem; }
.b-searched, .b-searched p, .b-searched li { color: #3d4750; font-size: .93rem; margin: 0; }
.b-searched ul { margin: .15rem 0 .4rem; padding-left: 1.25rem; }
.b-source p { margin: 0; }
.b-source-title { font-weight: 600; overflow-wrap: anywhere; }
.b-source-title span { color: #0b5394; margin-right: .35rem; }
.b-place, .b-cell { color: #3d4750; font-size: .93rem; overflow-wrap: anywhere; }
.b-source blockquote { margin: .5rem 0 .1rem; padding: .35rem .75rem; border-left: 3px solid #a65e00; background: #fff8e0; color: #1b1f24; overflow-wrap: anywhere; }
.b-ocr { color: #7a3b00; font-size: .9rem; }
.b-calc { font-family: ui-monospace, "DejaVu Sans Mono", monospace; background: #f3f5f8; padding: .5rem .75rem; border-radius: .5rem; overflow-x: auto; margin: 0 0 .5rem; }
.b-calc-title, .b-subtitle { font-weight: 600; font-size: 1rem; margin: .25rem 0 .35rem; padding: 0; }
.b-unsure { border-left: 4px solid #a65e00; padding-left: .75rem; margin: 0; color: #7a3b00; }
.b-panel-title { font-size: 1.05rem; font-weight: 700; margin: .75rem 0 0; padding: 0; }
.b-scroll { overflow: auto; max-height: 70vh; border: 1px solid #d5dae0; border-radius: .5rem; }
.b-scroll table { border-collapse: collapse; width: 100%; margin: 0; font-variant-numeric: tabular-nums; }
.b-scroll caption { caption-side: top; text-align: left; font-weight: 600; padding: .5rem .75rem; color: #1b1f24; }
.b-scroll th, .b-scroll td { border-bottom: 1px solid #e3e7ec; padding: .35rem .75rem; text-align: right; font-size: .92rem; color: #1b1f24; }
.b-scroll th[scope=row], .b-scroll thead th:first-child { text-align: left; font-weight: 500; }
.b-scroll thead th { background: #f3f5f8; font-weight: 600; vertical-align: bottom; }
.b-scroll tr.b-row th, .b-scroll tr.b-row td { background: #fff8e0; }
.b-scroll .b-num { white-space: nowrap; }
.b-scroll .b-marked, .b-scroll tr.b-row .b-marked { background: #ffd600; outline: 2px solid #a65e00; outline-offset: -2px; font-weight: 700; }
.b-page { border: 1px solid #d5dae0; border-radius: .5rem; padding: .75rem 1rem; max-height: 70vh; overflow: auto; }
.b-page p { margin: 0; line-height: 1.55; overflow-wrap: anywhere; }
.b-page mark { background: #ffd600; outline: 2px solid #a65e00; color: #1b1f24; }
.b-report { font-weight: 600; margin: 0; overflow-wrap: anywhere; line-height: 1.3; }
.b-report-facts { color: #3d4750; font-size: .85rem; margin: 0; overflow-wrap: anywhere; }
[data-testid="stChatMessageAvatarUser"], [data-testid="stChatMessageAvatarAssistant"] { display: none; }
[data-testid="stChatMessage"] { padding: .25rem 0; background: transparent; }
[data-testid="stChatMessage"]:has([data-testid="stChatMessageAvatarUser"]) { background: #e8eef6; padding: .6rem 1rem; border-radius: .75rem; width: fit-content; max-width: 90%; margin-left: auto; scroll-margin-top: 1rem; }
[data-testid="stChatMessage"]:has([data-testid="stChatMessageAvatarUser"]) [data-testid="stText"] { font-weight: 600; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: #4a5560 !important; opacity: 1; }
.b-image { overflow-x: auto; border: 1px solid #d5dae0; border-radius: .5rem; }
.b-image img { display: block; width: 100%; max-width: none; }
.b-image-told { color: #4a5560; font-size: .88rem; margin: .35rem 0 0; }
[data-testid="stBottomBlockContainer"] { max-width: 52rem; padding-bottom: 1.5rem; }
[data-testid="stSidebarUserContent"] { padding-top: 0; }
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: .5rem; }
[data-testid="stDialog"] > div { max-width: 58rem; }
[data-testid="stHeader"] { background: transparent; }
[data-testid="stStatusWidget"], [data-testid="stDecoration"] { display: none; }
button:focus-visible, [tabindex]:focus-visible, summary:focus-visible { outline: 3px solid #a65e00 !important; outline-offset: 2px; }
[class*="st-key-example-"] button > div, [class*="-alternative-"] button > div, [class*="-follow-"] button > div { justify-content: flex-start; width: 100%; text-align: left; }
@media (max-width: 640px) {
  /* A page shrunk to a telephone can't be read: it keeps its size and is moved sideways. */
  .b-image img { width: 640px; }
  .block-container { padding-left: 1rem; padding-right: 1rem; padding-top: 3rem; }
  .b-number { font-size: 2.4rem; }
  .b-title { font-size: 1.5rem; }
}
</style>
"""

_SCRIPT = """
<script>
(() => {
  const words = WORDS;
  const page = document;
  const swap = (node) => {
    for (const name of ["aria-label", "title", "placeholder"]) {
      const known = node.getAttribute && words[node.getAttribute(name)];
      if (known) node.setAttribute(name, known);
      const removes = name === "aria-label" && /^Remove (.+)$/.exec(node.getAttribute(name) || "");
      if (removes) node.setAttribute(name, `Ta bort ${removes[1]}`);
    }
    if (node.childElementCount !== 0) return;
    const limit = /^(?:Limit )?([0-9]+) ?MB per file/.exec(node.textContent);
    if (limit) node.textContent = `Högst ${limit[1]} MB per fil`;
    else if (words[node.textContent]) node.textContent = words[node.textContent];
  };
  const sweep = () => {
    if (page.documentElement.lang !== "sv") page.documentElement.lang = "sv";
    page.querySelectorAll(".b-image[data-mark]:not([data-moved])").forEach((box) => {
      box.dataset.moved = "yes";
      const move = () => { box.scrollLeft = box.dataset.mark * box.scrollWidth - box.clientWidth / 2; };
      box.querySelector("img").addEventListener("load", move);
      move();
    });
    page.querySelectorAll(".b-scroll:not([data-moved])").forEach((box) => {
      const cell = box.querySelector(".b-marked");
      if (!cell) return;
      box.dataset.moved = "yes";
      box.scrollLeft = cell.offsetLeft + cell.offsetWidth / 2 - box.clientWidth / 2;
      box.scrollTop = cell.offsetTop - box.clientHeight / 2;
    });
    page.querySelectorAll("[aria-label],[title],[placeholder],button,button *,a[href='#main'],[data-testid=stSkipToContent],[data-testid=stFileUploaderDropzone] *").forEach(swap);
  };
  sweep();
  if (!window.belaggSwedish) {
    window.belaggSwedish = new MutationObserver(sweep);
    window.belaggSwedish.observe(page.body, {childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "title"]});
  }
})();
</script>
"""


_SCROLL = """
<script data-turns="TURNS">
(() => {
  const show = () => {
    const asked = document.querySelectorAll("[data-testid=stChatMessage]:has([data-testid=stChatMessageAvatarUser])");
    if (asked.length) asked[asked.length - 1].scrollIntoView({block: "start"});
  };
  // Pictures arrive late and push the page along; a user who has begun to scroll is left alone.
  const waits = [50, 300, 800, 1500, 2500].map((wait) => setTimeout(show, wait));
  const leave = () => waits.forEach(clearTimeout);
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach((act) => document.addEventListener(act, leave, {once: true}));
})();
</script>
"""


def show_last_question(turns: int) -> None:
    """Put the latest question at the top of the window, so that its answer begins in sight."""
    st.html(_SCROLL.replace("TURNS", str(turns)), unsafe_allow_javascript=True)


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
    st.html(_CSS)
    st.html(_SCRIPT.replace("WORDS", json.dumps(_SWEDISH)), unsafe_allow_javascript=True)

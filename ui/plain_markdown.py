"""Text from reports in Streamlit's labels, which are all read as Markdown."""

from __future__ import annotations

import string

_ESCAPED = str.maketrans({char: f"\\{char}" for char in string.punctuation})


def plain_markdown(text: str) -> str:
    """The text as Markdown shows it unchanged, on one line: a report may hold anything.

    >>> print(plain_markdown("![bild](http://x) :red[a] 1. $x$"))
    \\!\\[bild\\]\\(http\\:\\/\\/x\\) \\:red\\[a\\] 1\\. \\$x\\$
    """
    return " ".join(text.split()).translate(_ESCAPED)

from __future__ import annotations

from service.http_models import CandidateBody, ExplanationBody, ReadingRowBody
from ui.explain_panel import candidates_to_html, reading_to_html

EXPLANATION = ExplanationBody(
    reading=[ReadingRowBody(name="Söker", text="ett tal"), ReadingRowBody(name="Tid", text="<i>2031</i>")],
    why="Svaret vann på tiden.",
    part_names={"ord": "frågans ord", "löptext": "löpande text i stället för tabell"},
)
CANDIDATES = [
    CandidateBody(
        label="<b>Staben</b> × Utfall", value="3 tkr", source="a.pdf", page="4", score=9.54, parts={"ord": 9.54}, chosen=True
    ),
    CandidateBody(label="En mening.", value="", source="b.txt", page="Bilaga 1 s. 2", score=1.0, parts={"ord": 2.5, "löptext": -1.5, "nämnd": 0.0}),
]  # fmt: skip


def test_the_reading_and_the_reason_are_shown_as_text() -> None:
    html = reading_to_html(EXPLANATION)
    assert "<dt>Söker</dt><dd>ett tal</dd>" in html
    assert "&lt;i&gt;2031&lt;/i&gt;" in html
    assert "Svaret vann på tiden." in html


def test_the_chosen_reading_is_marked_in_words() -> None:
    html = candidates_to_html(CANDIDATES, EXPLANATION.part_names)
    assert html.count("Svaret") == 1
    assert "1 <strong>Svaret</strong>" in html
    assert "&lt;b&gt;Staben&lt;/b&gt; × Utfall" in html


def test_parts_are_named_in_words_and_empty_ones_left_out() -> None:
    html = candidates_to_html(CANDIDATES, EXPLANATION.part_names)
    assert "frågans ord&nbsp;2,5, löpande text i stället för tabell&nbsp;−1,5" in html
    assert "nämnd" not in html
    assert "b.txt, Bilaga 1 s. 2" in html

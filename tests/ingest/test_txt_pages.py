"""Pages of an extract begin where the printed ones did, and bear their printed numbers."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ingest.txt_lines import joined
from ingest.txt_pages import text_to_pages

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[3] / "shared"))


def starts(text: str) -> list[tuple[str, int]]:
    return [(page.label, page.lines[0].number) for page in text_to_pages(text) if page.lines]


def marked(*pages: list[str]) -> str:
    """Double-spaced pages as the marking extractor writes them: a space more in front of each page's first line."""
    return (
        "\n".join("\n\n".join([f" {lines[0]} ", *(f"{line} " for line in lines[1:])]) for lines in pages)
        + "\n"
    )


LINES = ["Nämnden har under året arbetat med sina mål", "och redovisar dem här."]


def test_a_space_more_in_front_begins_a_page() -> None:
    assert starts(
        marked(["Inledning", *LINES], ["Ekonomi", *LINES], ["fortsättning av meningen", *LINES])
    ) == [
        ("1", 1),
        ("2", 6),
        ("3", 11),
    ]


def test_the_first_line_loses_the_space_that_marked_it() -> None:
    pages = text_to_pages(marked(["Inledning", *LINES], ["Ekonomi", *LINES]))
    assert [page.lines[0].text for page in pages] == ["Inledning ", "Ekonomi "]


def test_a_table_line_with_an_empty_first_cell_is_no_page() -> None:
    text = marked(["Ekonomi", *LINES, "  Utfall Budget", " 0 0", " 140"]) + " 0 \n"
    assert starts(text) == [("1", 1)]


def test_a_table_line_with_an_empty_first_cell_and_one_space_more_is_one() -> None:
    text = marked(["Ekonomi", "  2024 2025", "Skola 4 5"]) + "   2024 2025 \n\nVård 6 7 \n"
    assert starts(text) == [("1", 1), ("2", 6)]


def test_a_page_that_begins_with_a_number_of_its_sentence() -> None:
    assert starts(
        marked(["Ekonomi", "Avvikelsen är högre kostnader om"], ["414 miljoner kronor.", *LINES])
    ) == [
        ("1", 1),
        ("2", 4),
    ]


def test_a_surviving_number_labels_all_pages() -> None:
    text = (
        marked(["Inledning", *LINES], ["Mål", *LINES])
        + "\n \n\n\n  \n\nSida 7 av 20 \n\n \n\nEkonomi \n"
        + marked(["Personal", *LINES])
    )
    assert [label for label, _ in starts(text)] == ["5", "6", "7", "8"]


def test_a_lone_number_between_blank_lines_is_a_page_number() -> None:
    text = (
        marked(["Inledning", *LINES])
        + "\n \n\n\n  \n\n4 \n\n \n\nMål \n"
        + marked(["Ekonomi", *LINES])
        + "\n \n\n\n  \n\n6 \n\n \n\nSlut \n"
    )
    assert [label for label, _ in starts(text)] == ["3", "4", "5", "6"]


def test_an_appendix_with_its_own_numbers() -> None:
    text = (
        marked(["Inledning", *LINES])
        + "\n \n\n\n  \n\nSida 2 av 2 \n\n \n\nEkonomi \n"
        + marked(["Bilaga 1, Måluppfyllelse", *LINES], ["Namn Kommentar", *LINES])
        + "\n\n\n3(4)  \n\n \n\nNamn Kommentar \n"
        + marked(["Tandvård", *LINES], ["Bilaga 2, Investeringar", *LINES], ["Objekt", *LINES])
    )
    assert [label for label, _ in starts(text)] == [
        "1",
        "2",
        "Bilaga 1 s. 1",
        "Bilaga 1 s. 2",
        "Bilaga 1 s. 3",
        "Bilaga 1 s. 4",
        "Bilaga 2",
        "Bilaga 2",
    ]


def test_an_appendix_in_a_report_without_printed_numbers_is_counted_on() -> None:
    text = marked(["Inledning", *LINES], ["Bilaga 1, Investeringar", *LINES])
    assert [label for label, _ in starts(text)] == ["1", "2"]


def test_slides_are_parted_by_three_empty_lines() -> None:
    text = "Ekonomi\n\n▪ Utfall \n\n\n\nPersonal\nANTAL\n\n▪ Fler\n\n\n\n\nTack\n"
    assert starts(text) == [("1", 1), ("2", 7), ("3", 15)]


def test_two_empty_lines_do_not_part_slides() -> None:
    assert starts("Ekonomi\n\n\n▪ Utfall\n\n\n▪ Budget\n") == [("1", 1)]


def test_form_feeds_decide_and_empty_pages_count() -> None:
    text = "Omslag\n\f\fMål\n\n\n\nmer\n\fEkonomi\n\f"
    pages = text_to_pages(text)
    assert [(page.label, [line.words for line in page.lines]) for page in pages] == [
        ("1", ["Omslag"]),
        ("2", []),
        ("3", ["Mål", "mer"]),
        ("4", ["Ekonomi"]),
    ]


@pytest.mark.parametrize(
    ("feet", "labels"),
    [
        pytest.param(["3 (40)", "4 (40)", "5 (40)"], ["3", "4", "5"], id="number and total"),
        pytest.param(["Sida 1", "Sida 2", "Sida 3"], ["1", "2", "3"], id="word and number"),
        pytest.param(["Omslag", "2", "3"], ["1", "2", "3"], id="bare numbers that agree with each other"),
        pytest.param(
            ["Delårsrapport   11 (30)", "Delårsrapport   12 (30)", "13 (30)"],
            ["11", "12", "13"],
            id="behind a title",
        ),
        pytest.param(["40", "18", "7"], ["1", "2", "3"], id="bare numbers that do not agree are figures"),
        pytest.param(["Omslag", "1", "2", "3"], ["1", "1", "2", "3"], id="bare numbers after a cover"),
        pytest.param(
            ["Omslag", "Innehåll", "Sida 1", "Sida 2"], ["1", "2", "1", "2"], id="after cover and contents"
        ),
        pytest.param(
            ["Rad", "Rad", "Rad", "Rad", "Rad", "3", "4", "Rad"],
            ["1", "2", "3", "4", "5", "6", "7", "8"],
            id="two figures of many pages are no numbering that begins late",
        ),
    ],
)
def test_numbers_printed_on_form_feed_pages(feet: list[str], labels: list[str]) -> None:
    text = "\f".join(
        f"Rubrik {chr(65 + i)}\n\nText om verksamheten\n\n{foot}\n" for i, foot in enumerate(feet)
    )
    assert [label for label, _ in starts(text)] == labels


def test_page_numbers_alone_part_pages_when_nothing_else_does() -> None:
    text = "Mål\nText\nSida 1 av 3\nEkonomi\nText\nSida 2 av 3\nPersonal\nText\nSida 3 av 3\n"
    assert starts(text) == [("1", 1), ("2", 4), ("3", 7)]


def test_printed_numbers_are_known_as_such() -> None:
    text = "Mål\n\n3 (9)\n\fEkonomi\n\n4 (9)\n"
    assert [page.outside for page in text_to_pages(text)] == [frozenset({3}), frozenset({6})]


def body(page: int) -> list[str]:
    """Lines that stand on that page alone."""
    place = ["Ekvik", "Furuås", "Granlund", "Hassela", "Idbacken", "Jonsered", "Kråknäs"][page]
    return [
        f"{words} i {place}" for words in ("Text", "Mer text", "Ännu mer", "Och så", "Vidare", "Till sist")
    ]


@pytest.mark.parametrize(
    ("heads", "labels"),
    [
        pytest.param(
            ["", "1Vaxby stad | Plan 2031", "2Vaxby stad | Plan 2031", "3Vaxby stad | Plan 2031"],
            ["1", "1", "2", "3"],
            id="glued in front",
        ),
        pytest.param(
            ["Vaxby stads plan 20311", "Vaxby stads plan 20312", "Vaxby stads plan 20313"],
            ["1", "2", "3"],
            id="glued to a year",
        ),
        pytest.param(
            ["4 | Vaxby stad, plan 2031", "5 | Vaxby stad, plan 2031", "6 | Vaxby stad, plan 2031"],
            ["4", "5", "6"],
            id="in front of a sign",
        ),
        pytest.param(
            ["Vaxby stad – sidan 7", "Vaxby stad – sidan 8", "Vaxby stad – sidan 9"],
            ["7", "8", "9"],
            id="behind a word",
        ),
        pytest.param(
            ["", *(f"Vaxby plan {n}" for n in (1, 2, 3)), *(f"Tekniska nämnden {n}" for n in (1, 2, 3))],
            ["1", "1", "2", "3", "1", "2", "3"],
            id="a part that begins again",
        ),
    ],
)
@pytest.mark.parametrize("foot", [False, True])
def test_running_lines_number_their_pages_and_are_no_text(
    heads: list[str], labels: list[str], foot: bool
) -> None:
    text = "\f".join(
        "\n".join([*body(i), head] if foot else [head, *body(i)]) for i, head in enumerate(heads)
    )
    pages = text_to_pages(text)
    assert [page.label for page in pages] == labels
    assert [[line.words for line in page.text_lines] for page in pages] == [
        body(i) for i in range(len(heads))
    ]
    assert all(page.text_lines[0].first for page in pages)


@pytest.mark.parametrize(
    "tops",
    [
        pytest.param(["Mål 1", "Mål 2", "Mål 3"], id="headings that count on"),
        pytest.param(["Nämnd Budget 2031 Utfall 2031"] * 3, id="the header of a table that goes on"),
        pytest.param(["Skola 210 190", "Vård 211 190", "Summa 421 380"], id="rows"),
        pytest.param(["Bilaga 1 Mål i sammandrag", "Bilaga 2 Mål i sammandrag", "Text"], id="appendices"),
    ],
)
def test_other_lines_at_the_top_of_pages_stay_text(tops: list[str]) -> None:
    pages = text_to_pages("\f".join("\n".join([top, *body(i)]) for i, top in enumerate(tops)))
    assert [page.text_lines[0].words for page in pages] == tops


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists() and "CI" not in os.environ, reason="the shared corpus is not here")
def test_every_known_page_of_the_corpus_begins_and_is_labelled_right() -> None:
    known = json.loads((CORPUS / "corpus" / "pages.json").read_text(encoding="utf-8"))
    for name, pages in known.items():
        found = starts((CORPUS / "corpus" / "txt" / name).read_text(encoding="utf-8"))
        assert [
            page for page in ((page["page"], page["first_line"]) for page in pages) if page not in found
        ] == [], name


def test_words_broken_without_a_hyphen_are_put_together_where_lines_end_with_spaces() -> None:
    text = " Mål \n\nUpphan\ndling av vård \n\nLäkemedel \noch hjälpmedel \n\n" + "".join(
        f"Rad {i} \n\n" for i in range(8)
    )
    (page,) = text_to_pages(text)
    assert joined([line.words for line in page.lines[1:3]]) == "Upphandling av vård"
    assert joined([line.words for line in page.lines[3:5]]) == "Läkemedel och hjälpmedel"
    assert [line.printed for line in page.lines][:3] == ["Mål", "Upphan", "dling av vård"]

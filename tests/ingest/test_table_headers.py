"""Header rows give every column its full path."""

from __future__ import annotations

from ingest.records import Grid
from ingest.table_headers import header_paths, is_header_row, with_whole_header
from tests.ingest.small_grids import make_grid, make_row


def test_spans_spread_their_group() -> None:
    header = (
        make_row(("Mkr", "Kommun", None, "Koncern"), spans={1: 2}),
        make_row(("", "2025", "2024", "2025")),
    )
    headers = header_paths(header, 4)
    assert headers.paths == (("Mkr",), ("Kommun", "2025"), ("Kommun", "2024"), ("Koncern", "2025"))
    assert headers.stub == "Mkr"


def test_a_header_wrapped_over_rows_is_no_group() -> None:
    headers = header_paths((make_row(("", "Utfall", "")), make_row(("", "ack 2025", "Budget"))), 3)
    assert headers.paths[1:] == (("Utfall", "ack 2025"), ("Budget",))


def test_no_header_gives_empty_paths() -> None:
    assert header_paths((), 3).paths == ((), (), ())


def test_rows_of_dates_are_headers_again() -> None:
    assert is_header_row(make_row(("PANTER", "2025-08", "2024-12")).cells)
    assert is_header_row(make_row(("Not", "2024", "2023")).cells)
    assert not is_header_row(make_row(("Kassa", "30", "29")).cells)
    assert not is_header_row(make_row(("Färdigt", "2026")).cells)  # one year may be a figure
    assert not is_header_row(make_row(("Rubrik", "", "")).cells)


def test_header_rows_taken_for_body_rows_are_put_back() -> None:
    grid = make_grid(
        [("Specialitet", "Väntande", "varav över")],
        [("", "totalt", "90 dagar"), ("Hud", "906", "142"), ("", "totalt", "90 dagar"), ("Ögon", "12", "5")],
    )
    whole = with_whole_header(grid)
    assert [row.quote for row in whole.rows] == ["Hud 906 142", "Ögon 12 5"]
    assert header_paths(whole.header, 3).paths[2] == ("varav över", "90 dagar")


def test_a_grid_without_a_header_gets_the_words_above_its_figures() -> None:
    whole = with_whole_header(make_grid([], [("Mkr", "Utfall", "Budget"), ("Intäkter", "5", "6")]))
    assert (len(whole.header), len(whole.rows)) == (1, 1)


def test_tables_of_words_keep_their_rows() -> None:
    grid = make_grid([("Möte", "Ärende")], [("22 januari", "Budget"), ("3 mars", "Bokslut")])
    assert with_whole_header(grid) is grid
    section_first = make_grid([("Mkr", "2025", "2024")], [("TILLGÅNGAR", "", ""), ("Kassa", "5", "6")])
    assert isinstance(with_whole_header(section_first), Grid)
    assert len(with_whole_header(section_first).rows) == 2


def test_the_line_that_names_the_labels_ends_the_header() -> None:
    above = [("", "", "Medlemmar", "31 dec", "Bidrag")]
    names = ("Distrikt", "Föreningar", "2024", "2025", "tkr")
    figures = ("Norr", "21", "3 812", "3 695", "640")
    whole = with_whole_header(make_grid(above, [names, figures]))
    assert [row.quote for row in whole.header] == ["Medlemmar 31 dec Bidrag", " ".join(names)]
    assert len(whole.rows) == 1


def test_a_row_of_words_under_a_header_with_names_stays() -> None:
    grid = make_grid(
        [("Mål", "2024", "2025")], [("Nöjda elever", "Ja", "Nej"), ("Behöriga elever", "84", "86")]
    )
    assert with_whole_header(grid) == grid

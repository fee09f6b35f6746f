from __future__ import annotations

from index.passage_terms import FIGURE_WEIGHT, HEADING_WEIGHT, passage_to_units
from index.passages import report_to_passages
from tests.index.small_reports import TABLE, make_block, make_report, make_table, simple_report


def test_a_text_is_one_unit_and_its_headings_count_less() -> None:
    (passage,) = report_to_passages(simple_report("r", "Buss och buss."))
    assert passage_to_units(passage) == [
        {"delårsrapport": HEADING_WEIGHT, "delår": HEADING_WEIGHT, "rapport": HEADING_WEIGHT,
         "avsnit": HEADING_WEIGHT, "1": HEADING_WEIGHT, "buss": 2.0}
    ]  # fmt: skip


def test_a_table_has_a_unit_for_itself_and_one_for_each_row_with_its_headers() -> None:
    table = make_table("t", "Resor", ("Trafik", "Utfall"), (("Buss", "12"), ("Tåg", "7")))
    (passage,) = report_to_passages(
        make_report("r", (make_block(TABLE, "", ("Ekonomi",), grid=0),), (table,))
    )
    whole, bus, train = passage_to_units(passage)
    assert (whole["buss"], whole["tåg"], whole["12"]) == (1.0, 1.0, FIGURE_WEIGHT)
    assert (bus["buss"], bus["utfall"], bus["res"]) == (1.0, 1.0, HEADING_WEIGHT)
    assert "tåg" not in bus
    assert "buss" not in train

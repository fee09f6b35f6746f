"""Which leading columns of a grid tell its rows apart."""

from __future__ import annotations

import pytest

from ingest.row_labels import label_columns
from tests.ingest.small_grids import make_grid

CODED = [
    ["1", "P", "6289", "Simhall", "1 000"],
    ["2", "N", "", "Bokbuss", "450"],
    ["3", "N", "", "Rinken", "0"],
]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        # Numbers of order, a status and a project's number stand before the names.
        (CODED, 4),
        ([[row[0], *row[3:]] for row in CODED], 2),
        # Amounts before a column of comments are no codes.
        (
            [
                ["1", "12 500", "Simhall", "1 000"],
                ["2", "13 700", "Bokbuss", "450"],
                ["3", "14 100", "Rinken", "0"],
            ],
            1,
        ),
    ],
)
def test_numbers_of_order_and_codes_lead_to_the_names(rows: list[list[str]], count: int) -> None:
    assert label_columns(make_grid([[""] * len(rows[0])], rows)) == count

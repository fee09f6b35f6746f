import pytest

from eval.bench import Measure, measures_to_table, percentile


@pytest.mark.parametrize(
    ("values", "percent", "found"),
    [
        ([5.0], 50, 5.0),
        ([5.0], 95, 5.0),
        ([float(n) for n in range(1, 101)], 95, 95.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
    ],
)
def test_percentile(values: list[float], percent: int, found: float) -> None:
    assert percentile(values, percent) == found


@pytest.mark.parametrize(("seconds", "holds"), [(4.0, True), (4.1, False)])
def test_a_bar_is_a_ratio_to_the_peer(seconds: float, holds: bool) -> None:
    measure = Measure("work", seconds, "peer", 2.0, 2.0)
    assert measure.holds is holds


def test_the_table_gives_a_verdict() -> None:
    table = measures_to_table(
        [Measure("work", 3.0, "peer", 1.0, 2.0), Measure("rest", 0.5, "peer", 1.0, 2.0)]
    )
    assert [list(column.cells) for column in table.columns][-3:] == [
        ["3.00", "0.50"],
        ["≤ 2", "≤ 2"],
        ["FAILS", "holds"],
    ]

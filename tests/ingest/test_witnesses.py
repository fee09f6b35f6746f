"""Only arithmetic that a table keeps is listed, with the rows that break it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Gap
from ingest.witnesses import column_checks, find_checks, row_sums, running_sums


def figures(*rows: tuple[str, ...]) -> list[list[Decimal | None]]:
    return [[None, *(Decimal(text) if text else None for text in row)] for row in rows]


def test_outcome_less_budget_is_the_deviation() -> None:
    table = figures(
        ("-2371", "-2060", "-311"), ("-93", "-102", "8"), ("-198", "-211", "13"), ("-1222", "-1460", "237")
    )
    (check,) = column_checks(table)
    assert (check.rule, check.holds, check.almost, check.fails) == ("column 1 - column 2 = column 3", 4, 0, 0)


def test_the_sign_of_the_deviation_decides_the_order() -> None:
    table = figures(("751", "921", "170"), ("-4491", "-4700", "-209"), ("-109", "-118", "-9"))
    assert [check.rule for check in column_checks(table)] == ["column 2 - column 1 = column 3"]


def test_a_broken_row_is_named() -> None:
    table = figures(("3751", "3823", "72"), ("159", "163", "4"), ("17", "20", "3"), ("642", "652", "31"))
    (check,) = column_checks(table)
    assert (check.holds, check.fails, check.failing_rows) == (3, 1, (3,))


def test_two_groups_of_equal_columns_have_a_rule_each() -> None:
    table = figures(
        ("100", "90", "10", "100", "40", "60"),
        ("80", "85", "-5", "80", "20", "60"),
        ("70", "30", "40", "70", "10", "60"),
    )
    assert [check.rule for check in column_checks(table)] == [
        "column 1 - column 2 = column 3",
        "column 4 - column 5 = column 6",
    ]


def test_a_total_column_at_the_left_is_a_sum() -> None:
    table = figures(("30", "10", "20"), ("70", "25", "45"), ("11", "4", "7"))
    assert [check.rule for check in column_checks(table)] == ["column 2 + column 3 = column 1"] or [
        check.rule for check in column_checks(table)
    ] == ["column 1 - column 2 = column 3"]


def test_noughts_and_copies_prove_nothing() -> None:
    assert column_checks(figures(("0", "0", "0"), ("0", "0", "0"), ("0", "0", "0"))) == ()
    assert column_checks(figures(("3", "1", "2"), ("3", "1", "2"))) == ()


def test_unrelated_columns_have_no_rule() -> None:
    assert (
        column_checks(
            figures(("812", "121", "100"), ("406", "39", "60"), ("733", "166", "120"), ("906", "142", "200"))
        )
        == ()
    )


def test_totals_add_up_the_rows_above_between_totals() -> None:
    table = figures(("10", "1"), ("20", "2"), ("30", "3"), ("5", "5"), ("6", "7"), ("11", "12"))
    sums = row_sums(table, [2, 5])
    assert [(one.total, one.parts) for one in sums] == [(2, (0, 1)), (5, (3, 4))]
    assert [one.check.rule for one in sums] == ["row 2 = sum of rows 0-1", "row 5 = sum of rows 3-4"]


def test_a_total_may_stand_first() -> None:
    (one,) = row_sums(figures(("30",), ("10",), ("20",)), [0])
    assert one.parts == (1, 2)


def test_parts_are_not_counted_twice() -> None:
    (one,) = row_sums(figures(("10",), ("4",), ("20",), ("30",)), [3], parts={1})
    assert one.parts == (0, 2)


def test_rounded_parts_may_be_a_step_off() -> None:
    (check,) = find_checks(figures(("-2,4".replace(",", "."),), ("1.6",), ("2.2",), ("1.5",)), [3])
    assert check.holds == 1


def test_tables_without_figures_have_no_checks() -> None:
    assert find_checks([]) == ()
    assert find_checks([[None, None], [None, None]], [1]) == ()


@given(
    st.lists(
        st.tuples(st.integers(-5000, 5000), st.integers(-5000, 5000)), min_size=3, max_size=12, unique=True
    )
)
def test_every_table_of_differences_keeps_its_rule(pairs: list[tuple[int, int]]) -> None:
    telling = [(one, other) for one, other in pairs if one and other and one != other]
    table = [[None, Decimal(one), Decimal(other), Decimal(one - other)] for one, other in pairs]
    checks = column_checks(table)
    assert len(telling) < 2 or any(check.fails == 0 and check.holds == len(pairs) for check in checks)


def test_subtotals_without_a_word_for_it_count_once() -> None:
    """An income statement: each result is the one before and the rows since."""
    table = figures(
        ("412.6", "401.3"), ("-1987.4", "-1861.9"), ("-78.2", "-74.5"), ("-1653.0", "-1535.1"),
        ("1288.9", "1226.7"), ("398.1", "366.2"), ("34.0", "57.8"),
    )  # fmt: skip
    assert [one.check.rule for one in running_sums(table, ())] == [
        "row 3 = sum of rows 0-2",
        "row 6 = sum of rows 3-5",
    ]


def test_a_result_adds_up_the_totals_that_words_announce() -> None:
    table = figures(("500", "600"), ("400", "300"), ("900", "900"), ("-250", "-300"), ("-350", "-400"), ("-600", "-700"), ("300", "200"))  # fmt: skip
    announced = row_sums(table, [2, 5])
    assert [one.parts for one in running_sums(table, announced)] == [(2, 5)]


def test_figures_that_agree_in_one_column_alone_are_no_sum() -> None:
    assert running_sums(figures(("100", "7"), ("200", "8"), ("300", "9")), ()) == ()


def test_a_broken_sum_tells_what_it_comes_to_and_what_is_printed() -> None:
    (one,) = row_sums(figures(("100", "70", "5"), ("200", "80", "6"), ("300", "160", "11")), [2])
    assert (one.check.holds, one.check.fails, one.check.failing_rows) == (2, 1, (2,))
    assert one.check.gaps == (Gap(row=2, column=2, computed=Decimal(150), printed=Decimal(160)),)


def test_a_broken_difference_names_its_cell() -> None:
    (check,) = column_checks(
        figures(("5", "3", "2"), ("15", "3", "12"), ("25", "3", "22"), ("25", "13", "30"))
    )
    assert check.gaps == (Gap(row=3, column=3, computed=Decimal(12), printed=Decimal(30)),)


def test_changes_in_per_cent_are_not_meant_to_add_up() -> None:
    table = figures(("1018", "957", "6.4"), ("2874", "2679", "7.3"), ("3892", "3636", "7.0"))
    (one,) = row_sums(table, [2], shares={3})
    assert (one.check.holds, one.check.fails, one.check.gaps) == (2, 0, ())


def test_shares_of_a_whole_that_add_up_are_a_witness() -> None:
    (one,) = row_sums(figures(("30", "60.0"), ("20", "40.0"), ("50", "100.0")), [2], shares={2})
    assert (one.check.holds, one.check.fails) == (2, 0)

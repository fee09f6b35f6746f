"""The rate limit with a clock that stands still until it is told."""

from __future__ import annotations

import pytest

from service.api_guards import MAX_REMEMBERED_CLIENTS, RateLimit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_worth_may_come_at_once_and_then_evenly() -> None:
    clock = Clock()
    limit = RateLimit(60, clock)
    assert [limit.seconds_to_wait("a") for _ in range(60)] == [0.0] * 60
    assert limit.seconds_to_wait("a") == pytest.approx(1.0)
    clock.now = 0.5
    assert limit.seconds_to_wait("a") == pytest.approx(0.5)
    clock.now = 1.0
    assert limit.seconds_to_wait("a") == 0.0
    assert limit.seconds_to_wait("a") > 0


def test_each_client_has_its_own_and_rest_fills_no_more_than_a_minute() -> None:
    clock = Clock()
    limit = RateLimit(2, clock)
    assert [limit.seconds_to_wait(client) for client in "aab"] == [0.0, 0.0, 0.0]
    assert limit.seconds_to_wait("a") > 0
    clock.now = 3600.0
    assert [limit.seconds_to_wait("a") > 0 for _ in range(3)] == [False, False, True]


def test_the_memory_of_clients_has_an_end() -> None:
    limit = RateLimit(1, Clock())
    for number in range(MAX_REMEMBERED_CLIENTS + 10):
        limit.seconds_to_wait(str(number))
    assert limit.seconds_to_wait("0") == 0.0  # forgotten
    assert limit.seconds_to_wait(str(MAX_REMEMBERED_CLIENTS + 9)) > 0

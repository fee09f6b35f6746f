from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from ingest.limits import Limits
from service.errors import SettingsError
from service.settings import Settings, read_settings, setting_rows

README = Path(__file__).parents[2] / "README.md"


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({"BELAGG_PORT": " ", "PORT": "1"}) == Settings()


def test_the_environment_is_read_by_type() -> None:
    settings = read_settings({"BELAGG_DATA": "/srv/belagg", "BELAGG_PORT": "9000", "BELAGG_MODEL": "modell"})
    assert (settings.data, settings.port, settings.model) == (Path("/srv/belagg"), 9000, "modell")


def test_an_option_that_was_given_goes_before_the_environment() -> None:
    environment = {"BELAGG_PORT": "9000", "BELAGG_HOST": "0.0.0.0"}
    settings = read_settings(environment, port=9001, host=None)
    assert (settings.port, settings.host) == (9001, "0.0.0.0")


@pytest.mark.parametrize("value", ["abc", "-1", "0", "8000.0", "٣", "1e3"])
def test_a_number_that_is_none_is_refused_by_name(value: str) -> None:
    with pytest.raises(
        SettingsError, match=re.escape(f"BELAGG_PORT ska vara ett heltal som är minst 1, men är {value!r}.")
    ):
        read_settings({"BELAGG_PORT": value})


def test_nought_is_allowed_where_it_means_none() -> None:
    assert read_settings({"BELAGG_REQUESTS_PER_MINUTE": "0"}).requests_per_minute == 0


def test_limits_follow_the_settings() -> None:
    settings = read_settings({"BELAGG_MAX_UPLOAD_MB": "2", "BELAGG_MAX_PAGES": "7"})
    assert settings.limits() == Limits(max_bytes=2 * 1024 * 1024, max_pages=7)
    assert Settings().limits() == Limits()


def test_every_setting_is_documented_with_its_default() -> None:
    documented = re.search(
        r"<!-- settings.*?-->\n(.*?)<!-- end of settings -->", README.read_text("utf-8"), re.DOTALL
    )
    assert documented
    rows = documented[1].strip().splitlines()[2:]
    expected = [
        f"| `{row.variable}` | {f'`{row.default}`' if row.default else '–'} | {row.help} |"
        for row in setting_rows()
    ]
    assert rows == expected


def test_every_help_is_a_sentence() -> None:
    rows = list(setting_rows())
    assert len(rows) == len(fields(Settings))
    for row in rows:
        assert row.help[0].isupper()
        assert row.help.endswith(".")

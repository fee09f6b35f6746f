"""Public bodies are found in all their forms."""

from __future__ import annotations

import pytest

from ingest.bodies import Bodies, Body

BODIES = Bodies.general()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hälso- och sjukvårdsnämnden", "Hälso- och sjukvårdsnämnden"),
        ("hälso- och sjukvårdsnämndens budget", "Hälso- och sjukvårdsnämnden"),
        ("HÄLSO- OCH SJUKVÅRDSNÄMNDEN", "Hälso- och sjukvårdsnämnden"),
        ("Hälso- och sjukvårdnämnden", "Hälso- och sjukvårdsnämnden"),  # a letter missing
        ("Regionstyrelse", "Regionstyrelsen"),
        ("REGIONSTYRELSEN", "Regionstyrelsen"),
        ("kommunstyrelsens", "Kommunstyrelsen"),
        ("regionala utvecklingsnämndens", "Regionala utvecklingsnämnden"),
        ("Tekniska nämnden", "Tekniska nämnden"),
        ("Gemensam IT-nämnd", "Gemensamma IT-nämnden"),
        ("Barn- och utbildningsnämnd", "Barn- och utbildningsnämnden"),
        ("Klimat- och skärgårdsnämnden", "Klimat- och skärgårdsnämnden"),  # in no list
        ("Kommunfullmäktiges presidium", "Kommunfullmäktige"),
        ("HSN:s underskott", "Hälso- och sjukvårdsnämnden"),
        ("KTN", "Kollektivtrafiknämnden"),
        ("Revision", "Revisionen"),
    ],
)
def test_one_body_is_named(text: str, name: str) -> None:
    assert BODIES.name_of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "nämnden",
        "samtliga nämnder",
        "styrelsen",
        "Länsstyrelsen",
        "Socialstyrelsen",
        "en extern revision av miljön",
        "ktn",  # an abbreviation is upper case
        "RUN/KTN",
        "Kommunstyrelsen och socialnämnden",  # two
    ],
)
def test_no_single_body_is_named(text: str) -> None:
    assert BODIES.name_of(text) is None


def test_the_place_of_each_body_is_given() -> None:
    text = "Både KS och socialnämnden"
    assert [(text[one.start : one.end], one.abbreviation) for one in BODIES.find_bodies(text)] == [
        ("KS", "KS"),
        ("socialnämnden", None),
    ]


def test_an_ambiguous_abbreviation_means_the_body_that_the_report_names() -> None:
    assert BODIES.name_of("TN") is None
    assert BODIES.for_report(["Tekniska nämnden har sammanträtt."]).name_of("TN") == "Tekniska nämnden"
    assert BODIES.for_report(["Trafiknämnden har sammanträtt."]).name_of("TN") == "Trafiknämnden"


def test_what_the_report_introduces_wins() -> None:
    bodies = BODIES.for_report([], [("KN", "Klimatnämnden"), ("XYZ", "ett samarbete")])
    assert bodies.name_of("KN") == "Klimatnämnden"
    assert bodies.name_of("XYZ") is None


def test_a_user_row_is_found_by_its_abbreviation() -> None:
    assert Bodies.general([Body("Hamnnämnden", ("HMN",))]).name_of("HMN") == "Hamnnämnden"

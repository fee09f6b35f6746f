"""Errors of the HTTP API as problem documents (RFC 9457) in Swedish.

Every error the API can answer with is a row of `PROBLEMS`; the documentation and the tests read the same rows.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from index.errors import SearchIndexError
from ingest.errors import BelaggError
from service.errors import (
    EmptyLibraryError,
    LibraryBusyError,
    UnknownPageError,
    UnknownReportError,
    UnknownTableError,
)

logger = logging.getLogger(__name__)

PROBLEM_MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:belagg:problem:"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One sort of error: its status, its Swedish title and the sentence shown when nothing more is known."""

    status: int
    title: str
    detail: str


PROBLEMS: Mapping[str, ProblemKind] = {
    "tom-fraga": ProblemKind(400, "Frågan är tom", "Skriv en fråga."),
    "for-lang-fraga": ProblemKind(400, "Frågan är för lång", "Korta frågan och försök igen."),
    "trasig-begaran": ProblemKind(400, "Begäran gick inte att läsa", "Begäran är inte rätt utformad."),
    "fel-ursprung": ProblemKind(
        403, "Begäran kommer från fel ställe", "Tjänsten tar bara emot begäran från den egna datorn."
    ),
    "okand-adress": ProblemKind(404, "Adressen finns inte", "Kontrollera adressen."),
    "okand-rapport": ProblemKind(404, "Rapporten finns inte", "Rapporten finns inte i biblioteket."),
    "okand-tabell": ProblemKind(404, "Tabellen finns inte", "Tabellen finns inte i biblioteket."),
    "okand-sida": ProblemKind(404, "Sidan finns inte", "Rapporten har ingen sådan sida."),
    "okant-svar": ProblemKind(
        404, "Svaret finns inte", "Länken leder till ett svar som inte finns här. Ställ frågan på nytt."
    ),
    "okand-fraga": ProblemKind(404, "Frågan är inte på väg", "Den är besvarad, eller har inte ställts."),
    "okand-anteckning": ProblemKind(404, "Anteckningen finns inte", "Den kan redan vara borttagen."),
    "kan-inte-angras": ProblemKind(404, "Rapporten går inte att ta tillbaka", "Lägg till filen på nytt."),
    "okant-jobb": ProblemKind(404, "Uppladdningen finns inte", "Det finns ingen uppladdning med det numret."),
    "ingen-sidbild": ProblemKind(
        404, "Sidan har ingen bild", "Rapporten är en textfil. Läs sidans text i stället."
    ),
    "ingen-fil": ProblemKind(404, "Filen finns inte", "Originalfilen finns inte kvar."),
    "fel-metod": ProblemKind(405, "Metoden går inte att använda här", "Adressen tar inte emot den metoden."),
    "pagar-redan": ProblemKind(409, "Rapporten läses in just nu", "Vänta tills inläsningen är klar."),
    "for-stor": ProblemKind(413, "För mycket data", "Begäran är större än tjänsten tar emot."),
    "fel-format": ProblemKind(415, "Formatet stöds inte", "Skicka data i ett format som tjänsten kan läsa."),
    "ogiltiga-uppgifter": ProblemKind(422, "Uppgifterna stämmer inte", "Kontrollera uppgifterna i begäran."),
    "tom-fil": ProblemKind(422, "Filen är tom", "Filen har inget innehåll."),
    "for-manga-fragor": ProblemKind(429, "För många frågor på kort tid", "Vänta en stund och försök igen."),
    "full-ko": ProblemKind(
        429, "För många uppladdningar väntar", "Vänta tills några är klara och försök igen."
    ),
    "internt-fel": ProblemKind(500, "Något gick fel", "Felet är antecknat i tjänstens logg. Försök igen."),
    "sidbild-misslyckades": ProblemKind(500, "Sidan gick inte att rita", "Öppna originalfilen i stället."),
    "inga-rapporter": ProblemKind(
        503, "Det finns inga rapporter att söka i", "Lägg till minst en rapport och fråga igen."
    ),
    "inte-redo": ProblemKind(503, "Tjänsten är inte redo", "Försök igen om en liten stund."),
}

_KIND_BY_STATUS = {404: "okand-adress", 405: "fel-metod", 413: "for-stor", 415: "fel-format"}

_KIND_BY_ERROR: Mapping[type[BelaggError], str] = {
    EmptyLibraryError: "inga-rapporter",
    UnknownReportError: "okand-rapport",
    UnknownPageError: "okand-sida",
    UnknownTableError: "okand-tabell",
    LibraryBusyError: "inte-redo",
    SearchIndexError: "inte-redo",
}

# pydantic's error types -> what is wrong, in Swedish. Types without a row get the general sentence.
_VALIDATION_SENTENCES = {
    "missing": "måste finnas med",
    "json_invalid": "är inte giltig JSON",
    "string_type": "ska vara text",
    "list_type": "ska vara en lista",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "float_parsing": "ska vara ett tal",
    "bool_parsing": "ska vara true eller false",
    "bool_type": "ska vara true eller false",
    "finite_number": "ska vara ett ändligt tal",
    "model_attributes_type": "ska vara ett JSON-objekt",
    "dict_type": "ska vara ett JSON-objekt",
    "period_parsing": "ska vara som 2025, 2025-08 eller 2025-01/2025-08",
    "decimal_parsing": "ska vara ett tal",
    "string_too_short": "är för kort",
    "string_too_long": "är för lång",
    "too_long": "har för många delar",
    "greater_than_equal": "är för litet",
    "less_than_equal": "är för stort",
    "extra_forbidden": "är ett okänt fält",
    "string_unicode": "har tecken som inte går att läsa",
}


class ApiProblem(HTTPException):
    """Raised anywhere in a route; becomes the problem document of its kind."""

    def __init__(
        self, kind: str, detail: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        row = PROBLEMS[kind]
        super().__init__(row.status, detail or row.detail, dict(headers or {}))
        self.kind = kind


def problem_document(kind: str, detail: str | None = None, **more: Any) -> dict[str, Any]:
    """The members of a problem document, in the order RFC 9457 names them."""
    row = PROBLEMS[kind]
    return {
        "type": TYPE_PREFIX + kind,
        "title": row.title,
        "status": row.status,
        "detail": detail or row.detail,
        **more,
    }


def problem_response(
    kind: str, detail: str | None = None, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    return JSONResponse(
        problem_document(kind, detail, **more),
        status_code=PROBLEMS[kind].status,
        media_type=PROBLEM_MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def install_problem_handlers(app: FastAPI) -> None:
    """Turn every exception that leaves a route into a problem document."""
    app.add_exception_handler(HTTPException, _answer_http_exception)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(BelaggError, _answer_belagg_error)
    app.add_exception_handler(Exception, _answer_unexpected)


def validation_sentences(errors: list[dict[str, Any]] | tuple[Any, ...] | Any) -> list[dict[str, str]]:
    """Each validation error as {"field", "message"}; never repeats what was sent."""
    return [
        {
            "field": ".".join(str(part) for part in error["loc"] if part not in ("body", "query", "path")),
            "message": _VALIDATION_SENTENCES.get(error["type"], "har fel värde"),
        }
        for error in errors
    ]


async def _answer_http_exception(_: Request, exc: Exception) -> JSONResponse:
    if isinstance(exc, ApiProblem):
        return problem_response(exc.kind, str(exc.detail), exc.headers)
    assert isinstance(exc, HTTPException)
    kind = _KIND_BY_STATUS.get(exc.status_code)
    if kind is None:
        kind = "trasig-begaran" if exc.status_code < HTTPStatus.INTERNAL_SERVER_ERROR else "internt-fel"
    return problem_response(kind, headers=exc.headers)


async def _answer_validation_error(_: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, RequestValidationError)
    found = validation_sentences(exc.errors())
    detail = "; ".join(f"{row['field'] or 'begäran'} {row['message']}" for row in found[:5])
    return problem_response("ogiltiga-uppgifter", f"{detail}.", errors=found)


async def _answer_belagg_error(request: Request, exc: Exception) -> JSONResponse:
    """The product's own errors have texts made to be shown; one without a row here is a fault of ours."""
    for error, kind in _KIND_BY_ERROR.items():
        if isinstance(exc, error):
            return problem_response(kind, str(exc))
    return await _answer_unexpected(request, exc)


async def _answer_unexpected(request: Request, exc: Exception) -> JSONResponse:
    logger.error("Unhandled error on %s %s", request.method, request.url.path, exc_info=exc)
    return problem_response("internt-fel")

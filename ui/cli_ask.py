"""`belagg ask`: one question, its answer and where the answer stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from ingest.errors import BelaggError
from service.settings import MAX_QUESTION_CHARS, Settings
from ui.cli_settings import with_settings

if TYPE_CHECKING:
    from service.answer import Answer, Citation, Explanation


@click.command()
@click.argument("question", metavar="FRÅGA")
@click.option("--json", "as_json", is_flag=True, help="Print the /ask response.")
@click.option(
    "--document", "documents", multiple=True, metavar="ID", help="Search only this report; repeatable."
)
@click.option(
    "--explain", is_flag=True, help="Show how the question was read, what was weighed and why the winner won."
)
@with_settings
def ask(settings: Settings, question: str, as_json: bool, documents: tuple[str, ...], explain: bool) -> None:
    """Answer one question."""
    from service.assistant import Assistant
    from service.library import Library
    from service.rephrasing import settings_to_rephraser

    if not question.strip():
        raise BelaggError("Frågan är tom.")
    if len(question) > MAX_QUESTION_CHARS:
        raise BelaggError(f"Frågan får ha högst {MAX_QUESTION_CHARS} tecken.")
    library = Library.from_settings(settings)
    if not library.documents():
        raise BelaggError("Biblioteket är tomt. Läs in rapporter med `belagg ingest`.")
    for document in documents:
        library.document(document)
    assistant = Assistant(library, settings_to_rephraser(settings))
    answer = assistant.ask(question, (), documents or None, explained=explain)
    if as_json:
        # Late: the bodies of the API cost a quarter of a second that the answer in words does without.
        from service.http_models import answer_to_body

        click.echo(answer_to_body(answer).model_dump_json(indent=2))
    else:
        click.echo("\n".join(answer_to_lines(answer)))


def answer_to_lines(answer: Answer) -> Iterator[str]:
    """An answer as text: the sentence, the evidence, other readings, and the explanation where there is one."""
    yield answer.answer
    if answer.calculation is not None:
        yield f"Uträkning: {answer.calculation.expression}"
    for citation in answer.citations:
        yield ""
        yield from citation_to_lines(citation)
    if answer.alternatives:
        yield from ("", "Andra läsningar:")
        for alternative in answer.alternatives:
            yield f"  {_amount(alternative.value.number, alternative.value.unit)} – {alternative.why}"
            yield f"    {_place(alternative.citation)}"
    if answer.see_also:
        yield from ("", "Närmast i rapporterna:")
        for citation in answer.see_also:
            yield f"  {_place(citation)}"
    if answer.explanation is not None:
        yield from explanation_to_lines(answer.explanation)


def explanation_to_lines(explanation: Explanation) -> Iterator[str]:
    """How the question was read, why the winner won, and the readings with the parts of their scores."""
    from service.explanation import PART_NAMES

    yield from ("", "Så tolkades frågan:")
    for name, text in explanation.reading:
        yield f"  {name}: {text}"
    yield from ("", "Därför blev det svaret:", f"  {explanation.why}")
    if not explanation.candidates:
        return
    yield from ("", "Läsningar som vägdes, bäst först (poäng, * är svaret):")
    for candidate in explanation.candidates:
        mark = "*" if candidate.chosen else " "
        shown = "  ".join(filter(None, [candidate.value, candidate.label]))
        yield f"{mark} {points(candidate.score, '5.2f')}  {shown} ({candidate.source}, {page_to_text(candidate.page)})"
        parts = (
            f"{PART_NAMES.get(name, name)} {points(part, '+.2f')}" for name, part in candidate.parts if part
        )
        yield f"         {', '.join(parts)}"


def points(score: float, form: str) -> str:
    """A score with a decimal comma and a true minus sign.

    >>> points(-1.5, "+.2f")
    '−1,50'
    """
    return format(score, form).replace(".", ",").replace("-", "−")


def citation_to_lines(citation: Citation) -> Iterator[str]:
    """Where the evidence stands, and its words."""
    yield f"  {_place(citation)}"
    if citation.table is not None:
        caption = citation.table.caption or "utan rubrik"
        yield f"    Tabell: {caption} · rad: {citation.table.row} · kolumn: {citation.table.column}"
    elif citation.section:
        yield f"    {' › '.join(citation.section)}"
    yield f"    ”{citation.quote}”"


def _place(citation: Citation) -> str:
    return f"{citation.title}, {page_to_text(citation.page)} ({citation.source})"


def page_to_text(label: str) -> str:
    """A page label in a sentence; one with letters says itself that it is a page.

    >>> page_to_text("31"), page_to_text("Bilaga 1 s. 28")
    ('s. 31', 'Bilaga 1 s. 28')
    """
    return f"s. {label}" if label.isdecimal() else label


def _amount(number: Decimal, unit: str | None) -> str:
    from service.swedish_format import format_amount

    return format_amount(number, unit)

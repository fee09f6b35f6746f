"""Questions in words that the report doesn't use, and passages told apart by what only one of them says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.periods import Period
from service.answer import AnswerKind
from service.assistant import Assistant
from service.confidence import AGREED, figure_evidence
from service.library import Library
from service.number_readings import find_numbers_for
from service.question_reader import read_question
from service.settings import Settings
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Heading, Text, make_report

LINE_TWELVE = "Den största nedgången hade linje 12, där Sveagatan var avstängd för nya ledningar."
LINE_FOUR = "Linje 4 fick fler resenärer när högskolan flyttade till Campus Norr."
BOAT = "Den rullande hälsostationen skjuts upp, eftersom leverantören av fordonet gick i konkurs."
BRIDGE = "Bron mellan Hult och Vik är försenad för att botten visade sig vara sank."
WATER = "Den 3 till 9 mars fick 800 hushåll i Malmby koka sitt dricksvatten, efter att bakterier kommit in i tornet."
LEVY = "Till grund för erinran låg brister i inköpen."
KINDERGARTEN = (
    "I förskolan föds det för få barn i kullarna. Nämnden stänger därför förskolan Gläntan den 31 december."
)
ABOVE = "Ovan nämnda förhållanden gör att revisorerna riktar skarp anmärkning mot Hamnbolaget."
UNDERLYING = "Till grund för anmärkningen mot Hamnbolaget låg brister i uthyrningen."
MOVED_IN = "Flytten till nya verkstäder sker i februari 2032."
MOVED_OUT = "Under 2031 har verkstäder fått nya maskiner efter flytten."
CONTRACT = "Ett nytt avtal för sopbilarna i Hult tecknades med Ek & Alm Miljö AB."
OTHER = "Sjukfrånvaron på kontoret sjönk något. Lokalerna målades om. Parken fick nya bänkar."

YEAR = Period((2031, 1), (2031, 12))


class TopicEncoder:
    """Texts that tell of boiling water are alike; all others are alike among themselves."""

    name, width = "topic", 2

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array(
            [[float("koka" in text), float("koka" not in text)] for text in texts], dtype=np.float32
        )

    encode_passages = encode_queries


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = (
        LINE_TWELVE, LINE_FOUR, BOAT, BRIDGE, WATER, LEVY, KINDERGARTEN, ABOVE, UNDERLYING, MOVED_IN, MOVED_OUT, CONTRACT, OTHER,
    )  # fmt: skip
    elements = [part for number, text in enumerate(texts) for part in (Heading(f"Del {number}"), Text(text))]
    report = make_report(
        "tallvik.txt", "Årsredovisning 2031", "Tallviks kommun", "årsredovisning", YEAR,
        [("1", elements)],
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("tallvik")
    put_reports(folder, report).close()
    library = Library.from_settings(Settings(data=folder), TopicEncoder())
    yield Assistant(library)
    library.close()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "Varför tappade linje 12 resenärer?", LINE_TWELVE, id="not of the line with another number"
        ),
        pytest.param(
            "Varför blir det ingen vårdbuss (rullande hälsostation) i år?",
            BOAT,
            id="said again in other words",
        ),
        pytest.param("Varför dröjer bron mellan Hult och Vik?", BRIDGE, id="a cause after a plain 'för att'"),
        pytest.param("Vilket skäl anges till erinran?", LEVY, id="a question for a reason without 'varför'"),
        pytest.param(
            "Varför läggs förskolan Gläntan ner?", KINDERGARTEN, id="the cause stands before 'därför'"
        ),
        pytest.param(
            "Varför fick Hamnbolaget anmärkning?",
            UNDERLYING,
            id="a cause that is named, not pointed at",
        ),
        pytest.param(
            "När ska flytten till nya verkstäder ske?", f"I februari 2032. {MOVED_IN}", id="what is to come"
        ),
        pytest.param(
            "Vilket företag fick sopbilarna i Hult?", f"Ek & Alm Miljö AB. {CONTRACT}", id="a firm by name"
        ),
        pytest.param("Vad är det som försenar bron mellan Hult och Vik?", BRIDGE, id="what delays it"),
        pytest.param(
            "Varför blev invånarna i Malmby nödgade att koka dricksvatten från kranarna i hushåll och kiosker?",
            WATER,
            id="alike in meaning, though half its words are in no report",
        ),
    ],
)
def test_the_passage_that_answers(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind is AnswerKind.PASSAGE, answer.answer
    assert answer.answer.startswith(told)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Varför tappade linje 7 resenärer?", id="no line of that number"),
        pytest.param("Varför såldes simhallen i kvarteret Gripen?", id="nothing of it"),
        pytest.param("Vad har revisorerna för lön?", id="nothing of the thing they have"),
        pytest.param("Varför målades lokalerna om?", id="told, but not why"),
    ],
)
def test_what_no_passage_tells_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).kind is AnswerKind.NOT_FOUND


def test_two_sentences_that_agree_vouch_for_a_sum(tmp_path: Path) -> None:
    far = "för staben, som under hösten flyttar till det nya huset vid torget och samtidigt får en helt ny ledning,"
    texts = (
        f"Beslutet att avbryta upphandlingen av journalsystem gör att kostnaderna {far} blir 13,5 miljoner kronor lägre.",
        f"Att upphandlingen av journalsystem avbröts gör att kostnaderna {far} beräknas bli 13,5 miljoner kronor lägre.",
    )
    pages = [(str(page), [Heading(f"Del {page}"), Text(text)]) for page, text in enumerate(texts, 1)]
    report = make_report("t.txt", "Årsredovisning 2031", "Tallviks kommun", "årsredovisning", YEAR, pages)
    with closing(put_reports(tmp_path, report)) as library:
        knowledge = Assistant(library).knowledge()
        question = read_question(
            "Hur mycket lägre blir kostnaderna för upphandlingen av journalsystem?", knowledge.surroundings
        )
        found = find_numbers_for(question, knowledge, knowledge.surroundings.reports)
    best = found.prose[0]
    both, alone = (
        figure_evidence(question, best, replace(found, prose=prose)) for prose in (found.prose, (best,))
    )
    assert dict(both.parts)["nära"] == AGREED > dict(alone.parts)["nära"]

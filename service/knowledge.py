"""What the assistant knows of one state of the library: its cells, words, names and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from index.passages import Passage
from ingest.bodies import Bodies
from ingest.records import BlockKind, Report
from service.cell_catalog import CellCatalog, ReportFacts
from service.lexicon import Lexicon
from service.library import Library
from service.prose import ReportSentences, SentenceEntry
from service.question_reader import spelling_of
from service.report_choice import ReportChoice
from service.report_owners import owner_by_file
from service.revisions import superseded_reports
from service.scanned_copies import scanned_copies
from service.sentence_shelf import SentenceShelf
from service.surroundings import Surroundings
from service.word_tables import stem, words_of


class Knowledge:
    """Built once for each generation of the library; never changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.generation = library.generation
        self._copies = scanned_copies(library.documents(), library.report)
        words = {
            summary.id: [
                words_of(f"{passage.headings} {passage.text}")
                for passage in library.index.passages_of(summary.id)
            ]
            for summary in library.documents()
            if summary.id not in self._copies
        }
        self._passage_stems = {
            document: [[stem(word) for word in passage] for passage in passages]
            for document, passages in words.items()
        }
        general = Bodies.general(library.vocabulary.bodies)
        subjects = report_subjects(self._passage_stems)
        superseded = superseded_reports(library.documents())
        owners = [one.publisher for one in library.documents() if one.publisher]
        self.reports: dict[str, ReportFacts] = {}
        self.catalog = CellCatalog()
        for document, subject in subjects.items():
            report = library.report(document)  # whole, once: the largest part of what start-up costs
            facts = ReportFacts(
                report.id,
                report.source,
                report.title,
                report.publisher or owner_by_file(report.source, owners),
                report.kind,
                report.period,
                subject,
                own_body(report, general),
                document in superseded,
            )
            self.reports[document] = facts
            tables = library.vocabulary.name_bodies(report.tables)
            self.catalog.add(facts, tables, words_before_tables(report))
        self.lexicon = Lexicon(self._texts(), library.vocabulary.all_synonyms())
        printed = {word for passages in words.values() for passage in passages for word in passage}
        self.surroundings = self._look_around(printed)
        del self._passage_stems
        self._sentences = SentenceShelf(self._read_sentences).take

    def search(
        self, text: str, most: int, documents: Collection[str] | None = None, *, dense: bool
    ) -> list[Passage]:
        """Passages for a question, best first; without `dense` no model is loaded."""
        hits = self._library.index.search(text, most, documents=documents, dense=dense)
        return [hit.passage for hit in hits]

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """How alike each of other texts is to a question in meaning, −1 to 1."""
        return self._library.index.likeness(text, others)

    def around(self, documents: Collection[str] | None) -> Surroundings:
        """What a question is read against where only some reports may answer. A scan gives way to its text."""
        if documents is None:
            return self.surroundings
        return self.surroundings.within({self._copies.get(one, one) for one in documents})

    def sentences(self, passages: Iterable[Passage]) -> Iterator[SentenceEntry]:
        """The sentences of passages, in their order."""
        for passage in passages:
            if passage.document in self.reports:
                yield from self._sentences(passage.document).of_passage(passage)

    def before(self, entry: SentenceEntry, most: int) -> list[SentenceEntry]:
        """The sentences before one, in its block or row."""
        return self._sentences(entry.report.id).before(entry, most)

    def following(self, entry: SentenceEntry, most: int) -> list[SentenceEntry]:
        """The sentences after one."""
        return self._sentences(entry.report.id).following(entry, most)

    def _read_sentences(self, document: str) -> ReportSentences:
        return ReportSentences(
            self._library.report(document), self.reports[document], self.surroundings.bodies
        )

    def _texts(self) -> Iterator[Iterable[str]]:
        yield from self.catalog.texts()
        for texts in self._passage_stems.values():
            yield from texts

    def _look_around(self, printed: Collection[str]) -> Surroundings:
        """What a question is read against; `printed` are the words of all reports as they stand there."""
        pairs = [pair for document in self.reports for pair in self._library.abbreviations(document)]
        publishers = tuple(
            dict.fromkeys(facts.publisher for facts in self.reports.values() if facts.publisher)
        )
        named = {cell.body for row in self.catalog.rows for cell in row.cells if cell.body}
        named |= {facts.body for facts in self.reports.values() if facts.body}
        bodies = Bodies.general(self._library.vocabulary.bodies).for_report(sorted(named), pairs)
        return Surroundings(
            bodies=bodies,
            publishers=publishers,
            publisher_short=publisher_abbreviations(publishers, pairs),
            reports=ReportChoice(tuple(self.reports.values()), every=not self._copies),
            lexicon=self.lexicon,
            spelling=spelling_of(bodies, publishers, printed),
        )


BEFORE_BLOCKS = 1  # blocks of text above a table that may say what it is about
BEFORE_CHARACTERS = 200  # of each; the end of a long paragraph is nearest to the table


def words_before_tables(report: Report) -> dict[str, str]:
    """For each table's id the end of the text right above it."""
    before: dict[str, str] = {}
    for number, block in enumerate(report.blocks):
        if block.kind is BlockKind.TABLE and block.grid is not None and block.grid < len(report.tables):
            above = [
                one for one in report.blocks[max(0, number - BEFORE_BLOCKS) : number] if one.grid is None
            ]
            before[report.tables[block.grid].id] = " ".join(one.text[-BEFORE_CHARACTERS:] for one in above)
    return before


def _body_on_front(report: Report, bodies: Bodies) -> str | None:
    """The one nämnd that a line near the top of the first page is the name of, alone or beside the publisher's.

    The styrelse and the fullmäktige stand there as those who send or adopt a report on the whole.
    """
    lines = [line.text for page in report.pages[:1] for line in page.lines if line.text.strip()]
    if len(lines) < SHORT_COVER:
        lines += [line.text for page in report.pages[1:2] for line in page.lines if line.text.strip()]
    named = set()
    for line in lines[:FRONT_LINES]:
        whole = " ".join(line.replace(report.publisher or "\0", " ").split()).strip(" ,.–-|")
        whole = _FIELD.sub("", whole)
        found = bodies.find_bodies(whole)
        whole_line = len(found) == 1 and found[0].end - found[0].start == len(whole)
        if whole_line and not found[0].name.endswith(("styrelsen", "fullmäktige")):
            named.add(found[0].name)
    return named.pop() if len(named) == 1 else None


SHORT_COVER = 4
"""Lines: a cover with no more than a title says whose the report is on the page behind it."""
_FIELD = re.compile(r"^.*\b(?:organisation|nämnd|ansvarig nämnd|styrelse)\s?:\s*", re.IGNORECASE)
"""What stands before a body in a form's line on a cover: "Status: Klar  Rapportperiod: 2025-12-31  Organisation: …"."""

FRONT_LINES = (
    8  # a cover names its body among its first lines; further down are tables and lists of all bodies
)


OWN_BODY_SHARE = 0.5  # of all bodies named in the running text
OWN_BODY_TIMES = 5


def own_body(report: Report, bodies: Bodies) -> str | None:
    """The body whose report it is: named in the title or below it, or more often than all others together."""
    titled = bodies.name_of(report.title) or _body_on_front(report, bodies)
    if titled is not None:
        return titled
    named = Counter(
        found.name
        for block in report.blocks
        if block.kind is not BlockKind.TABLE
        for found in bodies.find_bodies(block.text)
    )
    most = named.most_common(1)
    if not most or most[0][1] < max(OWN_BODY_TIMES, OWN_BODY_SHARE * named.total()):
        return None
    return most[0][0]


SUBJECT_SHARE = 0.15
"""A stem in at least this share of a report's passages …"""
SUBJECT_LIFT = 3
"""… and so many times as common there as in the other reports tells what the report is about."""
SUBJECT_PASSAGES = 8
"""In a shorter report every word runs through it."""
SUBJECTS = 40


def report_subjects(texts: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """For each report the stems that run through it and not through the others, most telling first.

    >>> report_subjects({"a": [["bad", "vatt"]] * 8, "b": [["skol", "vatt"]] * 8})
    {'a': ('bad',), 'b': ('skol',)}
    """
    shares = {
        report: Counter({term: count / len(passages) for term, count in _spread(passages).items()})
        for report, passages in texts.items()
    }
    subjects = {}
    for report, share in shares.items():
        others = [other for name, other in shares.items() if name != report]
        lifts = {
            term: here / (sum(other[term] for other in others) / max(1, len(others)) + 0.02)
            for term, here in share.items()
            if here >= SUBJECT_SHARE and len(term) > 2 and len(texts[report]) >= SUBJECT_PASSAGES
        }
        best = sorted(
            (term for term, lift in lifts.items() if lift >= SUBJECT_LIFT), key=lambda term: -lifts[term]
        )
        subjects[report] = tuple(best[:SUBJECTS])
    return subjects


def _spread(passages: Sequence[Sequence[str]]) -> Counter[str]:
    return Counter(term for passage in passages for term in set(passage))


def publisher_abbreviations(publishers: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Short forms of the publishers' names: those their reports introduce, else their initials.

    >>> publisher_abbreviations(["Region Norra Hede", "Räddningen Väster"], [("RäV", "Räddningen Väster")])
    {'RäV': 'Räddningen Väster', 'RNH': 'Region Norra Hede'}
    """
    names = {name.casefold(): name for name in publishers}
    short = {one: names[full.casefold()] for one, full in pairs if full.casefold() in names}
    for name in names.values():
        initials = "".join(word[0] for word in name.split()).upper()
        if len(initials) >= FEWEST_INITIALS:
            short.setdefault(initials, name)
    return short


FEWEST_INITIALS = 3
"""Letters: RS is Regionstyrelsen rather than Region Skåne, unless a report says otherwise."""

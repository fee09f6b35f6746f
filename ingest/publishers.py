"""Who publishes a report, from the names that its text holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from ingest.file_name import municipality_in_file_name, name_in_file_name
from ingest.report_kinds import find_report_kind
from ingest.vocabulary_files import vocabulary

FRONT_WEIGHT = 8
"""What a name on the cover or in a running head counts against one in the text: neighbours and partners of the
publisher are named a handful of times, the publisher itself on the cover and throughout."""


def find_publisher(front: Sequence[str], text: str, source: str = "") -> str | None:
    """The name that the front lines, the text and the name of the file support best.

    >>> find_publisher(["Delårsrapport", "Region Uppsala"], "Region Uppsalas resultat ... Region Dalarna")
    'Region Uppsala'
    >>> find_publisher([], "Ekerums kommun ligger nära Vaxby kommun. Ekerums kommuns resultat.")
    'Ekerums kommun'
    >>> find_publisher(["Region Sjömark Årsredovisning 2024"], "Region Sjömarks resultat. Sjömarks Fastighets AB")
    'Region Sjömark'
    >>> find_publisher(["Revisorerna"], "Vaxby Energi AB har bilar. Vaxby Energi AB följer upp dem. Om staden ska spara krävs mer. Vaxby stads revisorer, om två år.")
    'Vaxby stad'
    >>> find_publisher([], "Vattenhjälpen Syd är ett kommunalförbund. Vaxby kommun och Vaxby kommun. Vattenhjälpen Syd växer.")
    'Vattenhjälpen Syd'
    >>> find_publisher([], "Försäkringskassan betalar. Försäkringskassan beslutar.", "motala-omsorgsnamnden-2031.pdf")
    'Motala kommun'
    """
    votes: Counter[str] = Counter()
    order: dict[str, int] = {}
    for line in front:
        for name, rank in _names(line):
            votes[name] += FRONT_WEIGHT
            order.setdefault(name, rank)
    lower = set(re.findall(r"(?<![\w.@/])[a-zåäöé]+(?!\w|\.\w)", text))  # not of "www.vaxby.se"
    for name, rank in _names(text):
        votes[name] += 1
        order.setdefault(name, rank)
    _cut_longer_places(votes, lower)
    for name in [one for one in votes if _PLACE.search(one) and one.split()[0].casefold() in lower]:
        del votes[name]  # "Om staden …" begins a sentence; places are not written in small letters
    votes.update(_self_declared(text))
    for name in _file_names(source, text, front, votes):
        votes[name] += FRONT_WEIGHT + FILE_WEIGHT
        order.setdefault(name, len(_patterns()))
    if not votes:
        return None
    for name in votes:
        short = _short_name(name)
        votes[name] += FRONT_WEIGHT * sum(short in line for line in front) if short else 0
    for name in list(votes):
        if name.endswith("s") and name[:-1] in votes:
            votes[name[:-1]] += votes.pop(name)
    for name in [one for one in votes if _is_only_mentioned(one, votes, front, len(text))]:
        del votes[name]
    best = max(votes, key=lambda name: (votes[name], -order.get(name, 0)), default=None)
    if best is None:
        return None
    return best[:-1] if _is_genitive(best, " ".join((*front, text))) else best


FILE_WEIGHT = 4
"""What a file's name adds to a name on the front: who files reports names them by whose they are, but a copy may be
called after its subject."""


def _file_names(source: str, text: str, front: Sequence[str], votes: Mapping[str, int]) -> list[str]:
    """The names that the file is called after, as the text or, where it has none, the law spells them."""
    own = name_in_file_name(source, " ".join((*front, text)))
    if own is not None:
        return [own]
    town = municipality_in_file_name(source)
    if town is None:
        return []
    place = town.removesuffix(" kommun").removesuffix("s")
    spelled = [name for name in votes if _PLACE.search(name) and name.startswith(place)]
    return spelled or ([] if any(name in line for name in votes for line in front) else [town])


_PLACE = re.compile(r" (?:kommun|stad)s?$", re.IGNORECASE)
_COMPANY = re.compile(r"^AB | (?:AB|Aktiebolag)$")
MENTIONED = 4
"""How many times as often as a public body a company may be named that stands on no cover or running head: auditors write
more of the company that they look into than of the city whose auditors they are."""


_AUTHORITY = re.compile(r"^\w+(?:verket|myndigheten|inspektionen|kassan)$")
CHARACTERS_A_MENTION = 2500
"""About a page of text: an authority names itself oftener, in what others write of it seldom so often."""


def _is_only_mentioned(name: str, votes: Mapping[str, int], front: Sequence[str], length: int) -> bool:
    """Whether an organisation stands in the text alone: an authority that a nämnd writes of, or a company beside a public body."""
    if any(name in line for line in front):
        return False
    if _AUTHORITY.search(name):
        of_nämnd = any("nämnd" in line.casefold() for line in front)
        return of_nämnd or votes[name] * CHARACTERS_A_MENTION < length
    if not _COMPANY.search(name):
        return False
    bodies = [count for other, count in votes.items() if not _COMPANY.search(other)]
    return max(bodies, default=0) * MENTIONED >= votes[name]


def _self_declared(text: str) -> Counter[str]:
    """Names that a text says are an association or a company of its own: "Ekhjälpen Väst är ett kommunalförbund".

    Each counts as often as it is named, and once more as a name on the cover: an introduction is the publisher's own.
    """
    names = {match["name"] for match in _DECLARATION.finditer(text)}
    flat = " ".join(text.split())
    return Counter(
        {name: FRONT_WEIGHT + len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", flat)) for name in names}
    )


_DECLARATION = re.compile(
    r"(?:^|(?<=[.!?] ))(?P<name>[A-ZÅÄÖ][\wåäöé]+(?: [A-ZÅÄÖ][\wåäöé]+){1,3}) är (?:ett|en) "
    r"(?:\w+ )?(?:\w*kommunalförbund|samordningsförbund|förbund|aktiebolag|bolag|stiftelse|förening|myndighet)(?!\w)",
    re.MULTILINE,
)


def _cut_longer_places(votes: Counter[str], lower: Collection[str]) -> None:
    """Give "Om Ekerums kommun" and "Kommunstyrelsen Ekerums kommun", which begin lines, to "Ekerums kommun"."""
    for name in [one for one in votes if _PLACE.search(one) and one.count(" ") > 1]:
        first, rest = name.split(" ", 1)
        if rest in votes or first.casefold() in lower:
            votes[rest] += votes.pop(name)


def _short_name(name: str) -> str:
    """What follows the sort: a running head says "Horisonten Mitt" of Studieförbundet Horisonten Mitt. "" for other forms.

    >>> _short_name("Studieförbundet Horisonten Mitt"), _short_name("Högskolan i Vik"), _short_name("Viks kommun")
    ('Horisonten Mitt', 'Vik', '')
    """
    sort, *rest = name.split()
    while rest and rest[0] in ("i", "på", "för"):
        rest.pop(0)
    named = sort.casefold().endswith(("et", "en", "an")) and rest and rest[0][:1].isupper()
    # "Kommunstyrelsen Viks kommun" is the municipality's cover, not a name with a sort before it.
    named = named and not sort.casefold().endswith(("styrelsen", "nämnden"))
    return " ".join(rest) if named else ""


def _is_genitive(name: str, text: str) -> bool:
    """ "Region Sjömarks" is always followed by what it owns; a name that ends in s is not."""
    if not name.endswith("s") or name in vocabulary("publishers")["regions"]:
        return False
    places = re.findall(rf"{re.escape(name)}(?!\w)(.{{0,2}})", " ".join(text.split()))
    return bool(places) and all(re.fullmatch(r" [a-zåäö]", place) for place in places)


def _names(text: str) -> list[tuple[str, int]]:
    """Every publisher's name in a text with the rank of its pattern."""
    flat = " ".join(text.split())
    found: list[tuple[str, int]] = []
    taken = bytearray(len(flat))
    for rank, pattern in enumerate(_patterns()):
        for match in pattern.finditer(flat):
            name = _without_ends(match["name"].strip())
            # "Region Uppsalas bolag AB" is the region's, and a listed name goes before a pattern's cut of it.
            inside = any(taken[match.start() : match.end()])
            if not inside and name not in _not_names() and find_report_kind(name) is None:
                found.append((_official(name), rank))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return found


def _without_ends(name: str) -> str:
    """ "Brf Ekbacken Org" goes on with the number, not the name."""
    words = name.split()
    while len(words) > 1 and words[-1].rstrip(".").casefold() in _ends():
        words.pop()
    return " ".join(words)


@cache
def _ends() -> frozenset[str]:
    return frozenset(end.casefold() for end in vocabulary("publishers")["ends"]["forms"])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    regions = "|".join(re.escape(name) for name in vocabulary("publishers")["regions"])
    own = re.compile(rf"(?<!\w)(?P<name>{regions})(?:s)?(?!\w)", re.IGNORECASE)
    return own, *(re.compile(rf"(?<!\w)(?:{row['form']})") for row in vocabulary("publishers")["pattern"])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(vocabulary("publishers")["not_names"]["forms"])


def _official(name: str) -> str:
    """A region's name in its usual capitals, a city's with a small s ("Vaxby Stad" is Vaxby stad), other names as printed."""
    folded = name.casefold()
    if name.endswith(" Stad"):
        return name[:-4] + "stad"
    return next((one for one in vocabulary("publishers")["regions"] if one.casefold() == folded), name)

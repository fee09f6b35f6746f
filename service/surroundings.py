"""What a reader of questions knows of the library."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ingest.bodies import Bodies
from service.lexicon import Lexicon
from service.mending import Spelling
from service.named_report import NamedReport
from service.report_choice import ReportChoice, choose_reports


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reader of questions knows of the library."""

    bodies: Bodies
    publishers: tuple[str, ...]
    """Full names of the organisations whose reports are in the library."""
    publisher_short: Mapping[str, str]
    """Abbreviations that name one of them -> its full name."""
    reports: ReportChoice
    """Every report that may answer."""
    lexicon: Lexicon
    spelling: Spelling

    def choose(self, publishers: Collection[str], named: NamedReport | None) -> ReportChoice:
        """The reports that a question means, which names these publishers and this report."""
        if not publishers and named is None:
            return self.reports
        return choose_reports(self.reports, publishers, named)

    def within(self, documents: Collection[str]) -> Surroundings:
        """The same where only these reports may answer."""
        reports = tuple(one for one in self.reports.reports if one.id in documents)
        publishers = {one.publisher for one in reports}
        return replace(
            self,
            publishers=tuple(name for name in self.publishers if name in publishers),
            publisher_short={
                short: name for short, name in self.publisher_short.items() if name in publishers
            },
            reports=ReportChoice(reports, every=False),
        )

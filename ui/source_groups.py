"""Citations that stand together: cells of one table on one page are one source with several marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.http_models import CitationBody


@dataclass(frozen=True, slots=True)
class Source:
    """One place to look; `cells` has the citations in it, the main one first."""

    cells: tuple[CitationBody, ...]

    @property
    def main(self) -> CitationBody:
        return self.cells[0]

    @property
    def marked(self) -> CitationBody:
        """The main citation with the marks of all."""
        boxes = [box for cell in self.cells for box in cell.boxes or ()]
        lines = [line for cell in self.cells for line in cell.lines]
        return self.main.model_copy(
            update={"boxes": list(dict.fromkeys(boxes)) or None, "lines": list(dict.fromkeys(lines))}
        )

    @property
    def places(self) -> set[tuple[int, int]]:
        """Row and column of each cited cell."""
        return {(cell.table.row_index, cell.table.column_index) for cell in self.cells if cell.table}


def citations_to_sources(citations: Sequence[CitationBody]) -> list[Source]:
    """In order of first mention; sentences stay apart, since each says something of its own."""
    groups: dict[tuple[str, ...], list[CitationBody]] = {}
    for citation in citations:
        where = citation.table.id if citation.table else citation.quote
        group = groups.setdefault((citation.document, str(citation.page_index), where), [])
        if citation not in group:
            group.append(citation)
    return [Source(tuple(group)) for group in groups.values()]

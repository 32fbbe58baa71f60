"""The encoder's vocabulary cut to what English and Chinese need, as a SentencePiece model of its own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sentencepiece
from numpy.typing import NDArray
from sentencepiece import sentencepiece_model_pb2 as proto

from der_server.features.text import plain_signs
from der_server.training.text_start import Start

Ints = NDArray[np.int64]

AT_LEAST = 3
"""Times a piece must stand in the texts to be kept."""
HAN = 9000
"""Chinese pieces kept for their frequency in the start's own corpus, whatever the texts hold."""

_HAN = re.compile(r"▁?[\u3400-\u9fff]+")
_SIGN = re.compile(r"▁?[\x21-\x7e\u2190-\u2bff\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """rows: i64[N], the pieces kept, as rows of the start. model: the SentencePiece model of those N alone."""

    rows: Ints
    model: bytes


def cut(start: Start, texts: Sequence[str]) -> Pieces:
    """Keeps the special pieces, single signs and emoji, the commonest HAN, and what `texts` hold so many times."""
    whole = sentencepiece.SentencePieceProcessor(model_proto=model_of(start, np.arange(len(start.pieces))))
    counts = Counter(row for ids in whole.encode([plain_signs(text) for text in texts]) for row in ids)
    kept = set(start.special.values()) | {row for row, count in counts.items() if count >= AT_LEAST}
    kept |= {row for row, piece in enumerate(start.pieces) if _SIGN.fullmatch(piece)}
    han = [row for row, piece in enumerate(start.pieces) if _HAN.fullmatch(piece)]
    kept |= set(sorted(han, key=lambda row: -start.scores[row])[:HAN])
    rows = np.array(sorted(kept), np.int64)
    return Pieces(rows, model_of(start, rows))


def model_of(start: Start, rows: Ints) -> bytes:
    """A unigram model of these pieces with their log probabilities; text is taken as it comes."""
    model, numbers = proto.ModelProto(), {row: at for at, row in enumerate(rows.tolist())}
    kinds = dict.fromkeys(start.special.values(), proto.ModelProto.SentencePiece.CONTROL)
    kinds[start.special["unknown"]] = proto.ModelProto.SentencePiece.UNKNOWN
    for row in numbers:
        kind = kinds.get(row, proto.ModelProto.SentencePiece.NORMAL)
        model.pieces.add(piece=start.pieces[row], score=float(start.scores[row]), type=kind)
    model.trainer_spec.model_type = proto.TrainerSpec.UNIGRAM
    for name, field in (("begin", "bos_id"), ("end", "eos_id"), ("pad", "pad_id"), ("unknown", "unk_id")):
        setattr(model.trainer_spec, field, numbers[start.special[name]])
    model.normalizer_spec.name = "identity"
    return bytes(model.SerializeToString(deterministic=True))

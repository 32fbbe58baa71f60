"""Opus packets to samples, with what is lost filled in by the codec itself (RFC 6716, sections 2.1.7 and 4.4)."""

from typing import cast

import numpy as np
import opuslib_next
from numpy.typing import NDArray
from opuslib_next.api.decoder import get_nb_samples

from der_server.faults import BadDeclaration, BadFrame

Floats = NDArray[np.float32]

RATES_HZ = (8_000, 12_000, 16_000, 24_000, 48_000)
LONGEST_PACKET_S = 0.12
STEP_S = 0.01
"""Loss is concealed in pieces of so long: one of the frame lengths that every mode of the codec has."""


class OpusDecoder:
    """One stream's decoder. Owns the codec's memory."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        """Raises BadDeclaration for a rate that the codec does not have."""
        if rate_hz not in RATES_HZ:
            known = ", ".join(map(str, RATES_HZ))
            raise BadDeclaration(f"Opus cannot be read at {rate_hz} Hz: declare one of {known}.", field="voice")
        self._rate_hz, self._channels = rate_hz, channels
        self._decoder = opuslib_next.Decoder(rate_hz, channels)
        self._began = False

    def reset(self) -> None:
        """Forget what was heard: the next packet begins a stream."""
        self._decoder = opuslib_next.Decoder(self._rate_hz, self._channels)
        self._began = False

    def samples(self, packet: bytes) -> int:
        """How many samples per channel a packet holds. Raises BadFrame where it is none."""
        try:
            return cast(int, get_nb_samples(self._decoder.decoder_state, packet, len(packet))) if packet else 0
        except opuslib_next.OpusError:
            raise BadFrame("A voice chunk is no Opus packet: send one packet, without a container.") from None

    def decode(self, packet: bytes) -> Floats:
        """One packet's samples f32[k, channels], about -1..1. Raises BadFrame where it is none or damaged."""
        count = self.samples(packet)
        if not count:
            raise BadFrame("A voice chunk is no Opus packet: send one packet, without a container.")
        return self._run(packet, count, fec=False)

    def conceal(self, missing: int, packet: bytes) -> Floats:
        """The samples f32[missing, channels] lost before a packet: made up by the codec, and the last of them read
        from the copy that the packet carries where its sender turned that on (in-band FEC). Zeros before the first.
        """
        if not self._began or missing <= 0:
            return np.zeros((max(0, missing), self._channels), np.float32)
        step = round(STEP_S * self._rate_hz)
        copied = min(self.samples(packet), missing)
        copied = copied if copied % step == 0 else 0
        made = [self._run(b"", step, fec=False) for _ in range((missing - copied) // step)]
        made += [self._run(packet, copied, fec=True)] if copied else []
        whole = np.concatenate([*made, np.zeros((0, self._channels), np.float32)])
        return np.concatenate([np.zeros((missing - len(whole), self._channels), np.float32), whole])

    def _run(self, packet: bytes, count: int, *, fec: bool) -> Floats:
        try:
            raw = self._decoder.decode_float(packet, count, fec)
        except opuslib_next.OpusError:
            raise BadFrame("An Opus packet is damaged: it was left out.") from None
        self._began = True
        return np.nan_to_num(np.frombuffer(raw, np.float32)).reshape(-1, self._channels)

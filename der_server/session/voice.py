"""One person's voice on its way from bytes to the inputs of a step."""

from der_server.faults import BadFrame
from der_server.features.voice import VoiceTrack
from der_server.session.arrival import Floats, VoicePiece
from der_server.session.refusals import Refusals
from der_server.session.start import VoiceFormat
from der_server.signals.voice import VoiceReader

MAX_PENDING_S = 3.0
"""Sound that waits for a step at most: the ring of the design."""


class VoiceSense:
    """Reads pieces in order; what a step has taken is gone."""

    def __init__(self, form: VoiceFormat | None) -> None:
        """Raises BadDeclaration where the format cannot be read."""
        self._form = form
        self.newest_us: int | None = None
        self.speaking = False
        self._restart()

    def _restart(self) -> None:
        form = self._form
        self._reader = None if form is None else VoiceReader(form.sample_rate_hz, form.channels, form.encoding)
        self._track = VoiceTrack()

    def absorb(self, piece: VoicePiece, latest_us: int, refusals: Refusals) -> None:
        """Counts what cannot be read; the counterpart's voice is not the person's and is passed over."""
        if not piece.of_person:
            return
        if self._reader is None:
            refusals.add("BAD_FRAME", "voice")
        elif piece.time_us > latest_us:
            refusals.add("TIME_IN_FUTURE", "voice")
        elif self.newest_us is not None and piece.time_us < self.newest_us - 1_000_000:
            refusals.add("TIME_WENT_BACK", "voice")
        else:
            try:
                heard = self._reader.read(piece.first_sample, piece.data)
            except BadFrame:
                refusals.add("BAD_FRAME", "voice")
                return
            self._track.absorb(heard.samples)
            self.newest_us = max(self.newest_us or 0, piece.time_us)

    def take(self) -> dict[str, Floats]:
        """Inputs `"mel"` and `"pcm"` gathered since the last step; empty where there is nothing yet."""
        mel, pcm = self._track.take()
        return {"mel": mel, "pcm": pcm} if len(mel) else {}

    def forget(self) -> None:
        """Drop every sample."""
        self.newest_us = None
        self.speaking = False
        self._restart()

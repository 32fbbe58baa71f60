"""One person's voice on its way from bytes to the inputs of a step."""

from collections.abc import Sequence

import numpy as np

from der_server.faults import BadFrame
from der_server.features.voice import VoiceTrack
from der_server.session.arrival import Floats, VoicePiece
from der_server.session.refusals import Refusals
from der_server.session.start import VoiceFormat
from der_server.session.wipe import wipe
from der_server.signals.voice import RATE_HZ, VoiceReader, VoiceSlice
from der_server.signals.voice_health import VoiceHealth

MAX_PENDING_S = 3.0
"""Sound that waits for a step at most: the ring of the design."""
BACK_US = 1_000_000
"""Pieces may come out of order by so much; what is older is refused."""
ECHO_S = 0.25
"""How long a loudspeaker's sound still rings in the room and the sender's buffers (our choice)."""
ECHO_LEVEL = 0.003
"""Root mean square (-50 dB) from which the counterpart is taken to speak (our choice)."""
SPEECH_ON, SPEECH_OFF = 0.5, 0.35
"""Thresholds of silero-vad's own example code: speech begins at 0.5 and ends 0.15 below."""
END_OF_SPEECH_S = 0.3
"""A pause this long ends an utterance; turn-taking gaps are about 0.2 s (Stivers et al. 2009; from memory)."""


class VoiceSense:
    """Reads pieces in order; what a step has taken is gone."""

    def __init__(self, form: VoiceFormat | None) -> None:
        """Raises BadDeclaration where the format cannot be read."""
        self._form = form
        self._restart()

    def _restart(self) -> None:
        self.newest_us: int | None = None
        self.speaking = False
        self.spoken_us: int | None = None
        """Client time of the last speech."""
        form = self._form
        self._reader = _reader(form)
        self._counterpart = _reader(form) if form is not None and form.hears_counterpart else None
        self._echo_us = (0, 0)  # from when until when the counterpart is heard, client time
        self._health = VoiceHealth(form.sample_rate_hz if form is not None else RATE_HZ)
        self._track = VoiceTrack()

    def absorb(self, pieces: Sequence[VoicePiece], latest_us: int, refusals: Refusals) -> None:
        """One message's pieces. Counts what cannot be read.

        The counterpart's voice is not the person's and is never read; where the microphone hears it, the person's own
        is silenced meanwhile.
        """
        for piece in pieces:
            if not piece.of_person and self._counterpart is not None and piece.time_us <= latest_us:
                self._hear_counterpart(self._counterpart, piece)
        for piece in pieces:
            if piece.of_person:
                self._absorb_own(piece, latest_us, refusals)

    def _absorb_own(self, piece: VoicePiece, latest_us: int, refusals: Refusals) -> None:
        if self._reader is None:
            refusals.add("BAD_FRAME", "voice")
        elif piece.time_us > latest_us:
            refusals.add("TIME_IN_FUTURE", "voice")
        elif self.newest_us is not None and piece.time_us < self.newest_us - BACK_US:
            refusals.add("TIME_WENT_BACK", "voice")
        else:
            try:
                heard = self._reader.read(piece.first_sample, piece.data)
            except BadFrame:
                refusals.add("BAD_FRAME", "voice")
                return
            self._take_in(piece, heard, refusals)

    def _take_in(self, piece: VoicePiece, heard: VoiceSlice, refusals: Refusals) -> None:
        if heard.jumped_back:
            refusals.add("TIME_WENT_BACK", "voice")
            self._health = VoiceHealth(self._health.rate_hz)
        if not heard.duplicate:
            self._health = self._health.after(piece.time_us, piece.first_sample, heard.heard, heard.length)
            refusals.add("CLIPPED", "voice", int(self._health.clipped))
            refusals.add("NO_SIGNAL", "voice", int(self._health.silent))
            refusals.add("WRONG_RATE", "voice", int(self._health.wrong))
        begin_us, end_us = self._echo_us
        echo = begin_us <= piece.time_us <= end_us
        self._track.absorb(np.zeros_like(heard.samples) if echo else heard.samples)
        self.newest_us = max(self.newest_us or 0, piece.time_us)

    def _hear_counterpart(self, reader: VoiceReader, piece: VoicePiece) -> None:
        try:
            samples = reader.read(piece.first_sample, piece.data).samples
        except BadFrame:
            return  # it says nothing of the person and costs them nothing
        if not len(samples) or float(np.sqrt(np.mean(np.square(samples)))) < ECHO_LEVEL:
            return
        end_us = piece.time_us + round(1e6 * (len(samples) / RATE_HZ + ECHO_S))
        begin_us, before_us = self._echo_us
        self._echo_us = (begin_us if piece.time_us <= before_us else piece.time_us, max(end_us, before_us))

    def listen(self, speech: float, time_us: int) -> bool:
        """Follow whether the person speaks, from the probability of speech 0..1 at a client time; True where they
        have just stopped."""
        if speech >= SPEECH_ON:
            self.speaking, self.spoken_us = True, time_us
            return False
        pause_us = time_us - (self.spoken_us or time_us)
        if self.speaking and speech < SPEECH_OFF and pause_us >= END_OF_SPEECH_S * 1e6:
            self.speaking = False
            return True
        return False

    def take(self) -> dict[str, Floats]:
        """Inputs `"mel"` and `"pcm"` gathered since the last step; empty where there is nothing yet."""
        mel, pcm = self._track.take()
        return {"mel": mel, "pcm": pcm} if len(mel) else {}

    def held(self) -> list[Floats]:
        """Every array with something of the person in it."""
        return self._track.held()

    def forget(self) -> None:
        """Overwrite and drop every sample."""
        wipe(self.held())
        self._restart()


def _reader(form: VoiceFormat | None) -> VoiceReader | None:
    return None if form is None else VoiceReader(form.sample_rate_hz, form.channels, form.encoding)

"""What a client declares when its visit begins, after `wire/` has decoded it."""

from dataclasses import dataclass, field

from der_server.advice.advice import Target
from der_server.emotion.baseline import Given
from der_server.privacy.consent import Grant
from der_server.privacy.law import Context


@dataclass(frozen=True, slots=True)
class Source:
    """A face or body tracker: the client's number for it, its standard, the order of its names; resting: how the
    person's face rests on it, where the client knows."""

    id: int
    standard: str
    names: tuple[str, ...] = ()
    device: str = ""
    resting: Given | None = None


@dataclass(frozen=True, slots=True)
class VoiceFormat:
    """encoding: `pcm16`, `pcm24`, `float32` or `opus`; sample_rate_hz 8000..48000; channels 1 or 2.

    hears_counterpart: the microphone also hears the counterpart, whose echo is not the person's voice.
    """

    sample_rate_hz: int
    channels: int = 1
    encoding: str = "pcm16"
    hears_counterpart: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Everything `start` says. rate_hz: 1..30 states per second. domain: dialogue pack, empty = the scenario's own;
    intent: of a game's story, `raise`, `ease` or empty; model_choice: `fast`, `accurate` or empty; capabilities:
    features the client understands."""

    person_id: str = ""
    room_id: str = ""
    resume_token: str = ""
    context: Context = field(default_factory=Context)
    grants: tuple[Grant, ...] = ()
    notice_version_shown: str = ""
    language: str = "en"
    faces: tuple[Source, ...] = ()
    bodies: tuple[Source, ...] = ()
    voice: VoiceFormat | None = None
    targets: tuple[Target, ...] = ()
    rate_hz: float = 10.0
    full_detail: bool = False
    domain: str = ""
    intent: str = ""
    model_choice: str = ""
    capabilities: frozenset[str] = frozenset()

    @property
    def declared(self) -> frozenset[str]:
        """Modalities there is a source for; text and behaviour just come."""
        given = {"face": self.faces, "body": self.bodies, "voice": self.voice}
        return frozenset(modality for modality, sources in given.items() if sources)


@dataclass(frozen=True, slots=True)
class Update:
    """Changes to a running visit; None or empty leaves a thing as it is."""

    rate_hz: float | None = None
    full_detail: bool | None = None
    targets: tuple[Target, ...] = ()
    scenario: str | None = None
    faces: tuple[Source, ...] = ()
    bodies: tuple[Source, ...] = ()
    mute: tuple[str, ...] = ()
    unmute: tuple[str, ...] = ()
    language: str = ""
    domain: str = ""
    intent: str = ""

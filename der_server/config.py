"""All settings, read once at the rim: defaults, then one TOML file, then `DER_*` variables, then flags."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from der_server.faults import BadRequest
from der_server.labels import DOMAINS
from der_server.models.bundle import TERMS
from der_server.privacy.law import SUBJECT_ROLES

MOST_WORKERS = 64
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@\s]+")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]", "::1")


class Settings(BaseSettings):
    """Each field is a key of the TOML file, a `DER_<FIELD>` variable and, where it matters, a flag of `der serve`.

    Unknown keys are an error.
    """

    model_config = SettingsConfigDict(env_prefix="DER_", extra="forbid", frozen=True)

    listen: str = Field("127.0.0.1:50710", description="HOST:PORT to serve gRPC on; port 0 takes a free one.")
    web_listen: str | None = Field(
        None,
        description="HOST:PORT of the browser door: gRPC-Web and WebSocket; unset: none.",
    )
    web_origins: tuple[str, ...] = Field(
        (), description="Origins of web pages that may call the browser door, such as https://app.example."
    )
    monitor: bool = Field(False, description="Serve the monitor page on the browser door.")
    monitor_camera: Path | None = Field(
        None, description="Folder filled by `make camera`: lets a visitor of the monitor use their camera."
    )
    allow_plaintext: bool = Field(
        False, description="Serve without TLS beyond loopback. Only behind a proxy that adds TLS."
    )
    tls_cert: Path | None = Field(None, description="PEM certificate chain; with tls_key turns TLS on.")
    tls_key: Path | None = Field(None, description="PEM private key of tls_cert.")
    tls_client_ca: Path | None = Field(None, description="PEM CA; clients must then show a certificate of it.")
    token_key: Path | None = Field(
        None,
        description="File with the key bearer tokens are verified with: a secret (HS256) or a PEM public key.",
    )
    token_algorithm: Literal["HS256", "RS256", "ES256", "EdDSA"] = Field(
        "HS256", description="The one algorithm accepted in bearer tokens."
    )
    token_audience: str = Field("der-server", description="Audience (`aud`) a token must be for.")
    token_issuer: str | None = Field(None, description="Issuer (`iss`) a token must be from; unset: any.")
    require_token: bool = Field(
        False, description="Ask for a token on loopback too (set it behind a local reverse proxy)."
    )
    reflection: bool | None = Field(None, description="gRPC reflection; unset: on loopback only.")
    operator_name: str = Field("the operator of this server", description="Who runs it; shown in the notice.")
    jurisdiction: str = Field(
        "EU",
        description="Whose law always holds: ISO 3166 code, or EU; token and client can only add to it. "
        "Empty: theirs alone, and the strictest reading where they say none.",
    )
    scenario: str | None = Field(
        None, description="What this server is for, whatever a client says; the stricter reading counts. Unset: open."
    )
    subject_role: str | None = Field(
        None, description="Who its people are, such as staff, whatever a client says; as `scenario`."
    )
    attest: dict[str, tuple[Literal["medical", "safety"], ...]] = Field(
        {}, description='Purposes you answer for, by scenario: clinic = ["medical"]. See the page on privacy.'
    )
    max_sessions: int = Field(256, ge=1, description="Live sessions before new ones are refused.")
    max_sessions_per_person: int = Field(8, ge=1, description="Live sessions of one person.")
    idle_timeout_s: float = Field(30.0, gt=0, description="A session without any message for so long ends.")
    resume_s: float = Field(60.0, ge=0, description="How long a cut session can be resumed.")
    drain_s: float = Field(2.0, ge=0, description="Grace between `going_away` and closing on SIGTERM.")
    max_batch: int = Field(64, ge=1, description="People in one inference batch.")
    max_queue: int = Field(512, ge=1, description="Steps waiting before the server says it is overloaded.")
    beat_ms: float = Field(
        20.0,
        ge=0,
        le=100,
        description="Live steps are taken at moments so far apart at 200 people; at fewer, less.",
    )
    busy_ms: float = Field(
        100.0, gt=0, description="New sessions are refused while steps wait longer than this on average."
    )
    device: str = Field(
        "cpu",
        description="Where models run: `cpu`, `cuda`, `mps`; several with commas: `cuda:0,cuda:1`.",
    )
    workers: int | Literal["auto"] = Field(
        "auto",
        description="Processes that run models, per device; 0: none, models run in the server's own process. "
        "auto: one per device, none on a single core.",
    )
    hang_s: float = Field(2.0, gt=0, description="A worker that takes longer for one batch is ended and replaced.")
    threads: int = Field(1, ge=1, description="Threads per operation of a net on a CPU.")
    bundles: Path | None = Field(None, description="Folder of model bundles; unset: the shipped ones.")
    allowed_terms: tuple[str, ...] = Field(
        TERMS, description="Data terms a model may carry to be loaded: permissive, non-commercial, research."
    )
    voice: Literal["auto", "stream", "heavy"] = Field(
        "auto",
        description="Voice expert: `stream` alone; `heavy` adds a large encoder, more accurate at some 30 ms of CPU "
        "for a second of speech; auto: heavy on a GPU.",
    )
    domains: Path | None = Field(
        None, description="Folder of dialogue packs of your own (*.toml) beside the shipped ones; see `der domains`."
    )
    learn_strategies: bool = Field(
        False, description="Learn within a visit which strategies help a person who consents to being adapted to."
    )
    room_smallest_group: int = Field(5, ge=5, description="Fewest people of whom a room says anything.")
    room_small: int = Field(20, ge=5, description="Rooms with fewer people are released with noise.")
    room_epsilon: float = Field(8.0, gt=0, description="Differential privacy of one release of such a room.")
    room_release_s: float = Field(10.0, gt=0, description="Seconds between two releases of a room's state.")
    profiles: str | None = Field(
        None, description="Where people's profiles are kept: `sqlite:///PATH` or `postgresql://...`; unset: nowhere."
    )
    profile_key: str | None = Field(
        None,
        description="Master key of the profiles: `file:PATH`, `env:NAME`, or `SERVICE:REFERENCE` of a key service.",
    )
    profile_timeout_s: float = Field(
        1.0, gt=0, description="A visit begins without its profile where the database takes longer."
    )
    keep_baseline_days: float = Field(180.0, gt=0, le=1095, description="How long a resting face is kept unused.")
    keep_adaptation_days: float = Field(180.0, gt=0, le=1095, description="The same of what was learnt by feedback.")
    keep_consent_days: float = Field(1095.0, gt=0, le=1095, description="How long consent that was set is kept.")
    history: bool = Field(
        False, description="Keep an emotion history of people who consent to RECORD, a point every 10 s."
    )
    keep_history_h: float = Field(24.0, gt=0, le=26280, description="How long each point of a history is kept.")
    audit: Path | None = Field(
        None,
        description="Audit log of consent, exports and erasures; its key and head are files beside it. Unset: none.",
    )
    metrics_listen: str | None = Field(
        None, description="HOST:PORT for Prometheus metrics; unset: none. Keep it on loopback."
    )
    log_format: Literal["console", "json"] = Field("console", description="How log events are written (stderr).")

    @model_validator(mode="after")
    def _fits_together(self) -> "Settings":
        if (self.tls_cert is None) != (self.tls_key is None):
            raise ValueError("tls_cert and tls_key go together: give both or neither.")
        if self.tls_client_ca and not self.tls_cert:
            raise ValueError("tls_client_ca needs tls_cert and tls_key.")
        for address in filter(None, (self.listen, self.web_listen)):
            self._check_address(address)
        if wrong := [origin for origin in self.web_origins if not ORIGIN.fullmatch(origin)]:
            raise ValueError(f"web_origins: {wrong[0]!r} is not scheme://host or scheme://host:port.")
        if self.monitor and self.web_listen is None:
            raise ValueError("monitor needs web_listen: the page is served there.")
        if (self.profiles is None) != (self.profile_key is None):
            raise ValueError("profiles and profile_key go together: `der profiles make-key` makes a key.")
        if self.history and self.profiles is None:
            raise ValueError("history needs profiles: it is kept there.")
        self._check_law()
        if unknown := set(self.allowed_terms) - set(TERMS):
            raise ValueError(f"allowed_terms: {sorted(unknown)} not known; use {', '.join(TERMS)}.")
        if isinstance(self.workers, int) and not 0 <= self.workers <= MOST_WORKERS:
            raise ValueError(f"workers is `auto` or 0 to {MOST_WORKERS}, not {self.workers}.")
        if not self.devices or (self.workers == 0 and len(self.devices) > 1):
            raise ValueError(f"device {self.device!r}: name one for workers=0, else one or more with commas.")
        return self

    def _check_law(self) -> None:
        if wrong := {*self.attest, self.scenario or DOMAINS[0]} - set(DOMAINS):
            raise ValueError(f"scenario, attest: {sorted(wrong)[0]!r} is none of {', '.join(DOMAINS)}.")
        if self.subject_role and self.subject_role not in SUBJECT_ROLES:
            raise ValueError(f"subject_role: {self.subject_role!r} is none of {', '.join(SUBJECT_ROLES)}.")

    def _check_address(self, address: str) -> None:
        if not address.startswith("unix:") and not address.rpartition(":")[2].isdigit():
            raise ValueError(f"listen: {address!r} is no HOST:PORT, such as 127.0.0.1:50710.")
        if not _is_reachable(address):
            return
        if not (self.tls_cert or self.allow_plaintext):
            raise ValueError(
                f"{address} is reachable from outside: give tls_cert and tls_key, or set allow_plaintext."
            )
        if self.token_key is None:
            raise ValueError(f"{address} is reachable from outside: give token_key, or listen on 127.0.0.1.")

    @property
    def devices(self) -> tuple[str, ...]:
        """The torch devices named by `device`."""
        return tuple(name.strip() for name in self.device.split(",") if name.strip())

    @property
    def is_loopback(self) -> bool:
        """Whether `listen` can be reached from this machine only."""
        return not _is_reachable(self.listen)

    @property
    def web_is_loopback(self) -> bool:
        """Whether `web_listen` can be reached from this machine only."""
        return not _is_reachable(self.web_listen)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _is_reachable(address: str | None) -> bool:
    """Whether an address can be reached from other machines."""
    if address is None or address.startswith("unix:"):
        return False
    return address.rpartition(":")[0] not in LOOPBACK_HOSTS


def read_settings(config: Path | None = None, **flags: Any) -> Settings:
    """Settings from defaults, the TOML file `config`, `DER_*` variables and flags (None = not given).

    Raises BadRequest in words where something does not fit.
    """
    given = {key: value for key, value in flags.items() if value is not None}
    if config is not None and not config.is_file():
        raise BadRequest(f"There is no configuration file {config}.")
    source = type("FileSettings", (Settings,), {"model_config": {**Settings.model_config, "toml_file": config}})
    try:
        settings: Settings = source(**given)
    except ValidationError as error:
        raise BadRequest("; ".join(map(_wrong, error.errors()))) from None
    except ValueError as error:  # a TOML file that does not parse
        raise BadRequest(f"The configuration cannot be read: {error}") from None
    return settings


def _wrong(error: ErrorDetails) -> str:
    name = ".".join(map(str, error["loc"])) or "settings"
    if error["type"] != "extra_forbidden":
        return f"{name}: {error['msg'].removeprefix('Value error, ')}"
    near = get_close_matches(name, Settings.model_fields, n=1)
    return f"{name}: there is no such setting." + "".join(f" Did you mean {one}?" for one in near)

"""A face standard as a table: what each of its weights says about the canonical face. Tables lie in `layouts/`.

Whoever adds a file there has added a standard: nothing else names them.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

_SIDE_MARK = re.compile(r"(?:_[LRlr]|(?<=[a-z])[LR])$")


@dataclass(frozen=True, slots=True)
class Layout:
    """A face standard. shares: their name, in the standard's own order -> {canonical name: share 0..1}.

    extra: names that are known but have no place in that order. dead: names that never move on this tracker. regions:
    names that lie elsewhere than their channel does. variants: shorter forms of the order, by how many names.
    audio_only: made from sound, so that it shows what is said and not what is felt.
    """

    name: str
    shares: Mapping[str, Mapping[str, float]]
    aliases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    audio_only: bool = False
    variants: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The standard's own order."""
        return tuple(self.shares)

    def shares_of(self, own: str) -> Mapping[str, float]:
        """What a name says; empty where it has no channel or is dead."""
        if own in self.dead:
            return {}
        return self.shares[own] if own in self.shares else self.extra[own]

    def key(self, name: str) -> str:
        """The name without case, underscores, prefix and suffix; a last L or R written out."""
        for prefix in self.prefixes:
            if name.casefold().startswith(prefix.casefold()):
                name = name[len(prefix) :]
                break
        for suffix in self.suffixes:
            if name.casefold().endswith(suffix.casefold()):
                name = name[: -len(suffix)]
        mark = _SIDE_MARK.search(name)
        if mark:
            side = "Left" if name[-1] in "Ll" else "Right"
            name = name[: mark.start()] + side
        return name.replace("_", "").casefold()

    def resolve(self, names: Sequence[str]) -> list[str | None]:
        """For each name the standard's own spelling of it, or None. An exact name is always itself."""
        own = own_names(self.name)
        return [name if name in self.shares else own.get(self.key(name)) for name in names]


@cache
def standards() -> tuple[str, ...]:
    """The names of all standards, in alphabetical order."""
    found = (files("der_server.signals") / "layouts").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in found if file.name.endswith(".toml")))


@cache
def layout(name: str) -> Layout:
    """A standard's table by name. Raises KeyError."""
    if name not in standards():
        raise KeyError(name)
    path = files("der_server.signals") / "layouts" / f"{name}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {key: tuple(raw.get(key, ())) for key in ("aliases", "prefixes", "suffixes", "dead")}
    return Layout(**{**raw, **lists})


@cache
def own_names(name: str) -> Mapping[str, str]:
    """Key -> the standard's own spelling. Of two names with one key (a viseme `o` and `O`) the first."""
    table = layout(name)
    out: dict[str, str] = {}
    for own in (*table.shares, *table.extra):
        out.setdefault(table.key(own), own)
    return out


@cache
def orders() -> Mapping[str, tuple[str, ...]]:
    """Own order of each standard and of its shorter variants."""
    out: dict[str, tuple[str, ...]] = {}
    for table in map(layout, standards()):
        out[table.name] = table.names
        out |= {variant: table.names[:count] for variant, count in table.variants.items()}
    return out


def named(standard: str) -> str:
    """The name in `orders()` that a declared standard means; other spellings are `aliases`. Raises KeyError."""
    wanted = standard.strip().casefold()
    if wanted in orders():
        return wanted
    for table in map(layout, standards()):
        if wanted in (alias.casefold() for alias in table.aliases):
            return table.name
    raise KeyError(standard)


def table_of(order: str) -> Layout:
    """The table a standard or variant belongs to. Raises KeyError."""
    for table in map(layout, standards()):
        if order == table.name or order in table.variants:
            return table
    raise KeyError(order)

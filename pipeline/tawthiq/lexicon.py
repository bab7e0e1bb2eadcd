"""The taxonomy of SPEC.md, and the word lists of `lexicons/`, validated and frozen.

The ids below are the contract; everything else in the package derives its ids from here. The words live in
`lexicons/*.csv`, one entry a lemma or phrase, so that a domain expert can edit them without reading code; each file
is described in `lexicons/README.md`. A malformed or contradictory entry is a `LexiconError` naming file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeVar

from tawthiq.errors import LexiconError

EVENT_TYPES = (
    "killing", "injury", "detention", "enforced_disappearance", "abduction", "torture", "sexual_violence",
    "child_recruitment", "displacement", "release", "massacre", "attack", "destruction", "clash", "siege", "protest",
    "casualty", "statistic",
)  # fmt: skip
BOUNDS = ("exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague")
ASSERTIONS = ("asserted", "denied", "alleged")
PERSONS = (
    "person", "civilian", "child", "woman", "man", "elderly", "medical_worker", "media_worker", "humanitarian_worker",
    "civil_defence_worker", "education_worker", "student", "combatant", "detainee", "displaced_person", "refugee",
    "worker", "woman_and_child",
)  # fmt: skip
INCIDENTS = (
    "massacre", "airstrike", "shelling", "attack", "arrest_campaign", "explosion", "violation", "other_incident",
)  # fmt: skip
FACILITIES = (
    "vital_facility", "medical_facility", "school", "market", "place_of_worship", "camp", "home", "bakery",
    "water_facility", "power_facility", "civil_defence_facility", "bridge", "vehicle", "village", "other_facility",
)  # fmt: skip
MUNITIONS = (
    "barrel_bomb", "cluster_munition", "incendiary_munition", "chemical_weapon", "missile", "shell", "bomb", "mine",
    "drone", "other_munition",
)  # fmt: skip
# The categories of a percent are those of what it is a share of; the categories of money are ISO 4217 codes.
CATEGORIES: dict[str, tuple[str, ...]] = {
    "person": PERSONS, "family": ("family",), "incident": INCIDENTS, "facility": FACILITIES, "munition": MUNITIONS,
}  # fmt: skip
UNITS = (*CATEGORIES, "percent", "money")
ACTORS = (
    "syrian_regime", "syrian_government", "russia", "iran", "iranian_militias", "hezbollah", "isis", "hts", "sdf",
    "armed_opposition", "international_coalition", "turkey", "united_states", "israel", "israeli_settlers", "hamas",
    "palestinian_factions", "palestinian_authority", "houthis", "arab_coalition", "yemeni_government", "stc", "aqap",
    "iraqi_forces", "pmf", "peshmerga", "saf", "rsf", "lna", "gna", "gnu", "egypt", "jordan", "lebanon_forces",
    "algeria", "tunisia", "morocco", "al_shabaab", "wagner", "unknown", "other_parties",
)  # fmt: skip
WEAPONS = (
    "airstrike", "barrel_bomb", "artillery", "missile", "cluster_munition", "incendiary", "chemical", "mine", "ied",
    "drone", "small_arms", "knife", "torture", "starvation", "execution", "drowning", "suicide_bombing",
    "other_weapon",
)  # fmt: skip
SOURCES = (
    "snhr", "sohr", "white_helmets", "un", "ohchr", "unicef", "who", "icrc", "amnesty", "hrw", "msf",
    "health_ministry", "state_media", "anadolu", "reuters", "afp", "eyewitness", "government",
)  # fmt: skip
# Roles of a marker; `lexicons/README.md` says what each does.
MARKER_KINDS = (
    "subset", "whole", "beside", "agent", "support", "affiliation", "undergo", "clause", "irrealis", "superseded",
    "denied", "alleged", "factive", "reporting", "natural", "figurative", "fiction",
)  # fmt: skip
# Labels of entities, as `doc.ents` and displacy show them.
LABELS = ("ACTOR", "PLACE", "WEAPON", "TARGET", "VICTIM", "SOURCE", "PERSON", "ORG", "DATE")


def is_actor(id: str) -> bool:
    """Whether `id` may stand in `perpetrators`."""
    return id in ACTORS or id.startswith("actor:")


def is_source(id: str) -> bool:
    """Whether `id` may stand in `sources`."""
    return id in SOURCES or id.startswith("source:")


def is_category(unit: str, category: str) -> bool:
    """Whether a count of `unit` may have `category`."""
    if unit == "percent":
        return any(category in known for known in CATEGORIES.values())
    if unit == "money":
        return len(category) == 3 and category.isascii() and category.isupper()
    return category in CATEGORIES.get(unit, ())


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that says an event.

    `subject` is what a verb's subject is: `agent`, `victim` or `either`. `needs` is what must follow for the word to
    say this event at all: a kind (`person`, `munition`, `attack`, `facility`, `weapon`) or words, any of them.
    """

    type: str
    pos: str
    lemma: str
    forms: tuple[str, ...]
    subject: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """A countable noun. `event` is the event type it says by itself when counted (`قتيل`), if any."""

    unit: str
    category: str
    singular: str
    plurals: tuple[str, ...]
    event: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """Phrases that name one id (an actor, a source or a weapon).

    `country` (ISO 3166-1) and the dates limit where and when the phrases mean that id.
    """

    id: str
    phrases: tuple[str, ...]
    country: str | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Marker:
    """A phrase with a grammatical role, such as `subset` (`بينهم`) or `agent` (`على يد`), and what it stands for."""

    kind: str
    phrase: str
    value: str


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A gazetteer entry; `name` is the form that records show. Degrees are WGS 84, or None."""

    name: str
    variants: tuple[str, ...]
    country: str
    admin1: str | None
    kind: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Demonym:
    """A country (ISO 3166-1): its Arabic name, its adjective (masculine singular, then plurals), its forces' id."""

    country: str
    name: str
    adjective: str
    plurals: tuple[str, ...]
    actor: str


Row = dict[str, str]
T = TypeVar("T")


def alternatives(cell: str) -> tuple[str, ...]:
    """The alternatives of a cell, `|` between them."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def rows(name: str) -> Iterator[tuple[str, Row]]:
    """The rows of `lexicons/<name>.csv` with where each stands (`triggers.csv:12`); `#` lines are comments."""
    path = files("tawthiq").joinpath("lexicons", f"{name}.csv")
    header: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = next(csv.reader([line]))
        if not header:
            header = cells
        elif len(cells) != len(header):
            where = f"{name}.csv:{number}"
            raise LexiconError(f"{where}: {len(cells)} cells, {len(header)} wanted; quote a cell that holds a comma")
        else:
            yield f"{name}.csv:{number}", {key: cell.strip() for key, cell in zip(header, cells)}


def _load(name: str, make: Callable[[Row], T], check: Callable[[T], str | None]) -> tuple[T, ...]:
    entries = []
    for where, row in rows(name):
        try:
            entry = make(row)
        except (KeyError, ValueError) as error:
            raise LexiconError(f"{where}: {error!r}; see lexicons/README.md for the columns") from error
        if problem := check(entry):
            raise LexiconError(f"{where}: {problem}")
        entries.append(entry)
    return tuple(entries)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


@cache
def triggers() -> tuple[Trigger, ...]:
    """The entries of `triggers.csv`."""

    def check(entry: Trigger) -> str | None:
        if entry.type not in EVENT_TYPES:
            return f"unknown event type {entry.type!r}"
        if entry.pos not in ("verb", "noun", "phrase"):
            return f"pos is verb, noun or phrase, not {entry.pos!r}"
        if entry.subject not in ("agent", "victim", "either", ""):
            return f"subject is agent, victim, either or empty, not {entry.subject!r}"
        return None if entry.lemma else "empty lemma"

    return _load(
        "triggers",
        lambda r: Trigger(
            r["type"], r["pos"], r["lemma"], alternatives(r["forms"]), r["subject"], alternatives(r["needs"])
        ),
        check,
    )


@cache
def nouns() -> tuple[Noun, ...]:
    """The entries of `nouns.csv`."""

    def check(entry: Noun) -> str | None:
        if not is_category(entry.unit, entry.category):
            return f"{entry.unit} has no category {entry.category!r}"
        if entry.event is not None and entry.event not in EVENT_TYPES:
            return f"unknown event type {entry.event!r}"
        return None if entry.singular or entry.plurals else "no word form"

    return _load(
        "nouns",
        lambda r: Noun(r["unit"], r["category"], r["singular"], alternatives(r["plurals"]), r["event"] or None),
        check,
    )


def _names(name: str, known: Callable[[str], bool]) -> tuple[Name, ...]:
    def make(row: Row) -> Name:
        return Name(
            row["id"], alternatives(row["phrases"]), row["country"] or None, _day(row["since"]), _day(row["until"])
        )

    def check(entry: Name) -> str | None:
        if not known(entry.id):
            return f"unknown id {entry.id!r}"
        return None if entry.phrases else "no phrase"

    return _load(name, make, check)


@cache
def actors() -> tuple[Name, ...]:
    """The entries of `actors.csv`."""
    return _names("actors", is_actor)


@cache
def sources() -> tuple[Name, ...]:
    """The entries of `sources.csv`."""
    return _names("sources", is_source)


@cache
def weapons() -> tuple[Name, ...]:
    """The entries of `weapons.csv`."""
    return _names("weapons", lambda id: id in WEAPONS)


@cache
def markers(kind: str) -> tuple[Marker, ...]:
    """The entries of `markers.csv` of one kind."""
    found = _load(
        "markers", lambda r: Marker(r["kind"], r["phrase"], r["value"]), lambda m: None if m.phrase else "empty phrase"
    )
    return tuple(marker for marker in found if marker.kind == kind)


@cache
def demonyms() -> tuple[Demonym, ...]:
    """The entries of `demonyms.csv`."""
    return _load(
        "demonyms",
        lambda r: Demonym(r["country"], r["name"], r["adjective"], alternatives(r["plurals"]), r["actor"]),
        lambda d: None if is_actor(d.actor) else f"unknown actor {d.actor!r}",
    )


@cache
def places() -> tuple[PlaceEntry, ...]:
    """The entries of `places.csv`."""
    return _load(
        "places",
        lambda r: PlaceEntry(
            r["name"], alternatives(r["variants"]), r["country"], r["admin1"] or None, r["kind"], _number(r["lat"]),
            _number(r["lon"]),
        ),
        lambda p: None if p.name and len(p.country) == 2 else "a place needs a name and a two-letter country",
    )  # fmt: skip


@cache
def first_column(name: str) -> tuple[str, ...]:
    """The first column of `lexicons/<name>.csv`, for lists without further structure."""
    return tuple(next(iter(row.values())) for _, row in rows(name))


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A list of `word_lists.csv`."""
    found = {row["list"]: alternatives(row["words"]) for _, row in rows("word_lists")}
    if name not in found:
        raise LexiconError(f"word_lists.csv has no list {name!r}; it has {', '.join(sorted(found))}")
    return found[name]

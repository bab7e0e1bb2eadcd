"""Facts: the counts of all records, each with its record's slots, as SPEC section 5 compares them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from tawthiq.text.normalize import fold
from tawthiq.types import Assertion, Bound, CharSpan, Event, Value

Day: TypeAlias = str | None

# Words that say what kind of place is named, in match form.
_CLASS_WORDS = frozenset(
    fold(
        "محافظة محافظتي مدينة مدينتي بلدة بلدتي قرية قريتي ريف أرياف منطقة مناطق مخيم حي ولاية مديرية قضاء ناحية قطاع "
        "دولة جمهورية بلاد في"
    ).split()
)
_NO_WORD = re.compile(r"[^\w ]+")
# Slugs that are written in two ways in gold -> the id of the taxonomy.
_SAME = {
    "actor:al_shabaab": "al_shabaab",
    "actor:al-shabaab": "al_shabaab",
    "actor:wagner": "wagner",
    "actor:algerian_army": "algeria",
    "actor:tunisian_maritime_guard": "tunisia",
}
# Slots that are compared as sets of ids.
ID_SLOTS = ("perpetrators", "weapons", "targets", "sources")


class Fact(NamedTuple):
    """One count with the slots of its record.

    `parent` is the value of the count it is a part of, `part_of` that of the total it is a share of. `places` holds,
    for each place, the keys of the names that are right for it. `optional` gold is neither rewarded nor charged.
    `own_setting` gold differs from its whole in who did it or with what: it may be read as a record of its own.
    """

    type: str
    value: Value
    upper: Value | None
    bound: Bound
    unit: str
    category: str
    parent: Value | None
    part_of: Value | None
    perpetrators: frozenset[str]
    places: tuple[frozenset[str], ...]
    start: Day
    end: Day
    weapons: frozenset[str]
    targets: frozenset[str]
    sources: frozenset[str]
    assertion: Assertion = "asserted"
    span: CharSpan | None = None
    confidence: float | None = None
    optional: bool = False
    own_setting: bool = False


def same_id(id: str) -> str:
    """The id as it is compared: actors and sources outside the lists are equal to one another."""
    id = _SAME.get(id, id)
    kind, _, _ = id.partition(":")
    return f"{kind}:*" if kind in ("actor", "source") and kind != id else id


def place_key(name: str) -> str:
    """The name of a place as it is compared: folded, without class words and articles.

    >>> place_key("محافظة إدلب") == place_key("ادلب"), place_key("ريف دير الزور")
    (True, 'دير زور')
    """
    words = [word for word in _NO_WORD.sub(" ", fold(name)).split() if word not in _CLASS_WORDS]
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def facts_of(events: Sequence[Event]) -> list[Fact]:
    """The facts of one document's records, in their order."""
    totals = {event.id: event.counts[0].value for event in events if event.counts}
    return settings([fact for event in events for fact in _of(event, totals)])


def _of(event: Event, totals: dict[str, Value]) -> list[Fact]:
    ids = {name: frozenset(same_id(filler.id) for filler in getattr(event, name)) for name in ID_SLOTS}
    days = [day.isoformat() if day else None for day in (event.time.start, event.time.end)]
    return [
        Fact(
            type=event.type,
            value=count.value,
            upper=count.upper,
            bound=count.bound,
            unit=count.unit,
            category=count.category,
            parent=None if count.subset_of is None else event.counts[count.subset_of].value,
            part_of=totals.get(event.part_of) if event.part_of else None,
            perpetrators=ids["perpetrators"],
            places=tuple(frozenset({place_key(place.name)}) for place in event.places),
            start=days[0],
            end=days[1],
            weapons=ids["weapons"],
            targets=ids["targets"],
            sources=ids["sources"],
            assertion=event.assertion,
            span=count.span,
            confidence=event.confidence,
            optional=count.optional,
        )
        for count in event.counts
    ]


def settings(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with `own_setting` set where every whole of that value has other weapons or perpetrators."""

    def own(fact: Fact) -> bool:
        wholes = [w for w in facts if w.value == fact.parent and w is not fact]
        return bool(wholes) and all((w.weapons, w.perpetrators) != (fact.weapons, fact.perpetrators) for w in wholes)

    return [fact._replace(own_setting=own(fact)) for fact in facts]


def open_since(facts: Sequence[Fact], published: Day) -> list[Fact]:
    """A period that ends with the publication date is read as open, as `since X` may be given either way."""
    return [f._replace(end=None) if f.start and f.end == published else f for f in facts]

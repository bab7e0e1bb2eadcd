"""The same claim said twice in one document is one record: the fuller one, with the slots of both (SPEC section 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tawthiq.types import CharSpan, Count, Event


class Part(NamedTuple):
    """A count that is a part of one told a sentence before: the id of its record, and where that count stands."""

    record: str
    whole: CharSpan
    part: Count


# A figure from here on is taken for the same claim wherever it comes again.
_UNLIKELY = 10
# How many earlier claims with the same figure are looked at: keeps a long document linear.
_RECENT = 8


def merge(events: Sequence[Event]) -> list[Event]:
    """The events in order, each repeated claim folded into its first mention."""
    kept: list[Event] = []
    ids: dict[str, str] = {}
    places: dict[tuple[object, ...], list[int]] = {}  # type and figure -> where in `kept`
    for event in events:
        keys = [(event.type, *_key(count)) for count in event.counts]
        candidates = sorted({index for key in keys for index in places.get(key, ())[-_RECENT:]})
        same = next((index for index in candidates if _same_claim(kept[index], event)), None)
        if same is not None:
            ids[kept[same].id] = ids[event.id] = (joined := _joined(kept[same], event)).id
            kept[same] = joined
        else:
            same = len(kept)
            kept.append(event)
        for key in keys:
            places.setdefault(key, []).append(same)
    return [_retied(event, ids) for event in kept]


def with_parts(events: Sequence[Event], parts: Sequence[Part]) -> list[Event]:
    """The events with the parts that later sentences tell of their counts."""
    late: dict[str, list[Part]] = {}
    for part in parts:
        late.setdefault(part.record, []).append(part)
    return [replace(e, counts=_extended(e.counts, late[e.id])) if e.id in late else e for e in events]


def _extended(counts: tuple[Count, ...], parts: Sequence[Part]) -> tuple[Count, ...]:
    where = {count.span: index for index, count in enumerate([*counts, *(p.part for p in parts)])}
    return (*counts, *(replace(p.part, subset_of=where.get(p.whole)) for p in parts))


def _retied(event: Event, ids: Mapping[str, str]) -> Event:
    """The event with `part_of` following the merged records; a record is no share of itself."""
    total = event.part_of
    while total is not None and ids.get(total, total) != total:
        total = ids[total]
    return event if total == event.part_of else replace(event, part_of=total if total != event.id else None)


def _key(count: Count) -> tuple[object, ...]:
    unit = "person" if count.unit == "family" and count.bound == "vague" else count.unit
    return (count.value, count.upper, count.bound, unit)


def _same_claim(a: Event, b: Event) -> bool:
    """Same type, same figures, nothing that contradicts; single persons are too common to be told apart."""
    if _same_vague(a, b):
        return True
    if a.evidence == b.evidence:
        return False  # two counts of one sentence are two claims
    if a.assertion != b.assertion or not a.counts or not b.counts:
        return False
    ours, theirs = {_key(c) for c in a.counts}, {_key(c) for c in b.counts}
    if not (ours <= theirs or theirs <= ours) or all(c.value <= 2 for c in a.counts):
        return False
    if not _places_agree(a, b):
        return False
    if a.time != b.time and a.time.start and b.time.start:
        return False
    mine, its = {p.id for p in a.perpetrators}, {p.id for p in b.perpetrators}
    return not (mine and its) or mine == its


def _places_agree(a: Event, b: Event) -> bool:
    """Whether two claims may speak of one place: a headline names the country, the text the town.

    A large figure is hardly the same by chance, so it needs no common place; `مئات` may be others in the next town.
    """
    if not a.places or not b.places or (a.counts[0].value >= _UNLIKELY and a.counts[0].bound != "vague"):
        return True
    return bool({p.name for p in a.places} & {p.name for p in b.places})


def _same_vague(a: Event, b: Event) -> bool:
    """`عشرات آلاف العائلات` and later `عشرات آلاف النازحين`: one vague mass of people, said twice."""
    if a.type != "displacement" or len(a.counts) != 1 or len(b.counts) != 1:
        return False
    x, y = a.counts[0], b.counts[0]
    return x.bound == y.bound == "vague" and x.value == y.value and {x.unit, y.unit} == {"family", "person"}


def _fullness(event: Event) -> tuple[int, int]:
    """How much a record says: its counts, then its slots."""
    slots = (event.perpetrators, event.weapons, event.places, event.time.start, event.targets)
    return len(event.counts), sum(bool(slot) for slot in slots)


def _joined(a: Event, b: Event) -> Event:
    fuller, other = (a, b) if _fullness(a) >= _fullness(b) else (b, a)
    return replace(
        fuller,
        perpetrators=fuller.perpetrators or other.perpetrators,
        victims=fuller.victims or other.victims,
        places=fuller.places or other.places,
        time=fuller.time if fuller.time.start else other.time,
        weapons=fuller.weapons or other.weapons,
        targets=fuller.targets or other.targets,
        sources=fuller.sources or other.sources,
    )

"""The same claim said twice in one document is one record: the fuller one, with the slots of both (SPEC section 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tawthiq.types import Count, Event


def merge(events: Sequence[Event]) -> list[Event]:
    """The events in order, each repeated claim folded into its first mention."""
    kept: list[Event] = []
    ids: dict[str, str] = {}
    for event in events:
        for index, other in enumerate(kept):
            if _same_claim(other, event):
                kept[index] = _joined(other, event)
                ids[other.id] = ids[event.id] = kept[index].id
                break
        else:
            kept.append(event)
    return [_retied(event, ids) for event in kept]


def _retied(event: Event, ids: Mapping[str, str]) -> Event:
    """The event with `part_of` following the merged records; a record is no share of itself."""
    total = event.part_of
    while total is not None and ids.get(total, total) != total:
        total = ids[total]
    return event if total == event.part_of else replace(event, part_of=total if total != event.id else None)


def _key(count: Count) -> tuple[object, ...]:
    return (count.value, count.upper, count.bound, count.unit)


def _same_claim(a: Event, b: Event) -> bool:
    """Same type, same figures, nothing that contradicts; single persons are too common to be told apart."""
    if a.type == b.type and _same_vague(a, b):
        return True
    if a.type != b.type or a.assertion != b.assertion or not a.counts or not b.counts:
        return False
    ours, theirs = {_key(c) for c in a.counts}, {_key(c) for c in b.counts}
    if not (ours <= theirs or theirs <= ours) or all(c.value <= 2 for c in a.counts):
        return False
    if {p.name for p in a.places} != {p.name for p in b.places} and a.places and b.places:
        return False
    if a.time != b.time and a.time.start and b.time.start:
        return False
    mine, its = {p.id for p in a.perpetrators}, {p.id for p in b.perpetrators}
    return not (mine and its) or mine == its


def _same_vague(a: Event, b: Event) -> bool:
    """`عشرات آلاف العائلات` and later `عشرات آلاف النازحين`: one vague mass of people, said twice."""
    if a.type != "displacement" or len(a.counts) != 1 or len(b.counts) != 1:
        return False
    x, y = a.counts[0], b.counts[0]
    return x.bound == y.bound == "vague" and x.value == y.value and {x.unit, y.unit} == {"family", "person"}


def _joined(a: Event, b: Event) -> Event:
    fuller, other = (a, b) if len(a.counts) >= len(b.counts) else (b, a)
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

"""The same claim said twice in one document is one record: the fuller one, with the slots of both (SPEC section 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tawthiq.nlp.repeats import companions, finer, key_of, said_again
from tawthiq.types import CharSpan, Count, Event, Filler


class Part(NamedTuple):
    """A count that is a part of one told a sentence before: the id of its record, and where that count stands."""

    record: str
    whole: CharSpan
    part: Count
    victim: Filler | None = None  # who it is, if named


# How many earlier claims with the same figure are looked at: keeps a long document linear.
_RECENT = 8


def merge(events: Sequence[Event], lead: int = 0) -> list[Event]:
    """The events in order, each repeated claim folded into its first mention; the lead of the text ends at `lead`."""
    beside = companions(events)
    kept: list[Event] = []
    ids: dict[str, str] = {}
    places: dict[tuple[object, ...], list[int]] = {}  # type and figure -> where in `kept`
    for event in events:
        keys = [(event.type, *key_of(count)) for count in event.counts]
        candidates = sorted({index for key in keys for index in places.get(key, ())[-_RECENT:]})
        same = next((i for i in candidates if said_again(kept[i], event, lead=lead, beside=beside)), None)
        if same is not None:
            first = kept[same]
            kept[same] = joined = _joined(first, event, summed_up=first.trigger.start < lead)
            ids[first.id] = ids[event.id] = joined.id
            if (told := beside.get(first.id) or beside.get(event.id)) is not None:
                beside[joined.id] = told
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
    return [_with(e, late[e.id]) if e.id in late else e for e in events]


def _with(event: Event, parts: Sequence[Part]) -> Event:
    named = [p.victim for p in parts if p.victim is not None]
    return replace(event, counts=_extended(event.counts, parts), victims=(*event.victims, *named))


def _extended(counts: tuple[Count, ...], parts: Sequence[Part]) -> tuple[Count, ...]:
    where = {count.span: index for index, count in enumerate([*counts, *(p.part for p in parts)])}
    return (*counts, *(replace(p.part, subset_of=where.get(p.whole)) for p in parts))


def _retied(event: Event, ids: Mapping[str, str]) -> Event:
    """The event with `part_of` following the merged records; a record is no share of itself."""
    total = event.part_of
    while total is not None and ids.get(total, total) != total:
        total = ids[total]
    return event if total == event.part_of else replace(event, part_of=total if total != event.id else None)


def _fullness(event: Event) -> tuple[int, int]:
    """How much a record says: its counts, then its slots."""
    slots = (event.perpetrators, event.weapons, event.places, event.time.start, event.targets)
    return len(event.counts), sum(bool(slot) for slot in slots)


def _joined(a: Event, b: Event, *, summed_up: bool) -> Event:
    """One record of both; where `a` sums up what `b` tells, `b` is the fuller one if it has no fewer counts."""
    later = len(b.counts) >= len(a.counts) if summed_up else _fullness(b) > _fullness(a)
    fuller, other = (b, a) if later else (a, b)
    return replace(
        fuller,
        perpetrators=fuller.perpetrators or other.perpetrators,
        victims=fuller.victims or other.victims,
        places=tuple(finer(other.places, fuller.places)),
        time=fuller.time if fuller.time.start else other.time,
        weapons=fuller.weapons or other.weapons,
        targets=fuller.targets or other.targets,
        sources=fuller.sources or other.sources,
    )

"""What a corpus holds: the figures of its datasheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tawthiq.corpus.annotated import Annotated


def describe(documents: Sequence[Annotated]) -> dict[str, Any]:
    """Sizes, and how often each tag, type, unit, category, bound and slot id occurs, commonest first."""
    events = [event for d in documents for event in d.extraction.events]
    counts = [count for event in events for count in event.counts]
    lengths = sorted(len(d.document.text.split()) for d in documents)
    return {
        "documents": len(documents),
        "words": sum(lengths),
        "shortest": lengths[0] if lengths else 0,
        "median": lengths[len(lengths) // 2] if lengths else 0,
        "longest": lengths[-1] if lengths else 0,
        "records": len(events),
        "counts": len(counts),
        "entities": sum(len(d.extraction.entities) for d in documents),
        "non_counts": sum(len(d.non_counts) for d in documents),
        "genre": _many(d.tags["genre"] for d in documents),
        "country": _many(d.tags["country"] for d in documents),
        "year": _many(str(d.tags["year"]) for d in documents),
        "phenomena": _many(name for d in documents for name in d.tags["phenomena"]),
        "type": _many(event.type for event in events),
        "assertion": _many(event.assertion for event in events),
        "bound": _many(count.bound for count in counts),
        "category": _many(f"{count.unit}/{count.category}" for count in counts),
        "perpetrators": _many(filler.id for event in events for filler in event.perpetrators),
        "weapons": _many(filler.id for event in events for filler in event.weapons),
        "sources": _many(filler.id for event in events for filler in event.sources),
    }


def _many(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())

"""Claim and time: the day of an incident, or the period of the report that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text

# The upper ends of the classes of lengths, in days.
_LENGTHS = ((1, "day"), (2, "night"), (7, "week"), (31, "month"), (366, "year"))


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """How long the time is, and how it lies to the time of the claim before."""
    length = _length(it.head.id)
    yield f"length={length}"
    yield f"rule={it.head.rule.partition(':')[2]}"
    carried = "" if it.sentence == claim.sentence else " carried"
    for key in claim.before.get("DATE", ()):
        yield f"to-the-one-before={_relation(it.head.id, key)}{carried}"
        yield f"length={length} before={_length(key)}"
    yield f"rivals={','.join(sorted({_length(r.head.id) for r in rivals if r is not it}))} length={length}"
    yield f"counted={_unit(claim)} length={length}"


def _unit(claim: Claim) -> str:
    return claim.wholes[0].category if claim.wholes else "nothing"


def _ends(id: str) -> tuple[date | None, date | None]:
    start, _, end = id.partition("/")
    return date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None


def _length(id: str) -> str:
    start, end = _ends(id)
    if start is None:
        return "unknown"
    if end is None:
        return "open"
    days = (end - start).days + 1
    return next((name for limit, name in _LENGTHS if days <= limit), "years")


def _relation(id: str, other: str) -> str:
    """How an interval lies to another: the same, around it, inside it, before or behind it."""
    (start, end), (begin, finish) = _ends(id), _ends(other)
    if id == other:
        return "same"
    if start is None or begin is None:
        return "unknown"
    last, final = end or date.max, finish or date.max
    if start <= begin and final <= last:
        return "around"
    if begin <= start and last <= final:
        return "inside"
    return "before" if start < begin else "behind"

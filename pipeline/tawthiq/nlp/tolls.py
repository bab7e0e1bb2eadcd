"""Tolls of dead and wounded in one number, known by their sum: `40 ضحية: 18 حالة وفاة و22 إصابة`."""

from __future__ import annotations

from tawthiq.nlp.links import Links
from tawthiq.nlp.state import Counted, Link, indices

# The smallest such number, and how many words may stand between it and what it is divided into.
_LEAST = 4
_REACH = 14
_DIVIDING = frozenset({"-", "–", ":", "(", "منهم", "بينهم", "منها", "بينها"})
_PARTING = frozenset({")", "و"})
_BOTH = {"killing", "injury"}
_ONE = frozenset({"killing", "injury", "casualty", "statistic", ""})


def find_sums(links: Links) -> None:
    """Make a casualty of each number of persons that the dead and the wounded told right behind it add up to."""
    for first, last in links.view.sentences:
        here = list(indices(links.counted, first, last))
        for total, one, other in zip(here, here[1:], here[2:], strict=False):
            if _is_sum(links, total, one, other):
                c = links.counted[total]
                kind = c.category or "person"
                links.counted[total] = c._replace(unit="person", category=kind, event="casualty")
                links.links[total] = [Link("event", total, -1, "sum")]
                for share in (one, other):
                    if links.counted[share].category in ("person", ""):
                        links.counted[share] = links.counted[share]._replace(unit="person", category=kind)
                    events = [k for k in links.links[share] if k.kind == "event"]
                    links.links[share] = [*events, Link("share_of", share, total, "sum")]


def _is_sum(links: Links, total: int, one: int, other: int) -> bool:
    t, a, b = (links.counted[i] for i in (total, one, other))
    if t.low < _LEAST or t.low != a.low + b.low or a.first - t.last > _REACH or t.unit not in ("", "person"):
        return False
    if any(not _is_exact(c) for c in (t, a, b)) or links.event_of(total) not in _ONE:
        return False
    between = links.norms[t.last : a.first]
    if _DIVIDING.isdisjoint(between) or not _PARTING.isdisjoint(between):
        return False
    return one in links.links and other in links.links and {links.event_of(one), links.event_of(other)} == _BOTH


def _is_exact(c: Counted) -> bool:
    return c.bound == "exact" and c.unit in ("", "person")

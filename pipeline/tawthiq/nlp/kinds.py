"""Count and kind: who is counted where the noun does not say it (`30 منهم في حمص`, `وإصابة آخرين`).

A count of persons whose noun is left out, or as general as `شخص` or `قتيل`, may be of the kind of a count before it:
of its whole, of the total it shares in, of those it is told beside (SPEC section 3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tawthiq.nlp.links import Links
from tawthiq.nlp.signs import Signs, distance
from tawthiq.nlp.state import Counted, indices

_GENERAL = "person"
# How many counts before one may lend it their kind.
_BEFORE = 4


class KindPair(NamedTuple):
    """A category that a count may have, with the features of the pair."""

    category: str
    features: list[str]


Chooser = Callable[[Counted, Sequence[KindPair]], str]


def relink_kinds(links: Links, signs: Signs, choose: Chooser) -> None:
    """Let `choose` say of each general count of persons of which kind it is, its own or that of a count before."""
    before: list[int] = []
    totals: dict[str, int] = {}  # the largest count of each event so far: what lists divide
    for first, last in links.view.sentences:
        for index in indices(links.counted, first, last):
            if index not in links.links:
                continue
            c = links.counted[index]
            if c.unit == "person" and c.category == _GENERAL:
                total = totals.get(links.event_of(index))
                pairs = _pairs(links, signs, index, _lenders(before, total), total, first)
                if len(pairs) > 1:
                    links.counted[index] = c._replace(category=choose(c, pairs))
            if c.unit == "person":
                before.append(index)
                event = links.event_of(index)
                if event not in totals or c.low >= links.counted[totals[event]].low:
                    totals[event] = index


def _lenders(before: Sequence[int], total: int | None) -> list[int]:
    near = list(before[-_BEFORE:])
    return near if total is None or total in near else [total, *near]


def _pairs(
    links: Links, signs: Signs, index: int, before: Sequence[int], total: int | None, first: int
) -> list[KindPair]:
    c = links.counted[index]
    whole = next((k.tail for k in links.links[index] if k.kind in ("part_of", "share_of")), None)
    event = links.event_of(index)
    bare = c.last == c.number_last
    word = signs.word
    own = [
        f"read={c.rule}", f"bare={bare}", f"event={event}", f"noun={'' if bare else word(c.last - 1)}",
        f"word-1={word(c.first - 1)}", f"word+1={word(c.last)}", f"kind+1={signs.kind(c.last)}",
        f"part={whole is not None}",
    ]  # fmt: skip
    nearest = links.counted[before[-1]] if before else None
    rivals = [
        f"total={links.counted[total].category if total is not None else ''}",
        f"nearest={f'{nearest.category} {nearest.rule}' if nearest is not None else ''}",
    ]
    alone = [*own, *rivals, *(f"{a} {b}" for a in rivals for b in own)]
    found = [KindPair(_GENERAL, ["general", *(f"general {f}" for f in alone)])]
    known = {_GENERAL}
    for rank, i in enumerate(reversed([*before, *([whole] if whole is not None else [])])):
        p = links.counted[i]
        if p.category in known or i not in links.links:
            continue
        known.add(p.category)
        same = "same" if links.event_of(i) == event else "other"
        seen = [
            f"rank={rank}", f"whole={i == whole}", f"category={p.category}", f"event-of={same}", f"read-of={p.rule}",
            f"gap={distance(max(0, c.first - p.last))}", f"path={signs.path(p.last, c.first)}",
            f"here={p.first >= first}",
            f"larger={p.low >= c.low}", f"total={i == total}", f"last={rank == 0} {p.last == p.number_last}",
        ]  # fmt: skip
        joint = [f"{a} {b}" for a in seen for b in own]
        found.append(KindPair(p.category, ["lent", *seen, *(f"lent {f}" for f in own), *joint]))
    return found

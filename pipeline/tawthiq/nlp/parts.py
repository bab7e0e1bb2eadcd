"""Part and whole: the counts that a count may be a part of, and what is seen of each pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tawthiq.nlp.links import Links
from tawthiq.nlp.rolls import ROLL
from tawthiq.nlp.signs import Signs, distance
from tawthiq.nlp.state import Counted, Link, indices

# The rules that leave nothing to choose: a marker names the whole (`ومن القتلى …`), a label in a list of kinds a part;
# who stands on a roll of names is of its toll or a case of their own.
NAMED_WHOLE = "named-whole"
BY_KIND = "by-kind"
_SETTLED = frozenset({NAMED_WHOLE, BY_KIND})
# How many counts before a part may be its whole, and how many behind it (`ستة من أصل 32`).
_BEFORE = 4
_BEHIND = 1


class PartPair(NamedTuple):
    """A count that may be the whole of another, by its index, with the features of the pair."""

    whole: int
    counted: Counted
    features: list[str]


Chooser = Callable[[Counted, Sequence[PartPair], bool], int | None]


def relink_parts(links: Links, signs: Signs, choose: Chooser) -> None:
    """Let `choose` say of each linked count which of its neighbours is its whole; a part suffers what its whole does.

    `choose` is given the count, its pairs, and whether the rules found it a whole; it gives the index of the whole.
    """
    told: list[int] = []  # the linked counts of the sentence before
    for first, last in links.view.sentences:
        here = [i for i in indices(links.counted, first, last) if i in links.links]
        for position, index in enumerate(here):
            if any(k.rule == ROLL or (k.rule in _SETTLED and k.tail in links.links) for k in links.links[index]):
                continue
            before = [*told[-1:], *here[:position]] if position < _BEFORE else here[:position]
            near = [*before[: -_BEFORE - 1 : -1], *here[position + 1 : position + 1 + _BEHIND]]
            ruled = next((k.tail for k in links.links[index] if k.kind == "part_of"), None)
            if ruled is not None and ruled not in near and ruled in links.links:
                near.append(ruled)
            pairs = [
                PartPair(whole, links.counted[whole], _features(links, signs, index, whole, ruled, near))
                for whole in near
                if _may_be(links, index, whole)
            ]
            chosen = choose(links.counted[index], pairs, ruled is not None) if pairs else None
            if chosen != ruled:
                _link(links, index, chosen)
        told = here


def _may_be(links: Links, part: int, whole: int) -> bool:
    """Parts are not larger than their whole, nor wholes of it, and people are parts of people."""
    p, w = links.counted[part], links.counted[whole]
    persons = ("person", "family")
    small = w.high is None or p.low <= w.high
    return small and (p.unit in persons) == (w.unit in persons) and all(
        k.tail != part for k in links.links[whole] if k.kind == "part_of"
    )  # fmt: skip


def _link(links: Links, index: int, whole: int | None) -> None:
    kept = [k for k in links.links[index] if k.kind != "part_of"]
    if whole is not None:
        events = [k._replace(head=index) for k in links.links[whole] if k.kind == "event"]
        links.counted[index] = links.counted[index]._replace(event=links.event_of(whole))
        kept = [*events, Link("part_of", index, whole, "scored")]
    links.links[index] = kept


def _features(links: Links, signs: Signs, part: int, whole: int, ruled: int | None, near: Sequence[int]) -> list[str]:
    p, w = links.counted[part], links.counted[whole]
    behind = w.first >= p.last
    low, high = (p.last, w.first) if behind else (w.last, p.first)
    rule = "ruled" if ruled == whole else "else" if ruled is not None else "no-rule"
    side = "behind" if behind else "before"
    between = sum(low <= links.counted[i].first < high for i in near if i not in (part, whole))
    alike = "alike" if links.event_of(part) == links.event_of(whole) else "unlike"
    whole_is_part = any(k.kind == "part_of" for k in links.links[whole])
    word, kind = signs.word, signs.kind
    seen = [
        f"side={side}", f"gap={distance(max(0, high - low))}", f"path={signs.path(low, high)}",
        f"between={min(between, 2)}",
        f"events={alike}", f"event={links.event_of(whole)}", f"whole-is-part={whole_is_part}",
        f"kinds={w.unit}/{w.category} {p.unit}/{p.category}", f"read={p.rule}", f"whole-read={w.rule}",
        f"word-1={word(p.first - 1)}", f"words-2={word(p.first - 2)} {word(p.first - 1)}",
        f"kind-1={kind(p.first - 1)}",
        f"behind-number={word(p.number_last)}", f"word+1={word(p.last)}", f"behind-whole={word(w.last)}",
        f"same-value={p.low == w.low}", f"one={p.low == 1}",
    ]  # fmt: skip
    return [rule, *seen, *(f"{rule} {f}" for f in seen), *(f"{side} {alike} {f}" for f in seen)]

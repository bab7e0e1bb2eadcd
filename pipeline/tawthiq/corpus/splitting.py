"""Splitting a corpus by document into train, dev and test, near-duplicates kept on one side.

Documents are near-duplicates when they share a good part of their shingles (runs of words in match form); groups of
them are found by way of the shingles that documents share (Broder, On the resemblance and containment of documents,
1997). Groups are dealt out stratum by stratum, so that each split has its share of every genre and country.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tawthiq.corpus.annotated import Annotated
from tawthiq.text.normalize import fold

_SHINGLE = 5
_COMMON = 20  # documents: a shingle that more of them share is a phrase of the trade
_ALIKE = 0.2  # of the shorter document's shingles


def split(documents: Sequence[Annotated], shares: Mapping[str, float], *, seed: int = 0) -> dict[str, list[Annotated]]:
    """The documents of each split, in their given order.

    Args:
        documents: the whole corpus.
        shares: split -> its share of the documents; they sum to 1.
        seed: another seed deals otherwise.

    A document that is tagged with a split (`"split": "train"`) goes there, with its near-duplicates, and leaves the
    dealing of the others as it is: so a corpus grows and no document that was measured on becomes one to learn from.

    Raises:
        ValueError: the shares do not sum to 1, or a document is tagged with a split that is none.
    """
    if abs(sum(shares.values()) - 1) > 1e-6:
        raise ValueError(f"the shares of the splits sum to {sum(shares.values())}, not to 1")
    strata: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    side: dict[int, str] = {}
    for group in near_duplicates([annotated.document.text for annotated in documents]):
        tags = documents[group[0]].tags
        pinned = {str(documents[i].document.extra["split"]) for i in group if "split" in documents[i].document.extra}
        if pinned:
            name = _pin(documents[group[0]].document.id, pinned, shares)
            side.update(dict.fromkeys(group, name))
            continue
        strata[str(tags.get("genre")), str(tags.get("country"))].append(group)

    def drawn(group: list[int]) -> str:
        return hashlib.sha256(f"{seed} {documents[group[0]].document.id}".encode()).hexdigest()

    dealt: Counter[str] = Counter()
    for _, groups in sorted(strata.items()):
        inside: Counter[str] = Counter()
        for group in sorted(groups, key=lambda group: (-len(group), drawn(group))):
            # The split that is furthest behind, in this stratum first and in the whole corpus second.
            total, many = sum(inside.values()) + len(group), sum(dealt.values()) + len(group)
            name = max(
                shares,
                key=lambda s: (
                    round(shares[s] * total - inside[s], 6) + round(shares[s] * many - dealt[s], 6), shares[s]
                ),
            )  # fmt: skip
            side.update(dict.fromkeys(group, name))
            inside[name] += len(group)
            dealt[name] += len(group)
    return {name: [d for i, d in enumerate(documents) if side[i] == name] for name in shares}


def _pin(id: str, pinned: set[str], shares: Mapping[str, float]) -> str:
    if len(pinned) > 1 or not pinned <= shares.keys():
        raise ValueError(f"the document {id!r} and its near-duplicates are tagged with the splits {sorted(pinned)}")
    return pinned.pop()


def near_duplicates(texts: Sequence[str]) -> list[list[int]]:
    """The indices of the texts in groups; texts of one group are near-duplicates, directly or by way of others."""
    shingles = [_shingles(text) for text in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, found in enumerate(shingles):
        for shingle in found:
            holders[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for inside in holders.values():
        if len(inside) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(inside) for b in inside[i + 1 :])
    parent = list(range(len(texts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for (a, b), many in shared.items():
        if many >= _ALIKE * min(len(shingles[a]), len(shingles[b])):
            parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(texts)):
        groups[root(index)].append(index)
    return list(groups.values())


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}

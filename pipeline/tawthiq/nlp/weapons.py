"""Weapons: those of the list, those said in words that stand apart, and those that an adjective adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import name_trie, word_set

# How many words may stand between a verb and its weapon (`أطلق عنصران من حرس الحدود النار`).
_APART = 6
# How many words before a weapon say that it was taken or destroyed.
_TAKEN = 2
_STOPS = frozenset({"،", ",", ".", ":", "ان", "فيما", "بينما", "حيث"})
# Behind these stands what a bomb struck (`انفجر لغم بسيارة`), not what was made one.
_STRUCK = frozenset({"ب", "في", "علي", "ل", "قرب", "لدي", "عند", "امام", "تحت", "داخل", "الي"})
# List of verbs, list of what follows them, what the two say together, and what may not stand between.
_PAIRS = (
    ("firing", "fire", "small_arms", _STOPS),
    ("blasting", "selves", "suicide_bombing", _STOPS),
    ("blasting", "vehicles", "ied", _STOPS | _STRUCK),
)
# What rockets are filled with, and what they are besides.
_FILLED = frozenset({"cluster_munition", "incendiary", "chemical"})
_ROCKET = "missile"


def find_weapons(view: View) -> list[Found]:
    """The weapons of a text in order.

    `أطلق جندي النار` says shots, `فجّر شاب نفسه` a suicide, `قصف مدفعي وجوي` aircraft, `صاروخ عنقودي` a rocket too.
    """
    found = list(_listed(view))
    taken = {i for f in found for i in range(f.first, f.last)}
    found += (f for f in _apart(view) if f.first not in taken)
    found += (f for f in _added(view, found) if f.first not in taken)
    return sorted(found, key=lambda f: (f.first, -f.last))


def is_taken(view: View, weapon: Found) -> bool:
    """`تدمير دبابة`, `أسقطت طائرة`, `فجّروا شاحنة`: what is taken or destroyed is a target as well."""
    before = view.norms[max(0, weapon.first - _TAKEN) : weapon.first]
    return weapon.rule == "weapon-apart" or not word_set("seizing").isdisjoint(before)


def _listed(view: View) -> Iterator[Found]:
    trie = name_trie("weapons")
    for first, last, names in trie.find(view.norms):
        if first and view.norms[first - 1] in word_set("ceasing") and view.norms[first] in word_set("firing"):
            continue
        for name in names:
            if name.id != "airstrike" or not _only_flies(view, first, last):
                yield _found(view, first, last, name.id, "weapon-lexicon")
        if last - first > 1 and any(name.id in _FILLED for name in names):
            head = trie.longest(view.norms[first : first + 1], 0)
            if head is not None and any(name.id == _ROCKET for name in head[1]):
                yield _found(view, first, first + 1, _ROCKET, "weapon-filled")


def _only_flies(view: View, first: int, last: int) -> bool:
    """`تحطم مروحية`, `على متن طائرة`, `طائرة ركاب`: what crashes or carries attacks nobody."""
    if view.norms[first] not in word_set("aircraft"):
        return False
    behind = view.norms[last : last + 1]
    return view.norms[first - 1] in word_set("boarding") or not word_set("passengers").isdisjoint(behind)


def _apart(view: View) -> Iterator[Found]:
    """A verb and what it does, with its subject in between."""
    verbs = frozenset[str]().union(*(word_set(verb) for verb, *_ in _PAIRS))
    for at, norm in enumerate(view.norms):
        if norm not in verbs:
            continue
        for verb, object, id, stops in _PAIRS:
            end = _object(view.norms, at + 1, word_set(object), stops) if norm in word_set(verb) else None
            if end is not None:
                yield _found(view, end, end + 1, id, "weapon-apart")


def _object(norms: Sequence[str], first: int, words: frozenset[str], stops: frozenset[str]) -> int | None:
    for index in range(first, min(first + _APART, len(norms))):
        if norms[index] in stops:
            return None
        if norms[index] in words:
            return index
    return None


def _added(view: View, found: Sequence[Found]) -> Iterator[Found]:
    """`قصف مدفعي وجوي`: an adjective joined to a weapon adds another."""
    ends = {f.last for f in found}
    for at in range(1, len(view.norms)):
        if view.norms[at] in word_set("airborne") and view.norms[at - 1] == "و" and at - 1 in ends:
            yield _found(view, at, at + 1, "airstrike", "weapon-added")


def _found(view: View, first: int, last: int, id: str, rule: str) -> Found:
    return Found(first, last, "WEAPON", id, view.char_span(first, last).text, rule)

"""Speakers whom no list has: who stands behind a word of reporting is a source by that alone.

`قال مركز الضفاف للدراسات إن …` names an organisation, `نفت فرنسا` a government, `أعلنت كتائب …` an armed group;
`وأضاف عبيد` is whoever was named with his office before, and `المنظمة` the organisation that was named last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.sourcing import reporting_words
from tawthiq.nlp.state import Found, View, within
from tawthiq.text.matchers import norms, word_set

# How many words a new organisation's name may have, and how far behind an office the name of its holder stands.
_NAME = 6
_HOLDER = 6
_SHORTEST = 3
_STOPS = frozenset(
    {"ان", "انه", "انها", ":", "،", ",", ".", '"', "(", ")", "عن", "في", "علي", "الي", "خلال", "بعد", "منذ"}
)


def find_speakers(view: View, sources: Sequence[Found], others: Sequence[Found]) -> list[Found]:
    """The sources of a text: those of the list, with who they mean, and those that only speak."""
    resolved = list(_resolved(sources))
    return sorted([*resolved, *_unlisted(view, resolved, others)], key=lambda f: (f.first, -f.last))


@cache
def _anaphors() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    rows = lexicon.rows("source_anaphors")
    return {tuple(norms(word)): tuple(row["ids"].split("|")) for _, row in rows for word in row["words"].split("|")}


def _resolved(sources: Sequence[Found]) -> Iterator[Found]:
    """`المنظمة`, `المكتب`: the last source said before that is one."""
    last: dict[str, int] = {}
    for place, s in enumerate(sources):
        ids = _anaphors().get(tuple(norms(s.name)), ())
        said = [last[id] for id in ids if id in last]
        yield s._replace(id=sources[max(said)].id, rule="source-anaphor") if said else s
        if not ids:
            last[s.id] = place


def _unlisted(view: View, sources: Sequence[Found], others: Sequence[Found]) -> Iterator[Found]:
    taken = {i for s in sources for i in range(s.first, s.last)}
    ending = {f.last for f in others if f.label in ("ORG", "ACTOR", "PERSON", "SOURCE")}
    beginning = {f.first: f for f in others if f.label in ("ORG", "ACTOR", "PLACE", "PERSON")}
    holders = _holders(view, sources)
    for first, last in view.sentences:
        for at, end in reporting_words(view.norms, first, last):
            if at in ending:
                continue  # its subject stands before it; what follows is whom it accuses
            if end < last and taken.isdisjoint(range(end, end + 2)):
                found = _speaker(view, end, last, beginning.get(end), holders, view.norms[at])
                if found is not None:
                    taken.update(range(found.first, found.last))
                    yield found


def _speaker(
    view: View, at: int, last: int, other: Found | None, holders: Mapping[str, tuple[int, str]], verb: str
) -> Found | None:
    """Who speaks at a word, right behind the word of reporting."""
    word = view.norms[at]
    if word in word_set("organisation_heads") and not word.startswith("ال"):
        end = at + 1
        while end < last and end - at < _NAME and view.norms[end] not in _STOPS and view.norms[end].isalpha():
            end += 1
        return _found(view, at, end, "source:organisation") if end - at > 1 else None
    if other is not None and other.label == "ACTOR" and other.id != "unknown":
        return _found(view, at, other.last, "source:actor")
    if other is not None and other.label == "PLACE" and other.rule.endswith(":country") and verb.endswith("ت"):
        return _found(view, at, other.last, "government")
    known = holders.get(word)
    if known is not None and known[0] < at:
        return _found(view, at, at + 1, known[1])
    if other is not None and other.label == "PERSON":
        return _found(view, at, other.last, "source:person")
    return None


def _holders(view: View, sources: Sequence[Found]) -> dict[str, tuple[int, str]]:
    """Words of the names behind offices (`المتحدث باسم الوزارة فلان`) -> where first said, and the office's id."""
    found: dict[str, tuple[int, str]] = {}
    people = word_set("offices")
    for s in sources:
        if s.rule == "source-anaphor" or not any(word in people for word in norms(s.name)):
            continue
        for at in range(s.last, min(s.last + _HOLDER, len(view.norms))):
            word = view.norms[at]
            if word in _STOPS - {"في", "،", ","} or within(sources, at, at + 1):
                break
            if len(word) >= _SHORTEST and word.isalpha() and word not in word_set("not_in_names"):
                found.setdefault(word, (at, s.id))
    return found


def _found(view: View, first: int, last: int, id: str) -> Found:
    return Found(first, last, "SOURCE", id, view.char_span(first, last).text, "speaker")

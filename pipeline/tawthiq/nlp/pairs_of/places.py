"""Claim and place: the finest place of an event is its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.scene import fineness, is_summed_up
from tawthiq.nlp.state import Found
from tawthiq.text.matchers import word_set
from tawthiq.text.place_shapes import QUOTES, namesakes
from tawthiq.text.place_words import class_words

# How far the words of a byline reach.
_BYLINE = 7
_BEHIND_BYLINE = frozenset(":-–—")
# The features of a name that a facility is called by, and of where the text was written.
FACILITY = "facility"
BYLINE = "byline"


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """How fine a place is, and whether the sentence names a finer one inside it."""
    mine = _level(it)
    others = [r for r in rivals if not r.keys & it.keys]
    yield f"level={mine}"
    yield f"levels={mine} {max((_level(r) for r in others), default='-')}"
    if any(_level(r) > mine for r in others):
        yield "finer-here"
    if any(_level(r) < mine for r in others):
        yield "coarser-here"
    if any(_holds(it.head, r.head, mine) for r in others if _level(r) > mine):
        yield "holds-a-finer-one"
    if _names_facility(text, it):
        yield FACILITY
    if it.sentence == 0 and _is_byline(text, it):
        yield BYLINE
    if it.sentence != claim.sentence and not rivals:
        yield from _scene(text, claim, it)


def _scene(text: Text, claim: Claim, it: Candidate) -> Iterator[str]:
    """Whether a place that was said before sets the scene of a claim whose sentence names none (see `nlp.scene`)."""
    setting = text.scene.before(claim.sentence)
    if setting.heading:
        if setting.heading[0] in it.keys and it.keys.issubset(setting.heading):
            yield "scene=heading"
    elif any(m.first == setting.told for m in it.mentions) and not it.keys & claim.before.get("PLACE", set()):
        first = text.signs.sentences[claim.sentence][0]
        yield "scene=summed-up" if is_summed_up(text.signs, first, claim.last) else "scene=told"


def _names_facility(text: Text, it: Candidate) -> bool:
    """Whether a facility is called by the name: `مركز شرطة السلام`; but in `قائمقامية قضاء الحويجة` a place is said."""
    norms = text.signs.norms
    named = it.first > 0 and norms[it.first - 1] in word_set("facilities")
    return named and not {norms[it.first - 1], norms[it.first]} & class_words().keys()


def _is_byline(text: Text, it: Candidate) -> bool:
    """Whether a place at the head of a text only says where it was written: `غزة كمال الحلو: قالت …`, `صنعاء - "…`.

    With a colon or a dash alone it may be a label that the text is about (`دوما: 5 قتلى`, `رفح - الخميس`).
    """
    norms, first = text.signs.norms, text.signs.sentences[0][0]
    end = text.signs.sentences[0][1]
    heads = {i for m in text.mentions[:_BYLINE] if m.label == "PLACE" for i in range(m.first, m.last)}
    if any(norms[i].isalnum() and i not in heads for i in range(first, it.first)):
        return False
    line = range(it.last, min(it.last + _BYLINE, end))
    if not any(norms[at] in _BEHIND_BYLINE for at in line):
        return False
    for at in line:
        if norms[at] in QUOTES or norms[at] in word_set("press") or norms[at] in namesakes():
            return True
        if norms[at].isalnum() and at not in heads:
            return False
    return False


def finest(best: Candidate, claim: Claim, candidates: Sequence[Candidate]) -> Candidate:
    """The last finer place inside `best` that the claim itself names: SPEC wants the finest place that is said."""
    own = {m.first for m in claim.block.own.get("PLACE", ())}
    level = _level(best)
    inside = [
        c for c in candidates
        if c.first in own and c.sentence == claim.sentence and _level(c) > level and not c.keys & best.keys
        and _may_hold(best.head, c.head, level)
    ]  # fmt: skip
    return inside[-1] if inside else best


def _may_hold(area: Found, place: Found, level: int) -> bool:
    """Whether a place may lie in an area: it does by the gazetteer, or is of the same country and of no known area."""
    if area.place is None or place.place is None or area.place[0] != place.place[0]:
        return False
    return level == 0 or place.place[1] in (None, area.place[1])


def _level(it: Candidate) -> int:
    return fineness(it.head)


def _holds(area: Found, place: Found, level: int) -> bool:
    """Whether a country or an area holds a place, by the gazetteer."""
    if area.place is None or place.place is None:
        return False
    return area.place[0] == place.place[0] and (level == 0 or (level == 1 and area.place[1] == place.place[1]))

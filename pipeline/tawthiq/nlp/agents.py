"""Which actors of a sentence did it: the agents among its mentions of actors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq.lexicon import Marker
from tawthiq.nlp.state import Found, Trigger, View
from tawthiq.text.matchers import marker_phrases, marker_trie
from tawthiq.text.phrases import PhraseTrie

_CONJUNCTIONS = frozenset({"و", "،", ",", "او"})
_ADJECTIVAL = frozenset({"الجوي", "جوي", "المدفعي", "مدفعي", "صاروخي", "الصاروخي", "عنيف", "جويه", "مكثف", "عشوائي"})
_PRONOUNS = frozenset({"ه", "ها", "هم", "هما", "هن"})
# Speaking of the event, not doing it: an actor before these is a source.
_SUBJECT_GAP = 3


@cache
def _reporting() -> PhraseTrie[Marker]:
    return marker_trie("reporting")


def agents(view: View, actors: Sequence[Found], triggers: Sequence[Trigger], first: int, last: int) -> list[Found]:
    """The actors of words `[first, last)` that are said to have done something there, with those coordinated."""
    found: list[Found] = []
    for actor in actors:
        if not first <= actor.first < last:
            continue
        if found and _coordinated(view, found[-1], actor):
            found.append(actor)
        elif _is_agent(view, actor, triggers, first, last):
            found.append(actor)
    return found


def _coordinated(view: View, left: Found, right: Found) -> bool:
    between = view.norms[left.last : right.first]
    return 1 <= len(between) <= 2 and between[0] in _CONJUNCTIONS and all(w in _CONJUNCTIONS or len(w) <= 8 for w in between)


def _is_agent(view: View, actor: Found, triggers: Sequence[Trigger], first: int, last: int) -> bool:
    norms = view.norms
    for size in (3, 2, 1):
        before = tuple(norms[max(first, actor.first - size) : actor.first])
        if before in marker_phrases("affiliation"):
            return False
        if before in marker_phrases("agent"):
            return True
    if actor.rule == "attack-adjective":
        return True
    for trigger in triggers:
        if not first <= trigger.first < last:
            continue
        gap = norms[trigger.last : actor.first]
        if trigger.last <= actor.first and len(gap) <= 3:
            if trigger.pos in ("verb", "both") and trigger.subject in ("agent", "either") and all(w in _PRONOUNS for w in gap):
                return True
            if trigger.type in ("attack", "siege") and trigger.pos in ("noun", "both") and all(w in _ADJECTIVAL or w == "ل" for w in gap):
                return True
        if (
            trigger.pos in ("verb", "both")
            and trigger.subject in ("agent", "either")
            and norms[actor.first - 1 : actor.first] != ["من"]
            and 0 <= trigger.first - actor.last <= _SUBJECT_GAP
            and not _reporting().longest(norms, trigger.first)
            and all(w not in "،,؛" for w in norms[actor.last : trigger.first])
        ):
            return True
    return False

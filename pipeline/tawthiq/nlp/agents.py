"""Which actors of a sentence did it: the agents among its mentions of actors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq.lexicon import Marker
from tawthiq.nlp.state import Counted, Found, Trigger, View
from tawthiq.text.matchers import marker_phrases, marker_trie, word_set
from tawthiq.text.phrases import PhraseTrie

_CONJUNCTIONS = frozenset({"و", "،", ",", "او"})
# Speaking of the event, not doing it: an actor before these is a source.
_SUBJECT_GAP = 3
_OBJECT_GAP = 4
_COMMAS = frozenset("،,؛")
_PREPOSITIONS = frozenset({"في", "ب", "من", "علي", "الي", "ل", "عن"})


@cache
def _reporting() -> PhraseTrie[Marker]:
    return marker_trie("reporting")


def agents(
    view: View, actors: Sequence[Found], triggers: Sequence[Trigger], counted: Sequence[Counted], first: int, last: int
) -> list[Found]:
    """The actors of words `[first, last)` that are said to have done something there, with those coordinated.

    Those who are counted (`أربعة مسلحين`) are no agents.
    """
    victims = {i for c in counted for i in range(c.first, c.last)}
    found: list[Found] = []
    for actor in actors:
        if not first <= actor.first < last or actor.first in victims:
            continue
        if (found and (_coordinated(view, found[-1], actor) or _is_suspect(view, found[-1], actor))) or _is_agent(
            view, actor, triggers, first, last
        ):
            found.append(actor)
    return found


def _is_suspect(view: View, unknown: Found, actor: Found) -> bool:
    """`مسلحون يُعتقد أنهم من خلايا داعش`: unknown, and the suspect beside (SPEC section 4)."""
    between = view.norms[unknown.last : actor.first]
    return unknown.id == "unknown" and len(between) <= 6 and any(w in word_set("believed") for w in between)


def _coordinated(view: View, left: Found, right: Found) -> bool:
    between = view.norms[left.last : right.first]
    return (
        1 <= len(between) <= 2
        and between[0] in _CONJUNCTIONS
        and all(w in _CONJUNCTIONS or len(w) <= 8 for w in between)
    )


def _is_agent(view: View, actor: Found, triggers: Sequence[Trigger], first: int, last: int) -> bool:
    norms = view.norms
    for size in (3, 2, 1):
        before = tuple(norms[max(first, actor.first - size) : actor.first])
        if before in marker_phrases("affiliation"):
            return False
        if before in marker_phrases("agent"):
            return True
    if actor.rule == "attack-adjective" or tuple(norms[actor.first : actor.first + 1]) in marker_phrases("agent"):
        return True  # `غارات إسرائيلية`, `سجون الاحتلال`
    if norms[actor.last : actor.last + 1] == [":"] and not any(first <= t.first < actor.first for t in triggers):
        return actor.last + 1 < last and not any(
            t.first >= actor.last and t.first < last and t.mode != "relative" for t in triggers
        )
    return any(_did(view, actor, trigger) for trigger in triggers if first <= trigger.first < last)


def _did(view: View, actor: Found, trigger: Trigger) -> bool:
    """Whether the actor is the subject of the trigger."""
    norms = view.norms
    verbal = trigger.pos in ("verb", "both") and trigger.subject in ("agent", "either")
    if trigger.last <= actor.first:
        gap = {w for w in norms[trigger.last : actor.first] if w != '"'}
        if actor.first - trigger.last > _OBJECT_GAP:
            return False
        if verbal and gap <= word_set("pronouns") | word_set("subject_groups"):
            return True
        nominal = trigger.pos in ("noun", "both")
        if nominal and trigger.type in ("attack", "siege") and gap <= word_set("attack_adjectives") | {"ل"}:
            return True
        # `إعدام التنظيم لـ 188 شخصاً`: the verbal noun takes its object with ل.
        return nominal and not gap and norms[actor.last : actor.last + 1] == ["ل"] and trigger.type != "clash"
    return trigger.first >= actor.last and _acts_before(norms, actor, trigger, verbal)


def _acts_before(norms: Sequence[str], actor: Found, trigger: Trigger, verbal: bool) -> bool:
    """Whether an actor that stands before the trigger is its subject."""
    gap = [w for w in norms[actor.last : trigger.first] if w != '"']
    if len(gap) > _SUBJECT_GAP + 1 or not _COMMAS.isdisjoint(gap) or norms[max(0, actor.first - 1)] == "من":
        return False
    if _supports(norms, actor, trigger):
        return True
    if not verbal or _reporting().longest(norms, trigger.first) is not None:
        return False
    return not gap or (trigger.pos == "verb" and len(gap) <= _SUBJECT_GAP and _PREPOSITIONS.isdisjoint(gap))


def _supports(norms: Sequence[str], actor: Found, trigger: Trigger) -> bool:
    """`القوات تمكنت من قتل`, `تمكنت القوات من قتل`: a support verb by the actor, and a verbal noun after it."""
    if trigger.pos not in ("noun", "both", "phrase"):
        return False
    behind = tuple(norms[actor.last : trigger.first])
    before = tuple(norms[max(0, actor.first - 1) : actor.first])
    return any(phrase and phrase in (behind[-2:], before + behind) for phrase in marker_phrases("support"))

"""Which actors of a sentence did it: the agents among its mentions of actors."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from tawthiq.lexicon import Marker
from tawthiq.nlp.signs import CONJUNCTIONS
from tawthiq.nlp.state import Counted, Found, Trigger, View, within
from tawthiq.text.inflect import PRONOUNS
from tawthiq.text.matchers import marker_phrases, marker_trie, word_set
from tawthiq.text.phrases import PhraseTrie

# Speaking of the event, not doing it: an actor before these is a source.
_SUBJECT_GAP = 3
_TOPIC = 2
_OBJECT_GAP = 4
# How far from an actor a trigger can be of which it is the subject, dates between them included.
_WINDOW = 24
_ATTRIBUTION = 30
_HELD = frozenset({"detention", "enforced_disappearance", "abduction", "torture"})
# What somebody brings about, and the particles before it.
_BROUGHT = _HELD | {"killing", "injury", "displacement", "destruction", "casualty"}
_BURDEN = (("مسووليه",), ("المسووليه", "عن"))
_BRINGING = ("ب", "في", "عن")
_COMMAS = frozenset("،,؛")
_PREPOSITIONS = frozenset({"في", "ب", "من", "علي", "الي", "ل", "عن"})


@cache
def _reporting() -> PhraseTrie[Marker]:
    return marker_trie("reporting")


class Agents:
    """Says which actors of a sentence did something in it."""

    def __init__(
        self,
        view: View,
        triggers: Sequence[Trigger],
        mentions: Sequence[Found],
        counts: Sequence[Counted],
        spoken: Set[int] = frozenset(),
    ) -> None:
        """`triggers`, `mentions`, `counts` and words that say who speaks are those of the sentence."""
        self.norms = view.norms
        self.triggers = triggers
        self.spoken = spoken
        self.eventless = all(t.mode == "relative" for t in triggers)
        # Dates, numbers and quotes are read over between a verb and its subject.
        self.passed = {i for m in mentions if m.label == "DATE" for i in range(m.first, m.last)}
        self.passed |= {i for c in counts for i in range(c.number_first, c.number_last)}

    def among(self, actors: Sequence[Found], victims: set[int], first: int) -> list[Found]:
        """The agents with those coordinated; `victims` are words of counts: who is counted is no agent.

        `first` is the first word of the sentence.
        """
        found: list[Found] = []
        for actor in actors:
            if actor.first in victims:
                continue
            beside = bool(found) and (self._coordinated(found[-1], actor) or self._is_suspect(found[-1], actor))
            if beside or self._is_agent(actor, first):
                found.append(actor)
        return found

    def _gap(self, first: int, last: int) -> list[str]:
        return [self.norms[i] for i in range(first, last) if i not in self.passed and self.norms[i] != '"']

    def _is_suspect(self, unknown: Found, actor: Found) -> bool:
        """`مسلحون يُعتقد أنهم من خلايا داعش`: unknown, and the suspect beside (SPEC section 4)."""
        between = self.norms[unknown.last : actor.first]
        return unknown.id == "unknown" and len(between) <= 6 and any(w in word_set("believed") for w in between)

    def _coordinated(self, left: Found, right: Found) -> bool:
        between = self.norms[left.last : right.first]
        if not 1 <= len(between) <= 2 or between[0] not in CONJUNCTIONS:
            return False
        return all(w in CONJUNCTIONS or len(w) <= 8 for w in between)

    def _is_agent(self, actor: Found, first: int) -> bool:
        begin = actor.first - (self.norms[actor.first - 1 : actor.first] == ['"'])  # `على يد "قسد"`
        for size in (3, 2, 1):
            before = tuple(self.norms[max(first, begin - size) : begin])
            if before in marker_phrases("affiliation"):
                return False
            if before in marker_phrases("agent"):
                return True
        if actor.rule == "attack-adjective" or (self.norms[actor.first],) in marker_phrases("agent"):
            return True  # `غارات إسرائيلية`, `سجون الاحتلال`
        if self._is_accused(actor, first) or self._is_label(actor) or self._is_holder(actor):
            return True
        if actor.first in self.spoken and not self._speaks_of_own(actor):
            return False  # `قال ضابط في الشرطة إن 14 عاملاً قتلوا`
        near = within(self.triggers, actor.first - _WINDOW, actor.last + _WINDOW)
        return any(self._did(actor, trigger) for trigger in near)

    def _is_holder(self, actor: Found) -> bool:
        """`6,950 معتقلاً لدى قوات النظام`: whoever holds people did it, where they are told of as held."""
        return self.norms[actor.first - 1] in word_set("holding") and any(t.type in _HELD for t in self.triggers)

    def _speaks_of_own(self, actor: Found) -> bool:
        """`قال الجيش إنه اعتقل عشرة`, `أعلنت الشرطة أنها …`: who speaks is the subject of what is told."""
        behind = self.norms[actor.last : actor.last + 2]
        return behind[:1] in (["انه"], ["انها"], ["انهم"]) or (behind[:1] == ["ان"] and behind[-1] in PRONOUNS)

    def _is_label(self, actor: Found) -> bool:
        """`- قوات النظام: 34 مدنياً`: whom a list gives a count to, where nothing else happens."""
        if self.norms[actor.last : actor.last + 1] != [":"]:
            return False
        return self.eventless

    def _is_accused(self, actor: Found, first: int) -> bool:
        """`نسب التقرير تجنيد 134 طفلاً إلى جماعة …`, `اتهمت الشرطة بتعذيب أربعة`."""
        before = self.norms[max(first, actor.first - _ATTRIBUTION) : actor.first]
        if before[-1:] == ["الي"] and any(w in word_set("attributed") for w in before):
            return True
        behind = self.norms[actor.last : actor.last + 1] == ["ب"]
        return behind and any(t.first == actor.last + 1 and t.mode == "alleged" for t in self.triggers)

    def _did(self, actor: Found, trigger: Trigger) -> bool:
        """Whether the actor is the subject of the trigger."""
        verbal = trigger.pos in ("verb", "both") and trigger.subject in ("agent", "either")
        if trigger.last > actor.first:
            return trigger.first >= actor.last and self._acts_before(actor, trigger, verbal)
        gap = set(self._gap(trigger.last, actor.first))
        if len(gap) > _OBJECT_GAP:
            return False
        hit = self.norms[trigger.first] in word_set("hitting")
        if hit and trigger.first and self.norms[trigger.first - 1] in word_set("hitters"):
            return False  # `التفجير الذي استهدف الشرطة`
        if verbal and gap <= word_set("pronouns") | word_set("subject_groups"):
            return True
        nominal = trigger.pos in ("noun", "both")
        if nominal and trigger.type in ("attack", "siege") and gap <= word_set("attack_adjectives") | {"ل", "و"}:
            return True
        # `إعدام التنظيم لـ 188 شخصاً`: the verbal noun takes its object with ل.
        return nominal and not gap and self.norms[actor.last : actor.last + 1] == ["ل"] and trigger.type != "clash"

    def _acts_before(self, actor: Found, trigger: Trigger, verbal: bool) -> bool:
        """Whether an actor that stands before the trigger is its subject."""
        gap = self._gap(actor.last, trigger.first)
        if len(gap) > _SUBJECT_GAP + 1 or not _COMMAS.isdisjoint(gap) or self.norms[max(0, actor.first - 1)] == "من":
            return False
        if self._supports(actor, trigger, gap):
            return True
        if not verbal or _reporting().longest(self.norms, trigger.first) is not None:
            return False
        if self.norms[actor.first - 1] == "اما" and gap[:1] == ["ف"] and len(gap) <= _TOPIC:
            return trigger.subject != "victim"  # `أما التنظيم فقد قتل ثلاثة`
        return not gap or (trigger.pos == "verb" and len(gap) <= _SUBJECT_GAP and _PREPOSITIONS.isdisjoint(gap))

    def _supports(self, actor: Found, trigger: Trigger, gap: list[str]) -> bool:
        """`القوات تمكنت من قتل`, `تمكنت القوات من قتل`: a support verb by the actor, and what he did behind it."""
        if trigger.pos not in ("noun", "both", "phrase"):
            return False
        before = self.norms[max(0, actor.first - 1) : actor.first]
        phrases = (tuple(gap[-2:]), tuple(before + gap))
        brought = gap[-1:] and gap[-1] in _BRINGING
        if brought and not word_set("bringing").isdisjoint([*before, *gap][-2:-1]):
            return trigger.type in _BROUGHT  # `تسببت القوات بمقتل`, `القوات مسؤولة عن إصابة`
        if tuple(gap) in _BURDEN and before[:1] and before[0] in word_set("bearing"):
            return trigger.type in _BROUGHT  # `تتحمل القوات مسؤولية مقتل`
        if self.norms[trigger.first] in word_set("suffered"):
            return False
        return any(phrase and phrase in marker_phrases("support") for phrase in phrases)

"""What an actor does where it is named: it acts, it is aimed at, it speaks, its people are counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.clauses import Clauses
from tawthiq.nlp.doers import Doers
from tawthiq.nlp.signs import COMMAS, Signs
from tawthiq.nlp.sourcing import spoken_words
from tawthiq.nlp.state import Counted, Found, Trigger, within
from tawthiq.text.inflect import PRONOUNS, verb_forms
from tawthiq.text.matchers import marker_phrases, word_set

# The roles of who did it, and of who suffered or stood by.
ACTING = frozenset(
    {"by", "attack-of", "subject", "subject-before", "subject-of-noun", "claims", "accused", "suspect", "announces-own"}
)
_AGREEING = frozenset({"ان", "انه", "انها", "انهم"})
_LISTED = 3
_BEHIND = 5
_AHEAD = 4
_BELIEF = 6
_ACCUSED = 14
_OWN = 9
# How far behind a subject its verb may stand.
_CLAUSE = 16


@cache
def deeds() -> frozenset[str]:
    """Finite verbs that say an act of violence or force, with what follows them: `شن`, `نصبت`, `يفتح`."""
    found: set[str] = set()
    for entry in lexicon.word_list("deeds"):
        past, *presents = entry.split()
        found.update(verb_forms(past, tuple(presents)))
    return frozenset(found)


class Roles:
    """The role of every mention of an actor in one text.

    `قصفت قوات النظام موقعاً للمعارضة`: the forces are the subject, the opposition is aimed at.
    """

    def __init__(
        self, signs: Signs, mentions: Sequence[Found], counted: Sequence[Counted], triggers: Sequence[Trigger]
    ) -> None:
        self.norms = signs.norms
        self.kinds = signs.kinds
        self.triggers = signs.triggers
        self.ends = {t.last: t for t in triggers}
        self.clauses = Clauses(signs, signs.triggers, deeds().__contains__)
        self.passed = {i for m in mentions if m.label in ("DATE", "PLACE") for i in range(m.first, m.last)}
        self.passed |= {i for c in counted for i in range(c.number_first, c.number_last)}
        self.counted = {i for c in counted for i in range(c.first, c.last)}
        self.spoken = {i for first, last in signs.sentences for i in spoken_words(signs.norms, first, last)}
        self.roles: dict[int, str] = {}
        # By sentence: who acts in it, and the nouns in it that say an attack.
        self.doers: list[list[Found]] = []
        self.attacks: list[list[Trigger]] = []
        actors = [m for m in mentions if m.label == "ACTOR"]
        for start, stop in signs.sentences:
            previous: Found | None = None
            inside = within(actors, start, stop)
            for m in inside:
                self.roles[m.first] = self._joined(m, previous) or self._role(m, start, stop)
                previous = m
            self.doers.append([m for m in inside if self.roles[m.first] in ACTING])
            said = within(triggers, start, stop)
            self.attacks.append([t for t in said if t.type in ("attack", "clash") and t.pos in ("noun", "both")])
        self.read = Doers(self.clauses, lambda at: self.roles.get(at, ""), self.doers, counted)

    def _joined(self, m: Found, previous: Found | None) -> str:
        """`قوات النظام وروسيا`: who is coordinated with an actor has its role."""
        if previous is None or m.first in self.counted:
            return ""
        between = self.norms[previous.last : m.first]
        if between[:1] == ["و"] and len(between) <= 2:
            return self.roles[previous.first]
        return ""

    def _role(self, m: Found, start: int, stop: int) -> str:
        if m.first in self.counted:
            return "counted"
        begin = m.first - (m.first > start and self.norms[m.first - 1] == '"')  # `على يد "قسد"`
        before = self.norms[max(start, begin - _LISTED) : begin]
        phrases = [tuple(before[-size:]) for size in range(1, len(before) + 1)]
        if any(p in marker_phrases("affiliation") for p in phrases):
            return "subject" if self._group_acts(m, start) else "counted"
        if any(p in marker_phrases("agent") for p in phrases):
            return "by"
        if m.rule == "attack-adjective" or (self.norms[m.first],) in marker_phrases("agent"):
            return "attack-of"
        if any(w in word_set("believed") for w in self.norms[max(start, m.first - _BELIEF) : m.first]):
            return "suspect"
        if before and before[-1] in word_set("holding"):
            return "holds"
        return self._said(m, start, stop) or self._governed(m, start, stop)

    def _group_acts(self, m: Found, start: int) -> bool:
        """`هاجم ستون من مسلحي الحركة`: those of a group are the subject of a verb that has no other."""
        at = m.first - 1
        while at >= start and (at in self.passed or self._is_group(at)):
            at -= 1
        trigger = self.ends.get(at + 1)
        return at >= start and self.norms[at] in deeds() and (trigger is None or trigger.subject == "agent")

    def _said(self, m: Found, start: int, stop: int) -> str:
        """Who is accused, who claims to have done it, who speaks of what its own people did."""
        norms = self.norms
        before = norms[max(start, m.first - _ACCUSED) : m.first]
        if before[-1:] in (["الي"], ["ل"]) and any(w in word_set("attributed") for w in before):
            return "accused"
        if any(w in word_set("accusing") for w in before[-_AHEAD:]) and before[-1:] not in (["من"], ["في"]):
            return "accused"
        behind = norms[m.last : min(m.last + _AHEAD, stop)]
        if any(w in word_set("responsible") for w in behind) or any(w in word_set("adopting") for w in before[-2:]):
            return "claims"
        if m.first not in self.spoken and not any(w in word_set("announcing") for w in before[-2:]):
            return ""
        for at in range(m.last, min(m.last + _OWN, stop)):
            if norms[at] not in _AGREEING:
                continue
            pronoun = norms[at] != "ان" or (at + 1 < len(norms) and norms[at + 1] in PRONOUNS)
            if pronoun or self._own(at + 1):
                return "announces-own"
        return "speaks"

    def _own(self, at: int) -> bool:
        """`أن طائراته`, `أن قواتها`: the means of whoever speaks."""
        word = self.norms[at] if at < len(self.norms) else ""
        if self.norms[at + 1 : at + 2] and self.norms[at + 1] in PRONOUNS:
            return word in word_set("own_means")
        return any(word.endswith(p) and word[: -len(p)] in word_set("own_means") for p in ("ه", "ها", "هم"))

    def _governed(self, m: Found, start: int, stop: int) -> str:
        """The role by the words right around: a verb, a noun of attack, a preposition, a thing aimed at."""
        at = m.first - 1
        while at >= start and (at in self.passed or self._is_light(at) or self._is_group(at)):
            at -= 1
        word = self.norms[at] if at >= start else ""
        told = self._by_verb(at, start)
        if told:
            return told
        if word in word_set("doing"):
            return "subject-of-noun"
        if word == "ل" or word in word_set("belonging"):
            at -= 1 + (self.norms[at - 1] in word_set("belonging"))
            word = self.norms[at] if at >= start else ""
            if word in word_set("subject_groups") and self._verb_of_clause(m, at - 1, start, stop):
                return "subject-before"
            return self._owned(at, start) or "belonging"
        if word == "بين" or word == "مع":
            return "side"
        if word in word_set("against"):
            return "aimed-at"
        if word in word_set("belonging_to"):
            return "controls"
        owned = self._owned(at, start)
        if owned:
            return owned
        if self._verb_of_clause(m, at, start, stop):
            return "subject-before"
        return self._before_verb(m, stop) or (f"behind {self.kinds[at]}" if at >= start else "first")

    def _is_light(self, at: int) -> bool:
        """`شنت` + `ها`, `تمكنت خلالها القوات`, `أطلقتها هذه الفصائل`: what stands between a verb and its subject."""
        return self.norms[at] in PRONOUNS or self.norms[at] in word_set("verb_adjuncts")

    def _is_group(self, at: int) -> bool:
        return self.norms[at] in word_set("subject_groups") or self.norms[at] == '"'

    def _by_verb(self, at: int, start: int) -> str:
        if at < start:
            return ""
        trigger = self.ends.get(at + 1)
        verbal = trigger is not None and trigger.pos in ("verb", "both") and trigger.subject in ("agent", "either")
        if self.norms[at] in word_set("bringing"):
            return "subject"
        if not verbal and self.norms[at] not in deeds():
            return ""
        if self.norms[at] in word_set("hitting") and at > start and self._hits(at - 1):
            return "aimed-at"
        return "subject"

    def _hits(self, at: int) -> bool:
        """`الغارة استهدفت مسلحين`: an attack, a bomb or `الذي` stands before its verb."""
        word = self.norms[at]
        trigger = self.ends.get(at + 1)
        nominal = trigger is not None and trigger.pos in ("noun", "both") and trigger.type == "attack"
        return nominal or word in word_set("hitters") or word.removeprefix("ال") in word_set("hitters")

    def _owned(self, at: int, start: int) -> str:
        """`غارات للتحالف`, `هجوم شنته`; `دورية للجيش`, `مواقع التنظيم`: an attack of it, or a thing of it."""
        for index in range(at, max(start - 1, at - _BEHIND), -1):
            word = self.norms[index]
            if word in word_set("aimed_at"):
                return "aimed-at"
            trigger = self.ends.get(index + 1)
            if trigger is not None and trigger.pos in ("noun", "both"):
                return "attack-of" if trigger.type in ("attack", "siege") else f"behind {trigger.type}"
            if word in word_set("attack_words") or word in word_set("own_means"):
                return "attack-of"
            if word not in word_set("attack_adjectives") and word != "و":
                return ""
        return ""

    def _verb_of_clause(self, m: Found, at: int, start: int, stop: int) -> bool:
        """`أن وحدة تتبع اللواء الرابع تمكنت`: the subject right behind ان or كان, and its verb later.

        What says more of the subject is passed over: places, times, others beside it, relative clauses up to a comma.
        """
        if at < start or self.norms[at] not in word_set("before_subject"):
            return False
        relative = False
        for i in range(m.last, min(m.last + _CLAUSE, stop)):
            word = self.norms[i]
            if word in (".", ":", "ان"):
                return False
            if word in word_set("relatives"):
                relative = True
            elif word in COMMAS:
                relative = False
            elif not relative and i not in self.passed:
                trigger = self.triggers.get(i)
                verb = trigger is not None and trigger.pos == "verb"
                if word in deeds() or (verb and trigger is not None and trigger.subject == "agent"):
                    return True
                if verb or word in word_set("announcing"):
                    return False
        return False

    def _is_verb_ahead(self, at: int, stop: int) -> bool:
        ahead = (self.triggers.get(i) for i in range(at, min(at + 2, stop)))
        return any(t is not None and t.pos in ("verb", "both") and t.subject != "victim" for t in ahead)

    def _before_verb(self, m: Found, stop: int) -> str:
        """`الجيش قصف`, `مسلحون مجهولون يستقلون سيارة أطلقوا`: the verb stands behind its subject."""
        for at in range(m.last, min(m.last + _AHEAD, stop)):
            word = self.norms[at]
            if word in ("،", ".", "و", "ان"):
                return ""
            if word == "ف" and self.norms[m.first - 1] == "اما":
                return "subject-before" if self._is_verb_ahead(at + 1, stop) else ""  # `أما داعش فقد قتل`
            trigger = self.triggers.get(at)
            acting = trigger is not None and trigger.pos == "verb" and trigger.subject == "agent"
            if acting or word in deeds() or word in word_set("bringing"):
                return "subject-before"
        return ""

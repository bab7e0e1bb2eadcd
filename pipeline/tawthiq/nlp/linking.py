"""Which event a count belongs to.

A count belongs to what it undergoes (`تعرضوا للتعذيب`), else to the event its own noun says (`قتيل`), else to the
nearest trigger before it that can count its unit, else, when it is the subject of a verb behind it, to that verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.assertion import modes
from tawthiq.nlp.links import IMPLIED, PERSON_EVENTS, STOCKS, UNITS, Links
from tawthiq.nlp.state import Counted, Link, Trigger, indices
from tawthiq.nlp.surroundings import REACH_BEHIND, Surroundings
from tawthiq.text.matchers import noun_trie, word_set

_VERB_GAP = 6
# How many words may stand between a subject and its verb, and what begins another clause there.
_APPOSED = 7
_BREAKS = frozenset({"و", "ان", "الذي", "التي", "بعدما", "عندما", "حين", "ثم", "كان", "كانت"})
_RATED = ("person", "munition", "family")
# How far before a figure the word for it may stand (`العدد الحقيقي هو 290`).
_TOLD_AS = 3
# A noun that says one of these is a stronger word than a trigger beside it.
_DEATHS = ("killing", "injury", "casualty")


class EventLinker:
    """Links counts to events, one sentence at a time."""

    def __init__(self, links: Links) -> None:
        self.s = links
        self.around = Surroundings(links)

    def link(self, index: int, first: int, last: int, triggers: Sequence[int], previous: int | None) -> bool:
        """Link a count to its event; False if it belongs to none.

        `triggers` are those of the sentence, words `[first, last)`; `previous` is the count linked before.
        """
        c = self.s.counted[index]
        if c.unit == "percent":
            return self._link_object(index, triggers) or self._link_share(index, previous)
        if c.unit == "money" or self.around.is_participant(c, triggers, first) or self.around.speaks(c, first):
            return False
        if self.around.acts(c, first) or (c.rule == "one-of" and not self._is_person(c, previous)):
            return False
        before = self.around.before(c, triggers, previous)
        if (undergone := self.around.undergone(c, triggers)) is not None:
            return self._attach(index, undergone, previous, "undergone")
        if not c.event and (total := self.around.total_of(c, triggers, first)) is not None:
            return self._attach(index, total, previous, "total")
        if not c.event and (verb := self.around.subject_of(c, triggers, previous)) is not None:
            return self._attach(index, verb, previous, "subject")
        if c.event:
            if (died := self._died(c, triggers)) is not None:
                return self._attach(index, died, previous, "died")
            if c.event not in _DEATHS and (near := self.around.adjacent(c, triggers)) is not None:
                return self._attach(index, near, previous, "adjacent-trigger")
            if previous is not None and self._is_same(c, previous):
                self.s.links[index] = [k._replace(head=index) for k in self.s.links[previous] if k.kind == "event"]
                return True
            if (seized := self._seized_with(c, previous)) is not None:
                return self._attach(index, seized, previous, "coordinated")
            return not self._void(c, first, last) and self._link_own(index, before)
        of_kind = previous is not None and (self._is_of_kind(c, previous) or self._is_toll(c, previous))
        if previous is not None and (of_kind or self._is_of_divided(c, previous, before)):
            self.s.inherit(index, previous)
            self.s.links[index] = [k._replace(head=index) for k in self.s.links[previous] if k.kind == "event"]
            self.s.counted[index] = self.s.counted[index]._replace(event=self.s.event_of(previous))
            return True
        behind = self.around.behind(c, triggers)
        if c.rule in IMPLIED:
            if before is not None and self.around.is_object(c, before, previous):
                return self._attach(index, before, previous, "implied-object")
            told = c.rule == "named" or (c.rule == "singular" and self.s.norms[c.first - 1] == "ان")
            told = told and behind is not None and self.s.triggers[behind].type != "casualty"
            if behind is not None and told and self._opens_clause_of(c, behind):
                return self._attach(index, behind, previous, "subject")
            told_of = self.around.told_by_pronoun(c, triggers)
            return told_of is not None and self._attach(index, told_of, previous, "pronoun")
        kinds = self.s.between(self.s.triggers[before].last, c.first) if before is not None else {}
        if "superseded" in kinds:
            return False
        crossed = "clause" in kinds
        if before is not None and not (crossed and behind is not None):
            return self._attach(index, before, previous, "trigger-before")
        if behind is not None:
            return self._attach(index, behind, previous, "trigger-behind")
        if c.unit == "person" and c.category in STOCKS and not self._void(c, first, last):
            return self._link_stock(index)
        if self._protest(c) and not self._void(c, first, last):
            self.s.links[index] = [Link("event", index, -1, "protesters")]
            self.s.counted[index] = c._replace(event="protest")
            return True
        return self._goes_on(index, previous)

    def _opens_clause_of(self, c: Counted, behind: int) -> bool:
        """`إن قيادياً محلياً في التنظيم قُتل`, `أن العقيد سالم الحداد قائد الشرطة أصيب`: the subject of the verb."""
        t = self.s.triggers[behind]
        if self.s.adjoins(c.last, t.first):
            return True
        between = self.s.norms[c.last : t.first]
        suffers = t.subject == "victim" or self.s.norms[t.first] in ("قتل", "قتلت")
        object = len(indices(self.s.counted, t.last, t.last + 2)) > 0  # `إن شاباً قتل ثلاثة`: he did it
        plain = len(between) <= _APPOSED and all(w.isalpha() and w not in _BREAKS for w in between)
        return self.s.norms[c.first - 1] == "ان" and suffers and plain and not object

    def is_rate(self, index: int) -> bool:
        """Link a count that is a rate as a statistic (`ستة قتلى يومياً`); False if it is none."""
        c = self.s.counted[index]
        return c.unit in _RATED and self.around.is_rate(c) and self._link_stock(index)

    def _attach(self, index: int, trigger: int, previous: int | None, rule: str) -> bool:
        c, t = self.s.counted[index], self.s.triggers[trigger]
        if not c.unit:
            verb = t.pos == "verb" and previous is not None and t.first >= self.s.counted[previous].last
            harmed = verb and t.type in ("killing", "injury") and self.s.norms[c.last : c.last + 1] != ["منها"]
            people = t.pos == "verb" and (t.type == "protest" or harmed)
            if previous is not None and not (people and self.s.counted[previous].unit != "person"):
                same = any(k.tail == trigger for k in self.s.links[previous] if k.kind == "event")
                self.s.inherit(index, previous if same else self.s.main(previous), same_event=same)
            c = self.s.counted[index]
            if not c.unit and t.type in PERSON_EVENTS:
                c = self.s.counted[index] = c._replace(unit="person", category="person")
            if t.type == "child_recruitment" and c.category == "person":
                c = self.s.counted[index] = c._replace(category="child")
            if not c.unit or t.type not in UNITS[c.unit]:
                return False
        if c.category == "person" and (kind := self._kind_in(t)):
            c = self.s.counted[index] = c._replace(category=kind)
        if self.around.is_stock(c, t):
            return self._link_stock(index)
        self.s.links[index] = [Link("event", index, trigger, rule)]
        return True

    def _kind_in(self, t: Trigger) -> str:
        """`بلغ عدد النازحين 17 ألف شخص`: the kind that a trigger names with what it counts."""
        if t.pos != "phrase" or self.s.norms[t.first] not in word_set("totals"):
            return ""
        match = noun_trie().longest(self.s.norms, t.last - 1)
        noun = match[1][0].noun if match is not None else None
        return noun.category if noun is not None and noun.unit == "person" else ""

    def _link_stock(self, index: int) -> bool:
        """A number of people that no event tells of, but who are in some state: a statistic."""
        self.s.links[index] = [Link("event", index, -1, "stock")]
        self.s.counted[index] = self.s.counted[index]._replace(event="statistic")
        return True

    def _link_object(self, index: int, triggers: Sequence[int]) -> bool:
        """`نزح 60 بالمئة من سكان البلدة`: a share that is itself what the verb before it tells of."""
        c = self.s.counted[index]
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.last == c.first and trigger.pos != "noun" and trigger.type in PERSON_EVENTS:
                self.s.links[index] = [Link("event", index, t, "share-object")]
                return True
        return False

    def _link_share(self, index: int, previous: int | None) -> bool:
        """`70٪ منهم نساء`, `66٪ من النازحين`: a share of people or things the text speaks of is a statistic."""
        c = self.s.counted[index]
        behind = self.s.norms[c.number_last : c.number_last + 1]
        if behind not in (["منهم"], ["منها"], ["منهن"], ["من"]) or (previous is None and c.last == c.number_last):
            return False
        if previous is not None and c.last <= c.number_last + 2 and self.s.counted[previous].unit == "person":
            c = c._replace(category=self.s.counted[self.s.main(previous)].category)
        self.s.counted[index] = c._replace(event="statistic")
        self.s.links[index] = [Link("event", index, -1, "share")]
        return True

    def _link_own(self, index: int, before: int | None) -> bool:
        """The event of the noun itself; a trigger of that type before it is the same claim."""
        c = self.s.counted[index]
        before = self._verb_of(index, before)
        type = self.s.triggers[before].type if before is not None else ""
        if before is not None and type == c.event and not self._in_other_count(before, index):
            self.s.links[index] = [Link("event", index, before, "noun-and-trigger")]
        elif c.rule == "singular" and type not in _DEATHS:
            return False
        else:
            self.s.links[index] = [Link("event", index, -1, "noun")]
        return True

    def _verb_of(self, index: int, inside: int | None) -> int | None:
        """`شنّت 30 غارة`: the verb before a count whose noun is a trigger itself says the event with it."""
        if not inside:
            return inside
        c, noun, verb = self.s.counted[index], self.s.triggers[inside], self.s.triggers[inside - 1]
        free = index == 0 or self.s.counted[index - 1].last <= verb.first
        near = noun.first >= c.first and 0 <= c.first - verb.last <= _VERB_GAP
        told = verb.pos == "verb" and verb.mode != "relative" and verb.type == c.event
        return inside - 1 if near and free and told else inside

    def _in_other_count(self, trigger: int, index: int) -> bool:
        """Whether the trigger word is itself the counted noun of another count (`16 هجوماً … و752 برميلاً`)."""
        word = self.s.triggers[trigger].first
        for i in range(index - 1, -1, -1):
            if self.s.counted[i].last <= word:
                return False
            if self.s.counted[i].first <= word and i in self.s.links:
                return True
        return False

    def _is_person(self, c: Counted, previous: int | None) -> bool:
        """Whether one of several is no incident: `تظاهرتين إحداهما …` only says more of them."""
        return c.unit == "person" or previous is None or self.s.counted[previous].unit != "incident"

    def _protest(self, c: Counted) -> bool:
        """`فرّقت الشرطة مئات المتظاهرين`: those who are counted by their protest, where no other event is said."""
        words = self.s.norms[c.number_last : c.last]
        return c.unit == "person" and not word_set("protesters").isdisjoint(words)

    def _goes_on(self, index: int, previous: int | None) -> bool:
        """`142 ألف نازح في الشمال و122 ألفاً في البقاع`: a statistic that goes on without its noun."""
        c = self.s.counted[index]
        if previous is None or c.unit or self.s.event_of(previous) != "statistic":
            return False
        self.s.inherit(index, previous)
        self.s.counted[index] = self.s.counted[index]._replace(event="statistic")
        self.s.links[index] = [Link("event", index, -1, "goes-on")]
        return True

    def _void(self, c: Counted, first: int, last: int) -> bool:
        """Whether a count that no trigger carries stands where nothing is asserted."""
        return modes(self.s.view, first, last)[c.first - first] == "irrealis"

    def _is_of_kind(self, c: Counted, previous: int) -> bool:
        """`12 جريحاً من الجيش و9 من الشرطة`: what the noun before says of its own holds of those joined to it."""
        p = self.s.counted[previous]
        alike = p.event in _DEATHS and c.rule not in IMPLIED and c.unit in ("", "person")
        between = range(p.last, c.first)
        small = word_set("adjoining") | {"و", "من"}
        plain = all(at in self.s.fillers or self.s.norms[at] in small for at in between)
        return alike and c.last not in self.s.trigger_words and plain and any(self.s.norms[at] == "و" for at in between)

    def _died(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """`توفي أربعة جرحى`, `ومات بعدهم ثلاثة من الجرحى`: the wounded who died."""
        near = self.around.adjacent(c, triggers) if c.event == "injury" else None
        verb = self.s.triggers[near] if near is not None else None
        dying = verb is not None and verb.last <= c.first and self.s.norms[verb.first] in word_set("dying")
        return near if dying else None

    def _is_toll(self, c: Counted, previous: int) -> bool:
        """`… 436 شخصاً، وقالت المنظمة إن العدد 290`, `قدّرت اللجان عددهم بـ 280`: another toll of the same event."""
        before = self.s.norms[max(0, c.first - _TOLD_AS) : c.first]
        told = next((w for w in reversed(before) if w in word_set("number_words")), "")
        bare = c.unit == "" and c.rule == "bare" and self.s.counted[previous].unit == "person"
        return bare and bool(told) and self.s.event_of(previous) not in ("", "statistic")

    def _is_of_divided(self, c: Counted, previous: int, before: int | None) -> bool:
        """`27 بين شهيد وجريح، الشهداء تسعة: أربعة في حلب`: what follows is of the dead, not of the common total."""
        if before is None or c.event or c.unit not in ("", "person"):
            return False
        t, p = self.s.triggers[before], self.s.counted[previous]
        told = t.type == "casualty" and t.last <= p.first and self.s.event_of(previous) in ("killing", "injury")
        return told and not any(i in self.s.trigger_words for i in range(p.last, c.first))

    def _is_same(self, c: Counted, previous: int) -> bool:
        """`900 عائلة، أي نحو 5400 نسمة`: the same ones counted otherwise suffered the same."""
        p = self.s.counted[previous]
        near = c.first - p.last <= REACH_BEHIND and "اي" in self.s.norms[p.last : c.first]
        return near and p.unit == "family" and c.unit == "person" and self.s.event_of(previous) != ""

    def _seized_with(self, c: Counted, previous: int | None) -> int | None:
        """`ضبطت 30 قطعة سلاح و12 قنبلة`, `أزالت 90 ذخيرة، منها 40 قنبلة`: what the munitions told before suffered."""
        if previous is None or c.unit != "munition" or self.s.counted[previous].unit != "munition":
            return None
        joined = self.s.adjoins(self.s.counted[previous].last, c.first, joined=True, listed=True)
        joined = joined or self.s.norms[c.first - 1] in ("منها", "بينها")
        tails = [k.tail for k in self.s.links[previous] if k.kind == "event" and k.tail >= 0]
        return next((t for t in tails if joined and self.s.triggers[t].type == "statistic"), None)

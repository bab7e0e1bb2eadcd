"""Which event a count belongs to.

A count belongs to what it undergoes (`تعرضوا للتعذيب`), else to the event its own noun says (`قتيل`), else to the
nearest trigger before it that can count its unit, else, when it is the subject of a verb behind it, to that verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq.lexicon import Marker
from tawthiq.nlp.assertion import modes
from tawthiq.nlp.state import Counted, Link, Trigger, View
from tawthiq.text.matchers import marker_trie, word_set
from tawthiq.text.phrases import PhraseTrie
from tawthiq.text.vocabulary import function_words

PERSON_EVENTS = frozenset(
    {
        "killing", "injury", "detention", "enforced_disappearance", "abduction", "torture", "sexual_violence",
        "child_recruitment", "displacement", "release", "casualty", "protest", "statistic",
    }
)  # fmt: skip
# Unit -> the events that can count it; an empty unit is a noun left out.
UNITS: dict[str, frozenset[str]] = {
    "person": PERSON_EVENTS | {"siege"},
    "family": PERSON_EVENTS,
    "": PERSON_EVENTS | {"attack", "destruction", "massacre"},
    "incident": frozenset({"attack", "massacre", "clash", "protest", "destruction"}),
    "facility": frozenset({"attack", "destruction", "siege"}),
    "munition": frozenset({"attack", "statistic", "destruction"}),
}
# Stocks: persons of these kinds, counted without an event, are a statistic of whom the report is about.
STOCKS = frozenset({"displaced_person", "refugee", "detainee"})
# Counts without a number: they hold only where the grammar makes them one.
IMPLIED = frozenset({"singular", "named", "one-of", "another", "another-of-kind"})
_REACH_BEHIND = 9
_VERB_GAP = 6
# `أفرجت الجماعة عن المخطوفين`: how far behind its verb may stand who is let go.
_RELEASED = 4
_SUBJECT_WORDS = 3
# How many words the longest marker of an agent has.
_AGENT = 3
_AIRCRAFT = (["طايرات"], ["طايره"], ["مروحيات"], ["مقاتلات"], ["مروحيه"])
# Events that are told as a state someone is driven into: `على النزوح`, `إلى اختفاء قسري`.
_STATES = frozenset({"displacement", "enforced_disappearance"})
# A noun that says one of these is a stronger word than a trigger beside it.
_DEATHS = ("killing", "injury", "casualty")


@cache
def relation_markers() -> PhraseTrie[Marker]:
    """Markers between counts: of parts, of wholes, of what stands beside, of new clauses."""
    return marker_trie("subset", "whole", "beside", "clause", "superseded")


@cache
def reporting_markers() -> PhraseTrie[Marker]:
    """Words of reporting."""
    return marker_trie("reporting")


@cache
def agent_markers() -> PhraseTrie[Marker]:
    """Words behind which stands who did it."""
    return marker_trie("agent")


class Links:
    """The counts of a text with their links so far, and what is asked of the words between them."""

    def __init__(self, view: View, counted: Sequence[Counted], triggers: Sequence[Trigger], fillers: set[int]) -> None:
        self.view = view
        self.norms = view.norms
        self.counted = list(counted)
        self.triggers = triggers
        self.fillers = fillers
        self.trigger_words = {t.first for t in triggers if t.mode != "relative"}
        self.links: dict[int, list[Link]] = {}

    def event_of(self, index: int) -> str:
        """The event type of a linked count."""
        for link in self.links.get(index, ()):
            if link.kind == "event" and link.tail >= 0:
                return self.triggers[link.tail].type
        return self.counted[index].event

    def main(self, index: int) -> int:
        """The whole that a count is a part of, else the count itself."""
        return next((k.tail for k in self.links.get(index, ()) if k.kind == "part_of"), index)

    def between(self, first: int, last: int) -> dict[str, int]:
        """Kinds of the relation markers in words `[first, last)` -> past the last one of the kind.

        A trigger behind a subset marker spends it (`معظمهم من الباعة، وإصابة 40`).
        """
        kinds: dict[str, int] = {}
        at = first
        while at < last:
            if at in self.trigger_words:
                kinds.pop("subset", None)
            match = relation_markers().longest(self.norms, at)
            if match is None or match[0] > last:
                at += 1
                continue
            kinds[match[1].kind] = match[0]
            at = match[0]
        return kinds

    def adjoins(self, first: int, last: int, *, joined: bool = False, listed: bool = False) -> bool:
        """Whether only actors, places, dates and small words stand in words `[first, last)`.

        With `joined`, a conjunction must be among them; with `listed`, commas may be.
        """
        small = word_set("adjoining") | word_set("pronouns")
        seen_and = False
        for at in range(first, last):
            word = self.norms[at]
            if word == "و" or (listed and word in ("،", ",")):
                seen_and = True
            elif at not in self.fillers and word not in small:
                return False
        return seen_and or not joined

    def inherit(self, index: int, source: int, *, same_event: bool = True) -> None:
        """Give a count without a noun the unit and category of another.

        Within one event the very same kind goes on (`5 أطفال في حلب و3 في إدلب`); in another event, and for `آخرون`,
        only a general kind does (SPEC section 3), else it is person.
        """
        c, s = self.counted[index], self.counted[source]
        if c.unit:
            return
        others = any(self.norms[i].startswith("اخر") for i in range(c.number_first, c.last))
        of_them = self.norms[c.number_last : c.number_last + 1] in (["منهم"], ["منهن"])
        exact = c.rule == "another-of-kind" or of_them or (same_event and not others)
        narrow = s.unit == "person" and s.category not in _GENERAL and not exact
        self.counted[index] = c._replace(unit=s.unit, category="person" if narrow else s.category)


# Kinds general enough to go on from one event to the next.
_GENERAL = frozenset({"person", "civilian", "combatant", "displaced_person", "refugee", "detainee"})


class EventLinker:
    """Links counts to events, one sentence at a time."""

    def __init__(self, links: Links) -> None:
        self.s = links

    def link(self, index: int, first: int, last: int, triggers: Sequence[int], previous: int | None) -> bool:
        """Link a count to its event; False if it belongs to none.

        `triggers` are those of the sentence, words `[first, last)`; `previous` is the count linked before.
        """
        c = self.s.counted[index]
        if c.unit == "percent":
            return self._link_share(index, previous)
        if c.unit == "money" or self._is_participant(c, triggers, first) or self._speaks(c, first):
            return False
        if self._acts(c, first) or (c.rule == "one-of" and not self._is_person(c, previous)):
            return False
        before = self._trigger_before(c, triggers, previous)
        if (undergone := self._undergone(c, triggers)) is not None:
            return self._attach(index, undergone, previous, "undergone")
        if c.event:
            if c.event not in _DEATHS and (near := self._adjacent(c, triggers)) is not None:
                return self._attach(index, near, previous, "adjacent-trigger")
            if previous is not None and self._is_same(c, previous):
                self.s.links[index] = [k._replace(head=index) for k in self.s.links[previous] if k.kind == "event"]
                return True
            if (seized := self._seized_with(c, previous)) is not None:
                return self._attach(index, seized, previous, "coordinated")
            return not self._void(c, first, last) and self._link_own(index, before)
        behind = self._trigger_behind(c, triggers)
        if c.rule in IMPLIED:
            if before is not None and self._is_object(c, before, previous):
                return self._attach(index, before, previous, "implied-object")
            told = c.rule == "named" or (c.rule == "singular" and self.s.norms[c.first - 1] == "ان")
            told = told and behind is not None and self.s.triggers[behind].type != "casualty"
            if behind is not None and told and self.s.adjoins(c.last, self.s.triggers[behind].first):
                return self._attach(index, behind, previous, "subject")
            return False
        kinds = self.s.between(self.s.triggers[before].last, c.first) if before is not None else {}
        if "superseded" in kinds:
            return False
        crossed = "clause" in kinds
        if before is not None and not (crossed and behind is not None):
            return self._attach(index, before, previous, "trigger-before")
        if behind is not None:
            return self._attach(index, behind, previous, "trigger-behind")
        if c.unit == "person" and c.category in STOCKS and not self._void(c, first, last):
            self.s.links[index] = [Link("event", index, -1, "stock")]
            self.s.counted[index] = c._replace(event="statistic")
            return True
        return self._goes_on(index, previous)

    def _attach(self, index: int, trigger: int, previous: int | None, rule: str) -> bool:
        c, t = self.s.counted[index], self.s.triggers[trigger]
        if not c.unit:
            people = t.type == "protest" and t.pos == "verb"
            if previous is not None and not (people and self.s.counted[previous].unit != "person"):
                same = any(k.tail == trigger for k in self.s.links[previous] if k.kind == "event")
                self.s.inherit(index, previous if same else self.s.main(previous), same_event=same)
            c = self.s.counted[index]
            if not c.unit and t.type in PERSON_EVENTS:
                c = self.s.counted[index] = c._replace(unit="person", category="person")
            if not c.unit or t.type not in UNITS[c.unit]:
                return False
        self.s.links[index] = [Link("event", index, trigger, rule)]
        return True

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

    def _is_participant(self, c: Counted, triggers: Sequence[int], first: int) -> bool:
        """`هجوم شارك فيه 60 مسلحاً`: those who took part are no victims, unless it was a protest."""
        ends = (self.s.triggers[t] for t in triggers if self.s.triggers[t].last == c.first)
        if any(t.type == "attack" and t.pos == "verb" and t.subject == "agent" for t in ends) and c.unit == "person":
            return True  # `هاجم أربعة مسلحين نقطة تفتيش`
        aircraft = c.category == "vehicle" and self.s.norms[c.number_last : c.number_last + 1] in _AIRCRAFT
        if aircraft and self.s.norms[c.first - 1] in word_set("flown"):
            return True  # `قصفت ست طائرات البلدة`
        near = range(max(first, c.number_first - 6), c.number_first)
        word = next((i for i in near if self.s.norms[i] in word_set("participants")), None)
        if word is None:
            return False
        if any(t.type == "protest" and 0 <= t.first - c.last <= _REACH_BEHIND for t in map(self._trigger, triggers)):
            return False
        before = [t for t in triggers if self.s.triggers[t].last <= word]
        return not before or self.s.triggers[before[-1]].type != "protest"

    def _trigger(self, index: int) -> Trigger:
        return self.s.triggers[index]

    def _speaks(self, c: Counted, first: int) -> bool:
        """`قال ناشطان إن`: those who speak are counted, not harmed."""
        if c.unit != "person" or not word_set("cases").isdisjoint(self.s.norms[c.first : c.last]):
            return False  # `سُجلت 22 حالة خطف`
        return any(
            (match := reporting_markers().longest(self.s.norms, at)) is not None and match[0] == c.first
            for at in range(max(first, c.first - 2), c.first)
        )

    def _acts(self, c: Counted, first: int) -> bool:
        """`على يد ثلاثة مسلحين`, `برصاص مسلحين اثنين`: those who did it are counted."""
        near = range(max(first, c.first - _AGENT), c.first)
        return c.unit == "person" and any(
            (match := agent_markers().longest(self.s.norms, at)) is not None and match[0] == c.first for at in near
        )

    def _is_person(self, c: Counted, previous: int | None) -> bool:
        """Whether one of several is no incident: `تظاهرتين إحداهما …` only says more of them."""
        return c.unit == "person" or previous is None or self.s.counted[previous].unit != "incident"

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

    # Triggers around a count ---------------------------------------------------------------------------------------

    def _trigger_before(self, c: Counted, triggers: Sequence[int], previous: int | None) -> int | None:
        """The nearest trigger before the count, or in it, that can count its unit."""
        for t in reversed(triggers):
            trigger = self.s.triggers[t]
            if not c.unit and previous is None and trigger.pos == "noun" and trigger.type not in PERSON_EVENTS:
                continue  # `وقُتل في الهجوم عليها أربعة`: nothing but persons is counted without a noun said before
            if trigger.last <= c.first and trigger.type in UNITS.get(c.unit, ()):
                return t - 1 if self._is_subject(t, triggers) else t
            inside = c.first <= trigger.first < c.last and c.event == trigger.type
            if inside or trigger.first <= c.first < trigger.last:
                return t
        return None

    def _is_subject(self, t: int, triggers: Sequence[int]) -> bool:
        """`دمرت غارات روسية 12 مدرسة`: the attack is the subject of the verb of destruction right before it."""
        if t - 1 not in triggers:
            return False
        noun, verb = self.s.triggers[t], self.s.triggers[t - 1]
        said = verb.pos in ("verb", "both") and verb.type in ("destruction", "killing", "injury") and noun.pos != "verb"
        return said and noun.type == "attack" and noun.first == verb.last

    def _trigger_behind(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """A verb behind the count whose subject it is."""
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.first < c.last:
                continue
            plural = self.s.norms[trigger.last - 1].endswith("وا")
            near = trigger.first - c.last <= (2 * _REACH_BEHIND if plural else _REACH_BEHIND)
            fits = trigger.pos in ("verb", "both", "phrase") and trigger.type in UNITS.get(c.unit, ())
            return t if near and fits and "clause" not in self.s.between(c.last, trigger.first) else None
        return None

    def _undergone(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """`تعرُّض خمس فتيات للاغتصاب`, `103 منها إلى اختفاء قسري`, `أجبرت 1000 شخص على النزوح`: a noun behind it."""
        before = self.s.norms[max(0, c.number_first - 4) : c.number_first]
        suffers = any(w in word_set("suffers") for w in before)
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.first < c.last:
                continue
            if trigger.pos == "verb" or trigger.type not in UNITS.get(c.unit, ()):
                return None
            word = self.s.norms[trigger.first - 1]
            driven = word in ("علي", "الي") and trigger.type in _STATES
            near = trigger.first - c.last <= _REACH_BEHIND and "clause" not in self.s.between(c.last, trigger.first)
            if near and ((suffers and word == "ل") or driven):
                return t
        return None

    def _adjacent(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """A trigger right before or behind a count that says another thing of it than its noun does."""
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.type in (c.event, "clash") or trigger.type not in UNITS.get(c.unit, ()):
                continue
            if c.unit == "incident" and trigger.type == "attack":
                continue  # `نفّذ 14 حملة اعتقال`: a verb that only says that the incident took place
            gap = self.s.norms[trigger.last : c.first]
            if (
                c.first >= trigger.last
                and len(gap) <= (_RELEASED if trigger.type == "release" else 1)
                and "و" not in gap
            ):
                return t
            if 0 <= trigger.first - c.last <= 2 and trigger.pos == "verb" and trigger.subject == "victim":
                return t
        return None

    def _is_same(self, c: Counted, previous: int) -> bool:
        """`900 عائلة، أي نحو 5400 نسمة`: the same ones counted otherwise suffered the same."""
        p = self.s.counted[previous]
        near = c.first - p.last <= _REACH_BEHIND and "اي" in self.s.norms[p.last : c.first]
        return near and p.unit == "family" and c.unit == "person" and self.s.event_of(previous) != ""

    def _seized_with(self, c: Counted, previous: int | None) -> int | None:
        """`ضبطت 30 قطعة سلاح و12 قنبلة`: the seizure of the munitions that a munition is coordinated with."""
        if previous is None or c.unit != "munition" or self.s.counted[previous].unit != "munition":
            return None
        joined = self.s.adjoins(self.s.counted[previous].last, c.first, joined=True, listed=True)
        tails = [k.tail for k in self.s.links[previous] if k.kind == "event" and k.tail >= 0]
        return next((t for t in tails if joined and self.s.triggers[t].type == "statistic"), None)

    def _behind_subject(self, t: Trigger, c: Counted) -> bool:
        """`قتلت الغارة شرطياً`: an accusative behind the verb and its subject, a few words without a preposition."""
        object = c.rule == "named" or self.s.norms[c.first].endswith("ا")
        if t.pos not in ("verb", "both") or t.subject == "victim" or not object:
            return False
        between = self.s.norms[t.last : c.first]
        plain = all(w.isalpha() and len(w) > 1 and not w.endswith("ا") and w not in function_words() for w in between)
        return len(between) <= _SUBJECT_WORDS and plain

    def _is_object(self, c: Counted, trigger: int, previous: int | None) -> bool:
        """Whether an implied count is the object of the trigger, or coordinated with a count that is."""
        t = self.s.triggers[trigger]
        if t.type == "statistic" or (t.type == "protest" and c.rule == "named"):
            return False  # no one is named as a protester: `تظاهرات في جمعة الغضب`
        if c.rule == "singular" and self.s.norms[c.first - 1] == "ب":
            return False  # `أصيبا بجراح`
        listed = c.rule == "named" or (c.rule == "singular" and self.s.norms[c.first].endswith("ا"))
        if self.s.adjoins(t.last, c.first, listed=listed or t.pos != "noun") or self._behind_subject(t, c):
            return True
        if previous is None or self.s.counted[previous].last > c.first:
            return False
        p = self.s.counted[previous]
        return p.first >= t.first and self.s.adjoins(p.last, c.first, joined=True, listed=listed)

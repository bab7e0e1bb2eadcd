"""Numeric relations: which event a quantity belongs to, and which whole it is a part of.

A sentence is read once from left to right. A quantity belongs to the event its own noun says (`قتيل`), else to the
nearest trigger before it that can count its unit, else, when it is the subject of a verb behind it, to that verb.
After a subset marker (`بينهم`) quantities are parts of the count before it, until a new event, a word such as
`بالإضافة إلى`, or the end of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from tawthiq.lexicon import Marker
from tawthiq.nlp.assertion import modes
from tawthiq.nlp.state import Counted, Found, Link, Trigger, View, get, put
from tawthiq.nlp.triggers import find_triggers
from tawthiq.text.matchers import marker_trie, word_set
from tawthiq.text.phrases import PhraseTrie

PERSON_EVENTS = frozenset(
    {
        "killing", "injury", "detention", "enforced_disappearance", "abduction", "torture", "sexual_violence",
        "child_recruitment", "displacement", "release", "casualty", "protest", "statistic",
    }
)  # fmt: skip
_UNITS: dict[str, frozenset[str]] = {
    "person": PERSON_EVENTS | {"siege"},
    "family": PERSON_EVENTS,
    "": PERSON_EVENTS | {"attack", "destruction", "massacre"},
    "incident": frozenset({"attack", "massacre", "clash", "protest", "destruction"}),
    "facility": frozenset({"attack", "destruction", "siege"}),
    "munition": frozenset({"attack", "statistic", "destruction"}),
}
# Stocks: persons of these kinds, counted without an event, are a statistic of whom the report is about.
_STOCKS = frozenset({"displaced_person", "refugee", "detainee"})
# Implied counts (no number word) hold only where the grammar makes them one.
_IMPLIED = frozenset({"singular", "named", "one-of", "another"})
_REACH_BEHIND = 9
_BACK = (["منهم"], ["منها"], ["منهن"], ["منهما"])
# Kinds general enough to go on from one event to the next.
_GENERAL = frozenset({"person", "civilian", "combatant", "displaced_person", "refugee", "detainee"})
# Events that are told as a state someone is driven into: `على النزوح`, `إلى اختفاء قسري`.
_STATES = frozenset({"displacement", "enforced_disappearance"})


def find_relations(doc: Doc) -> Doc:
    """Link the quantities of a Doc; quantities that count nothing the records speak of are dropped."""
    view = View(doc)
    mentions = get(doc, Found)
    counted = get(doc, Counted)
    triggers = find_triggers(view, mentions, counted)
    linker = _Linker(view, counted, triggers, mentions)
    for first, last in view.sentences:
        linker.read_sentence(first, last)
    quantities, links = linker.result()
    put(doc, Counted, quantities)
    put(doc, Trigger, triggers)
    put(doc, Link, links)
    return doc


@cache
def _markers() -> PhraseTrie[Marker]:
    return marker_trie("subset", "whole", "beside", "clause")


class _Linker:
    def __init__(
        self, view: View, counted: Sequence[Counted], triggers: Sequence[Trigger], mentions: Sequence[Found]
    ) -> None:
        self.view = view
        self.counted = list(counted)
        self.triggers = triggers
        self.fillers = {i for f in mentions if f.label in ("ACTOR", "PLACE", "DATE") for i in range(f.first, f.last)}
        self.trigger_words = {t.first for t in triggers if t.mode != "relative"}
        self.links: dict[int, list[Link]] = {}
        self.total: int | None = None  # the last count of persons that a list may divide

    def result(self) -> tuple[list[Counted], list[Link]]:
        """The linked quantities, renumbered, with their links."""
        kept = sorted(self.links)
        number = {old: new for new, old in enumerate(kept)}
        links = [
            Link(k.kind, number[k.head], k.tail if k.kind == "event" else number[k.tail], k.rule)
            for old in kept
            for k in self.links[old]
            if k.kind == "event" or k.tail in number
        ]
        return [self.counted[old] for old in kept], links

    def read_sentence(self, first: int, last: int) -> None:
        here = [i for i, c in enumerate(self.counted) if first <= c.first < last]
        triggers = [i for i, t in enumerate(self.triggers) if first <= t.first < last and t.mode != "relative"]
        whole: int | None = None  # the count that a subset marker before the reading point divides
        previous: int | None = None  # the last linked count
        pending: int | None = None  # a part whose whole follows (`6 مجازر من أصل 32 مجزرة`)
        at = first
        for index in here:
            c = self.counted[index]
            if c.first < at:
                continue  # inside a quantity read before
            kinds = self._between(at, c.first, after_count=previous is not None and at == self.counted[previous].last)
            if previous is None or "beside" in kinds:
                whole = None
            if previous is not None and (
                "subset" in kinds or self._divides(previous, index) or self._looks_back(at, c)
            ):
                whole = self._whole_of(previous)
            linked = False
            if pending is not None and "whole" in kinds:
                linked = self._link(index, first, last, triggers, previous=None)
                if linked:
                    self._inherit(pending, index)
                    self.links[pending] = [*self.links.get(index, ()), Link("part_of", pending, index, "whole-behind")]
                    self.links[pending] = [k._replace(head=pending) for k in self.links[pending]]
                pending = None
            elif whole is not None and self._is_part(index, whole, kinds, at):
                self._inherit(index, whole)
                self.links[index] = [k._replace(head=index) for k in self.links[whole] if k.kind == "event"]
                self.links[index].append(Link("part_of", index, whole, "subset-marker"))
                linked = True
            elif "whole" in self._between(c.last, min(c.last + 2, last)):
                pending = index
                at = c.last
                continue
            else:
                linked = self._link(index, first, last, triggers, previous)
                if linked:
                    whole = None
            if not linked and self._is_list_item(index, first):
                linked = self._link_item(index)
            if linked:
                previous = previous if self.counted[index].unit == "percent" else index
                at = c.last
            elif c.rule not in _IMPLIED:
                at = c.last

        self._remember_total(here, first)

    # Lists ---------------------------------------------------------------------------------------------------------

    def _is_list_item(self, index: int, first: int) -> bool:
        """`- قوات النظام: 34 مدنياً`: a label, a colon, and a count without any event, after a total."""
        c = self.counted[index]
        if self.total is None or c.unit not in ("", "person", "family") or c.rule in _IMPLIED - {"dual"}:
            return False
        label = self.view.norms[first : c.first]
        return 1 < len(label) <= 12 and ":" in label and not any(first <= t < c.first for t in self.trigger_words)

    def _link_item(self, index: int) -> bool:
        assert self.total is not None
        self._inherit(index, self.total)
        self.links[index] = [
            k._replace(head=index, rule="list-item") for k in self.links[self.total] if k.kind == "event"
        ]
        self.links[index].append(Link("share_of", index, self.total, "list-item"))
        if not self.counted[index].event:
            self.counted[index] = self.counted[index]._replace(event=self._type(self.total))
        return True

    def _remember_total(self, here: Sequence[int], first: int) -> None:
        """The largest count of persons of a sentence that is no list item is the total a list behind it divides."""
        wholes = [
            i for i in here
            if i in self.links and self.counted[i].unit == "person"
            and not any(k.kind in ("part_of", "share_of") for k in self.links[i])
        ]  # fmt: skip
        if wholes:
            self.total = max(wholes, key=lambda i: self.counted[i].low)

    # What stands between two quantities ----------------------------------------------------------------------------

    def _between(self, first: int, last: int, *, after_count: bool = False) -> set[str]:
        """Kinds of the markers in words `[first, last)`; right behind a count, `منهم` looks back, not on."""
        kinds: set[str] = set()
        at = first
        if after_count and self.view.norms[at : at + 1] in _BACK and at + 1 < last:
            at += 1
        while at < last:
            if at in self.trigger_words:
                kinds.discard("subset")  # `معظمهم من الباعة، وإصابة 40`: the marker divides nothing counted
            match = _markers().longest(self.view.norms, at)
            if match is None or match[0] > last:
                at += 1
                continue
            kinds.add(match[1].kind)
            at = match[0]
        return kinds

    def _whole_of(self, index: int) -> int:
        """The whole that a marker after count `index` divides: that count, or its own whole when it is a part."""
        for link in self.links.get(index, ()):
            if link.kind == "part_of":
                return link.tail if self.counted[index].rule in _IMPLIED or self.counted[index].low == 1 else index
        return index

    def _looks_back(self, at: int, c: Counted) -> bool:
        """`أربعين آخرين، عشرة منهم في حال خطرة`: the part names its whole behind itself."""
        new_event = any(t in self.trigger_words for t in range(at, c.first))
        return self.view.norms[c.number_last : c.number_last + 1] in _BACK and not new_event

    def _divides(self, whole: int, part: int) -> bool:
        """Whether a count says who another one is made of: `أحدهم فتى`, `شهيدان، رجل وزوجته`."""
        w, p = self.counted[whole], self.counted[part]
        if p.rule == "one-of" and self.view.norms[p.first].startswith(("احدهم", "احداهن", "احدهما", "احداهما")):
            return True
        between = self.view.norms[w.last : p.first]
        return (
            p.rule in ("singular", "dual", "named")
            and w.low >= 2
            and between in (["،"], [":"], ["،", "هما"], ["هما"], ["هم"])
        )

    # Parts ---------------------------------------------------------------------------------------------------------

    def _is_part(self, index: int, whole: int, kinds: set[str], at: int) -> bool:
        part, total = self.counted[index], self.counted[whole]
        if part.high is not None and total.high is not None and part.low > total.high:
            return False
        if part.event and part.event != total.event and part.event != self._type(whole) and "subset" not in kinds:
            return False
        if part.unit in ("munition", "percent", "money") or (part.unit == "incident" and total.unit != "incident"):
            return False
        if part.unit in ("person", "family") and total.unit not in ("person", "family", ""):
            return False
        gap = self.view.norms[at : part.first]
        new_event = any(at <= self.triggers[t].first < part.first for t in range(len(self.triggers)))
        if new_event and "subset" not in kinds:
            return False
        if part.rule in _IMPLIED and not self._divides(whole, index):
            return self._adjoins(at, part.first, allow=("subset",))
        return "subset" in kinds or len(gap) <= 12

    def _type(self, index: int) -> str:
        for link in self.links.get(index, ()):
            if link.kind == "event" and link.tail >= 0:
                return self.triggers[link.tail].type
        return self.counted[index].event

    def _inherit(self, index: int, source: int, *, same_event: bool = True) -> None:
        """Give a count without a noun the unit and category of another.

        Within one event the very same kind goes on (`5 أطفال في حلب و3 في إدلب`); in another event, and for `آخرون`,
        only a general kind does (SPEC section 3), else it is person.
        """
        c, s = self.counted[index], self.counted[source]
        if c.unit:
            return
        others = any(self.view.norms[i].startswith("اخر") for i in range(c.number_first, c.last))
        narrow = s.unit == "person" and s.category not in _GENERAL and (others or not same_event)
        self.counted[index] = c._replace(unit=s.unit, category="person" if narrow else s.category)

    def _main(self, index: int) -> int:
        """The whole that a count is a part of, else the count itself."""
        return next((k.tail for k in self.links.get(index, ()) if k.kind == "part_of"), index)

    # Events --------------------------------------------------------------------------------------------------------

    def _link(self, index: int, first: int, last: int, triggers: Sequence[int], previous: int | None) -> bool:
        """Link a count to its event; False if it belongs to none."""
        c = self.counted[index]
        if c.unit == "percent":
            return self._link_share(index, previous)
        if c.unit == "money":
            return False
        before = self._trigger_before(c, triggers, first)
        undergone = self._undergone(c, triggers, last)
        if undergone is not None:
            return self._attach(index, undergone, previous, "undergone")
        if c.event:
            if c.event not in ("killing", "injury") and (near := self._adjacent(c, triggers)) is not None:
                return self._attach(index, near, previous, "adjacent-trigger")
            return not self._void(c, first, last) and self._link_own(index, before)
        if c.rule in _IMPLIED:
            if before is not None and self._is_object(c, before, previous):
                return self._attach(index, before, previous, "implied-object")
            return False
        behind = self._trigger_behind(c, triggers, last)
        crossed = before is not None and "clause" in self._between(self.triggers[before].last, c.first)
        if before is not None and not (crossed and behind is not None):
            return self._attach(index, before, previous, "trigger-before")
        if behind is not None:
            return self._attach(index, behind, previous, "trigger-behind")
        if c.unit == "person" and c.category in _STOCKS and not self._void(c, first, last):
            self.links[index] = [Link("event", index, -1, "stock")]
            self.counted[index] = c._replace(event="statistic")
            return True
        return False

    def _void(self, c: Counted, first: int, last: int) -> bool:
        """Whether a count that no trigger carries stands where nothing is asserted."""
        return modes(self.view, first, last)[c.first - first] == "irrealis"

    def _undergone(self, c: Counted, triggers: Sequence[int], last: int) -> int | None:
        """`تعرُّض خمس فتيات للاغتصاب`, `103 منها إلى اختفاء قسري`, `أجبرت 1000 شخص على النزوح`: a noun behind the count."""
        before = self.view.norms[max(0, c.number_first - 4) : c.number_first]
        suffers = any(w in word_set("suffers") for w in before)
        for t in triggers:
            trigger = self.triggers[t]
            if (
                trigger.first >= c.last
                and trigger.pos in ("noun", "both", "phrase")
                and trigger.type in _UNITS.get(c.unit, ())
            ):
                word = self.view.norms[trigger.first - 1]
                near = trigger.first - c.last <= _REACH_BEHIND and "clause" not in self._between(c.last, trigger.first)
                if near and ((suffers and word == "ل") or (word in ("على", "علي", "الي") and trigger.type in _STATES)):
                    return t
            elif trigger.first >= c.last:
                break
        return None

    def _adjacent(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """A trigger right before or behind a count that says another thing of it than its noun does."""
        for t in triggers:
            trigger = self.triggers[t]
            if trigger.type == c.event or trigger.type not in _UNITS.get(c.unit, ()):
                continue
            if 0 <= c.first - trigger.last <= 1 and trigger.type != "clash":
                return t
            if 0 <= trigger.first - c.last <= 2 and trigger.pos == "verb" and trigger.subject == "victim":
                return t
        return None

    def _link_share(self, index: int, previous: int | None) -> bool:
        """`70٪ منهم نساء`, `66٪ من النازحين`: a share of people or things the text speaks of is a statistic."""
        c = self.counted[index]
        behind = self.view.norms[c.number_last : c.number_last + 1]
        if behind in (["منهم"], ["منها"], ["منهن"]) and previous is not None:
            c = c._replace(category=self.counted[previous].category)
        elif c.last == c.number_last or "من" not in self.view.norms[c.number_last : c.last]:
            return False
        self.counted[index] = c._replace(event="statistic")
        self.links[index] = [Link("event", index, -1, "share")]
        return True

    def _link_own(self, index: int, before: int | None) -> bool:
        """The event of the noun itself; a trigger of that type before it is the same claim."""
        c = self.counted[index]
        if before is not None and self.triggers[before].type == c.event and not self._in_other_count(before, index):
            self.links[index] = [Link("event", index, before, "noun-and-trigger")]
        elif c.rule == "singular" and (
            before is None or self.triggers[before].type not in ("killing", "injury", "casualty")
        ):
            return False
        else:
            self.links[index] = [Link("event", index, -1, "noun")]
        return True

    def _in_other_count(self, trigger: int, index: int) -> bool:
        """Whether the trigger word is itself the counted noun of another count (`16 هجوماً … و752 برميلاً`)."""
        t = self.triggers[trigger]
        return any(i != index and self.counted[i].first <= t.first < self.counted[i].last for i in self.links)

    def _attach(self, index: int, trigger: int, previous: int | None, rule: str) -> bool:
        c = self.counted[index]
        if not c.unit:
            type = self.triggers[trigger].type
            if previous is not None:
                same = any(k.tail == trigger for k in self.links[previous] if k.kind == "event")
                self._inherit(index, previous if same else self._main(previous), same_event=same)
            c = self.counted[index]
            if not c.unit and type in PERSON_EVENTS:
                c = self.counted[index] = c._replace(unit="person", category="person")
            if not c.unit or type not in _UNITS[c.unit]:
                return False
        self.links[index] = [Link("event", index, trigger, rule)]
        return True

    def _trigger_before(self, c: Counted, triggers: Sequence[int], first: int) -> int | None:
        """The nearest trigger before the count that can count its unit."""
        for t in reversed(triggers):
            trigger = self.triggers[t]
            if trigger.last <= c.first and trigger.type in _UNITS.get(c.unit, ()) and trigger.first >= first:
                return t
            if trigger.first <= c.first < trigger.last or (
                c.first <= trigger.first < c.last and c.event == trigger.type
            ):
                return t
        return None

    def _trigger_behind(self, c: Counted, triggers: Sequence[int], last: int) -> int | None:
        """A verb behind the count whose subject it is."""
        for t in triggers:
            trigger = self.triggers[t]
            if trigger.first >= c.last:
                plural = self.view.norms[trigger.last - 1].endswith("وا")
                near = trigger.first - c.last <= (2 * _REACH_BEHIND if plural else _REACH_BEHIND)
                free = "clause" not in self._between(c.last, trigger.first)
                if (
                    near
                    and free
                    and trigger.pos in ("verb", "both", "phrase")
                    and trigger.type in _UNITS.get(c.unit, ())
                ):
                    return t
                return None
        return None

    def _is_object(self, c: Counted, trigger: int, previous: int | None) -> bool:
        """Whether an implied count is the object of the trigger, or coordinated with a count that is."""
        t = self.triggers[trigger]
        if t.type == "statistic":
            return False
        if self._adjoins(t.last, c.first, listed=c.rule == "named"):
            return True
        if previous is not None and self.counted[previous].last <= c.first:
            p = self.counted[previous]
            return p.first >= t.first and self._adjoins(p.last, c.first, joined=True, listed=c.rule == "named")
        return False

    def _adjoins(
        self, first: int, last: int, *, allow: tuple[str, ...] = (), joined: bool = False, listed: bool = False
    ) -> bool:
        """Whether only actors, places, dates and small words stand in words `[first, last)`."""
        small = word_set("adjoining") | ({"،", ","} if listed or allow else frozenset())
        at = first
        seen_and = False
        while at < last:
            word = self.view.norms[at]
            match = _markers().longest(self.view.norms, at)
            if match is not None and match[1].kind in allow and match[0] <= last:
                at = match[0]
                continue
            if word == "و" or (listed and word == "،"):
                seen_and = True
            elif at not in self.fillers and word not in small:
                return False
            at += 1
        return seen_and or not joined

"""Numeric relations: which event a quantity belongs to, and which whole it is a part of.

A sentence is read once from left to right. After a subset marker (`بينهم`) quantities are parts of the count before it,
until a new event, a word such as `بالإضافة إلى`, or the end of the sentence. The items of a list under a total are
shares of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from tawthiq.nlp.columns import Columns
from tawthiq.nlp.counting import relink
from tawthiq.nlp.headings import heading_event
from tawthiq.nlp.kinds import relink_kinds
from tawthiq.nlp.linker import Linker
from tawthiq.nlp.linking import EventLinker
from tawthiq.nlp.links import IMPLIED, PERSON_EVENTS, Links
from tawthiq.nlp.parts import BY_KIND, NAMED_WHOLE, relink_parts
from tawthiq.nlp.rolls import Rolls
from tawthiq.nlp.signs import Signs
from tawthiq.nlp.state import Counted, Found, Link, Trigger, View, get, put
from tawthiq.nlp.tolls import find_sums
from tawthiq.nlp.topics import is_quiet
from tawthiq.nlp.triggers import find_triggers
from tawthiq.text.matchers import noun_trie

_BACK = (["منهم"], ["منها"], ["منهن"], ["منهما"])
_EACH = ("احدهم", "احداهن", "احدهما", "احداهما")
# What may stand between a count and those it is made of: `شهيدان، رجل وزوجته`.
_APPOSITION = (["،"], [":"], ["،", "هما"], ["هما"], ["هم"])
# How many words may stand between a count and the pronoun before those it is made of.
_APPOSED = 6
_SEXES = frozenset({"woman", "man", "child"})
# What may stand between a part and the verb behind it.
_AUXILIARIES = frozenset({"قد", "كان", "كانوا", "تم", "جري", "ثم", "لاحقا", "،"})
_DEAD = frozenset({"القتلي", "الضحايا", "الشهداء"})
# Whose part follows: `بين المصابين خمسة أطفال`.
_SUFFERED = {
    **dict.fromkeys(_DEAD, "killing"),
    **dict.fromkeys(("الجرحي", "المصابين", "الاصابات"), "injury"),
    **dict.fromkeys(("المعتقلين", "الموقوفين"), "detention"),
}
# How far a list of parts reaches on without a marker of its own.
_PART_GAP = 12
# Kinds by which victims are told apart, so that none is a part of itself.
_SORTED = frozenset({"civilian", "combatant"})
# How many words of a bound may stand before a number.
_BOUNDED = 4
_PEOPLE = ("person", "family")
_LABEL = 12
_FILLERS = frozenset({"ACTOR", "PLACE", "DATE", "WEAPON"})


class Relations:
    """The component that links the quantities of a Doc; what counts nothing the records speak of is dropped.

    `linker` decides over the readings that the rules propose and others; None leaves that to the rules.
    """

    def __init__(self, linker: Linker | None = None) -> None:
        self.linker = linker

    def __call__(self, doc: Doc) -> Doc:
        """Link the quantities."""
        view = View(doc)
        mentions = get(doc, Found)
        counted = get(doc, Counted)
        triggers = find_triggers(view, mentions, counted)
        if is_quiet(view, mentions):
            return _without_events(doc, triggers)
        fillers = {i for f in mentions if f.label in _FILLERS for i in range(f.first, f.last)}
        links = Links(view, counted, triggers, fillers)
        reader = _Reader(links)
        reader.read()
        if self.linker is not None:
            signs = Signs(view, mentions, counted, triggers)
            relink(links, signs, mentions, self.linker.count)
            relink_parts(links, signs, self.linker.whole)
            relink_kinds(links, signs, self.linker.kind)
        find_sums(links)
        quantities, found = reader.result()
        put(doc, Counted, quantities)
        put(doc, Trigger, triggers)
        put(doc, Link, found)
        return doc


def _without_events(doc: Doc, triggers: Sequence[Trigger]) -> Doc:
    """Nothing that a text of sport, films, computers or animals counts or tells is an event."""
    put(doc, Counted, [])
    put(doc, Trigger, [t._replace(mode="irrealis") for t in triggers])
    put(doc, Link, [])
    return doc


class _Reader:
    def __init__(self, links: Links) -> None:
        self.s = links
        self.events = EventLinker(links)
        self.columns = Columns(links)
        self.rolls = Rolls(links)
        self.total: int | None = None  # the last count of persons that a list may divide
        self.by_kind: int | None = None  # the total that a list divides by the kind of its victims
        self.heading = ""  # the event that the heading of the list being read says
        self.told: list[int] = []  # the counts of the sentence before

    def read(self) -> None:
        count = trigger = 0
        for first, last in self.s.view.sentences:
            here, triggers = [], []
            while count < len(self.s.counted) and self.s.counted[count].first < last:
                here.append(count)
                count += 1
            while trigger < len(self.s.triggers) and self.s.triggers[trigger].first < last:
                if self.s.triggers[trigger].mode != "relative":
                    triggers.append(trigger)
                trigger += 1
            self._read_sentence(first, last, here, triggers)
            if not here:
                self.heading = heading_event(self.s.view, first, last, self.s.triggers)
            elif triggers:
                self.heading = ""
            self.columns.read(here)
            self.rolls.read(first, last, here)
            self._drop_subjects(here)
            self._remember_total(here)
            self.told = [i for i in here if i in self.s.links]

    def result(self) -> tuple[list[Counted], list[Link]]:
        """The linked quantities, renumbered, with their links."""
        kept = sorted(self.s.links)
        number = {old: new for new, old in enumerate(kept)}
        links = [
            Link(k.kind, number[k.head], k.tail if k.kind == "event" else number[k.tail], k.rule)
            for old in kept
            for k in self.s.links[old]
            if k.kind == "event" or k.tail in number
        ]
        return [self.s.counted[old] for old in kept], links

    def _read_sentence(self, first: int, last: int, here: Sequence[int], triggers: Sequence[int]) -> None:
        whole: int | None = None  # the count that a subset marker before the reading point divides
        previous: int | None = None  # the last linked count
        pending: int | None = None  # a part whose whole follows (`6 مجازر من أصل 32 مجزرة`)
        at = first
        for index in here:
            c = self.s.counted[index]
            if c.first < at:
                continue  # inside a quantity read before
            if self.events.is_rate(index):
                continue  # `بينهم 207 أطفال (بمعدل 7 أطفال يومياً)`: beside what is counted
            looks_back = previous is not None and self.s.norms[at : at + 1] in _BACK and at + 1 < c.first
            kinds = self.s.between(at + 1 if looks_back else at, c.first)
            if previous is None or "beside" in kinds or "clause" in kinds:
                whole = None
            marked = "subset" in kinds
            if previous is not None and (marked or self._divides(previous, index) or self._names_whole(at, c)):
                whole = self._whole_at(previous)
            named = self._whole_named(at, c.first, here) if marked else None
            whole = named if named is not None else whole
            if whole is not None and not marked and not looks_back:
                whole = self._wider(whole, index)
            if marked and previous is None and all(self.s.counted[i].rule in IMPLIED for i in range(here[0], index)):
                whole = self._whole_before(index, first) if named is None else named
            if pending is not None and ("whole" in kinds or self._is_among(pending, index)):
                linked = self._link_whole(pending, index, first, last, triggers)
                pending = None
            elif whole is not None and (other := self._told_otherwise(index, whole, triggers)) is not None:
                self.s.inherit(index, self.s.main(whole))
                self.s.links[index] = [Link("event", index, other, "other-event")]
                linked = True
            elif whole is not None and self._is_part(index, whole, kinds, at):
                self._link_part(index, whole, NAMED_WHOLE if named is not None else "subset-marker")
                linked = True
            elif (named := self._whole_behind(index, here)) is not None:
                self._link_part(index, named, BY_KIND)
                linked = True
            elif self._has_whole_behind(index, last):
                pending = index
                at = c.last
                continue
            else:
                linked = self.events.link(index, first, last, triggers, previous)
                whole = None if linked else whole
            if self._is_list_item(index, first, linked):
                self._link_item(index, first)
                linked = True
            elif not linked and self._is_headed(index, first, here, triggers):
                self._link_headed(index)
                linked = True
            if linked:
                previous = previous if self.s.counted[index].unit == "percent" else index
            if linked or c.rule not in IMPLIED:
                at = c.last

    def _drop_subjects(self, here: Sequence[int]) -> None:
        """`قتل أربعة مسلحين ثلاثة مدنيين`: of two counts behind one verb, with no conjunction, the first did it.

        Aircraft that fly attacks did them as well, whatever word stands between (`شنّت أربع طائرات حربية ثلاث غارات`).
        """
        linked = [i for i in here if i in self.s.links]
        for i, j in pairwise(linked):
            a, b = self.s.counted[i], self.s.counted[j]
            if any(k.kind != "event" for n in (i, j) for k in self.s.links[n]):
                continue
            tail, other = self.s.links[i][0].tail, self.s.links[j][0].tail
            verb = self.s.triggers[tail] if tail >= 0 else None
            direct = (
                verb is not None and verb.pos in ("verb", "both") and verb.last == a.first and verb.subject != "victim"
            )
            flown = b.category == "airstrike" and a.category == "vehicle" and b.first - a.last <= 1
            acted = tail == other and self.s.fillers.issuperset(range(a.last, b.first))
            if direct and (flown or acted):
                del self.s.links[i]

    # Parts ---------------------------------------------------------------------------------------------------------

    def _link_part(self, part: int, whole: int, rule: str) -> None:
        self.s.inherit(part, whole)
        events = [k._replace(head=part) for k in self.s.links[whole] if k.kind == "event"]
        self.s.links[part] = [*events, Link("part_of", part, whole, rule)]
        if any(k.tail < 0 for k in events):  # the noun of the whole says the event
            self.s.counted[part] = self.s.counted[part]._replace(event=self.s.event_of(whole))

    def _link_whole(self, part: int, whole: int, first: int, last: int, triggers: Sequence[int]) -> bool:
        """`قُتل تسعة من أصل 15 رهينة`: the event is that of the part; its whole, told behind it, goes with it."""
        self.s.inherit(part, whole)
        if not self.events.link(part, first, last, triggers, None):
            linked = self.events.link(whole, first, last, triggers, None)
            if linked:
                self._link_part(part, whole, "whole-behind")
            return linked
        self.s.inherit(whole, part)
        told = self.s.links[part]
        self.s.links[whole] = [k._replace(head=whole) for k in told]
        self.s.counted[whole] = self.s.counted[whole]._replace(event=self.s.event_of(part))
        self.s.links[part] = [*told, Link("part_of", part, whole, "whole-behind")]
        return True

    def _has_whole_behind(self, part: int, stop: int) -> bool:
        """`ستة من أصل 32`; but `124 من مجموع الضحايا، بينهم 12 طفلاً` names no number of them."""
        if part + 1 >= len(self.s.counted):
            return False
        c, following = self.s.counted[part], self.s.counted[part + 1]
        if "whole" not in self.s.between(c.last, min(c.last + 2, stop)):
            return self._is_among(part, part + 1)
        return following.first < stop and (following.high is None or following.low >= c.low)

    def _is_among(self, part: int, whole: int) -> bool:
        """`74 طفلاً من بين 164 شخصاً قُتلوا`: the larger number right behind `من بين` is the whole."""
        if whole >= len(self.s.counted):
            return False
        p, w = self.s.counted[part], self.s.counted[whole]
        among = self.s.norms[p.last : p.last + 2] == ["من", "بين"] and 0 <= w.number_first - p.last - 2 <= _BOUNDED
        return among and w.rule not in IMPLIED and w.low > p.low and w.unit == p.unit == "person"

    def _whole_behind(self, index: int, here: Sequence[int]) -> int | None:
        """`33 قتيلاً و54 جريحاً، 20 من القتلى مدنيون`: the toll that a part names behind itself, the last told."""
        c = self.s.counted[index]
        of = self.s.norms[c.number_last : c.number_last + 2]
        if c.event not in ("killing", "injury") or of[:1] != ["من"] or not of[-1].startswith("ال"):
            return None
        before = self.s.norms[max(0, c.first - 3) : c.first]
        if any(i in self.s.trigger_words for i in range(c.first - len(before), c.first)):
            return None  # `توفي ثلاثة من الجرحى`
        for i in reversed([*self.told, *(i for i in here if i < index)]):
            if self._is_toll(i, c.event) and self.s.counted[i].low > c.low:
                return i
        return None

    def _whole_before(self, part: int, first: int) -> int | None:
        """`… 14 مدنياً. وكان بينهم خمسة أطفال`: the whole that a marker before any event divides, a sentence before.

        `القتلى هم …` takes the dead of that sentence, whatever stands behind them.
        """
        c = self.s.counted[part]
        dead = not _DEAD.isdisjoint(self.s.norms[first : c.first])
        told = [t for t in range(first, c.first) if t in self.s.trigger_words]
        if (told and not (dead and self.s.norms[told[-1]] == "بين")) or c.first - first > _PART_GAP:
            return None
        wholes = [i for i in self.told if self._is_toll(i, "killing" if dead else "")]
        return wholes[-1] if wholes and self.s.counted[wholes[-1]].low > 1 else None

    def _whole_named(self, at: int, stop: int, here: Sequence[int]) -> int | None:
        """`15 قتيلاً و22 جريحاً، ومن القتلى خمسة أطفال`: the toll that the words of a marker name, the last told."""
        event = next((_SUFFERED[w] for w in self.s.norms[at:stop] if w in _SUFFERED), "")
        for i in reversed([*self.told, *here]) if event else ():
            c = self.s.counted[i]
            if c.last <= at and c.low > 1 and self._is_toll(i, event):
                return i
        return None

    def _is_toll(self, index: int, event: str = "") -> bool:
        """Whether a count is a linked one of persons and no part of another, of an `event` where one is given."""
        parts = self.s.links.get(index)
        if parts is None or self.s.counted[index].unit != "person" or any(k.kind == "part_of" for k in parts):
            return False
        return not event or self.s.event_of(index) == event

    def _whole_at(self, index: int) -> int:
        """The whole that a marker behind count `index` divides: that count, or the whole of a single person."""
        c = self.s.counted[index]
        single = c.rule in IMPLIED or c.low == 1
        return self.s.main(index) if single else index

    def _divides(self, whole: int, part: int) -> bool:
        """Whether a count says who another one is made of: `أحدهم فتى`, `شهيدان، رجل وزوجته`."""
        w, p = self.s.counted[whole], self.s.counted[part]
        if p.rule == "one-of" and self.s.norms[p.first] in _EACH:
            return True
        if p.rule not in ("singular", "dual", "named") or w.low < 2:
            return False
        between = self.s.norms[w.last : p.first]
        # `شخصان من بلدة القريا هما فتى ورجل`
        near = len(between) <= _APPOSED and all(word.isalpha() for word in between)
        return between in _APPOSITION or (between[-1:] in (["هما"], ["هم"]) and near)

    def _names_whole(self, at: int, c: Counted) -> bool:
        """`أربعين آخرين، عشرة منهم في حال خطرة`: the part names its whole behind itself."""
        new_event = any(t in self.s.trigger_words for t in range(at, c.first))
        return self.s.norms[c.number_last : c.number_last + 1] in _BACK and not new_event

    def _wider(self, whole: int, part: int) -> int:
        """`بينهم 11 امرأة، ثلاث منهن حوامل، وسبعة أطفال`: children that no marker ties to women are of their whole."""
        kinds = {self.s.counted[whole].category, self.s.counted[part].category}
        return self.s.main(whole) if len(kinds) == 2 and kinds <= _SEXES else whole

    def _told_otherwise(self, part: int, whole: int, triggers: Sequence[int]) -> int | None:
        """`اعتُقل 40، سبعة منهم أُفرج عنهم`: what a verb behind a part tells of it, if not the event of its whole."""
        c = self.s.counted[part]
        if self.s.norms[c.number_last : c.number_last + 1] not in _BACK:
            return None
        if (undergone := self.events.around.undergone(c, triggers)) is not None:
            return undergone if self.s.triggers[undergone].type != self.s.event_of(whole) else None
        behind = max(c.last, c.number_last + 1)
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.first < behind:
                continue
            between = self.s.norms[behind : trigger.first]
            told = trigger.pos != "noun" and trigger.subject != "agent" and trigger.type in PERSON_EVENTS
            near = all(word in _AUXILIARIES for word in between)
            return t if told and near and trigger.type != self.s.event_of(whole) else None
        return None

    def _is_part(self, index: int, whole: int, kinds: dict[str, int], at: int) -> bool:
        part, total = self.s.counted[index], self.s.counted[whole]
        if part.high is not None and total.high is not None and part.low > total.high:
            return False
        marked = "subset" in kinds
        if part.event and part.event != self.s.event_of(whole) and not marked:
            return False
        if part.rule == "one-of" and total.unit == "incident":
            return False  # `تظاهرتين إحداهما …` only says more of them
        if part.unit in ("munition", "percent", "money") or (part.unit == "incident" and total.unit != "incident"):
            return False
        if part.unit in ("person", "family") and total.unit not in ("person", "family", ""):
            return False
        alike = part.category == total.category and part.category in _SORTED and part.rule != "one-of"
        alike = alike and part.number_last < part.last
        again = part.category in ("", total.category) and self.s.is_divided(part)
        if not marked and (alike or again):
            return False  # `39 مدنياً بينهم 4 أطفال على يد …، و9 مدنيين على يد …`: no kind of them, but others
        if part.rule in IMPLIED and not self._divides(whole, index):
            return self.s.adjoins(kinds.get("subset", at), part.first, joined=not marked)
        new_event = any(w in self.s.trigger_words and w not in self.s.states for w in range(at, part.first))
        return marked or (not new_event and part.first - at <= _PART_GAP)

    # Lists ---------------------------------------------------------------------------------------------------------

    def _is_list_item(self, index: int, first: int, linked: bool) -> bool:
        """`- قوات النظام: 34 مدنياً`, `- تعز: 412 انتهاكاً`: a label, a colon, and a count, after a total.

        The count has no event of its own, or that of the total by its own noun.
        """
        c = self.s.counted[index]
        if self.total is None or c.rule in IMPLIED or not 1 < c.number_first - first <= _LABEL:
            return False
        total = self.s.counted[self.total]
        alike = (c.unit, c.category, c.event) == (total.unit, total.category, total.event) and bool(c.event)
        # `- المدنيون: 16، منهم تسعة قضوا في القصف`: what is told of a part behind is not told of the item
        linked = linked and not any(k.rule == "trigger-behind" for k in self.s.links[index])
        people = c.unit in ("", *_PEOPLE) and total.unit in _PEOPLE
        if linked != alike or not (alike or people):
            return False
        label = range(first, c.number_first)
        return ":" in self.s.norms[first : c.number_first] and self.s.trigger_words.isdisjoint(label)

    def _is_headed(self, index: int, first: int, here: Sequence[int], triggers: Sequence[int]) -> bool:
        """`القتلى حسب المحافظات:` and below it `- 15 في حلب`: the first count of an item that says no event itself."""
        c = self.s.counted[index]
        bare = c.unit in ("", "person", "family") and not c.event
        return bool(self.heading) and bare and not triggers and index == here[0] and c.first - first <= _LABEL

    def _link_headed(self, index: int) -> None:
        c = self.s.counted[index]
        unit, category = (c.unit, c.category) if c.unit else ("person", "person")
        self.s.counted[index] = c._replace(unit=unit, category=category, event=self.heading)
        self.s.links[index] = [Link("event", index, -1, "list-item")]

    def _link_item(self, index: int, first: int) -> None:
        assert self.total is not None
        if (kind := self._victims(index, first)) is not None:
            self.by_kind = self.total
            c = self.s.counted[index]
            if c.category in ("", "person"):
                self.s.counted[index] = c._replace(unit="person", category=kind)
            self._link_part(index, self.total, BY_KIND)
            return
        self.s.inherit(index, self.total)
        events = [k._replace(head=index, rule="list-item") for k in self.s.links[self.total] if k.kind == "event"]
        self.s.links[index] = [*events, Link("share_of", index, self.total, "list-item")]
        if not self.s.counted[index].event:
            self.s.counted[index] = self.s.counted[index]._replace(event=self.s.event_of(self.total))

    def _victims(self, index: int, first: int) -> str | None:
        """The kind of the dead whom a label names (`- المدنيون: 1617`, `- عناصر الحزب: 21`), None where it does not.

        In a list by kinds an armed group is one of them (`- قوات النظام: 1094 عنصراً`), and did nothing.
        """
        assert self.total is not None
        if self.s.counted[self.total].unit != "person":
            return None
        begin = first if self.s.norms[first].isalnum() else first + 1
        colon = self.s.norms.index(":", begin, self.s.counted[index].number_first)
        match = noun_trie().longest(self.s.norms, begin)
        form = match[1][0] if match is not None and match[0] <= colon else None
        if form is not None and form.number == "plural" and form.noun.unit == "person" and not form.noun.event:
            return form.noun.category
        armed = begin in self.s.fillers and self.s.counted[index].category in ("", "person", "combatant")
        return "combatant" if armed and self.by_kind == self.total else None

    def _remember_total(self, here: Sequence[int]) -> None:
        """The largest count of a sentence that is no part and no list item is the total a list behind it divides."""
        wholes = [
            i
            for i in here
            if i in self.s.links
            and self.s.counted[i].unit in ("person", "family", "incident")
            and not any(k.kind in ("part_of", "share_of") for k in self.s.links[i])
        ]
        item = any(k.kind == "share_of" or k.rule == BY_KIND for i in here for k in self.s.links.get(i, ()))
        if wholes and not item:
            self.total = max(wholes, key=lambda i: self.s.counted[i].low)

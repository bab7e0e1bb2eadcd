"""Count and event: the readings of a count as the count of some event, and what is seen of each.

The rules (`linking.py`) propose one reading or none; here every trigger of the sentence, the noun's own event, the
event of the count before it and a statistic are readings too. A chooser takes one of them, or none: then the number
counts nothing that the records speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from tawthiq.nlp.assertion import is_natural, modes
from tawthiq.nlp.columns import COLUMN
from tawthiq.nlp.links import IMPLIED, UNITS, Links
from tawthiq.nlp.rolls import ROLL
from tawthiq.nlp.signs import CONJUNCTIONS, Signs, distance
from tawthiq.nlp.state import Counted, Found, Link, Trigger, indices
from tawthiq.nlp.surroundings import Surroundings
from tawthiq.nlp.topics import topic_of
from tawthiq.text.bounds import bound_at_back

# How many triggers before and behind a count are looked at.
_BEFORE = 5
_BEHIND = 3
# The upper ends of the classes of values.
_SIZES = ((0, "none"), (1, "one"), (2, "two"), (9, "few"), (99, "tens"), (999, "hundreds"), (99_999, "thousands"))
# A text is eventful with more than so many triggers in so many words.
_EVENTFUL = 2
_PER = 100
# What a clause begins with whose subject is counted.
_BEGINNING = frozenset({"ان", "كان", "^"})
# Units of which a statistic may be said.
_STATED = frozenset({"person", "family", "percent", "facility", "munition", ""})


class Reading(NamedTuple):
    """What a count may be a count of: an event type, how it is said, and the trigger that says it (-1 if none).

    `how` is `before`, `inside` or `behind` (where the trigger stands), `above` (in the sentence before), `noun`,
    `previous` (the event of the count before), `carried` (that of the last count of the sentences before), `stock` (a
    statistic) or `rule`.
    """

    type: str
    how: str
    trigger: int


class Previous(NamedTuple):
    """The count read before in the sentence, and its event."""

    at: int  # its index
    type: str


class Pair(NamedTuple):
    """A reading of a count with its features."""

    reading: Reading
    features: list[str]


Chooser = Callable[[Counted, Sequence[Pair], str], Reading | None]


def relink(links: Links, signs: Signs, mentions: Sequence[Found], choose: Chooser) -> None:
    """Let `choose` say of each count what it is a count of; what the rules linked otherwise is linked anew.

    `choose` is given the count, its pairs, and the event type that the rules gave it (empty if none).
    """
    pairs = _Pairs(links, signs, _subject(links, mentions))
    told: Previous | None = None  # the last count of all sentences so far
    named = {m.last for m in mentions if m.label == "PLACE"}
    above: list[int] = []  # the triggers of the sentence before
    for first, last in links.view.sentences:
        previous: Previous | None = None
        sentence = _Sentence(links, first, last, above, told)
        for index in indices(links.counted, first, last):
            ruled = links.event_of(index) if index in links.links else ""
            if ruled and links.links[index][0].rule in (COLUMN, ROLL):
                previous = told = Previous(index, ruled)
                continue
            bracketed = _of_brackets(links, index, previous, named)
            chosen = bracketed or choose(links.counted[index], pairs.of(index, sentence, previous, ruled), ruled)
            if chosen is None:
                links.links.pop(index, None)
                continue
            if chosen.type != ruled:
                _link(links, index, chosen, previous if previous is not None or chosen.how != "carried" else told)
            previous = told = Previous(index, chosen.type)
        above = sentence.triggers
    for index, found in links.links.items():
        links.links[index] = [k for k in found if k.kind == "event" or _holds(links, index, k)]


def _of_brackets(links: Links, index: int, previous: Previous | None, named: Set[int]) -> Reading | None:
    """`أصيب 135، قرب بيتا (126) وبيت دجن (9)`: a smaller number alone in brackets, right behind a place."""
    c = links.counted[index]
    alone = c.rule == "bare" and c.first in named and links.norms[c.first] == "(" and links.norms[c.last - 1] == ")"
    share = alone and previous is not None and 0 < c.low <= links.counted[previous.at].low
    return Reading(previous.type, "previous", -1) if share and previous is not None else None


def _subject(links: Links, mentions: Sequence[Found]) -> list[str]:
    """What the text as a whole is about: whether it speaks of armed actors, and how much of events."""
    actors = any(m.label == "ACTOR" for m in mentions)
    events = _PER * len(links.triggers) / (len(links.norms) or 1)
    topic = topic_of(links.view)
    text = f"{'armed' if actors else 'unarmed'} {'eventful' if events > _EVENTFUL else 'quiet'}"
    return [f"text={text}", f"topic={topic}", f"topic={topic} {text}"] if topic else [f"text={text}"]


def _holds(links: Links, part: int, link: Link) -> bool:
    """Whether a part or share is still one: of a count that is read, and that suffered the same."""
    whole = link.tail
    return whole in links.links and (link.kind != "part_of" or links.event_of(whole) == links.event_of(part))


def _link(links: Links, index: int, reading: Reading, previous: Previous | None) -> None:
    c = links.counted[index]
    if not c.unit and previous is not None:
        links.inherit(index, previous.at, same_event=previous.type == reading.type)
        c = links.counted[index]
    if not c.unit:
        c = c._replace(unit="person", category="person")
    if reading.trigger < 0:
        c = c._replace(event=reading.type)
    links.counted[index] = c
    links.links[index] = [Link("event", index, reading.trigger, f"scored-{reading.how}")]


class _Sentence:
    """What holds for all counts of the sentence of words `[first, last)`."""

    def __init__(self, links: Links, first: int, last: int, above: Sequence[int], told: Previous | None) -> None:
        self.first = first
        self.modes = modes(links.view, first, last)
        self.natural = is_natural(links.view, first, last)
        self.triggers = list(indices(links.triggers, first, last))
        self.above = above
        self.told = told


class _Pairs:
    def __init__(self, links: Links, signs: Signs, subject: Sequence[str]) -> None:
        self.s = links
        self.signs = signs
        self.subject = subject
        self.around = Surroundings(links)

    def of(self, index: int, sentence: _Sentence, previous: Previous | None, ruled: str) -> list[Pair]:
        """The readings of a count with their features."""
        if self.around.tells(self.s.counted[index]):
            return []
        readings = self._readings(index, sentence, previous)
        if ruled and not any(r.type == ruled for r in readings):
            tail = next(k.tail for k in self.s.links[index] if k.kind == "event")
            readings.append(Reading(ruled, "rule", tail))
        context = self._context(index, sentence, previous)
        return [Pair(r, self._features(index, r, readings, context, ruled)) for r in readings]

    def _readings(self, index: int, sentence: _Sentence, previous: Previous | None) -> list[Reading]:
        c = self.s.counted[index]
        if self.around.is_rate(c):  # `بمعدل أربعة في اليوم` is no further toll
            return [Reading("statistic", "stock", -1)] if c.unit in _STATED else []
        triggers = self.s.triggers
        inside = [t for t in sentence.triggers if c.first < triggers[t].last and triggers[t].first < c.last]
        before = [t for t in sentence.triggers if triggers[t].last <= c.first]
        behind = [t for t in sentence.triggers if triggers[t].first >= c.last]
        found = [
            Reading(triggers[t].type, how, t)
            for how, some in (("inside", inside), ("before", before[: -_BEFORE - 1 : -1]), ("behind", behind[:_BEHIND]))
            for t in some
            if c.unit in ("percent", "money") or triggers[t].type in UNITS[c.unit]
        ]
        if c.event:
            found.append(Reading(c.event, "noun", -1))
        if previous is not None:
            found.append(Reading(previous.type, "previous", -1))
        elif sentence.told is not None:
            found.append(Reading(sentence.told.type, "carried", -1))
        if not before:
            # A heading says what its list counts (`وتوزع القتلى على النحو الآتي:`).
            found += [
                Reading(triggers[t].type, "above", t)
                for t in sentence.above[-1:]
                if triggers[t].type in UNITS.get(c.unit, ())
            ]
        if c.unit in _STATED:
            found.append(Reading("statistic", "stock", -1))
        return found

    def _context(self, index: int, sentence: _Sentence, previous: Previous | None) -> list[str]:
        """What is seen of the count by itself, whatever it counts."""
        c, signs = self.s.counted[index], self.signs
        word = signs.word
        found = [
            f"unit={c.unit}", f"category={c.category}", f"event={c.event}", f"read={c.rule}", f"bound={c.bound}",
            f"size={next((name for limit, name in _SIZES if c.low <= limit), 'more')}",
            f"mode={sentence.modes[c.first - sentence.first]}",
            f"word-1={word(c.first - 1)}", f"words-2={word(c.first - 2)} {word(c.first - 1)}",
            f"word+1={word(c.last)}", f"words+2={word(c.last)} {word(c.last + 1)}",
            f"kind-1={signs.kind(c.first - 1)}", f"kind+1={signs.kind(c.last)}",
            f"noun={word(c.number_last) if c.number_last < c.last else ''}", f"ends={word(c.last - 1)}",
            f"triggers={min(len(sentence.triggers), 3)}",
            f"part={any(k.kind == 'part_of' for k in self.s.links.get(index, ()))}",
        ]  # fmt: skip
        low = self._unbound(c.first, sentence.first)
        begun = signs.clause(low, sentence.first)
        found += [
            f"governed={word(low - 1)}", f"governed-2={word(low - 2)} {word(low - 1)}",
            f"opener={word(begun)}", f"opener-kind={signs.kind(begun)}", f"clause={distance(low - begun)}",
        ]  # fmt: skip
        if sentence.natural:
            found.append("natural")
        if previous is None:
            told = sentence.told
            c2 = self.s.counted[told.at] if told is not None else None
            return [
                *found, f"previous=none {told.type if told else ''} {c2.unit if c2 else ''}",
                f"opens={word(sentence.first)} {self.signs.kind(sentence.first)}",
                f"opening-path={signs.path(sentence.first, c.first)}",
                f"above={self.signs.word(sentence.first - 1)}",
            ]  # fmt: skip
        p = self.s.counted[previous.at]
        return [
            *found, f"previous={previous.type} {p.unit}", f"previous-path={signs.path(p.last, c.first)}",
            f"previous-gap={distance(c.first - p.last)}",
        ]  # fmt: skip

    def _unbound(self, at: int, floor: int) -> int:
        """Before the words that bound the number at `at` (`يعيش ما يزيد على 30 …`)."""
        found = bound_at_back(self.s.norms, at, floor)
        return found[1] if found is not None else at

    def _features(
        self, index: int, r: Reading, rivals: Sequence[Reading], context: Sequence[str], ruled: str
    ) -> list[str]:
        c = self.s.counted[index]
        rule = f"rule={'same' if ruled == r.type else 'other' if ruled else 'none'}"
        agrees = "own" if c.event == r.type else "other" if c.event else "none"
        said = [f"agrees={agrees}", f"alike={min(sum(q.type == r.type for q in rivals), 3)}"]
        if r.trigger >= 0:
            said += self._of_trigger(c, r, rivals)
        own = context[:9]  # the count's kind, its mode and the words before it
        return [
            rule, *self.subject, *(f"{rule} {f}" for f in self.subject), f"how={r.how}", f"type={r.type}",
            f"{rule} type={r.type}", f"{rule} how={r.how}",
            f"{r.how} type={r.type}",
            *said, *context,
            *(f"{rule} {f}" for f in said), *(f"{r.how} {f}" for f in said), *(f"{r.type} {f}" for f in said),
            *(f"{rule} {f}" for f in context), *(f"{r.how} {f}" for f in context), *(f"{r.type} {f}" for f in context),
            *(f"{rule} {r.type} {f}" for f in own),
        ]  # fmt: skip

    def _as_subject(self, c: Counted, t: Trigger) -> str:
        """`وقال إن فتى من المعتصمين قضى اليوم`: a count that opens its clause, and the verb behind it there."""
        opens = self.signs.word(self._unbound(c.first, 0) - 1)
        inside = self.signs.clause(t.first, c.last) == c.last
        return f"subject={opens if opens in _BEGINNING else ''} {t.pos} {t.subject} {inside} {c.rule in IMPLIED}"

    def _only_counts(self, first: int, last: int) -> bool:
        """`43 رجلاً وثلاث نساء وستة شباب أصيبوا`: whether nothing but counts stands in some words."""
        counted = (self.s.counted[i] for i in indices(self.s.counted, first, last))
        inside = {i for c in counted for i in range(c.first, c.last)}
        return last > first and all(i in inside or self.s.norms[i] in CONJUNCTIONS for i in range(first, last))

    def _of_trigger(self, c: Counted, r: Reading, rivals: Sequence[Reading]) -> list[str]:
        t = self.s.triggers[r.trigger]
        low, high = (t.last, c.first) if r.how == "before" else (c.last, t.first) if r.how == "behind" else (0, 0)
        gap = distance(max(0, high - low))
        between = sum(low <= self.s.triggers[q.trigger].first < high for q in rivals if q.trigger >= 0 and q is not r)
        return [
            f"gap={gap}", f"path={r.how} {self.signs.path(low, high)}", f"trigger={t.pos} {t.subject}",
            f"trigger-mode={t.mode}", f"between={min(between, 2)}", f"says={self.signs.word(t.first)}",
            f"before-trigger={self.signs.word(t.first - 1)}", f"grammar={t.pos} {t.subject} {gap}",
            f"object={self.s.norms[t.last] if self.s.has_object(t) else ''}",
            *([self._as_subject(c, t)] if r.how == "behind" else []),
            f"listed={r.how == 'behind' and self._only_counts(low, high)}",
        ]  # fmt: skip

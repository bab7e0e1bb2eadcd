"""Rows: counts that stand side by side, each with a place, actor, month or weapon of its own.

`38 منهم على يد قوات النظام و17 على يد داعش`, `حلب 34، حمص 21`, `الخليل (9)، نابلس (7)`: all items of a row are built
alike, the number before its modifier or behind it, and each item takes its own. What stands in a row is of no other
claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tawthiq.nlp.links import IMPLIED
from tawthiq.nlp.state import Counted, Found, Trigger, View
from tawthiq.text import gazetteer
from tawthiq.text.matchers import marker_trie, word_set

# The slots that a row may divide a total by.
LABELS = ("ACTOR", "PLACE", "DATE", "WEAPON")
# How many words may stand between a number and the modifier behind it, and before it.
_BEHIND = 5
_BEFORE = 4
# How many words may stand between the modifiers of one item (`في بلدة يعبد في محافظة جنين`).
_CHAINED = 3
_ENDS = frozenset({"،", ",", "؛", ";", ".", ":", "و", "(", ")", "ثم"})
_OPENERS = frozenset({":", "(", "-", "ب", "نحو", "حوالي", "عن", "منهم", "منها", "منهن", "="})
_BACK = frozenset({"منهم", "منها", "منهن", "منهما"})
# What brackets with counts may stand behind, and how many make a row.
_HEADS = ("PLACE", "WEAPON")
_SEVERAL = 2
_QUALIFIED = 3
# What may stand before the number of a lone share.
_LONE = frozenset({"،", ",", ":", "و", "-", "ان", "كان"})


class Item(NamedTuple):
    """One item of a row: its count, the modifiers of its own by label, its first word, and the count of the total."""

    counted: int
    own: Mapping[str, list[Found]]
    first: int
    total: int | None


class Sentence(NamedTuple):
    """The linked counts of a sentence, by index, with what may modify them."""

    first: int
    last: int
    counts: Sequence[int]
    modifiers: Sequence[Found]
    actors: Sequence[Found] = ()  # all that are named, whatever they do


class Rows:
    """Finds the rows of a text's sentences."""

    def __init__(self, view: View, counted: Sequence[Counted], triggers: Sequence[Trigger], wholes: Mapping[int, int],
                 events: Mapping[int, int]) -> None:  # fmt: skip
        self.norms = view.norms
        self.counted = counted
        self.triggers = triggers
        self.wholes = wholes  # part -> whole
        self.events = events  # count -> trigger
        self.trigger_types = {i: t.type for t in triggers for i in range(t.first, t.last)}

    def of(self, sentence: Sentence) -> dict[int, Item]:
        """The items of the rows of a sentence by count."""
        found = self._bracketed(sentence)
        settled = {index: frozenset(item.own) for index, item in found.items()}
        for label in LABELS:
            for behind in (True, False):
                named = sentence.actors if label == "ACTOR" and not behind else sentence.modifiers
                modifiers = [m for m in named if m.label == label]
                if not modifiers:
                    continue
                for row in self._rows(sentence, label, modifiers, behind=behind):
                    for item in row:
                        if label in settled.get(item.counted, ()):
                            continue
                        known = found.get(item.counted)
                        own = {**(known.own if known else {}), **item.own}
                        first = min(item.first, known.first) if known else item.first
                        found[item.counted] = Item(item.counted, own, first, known.total if known else item.total)
        return found

    def _bracketed(self, sentence: Sentence) -> dict[int, Item]:
        """`درنة (17 قتيلاً و22 جريحاً) وسبها (مقتل شخص)`, `القصف (10 قتلى) والسيارات المفخخة (11 قتيلاً)`.

        All counts between brackets are of what stands right before them, if that is so of several; where weapons
        stand before others, what has none before its brackets has none.
        """
        pairs = [p for p in self._brackets(sentence) if self._held(sentence, *p)]
        heads = [self._head(sentence, opening) for opening, _ in pairs]
        items: dict[int, Item] = {}
        for label in _HEADS:
            keys = {m.name if label == "PLACE" else m.id for m in heads if m is not None and m.label == label}
            if len(pairs) < _SEVERAL or not keys or (len(keys) < _SEVERAL and label == "PLACE"):
                continue
            for (opening, closing), head in zip(pairs, heads, strict=True):
                own = [head] if head is not None and head.label == label else []
                if not own and label == "PLACE":
                    continue
                for index in self._held(sentence, opening, closing):
                    first = own[0].first if own else self.counted[index].first
                    known = items.get(index)
                    items[index] = Item(index, {**(known.own if known else {}), label: own}, first, None)
        return items

    def _head(self, sentence: Sentence, opening: int) -> Found | None:
        """The place right before a bracket, or the weapon with its adjectives (`مخلفات الحرب غير المنفجرة (…`)."""
        near = [m for m in sentence.modifiers if m.label in _HEADS and 0 <= opening - m.last <= _QUALIFIED]
        last = max(near, key=lambda m: m.last, default=None)
        between = self.norms[last.last : opening] if last is not None else []
        joined = all(w.isalpha() and w not in _ENDS for w in between)
        return last if last is not None and joined and (not between or last.label == "WEAPON") else None

    def _brackets(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        opening = None
        for at in range(sentence.first, sentence.last):
            if self.norms[at] == "(":
                opening = at
            elif self.norms[at] == ")" and opening is not None:
                yield opening, at
                opening = None

    def _held(self, sentence: Sentence, opening: int, closing: int) -> list[int]:
        return [i for i in sentence.counts if opening <= self.counted[i].first and self.counted[i].last <= closing + 1]

    def _rows(
        self, sentence: Sentence, label: str, modifiers: Sequence[Found], *, behind: bool
    ) -> Iterator[list[Item]]:
        """The rows by one slot: neighbours of one event that have each its own, or a lone share (`منهم 34 في آب`)."""
        row: list[Item] = []
        for position, index in enumerate(sentence.counts):
            own = self._own(sentence, position, modifiers, behind=behind)
            follows = bool(row and own) and self._goes_on(row[-1], index, own[0])
            if row and not (own and follows):
                yield from self._whole_row(row, sentence, label)
                row = []
            if own:
                first = min(own[0].first, self.counted[index].first)
                row.append(Item(index, {label: own}, first, None))
        if row:
            yield from self._whole_row(row, sentence, label)

    def _whole_row(self, row: list[Item], sentence: Sentence, label: str) -> Iterator[list[Item]]:
        total = self._total(row, sentence)
        keys = {m.name if label == "PLACE" else m.id for item in row for m in item.own[label][:1]}
        if len(row) > 1 and len(keys) > 1:
            yield [item._replace(total=total) for item in row]
        elif len(row) == 1 and total is not None and self._is_lone_share(row[0].counted, label):
            yield [row[0]._replace(total=total)]

    def _goes_on(self, item: Item, right: int, own: Found) -> bool:
        """Whether two counts may be items of one row: of one event and kind, with no other event told between."""
        left = item.counted
        a, b = self.counted[left], self.counted[right]
        begin = max([a.last, *(m.last for mentions in item.own.values() for m in mentions)])
        type = self._type(right)
        if self._type(left) != type or (a.unit, a.category) != (b.unit, b.category):
            return False
        if self.wholes.get(right) == left or self._is_marked(a, b, own):
            return False
        return all(self.trigger_types.get(i, type) == type for i in range(begin, b.first))

    def _type(self, index: int) -> str:
        tail = self.events.get(index, -1)
        return self.triggers[tail].type if tail >= 0 else self.counted[index].event

    def _own(self, sentence: Sentence, position: int, modifiers: Sequence[Found], *, behind: bool) -> list[Found]:
        """What stands close behind or before a count, with nothing but small words and its verb between."""
        index = sentence.counts[position]
        c = self.counted[index]
        if behind:
            end = (
                self.counted[sentence.counts[position + 1]].first
                if position + 1 < len(sentence.counts)
                else sentence.last
            )
            inside = [m for m in modifiers if c.last <= m.first < end]
            if not inside or not self._leads(c, inside[0], self._type(index)):
                return []
        else:
            begin = self.counted[sentence.counts[position - 1]].last if position else sentence.first
            inside = [m for m in modifiers if begin <= m.first and m.last <= c.first]
            if not inside or not self._opens(inside[-1], c):
                return []
            inside.reverse()
        chain = inside[:1]
        for m in inside[1:]:
            low, high = sorted((chain[-1], m), key=lambda f: f.first)
            between = self.norms[low.last : high.first]
            if len(between) > _CHAINED or not all(w == "و" or self._is_small(w) for w in between):
                break
            chain.append(m)
        return chain if behind else chain[::-1]

    def _is_small(self, word: str) -> bool:
        return word in word_set("prepositions") or word in gazetteer.class_words() or word in gazetteer.local_words()

    def _leads(self, c: Counted, m: Found, type: str) -> bool:
        between = self.norms[c.last : m.first]
        if not between:
            return m.label == "DATE" or m.label == "WEAPON"
        if len(between) > _BEHIND or not _ENDS.isdisjoint(between):
            return False
        if self._is_origin(between):
            return False
        if m.label == "PLACE" and not word_set("towards").isdisjoint(between):
            return False
        small = word_set("prepositions") | word_set("adjoining") | _BACK
        if m.label == "DATE":  # `11 منهم دون الخامسة` tells an age
            return all(w in small for w in between)
        told = any(self.trigger_types.get(i) == type for i in range(c.last, m.first))
        return told or any(w in small for w in between) or bool(marker_trie("agent").longest(self.norms, c.last))

    def _is_origin(self, between: Sequence[str]) -> bool:
        """`11 منهم من حلب`, `11 من نازعي الألغام`: who they are and not what they suffered."""
        return any(
            w == "من" and between[i + 1 : i + 2] not in (["قبل"], ["جراء"], ["جانب"], ["طرف"])
            for i, w in enumerate(between)
        )

    def _opens(self, m: Found, c: Counted) -> bool:
        """`حلب 34`, `الخليل (9)`, `قوات النظام: 12`."""
        between = self.norms[m.last : c.first]
        return len(between) <= _BEFORE and all(w in _OPENERS or w in gazetteer.class_words() for w in between)

    def _total(self, row: Sequence[Item], sentence: Sentence) -> int | None:
        """The count that a row divides: the whole of its items, else a larger one before a marker or colon."""
        wholes = {self.wholes[item.counted] for item in row if item.counted in self.wholes}
        if wholes:
            return min(wholes)
        before = [i for i in sentence.counts if i < row[0].counted]
        low = [self.counted[item.counted].low for item in row]
        for index in reversed(before):
            c = self.counted[index]
            if self._type(index) == self._type(row[0].counted) and c.low >= max(low) and c.low >= sum(low[:1]):
                own = next(m for mentions in row[0].own.values() for m in mentions)
                return index if self._is_marked(c, self.counted[row[0].counted], own) else None
        return None

    def _is_marked(self, total: Counted, share: Counted, own: Found) -> bool:
        """Whether a colon or a word such as `بينهم` or `منهم` divides what stands before."""
        divided = ":" in self.norms[total.last : min(share.first, own.first)]
        back = not _BACK.isdisjoint(self.norms[share.number_last : share.number_last + 1])
        markers = marker_trie("subset").find(self.norms, total.last, share.first)
        return total.low >= share.low and (divided or back or any(at >= total.number_last + 1 for at, _, _ in markers))

    def _is_lone_share(self, index: int, label: str) -> bool:
        """`منهم 34 في آب`, `خمسة منهم في حلب`: a bare number, right behind what marks it as a part.

        Of munitions the weapon says only which they are (`عشرة صواريخ، أربعة منها باليستية`).
        """
        c = self.counted[index]
        if c.unit == "munition" and label == "WEAPON":
            return False
        bare = c.last - c.number_last <= 1 and (c.last == c.number_last or self.norms[c.number_last] in _BACK)
        before = self.norms[c.number_first - 1] if c.number_first else ""
        marked = any(
            end == c.first for _, end, _ in marker_trie("subset").find(self.norms, max(c.first - 4, 0), c.first)
        )
        back = any(w in _BACK for w in self.norms[c.number_last : c.number_last + 1])
        return (
            c.rule not in IMPLIED
            and c.rule != "dual"
            and bare
            and (marked or (back and (before in _LONE or c.first - 1 in self.trigger_types)))
        )

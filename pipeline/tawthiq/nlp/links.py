"""The counts of a text with their links so far, and what the words between them say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq.lexicon import Marker
from tawthiq.nlp.state import Counted, Link, Trigger, View
from tawthiq.text.matchers import marker_trie, word_set
from tawthiq.text.phrases import PhraseTrie

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
# Kinds general enough to go on from one event to the next.
_GENERAL = frozenset({"person", "civilian", "combatant", "displaced_person", "refugee", "detainee", "man"})


@cache
def relation_markers() -> PhraseTrie[Marker]:
    """Markers between counts: of parts, of wholes, of what stands beside, of new clauses."""
    return marker_trie("subset", "whole", "beside", "clause", "superseded")


class Links:
    """The counts of a text with their links so far, and what is asked of the words between them."""

    def __init__(self, view: View, counted: Sequence[Counted], triggers: Sequence[Trigger], fillers: set[int]) -> None:
        self.view = view
        self.norms = view.norms
        self.counted = list(counted)
        self.triggers = triggers
        self.fillers = fillers
        self.trigger_words = {t.first for t in triggers if t.mode != "relative"}
        # `في سجون النظام`: where somebody is, which begins no event of its own
        self.states = {t.first for t in triggers if t.type == "statistic" and t.pos == "phrase"}
        self.links: dict[int, list[Link]] = {}

    def event_of(self, index: int) -> str:
        """The event type of a linked count."""
        for link in self.links.get(index, ()):
            if link.kind == "event" and link.tail >= 0:
                return self.triggers[link.tail].type
        return self.counted[index].event

    def has_object(self, trigger: Trigger) -> bool:
        """Whether a trigger carries a pronoun (`قتلوه`, `مقتلها`)."""
        at, words = trigger.last, self.view.words
        return at < len(words) and self.norms[at] in word_set("pronouns") and words[at].start == words[at - 1].end

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

    def is_divided(self, c: Counted) -> bool:
        """Whether a marker right behind a count says who is among those counted."""
        match = relation_markers().longest(self.norms, c.last)
        return match is not None and match[1].kind == "subset" and self.norms[c.last] not in ("منهم", "منهن", "منها")

    def _is_beside(self, c: Counted) -> bool:
        """`… بينهم 17 سيدة، إضافة إلى 37 على يد …`: counted beside the whole before."""
        matches = (relation_markers().longest(self.norms, at) for at in range(max(0, c.first - 3), c.first))
        return any(m is not None and m[0] == c.first and m[1].kind == "beside" for m in matches)

    def inherit(self, index: int, source: int, *, same_event: bool = True) -> None:
        """Give a count without a noun the unit and category of another.

        Within one event the very same kind goes on (`5 أطفال في حلب و3 في إدلب`); in another event, and for `آخرون`,
        only a general kind does (SPEC section 3), else it is person.
        """
        c = self.counted[index]
        if c.unit:
            return
        turned = not same_event and self.norms[c.number_last : c.number_last + 1] in (["منهم"], ["منها"])
        if turned or self.is_divided(c) or self._is_beside(c):
            source = self.main(source)  # `… بينهم 17 سيدة، و385 بينهم 43 سيدة`: of the kind of the whole before
        s = self.counted[source]
        others = any(self.norms[i].startswith("اخر") for i in range(c.number_first, c.last))
        of_them = self.norms[c.number_last : c.number_last + 1] in (["منهم"], ["منهن"])
        exact = c.rule == "another-of-kind" or of_them or (same_event and not others)
        narrow = s.unit == "person" and s.category not in _GENERAL and not exact
        category = "person" if narrow else s.category
        if category == "person" and self.norms[c.number_last : c.number_last + 1] == ["منهن"]:
            category = "woman"
        self.counted[index] = c._replace(unit=s.unit, category=category)

"""Who a reader takes for the doer of a claim, by its clause: its subject, whose act it came of, who is named behind.

`هاجم مسلحون الحاجز، ما أدى إلى مقتل جنديين وإصابة ثلاثة`: the dead and the wounded came of what the gunmen did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tawthiq.nlp.clauses import Clauses
from tawthiq.nlp.state import Counted, Found, Trigger, within

_SUBJECTS = frozenset({"subject", "subject-before", "announces-own", "subject-of-noun"})
# Turns behind which the subject of the clause before goes on.
_GOING_ON = ("-did",)
# How many words may stand between two who did it together.
_TOGETHER = 2
# How many clauses behind a claim may still say how it came about.
_TAILS = 2
# How many tolls told in one breath are gone back over (`قُتل … وأصيب … وجُرح`).
_HEADS = 4
# How far before a claim the clash may be told of that it came of.
_CAUSE = 60
# How a verb ends that tells of what stands before it (`شنها`).
_ITS = ("ه", "ها")
_TAIL_TURNS = ("who-", "when-")


class Doer(NamedTuple):
    """Who did it, by first word, and how the text says so."""

    how: str
    firsts: frozenset[int]


NOBODY = Doer("nobody", frozenset())
OPEN = Doer("open", frozenset())
RESULT = Doer("result", frozenset())
CLASH = Doer("clash", frozenset())


class Doers:
    """The doers of the claims of one text; `role` says what the actor at a word does."""

    def __init__(
        self,
        clauses: Clauses,
        role: Callable[[int], str],
        doers: Sequence[Sequence[Found]],
        counted: Sequence[Counted],
    ) -> None:
        self.clauses = clauses
        self.counted = counted
        self.norms = clauses.norms
        self.role = role
        self.doers = doers
        self.known: dict[tuple[int, int, int], Doer] = {}

    def of(self, sentence: int, told: int, last: int, trigger: Trigger | None) -> Doer:
        """The doer of what is told at a word; the words of the claim end at `last`."""
        key = (sentence, told, last)
        if key not in self.known:
            self.known[key] = self._of(sentence, told, last, trigger)
        return self.known[key]

    def _of(self, sentence: int, told: int, last: int, trigger: Trigger | None, heads: int = _HEADS) -> Doer:
        first, end, turn = self.clauses.around(sentence, told)
        inside = [m for m in self.doers[sentence] if first <= m.first < end]
        behind = [m for m in inside if m.first >= told]
        before = [m for m in self.doers[sentence] if m.first < told]
        own = [m for m in inside if m.first < told]
        if found := next((m for m in behind if self.role(m.first) == "by"), None):
            if self.norms[found.first - 1].endswith(_ITS) and self._tells_of_another(last, found.first - 1):
                return OPEN
            return self._with("by", found, inside)
        if trigger is not None and trigger.pos in ("verb", "both") and trigger.subject != "victim":
            if found := next((m for m in behind if self.role(m.first) == "subject"), None):
                return self._with("subject", found, inside)
            if found := self._last(own, _SUBJECTS):
                return self._with("subject-before", found, inside)
        if turn.endswith("result") or turn.startswith("so-"):
            if self._clashed(sentence, told, before[-1].first if before else 0):
                return CLASH
            if own:
                return self._with("result-own", own[-1], own)
            return self._with(self._resulted(sentence, first, before[-1]), before[-1], before) if before else RESULT
        if found := self._last(own, _SUBJECTS):
            return self._with("clause", found, inside)
        if own:
            return self._with(f"clause-{self.role(own[-1].first)}", own[-1], own)
        if behind:
            return self._with("behind", behind[0], behind)
        if turn.endswith(_GOING_ON) and (found := self._last(before, _SUBJECTS) or next(iter(before[::-1]), None)):
            return self._with(f"elided-{turn}", found, before)
        if found := next(self._tail(sentence, last, end), None):
            return self._with("tail", found, self.doers[sentence])
        if heads and turn == "and-same" and first > self.clauses.signs.sentences[sentence][0]:
            head = self._of(sentence, first - 1, first - 1, None, heads - 1)
            return Doer(f"same-{head.how.removeprefix('same-')}", head.firsts)
        return OPEN if self._is_open(told, trigger) or turn.endswith(_GOING_ON) else NOBODY

    def _clashed(self, sentence: int, told: int, since: int) -> bool:
        """`سيطرت القوات على البلدة بعد اشتباكات أوقعت 5`: it came of a clash that was told of behind the doer."""
        first = max(since, told - _CAUSE, self.clauses.signs.sentences[sentence][0])
        inside = [t for at in range(first, told) if (t := self.clauses.triggers.get(at)) is not None]
        acts = [t.type for t in inside if t.type in ("clash", "attack")]
        return acts[-1:] == ["clash"]

    def _resulted(self, sentence: int, first: int, doer: Found) -> str:
        """Whether it came of what the clause right before tells."""
        near, _, turn = self.clauses.around(sentence, first - 1)
        return "result" if near <= doer.first or turn.startswith(_TAIL_TURNS) else "result-far"

    def _is_open(self, told: int, trigger: Trigger | None) -> bool:
        """`وقتلوا ثلاثة`, `أنه نفذ خمسة تفجيرات`: a verb whose subject was named before."""
        if trigger is None or trigger.first != told or trigger.pos != "verb" or trigger.subject == "victim":
            return False
        return trigger.subject == "agent" or self.norms[trigger.last - 1].endswith(("ت", "وا"))

    def _last(self, doers: Sequence[Found], roles: frozenset[str]) -> Found | None:
        return next((m for m in reversed(doers) if self.role(m.first) in roles), None)

    def _tail(self, sentence: int, told: int, end: int) -> Iterator[Found]:
        """`في هجوم شنته الحركة`, `عندما فتح مسلحون النار`: those of the clauses behind that say how it came about.

        The words of the claim end at `told`, its clause at `end`.
        """
        for _ in range(_TAILS):
            first, last, turn = self.clauses.around(sentence, end)
            if first != end or (turn.startswith("who-") and self._tells_of_another(told, first)):
                return
            if turn.startswith(_TAIL_TURNS) or turn == "and-same":
                yield from (m for m in self.doers[sentence] if first <= m.first < last)
            if not turn.startswith(_TAIL_TURNS) and turn != "and-same":
                return
            end = last

    def _tells_of_another(self, told: int, relative: int) -> bool:
        """`40 حادثة …، وهجوماً واحداً شنته الحركة`: the relative clause tells of the count before it."""
        counts = within(self.counted, told, relative)
        if not counts:
            return False
        return not any(at in self.clauses.triggers for at in range(counts[-1].last, relative))

    def _with(self, how: str, found: Found, among: Sequence[Found]) -> Doer:
        """A doer with those beside it (`قوات النظام وروسيا`)."""
        firsts = {found.first}
        for row in (sorted(among), sorted(among, reverse=True)):
            at = found
            for m in row:
                low, high = sorted((at, m))
                between = self.norms[low.last : high.first]
                ahead = m.first > found.first if row[0].first <= row[-1].first else m.first < found.first
                if ahead and "و" in between and len(between) <= _TOGETHER:
                    firsts.add(m.first)
                    at = m
        return Doer(how, frozenset(firsts))

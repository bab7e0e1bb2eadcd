"""Filling the slots of the claims of a text, one after the other: a linker chooses among scored candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tawthiq.nlp.blocks import Block
from tawthiq.nlp.candidates import LABELS, Candidates, key_of
from tawthiq.nlp.claims import Claim, Used, extent
from tawthiq.nlp.linker import Linker, SlotPair
from tawthiq.nlp.pairs import Pairs
from tawthiq.nlp.pairs_of.dates import is_of_statement
from tawthiq.nlp.signs import Signs
from tawthiq.nlp.state import Counted, Found, Trigger, View, within

# How many first words of a sentence say how it goes on from the one before.
_OPENING = 2
# Roles of actors that others did something to.
_SUFFERING = frozenset({"counted", "aimed-at"})


class SlotFiller:
    """Fills the slots of the claims of one text; they must come in the order of the text."""

    def __init__(
        self,
        view: View,
        mentions: Sequence[Found],
        counted: Sequence[Counted],
        triggers: Sequence[Trigger],
        linker: Linker,
    ) -> None:
        self.view = view
        self.counted = counted
        self.triggers = triggers
        self.linker = linker
        self.candidates = Candidates(view, mentions)
        self.pairs = Pairs(Signs(view, mentions, counted, triggers), mentions, counted, triggers)
        self.before: dict[str, set[str]] = {label: set() for label in LABELS}
        self.filled: dict[str, Counter[str]] = {label: Counter() for label in LABELS}
        self.used: dict[str, dict[str, Used]] = {label: {} for label in LABELS}
        self.taken: dict[str, dict[int, list[set[str]]]] = {label: {} for label in LABELS}  # by sentence, of each claim
        self.claims = 0
        self.told: dict[int, dict[str, list[Found]]] = {}  # first count of the last total -> its slots
        self.sentence = -1  # of the claim before
        self.type = ""  # of the claim before

    def fill(
        self,
        blocks: Sequence[Block],
        position: int,
        first: int,
        ruled: Mapping[str, list[Found]],
        hints: Mapping[int, Sequence[str]],
        total: int | None = None,
    ) -> dict[str, list[Found]]:
        """The fillers of one claim by label.

        Args:
            blocks: the blocks of its sentence.
            position: which of them is the claim.
            first: the first word of the sentence.
            ruled: what the rules would fill in.
            hints: what is known of the mentions of the sentence, by first word.
            total: the count whose total the claim is a share of.
        """
        claim = self._claim(blocks, position, first)
        filled = dict(ruled)
        told = self.told.get(min(block.total.counts)) if (block := blocks[position]).row and block.total else None
        apart = {m.first for b in blocks if b.row and b is not block for own in b.own.values() for m in own}
        for done, label in enumerate(LABELS):
            claim.now = {other: self.before[other] for other in LABELS[:done]}
            claim.used = self.used[label]
            claim.taken = self.taken[label]
            if label in block.row or (label in block.divided and label in ("ACTOR", "WEAPON")):
                self.before[label] = {key_of(m) for m in ruled[label]}
                continue
            if told is not None and not block.own.get(label):
                filled[label] = told[label]
                self.before[label] = {key_of(m) for m in told[label]}
                continue
            here = self.candidates.inside[label][claim.sentence]
            if label in block.divided or block.row:
                here = [c for c in here if c.first not in apart]
            # Nobody said before did what is told of a population (`يحتاج 22 مليون شخص إلى المساعدة`), nor, alone,
            # the shares of what several did.
            stated = label == "ACTOR" and (block.type == "statistic" or self._is_of_many(total))
            everyone = here if stated else [*here, *self.candidates.carried(label, claim.sentence)]
            if label == "DATE":
                everyone = [c for c in everyone if not is_of_statement(self.pairs.text, c)]
                here = [c for c in here if c in everyone]
            rule = {m.first for m in ruled[label]}
            keys = {key for c in everyone if not rule.isdisjoint(m.first for m in c.mentions) for key in c.keys}
            pairs = [SlotPair(c, self.pairs.features(claim, c, here, keys, hints.get(c.first, ()))) for c in everyone]
            chosen = self.linker.fillers(label, claim, pairs)
            if chosen is None:
                self.before[label] = keys
                continue
            self.before[label] = {key for c in chosen for key in c.keys}
            filled[label] = [m for c in chosen for m in c.mentions]
        if block.divided and block.counts:
            self.told = {min(block.counts): filled}
        self.sentence = claim.sentence
        self.type = claim.block.type
        now = dict(self.before)
        for label in LABELS:
            self.filled[label].update(self.before[label])
            self.taken[label].setdefault(claim.sentence, []).append(self.before[label])
            self.used[label].update((key, (self.claims, now)) for key in self.before[label])
        self.claims += 1
        return filled

    def _is_of_many(self, total: int | None) -> bool:
        """`قتلت القوات 40 منهم، والفصائل 20. - حلب: 30`: the places of what several did are nobody's alone."""
        if total is None:
            return False
        sentence = self.candidates.sentence_of(self.counted[total].first)
        roles = self.pairs.text.roles.roles
        named = [c for c in self.candidates.inside["ACTOR"][sentence] if roles.get(c.first) not in _SUFFERING]
        return len({key for c in named for key in c.keys}) > 1

    def _claim(self, blocks: Sequence[Block], position: int, first: int) -> Claim:
        block = blocks[position]
        trigger = self.triggers[block.trigger] if block.trigger is not None else None
        begin, end = extent(block, trigger, self.counted)
        wholes = [self.counted[i] for i in block.counts if i not in block.parts]
        sentence = self.candidates.sentence_of(first)
        return Claim(
            block=block,
            trigger=trigger,
            wholes=wholes,
            first=begin,
            last=end,
            sentence=sentence,
            position=position,
            blocks=blocks,
            opening=" ".join(self.view.norms[first : first + _OPENING]),
            type_before=self.type,
            refers=any(self._is_named_attack(t) for t in within(self.triggers, first, block.first + 1)),
            continues=self.sentence == sentence,
            before={label: set(keys) for label, keys in self.before.items()},
            filled=self.filled,
            claims=self.claims,
        )

    def _is_named_attack(self, t: Trigger) -> bool:
        """`الهجوم`, `القصف`: a definite noun that says an attack speaks of one that is known."""
        return t.type == "attack" and t.pos in ("noun", "both") and self.view.norms[t.first].startswith("ال")

"""The claims of a text, whose slots the linker fills, and what is known of the text around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tawthiq.nlp.blocks import Block
from tawthiq.nlp.roles import Roles
from tawthiq.nlp.scene import Scene
from tawthiq.nlp.signs import Signs
from tawthiq.nlp.speeches import Speeches
from tawthiq.nlp.state import Counted, Found, Trigger


class Text(NamedTuple):
    """What is known of one text: `dates` are where its resolved times stand, `period` what the report is about."""

    signs: Signs
    mentions: Sequence[Found]
    triggers: Sequence[Trigger]
    roles: Roles
    speeches: Speeches
    scene: Scene
    dates: Sequence[int]  # the first words of the times with dates
    period: str  # the interval that the text reports on, if its opening names one
    counted: Sequence[Counted]
    known: dict[object, object]  # what was found out of claims and sentences, to be found out once


def extent(block: Block, trigger: Trigger | None, counted: Sequence[Counted]) -> tuple[int, int]:
    """The words `[first, last)` of a claim: from its first count to its last whole, else those of its trigger."""
    counts = [counted[i].first for i in block.counts]
    wholes = [counted[i].last for i in block.counts if i not in block.parts]
    first = min(counts, default=trigger.first if trigger else block.first)
    return first, max(wholes, default=trigger.last if trigger else block.first + 1)


# A claim that a filler was taken for: which one it was, and what its slots were filled with.
Used = tuple[int, dict[str, set[str]]]


@dataclass(slots=True)
class Claim:
    """One side of a pair: a block, where it stands, and what the claims before it were filled with."""

    block: Block
    trigger: Trigger | None
    wholes: Sequence[Counted]  # its counts that are no parts
    first: int  # of its counts, else of its trigger
    last: int
    sentence: int
    position: int  # among the blocks of its sentence
    blocks: Sequence[Block]  # of its sentence
    opening: str  # the first words of its sentence
    type_before: str  # of the claim before
    refers: bool  # its sentence speaks of an attack named before (`أسفر الهجوم عن …`)
    continues: bool  # the claim before stands in the same sentence
    before: dict[str, set[str]] = field(default_factory=dict)  # label -> keys that fill it in the claim before
    filled: dict[str, Counter[str]] = field(default_factory=dict)  # label -> key -> claims so far
    claims: int = 0  # so far
    now: dict[str, set[str]] = field(default_factory=dict)  # label -> keys, of the slots that are already filled
    used: dict[str, Used] = field(default_factory=dict)  # key -> the last claim that it filled the slot in hand of
    taken: dict[int, list[set[str]]] = field(default_factory=dict)  # sentence -> what each claim filled that slot with

    def last_use(self, keys: Iterable[str]) -> Used | None:
        """The last claim whose slot in hand one of `keys` filled."""
        served = [self.used[key] for key in keys if key in self.used]
        return max(served, key=lambda used: used[0], default=None)

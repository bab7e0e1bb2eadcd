"""Blocks: the stretches of a sentence that speak of one event claim, with the modifiers that belong to each.

A sentence is cut into runs at words such as `فيما` and `كما`; in a run, each trigger with its counts is a block, and
a count with its parts stays one block. A modifier (an agent, a place, a time, a weapon, a target) belongs to the
nearest block that begins before it; one that stands before the first block of a run leads the whole run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from tawthiq.lexicon import Marker
from tawthiq.nlp.causes import by_torture
from tawthiq.nlp.rows import Item, Rows, Sentence
from tawthiq.nlp.state import Counted, Found, Link, Trigger, View, indices
from tawthiq.text.matchers import marker_trie
from tawthiq.text.phrases import PhraseTrie


@dataclass(slots=True)
class Block:
    """One event claim: its type, trigger (or None), counts, where it begins, and its own modifiers by slot.

    `parts` maps a count to the index of its whole; `total` is the block whose total this one shares in.
    """

    type: str
    trigger: int | None
    counts: list[int]
    first: int
    run: int
    parts: dict[int, int] = field(default_factory=dict)
    own: dict[str, list[Found]] = field(default_factory=dict)
    total: Block | None = None
    lead: dict[str, list[Found]] = field(default_factory=dict)
    row: frozenset[str] = frozenset()  # the slots that it has of its own as an item of a row
    divided: frozenset[str] = frozenset()  # the slots that a row divides its total by


# How many words may stand between a part and a modifier that is its alone.
_CLOSE = 4
# Types whose uncounted mention may be an event of its own.
UNCOUNTED = frozenset(
    {
        "attack", "clash", "siege", "detention", "abduction", "destruction", "protest", "displacement", "massacre",
    }
)  # fmt: skip
# How far before its verb a subject may stand.
_SUBJECT = 3
_COMMAS = frozenset("،,؛.;")
SLOTS = ("ACTOR", "PLACE", "DATE", "WEAPON", "TARGET")


@cache
def _clause_markers() -> PhraseTrie[Marker]:
    return marker_trie("clause")


def run_starts(view: View, first: int, last: int, places: set[int]) -> list[int]:
    """The words at which the runs of a sentence begin: its start, clause markers, and `، وفي` + place."""
    norms = view.norms
    starts = {first} | {at for at, _, _ in _clause_markers().find(norms, first, last)}
    starts |= {at for at in range(first, last) if norms[at] == "اما" and at > first and norms[at - 1] in _COMMAS}
    for at in range(first + 2, last - 2):
        if norms[at] == "و" and norms[at + 1] in ("في", "ب") and norms[at - 1] in _COMMAS:
            starts |= {at} if at + 2 in places or at + 3 in places else set()
    return sorted(starts)


class Graph:
    """The counts and triggers of a text with their links, for looking up by count."""

    def __init__(self, counted: Sequence[Counted], triggers: Sequence[Trigger], links: Sequence[Link]) -> None:
        self.counted = counted
        self.triggers = triggers
        self.event = {k.head: k.tail for k in links if k.kind == "event"}
        self.whole = {k.head: k.tail for k in links if k.kind == "part_of"}
        self.total = {k.head: k.tail for k in links if k.kind == "share_of"}


def sentence_blocks(
    view: View, first: int, last: int, graph: Graph, modifiers: Sequence[Found], actors: Sequence[Found] = ()
) -> list[Block]:
    """The blocks of a sentence in order, each with the modifiers that belong to it.

    `actors` are all that the sentence names outside its counts; those among the modifiers did something.
    """
    counted, triggers = graph.counted, graph.triggers
    here = [i for i in indices(counted, first, last) if i in graph.event]
    items = Rows(view, counted, triggers, graph.whole, graph.event).of(Sentence(first, last, here, modifiers, actors))
    places = {f.first for f in modifiers if f.label == "PLACE"}
    starts = run_starts(view, first, last, places)

    def run_of(word: int) -> int:
        return bisect_right(starts, word) - 1

    blocks: list[Block] = []
    by_count: dict[int, Block] = {}
    for index in here:
        c = counted[index]
        tail = graph.event.get(index, -1)
        trigger = tail if tail >= 0 else None
        type = triggers[trigger].type if trigger is not None else c.event
        begin = c.first
        whole = graph.whole.get(index)
        if index in items:
            block = _item_block(items[index], type, trigger, by_count, run_of)
            blocks.append(block)
        elif whole is not None and whole in by_count:
            block = by_count[whole]
            block.parts[index] = whole
        else:
            part = next((p for p in here if graph.whole.get(p) == index and p in by_count), None)
            if part is not None:
                block = by_count[part]
                block.parts[part] = index
            else:
                same = trigger is not None and bool(blocks) and blocks[-1].trigger == trigger
                same = same and not blocks[-1].row
                same = same and _one_kind(counted[blocks[-1].counts[-1]], c)
                if same:
                    block = blocks[-1]
                else:
                    begun = bool(blocks) and blocks[-1].trigger == trigger
                    if trigger is not None and triggers[trigger].first >= first and not begun:
                        begin = min(begin, triggers[trigger].first)
                    block = Block(type, trigger, [], begin, run_of(begin))
                    blocks.append(block)
        block.counts.append(index)
        by_count[index] = block
    used = {b.trigger for b in blocks}
    for i in indices(triggers, first, last):
        t = triggers[i]
        if i not in used and t.mode != "relative" and t.type in UNCOUNTED:
            if any(counted[c].first <= t.first < counted[c].last for b in blocks for c in b.counts):
                continue  # the noun of a count is a trigger word too
            blocks.append(Block(t.type, i, [], t.first, run_of(t.first)))
    blocks.sort(key=lambda b: b.first)
    in_row = {m.first for item in items.values() for own in item.own.values() for m in own}
    _attach(blocks, [m for m in modifiers if m.first not in in_row], starts, last, run_of)
    apart = [part for block in blocks for part in _tortured(view, block, counted)]
    return [share for block in apart for share in _divided(view, block, counted)]


def _item_block(
    item: Item, type: str, trigger: int | None, by_count: dict[int, Block], run_of: Callable[[int], int]
) -> Block:
    """The block of an item of a row: a share of the total that the row divides, if there is one."""
    total = by_count.get(item.total) if item.total is not None else None
    labels = frozenset(item.own)
    own = {label: list(mentions) for label, mentions in item.own.items()}
    if total is not None:
        total.divided |= labels
    return Block(type, trigger, [], item.first, run_of(item.first), own=own, total=total, row=labels)


def _tortured(view: View, block: Block, counted: Sequence[Counted]) -> list[Block]:
    """`120 قتيلاً، بينهم 20 طفلاً و6 بسبب التعذيب`: the six are a share by their cause, which the others lack."""
    causes = by_torture(view, block.counts, counted, block.own.get("WEAPON", ())) if not block.row else {}
    shares = []
    for index, cause in causes.items():
        total = block if block.parts.pop(index, None) is not None else None
        row = frozenset({"WEAPON"})
        first, own = counted[index].first, {"WEAPON": [cause]}
        share = Block(block.type, block.trigger, [index], first, block.run, own=own, total=total, row=row)
        share.lead = block.lead
        block.counts.remove(index)
        block.own["WEAPON"].remove(cause)
        block.divided |= row
        shares.append(share)
    return [block, *shares]


def _divided(view: View, block: Block, counted: Sequence[Counted]) -> list[Block]:
    """A block whose counts have agents or places of their own falls into one block for each: shares (SPEC 1)."""
    owners: dict[str, dict[int, int]] = {}
    for name, modifiers in block.own.items():
        owners[name] = _owners(view, block, modifiers, counted)
    divided = {name: set(owners.get(name, {}).values()) for name in ("ACTOR", "PLACE")}
    label = next((name for name, found in divided.items() if len(found) > 1), None)
    if label is None:
        return [block]
    shares: list[Block] = []
    for index in block.counts:
        if index in divided[label] or not shares:
            total = shares[0] if index in block.parts and shares else None
            first = block.first if not shares else counted[index].first
            shares.append(Block(block.type, block.trigger, [], first, block.run, total=total, lead=block.lead))
        shares[-1].counts.append(index)
        if index in block.parts and block.parts[index] in shares[-1].counts:
            shares[-1].parts[index] = block.parts[index]
    for name, modifiers in block.own.items():
        for m in modifiers:
            owner = owners[name].get(m.first)
            home = next((s for s in shares if owner in s.counts), shares[0])
            home.own.setdefault(name, []).append(m)
    return shares


def _owners(view: View, block: Block, modifiers: Sequence[Found], counted: Sequence[Counted]) -> dict[int, int]:
    """First word of each modifier of one slot -> the count it stands behind.

    A part owns only what stands close behind it; what is coordinated with a modifier has the same owner.
    """
    found: dict[int, int] = {}
    previous: Found | None = None
    for m in modifiers:
        before = [i for i in block.counts if counted[i].first <= m.first]
        owner = max(before, key=lambda i: counted[i].first, default=None)
        between = view.norms[previous.last : m.first] if previous is not None else []
        same = previous is not None and owner is not None and counted[owner].first <= previous.first
        if same and previous is not None and previous.first in found and len(between) <= 3 and "و" in between:
            owner = found[previous.first]
        elif owner in block.parts and m.first - counted[owner].last > _CLOSE:
            owner = block.parts[owner]
        if owner is not None:
            found[m.first] = owner
        previous = m
    return {first: _of_list(block, owner, set(found.values()), counted) for first, owner in found.items()}


def _of_list(block: Block, owner: int, owners: set[int], counted: Sequence[Counted]) -> int:
    """`بينهم 30 طفلاً و18 سيدة على يد …`: what stands behind a list of parts belongs to their whole.

    So does what stands behind one part that says of what kind some are, if the whole has nothing of its own.
    """
    whole = block.parts.get(owner)
    if whole is not None and whole not in owners and counted[owner].category != counted[whole].category:
        return whole
    siblings = [i for i in block.counts if i < owner and block.parts.get(i) == whole]
    return whole if whole is not None and any(i not in owners for i in siblings) else owner


def _one_kind(a: Counted, b: Counted) -> bool:
    """Whether two counts of one trigger may stand in one record: persons with persons, else the same kind of thing."""
    persons = ("person", "family")
    return (a.unit in persons and b.unit in persons) or (a.unit, a.category) == (b.unit, b.category)


def _attach(
    blocks: Sequence[Block],
    modifiers: Sequence[Found],
    starts: Sequence[int],
    last: int,
    run_of: Callable[[int], int],
) -> None:
    """Give each modifier to the block it belongs to, or to the run it leads."""
    for m in modifiers:
        if m.first >= last or m.first < starts[0]:
            continue
        run = run_of(m.first)
        inside = [b for b in blocks if b.run == run]
        before = [b for b in inside if b.first <= m.first]
        subject_of = next((b for b in inside if m.label == "ACTOR" and 0 <= b.first - m.last <= _SUBJECT), None)
        if subject_of is not None and not (before and m.first - before[-1].first <= _SUBJECT):
            subject_of.own.setdefault(m.label, []).append(m)
        elif before:
            before[-1].own.setdefault(m.label, []).append(m)
        elif inside:
            for block in inside:
                block.lead.setdefault(m.label, []).append(m)
        else:
            # A run without an event belongs to the block before it, else it leads what follows.
            earlier = [b for b in blocks if b.first <= m.first]
            if earlier:
                earlier[-1].own.setdefault(m.label, []).append(m)
            else:
                for block in blocks:
                    block.lead.setdefault(m.label, []).append(m)


def resolve(blocks: Sequence[Block], position: int, label: str) -> list[Found]:
    """What fills a slot of a block: its own modifiers; else those of the block beside it; else what leads the run.

    Agents and weapons spread leftwards only to a block that no modifier closes; places and dates pass such a block,
    and hold across the whole sentence. Targets do not spread.
    """
    block = blocks[position]
    if (own := _own(block, label)) or label == "TARGET" or label in block.row:
        return own
    if block.row and block.total in blocks[:position]:
        return resolve(blocks, next(i for i, b in enumerate(blocks) if b is block.total), label)
    if label in block.divided and label in ("ACTOR", "WEAPON"):
        return []  # its shares differ in it
    wide = label in ("PLACE", "DATE")
    closed = not wide and _is_closed(block)
    for other in blocks[position + 1 :]:
        if other.run != block.run:
            break
        if other.row:
            continue  # what an item of a row has is its alone
        is_cause = other.type == "attack" and not other.counts
        if (found := _own(other, label)) and (is_cause or not closed):
            return found
        closed = closed or (not wide and not is_cause and _is_closed(other))
    before = [b for b in reversed(blocks[:position]) if b.run == block.run and not (b.row and block.row)]
    if wide and (found := next((b.own[label] for b in before if b.own.get(label)), [])):
        return found
    if found := block.lead.get(label, []):
        return found
    if not wide and any(block.own.get(o) for o in ("ACTOR", "WEAPON", "PLACE")):
        return []  # an incident of its own, beside the one before it
    for other in reversed(blocks[:position]):
        if other.run != block.run and not wide:
            break
        if found := _own(other, label) or other.lead.get(label, []):
            return found
    return []


def _own(block: Block, label: str) -> list[Found]:
    """A block's own modifiers; what carries a weapon may stand before its attack (`مروحيات ألقت براميل`)."""
    own = block.own.get(label, [])
    return [*block.lead.get(label, ()), *own] if own and label == "WEAPON" and block.type == "attack" else own


def _is_closed(block: Block) -> bool:
    """Whether a modifier of its own ends the block, so that what follows speaks of another incident."""
    return any(block.own.get(label) for label in ("ACTOR", "WEAPON", "PLACE", "DATE"))

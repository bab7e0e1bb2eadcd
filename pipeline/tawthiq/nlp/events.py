"""Event records: the blocks of each sentence, their slots filled, carried over, and merged with earlier claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from tawthiq.nlp.agents import Agents
from tawthiq.nlp.assertion import modes
from tawthiq.nlp.blocks import SLOTS, UNCOUNTED, Block, Graph, resolve, sentence_blocks
from tawthiq.nlp.linker import Linker
from tawthiq.nlp.links import STOCKS
from tawthiq.nlp.merging import Part, merge, with_parts
from tawthiq.nlp.places import chains
from tawthiq.nlp.slots import SlotFiller
from tawthiq.nlp.sourcing import dateline_words, sentence_sources, spoken_words
from tawthiq.nlp.state import Counted, Found, Link, Trigger, View, get, put_events, within
from tawthiq.nlp.values import Values
from tawthiq.text.matchers import word_set
from tawthiq.types import Assertion, CharSpan, Count, Event, Filler

_TARGETED = frozenset({"attack", "destruction", "siege"})
_EACH_OF = frozenset({"من", "منهما", "منها", "منهم"})
# A shorter sentence at the head of a text is a heading or a dateline, no lead.
_LEAD = 18
_NO_PERPETRATOR = frozenset({"clash", "protest"})


class Events:
    """The component that builds the records of a Doc; `linker` fills their slots, None leaves that to the rules."""

    def __init__(self, linker: Linker | None = None) -> None:
        self.linker = linker

    def __call__(self, doc: Doc) -> Doc:
        """Build the records."""
        put_events(doc, _Builder(doc, self.linker).build())
        return doc


class _Builder:
    def __init__(self, doc: Doc, linker: Linker | None) -> None:
        self.view = View(doc)
        self.id: str = doc._.document
        self.mentions = get(doc, Found)
        self.counted = get(doc, Counted)
        self.triggers = get(doc, Trigger)
        self.graph = Graph(self.counted, self.triggers, get(doc, Link))
        # What the text has said so far, carried into later sentences that say nothing of their own.
        self.places: list[Found] = []
        self.time: list[Found] = []
        self.sources: list[Found] = []
        self.agents: list[Found] = []
        self.weapons: list[Found] = []
        self.records: dict[int, str] = {}  # count -> id of its record
        self.doers: dict[int, list[Found]] = {}  # count -> who did it
        self.totals = self.graph.total
        self.parts: list[Part] = []
        self.values = Values(self.view)
        self.hints: dict[int, list[str]] = {}  # first word of a mention -> what is known of it
        self.filler = SlotFiller(self.view, self.mentions, self.counted, self.triggers, linker) if linker else None

    def build(self) -> list[Event]:
        events: list[Event] = []
        for index, (first, last) in enumerate(self.view.sentences):
            events += self._sentence(first, last, index)
        return merge(_relevant(with_parts(events, self.parts)), self._lead_end())

    def _lead_end(self) -> int:
        """Where the lead ends in the text: headings and the first sentence long enough to sum up what follows."""
        end = next((last for first, last in self.view.sentences if last - first >= _LEAD), 0)
        return self.view.words[end - 1].end if end else 0

    def _sentence(self, first: int, last: int, index: int) -> Iterable[Event]:
        inside = within(self.mentions, first, last)
        counts = within(self.counted, first, last)
        victims = {i for c in counts for i in range(c.first, c.last)}
        actors = [m for m in inside if m.label == "ACTOR"]
        spoken, line = spoken_words(self.view.norms, first, last), dateline_words(self.view, first, last, index)
        doers = Agents(self.view, within(self.triggers, first, last), inside, counts, spoken)
        modifiers = doers.among(actors, victims, first)
        agents = {m.first for m in modifiers}
        scope = modes(self.view, first, last)
        void = {m.first for m in inside if scope[m.first - first] == "irrealis"}
        if self.filler is not None:
            self.hints |= {m.first: list(self._hints(m, agents, spoken, line, victims, void)) for m in inside}
        # No place: a state that did it, a word of a count, where a speaker belongs to or the report was written.
        modifiers += _circumstances(inside, spoken | line | victims | agents, void)
        modifiers.sort(key=lambda m: m.first)
        named = [a for a in actors if a.first not in victims]
        blocks = sentence_blocks(self.view, first, last, self.graph, modifiers, named)
        self.sources = sentence_sources(self.view, inside, first, last, self.sources)
        for position in range(len(blocks)):
            yield from self._records(blocks, position, first, last)
        said = self.values.where([m for m in modifiers if m.label == "PLACE"])
        if any(i in self.totals for b in blocks for i in b.counts):
            return  # the items of a list speak for themselves only
        if blocks:
            own = [b.own.get("PLACE") or b.lead.get("PLACE") for b in blocks]
            self.places = next((self.values.where(places) for places in reversed(own) if places), said) or self.places
        elif said and index == 0:
            self.places = said
        times = [m for m in modifiers if m.dates]
        if times and blocks:
            self.time = times[:1]

    def _hints(
        self, m: Found, agents: set[int], spoken: set[int], line: set[int], victims: set[int], void: set[int]
    ) -> Iterable[str]:
        """What is known of a mention besides where it stands; the sets hold first words, or all words."""
        if m.first in agents:
            yield "agent"
        if m.first in spoken:
            yield "spoken"
        if m.first in line:
            yield "dateline"
        if m.first in void:
            yield "unreal"  # `خوفاً من اعتقالات تقوم بها قوات النظام`
        if m.first in victims and m.label == "ACTOR":
            yield "victim"
        if self.values.in_brackets(m):
            yield "in-brackets"
        if m.first and self.view.norms[m.first - 1] in word_set("towards"):
            yield "towards"

    # Records -------------------------------------------------------------------------------------------------------

    def _records(self, blocks: Sequence[Block], position: int, first: int, last: int) -> Iterable[Event]:
        block = blocks[position]
        trigger = self.triggers[block.trigger] if block.trigger is not None else None
        mode = trigger.mode if trigger is not None else self._mode_at(block, blocks)
        if mode == "irrealis" or mode == "relative":
            return
        if not block.counts and not self._is_said(block):
            return
        whole = self.graph.whole.get(block.counts[0]) if block.counts else None
        if whole is not None and whole not in block.counts and whole in self.records and not block.row:
            # A part of what a sentence before told joins that record.
            span = self.view.char_span(self.counted[whole].first, self.counted[whole].last)
            counts, order = self._counts(block)
            wholes = [span if c.subset_of is None else counts[c.subset_of].span for c in counts]
            for w, c, index in zip(wholes, counts, order, strict=True):
                self.parts.append(Part(self.records[whole], w, c, self._victim(index)))
            return
        slots = {label: resolve(blocks, position, label) for label in SLOTS}
        slots["SOURCE"] = self.sources
        anaphoric = self._refers_back(blocks, block)
        if not slots["ACTOR"] and (anaphoric or (trigger is not None and self._subject_is_elided(trigger, block))):
            slots["ACTOR"] = self.agents
        if not slots["WEAPON"] and anaphoric:
            slots["WEAPON"] = self.weapons
        self.agents = slots["ACTOR"] or self.agents
        self.weapons = slots["WEAPON"] or self.weapons
        total = self._total(block)
        if total is not None and not slots["ACTOR"]:
            slots["ACTOR"] = self.doers.get(total, [])
        self.doers.update((index, slots["ACTOR"]) for index in block.counts)
        slots["PLACE"] = self.values.where(slots["PLACE"]) or self.places
        times = [m for m in slots["DATE"] if m.dates]
        # A stock or a need is told of now.
        slots["DATE"] = times or (self.time if block.type != "statistic" else [])
        if self.filler is not None:
            slots = self.filler.fill(blocks, position, first, slots, self.hints, total)
        places = slots["PLACE"]
        each = chains(self.view, places) if self._is_each(block) else []
        for chain in each or [places]:
            event = self._event(block, trigger, mode, {**slots, "PLACE": list(chain)}, first, last, each=bool(each))
            self.records.update((index, event.id) for index in block.counts)
            yield event

    def _is_each(self, block: Block) -> bool:
        """`ثلاثة جنود في كل من بنغازي ودرنة`, `خمسة صواريخ لكل منهما`: the figure holds of each place by itself."""
        norms = self.view.norms
        behind = (range(self.counted[i].last, min(self.counted[i].last + 2, len(norms) - 1)) for i in block.counts)
        return any(norms[at] == "كل" and norms[at + 1] in _EACH_OF for words in behind for at in words)

    def _refers_back(self, blocks: Sequence[Block], block: Block) -> bool:
        """Whether the claim is told of an attack named before (`أسفر الهجوم عن …`): a definite noun without agent."""
        for other in blocks:
            if other.trigger is None or other.run != block.run or other.type != "attack" or other.first > block.first:
                continue
            t = self.triggers[other.trigger]
            if t.pos in ("noun", "both") and self.view.norms[t.first].startswith("ال") and not other.own.get("ACTOR"):
                return True
        return False

    def _subject_is_elided(self, trigger: Trigger, block: Block) -> bool:
        """`واعتقلت 30 فلسطينياً`: an active verb whose subject was said before; its object follows at once."""
        if trigger.pos != "verb" or trigger.subject not in ("agent", "either") or not block.counts:
            return False
        count = self.counted[min(block.counts)]
        verb = self.view.norms[trigger.last - 1]
        masculine = count.category not in ("woman", "child") and not self.view.norms[count.last - 1].endswith(
            ("ه", "ات")
        )
        plural = verb.endswith("وا") and count.first >= trigger.last
        return count.first - trigger.last <= 1 and (plural or (verb.endswith("ت") and masculine))

    def _mode_at(self, block: Block, blocks: Sequence[Block]) -> str:
        """A count whose own noun is its event stands in the mode of the trigger before it, if one is near."""
        for other in reversed(blocks):
            if other.trigger is not None and other.first <= block.first and other.run == block.run:
                mode = self.triggers[other.trigger].mode
                return mode if mode in ("irrealis", "denied", "alleged") else "asserted"
        return "asserted"

    def _is_said(self, block: Block) -> bool:
        """Whether an uncounted trigger says an event: something must be said of it in its own block."""
        if block.type not in UNCOUNTED or block.trigger is None:
            return False
        return bool(
            block.own.get("ACTOR")
            or block.own.get("TARGET")
            or (block.own.get("PLACE") and self.triggers[block.trigger].pos in ("verb", "both"))
        )

    def _event(
        self,
        block: Block,
        trigger: Trigger | None,
        mode: str,
        slots: dict[str, list[Found]],
        first: int,
        last: int,
        *,
        each: bool,
    ) -> Event:
        view = self.view
        counts, order = self._counts(block)
        spot = trigger or self.counted[block.counts[0]]
        span = view.char_span(spot.first, spot.last)
        places = slots["PLACE"]
        targets = slots["TARGET"] if block.type in _TARGETED else []
        victims = tuple(v for v in map(self._victim, order) if v is not None)
        return Event(
            id=self._identify(block.type, span, counts, *([str(places[0].first)] if each else [])),
            document=self.id,
            type=block.type,
            assertion=_assertion(mode),
            trigger=span,
            counts=counts,
            perpetrators=() if block.type in _NO_PERPETRATOR else self.values.doers(slots["ACTOR"]),
            victims=victims,
            places=tuple(self.values.place(chain) for chain in chains(view, places)),
            time=self.values.time(slots["DATE"]),
            weapons=self.values.fillers(slots["WEAPON"]),
            targets=self.values.fillers(targets),
            sources=self.values.fillers(slots["SOURCE"]),
            part_of=self.records.get(total) if (total := self._total(block)) is not None else None,
            evidence=view.char_span(first, last),
        )

    def _victim(self, index: int) -> Filler | None:
        """Who is counted, if named."""
        c, view = self.counted[index], self.view
        if c.rule != "named":
            return None
        return Filler(c.category, view.char_span(c.number_first, c.number_last).text, view.char_span(c.first, c.last))

    def _total(self, block: Block) -> int | None:
        """The count whose total this block is a share of."""
        if block.total is not None:
            return block.total.counts[0]
        return next((self.totals[i] for i in block.counts if i in self.totals), None)

    def _counts(self, block: Block) -> tuple[tuple[Count, ...], list[int]]:
        """The counts of a block, wholes before their parts."""
        order = sorted(block.counts, key=lambda i: (i in block.parts, self.counted[i].first))
        where = {index: position for position, index in enumerate(order)}
        counts = []
        for index in order:
            c = self.counted[index]
            parent = block.parts.get(index)
            counts.append(
                Count(
                    c.low, c.high, c.bound, c.unit, c.category, where.get(parent) if parent is not None else None,  # type: ignore[arg-type]
                    self.view.char_span(c.first, c.last),
                )
            )  # fmt: skip
        return tuple(counts), order

    def _identify(self, type: str, trigger: CharSpan, counts: Sequence[Count], *further: str) -> str:
        """A stable id: the document, and where in it the claim stands."""
        where = [f"{c.span.start}-{c.span.end}" for c in counts]
        key = "\x1f".join([self.id, type, str(trigger.start), *where, *further])
        return f"{self.id}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def _circumstances(mentions: Sequence[Found], elsewhere: set[int], void: set[int]) -> list[Found]:
    """The places, dates, weapons and targets of a sentence that may belong to its events.

    `elsewhere` are words that begin no place of an event, `void` those at which nothing is asserted.
    """
    return [
        m for m in mentions
        if m.label in SLOTS and m.label != "ACTOR"
        and not (m.label == "PLACE" and m.first in elsewhere)
        and not (m.label == "WEAPON" and m.first in void)
    ]  # fmt: skip


def _relevant(events: list[Event]) -> list[Event]:
    """Numbers of population and shares are statistics only of what a report of events is about (SPEC section 2)."""
    if any(event.type != "statistic" for event in events):
        return events
    return [event for event in events if any(c.category in STOCKS for c in event.counts)]


def _assertion(mode: str) -> Assertion:
    return "denied" if mode == "denied" else "alleged" if mode == "alleged" else "asserted"

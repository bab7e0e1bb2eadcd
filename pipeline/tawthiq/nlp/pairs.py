"""Claim and candidate: what is seen of a mention as a filler of a claim's slot.

Every feature is a short text such as `order=trigger count it` or `word-1=يد`, true of the pair or not. Where two of
them say more together than apart, their conjunction is a feature too. A candidate of the claim's own sentence is looked
at with the words between; one of a sentence before is carried, and looked at with how the text has gone on since.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from tawthiq.nlp.blocks import run_starts
from tawthiq.nlp.candidates import Candidate, key_of
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.pairs_of import OF_LABEL
from tawthiq.nlp.pairs_of.dates import dates_and_period
from tawthiq.nlp.roles import Roles
from tawthiq.nlp.scene import Scene
from tawthiq.nlp.signs import COMMAS, Signs, distance
from tawthiq.nlp.speeches import Speeches
from tawthiq.nlp.state import Counted, Found, Trigger, within
from tawthiq.text.matchers import word_set

# What is looked at together with the kind, the history and the event: where the candidate stands.
_PLACING = (
    "order", "gap", "path", "kind-1=", "word-1=", "rank", "nearer", "last-trigger", "next-trigger", "own-sentence",
    "sentences-ago", "own-slots", "refers", "run", "own-run", "taken",
)  # fmt: skip
# What is looked at together with the order of claim and candidate.
_ORDERED = (
    "gap", "word-1=", "word+1=", "rank", "blocks", "spread", "kind", "commas", "nearer", "block=", "says", "closes",
)  # fmt: skip
# More candidates than these are many.
_MANY = 2
# How many words may stand between a comma and the time or place that closes a sentence, or behind it.
_CLOSING = 3
_TELLING = frozenset({"ACTOR", "PLACE", "DATE", "WEAPON"})


class Pairs:
    """The features of the pairs of one text."""

    def __init__(
        self, signs: Signs, mentions: Sequence[Found], counted: Sequence[Counted], triggers: Sequence[Trigger]
    ) -> None:
        self.signs = signs
        self.counted = counted
        self.triggers = triggers
        roles = Roles(signs, mentions, counted, triggers)
        self.text = Text(
            signs,
            mentions,
            triggers,
            roles,
            Speeches(signs.view, mentions),
            Scene(signs, mentions, triggers, roles.clauses),
            *dates_and_period(signs, mentions),
            counted=counted,
            known={},
        )
        self.frequency = Counter((m.label, key_of(m)) for m in mentions)
        self.highest: dict[str, int] = {}
        self.runs: dict[int, list[int]] = {}  # sentence -> the words at which its runs begin
        for (label, _), times in self.frequency.items():
            self.highest[label] = max(times, self.highest.get(label, 0))

    def features(
        self, claim: Claim, it: Candidate, rivals: Sequence[Candidate], ruled: Set[str], hints: Iterable[str]
    ) -> list[str]:
        """The features of a pair.

        Args:
            claim: whose slot it is.
            it: the candidate.
            rivals: the candidates of its label in the claim's sentence.
            ruled: the keys that the rules alone would fill in.
            hints: what else is known of the candidate (`agent`, `spoken`, `dateline` …).
        """
        here = it.sentence == claim.sentence
        where = "here" if here else "carried"
        rule = f"{where} {'ruled' if it.keys & ruled else 'unruled' if ruled else 'no-rule'}"
        seen = [*self._whoever(claim, it), *hints, *self._near_triggers(claim, it)]
        seen += self._here(claim, it, rivals) if here else self._carried(claim, it, rivals)
        seen += self._run(claim, it, rivals, here=here)
        if it.head.label in OF_LABEL:
            seen += OF_LABEL[it.head.label](self.text, claim, it, rivals)
        context = [f for f in seen if f.startswith(("kind=", "history=", "event="))]
        found = [where, rule]
        for f in seen:
            found += [f"{where} {f}", f"{rule} {f}"]
            if f.startswith(_PLACING):
                found += [f"{where} {f} {other}" for other in context]
        order = next((f for f in seen if f.startswith("order")), None)
        if order is not None:
            found += [f"{order} {f}" for f in seen if f.startswith(_ORDERED)]
        return found

    def _whoever(self, claim: Claim, it: Candidate) -> Iterator[str]:
        """What holds of a candidate wherever it stands."""
        label = it.head.label
        yield f"kind={_kind(it.head)}"
        yield f"event={claim.block.type}"
        before = claim.before.get(label, set())
        yield f"history={'again' if it.keys & before else 'else' if before else 'none'}{'-here' * claim.continues}"
        times = max(self.frequency[label, key] for key in it.keys)
        yield f"frequency={min(times, 4)} {'top' if times == self.highest[label] else 'less'}"
        filled = claim.filled.get(label, Counter())
        if filled:
            yield f"filled={round(4 * max(filled[key] for key in it.keys) / claim.claims)}"
        if len(it.chains) > 1:
            yield "group"
        if claim.block.total is not None:
            yield "share"
        if not claim.block.counts:
            yield "uncounted"
        if claim.trigger is not None:
            yield f"trigger={claim.trigger.pos} {claim.trigger.subject}"
            yield f"says={self.signs.word(claim.trigger.first)}"

    def _near_triggers(self, claim: Claim, it: Candidate) -> Iterator[str]:
        """The triggers beside the candidate in its own sentence."""
        inside = within(self.triggers, *self.signs.sentences[it.sentence])
        before = [t for t in inside if t.first < it.first]
        behind = [t for t in inside if t.first >= it.last]
        nearest = [("last", t, it.first - t.last) for t in before[-1:]]
        nearest += [("next", t, t.first - it.last) for t in behind[:1]]
        for name, t, gap in nearest:
            owner = "own" if t is claim.trigger else "other"
            yield f"{name}-trigger={owner} {t.pos}/{t.subject} {distance(gap)}"
            yield f"{name}-event={owner} {t.type} {t.pos} {distance(gap)}"

    def _run(self, claim: Claim, it: Candidate, rivals: Sequence[Candidate], *, here: bool) -> Iterator[str]:
        """Whether the candidate stands in the claim's own run of clauses (`فيما …`), and how many others do."""
        starts = self._run_starts(claim.sentence)
        own = bisect_right(starts, claim.first)
        inside = min(len({r.keys for r in rivals if bisect_right(starts, r.first) == own}), _MANY)
        if not here:
            yield f"own-run={inside}"
            return
        ahead = bisect_right(starts, it.first) - own
        yield f"run={'behind' if ahead > 0 else 'before' if ahead < 0 else 'own'} {inside}"
        if ahead == 0 and inside == 1:
            yield "only-in-run"

    def _run_starts(self, sentence: int) -> list[int]:
        if sentence not in self.runs:
            first, last = self.signs.sentences[sentence]
            places = {m.first for m in within(self.text.mentions, first, last) if m.label == "PLACE"}
            self.runs[sentence] = run_starts(self.signs.view, first, last, places)
        return self.runs[sentence]

    def _here(self, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
        signs, t = self.signs, claim.trigger
        inside = any(self.counted[i].first <= it.first < self.counted[i].last for i in claim.block.counts)
        spots = [(claim.first, "count"), (it.first, "it"), *([(t.first, "trigger")] if t is not None else [])]
        yield f"order={'inside' if inside else ' '.join(name for _, name in sorted(spots))}"
        low, high = _between(claim, it)
        yield f"gap={distance(max(0, high - low))}"
        words = signs.norms[low:high] if high > low else []
        yield f"commas={min(sum(w in COMMAS for w in words), 3)}"
        yield f"ands={min(words.count('و'), 2)}"
        yield f"blocks={min(sum(low <= b.first < high for b in claim.blocks if b is not claim.block), 2)}"
        yield f"nearer={min(sum(low <= r.first < high for r in rivals if r is not it), 3)}"
        yield f"rank={min(sum(r.first < it.first for r in rivals), 4)}"
        yield f"rivals={min(len(rivals), 5)}"
        yield f"same={min(sum(bool(r.keys & it.keys) for r in rivals), 3)}"
        side = "behind" if it.first >= claim.first else "before"
        yield f"path={side} {signs.path(low, high, word_set('prepositions'))}"
        first = it.first
        yield f"word-1={signs.word(first - 1)}"
        yield f"words-2={signs.word(first - 2)} {signs.word(first - 1)}"
        yield f"word+1={signs.word(it.last)}"
        yield f"kind-1={signs.kind(first - 1)}"
        yield f"kinds-2={signs.kind(first - 2)} {signs.kind(first - 1)}"
        yield f"kinds+2={signs.kind(it.last)} {signs.kind(it.last + 1)}"
        if it.head.label in ("PLACE", "DATE") and self._closes(it):
            # `…، واعتقل 40، خلال الشهر الماضي.`: what ends a sentence behind a comma holds of all of it.
            comma = any(w in COMMAS for w in signs.norms[max(0, first - _CLOSING) : first])
            yield f"closes={'comma' if comma else 'plain'} {min(len(claim.blocks), 3)}"
        own = any(it.head in found for found in claim.block.own.values())
        lead = any(it.head in found for found in claim.block.lead.values())
        yield f"spread={'own' if own else 'lead' if lead else 'neither'}"
        in_row = [b for b in claim.blocks if any(it.head in b.own.get(label, ()) for label in b.row)]
        yield f"row={'own' if claim.block in in_row else 'other' if in_row else 'none'}"
        ahead = sum(b.first <= first for b in claim.blocks) - 1 - claim.position
        yield f"block={ahead if abs(ahead) <= 2 else 'far'}"
        if t is not None and first == t.last:
            yield "right-behind-trigger"
        if t is not None and it.last == t.first:
            yield "right-before-trigger"

    def _closes(self, it: Candidate) -> bool:
        behind = self.signs.norms[it.last : self.signs.sentences[it.sentence][1]]
        return len(behind) <= _CLOSING and not any(w[0].isalnum() for w in behind)

    def _carried(self, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
        yield f"sentences-ago={distance(claim.sentence - it.sentence)}"
        if it.sentence == 0:
            yield "said-first"
        yield f"own-sentence={min(len(rivals), 2)}"
        # What only one of several claims took is that one's alone (`741 قتيلاً، و48 قضوا بسبب التعذيب`).
        # Actors are said again in every which way, so of them it tells nothing.
        taken = claim.taken if it.head.label != "ACTOR" else {}
        took = [bool(it.keys & keys) for keys in taken.get(it.sentence, ())]
        of = "all" if all(took) else "none" if not any(took) else "last" if took[-1] else "some"
        yield f"taken={of if took else '-'} {min(len(took), _MANY)}"
        yield f"opening={claim.opening}"
        yield f"word-1={self.signs.word(it.first - 1)}"
        yield f"kind-1={self.signs.kind(it.first - 1)}"
        yield f"position={min(claim.position, 2)}"
        if any(b.own for b in claim.blocks):
            yield "others-own"
        # What the claim has of its own tells an incident of its own from one that goes on.
        own = {label for found in (claim.block.own, claim.block.lead) for label, some in found.items() if some}
        yield f"own-slots={' '.join(sorted(own & _TELLING))}"
        yield f"type-before={'same' if claim.type_before == claim.block.type else claim.type_before}"
        if claim.refers:
            yield "refers-back"


def _between(claim: Claim, it: Candidate) -> tuple[int, int]:
    """The words between the candidate and the nearer end of the claim: its counts, or its trigger."""
    t = claim.trigger
    if it.first >= claim.last:
        return claim.last, it.first
    if t is not None and t.last <= it.first:
        return t.last, it.first
    if t is not None and it.last <= t.first < claim.first:
        return it.last, t.first
    return it.last, claim.first


def _kind(mention: Found) -> str:
    if mention.label == "PLACE":
        return mention.rule.rpartition(":")[2] or mention.rule
    if mention.label == "ACTOR":
        return f"{mention.rule}{'-unknown' * (mention.id == 'unknown')}"
    if mention.label == "DATE":
        return "resolved" if mention.id else "unresolved"
    listed = mention.label == "WEAPON" or not mention.id.startswith("source:") or mention.id == "source:unnamed"
    return mention.id if listed else "source:*"

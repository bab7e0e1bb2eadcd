"""Claim and source: whether the source speaks at all, and whether the claim is part of what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.signs import distance
from tawthiq.nlp.state import within

_UNNAMED = "source:unnamed"


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """The role of the source, the speech that the claim belongs to, and who spoke last.

    `قالت الشرطة إن خمسة قتلوا، فيما أصيب ستة`: the six are no longer hers. `وأضاف أن …` goes on with who spoke last.
    """
    speeches = text.speeches
    first, last = text.signs.sentences[claim.sentence]
    role = speeches.role(it.head)
    spot = claim.first if claim.wholes or claim.trigger is None else claim.trigger.first
    over = speeches.over(spot, first, last)
    speaker = over.speaker if over is not None else None
    named = speaker is not None and speaker.id != _UNNAMED
    ruling = "none" if over is None else "unnamed" if not named else "it" if speaker == it.head else "other"
    way = over.way if over is not None else ""
    yield f"role={role}"
    yield f"ruling={ruling} {way}"
    yield f"ruling={ruling} role={role}"
    if named and speaker is not None and speaker != it.head and speaker.id == it.head.id:
        yield "ruling-alike"
    if it.sentence == claim.sentence:
        low, high = (it.last, spot) if it.first < spot else (claim.last, it.first)
        side = "behind" if it.first < spot else "before"
        others = min(sum(s.speaker != it.head for s in within(speeches.all, low, high)), 2)
        breaks = min(speeches.breaks(low, high), 2)
        yield f"speech={role} {side} others={others}"
        yield f"speech={role} {side} others={others} breaks={breaks}"
        yield f"speech={role} {side} head={it.first - first <= 3} {way} {ruling}"
        return
    spoke = speeches.last_named(first)
    who = "nobody" if spoke is None else "it" if spoke.speaker == it.head else "other"
    if who == "other" and spoke is not None and spoke.speaker is not None and spoke.speaker.id == it.head.id:
        who = "alike"
    yield f"spoke-last={who} {role}"
    yield f"spoke-last={who} ruling={ruling} {way}"
    silent = sum(not within(speeches.all, *text.signs.sentences[at]) for at in _between(claim, it))
    yield f"silent={distance(silent)} {who} ruling={ruling}"
    yield f"silent={distance(silent)} {role}"
    yield f"sentences={distance(claim.sentence - it.sentence)} {role} {ruling}"
    if (used := claim.last_use(it.keys)) is not None:
        number, slots = used
        same = [label for label in ("ACTOR", "PLACE", "DATE") if claim.now.get(label) == slots.get(label)]
        yield f"used={' '.join(same)} {ruling}"
        yield f"claims-ago={distance(claim.claims - number)} {ruling}"


def _between(claim: Claim, it: Candidate) -> range:
    """The sentences between source and claim, a few of them."""
    return range(max(it.sentence + 1, claim.sentence - 5), claim.sentence)

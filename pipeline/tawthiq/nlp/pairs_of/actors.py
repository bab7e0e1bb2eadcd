"""Claim and actor: who acts and who is aimed at, who is no victim of his own, whose victims those of a nation are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.doers import Doer
from tawthiq.nlp.roles import ACTING
from tawthiq.nlp.signs import distance
from tawthiq.nlp.state import Found, within
from tawthiq.text.matchers import demonym_forms, word_set

# What a claim may have of its own, which tells an incident of its own from one that goes on.
_TELLING = frozenset({"ACTOR", "PLACE", "WEAPON"})
# How far before an event stands what says that it came of an act (`ما أدى إلى مقتل`).
_RESULT = 5
# How far behind a count stands whose people are counted.
_WHOSE = 3
# How far behind and before a count its incident may be named, and how far before it the word for the victims known.
_BEHIND = 6
_BEFORE = 30
_TOLL = 5


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """Who the candidate is, what it does where it stands, and beside whose people are counted."""
    id = it.head.id
    yield f"id={id}"
    side = _side(id)
    yield f"side={side}"
    for c in claim.wholes[:1]:
        sides = {m.id for m in within(text.mentions, c.first, c.last + _WHOSE) if m.label == "ACTOR" and _of(text, m)}
        if id in sides:
            yield "of-the-counted"
        yield from (f"id={id} counted={side}" for side in sides)
        yield f"id={id} counted={c.category}"
        words = text.signs.norms[c.first : c.last]
        nations = {demonym_forms()[w][0].country for w in words if w in demonym_forms()}
        yield from (f"id={id} nation={nation}" for nation in nations)
        victims = _victims(words, c.category, {_side(s) for s in sides})
        yield f"side={side} victims={victims}"
    yield from _roles(text, claim, it)


def _roles(text: Text, claim: Claim, it: Candidate) -> Iterator[str]:
    role = text.roles.roles.get(it.first, "")
    acts = role in ACTING
    yield f"role={role}"
    doers = text.roles.doers[it.sentence]
    same = any(m.id == it.head.id for m in doers if m.first != it.first)
    yield f"acts={acts} same={same}"
    start = min(claim.first, claim.trigger.first) if claim.trigger is not None else claim.first
    result = _result(text, claim, start)
    if it.sentence != claim.sentence:
        latest = doers[-1].id == it.head.id if doers else False
        cause = _cause(text, claim, start)
        yield f"latest={latest} acts={acts or same}"
        yield f"cause={cause}"
        yield f"cause={cause} result={result} latest={latest}"
        yield f"cause={cause} acts={acts or same}"
        first, last, begun = text.roles.clauses.around(claim.sentence, _told_at(text, claim))
        inside = sum(first <= m.first < last for m in text.roles.doers[claim.sentence])
        yield f"begun={begun} acting={min(inside, 2)} acts={acts or same}"
        yield f"begun={begun} acting={min(inside, 2)} latest={latest}"
        yield from _carry(text, claim, it, latest=latest, acts=acts or same)
        others = min(len(text.roles.doers[claim.sentence]), 2)
        yield f"doers-here={others} latest={latest}"
        yield f"doers-here={others} acts={acts or same} ago={distance(claim.sentence - it.sentence)}"
        return
    place = _place(doers, it, start)
    yield from _turns(text, claim, it, role, place)
    yield f"doer={place}"
    yield f"doer={place} role={role}"
    yield f"doer={place} result={result}"
    told = claim.trigger.subject or claim.trigger.pos if claim.trigger is not None else "-"
    yield f"doer={place} result={result} told={told}"
    own = {label for found in (claim.block.own, claim.block.lead) for label, some in found.items() if some}
    yield f"doer={place} own={' '.join(sorted(own & _TELLING))} result={result}"
    yield f"role={role} own-actor={'ACTOR' in own}"
    yield f"doer={place} event={claim.block.type}"
    yield f"role={role} event={claim.block.type}"
    if claim.trigger is not None:
        elided = claim.trigger.pos == "verb" and claim.trigger.subject != "victim"
        yield f"doer={place} elided={elided} trigger={claim.trigger.pos}/{claim.trigger.subject}"
        low, high = min(it.last, claim.trigger.first), max(it.first, claim.trigger.first)
        yield f"doer={place} clauses={min(text.signs.kinds[low:high].count('clause'), 2)}"


def _carry(text: Text, claim: Claim, it: Candidate, *, latest: bool, acts: bool) -> Iterator[str]:
    """What of the claim says that its doer was named before: no subject, a known incident, a toll told again."""
    how = doer_of(text, claim).how
    ago = distance(claim.sentence - it.sentence)
    again = not it.keys.isdisjoint(claim.before.get("ACTOR", ()))
    last = claim.last_use(it.keys)
    just = last is not None and last[0] == claim.claims - 1
    first, stop = text.signs.sentences[claim.sentence]
    near = text.signs.norms[max(first, claim.first - _BEFORE) : min(claim.last + _BEHIND, stop)]
    known = not word_set("known_incidents").isdisjoint(near)
    words = [w for c in claim.wholes[:1] for w in text.signs.norms[max(first, c.first - _TOLL) : c.last]]
    toll = any(w in word_set("known_victims") for w in words)
    alike = claim.type_before == claim.block.type
    yield f"carry={how} latest={latest} acts={acts}"
    yield f"carry={how} latest={latest} ago={ago}"
    yield f"carry={how} again={again}"
    yield f"known={known} again={again}"
    yield f"known={known} latest={latest} acts={acts} ago={ago}"
    yield f"toll={toll} again={again} alike={alike}"
    spoken = any(m.label == "SOURCE" for m in within(text.mentions, first, claim.first))
    yield f"toll={toll} just={just} alike={alike} source={spoken}"


def _turns(text: Text, claim: Claim, it: Candidate, role: str, place: str) -> Iterator[str]:
    """How the sentence turns from the candidate to the claim, or back (`شنت … ما أدى إلى`)."""
    clauses = text.roles.clauses
    told = _told_at(text, claim)
    turns = clauses.between(claim.sentence, it.first, told)
    yield f"turns={turns}"
    yield f"turns={turns} role={role}"
    yield f"turns={turns} doer={place}"
    first, last, begun = clauses.around(claim.sentence, told)
    inside = [m for m in text.roles.doers[claim.sentence] if first <= m.first < last]
    yield f"turns={turns} begun={begun} acting={min(len(inside), 2)}"
    read = doer_of(text, claim)
    if it.first in read.firsts:
        yield "read"
    yield f"read={read.how if it.first in read.firsts else 'not ' + read.how}"
    yield f"read={read.how if it.first in read.firsts else 'not ' + read.how} event={claim.block.type}"
    yield f"in-clause={first <= it.first < last} role={role} acting={min(len(inside), 2)}"


def doer_of(text: Text, claim: Claim) -> Doer:
    """Whom a reader takes for the doer (see `nlp.doers`)."""
    return text.roles.read.of(claim.sentence, _told_at(text, claim), claim.last, claim.trigger)


def _told_at(text: Text, claim: Claim) -> int:
    """The word that stands for a claim in its sentence: its trigger, else its count."""
    first = text.signs.sentences[claim.sentence][0]
    return claim.trigger.first if claim.trigger is not None and claim.trigger.first >= first else claim.first


def _place(doers: Sequence[Found], it: Candidate, start: int) -> str:
    """Which of those who act the candidate is, seen from the claim: the last before it, the next behind it."""
    acts = any(m.first == it.first for m in doers)
    before = [m for m in doers if m.first < start]
    behind = [m for m in doers if m.first >= start]
    if it.first < start:
        if acts:
            return f"last-before{'' if behind else ' alone'}" if before[-1].first == it.first else "earlier"
        return f"none-before {'some' if before else 'none'}"
    if acts:
        where = "next-behind" if behind[0].first == it.first else "later"
        return f"{where} {'some' if before else 'none'}"
    return f"none-behind {'some' if behind else 'none'}"


def _result(text: Text, claim: Claim, start: int) -> bool:
    """Whether the claim is told as the outcome of something: `ما أدى إلى مقتل`, `فقتل`."""
    words = text.signs.norms[max(0, start - _RESULT) : start]
    return not word_set("resulting").isdisjoint(words) or words[-1:] == ["ف"]


def _cause(text: Text, claim: Claim, start: int) -> str:
    """How the attack is told that stands nearest to the claim in its sentence: as one known, or as a new one."""
    attacks = text.roles.attacks[claim.sentence]
    if not attacks:
        return "none"
    near = min(attacks, key=lambda t: abs(t.first - start))
    return "known" if text.signs.norms[near.first].startswith("ال") else "new"


def _of(text: Text, m: Found) -> bool:
    return text.roles.roles.get(m.first) == "counted"


def _victims(words: Sequence[str], category: str, sides: set[str]) -> str:
    """What kind of people are counted: soldiers, gunmen, of a side, or not armed."""
    if sides:
        return "of-" + "-".join(sorted(sides))
    if any(w in word_set("soldiers") for w in words):
        return "soldiers"
    if any(w in word_set("gunmen") for w in words):
        return "gunmen"
    return category


@cache
def _states() -> frozenset[str]:
    return frozenset({d.actor for d in lexicon.demonyms()} | {"lna", "gna", "gnu", "peshmerga", "pmf"})


def _side(id: str) -> str:
    """What kind of actor: a state, a coalition, nobody known, or an armed group."""
    if id in ("unknown", "israel", "israeli_settlers"):
        return id
    if "coalition" in id or id in ("actor:nato", "actor:isaf", "united_states", "russia"):
        return "foreign"
    return "state" if id in _states() else "group"

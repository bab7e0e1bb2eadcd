"""Claim and weapon: what caused it, whether the weapon is that cause's, and whether a weapon is used at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tawthiq.nlp.candidates import Candidate
from tawthiq.nlp.claims import Claim, Text
from tawthiq.nlp.pairs_of.causes import CAUSES, Cause, cause_of, last_incident, owners
from tawthiq.nlp.pairs_of.dates import digits, length_of
from tawthiq.nlp.signs import distance
from tawthiq.nlp.state import Counted, within
from tawthiq.text.matchers import word_set
from tawthiq.text.sentences import is_bullet

# How many first words of a line say that it is an item, and how many words before a weapon say that it was carried,
# seized or is only talked of.
_LABEL = 4
_BEFORE = 3
# More attacks, places or weapons than these are many.
_SEVERAL = 2
# How many words around a claim say that it is of a known incident or of known victims.
_TOLL = 6
_SETTING = frozenset({"ACTOR", "PLACE", "DATE"})
# What a report of a whole period may be about, and the claims that it is then the weapon of.
_LEFT_BEHIND = frozenset({"mine", "cluster_munition", "other_weapon"})
_HARM = frozenset({"killing", "injury", "casualty"})
# A longer sentence is no title.
_TITLE = 14


def features(text: Text, claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """The weapon and the event, the cause that the claim names itself, and what is done with the weapon.

    `قتل جنديان في كمين` names its cause, which has no weapon: those of the sentences before are not its own, unless
    the cause is one already told (`في الهجوم`).
    """
    id = it.head.id
    counted = claim.wholes[0] if claim.wholes else None
    yield f"id={id} event={claim.block.type} unit={counted.unit if counted else '-'}"
    if claim.trigger is not None:
        yield f"id={id} says={text.signs.word(claim.trigger.first)}"
    cause = cause_of(text, claim)
    yield from _cause(cause, claim, it)
    if it.sentence != claim.sentence:
        yield from _since(text, claim, it, cause)
        yield from _incident(text, claim, it, cause)
    else:
        yield from _owned(text, claim, it, cause)
        yield from _turns(text, claim, it, cause)
    if _reports_on(text, claim, it, cause):
        yield "reported-on"
    yield from _use(text, claim, it)
    yield from _shared(text, claim, it)
    yield from _period(text, claim, it)
    yield from _beside(claim, it, rivals)
    yield from _setting(claim, it)
    yield from _topic(text, claim, it)


def _cause(cause: Cause | None, claim: Claim, it: Candidate) -> Iterator[str]:
    """The cause that the claim names, how it is named, and where the candidate stands to it."""
    if cause is None:
        yield "cause=none"
        return
    yield f"cause={cause.told}"
    if it.sentence != claim.sentence:
        if cause.unarmed:
            yield "unarmed"
        if cause.known:
            yield f"known={'again' if it.keys & claim.before.get('WEAPON', set()) else 'else'}"
        return
    spot = "in" if cause.first <= it.first < cause.last else "past" if it.first >= cause.last else "ahead-of"
    yield f"spot={spot} {cause.told}"
    yield f"spot={spot} {cause.side} {distance(abs(it.first - cause.last))}"


def _since(text: Text, claim: Claim, it: Candidate, cause: Cause | None) -> Iterator[str]:
    """What was told since a carried weapon: other attacks, places and weapons say that another incident is told."""
    paragraph, section_of = text.signs.outline
    paragraphs = min(paragraph[claim.sentence] - paragraph[it.sentence], 2)
    section = "same" if section_of[claim.sentence] == section_of[it.sentence] else "other"
    begin = text.signs.sentences[it.sentence + 1][0]
    end = text.signs.sentences[claim.sentence][1]
    labels = Counter(m.label for m in within(text.mentions, begin, end))
    attacks = sum(t.type in CAUSES for t in within(text.triggers, begin, end))
    places, weapons = (min(labels[label], _SEVERAL) for label in ("PLACE", "WEAPON"))
    told = "none" if cause is None else f"{cause.named} {'armed' if cause.armed else 'bare'}"
    yield f"since={paragraphs} {section}"
    yield f"since={paragraphs} {section} weapons={weapons} attacks={min(attacks, _SEVERAL)} {told}"
    yield f"since-places={places} paragraphs={paragraphs} {told}"
    yield f"since-weapons={weapons} attacks={min(attacks, _SEVERAL)} places={places}"
    yield f"since={told} weapons={weapons}"


def _incident(text: Text, claim: Claim, it: Candidate, cause: Cause | None) -> Iterator[str]:
    """Whether a carried weapon is that of the incident told last, and what the claim calls that incident."""
    latest = it.sentence == last_incident(text, claim.sentence)
    told = "none" if cause is None else f"{cause.named} {'armed' if cause.armed else 'bare'}"
    paragraph, _ = text.signs.outline
    ago = min(paragraph[claim.sentence] - paragraph[it.sentence], 2)
    yield f"latest={latest} {told} {ago}"
    first, stop = text.signs.sentences[claim.sentence]
    near = text.signs.norms[max(first, claim.first - _TOLL) : min(claim.last + _TOLL, stop)]
    toll = not word_set("known_victims").isdisjoint(near)
    known = not word_set("known_incidents").isdisjoint(near)
    alike = claim.type_before == claim.block.type
    again = bool(it.keys & claim.before.get("WEAPON", set()))
    yield f"latest={latest} toll={toll} known={known} again={again}"
    yield f"latest={latest} toll={toll} alike={alike} again={again} {ago}"
    if cause is not None and cause.known:
        yield f"known={text.signs.word(cause.first)} id={it.head.id} latest={latest}"
        yield f"known latest={latest}"
    own = {label for found in (claim.block.own, claim.block.lead) for label, some in found.items() if some}
    yield f"latest={latest} own={' '.join(sorted(own & _SETTING))} {told}"


def _owned(text: Text, claim: Claim, it: Candidate, cause: Cause | None) -> Iterator[str]:
    """Which claims of the sentence came of the weapon: what others have for their cause is theirs alone."""
    found = owners(text, claim).get(it.first, ())
    mine = any(position == claim.position for position, _ in found)
    others = [(position, side) for position, side in found if position != claim.position]
    of = "both" if mine and others else "own" if mine else "other" if others else "none"
    told = "none" if cause is None else cause.told
    yield f"owned={of}"
    yield f"owned={of} {told}"
    if others and not mine:
        ahead = "past" if all(position < claim.position for position, _ in others) else "ahead"
        yield f"owned={ahead} {others[-1][1]}"
        yield f"owned={ahead} {others[-1][1]} {told}"


def _turns(text: Text, claim: Claim, it: Candidate, cause: Cause | None) -> Iterator[str]:
    """How the sentence turns from the weapon to the claim, or back."""
    clauses = text.roles.clauses
    first = text.signs.sentences[claim.sentence][0]
    t = claim.trigger
    told = t.first if t is not None and t.first >= first else claim.first
    turns = clauses.between(claim.sentence, it.first, told)
    yield f"turns={turns}"
    yield f"turns={turns} {'none' if cause is None else cause.told}"
    begin, end, begun = clauses.around(claim.sentence, told)
    inside = sum(begin <= m.first < end for m in within(text.mentions, begin, end) if m.label == "WEAPON")
    yield f"turns={turns} begun={begun} armed={min(inside, 2)}"
    yield f"turns={turns} id={it.head.id}"


def _use(text: Text, claim: Claim, it: Candidate) -> Iterator[str]:
    """Whether the weapon is one of those counted, or is carried, seized, made or feared rather than used."""
    counted = _holder(claim, it)
    if counted is not None:
        yield f"is-counted={counted.unit} {claim.block.type}"
    words = text.signs.norms[max(0, it.first - _BEFORE) : it.first]
    for name in ("carrying", "seizing", "stores"):
        if not word_set(name).isdisjoint(words):
            yield name


def _shared(text: Text, claim: Claim, it: Candidate) -> Iterator[str]:
    """What the claim before took, if one word says both (`دمّر الطيران مخزنين وأربع عربات`), and who the weapon is of.

    A part that was not killed like its whole has the weapon for itself (`27 جندياً، بعضهم ذُبحوا`).
    """
    signs = text.signs
    before = claim.blocks[claim.position - 1] if claim.position else None
    if claim.continues and before is not None:
        joined = "trigger" if claim.block.trigger is not None and before.trigger == claim.block.trigger else "sentence"
        again = bool(it.keys & claim.before.get("WEAPON", set()))
        yield f"joined={joined} again={again} any={bool(claim.before.get('WEAPON'))}"
    if it.sentence == claim.sentence:
        low, high = (claim.last, it.first) if it.first >= claim.last else (it.last, claim.first)
        if low < high and not word_set("some_of").isdisjoint(signs.norms[low:high]):
            yield f"some-of={'behind' if it.first >= claim.last else 'before'}"
    roles = {text.roles.roles.get(m.first, "-") for m in within(text.mentions, it.first, it.last) if m.label == "ACTOR"}
    for role in roles:
        yield f"acts={role}"
    yield f"id={it.head.id} word-1={signs.word(it.first - 1)}"


def _period(text: Text, claim: Claim, it: Candidate) -> Iterator[str]:
    """How long a time and how many the claim counts: the dead of a month died of many things."""
    times = claim.now.get("DATE", set())
    length = length_of(min(times)) if times else "none"
    size = digits(claim)
    first, last = text.signs.sentences[claim.sentence]
    recorded = not word_set("recording").isdisjoint(text.signs.norms[first:last])
    yield f"time={length}"
    yield f"time={length} size={size}"
    yield f"recorded={recorded} size={size}"
    if it.sentence == 0 and claim.sentence > 0:
        only = sum(m.label == "WEAPON" for m in within(text.mentions, *text.signs.sentences[0])) == len(it.heads)
        yield f"opening-weapon={only} time={length}"
        yield f"opening-weapon={only} {claim.block.type}"


def _holder(claim: Claim, it: Candidate) -> Counted | None:
    return next((c for c in claim.wholes if c.first <= it.first < c.last), None)


def _beside(claim: Claim, it: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """The weapons beside it: an attack may have two (`هجوم انتحاري بسيارة مفخخة`)."""
    if it.sentence != claim.sentence:
        for r in rivals:
            yield f"id={it.head.id} own={r.head.id}"
        return
    before = [r for r in rivals if r.last <= it.first][-1:]
    behind = [r for r in rivals if r.first >= it.last][:1]
    for name, r in (*(("before", r) for r in before), *(("behind", r) for r in behind)):
        gap = it.first - r.last if name == "before" else r.first - it.last
        yield f"beside={name} {it.head.id} {r.head.id} {distance(gap)}"


def _topic(text: Text, claim: Claim, it: Candidate) -> Iterator[str]:
    """Whether the weapon stands in a title, and the claim in the lists below it (`- حماة: 64 قتيلاً`)."""
    signs = text.signs
    begin = signs.sentences[claim.sentence][0]
    headed = _is_title(text, it.sentence)
    listed = is_bullet(signs.norms[begin]) or ":" in signs.norms[begin : min(begin + _LABEL, len(signs.norms))]
    if it.sentence != claim.sentence and (headed or listed):
        bare = not any(label in claim.block.own for label in ("ACTOR", "WEAPON"))
        yield f"topic={'first ' * (it.sentence == 0)}{'title' if headed else 'told'} {'item' if listed else 'prose'}"
        yield f"topic={'title' if headed else 'told'} {'item' if listed else 'prose'} {bare} {claim.block.type}"


def _is_title(text: Text, sentence: int) -> bool:
    signs = text.signs
    first, last = signs.sentences[sentence]
    if last - first > _TITLE or signs.norms[last - 1] == ".":
        return False
    return not any(at in signs.triggers and signs.triggers[at].pos == "verb" for at in range(first, last))


def _reports_on(text: Text, claim: Claim, it: Candidate, cause: Cause | None) -> bool:
    """Whether a title says that all dead and wounded of a report are of what it names: mines, remnants of war.

    `حصاد الألغام ومخلفات الحرب خلال عام 2020`, and below it `حماة: 64 قتيلاً، 98 مصاباً`.
    """
    if it.sentence or not claim.sentence or claim.block.type not in _HARM or (cause is not None and cause.unarmed):
        return False
    first, last = text.signs.sentences[0]
    weapons = [m for m in within(text.mentions, first, last) if m.label == "WEAPON"]
    if not it.keys <= _LEFT_BEHIND or any(m.id not in it.keys for m in weapons) or not _is_title(text, 0):
        return False
    return it.keys != {"other_weapon"} or not word_set("remnants").isdisjoint(text.signs.norms[first:last])


def _setting(claim: Claim, it: Candidate) -> Iterator[str]:
    """Whether who, where and when are those of the claim that the weapon was last said of."""
    used = claim.last_use(it.keys)
    if used is None:
        yield "used=never"
        return
    number, slots = used
    told = []
    for label in ("ACTOR", "PLACE", "DATE"):
        mine, other = claim.now.get(label, set()), slots.get(label, set())
        state = "none" if not mine and not other else "same" if mine == other else "part" if mine & other else "else"
        told.append(f"{label}:{state}")
        yield f"used={label}:{state}"
    yield f"used={' '.join(told)}"
    yield f"claims-ago={distance(claim.claims - number)}"
    yield f"claims-ago={distance(claim.claims - number)} {' '.join(told)}"

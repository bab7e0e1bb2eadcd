"""What a claim came of: the attack or the weapon that its own clauses name as its cause.

`قتل 3 وأصيب 5 في قصف مدفعي` names it behind the claims, that share it; `استهدفت مسيّرة سيارة، ما أدى إلى مقتل 3`
before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawthiq.nlp.blocks import Block
from tawthiq.nlp.claims import Claim, Text, extent
from tawthiq.nlp.state import Found, Trigger, within
from tawthiq.text.matchers import word_set

# Events that kill, destroy and drive out.
CAUSES = frozenset({"attack", "clash", "massacre"})
# What they bring about: told of one cause in a row.
_RESULTS = frozenset({"killing", "injury", "casualty", "destruction", "displacement"})
# How far from a claim its cause may stand, how far the next result of a row may, and how many words a cause takes with
# what it was done with.
_REACH = 14
_FAR = 40
_PHRASE = 5
# How many words may stand between the word that says a result and the claim (`أسفرت، بحسب الشرطة، عن مقتل`).
_LED = 5
_STOPS = frozenset(".!?؟؛:")
# How many sentences back the incident that is spoken of may be told.
_INCIDENT = 8


class Cause(NamedTuple):
    """Words `[first, last)`, where they stand to the claim, how the cause is named, of what type, with what weapons."""

    first: int
    last: int
    side: str  # behind, before, or result: before what is said to have come of it
    named: str  # the, a, verb, or weapon: no word for the attack
    type: str
    armed: bool

    @property
    def told(self) -> str:
        """The cause in a few words, for a feature."""
        return f"{self.side} {self.named} {self.type} {'armed' if self.armed else 'bare'}"

    @property
    def known(self) -> bool:
        """`في الهجوم`: an attack that was told before, whose weapon is not said again."""
        return self.named == "the" and not self.armed

    @property
    def unarmed(self) -> bool:
        """`قُتلوا في هجوم`, `في اشتباكات`: an incident of its own, told without a weapon; those told before are not its.

        Of 290 such claims in the corpus and in news five have a weapon that was said before.
        """
        return not self.armed and (self.type == "clash" or (self.side == "behind" and self.named == "a"))


class Told(NamedTuple):
    """Where a claim stands: its sentence, the words of its counts, and its trigger."""

    sentence: int
    first: int
    last: int
    trigger: Trigger | None


def cause_of(text: Text, claim: Claim) -> Cause | None:
    """The cause that the claim's own clauses name."""
    return _known(text, Told(claim.sentence, claim.first, claim.last, claim.trigger))


def owners(text: Text, claim: Claim) -> dict[int, list[tuple[int, str]]]:
    """First word of a weapon -> the claims of the sentence that came of it, by position, and the sides it stands on.

    `قُتل 3 في غارة، وأصيب جندي في توغل`: the raid is the cause of the three, so it is not the soldier's.
    """
    key = ("owners", claim.sentence, len(claim.blocks), claim.blocks[0].first)
    if key not in text.known:
        text.known[key] = _owners(text, claim)
    return text.known[key]  # type: ignore[return-value]


def _owners(text: Text, claim: Claim) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for position, block in enumerate(claim.blocks):
        cause = _known(text, _told(text, claim.sentence, block))
        if cause is not None:
            for m in _weapons(text.mentions, cause.first, cause.last):
                found.setdefault(m.first, []).append((position, cause.side))
    return found


def _told(text: Text, sentence: int, block: Block) -> Told:
    trigger = text.triggers[block.trigger] if block.trigger is not None else None
    return Told(sentence, *extent(block, trigger, text.counted), trigger)


def _known(text: Text, told: Told) -> Cause | None:
    if told not in text.known:
        text.known[told] = _behind(text, told) or _before(text, told)
    return text.known[told]  # type: ignore[return-value]


def _behind(text: Text, claim: Told) -> Cause | None:
    """`قتل 3، بينهم طفل، وأصيب 5 في قصف …`: stepping over the results that are joined to the claim."""
    signs = text.signs
    stop = min(signs.sentences[claim.sentence][1], claim.last + _FAR)
    weapons = {m.first: m for m in within(text.mentions, claim.last, stop) if m.label == "WEAPON"}
    reach = claim.last + _REACH
    for at in range(claim.last, stop):
        word, t = signs.norms[at], signs.triggers.get(at)
        if at > claim.last and (signs.kinds[at] == "clause" or word in _STOPS or word in word_set("resulting")):
            return None
        if at > reach:
            return None
        caused = signs.norms[at - 1] in word_set("causing")
        if t is not None and t.type in CAUSES and t.pos != "verb" and caused:
            return _cause(text, "behind", t, stop)
        if at in weapons and caused:
            return _armed("behind", weapons[at])
        if t is None or t is claim.trigger:
            continue
        if t.type in _RESULTS and signs.norms[at - 1] == "و":
            reach = at + _REACH
        elif t.pos == "verb" and t.mode != "relative":
            return None
    return None


def _before(text: Text, claim: Told) -> Cause | None:
    """`أسفر القصف عن مقتل 3`, `انفجرت سيارة … ما أدى إلى مقتل 3 وإصابة 5`: the last attack or weapon before them."""
    signs = text.signs
    own = claim.trigger
    start = claim.first
    if own is not None and signs.sentences[claim.sentence][0] <= own.first < start:
        start = own.first
    begin = max(signs.sentences[claim.sentence][0], start - _FAR)
    led = _led(text, begin, start)
    weapons = {m.first: m for m in within(text.mentions, begin, start) if m.label == "WEAPON"}
    for at in range(start - 1, begin - 1, -1):
        t = signs.triggers.get(at)
        if t is not None and t is not own and t.type in CAUSES:
            return _cause(text, "result" if led else "before", t, start)
        weapon = weapons.get(at)
        if weapon is not None and (led or at + 1 == start or weapon.last == start):
            return _with_attack(text, weapon, begin, start)
        if signs.kinds[at] == "clause" and at > begin and signs.norms[at] in word_set("contrasting"):
            return None
    return None


def _led(text: Text, begin: int, start: int) -> bool:
    """Whether the claim, or the first of the row of results it stands in, is said to have come of something."""
    signs = text.signs
    near = start
    for at in range(start - 1, begin - 1, -1):
        if near - at > _REACH:
            return False
        if signs.norms[at] in word_set("resulting") and near - at <= _LED:
            return True
        t = signs.triggers.get(at)
        if t is not None and t.type in _RESULTS:
            near = at
    return False


def _with_attack(text: Text, weapon: Found, begin: int, stop: int) -> Cause:
    """The weapon, or the attack just before it that it was used in (`استهدفوا حافلة بعبوة`)."""
    for t in reversed(within(text.triggers, max(begin, weapon.first - _REACH), weapon.first)):
        if t.type in CAUSES:
            return Cause(t.first, max(weapon.last, t.last), "result", _named(text, t), t.type, armed=True)
    return _armed("result", weapon)


def _armed(side: str, weapon: Found) -> Cause:
    return Cause(weapon.first, weapon.last + 2, side, "weapon", "weapon", armed=True)


def _named(text: Text, t: Trigger) -> str:
    return "verb" if t.pos == "verb" else "the" if text.signs.word(t.first).startswith("ال") else "a"


def _cause(text: Text, side: str, t: Trigger, stop: int) -> Cause:
    reach = _REACH if t.pos == "verb" else _PHRASE
    end = min(t.last + reach, max(stop, t.last))
    inside = _weapons(text.mentions, t.first, end)
    end = max([t.last + _PHRASE - 1, *(m.last for m in inside)])
    return Cause(t.first, end, side, _named(text, t), t.type, bool(inside))


def _weapons(mentions: Sequence[Found], first: int, last: int) -> list[Found]:
    return [m for m in within(mentions, first, last) if m.label == "WEAPON"]


def last_incident(text: Text, sentence: int) -> int:
    """The last sentence before that tells of an attack of its own or names a weapon, by number; -1 if none is near.

    `فجّر شاب نفسه … وقال ضابط إن 12 قُتلوا في الهجوم`: the attack that is meant is the one told last.
    """
    key = ("incident", sentence)
    if key not in text.known:
        near = range(sentence - 1, max(-1, sentence - _INCIDENT), -1)
        text.known[key] = next((n for n in near if _tells(text, n)), -1)
    return text.known[key]  # type: ignore[return-value]


def _tells(text: Text, sentence: int) -> bool:
    first, last = text.signs.sentences[sentence]
    if _weapons(text.mentions, first, last):
        return True
    return any(t.type in CAUSES and _named(text, t) != "the" for t in within(text.triggers, first, last))

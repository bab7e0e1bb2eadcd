"""Event triggers: the words that say an event, with the assertion of the scope they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tawthiq.nlp.assertion import figurative_words, is_fiction, is_natural, modes
from tawthiq.nlp.state import Counted, Found, Trigger, View
from tawthiq.text.matchers import TriggerForm, marker_phrases, norms, noun_trie, trigger_trie, word_set

_VIOLENT = frozenset({"attack", "clash", "detention", "abduction", "massacre"})
# What disease, accident and nature do to people and things.
_SUFFERED = frozenset({"killing", "injury", "casualty", "destruction"})
# `مراكز الاحتجاز`, `مخيمات النزوح`: these name a place or a status as well.
_STATES = frozenset({"detention", "torture", "displacement", "protest"})
_PREPOSITIONS = frozenset({"في", "من", "الي", "علي", "عن", "ب", "ل"})
# Who dies behind these in a sentence died of them (`أصيب 12 شخصاً، توفي اثنان منهم`).
_HURTING = frozenset({"injury", "attack", "clash", "torture", "casualty"})
_WHO = frozenset({"الذين", "اللواتي", "اللاتي", "ممن"})
_OF = frozenset({"ل", "عدد", "حصيله", "مجموع", "اجمالي", "كل"})
_NEAR = 5
_BLOW = 2
# … of recruitment, whose words say little else.
_RECRUITED = 16
_PERSONS = 9  # behind an event its place, its day and its subject may come first
_FAR = 14


def find_triggers(view: View, mentions: Sequence[Found], counted: Sequence[Counted]) -> list[Trigger]:
    """All triggers of a text in order; `counted` are its quantities, which may be what a trigger needs."""
    blocked = {i for f in mentions if f.label in ("SOURCE", "ORG", "ACTOR", "DATE") for i in range(f.first, f.last)}
    # `طائرة مسيّرة`: inside a weapon's name no word is a trigger.
    blocked |= {i for f in mentions if f.label == "WEAPON" for i in range(f.first + 1, f.last - _aims(view, f.last))}
    blocked |= figurative_words(view)
    # `704 أسر`: families
    blocked |= {i for c in counted if c.unit == "family" for i in range(c.number_last, c.last)}
    weapons = sorted(f.first for f in mentions if f.label == "WEAPON")
    armed_with = sorted(f.first for f in mentions if f.label == "WEAPON" and f.id not in ("drowning", "other_weapon"))
    actors = sorted(f.first for f in mentions if f.label == "ACTOR")
    people = {f.first for f in mentions if f.label == "PERSON"}
    people |= {c.number_first for c in counted if c.unit in ("", "person", "family")}
    subjects = {c.last for c in counted if c.unit == "person"}
    nouns = {c.number_last for c in counted if c.number_first < c.number_last < c.last}
    found: list[Trigger] = []
    natural = False
    for first, last in view.sentences:
        scope = modes(view, first, last)
        begun = len(found)
        hurt = False  # whether somebody was, so far in the sentence
        at = first
        while at < last:
            match = trigger_trie().longest(view.norms, at)
            if match is not None and _is_split(view, at, match, subjects):
                match = trigger_trie().longest(view.norms[at : at + 1], 0)  # `إن شخصاً قُتل وأصيب ثلاثة`
                match = (at + 1, match[1]) if match is not None else None
            if match is None or match[0] > last or at in blocked:
                at += 1
                continue
            # Behind a preposition and a number no verb stands: `في سجن عدرا`, `22 سجناً`.
            nominal = (at > first and view.norms[at - 1] in _PREPOSITIONS) or at in nouns
            forms = [f for f in match[1] if not nominal or f.form in ("noun", "phrase")]
            if _is_families(view, at, last):
                forms = []
            if at > first and view.norms[at - 1] in word_set("state_heads"):
                forms = [f for f in forms if f.form != "noun" or f.trigger.type not in _STATES]
            distances = [
                (0 if hurt else None, i)
                if f.trigger.needs == ("injury",)
                else (_distance(view, f, match[0], last, weapons, people), i)
                for i, f in enumerate(forms)
            ]
            known = [(d, i) for d, i in distances if d is not None]
            if not known:
                at += 1
                continue
            found.append(_trigger(view, at, match[0], last, forms, forms[min(known)[1]], scope[at - first]))
            hurt = hurt or found[-1].type in _HURTING
            at = match[0]
        if is_fiction(view, first, last):
            found[begun:] = [t._replace(mode="irrealis") for t in found[begun:]]
        here = is_natural(view, first, last)
        if here:
            found[begun:] = [t._replace(mode="irrealis") if _is_blow(view, t) else t for t in found[begun:]]
        armed = _has(armed_with, first, last) or any(
            t.type in _VIOLENT and not (here and _is_blow(view, t)) for t in found[begun:]
        )
        natural = not armed and (here or (natural and not _has(actors, first, last)))
        if natural:
            found[begun:] = [t._replace(mode="irrealis") if t.type in _SUFFERED else t for t in found[begun:]]
    return found


def _aims(view: View, last: int) -> bool:
    """`أطلق مسلحون النار على ثلاثة منازل`: the fire that a weapon's name ends with is aimed at something."""
    return view.norms[last - 1 : last + 1] == ["النار", "علي"]


def _is_split(view: View, at: int, match: tuple[int, Sequence[TriggerForm]], subjects: set[int]) -> bool:
    """`إن شخصاً قُتل وأصيب ثلاثة`: the person died; but `164 شخصاً قُتلوا أو أصيبوا` are one toll."""
    told = match[0] > at + 1 and at in subjects and match[1][0].trigger.type == "casualty"
    return told and view.norms[at + 1] != "او"


def _has(places: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the sorted `places` lies in `[first, last)`."""
    return bisect_left(places, first) < bisect_left(places, last)


def _is_blow(view: View, t: Trigger) -> bool:
    """`ضرب زلزال`, `هاجمت أسراب الجراد`: what nature does is told with a word of attack."""
    return t.pos != "noun" and t.type == "attack" and is_natural(view, t.last, t.last + _BLOW)


def _is_families(view: View, at: int, stop: int) -> bool:
    """`أغلب الأسر النازحة`: families, which are spelled like captivity; a feminine adjective tells them."""
    behind = view.norms[at + 1] if at + 1 < stop else ""
    return view.norms[at] == "الاسر" and ((behind.startswith("ال") and behind.endswith("ه")) or behind == "التي")


def _trigger(
    view: View, at: int, end: int, stop: int, forms: Sequence[TriggerForm], form: TriggerForm, mode: str
) -> Trigger:
    trigger = form.trigger
    # `قصف`, `قتل`: the past tense and the verbal noun are spelled alike.
    parts = [_part(f) for f in forms if f.trigger.type == trigger.type]
    pos = "both" if set(parts) == {"verb", "noun"} else _part(form)
    subject = trigger.subject
    if pos in ("noun", "both") and tuple(view.norms[max(0, at - 2) : at]) in marker_phrases("undergo"):
        pos, subject = "verb", "victim"  # `تعرضوا للتعذيب`
    if trigger.type == "attack" and form.form == "past" and end < stop and view.norms[end] in word_set("pronouns"):
        mode = "relative"
    return Trigger(at, end, trigger.type, pos, subject, mode)


def _part(form: TriggerForm) -> str:
    """The part of speech of a form: `verb`, `noun` or `phrase`."""
    return "verb" if form.form in ("past", "present") else form.form


def _distance(
    view: View, form: TriggerForm, at: int, stop: int, weapons: Sequence[int], people: set[int]
) -> int | None:
    """How far behind it stands what the trigger needs to be one (0 if nothing is needed), or None."""
    needs = form.trigger.needs
    if not needs:
        return 0
    if form.trigger.subject == "victim" and needs[0] == "person" and any(i in people for i in range(at - 8, at)):
        return 0  # `1.8 مليون شخص فروا`: the subject stands before its verb
    if form.trigger.subject == "victim" and needs[0] == "person" and at > 2:
        of = view.norms[at - 3 : at - 1]
        if of[1] in _WHO or (of[1] == "من" and of[0] in _OF):
            return 0  # `الذين قضوا تحت التعذيب`, `العدد الإجمالي لمن قضوا`
    if needs == ("weapon",):
        return _next(weapons, at, _FAR)
    if needs[0] in _UNITS_NEEDED:
        units, events = _UNITS_NEEDED[needs[0]]
        if needs[0] == "munition" and (armed := _next(weapons, at, _NEAR)) is not None:
            return armed
        reach = {"attack": _FAR, "person": _PERSONS}.get(needs[0], _NEAR)
        if form.trigger.type == "child_recruitment":
            reach = _RECRUITED
        for index in range(at, min(at + reach, stop)):
            if needs[0] == "person" and index in people:
                return index - at
            match = noun_trie().longest(view.norms, index)
            if match is not None and any(f.noun.unit in units or (f.noun.event or "-") in events for f in match[1]):
                return index - at
        return None
    wanted = {norms(word)[0] for word in needs}
    return next((i - at for i in range(at, min(at + _FAR, stop)) if view.norms[i] in wanted), None)


_UNITS_NEEDED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "person": (frozenset({"person", "family"}), frozenset()),
    "munition": (frozenset({"munition"}), frozenset()),
    "attack": (frozenset({"incident", "munition"}), frozenset({"attack"})),
    "facility": (frozenset({"facility"}), frozenset()),
}


def _next(places: Sequence[int], at: int, reach: int) -> int | None:
    """How far behind `at` the next of the sorted `places` stands, if within reach."""
    index = bisect_left(places, at)
    return places[index] - at if index < len(places) and places[index] < at + reach else None

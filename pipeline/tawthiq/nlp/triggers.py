"""Event triggers: the words that say an event, and whether they say that it happened.

The assertion of a trigger follows from the markers whose scope it stands in (calls, fears, purposes and hypotheses
give no event; denials and accusations are marked). A marker's scope runs to the right: to the end of its sentence
(`طالب`) or of its clause (`خوفاً من`). A factive word inside it (`التحقيق في مقتل …`) ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq.lexicon import Marker
from tawthiq.nlp.state import Found, Trigger, View
from tawthiq.text.matchers import TriggerForm, marker_trie, norms, noun_trie, trigger_trie
from tawthiq.text.phrases import PhraseTrie

_COMMAS = frozenset("،,؛;:")
_NEAR = 5
_FAR = 14
# Direct negation reaches only the words right behind it.
_SHORT_SCOPE = frozenset({"لم", "لن"})
_PRONOUNS = frozenset({"ه", "ها", "هم", "هما", "هن"})


@cache
def _scope_markers() -> PhraseTrie[Marker]:
    return marker_trie("irrealis", "denied", "alleged", "factive", "clause", "reporting")


def find_triggers(view: View, mentions: Sequence[Found]) -> list[Trigger]:
    """All triggers of a text in order."""
    blocked = {i for f in mentions if f.label in ("SOURCE", "ORG", "ACTOR", "DATE") for i in range(f.first, f.last)}
    weapons = sorted(f.first for f in mentions if f.label == "WEAPON")
    people = {f.first for f in mentions if f.label == "PERSON"}
    found: list[Trigger] = []
    for first, last in view.sentences:
        modes = _modes(view, first, last)
        at = first
        while at < last:
            match = trigger_trie().longest(view.norms, at)
            if match is None or match[0] > last or (at in blocked):
                at += 1
                continue
            form = next((f for f in match[1] if _needs_met(view, f, match[0], last, weapons, people)), None)
            if form is None:
                at += 1
                continue
            trigger = form.trigger
            mode = modes[at - first]
            if trigger.type == "attack" and trigger.pos == "verb" and form.form == "past" and match[0] < last and view.norms[match[0]] in _PRONOUNS:
                mode = "relative"
            # `قصف`, `قتل`: the past tense and the verbal noun are spelled alike.
            forms = {"verb" if f.form in ("past", "present") else f.form for f in match[1] if f.trigger.type == trigger.type}
            pos = "both" if forms == {"verb", "noun"} else forms.pop()
            found.append(Trigger(at, match[0], trigger.type, pos, trigger.subject, mode))
            at = match[0]
    return found


def _needs_met(
    view: View, form: TriggerForm, at: int, stop: int, weapons: Sequence[int], people: set[int]
) -> bool:
    """Whether what the trigger needs to be one follows it."""
    needs = form.trigger.needs
    if not needs:
        return True
    near = range(at, min(at + (_FAR if needs[0] == "attack" else _NEAR), stop))
    if needs == ("weapon",):
        return any(at <= w < at + _FAR for w in weapons)
    if needs[0] in _UNITS_NEEDED:
        units, events = _UNITS_NEEDED[needs[0]]
        for index in near:
            if needs[0] == "person" and (index in people or view.norms[index][0].isdigit()):
                return True
            match = noun_trie().longest(view.norms, index)
            if match is None:
                continue
            for f in match[1]:
                if f.noun.unit in units or (f.noun.event in events and f.noun.event):
                    return True
        return False
    wanted = {norms(word)[0] for word in needs}
    return any(view.norms[i] in wanted for i in range(at, min(at + _FAR, stop)))


_UNITS_NEEDED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "person": (frozenset({"person", "family"}), frozenset()),
    "munition": (frozenset({"munition"}), frozenset()),
    "attack": (frozenset({"incident", "munition"}), frozenset({"attack"})),
    "facility": (frozenset({"facility"}), frozenset()),
}


def _modes(view: View, first: int, last: int) -> list[str]:
    """The assertion of each word of a sentence."""
    modes = ["asserted"] * (last - first)
    mode, until_clause, remaining = "asserted", False, 0
    at = first
    trie = _scope_markers()
    while at < last:
        match = trie.longest(view.norms, at)
        if match is not None and match[0] <= last:
            end, marker = match
            if marker.kind in ("factive", "clause", "reporting"):
                mode = "asserted"
            elif not (mode == "irrealis" and marker.kind != "irrealis"):
                mode, until_clause = marker.kind, marker.value != "sentence"
                remaining = 4 if marker.phrase in _SHORT_SCOPE else 0
            for index in range(at, end):
                modes[index - first] = mode
            at = end
            continue
        if mode != "asserted" and (until_clause and view.norms[at] in _COMMAS or _new_clause(view, at, first, last)):
            mode = "asserted"
        modes[at - first] = mode
        if remaining:
            remaining -= 1
            if not remaining:
                mode = "asserted"
        at += 1
    return modes


def _new_clause(view: View, at: int, first: int, last: int) -> bool:
    """Whether `و` at `at` opens a clause of its own with a verb in the past: what it tells stands outside the scope."""
    if view.norms[at] != "و" or at + 1 >= last:
        return False
    match = trigger_trie().longest(view.norms, at + 1)
    if match is None:
        return False
    forms = {form.form for form in match[1]}
    return "past" in forms and ("noun" not in forms or (at > first and view.norms[at - 1] in _COMMAS))

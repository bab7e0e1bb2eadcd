"""Headings of lists: what the bare numbers below them count (`القتلى حسب المحافظات:` and then `- 15 في حلب`)."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.links import PERSON_EVENTS
from tawthiq.nlp.state import Trigger, View, within
from tawthiq.text.matchers import noun_trie

# What people of these categories have suffered.
_UNDERGONE = {"detainee": "detention", "displaced_person": "displacement"}
_EVENTS = PERSON_EVENTS - {"statistic"}
# A longer sentence is no heading.
_LONGEST = 20


def heading_event(view: View, first: int, last: int, triggers: Sequence[Trigger]) -> str:
    """The event that a heading says of people, by its trigger or by their noun; empty if the sentence is no heading."""
    if view.norms[last - 1] != ":" or last - first > _LONGEST:
        return ""
    said = [t.type for t in within(triggers, first, last) if t.type in _EVENTS and t.mode != "irrealis"]
    return next(iter([*said, *_of_nouns(view.norms[first:last])]), "")


def _of_nouns(words: Sequence[str]) -> list[str]:
    """The events of definite nouns (`القتلى`, `الجرحى`)."""
    found = []
    for word in words:
        match = noun_trie().longest([word.removeprefix("ال")], 0) if word.startswith("ال") else None
        nouns = [form.noun for form in match[1]] if match else []
        found += [noun.event or _UNDERGONE.get(noun.category, "") for noun in nouns]
    return [event for event in found if event in _EVENTS]

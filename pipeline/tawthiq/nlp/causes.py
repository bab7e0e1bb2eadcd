"""Counts with a cause of death of their own: `بينهم 20 طفلاً، و6 ضحايا بسبب التعذيب`, which nobody else died of."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.state import Counted, Found, View
from tawthiq.text.matchers import word_set

_BACK = frozenset({"منهم", "منهن", "اخرين", "اخرون"})


def by_torture(
    view: View, counts: Sequence[int], counted: Sequence[Counted], weapons: Sequence[Found]
) -> dict[int, Found]:
    """The counts, behind another of their record, right behind which stands that they died of torture."""
    found: dict[int, Found] = {}
    for m in weapons:
        if m.id != "torture":
            continue
        index = next((i for i in counts if i != counts[0] and _leads(view, counted[i], m)), None)
        if index is not None:
            found[index] = m
    return found


def _leads(view: View, c: Counted, m: Found) -> bool:
    """`25 شخصاً قضوا بسبب التعذيب`: only a preposition between, and a verb if several are told of."""
    if not c.last <= m.first:
        return False
    between = view.norms[c.last : m.first]
    verbs = [w for w in between if w in word_set("dying")]
    small = all(w in word_set("causing") or w in _BACK or w in ("تحت", "من") for w in between if w not in verbs)
    return small and len(verbs) <= 1 and (not verbs or c.low > 2)

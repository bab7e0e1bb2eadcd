"""Places: gazetteer names, and unknown names introduced by a class word (`قرية …`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tawthiq.nlp.state import Found, View
from tawthiq.text import gazetteer
from tawthiq.text.matchers import norms

# Words that join the links of a chain (`بلدة كفرنبودة في ريف حماة الشمالي`).
_LINKS = frozenset(
    norms(word)[0]
    for word in (
        "في", "ب", "من", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط", "الشمالي", "الجنوبي",
        "الشرقي", "الغربي", "الشمالية", "الجنوبية", "الشرقية", "الغربية", "الأوسط", "التابعة", "التابع", "ل", "شمالى", "جنوب",
        "قرب", "ضواحي", "أطراف", "محيط", "غربى", "الواقعة", "على",
    )
)  # fmt: skip


def find_places(view: View) -> list[Found]:
    """All places, left to right, none overlapping."""
    candidates = list(gazetteer.find(view.norms))
    country = country_of(Counter(c.country for _, _, names in candidates for c in names[:1]))
    found: list[Found] = []
    admin1: str | None = None
    for first, last, names in candidates:
        place = gazetteer.resolve(names, country, admin1)
        if place.kind in ("governorate", "region"):
            admin1 = place.admin1 or place.name
        found.append(
            Found(
                first, last, "PLACE", place.id, place.name, f"gazetteer:{place.kind}",
                (place.country, place.admin1, place.lat, place.lon),
            )
        )  # fmt: skip
    return found


def country_of(counter: Counter[str]) -> str | None:
    """The country a document is about: the one it names most."""
    return counter.most_common(1)[0][0] if counter else None


def in_chain(view: View, left: Found, right: Found) -> bool:
    """Whether two neighbouring places are links of one chain, the finer one first."""
    between = view.norms[left.last : right.first]
    return len(between) <= 4 and all(word in _LINKS or word in gazetteer.CLASS_WORDS for word in between)


def chains(view: View, places: Sequence[Found]) -> list[list[Found]]:
    """The places in groups: each group one place with the larger areas it lies in."""
    groups: list[list[Found]] = []
    for place in places:
        if groups and in_chain(view, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups

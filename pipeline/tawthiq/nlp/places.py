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
        "في", "ب", "من", "الشمالي", "الجنوبي", "الشرقي", "الغربي", "الشمالية", "الجنوبية", "الشرقية", "الغربية", "الأوسط",
        "التابعة", "التابع", "ل", "ضواحي", "أطراف", "محيط", "الواقعة", "على", "أقصى", "عند",
    )
)  # fmt: skip


def find_places(view: View) -> list[Found]:
    """All places, left to right, none overlapping."""
    country = country_of(
        Counter(m.candidates[0].country for m in gazetteer.find(view.norms) if m.candidates)
    )
    found: list[Found] = []
    admin1: str | None = None
    for match in gazetteer.find(view.norms, country, unknown=True):
        if match.last - match.first == 1 and view.norms[match.first].removeprefix("ال") in gazetteer.class_words():
            continue  # `المحافظة`, `المدينة`: the one named before
        if not match.candidates:
            word = view.norms[match.first]
            if word.endswith("يه") and not word.startswith("ال"):
                continue  # an adjective: `منطقة عسكرية`
            name = view.char_span(match.first, match.last).text
            found.append(
                Found(match.first, match.last, "PLACE", "", name, f"class-word:{match.kind}", (country, None, None, None))
            )
            continue
        place = gazetteer.resolve(match.candidates, country, admin1, match.kind)
        if place.kind in ("governorate", "region"):
            admin1 = place.admin1 or place.name
        where = (place.country, place.admin1, place.lat, place.lon)
        found.append(Found(match.first, match.last, "PLACE", place.id, place.name, f"gazetteer:{place.kind}", where))
    return found


def country_of(counter: Counter[str]) -> str | None:
    """The country a document is about: the one it names most."""
    return counter.most_common(1)[0][0] if counter else None


def in_chain(view: View, left: Found, right: Found) -> bool:
    """Whether two neighbouring places are links of one chain, the finer one first."""
    between = view.norms[left.last : right.first]
    return 0 < len(between) <= 4 and all(
        word in _LINKS or word in gazetteer.class_words() or word in gazetteer.local_words() for word in between
    )


def chains(view: View, places: Sequence[Found]) -> list[list[Found]]:
    """The places in groups: each group one place with the larger areas it lies in."""
    groups: list[list[Found]] = []
    for place in places:
        if groups and in_chain(view, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups

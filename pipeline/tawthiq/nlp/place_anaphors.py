"""Places that are spoken of without their names: `المحافظة`, `العاصمة`, `البلاد`, `الأراضي السورية`."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.nlp.state import Found, View
from tawthiq.text import gazetteer
from tawthiq.text.gazetteer import GazetteerPlace
from tawthiq.text.matchers import demonym_forms, word_set
from tawthiq.text.normalize import fold
from tawthiq.text.place_words import directions

# Which kinds of place a class word may go back to; the gazetteer's kinds are rougher than everyday words.
ALIKE = {
    "city": ("city", "town"), "town": ("town", "village", "city"), "village": ("village", "town"),
    "governorate": ("governorate", "city"), "sector": ("region",), "region": ("region", "town", "village", "area"),
}  # fmt: skip
_CAPITAL = fold("العاصمة")
_COUNTRY = fold("البلاد")
_STRIP = fold("القطاع")
_GAZA = fold("غزة")
# How many places back one may be meant.
_FAR = 200
# How many words may stand between a place and the one that says where it lies.
_CHAINED = 7
_OPENING = frozenset("،,(")


def anaphor(words: Sequence[str]) -> str | None:
    """The kind of place that a definite class word alone speaks of (`المحافظة`: the one named before), or None."""
    if len(words) != 1 or not words[0].startswith("ال") or words[0] in word_set("no_anaphors"):
        return None
    known = gazetteer.class_words().get(words[0].removeprefix("ال"))
    return known.kind if known is not None else None


def add_unnamed(view: View, found: Sequence[Found], country: str | None) -> list[Found]:
    """The places with those that are spoken of without a name; `country` is what the document is about."""
    taken = {i for f in found for i in range(f.first - 1, f.last)}
    # `العاصمة السورية دمشق`
    named_next = {f.first - 2 for f in found} | {f.first - 1 for f in found}
    result: list[Found] = []
    named = list(found)
    for index in range(len(view.norms)):
        while named and named[0].first <= index:
            result.append(named.pop(0))
        if index in taken:
            continue
        unnamed = _country_area(view, index) or (
            None if index in named_next else _capital_or_country(view, index, country)
        )
        if unnamed is None and view.norms[index] not in (_CAPITAL, _COUNTRY):
            unnamed = _named_before(view, index, result)
        if unnamed is not None:
            result.append(unnamed)
    return [*result, *named]


def _named_before(view: View, index: int, before: Sequence[Found]) -> Found | None:
    """What `المحافظة`, `البلدة` … goes back to: the last place of that kind."""
    word = view.norms[index]
    kind = anaphor([word])
    if kind is None or gazetteer.class_words()[word.removeprefix("ال")].number != "one":
        return None  # `القرى` are others than the one named
    kinds = ALIKE.get(kind, (kind,))
    beyond = index > 0 and view.norms[index - 1] in gazetteer.local_words()
    near = before[-_FAR:]
    for at in range(len(near) - 1, -1, -1):
        place = near[at]
        if beyond and place.last == index - 1:
            continue  # `في جزرة غرب المدينة`: of another city
        if place.rule.rpartition(":")[2] in kinds and (word != _STRIP or _GAZA in fold(place.name).split()):
            if kind != "governorate":
                place = _located_from(view, near, at, kinds)
            again: Found = place._replace(first=index, last=index + 1, rule=f"anaphor:{place.rule.rpartition(':')[2]}")
            return again
    return None


def _located_from(view: View, places: Sequence[Found], at: int, kinds: Sequence[str]) -> Found:
    """The place of which `places[at]` only says where it lies: `بيجي (200 كلم شمال بغداد) … في المدينة` is بيجي."""
    found = places[at]
    if not at or view.norms[found.first - 1] not in directions():
        return found
    while at and _linked(view, places[at - 1], places[at]):
        at -= 1
        if places[at].rule.rpartition(":")[2] in kinds:
            found = places[at]
    return found


def _linked(view: View, place: Found, point: Found) -> bool:
    """Whether all that stands between two places is a distance, a direction, or what the first is of the second."""
    between = view.norms[place.last : point.first]
    return len(between) <= _CHAINED and all(
        word.isdecimal() or word in _OPENING or word in word_set("measures") or word in word_set("place_links")
        or word in gazetteer.class_words() or word in gazetteer.local_words()
        for word in between
    )  # fmt: skip


def _capital_or_country(view: View, index: int, country: str | None) -> Found | None:
    """`العاصمة`, `البلاد`: of the document's country; `العاصمة الليبية`: of that one."""
    word = view.norms[index]
    if word not in (_CAPITAL, _COUNTRY):
        return None
    adjective = demonym_forms().get(view.norms[index + 1]) if index + 1 < len(view.norms) else None
    code: str | None = country if adjective is None else adjective[0].country
    if code is None:
        return None
    place = gazetteer.capital(code) if word == _CAPITAL else gazetteer.country(code)
    return None if place is None else _found(index, index + 1, place)


def _country_area(view: View, index: int) -> Found | None:
    """`الأراضي السورية`, `محافظات يمنية`: the country."""
    if view.norms[index] not in word_set("country_areas") or index + 1 >= len(view.norms):
        return None
    adjective = demonym_forms().get(view.norms[index + 1])
    place = gazetteer.country(adjective[0].country) if adjective is not None else None
    return None if place is None else _found(index, index + 2, place)


def _found(first: int, last: int, place: GazetteerPlace) -> Found:
    where = (place.country, place.admin1, place.lat, place.lon)
    return Found(first, last, "PLACE", place.id, place.name, f"anaphor:{place.kind}", where)

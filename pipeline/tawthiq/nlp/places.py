"""Places: gazetteer names, and unknown names introduced by a class word (`قرية …`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.place_anaphors import ALIKE, add_unnamed, anaphor
from tawthiq.nlp.signs import CONJUNCTIONS
from tawthiq.nlp.state import Found, View
from tawthiq.text import gazetteer, place_finder
from tawthiq.text.matchers import demonym_forms, word_set
from tawthiq.text.normalize import fold
from tawthiq.text.place_finder import PlaceMatch
from tawthiq.text.place_shapes import QUOTES, is_glued, is_strange
from tawthiq.text.place_words import directions

# How many words may stand between coordinated places, and which.
_JOINED = 5
_JOINTS = frozenset({"في", "ب", "من", '"'})
# How many words a bracket behind a place may hold that says where it lies.
_BRACKETED = 5
# How many words may stand between the links of a chain, and what a link behind the place may begin with.
_CHAINED = 6
_OPENING = frozenset("،,(")
_TOWARDS = "الي"
# How many words a quotation of a row of places may hold before or behind two of them.
_QUOTED = 30
_CLOSING = frozenset('"()')
_TAGS = frozenset("#_")


def find_places(view: View) -> list[Found]:
    """All places, left to right, none overlapping."""
    country = country_of(Counter(m.candidates[0].country for m in _matches(view) if m.candidates))
    found: list[Found] = []
    admin1: str | None = None
    for match in _matches(view, country, unknown=True):
        if _is_owned(view, match.last):
            continue  # `سيدة وجنينها`: no name carries a pronoun
        kind = anaphor(view.norms[match.first : match.last])
        if kind is not None and (kind in ALIKE or match.start == match.first):
            continue  # `بلدات المحافظة`; but `حي الميدان` is a name
        if not match.candidates:
            word = view.norms[match.first]
            glued = match.start == match.first and word not in gazetteer.class_words() and is_glued(word)
            if (word in _function_words() and not glued) or _is_adjective(view, match):
                continue
            name = view.char_span(match.first, match.last).text
            if glued:
                name = name[1:]  # `وطوطح`: the conjunction could not be cut
            found.append(
                Found(
                    match.first, match.last, "PLACE", "", name, f"class-word:{match.kind}", (country, None, None, None)
                )
            )
            continue
        place = gazetteer.resolve(match.candidates, country, admin1, match.kind)
        if place.kind in ("governorate", "region"):
            admin1 = place.admin1 or place.name
        where = (place.country, place.admin1, place.lat, place.lon)
        name = _name(view, match.first, match.last)
        found.append(Found(match.first, match.last, "PLACE", place.id, name, f"gazetteer:{place.kind}", where))
    return add_unnamed(view, found, country_of(countries(view.norms, found)))


def _matches(view: View, country: str | None = None, unknown: bool = False) -> Iterator[PlaceMatch]:
    """The places of a text; the signs of hashtags are read over (`في مدينة #معرة_النعمان`)."""
    if _TAGS.isdisjoint(view.norms):
        yield from place_finder.find(view.norms, country, unknown)
        return
    plain = [i for i, norm in enumerate(view.norms) if norm not in _TAGS]
    for match in place_finder.find([view.norms[i] for i in plain], country, unknown):
        first, last, start = plain[match.first], plain[match.last - 1] + 1, plain[match.start]
        yield match._replace(first=first, last=last, start=start)


def _is_owned(view: View, at: int) -> bool:
    """Whether a pronoun is cut from the word before `at`."""
    words = view.words
    return at < len(words) and view.norms[at] in word_set("pronouns") and words[at].start == words[at - 1].end


def _is_adjective(view: View, match: PlaceMatch) -> bool:
    """Whether what stands behind a class word says of which kind (`منطقة عسكرية`); but `قرية حاضية` is in no list."""
    word = view.norms[match.first]
    if not word.endswith("يه") or word.startswith("ال"):
        return False
    quoted = match.first > 0 and view.norms[match.first - 1] in QUOTES
    return not quoted and (match.kind not in ("village", "town", "city") or not is_strange(word))


def _name(view: View, first: int, last: int) -> str:
    """A name as it is written, without an adjective that is no part of it (`القدس المحتلة`) and a hashtag's joints."""
    if last - first > 1 and view.norms[last - 1] in word_set("occupied"):
        last -= 1
    return view.char_span(first, last).text.replace("_", " ")


def countries(norms: Sequence[str], places: Iterable[Found]) -> Counter[str]:
    """How often each country is spoken of, by its places and its adjectives."""
    counter: Counter[str] = Counter()
    for place in places:
        if place.place and place.place[0]:
            counter[place.place[0]] += 2
    adjectives = demonym_forms()
    counter.update(adjectives[norm][0].country for norm in norms if norm in adjectives)
    return counter


def country_of(counter: Counter[str]) -> str | None:
    """The country a document is about: the one it names most."""
    return counter.most_common(1)[0][0] if counter else None


def in_chain(view: View, left: Found, right: Found) -> bool:
    """Whether two neighbouring places are links of one chain: the second only says where the first lies.

    `كفرنبل في ريف إدلب`, `بيت حانون شمال القطاع`, `أبو غريب، غرب بغداد`, `حديثة (240 كلم غرب بغداد)`.
    """
    between = [w for w in view.norms[left.last : right.first] if w not in _TAGS]
    if len(between) > _CHAINED or _lies_inside(right, left):
        return False
    if not _is_part(view, left) and _is_apart(left, right, between):
        return False
    if not between:
        return _is_direction(view.norms[right.first])
    where = [w for w in between if not (w.isdecimal() or w in _OPENING or w in word_set("measures"))]
    if not _linking_words().issuperset(where):
        return False
    if between[0] not in _OPENING:
        return len(where) == len(between) or any(_is_direction(w) or w in word_set("locating") for w in where)
    first = next((w for w in where if w not in _JOINTS), view.norms[right.first])
    return _is_direction(first) or first in word_set("locating") or (bool(where) and _lies_inside(left, right))


def _is_apart(left: Found, right: Found, between: Sequence[str]) -> bool:
    """Whether no place lies in another like this: a country in anything, in another country, `من صعدة إلى عمران`."""
    if left.rule.endswith(":country"):
        return True  # `المدعوم من تركيا في جنديرس`
    if any(_is_direction(word) or word in word_set("locating") for word in between):
        return False  # `القريبة من سوريا`
    if between[:1] == [_TOWARDS]:
        return True
    if left.place is None or right.place is None:
        return False
    return left.rule.startswith("gazetteer") and bool(left.place[0] != right.place[0])


def _is_direction(word: str) -> bool:
    return word in directions()


def _lies_inside(place: Found, area: Found) -> bool:
    """Whether a place is finer than the country or area named before it (`في العراق، قرب الموصل`)."""
    if place.place is None or area.place is None or place.place[0] != area.place[0]:
        return False
    if area.rule.endswith(":country"):
        return not place.rule.endswith(":country")
    return area.rule.endswith(":governorate") and area.place[1] == place.place[1] and place.name != area.name


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.first_column("function_words"))


def coordinated(view: View, left: Found, right: Found) -> bool:
    """Whether two places are joined by a conjunction (`حلب وبلدة الباب`, `حماة (وسط) وإدلب`, `طريق دوما - حرستا`)."""
    between = list(view.norms[left.last : right.first])
    if between == ["-"] or between == ["–"]:
        return True
    if not between:
        return not right.id and is_glued(view.norms[right.first])  # `الفرحانية وأم شرشوح`
    if len(between) <= _JOINED and "،" in between and _in_one_quotation(view, left, right):
        return True
    if between[:1] == ["("] and ")" in between[: _BRACKETED + 2]:
        del between[: between.index(")") + 1]  # where it lies
    while between and between[0] in word_set("place_sides"):
        del between[0]
    joined = len(between) <= _JOINED and not CONJUNCTIONS.isdisjoint(between)
    return joined and _joining_words().issuperset(between)


def _in_one_quotation(view: View, left: Found, right: Found) -> bool:
    """Whether a quotation or bracket opens right before the row that ends in `left`, and goes on behind `right`.

    `مناطق «الصفا، قضاء المرج سيطرة الكصب، قضاء الندى»`
    """
    behind = next((w for w in view.norms[right.last : right.last + _QUOTED] if w in _CLOSING), None)
    before = view.norms[max(0, left.first - _QUOTED) : left.first]
    opened = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _CLOSING), None)
    if behind is None or opened is None or opened == 0:
        return False
    plural = gazetteer.class_words().get(before[opened - 1])
    return plural is not None and plural.number == "many" and (before[opened] == "(") == (behind == ")")


@cache
def _joining_words() -> frozenset[str]:
    return CONJUNCTIONS | _JOINTS | word_set("place_joints") | gazetteer.class_words().keys() | gazetteer.local_words()


@cache
def _linking_words() -> frozenset[str]:
    return word_set("place_links") | gazetteer.class_words().keys() | gazetteer.local_words()


def chains(view: View, places: Sequence[Found]) -> list[list[Found]]:
    """The places in groups: each group one place with the larger areas it lies in.

    A street, a junction or a part that towns have is no place where its town is said (`تقاطع الفاروق وسط الرمادي`,
    `المنطقة الصناعية في حسياء`).
    """
    groups: list[list[Found]] = []
    for place in places:
        if groups and in_chain(view, groups[-1][-1], place):
            if len(groups[-1]) == 1 and (_is_street(view, groups[-1][0]) or _is_part(view, groups[-1][0])):
                groups[-1].clear()
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_street(view: View, place: Found) -> bool:
    announced = gazetteer.class_words().get(view.norms[place.first - 1]) if place.first else None
    return place.rule.endswith(":street") or (announced is not None and announced.kind == "street")


def _is_part(view: View, place: Found) -> bool:
    words = view.norms[place.first : place.last]
    return len(words) == 2 and words[0] in word_set("parts_of_towns")

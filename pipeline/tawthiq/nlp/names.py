"""Persons, organisations and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.actors import valid_names
from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import marker_trie, name_trie, norms, noun_trie, trigger_trie, word_set
from tawthiq.text.normalize import fold

# In match form `على` reads like the name `علي`.
_PREPOSITIONS_LIKE_NAMES = frozenset({"على", "إلى", "الى"})

# A given name that is as well the word for names.
_LISTS = frozenset({"اسماء"})


@cache
def _known() -> frozenset[str]:
    """Words that never belong to a person's name: triggers, markers, countable nouns."""
    return frozenset(
        {*trigger_trie().words, *noun_trie().words, *marker_trie("reporting", "subset", "agent", "irrealis").words}
    )


@cache
def _given() -> dict[str, str]:
    return {norms(row["name"])[-1]: row.get("gender", "") for _, row in lexicon.rows("given_names")}


@cache
def roles() -> dict[str, str]:
    """Words that stand before a person's name -> the category they say."""
    return {fold(row["word"]): row["category"] for _, row in lexicon.rows("roles")}


def gender_of(name: str) -> str:
    """`m`, `f` or empty, by the given name a person's name begins with."""
    first = norms(name)
    return _given().get(first[0], "") if first else ""


def find_persons(view: View, places: set[int], listed: Mapping[int, int] | None = None) -> Iterator[Found]:
    """Named persons: a given name and the names after it; `places` are first words of places, which begin no person.

    `listed` are the names of rolls (first word -> past the last), where a name needs no known given name.

    A place inside a name (`رشا العبيدي`) is part of it.
    """
    at, n = 0, len(view.norms)
    sentence_end = dict(view.sentences)
    stop = n
    while at < n:
        stop = sentence_end.get(at, stop)
        last = None if at in places else (listed or {}).get(at) or _person_end(view, at, stop)
        if last is None:
            at += 1
            continue
        role = view.norms[at - 1] if at else ""
        yield Found(at, last, "PERSON", roles().get(role, ""), view.char_span(at, last).text, "given-name")
        at = last


def _person_end(view: View, at: int, stop: int) -> int | None:
    given = _given()
    word = view.norms[at]
    if _is_preposition(view, at):
        return None
    if word in _LISTS and _is_of_victims(view, at + 1, stop):
        return None
    if _is_building(view, at, stop):
        return None
    if word not in given and not (word in word_set("name_joints") and at + 1 < stop and view.norms[at + 1] in given):
        return None
    last = at + 1
    while last < stop and last - at < 5 and _is_name_part(view, last, last - at):
        last += 1
    while last > at and view.norms[last - 1] in word_set("name_joints"):
        last -= 1
    if last == at:
        return None  # `للشيخ أم على …`: nothing but a joint
    # A given name alone is often an ordinary word; it needs a second name, or a title before it.
    alone = last - at < 2
    return None if alone and not (at and view.norms[at - 1] in roles()) else last


def _is_of_victims(view: View, at: int, stop: int) -> bool:
    """`أسماء الشهداء`, `أسماء بعض ضحايا …`: names of many, rather than somebody called so."""
    if at < stop and view.norms[at] in word_set("name_quantifiers"):
        return True
    match = noun_trie().longest(view.norms, at) if at < stop else None
    return match is not None and match[1][0].number == "plural"


def _is_building(view: View, at: int, stop: int) -> bool:
    """`جامع الحليسات`: a mosque, though people are called so too."""
    if at + 1 >= stop or not view.norms[at + 1].startswith("ال") or (at and view.norms[at - 1] in roles()):
        return False
    match = noun_trie().longest(view.norms[at : at + 1], 0)
    return match is not None and match[1][0].noun.unit == "facility" and match[1][0].number == "singular"


def _is_name_part(view: View, index: int, begun: int) -> bool:
    """Whether a word goes on with a name that has `begun` words so far."""
    word = view.norms[index]
    if not word.isalpha() or word in word_set("not_in_names"):
        return False
    if word in _given() or word in word_set("name_joints"):
        return True
    if begun >= 2 and word.startswith("ال") and word in noun_trie().words:
        return True  # family names are often trades: `أحمد سعيد الخطيب`
    return word not in _known() and len(word) > 2 and not word.isascii()


def is_name_word(view: View, index: int) -> bool:
    """Whether a word may belong to a name where nothing but a name is awaited."""
    word = view.norms[index]
    if _is_preposition(view, index):
        return False
    if word in _given() or word in word_set("name_joints"):
        return True
    ends = word in word_set("not_in_names") or word in word_set("behind_names")
    plain = word.isalpha() and not word.isascii() and not ends and len(word) > 1
    return plain and (word not in _known() or (word.startswith("ال") and word in noun_trie().words))


def has_given_name(view: View, first: int, last: int) -> bool:
    """Whether words `[first, last)` hold a given name."""
    return any(view.norms[i] in _given() and not _is_preposition(view, i) for i in range(first, last))


def _is_preposition(view: View, at: int) -> bool:
    """`على`, which reads like the name `علي`."""
    return view.char_span(at, at + 1).text in _PREPOSITIONS_LIKE_NAMES


def find_organisations(view: View) -> Iterator[Found]:
    """Organisations: a head word with the definite words that follow it (`منظمة … الدولية`)."""
    at, n = 0, len(view.norms)
    while at < n:
        if view.norms[at] in word_set("organisation_heads"):
            last = at + 1
            while last < n and last - at < 6 and _is_definite(view, last) and view.norms[last] not in _known():
                last += 1
            if last - at > 1:
                yield Found(at, last, "ORG", "", view.char_span(at, last).text, "organisation-head")
                at = last
                continue
        at += 1


def _is_definite(view: View, at: int) -> bool:
    """Whether a word has the article; `آلاف` only looks like it in match form (`تجمع آلاف المحتجين`)."""
    return view.norms[at].startswith("ال") and view.norms[at] != "الاف"


def find_sources(view: View, country: str | None, day: date | None) -> list[Found]:
    """Sources by name; whether one speaks in a sentence is decided when events are built."""
    found = []
    for first, last, names in name_trie("sources").find(view.norms):
        if fitting := valid_names(names, country, day):
            found.append(
                Found(first, last, "SOURCE", fitting[0].id, view.char_span(first, last).text, "source-lexicon")
            )
    return found

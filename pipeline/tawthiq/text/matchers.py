"""The lexicons as tries over match forms, with every entry inflected by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from tawthiq import lexicon
from tawthiq.lexicon import Demonym, Name, Noun, Trigger
from tawthiq.text.inflect import construct_forms, definite, noun_forms, verb_forms
from tawthiq.text.normalize import fold
from tawthiq.text.phrases import PhraseTrie
from tawthiq.text.words import split_words

# A preposition in a noun of several words is no longer (`متطوع في الهلال الأحمر`).
_PREPOSITION = 3


class NounForm(NamedTuple):
    """An inflected countable noun: its entry and its number (`singular`, `dual`, `plural`)."""

    noun: Noun
    number: str
    definite: bool


class TriggerForm(NamedTuple):
    """An inflected trigger: its entry and whether it is a verb in the `past` or `present`, or a `noun`."""

    trigger: Trigger
    form: str


def norms(phrase: str) -> tuple[str, ...]:
    """The match forms of a phrase, cut exactly as running text is."""
    return tuple(word.norm for word in split_words(phrase))


@cache
def noun_trie() -> PhraseTrie[tuple[NounForm, ...]]:
    """Countable nouns in all their forms."""
    forms: dict[tuple[str, ...], list[NounForm]] = {}
    for noun in lexicon.nouns():
        for phrase, number in _noun_phrases(noun):
            found = forms.setdefault(phrase, [])
            if not any(f.noun is noun for f in found):
                found.append(NounForm(noun, number, phrase[0].startswith("ال")))
    return _trie((phrase, tuple(found)) for phrase, found in forms.items())


def _noun_phrases(noun: Noun) -> Iterator[tuple[tuple[str, ...], str]]:
    head, *rest = noun.singular.split() if noun.singular else (noun.plurals[0].split())
    if not rest:
        if noun.singular:
            for form, number in noun_forms(head, noun.plurals).items():
                yield (form,), number
            for form, number in construct_forms(head, noun.plurals).items():
                yield (form,), number
        else:
            for plural in noun.plurals:
                yield (norms(plural)), "plural"
                yield (definite(norms(plural)[0]), *norms(plural)[1:]), "plural"
        return
    # Noun with adjectives or genitives: every word takes its own endings; the number is the first word's. As with
    # single nouns the singular comes first, and the plural before the dual (`معتقلين سياسيين`).
    yield from _inflected(noun, "singular")
    for plural in noun.plurals:
        options = []
        for word in norms(plural):
            variants = [word, definite(word)]
            if word.endswith("ون"):
                variants += [word[:-2] + "ين", definite(word[:-2] + "ين"), word[:-2] + "ي", word[:-2] + "و"]
            elif not word.endswith(("ات", "ه")):
                variants.append(word + "ا")
            options.append(variants)
        for phrase in product(*options):
            yield phrase, "plural"
    yield from _inflected(noun, "dual")


def _inflected(noun: Noun, number: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The forms of a noun of several words in the singular or the dual."""
    words = noun.singular.split()
    tables = [noun_forms(word) for word in words]
    options = [[f for f, n in table.items() if n == number] for table in tables]
    for index in range(1, len(options)):
        # A genitive keeps its singular whatever the number of the head (`سيارتا إسعاف`).
        options[index] += [f for f, n in tables[index].items() if n == "singular"]
    if options and number == "dual":
        options[0] += [f for f, n in construct_forms(words[0], masculine=True).items() if n == "dual"]
    for phrase in product(*options) if options else ():
        # An accusative has its adjective agree (`مركزا طبيا`) and takes no genitive: `خزانا مياه` are two.
        single = number == "singular" and phrase[0] == fold(words[0]) + "ا"
        if not (single and _is_genitive(phrase[1], words[1])):
            yield phrase, number


def _is_genitive(form: str, word: str) -> bool:
    """Whether a form of the second word of a noun in the accusative cannot be an adjective of it."""
    adjective = form.endswith(("ه", "ي")) and not form.endswith("اه")  # `سوقا شعبيه`; not `خزانا مياه`
    return form == fold(word) and not adjective and not form.startswith("لل") and len(form) > _PREPOSITION


@cache
def trigger_trie() -> PhraseTrie[tuple[TriggerForm, ...]]:
    """Event triggers in all their forms."""
    forms: dict[tuple[str, ...], list[TriggerForm]] = {}
    for trigger in lexicon.triggers():
        for phrase, form in _trigger_phrases(trigger):
            forms.setdefault(phrase, []).append(TriggerForm(trigger, form))
    return _trie((phrase, tuple(found)) for phrase, found in forms.items())


def _trigger_phrases(trigger: Trigger) -> Iterator[tuple[tuple[str, ...], str]]:
    if trigger.pos == "verb":
        for form, tense in verb_forms(trigger.lemma, trigger.forms).items():
            yield (form,), tense
    elif trigger.pos == "noun":
        head, *rest = norms(trigger.lemma)
        for form in noun_forms(head, trigger.forms):
            for tail in product(*([word, definite(word), word + "ا"] for word in rest)):
                yield (form, *tail), "noun"
    else:
        for phrase in (trigger.lemma, *trigger.forms):
            yield norms(phrase), "phrase"


@cache
def name_trie(kind: str) -> PhraseTrie[tuple[Name, ...]]:
    """`actors`, `sources` or `weapons`: phrase -> its entries (several where country or date decide)."""
    entries = {"actors": lexicon.actors, "sources": lexicon.sources, "weapons": lexicon.weapons}[kind]()
    forms: dict[tuple[str, ...], list[Name]] = {}
    for name in entries:
        for phrase in name.phrases:
            found = forms.setdefault(tuple(w for w in norms(phrase) if w != '"'), [])
            if name not in found:
                found.append(name)
    return _trie((phrase, tuple(found)) for phrase, found in forms.items())


@cache
def marker_trie(*kinds: str) -> PhraseTrie[lexicon.Marker]:
    """Markers of the given kinds; where two kinds share a phrase the kind named first wins."""
    return _trie((norms(marker.phrase), marker) for kind in kinds for marker in lexicon.markers(kind))


@cache
def marker_phrases(kind: str) -> frozenset[tuple[str, ...]]:
    """The markers of one kind as sequences of match forms."""
    return frozenset(norms(marker.phrase) for marker in lexicon.markers(kind))


@cache
def demonym_forms() -> dict[str, tuple[Demonym, str]]:
    """Adjectives of countries in all their forms -> entry and number (`سوري`, `السوريه`, `سوريين`)."""
    forms: dict[str, tuple[Demonym, str]] = {}
    for demonym in lexicon.demonyms():
        if len(norms(demonym.adjective)) > 1:
            continue  # `جنوب أفريقي`: its first word alone is none
        (masculine,) = norms(demonym.adjective)
        plurals = demonym.plurals or (masculine + "ون",)
        for form, number in (*noun_forms(masculine, plurals).items(), *construct_forms(masculine, plurals).items()):
            forms.setdefault(form, (demonym, number))
        for form, number in noun_forms(masculine + "ه", (masculine + "ات",)).items():
            forms.setdefault(form, (demonym, number))
    return forms


@cache
def country_names() -> dict[str, Demonym]:
    """Names of countries in match form."""
    return {norms(d.name)[0]: d for d in lexicon.demonyms() if len(norms(d.name)) == 1}


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of `word_lists.csv` in match form, clitics left on."""
    return frozenset(fold(word) for word in lexicon.word_list(name))


def _trie(items: Iterable[tuple[tuple[str, ...], object]]) -> PhraseTrie:  # type: ignore[type-arg]
    trie: PhraseTrie[object] = PhraseTrie()
    for phrase, value in items:
        if phrase:
            trie.add(phrase, value)
    return trie

"""Which words are known, so that no clitic is cut from a name or a word that only looks like one with a clitic.

Three sources: the lexicons with their inflections; `function_words.csv`, words never cut; and `vocabulary.txt`, the
words of running text that stand by themselves, derived by `tawthiq.training.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from tawthiq import lexicon
from tawthiq.text.inflect import construct_forms, noun_forms, verb_forms
from tawthiq.text.normalize import fold

CLITICS = "وفبلكس"
# The pronouns that reports attach; the others (ي, ك, كم, كما) are rather the ends of adjectives and names.
ATTACHED = ("هما", "هم", "هن", "ها", "نا", "ه")
# A word commoner than this rank outweighs a rare name that is spelled like a clitic and that word (`وان`, Van).
_COMMON = 100


@cache
def stems() -> frozenset[str]:
    """Nouns and verbs that a pronoun may be attached to, in match form."""
    return frozenset(_stems())


@cache
def words() -> frozenset[str]:
    """All words known as they stand, in match form."""
    vocabulary = _vocabulary()
    known = {*vocabulary, *function_words(), *stems(), *_lexicon_words()}
    common = {*vocabulary[:_COMMON], *function_words()}
    for name in _names():
        if name not in known and not (name[0] in CLITICS and name[1:] in common):
            known.add(name)
    for word in _phrase_words():
        if word not in known and not _is_composed(word, known):
            known.add(word)
    numbers = {fold(word) for word in lexicon.first_column("numbers")}
    joined = {word for word in known - numbers if word[0] == "و" and word[1:] in numbers}
    return frozenset(word for word in known - joined if len(word) > 1)


def _is_composed(word: str, known: set[str]) -> bool:
    """Whether the word of a phrase carries a clitic or a pronoun of its own, which the phrase does not protect."""
    if word[0] in CLITICS and (word[1:] in known or word[1:3] in ("ال", "لل")):
        return True
    return any(stem in stems() for stem, _ in pronoun_stems(word))


@cache
def function_words() -> frozenset[str]:
    """Words never cut, though they look like a word with clitics (`بينهم`, `كان`)."""
    return frozenset(fold(word) for word in lexicon.first_column("function_words"))


@cache
def names() -> frozenset[str]:
    """Single words that name a place and take no article (`لبنان`)."""
    return frozenset(word for word in _names() if not word.startswith("ال"))


def is_stem(word: str) -> bool:
    """Whether a pronoun suffix may follow `word`."""
    return word in stems()


def carries(stem: str, pronoun: str) -> bool:
    """Whether `stem` and `pronoun` read as a lexicon word and its owner or object.

    نا is rather the end of a word in reports, which seldom say `we`; and after ي a final ه is rather that of an
    adjective (`صاروخية`), save in the plurals of people (`مقاتليه`).
    """
    if pronoun == "نا" or stem not in stems():
        return False
    return pronoun != "ه" or stem[-1] != "ي" or stem in _construct_plurals()


def is_name_or_word(word: str) -> bool:
    """Whether `word` is known as it stands, so that nothing is cut from it."""
    return word in words()


def rank(word: str) -> int:
    """The place of `word` in the vocabulary, commonest first; past its end where it is not listed."""
    return _ranks().get(word, len(_vocabulary()))


def is_known(word: str) -> bool:
    """Whether `word` is known as it stands, or follows by rule: a known word with the article or a pronoun."""
    known = words()
    if word in known:
        return True
    if word.startswith("ال"):
        return len(word) > 4 or word[2:] in known
    return any(len(stem) > 2 and (stem in known or _is_dual(stem)) for stem, _ in pronoun_stems(word))


def _is_dual(stem: str) -> bool:
    """Whether `stem` is a dual before its pronoun, which no word list spells out (`نجليه`, `زميلاها`)."""
    return len(stem) > 3 and stem[-1] in "يا" and (stem[:-1] in stems() or stem[:-2] + "ه" in stems())


def pronoun_stems(word: str) -> Iterator[tuple[str, str]]:
    """The readings of `word` as a stem, spelled as it stands by itself, and a pronoun."""
    for pronoun in ATTACHED:
        if not word.endswith(pronoun) or len(word) < len(pronoun) + 2:
            continue
        stem = word[: -len(pronoun)]
        if stem[-1] == "ت":  # عائلته: عائلة
            yield stem[:-1] + "ه", pronoun
        yield stem, pronoun
        if stem[-1] == "و":  # قتلوه: قتلوا
            yield stem + "ا", pronoun
        if stem[-1] in "يو":  # أبنائهم: أبناء
            yield stem[:-1] + "ء", pronoun
        elif stem[-1] == "ا":  # مستشفاهم: مستشفى
            yield stem[:-1] + "ي", pronoun


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(files("tawthiq").joinpath("lexicons", "vocabulary.txt").read_text(encoding="utf-8").split())


@cache
def _construct_plurals() -> frozenset[str]:
    plurals = (fold(plural) for noun in lexicon.nouns() for plural in noun.plurals)
    return frozenset(p[:-2] + "ي" for p in plurals if p.endswith("ون") and " " not in p)


def _stems() -> Iterator[str]:
    for noun in lexicon.nouns():
        if " " in noun.singular or any(" " in plural for plural in noun.plurals):
            continue
        if noun.singular:
            yield from noun_forms(noun.singular, noun.plurals)
            yield from construct_forms(noun.singular, noun.plurals)
        else:
            yield from map(fold, noun.plurals)
    for trigger in lexicon.triggers():
        if trigger.pos == "verb":
            yield from verb_forms(trigger.lemma, trigger.forms)
        elif trigger.pos == "noun" and " " not in trigger.lemma:
            yield from noun_forms(trigger.lemma, tuple(form for form in trigger.forms if " " not in form))
        elif trigger.pos == "phrase":
            yield from _owned(trigger.lemma, *trigger.forms)
    for cell in _column("triggers", "needs"):
        yield from map(fold, lexicon.alternatives(cell))


def _owned(*phrases: str) -> Iterator[str]:
    """The nouns of phrases that a pronoun may follow or does: `أطلق سراح` (سراحهم), `لقي حتفه`."""
    vocabulary = _ranks()
    for phrase in phrases:
        last = fold(phrase).split()[-1]
        if last.startswith("ال") or last in function_words():
            continue
        if last in vocabulary and len(last) > 3:
            yield last
        else:
            yield from (stem for stem, _ in pronoun_stems(last) if len(stem) > 2 and stem in vocabulary)


@cache
def _ranks() -> dict[str, int]:
    return {word: place for place, word in enumerate(_vocabulary())}


def _lexicon_words() -> Iterator[str]:
    """Number words and months: their proclitics are always cut."""
    for cell in (*_column("numbers", "word"), *_column("months", "names")):
        for name in lexicon.alternatives(cell):
            yield from fold(name).split()


def _names() -> Iterator[str]:
    """Names of one word: places, countries and their people, given names."""
    for place in _places():
        yield from (word for word in map(fold, (place.name, *place.variants)) if " " not in word and len(word) > 1)
    for demonym in lexicon.demonyms() if _has("demonyms") else ():
        for form in (demonym.name, demonym.adjective, *demonym.plurals):
            yield from (word for word in fold(form).split() if len(word) > 1)
    for cell in _column("given_names", "name"):
        for name in lexicon.alternatives(cell):
            yield from (word for word in fold(name).split() if len(word) > 1)


def _has(name: str) -> bool:
    return files("tawthiq").joinpath("lexicons", f"{name}.csv").is_file()


def _column(name: str, column: str) -> list[str]:
    """The cells of one column of a lexicon, none where the lexicon or the column is left out."""
    return [row.get(column, "") for _, row in lexicon.rows(name)] if _has(name) else []


def _places() -> tuple[lexicon.PlaceEntry, ...]:
    return lexicon.places() if _has("places") else ()


def _phrase_words() -> Iterator[str]:
    """The words of phrases and of names of several words."""
    phrases = [phrase for name in ("actors", "sources", "weapons") for cell in _column(name, "phrases")
               for phrase in lexicon.alternatives(cell)]  # fmt: skip
    phrases += [alias for place in _places() for alias in (place.name, *place.variants)]
    phrases += [form for noun in lexicon.nouns() for form in (noun.singular, *noun.plurals)]
    phrases += [form for trigger in lexicon.triggers() for form in (trigger.lemma, *trigger.forms)]
    phrases += _column("markers", "phrase")
    for phrase in phrases:
        yield from (word for word in fold(phrase).split() if len(word) > 1)

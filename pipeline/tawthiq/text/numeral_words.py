"""What single words say of numbers: the table of `numbers.csv`, and digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from typing import NamedTuple

from tawthiq import lexicon
from tawthiq.errors import LexiconError
from tawthiq.text.normalize import fold
from tawthiq.text.vocabulary import ATTACHED, is_name_or_word
from tawthiq.types import Value

_READINGS = ("unit", "ten", "hundred", "scale", "teen", "dual", "fraction", "portion", "ordinal", "vague")
_SIGNS = ("zero", "negative", "point")
_HEADS = ("percent_head", "ordinal_head", "name_head", "code_head")
KINDS = (*_READINGS, *_SIGNS, *_HEADS, "several", "currency")
# Clitics that other code may have left on a number word, and how each looks before the article.
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب")
# Forms that are other words: لست (I am not), كمية and كميات (quantity).
_NOT_NUMBERS = frozenset({"لست", "كميه", "كميات"})


class NumberWord(NamedTuple):
    """The readings of one match form; 0 where it has none."""

    clitic: str
    definite: bool
    unit: int = 0
    ten: int = 0
    hundred: int = 0
    scale: int = 0
    teen: int = 0
    dual: int = 0
    fraction: float = 0
    portion: float = 0
    ordinal: int = 0
    vague: int = 0
    sign: str = ""


@cache
def number_words() -> dict[str, NumberWord]:
    """Match form -> readings, with the article and with clitics left on the word.

    A word that `numbers.csv` lists with its article has exactly the readings listed.
    """
    listed, signs = _listed()
    table: dict[str, NumberWord] = {}
    articled = [w for w, readings in listed.items() if w.startswith("ال") and _has_article(w, readings)]
    for word in (*articled, *(w for w in listed if w not in articled)):
        forms = [(word, True)] if word in articled else [(word, False), ("ال" + word, True)]
        if listed[word].keys() & {"fraction", "portion"} and word.isalpha():
            forms += [(word + pronoun, True) for pronoun in ATTACHED]  # `ثلاثة أرباعهم`
        for form, definite in forms:
            for clitic in ("", *_CLITICS):
                written = clitic + form
                if form.startswith("ال") and definite and clitic.endswith("ل"):
                    written = clitic + form[1:]
                # `كتمان` and `فاول` are words of their own; the vocabulary has no such with و, but numbers with it.
                other = clitic and (written in listed or (clitic != "و" and is_name_or_word(written)))
                if written not in _NOT_NUMBERS and not other:
                    readings = NumberWord(clitic, definite, **listed[word])  # type: ignore[arg-type]
                    table.setdefault(written, readings._replace(sign=signs.get(word, "")))
    return table


def _listed() -> tuple[dict[str, dict[str, Value]], dict[str, str]]:
    """Match form -> kind of reading -> value, without clitics; and the signs (`سالب`, `صفر`)."""
    listed: dict[str, dict[str, Value]] = {}
    signs: dict[str, str] = {}
    for where, row in lexicon.rows("numbers"):
        word, kind, cell = fold(row["word"]), row["kind"], row["value"]
        if kind not in KINDS:
            raise LexiconError(f"{where}: unknown kind {kind!r}; known are {', '.join(KINDS)}")
        if kind in _SIGNS:
            signs[word] = kind
            listed.setdefault(word, {})
        if kind not in _READINGS:
            continue
        try:
            value = Fraction(cell)
        except (ValueError, ZeroDivisionError) as error:
            raise LexiconError(f"{where}: {cell!r} is no number") from error
        listed.setdefault(word, {})[kind] = int(value) if value.denominator == 1 else float(value)
    units = {word: readings["unit"] for word, readings in listed.items() if "unit" in readings}
    tens = {word: ten for word, readings in listed.items() if 20 <= (ten := readings.get("ten", 0)) < 100}
    for (low, unit), (high, ten) in product(units.items(), tens.items()):
        listed[f"{low}و{high}"] = {"ten": unit + ten}  # `خمسةوعشرين`, the blanks left out
    return listed, signs


def _has_article(word: str, readings: Mapping[str, object]) -> bool:
    # الف and its forms begin with these letters by nature.
    return not ({"scale", "dual", "vague"} & readings.keys())


@cache
def heads(kind: str) -> frozenset[str]:
    """Words in match form that make something else of the number behind them; the kinds are in `lexicons/README.md`."""
    return frozenset(fold(row["word"]) for _, row in lexicon.rows("numbers") if row["kind"] == kind)


@cache
def counted_nouns() -> frozenset[str]:
    """Nouns that make a number before them a count, so that `2019 قتيلا` is no year."""
    from tawthiq.text.inflect import noun_forms

    singles = [noun for noun in lexicon.nouns() if " " not in noun.singular]
    return frozenset(form for noun in singles for form in noun_forms(noun.singular or "؟", noun.plurals))


@cache
def currencies() -> dict[str, str]:
    """Currency words, with and without article, and signs in match form -> ISO 4217 code, empty where the adjective
    behind says which.
    """
    listed = {fold(row["word"]): row["value"] for _, row in lexicon.rows("numbers") if row["kind"] == "currency"}
    return listed | {"ال" + word: code for word, code in listed.items() if word.isalpha()}


_GROUPED = re.compile(r"([1-9]\d{0,2})((?:,\d{3})+|(?:٬\d{3})+|(?:،\d{3})+|(?:\.\d{3})+)(?:([.,٫])(\d+))?")
_DECIMAL = re.compile(r"(\d{1,15})[.,٫،](\d{1,15})")
_MAX_DIGITS = 15


def read_digits(norm: str, *, grouped: bool = True) -> Value | None:
    """The value of a word of digits of any script, or None (a date, a time, a telephone number).

    `grouped=False` reads a single mark before three digits as a decimal mark.

    >>> read_digits("1,109"), read_digits("2.5"), read_digits("٢٫٥")
    (1109, 2.5, 2.5)
    """
    if norm.isdecimal():
        if len(norm) > _MAX_DIGITS or (len(norm) > 2 and unicodedata.decimal(norm[0]) == 0):
            return None
        return int(norm)
    plain = "".join(str(unicodedata.decimal(c, c)) for c in norm)
    match = _GROUPED.fullmatch(plain) if grouped else None
    if match and (match[3] is None or match[2][0] != match[3]):
        whole = re.sub(r"\D", "", match[1] + match[2])
        if len(whole) <= _MAX_DIGITS:
            return tidy(float(f"{whole}.{match[4]}")) if match[4] else int(whole)
        return None
    match = _DECIMAL.fullmatch(plain)
    return tidy(float(f"{match[1]}.{match[2]}")) if match else None


def tidy(value: float) -> Value:
    """`value` without the noise of binary fractions, whole numbers as int."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded

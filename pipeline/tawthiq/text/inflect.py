"""Arabic inflection by rule, on match forms: one lexicon entry stands for all forms of a lemma."""

from __future__ import annotations

from tawthiq.text.normalize import fold

PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه", "ي", "ك")


def stem_of(noun: str) -> str:
    """The stem that suffixes attach to: ta marbuta opens into ta (`طفله` -> `طفلت`)."""
    return noun[:-1] + "ت" if noun.endswith("ه") else noun


def definite(noun: str) -> str:
    """The noun with the article (unchanged where it has it)."""
    return noun if noun.startswith("ال") and len(noun) > 3 else "ال" + noun


def noun_forms(singular: str, plurals: tuple[str, ...] = (), *, feminine: bool = False) -> dict[str, str]:
    """All forms of a noun or adjective in match form -> its number (`singular`, `dual` or `plural`).

    `plurals` are the plurals as dictionaries give them (broken or sound, nominative); the oblique and construct
    forms of sound masculine plurals and duals follow by rule, and so do the accusative alif and the article.
    Where two readings share a spelling, the singular wins, then the plural.
    """
    one = fold(singular)
    stem = stem_of(one)
    plural: list[str] = []
    for raw in plurals:
        many = fold(raw)
        plural.append(many)
        if _is_sound(one, many):
            plural += [many[:-2] + "ين"]
        elif many.endswith("ات") or feminine or many.endswith("ه"):
            pass
        else:
            plural.append(many + "ا")
    dual = [stem + "ان", stem + "ين"]
    single = [one]
    if not one.endswith(("ه", "ا", "اء")):
        single.append(one + "ا")
    forms: dict[str, str] = {}
    for words, number in ((single, "singular"), (plural, "plural"), (dual, "dual")):
        for word in words:
            forms.setdefault(word, number)
            if not (number == "singular" and word == one + "ا"):
                forms.setdefault(definite(word), number)
    return forms


def _is_sound(one: str, many: str) -> bool:
    """Whether a plural ends in the suffix ون; in the broken plural of `سجن`, `سجون`, the ن is the noun's own."""
    return many.endswith("ون") and many != one[:-1] + "ون"


def construct_forms(singular: str, plurals: tuple[str, ...] = (), *, masculine: bool = False) -> dict[str, str]:
    """Forms a noun takes only before its genitive or a pronoun: `غارتا`, `غارتي` (dual), `معتقلي` (plural).

    The construct dual of a masculine noun comes only with `masculine`, where its genitive is known to follow: it is
    spelled like an adjective (`مدفعي`) or an accusative.
    """
    one = fold(singular)
    forms: dict[str, str] = {}
    if one.endswith("ه") or masculine:
        forms = {stem_of(one) + "ا": "dual", stem_of(one) + "ي": "dual"}
    for raw in plurals:
        many = fold(raw)
        if _is_sound(one, many):
            forms[many[:-2] + "ي"] = "plural"
            forms[many[:-2] + "و"] = "plural"
    return forms


def verb_forms(past: str, presents: tuple[str, ...] = ()) -> dict[str, str]:
    """Finite third-person forms of a verb in match form -> `past` or `present`.

    `past` is the third person masculine singular; active and passive are spelled alike without harakat.
    A weak final ya or alif drops before the plural ending (`قضى` -> `قضوا`, `نعى` -> `نعت`).
    """
    base = fold(past)
    forms = {base: "past"}
    if base[-1] in "يا":
        short = base[:-1]
        endings = [short + "ت", short + "وا", short + "يا", short + "تا", short + "ين", base + "ت", short + "يوا"]
    else:
        endings = [base + e for e in ("ت", "وا", "ا", "تا", "ن")]
        if base[-1] == "ن":
            endings.pop()
    for form in endings:
        forms.setdefault(form, "past")
    for raw in presents:
        stem = fold(raw)[1:]
        weak = stem[-1] in "يا"
        for prefix in "يت":
            forms.setdefault(prefix + stem, "present")
            short = stem[:-1] if weak else stem
            for ending in ("ون", "وا", "ان", "ن"):
                forms.setdefault(prefix + (stem if ending in ("ان", "ن") else short) + ending, "present")
    return forms

"""Assertion: whether the words of a sentence say that something happened.

Markers open scopes to the right: calls, fears, purposes, hypotheses and court sentences (`irrealis`: no event),
denials and accusations. A scope runs to the end of its sentence (`طالب`) or of its clause (`خوفاً من`); a factive word
inside it (`التحقيق في مقتل …`), a word of reporting, or a new clause with a verb in the past ends it.
"""

from __future__ import annotations

from functools import cache

from tawthiq import lexicon
from tawthiq.lexicon import Marker
from tawthiq.nlp.state import View
from tawthiq.text.matchers import marker_trie, norms, trigger_trie, word_set
from tawthiq.text.phrases import PhraseTrie

_COMMAS = frozenset("،,؛;:")
_ENDING = ("factive", "clause", "reporting")
# Direct negation reaches only the words right behind it.
_SHORT_SCOPE = frozenset({"لم", "لن"})
_SHORT = 4
_NEGATIONS = frozenset({"لا", "لم", "لن", "ما"})


@cache
def _scope_markers() -> PhraseTrie[Marker]:
    return marker_trie("irrealis", "superseded", "denied", "alleged", *_ENDING)


def modes(view: View, first: int, last: int) -> list[str]:
    """The assertion of each word of `[first, last)`: `asserted`, `denied`, `alleged` or `irrealis`."""
    found = ["asserted"] * (last - first)
    mode, until_clause, remaining, superseded = "asserted", False, 0, False
    at = first
    trie = _scope_markers()
    while at < last:
        match = trie.longest(view.norms, at)
        denied = match is not None and match[1].kind == "denied"
        if match is not None and match[0] <= last and not (denied and (_is_bound(view, at) or _is_age(view, at))):
            end, marker = match
            kind = "irrealis" if marker.kind == "superseded" else marker.kind
            if kind in _ENDING:
                if not superseded or kind == "clause":
                    mode, superseded = "asserted", False
            elif mode != "irrealis" or kind == "irrealis":
                mode, until_clause = kind, marker.value != "sentence"
                superseded = marker.kind == "superseded"
                remaining = _SHORT if marker.phrase in _SHORT_SCOPE else 0
            found[at - first : end - first] = [mode] * (end - at)
            at = end
            continue
        if mode != "asserted" and (
            (until_clause and view.norms[at] in _COMMAS) or _opens_clause(view, at, first, last)
        ):
            mode = "asserted"
        found[at - first] = mode
        if remaining:
            remaining -= 1
            if not remaining:
                mode = "asserted"
        at += 1
    return found


def _is_bound(view: View, at: int) -> bool:
    """`لم يتجاوز عدد الجرحى 15`: the negation of a bound denies nothing."""
    return at + 1 < len(view.norms) and view.norms[at + 1] in _bound_verbs()


def _is_age(view: View, at: int) -> bool:
    """`طفلان دون سن الثامنة`, `دون الـ18 عاماً`: younger than that, nothing is denied."""
    if view.norms[at] not in word_set("under_age"):
        return False
    behind = [w for w in view.norms[at + 1 : at + 3] if w != "ال"][:1]
    return any(w == "سن" or w in word_set("ages_of_children") or w.isdecimal() for w in behind)


@cache
def _bound_verbs() -> frozenset[str]:
    """The verbs of bound phrases that begin with a negation (`لا يتجاوز`)."""
    phrases = (norms(phrase) for _, row in lexicon.rows("bounds") for phrase in lexicon.alternatives(row["phrases"]))
    return frozenset(phrase[1] for phrase in phrases if len(phrase) > 1 and phrase[0] in _NEGATIONS)


def _opens_clause(view: View, at: int, first: int, last: int) -> bool:
    """Whether `و` at `at` opens a clause of its own with a verb in the past: what it tells stands outside the scope."""
    if view.norms[at] != "و" or at + 1 >= last:
        return False
    match = trigger_trie().longest(view.norms, at + 1)
    if match is None:
        return False
    forms = {form.form for form in match[1]}
    return "past" in forms and ("noun" not in forms or (at > first and view.norms[at - 1] in _COMMAS))


def is_natural(view: View, first: int, last: int) -> bool:
    """Whether a sentence speaks of disease, accident or nature: their dead are no event (SPEC section 3)."""
    return _has_marker("natural", view, first, last)


def is_fiction(view: View, first: int, last: int) -> bool:
    """Whether a sentence tells what happens in a film, a series or a game: `في الحلقة الأخيرة يُقتل خمسة`."""
    return _has_marker("fiction", view, first, last)


def _has_marker(kind: str, view: View, first: int, last: int) -> bool:
    return any(True for _ in marker_trie(kind).find(view.norms, first, last))


def figurative_words(view: View) -> set[int]:
    """The words of phrases that say an event only by name: `ضربات جزاء`, `هجوم إلكتروني`."""
    return {i for at, end, _ in marker_trie("figurative").find(view.norms) for i in range(at, end)}

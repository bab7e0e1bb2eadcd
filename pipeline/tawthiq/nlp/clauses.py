"""Clauses: where a sentence turns to the next thing that is told, and how it turns to it.

`شنت مقاتلات غارات على البلدة، ما أدى إلى مقتل 5، وقتل شرطي في عمّان`: the five came of the raids, the policeman of
something else. What stands between an actor and a claim is told as the turns from the one to the other: `result`,
`and-suffered`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache

from tawthiq.nlp.blocks import run_starts
from tawthiq.nlp.signs import COMMAS, Signs
from tawthiq.nlp.state import Trigger
from tawthiq.text.inflect import PRONOUNS
from tawthiq.text.matchers import word_set

# More turns than these are told by the first and the last ones.
_TURNS = 3
# What verbs say that somebody suffered, or may have.
_SUFFERED = ("suffered", "either")
# Markers of a run that may also stand within a clause (`تمكنت أيضاً من قتل`).
_ADVERBS = frozenset({"ايضا", "كذلك"})
# What may stand between a subordinating word and its verb (`بعد أن قام`, `حين كانت القوات تقصف`).
_AUXILIARY = frozenset({"قد", "كان", "كانت", "كانوا", "لقد", "ان"})


@cache
def _resulting() -> frozenset[str]:
    return word_set("resulting") - {"مما", "الامر"}


class Clauses:
    """The turns of every sentence of a text: the words at which they begin, and of what kind they are."""

    def __init__(self, signs: Signs, triggers: Mapping[int, Trigger], acts: Callable[[str], bool]) -> None:
        """`triggers` by first word; `acts` says whether a word is a finite verb of an act of force."""
        self.signs = signs
        self.norms = signs.norms
        self.triggers = triggers
        self.acts = acts
        self.starts: dict[int, list[int]] = {}
        self.turns: dict[int, list[str]] = {}

    def between(self, sentence: int, a: int, b: int) -> str:
        """The turns from word `a` to word `b` of a sentence, or back."""
        starts, kinds = self._of(sentence)
        low, high = sorted((bisect_right(starts, a), bisect_right(starts, b)))
        if low == high:
            return "one"
        found = kinds[low:high]
        if len(found) > _TURNS:
            found = [found[0], "…", found[-1]]
        return f"{'on' if a <= b else 'back'} {' '.join(found)}"

    def around(self, sentence: int, word: int) -> tuple[int, int, str]:
        """The clause that a word stands in: its first word, the word past its last, and how it begins."""
        starts, kinds = self._of(sentence)
        first, last = self.signs.sentences[sentence]
        at = bisect_right(starts, word)
        return starts[at - 1] if at else first, starts[at] if at < len(starts) else last, kinds[at - 1] if at else "^"

    def _of(self, sentence: int) -> tuple[list[int], list[str]]:
        if sentence not in self.starts:
            self._read(sentence)
        return self.starts[sentence], self.turns[sentence]

    def _read(self, sentence: int) -> None:
        first, last = self.signs.sentences[sentence]
        runs = (at for at in run_starts(self.signs.view, first, last, set()) if at > first)
        found = {at: "run" for at in runs if self.norms[at] not in _ADVERBS or self.norms[at - 1] in ("و", *COMMAS)}
        head = ""
        for at in range(first, last):
            verb = self._verb(at)
            if not verb:
                continue
            turn, start = self._turn(at, first, verb)
            if turn:
                same = turn == "and" and head in _SUFFERED and verb in _SUFFERED
                found[start] = "and-same" if same else turn if turn == "result" else f"{turn}-{verb}"
            if turn != "who":
                head = verb
        self.starts[sentence] = sorted(found)
        self.turns[sentence] = [found[at] for at in self.starts[sentence]]

    def _verb(self, at: int) -> str:
        """What a finite verb says: that something was suffered, done or said, or came of it; empty if it is none."""
        word = self.norms[at]
        if word in _resulting():
            return "result"
        t = self.triggers.get(at)
        if t is not None and t.pos in ("verb", "both", "phrase"):
            if t.subject == "victim":
                return "suffered"
            plural = self.norms[t.last - 1].endswith(("ت", "وا"))
            return "did" if t.subject == "agent" or (plural and t.pos != "phrase") else "either"
        if self.acts(word):
            return "did"
        return "said" if word in word_set("announcing") else ""

    def _turn(self, at: int, first: int, verb: str) -> tuple[str, int]:
        """How the text turns to a verb, and the word at which it does; empty if it does not."""
        before = at - 1
        while before > first and self.norms[before] in _AUXILIARY:
            before -= 1
        word = self.norms[before] if before >= first else ""
        if word in ("ما", "مما", "الذي") and verb == "result":
            return "result", before
        if word in word_set("relatives"):
            return "who", before
        if word == "ف":
            return "so", before
        if word in word_set("when") or (word in ("بعد", "قبل") and before < at - 1):
            return "when", before
        if word == "و" or word in COMMAS:
            return "and", before
        if word == "كما":
            return "run", before
        if verb == "result":
            return "result", at
        if at + 1 < len(self.norms) and self.norms[at + 1] in PRONOUNS and before >= first:
            return "who", at
        return "", at

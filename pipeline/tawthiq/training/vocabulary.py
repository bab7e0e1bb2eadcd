"""Derives `lexicons/vocabulary.txt`, the words that stand by themselves, from running text.

    python -m tawthiq.training.vocabulary ARTICLES.jsonl.gz OUT

`ARTICLES` holds one JSON object with a `text` a line. The shipped list was derived from the AlKhaleej part of SANAD
(Einea, Elnagar and Al Debsi 2019, "SANAD: Single-label Arabic News Articles Dataset", licence CC BY 4.0): 45,500
articles, 16.3 million words. Only words are shipped, no text and no counts.

How a word is judged. `وزير` and `وقال` both begin with و, and both are frequent; but true words take clitics before
them (`الوزير`, `ووزير`, `لوزير`), and a word that has its clitic already does not (`الوقال`, `ووقال` do not occur).
So the evidence for a word is how often it is seen behind others. Conjunctions may stand before a preposition
(`وبحلب`) but not the reverse, so و and ف count as evidence only for words that begin with one of them. Past verbs
take few clitics; the present is their evidence instead (`بلغ`, `يبلغ`), save for و, where ؤ of another root would
mislead (`ولفت`, `يؤلف`). A word is whole where the evidence is a fair share of its own count and not dwarfed by what is
to be expected of the rest behind the clitic; else it is cut, provided that the rest is itself a word.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

from tawthiq.text.normalize import fold
from tawthiq.text.vocabulary import CLITICS, pronoun_stems

# How often a word must be seen to be judged, and to be shipped.
_JUDGED, _SHIPPED = 3, 6
# Evidence wanted, as a share of the word's count when several kinds of clitic show it, and when one does …
_SHARE, _SHARE_ALONE = 0.015, 0.1
# … and as a share of the rest's count: about how often this clitic stands before a given word.
_EXPECTED = {"و": 0.08, "ف": 0.005, "ب": 0.01, "ل": 0.01, "ك": 0.001, "س": 0.01}
# Names take few clitics: a word so much commoner than its rest is no rest with a preposition.
_COMMONER = {"ب": 8.0, "ل": 8.0, "ك": 0.5}
_ARTICLE = ("ال", "وال", "بال", "لل", "فال", "كال")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def count_words(articles: Path) -> Counter[str]:
    """How often each word, in match form and with its clitics, stands in the articles."""
    counts: Counter[str] = Counter()
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(_LETTERS.findall(fold(json.loads(line)["text"])))
    return counts


class Judge:
    """Decides which words of a count are whole."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.whole: set[str] = set()
        self.cut: set[str] = set()
        # The rest of a word is shorter than the word, so it is always judged first.
        for word in sorted(counts, key=len):
            self._judge(word)

    def shipped(self) -> list[str]:
        """The whole words, commonest first, without those that follow by rule (article, pronoun)."""
        frequent = {w for w in self.whole if self.total(w) >= _SHIPPED}
        kept = [w for w in frequent if not (w.startswith("ال") and len(w) > 4) and not self._follows(w, frequent)]
        return sorted(kept, key=lambda w: (-self.total(w), w))

    def definite(self, word: str) -> int:
        """How often `word` is seen with the article."""
        return sum(self.counts[article + word] for article in _ARTICLE)

    def total(self, word: str) -> int:
        """How often `word` is seen, with or without the article."""
        return self.counts[word] + self.definite(word) // 2

    def _judge(self, word: str) -> None:
        if word[0] not in CLITICS:
            if self.total(word) >= _JUDGED:
                self.whole.add(word)
            return
        rest = word[1:]
        future = word[0] != "س" or rest[0] in "يتن"
        cuttable = future and len(rest) > 1 and self._is_word(rest)
        if self._is_whole(word, rest, cuttable):
            self.whole.add(word)
        elif cuttable:
            self.cut.add(word)

    def _is_word(self, word: str) -> bool:
        if word.startswith("ال") and len(word) > 5:
            return True
        if word.startswith(("ال", "لل")) and word[2:] in self.whole:
            return True
        return word in self.whole or word in self.cut

    def _is_whole(self, word: str, rest: str, cuttable: bool) -> bool:
        if word.startswith("لل") and len(word) > 3:
            return False  # `للشركه` has the article behind ل
        count = self.counts[word]
        if not cuttable:
            return self.total(word) >= _JUDGED
        kinds = self._evidence(word)
        evidence = sum(kinds)
        if evidence - max(kinds) >= max(2, 0.1 * evidence):
            share = _SHARE
        else:  # one preposition alone is no evidence: Borussia is no ب before `وروسيا`
            strong = (kinds[0], kinds[-1], kinds[3] if word[0] == "ف" else 0)
            share = _SHARE_ALONE if max(kinds) in strong else math.inf
        rest_count = self.total(rest)
        if evidence >= 2 and evidence >= share * count and evidence >= _EXPECTED[word[0]] * rest_count:
            return True
        # `بالنسبه` is commoner than `النسبه`, and no name for all that.
        articled = rest.startswith("ال") and len(rest) > 5
        return not articled and word[0] in _COMMONER and count > _COMMONER[word[0]] * rest_count

    def _evidence(self, word: str) -> tuple[int, ...]:
        counts = self.counts
        kinds = [self.definite(word), counts["ب" + word], counts["ك" + word]]
        if word[0] in "وف":
            kinds += [counts["و" + word], counts["ف" + word]]
        if word[0] != "ل":  # ل before `لشركه` would be `للشركه`, the article
            kinds.append(counts["ل" + word])
        if word[0] in "فبلك":
            stems = {word, word.removesuffix("وا"), word if word.endswith("ات") else word.removesuffix("ت")}
            kinds.append(sum(counts[person + s] for s in stems if 3 <= len(s) <= 5 for person in "يت"))
        return tuple(kinds)

    def _follows(self, word: str, known: set[str]) -> bool:
        """Whether `word` is a known word and a pronoun: then it takes no article (`منازلهم`, but not `المياه`)."""
        if self.definite(word) > max(2, 0.03 * self.counts[word]) or (word[0] in CLITICS and word[1:] in self.whole):
            return False
        return any(len(stem) > 2 and stem in known for stem, _ in pronoun_stems(word))


def main(arguments: list[str]) -> int:
    """Read the articles, write the list."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m tawthiq.training.vocabulary ARTICLES.jsonl.gz OUT\n")
        return 2
    judge = Judge(count_words(Path(arguments[0])))
    words = judge.shipped()
    Path(arguments[1]).write_text("\n".join(words) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(words)} words from {judge.counts.total()} in the text\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

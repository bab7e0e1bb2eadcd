"""The sentence that a fact stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from tawthiq.evaluation.report import Error
from tawthiq.text.sentences import sentence_starts
from tawthiq.text.words import Word, split_words
from tawthiq.types import CharSpan


class Sentences:
    """Finds sentences in the texts of documents, each cut once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._cut: dict[str, list[int]] = {}

    def around(self, document: str, span: CharSpan) -> CharSpan:
        """The sentence in which `span` begins."""
        text = self._texts[document]
        starts = self._cut.get(document)
        if starts is None:
            words: list[Word] = split_words(text)
            starts = self._cut[document] = [words[i].start for i in sentence_starts(text, words)]
        at = bisect_right(starts, span.start)
        start = starts[at - 1] if at else 0
        end = starts[at] if at < len(starts) else len(text)
        sentence = text[start:end].rstrip()
        return CharSpan(sentence, start, start + len(sentence))

    def of(self, error: Error) -> str:
        """The sentence of an error in one line, empty where its place is not known."""
        span = (error.gold and error.gold.span) or (error.predicted and error.predicted.span)
        return " ".join(self.around(error.document, span).text.split()) if span else ""

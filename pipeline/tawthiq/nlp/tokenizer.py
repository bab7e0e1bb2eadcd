"""The spaCy tokenizer: words of `text.words` as tokens, the match form in `token.norm_`, the text untouched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from tawthiq.text.words import split_words


class Tokenizer:
    """Cuts slices of the original text; `doc.text == text` for every string.

    White space that is not one single blank after a word becomes a token of its own, as spaCy expects.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokenized text."""
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[tuple[int, str]] = []
        at = 0
        for word in split_words(text):
            self._gap(text[at : word.start], words, spaces)
            raw = text[word.start : word.end]
            if word.norm != raw:
                norms.append((len(words), word.norm))
            words.append(raw)
            spaces.append(False)
            at = word.end
        self._gap(text[at:], words, spaces)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for index, norm in norms:
            doc[index].norm_ = norm
        return doc

    @staticmethod
    def _gap(gap: str, words: list[str], spaces: list[bool]) -> None:
        """Append the white space between two words."""
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)

    def pipe(self, texts: Iterator[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize a stream."""
        del batch_size
        return map(self, texts)

    # spaCy saves and loads tokenizers with these; the rules live in the package, so there is nothing to keep.
    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Tokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Tokenizer:
        """Nothing to load."""
        return self

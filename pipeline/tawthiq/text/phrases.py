"""Finding many phrases at once: a trie over the match forms of words, longest match first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class PhraseTrie(Generic[T]):
    """A map from word sequences to values; one pass over a text finds every longest match.

    A word of a phrase is a match form, and stands for itself alone: spelling out inflected forms is the caller's
    part. Two values for one phrase: the first one stays, so add the preferred entry first.
    """

    __slots__ = ("_root", "words")

    def __init__(self) -> None:
        self._root: dict[str, object] = {}
        self.words: set[str] = set()

    def add(self, phrase: Sequence[str], value: T) -> None:
        """Store `value` under a phrase of one or more words."""
        node = self._root
        for word in phrase:
            self.words.add(word)
            node = node.setdefault(word, {})  # type: ignore[assignment]
        node.setdefault("", value)

    def longest(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest phrase that starts at `at`: (index past its last word, value)."""
        node = self._root
        best: tuple[int, T] | None = None
        for index in range(at, len(words)):
            following = node.get(words[index])
            if following is None:
                break
            node = following  # type: ignore[assignment]
            if "" in node:
                best = (index + 1, node[""])  # type: ignore[assignment]
        return best

    def find(self, words: Sequence[str], first: int = 0, last: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Non-overlapping longest matches in `words[first:last]`: (first, past last, value), from left to right."""
        at, stop = first, len(words) if last is None else last
        while at < stop:
            match = self.longest(words, at) if words[at] in self._root else None
            if match is None or match[0] > stop:
                at += 1
            else:
                yield at, match[0], match[1]
                at = match[0]

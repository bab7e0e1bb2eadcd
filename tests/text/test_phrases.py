"""The trie of phrases."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.phrases import PhraseTrie


def trie_of(*phrases: str) -> PhraseTrie[str]:
    trie: PhraseTrie[str] = PhraseTrie()
    for phrase in phrases:
        trie.add(phrase.split(), phrase)
    return trie


def test_the_longest_match_wins() -> None:
    trie = trie_of("قوات", "قوات النظام السوري", "النظام")
    words = ["قصفت", "قوات", "النظام", "السوري", "حلب"]
    assert list(trie.find(words)) == [(1, 4, "قوات النظام السوري")]


def test_a_longer_phrase_that_breaks_off_falls_back() -> None:
    trie = trie_of("قوات", "قوات النظام السوري", "النظام")
    assert list(trie.find(["قوات", "النظام", "في", "حلب"])) == [(0, 1, "قوات"), (1, 2, "النظام")]
    assert trie.longest(["قوات", "النظام"], 0) == (1, "قوات")


def test_a_prefix_alone_is_no_match() -> None:
    trie = trie_of("ما لا يقل عن")
    assert trie.longest(["ما", "لا", "يقل"], 0) is None
    assert list(trie.find(["ما", "لا", "يقل"])) == []


def test_the_first_value_stays() -> None:
    trie: PhraseTrie[int] = PhraseTrie()
    trie.add(["الجيش"], 1)
    trie.add(["الجيش"], 2)
    trie.add(["الجيش", "الحر"], 3)
    assert trie.longest(["الجيش"], 0) == (1, 1)
    assert trie.longest(["الجيش", "الحر"], 0) == (2, 3)


def test_false_values_are_values() -> None:
    trie: PhraseTrie[object] = PhraseTrie()
    trie.add(["نحو"], "")
    trie.add(["زهاء"], None)
    trie.add(["زهاء"], 1)
    assert list(trie.find(["نحو", "زهاء"])) == [(0, 1, ""), (1, 2, None)]


def test_longest_starts_where_asked() -> None:
    trie = trie_of("من أصل")
    words = ["من", "من", "أصل"]
    assert trie.longest(words, 0) is None
    assert trie.longest(words, 1) == (3, "من أصل")
    assert trie.longest(words, 3) is None


def test_words_are_those_of_all_phrases() -> None:
    assert trie_of("من أصل", "من").words == {"من", "أصل"}


class Counting(Sequence[str]):
    """Words that count how often they are looked at."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.looks = 0

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        self.looks += 1
        return self.words[index]


def test_finding_is_linear() -> None:
    trie = trie_of("ا ا ا ا ب", "ا ا ب")
    looks = []
    for size in (1000, 2000):
        words = Counting(["ا"] * size)
        assert list(trie.find(words)) == []
        looks.append(words.looks)
    assert looks[1] <= 2 * looks[0] + 10
    assert looks[0] <= 1000 * 6


@given(
    st.lists(st.lists(st.sampled_from("ابج"), min_size=1, max_size=4), max_size=8),
    st.lists(st.sampled_from("ابجد"), max_size=20),
)
def test_find_agrees_with_trying_every_phrase(phrases: list[list[str]], words: list[str]) -> None:
    trie: PhraseTrie[tuple[str, ...]] = PhraseTrie()
    for phrase in phrases:
        trie.add(phrase, tuple(phrase))
    wanted, at = [], 0
    while at < len(words):
        here = [p for p in phrases if words[at : at + len(p)] == p]
        if here:
            best = max(here, key=len)
            wanted.append((at, at + len(best), tuple(best)))
            at += len(best)
        else:
            at += 1
    assert list(trie.find(words)) == wanted

"""What a text is about: sport, films, computers, disease, courts … by the words of each topic that it uses.

`فاز الفريق في المباراة بهدفين، وخطف المهاجم الكرة`: a text of sport, whose attacks and losses are no events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from tawthiq import lexicon
from tawthiq.nlp.state import Found, View
from tawthiq.text.inflect import definite
from tawthiq.text.matchers import norms
from tawthiq.text.phrases import PhraseTrie

# A text is about a topic with so many different words of it, and so many of all its words in a hundred.
_WORDS = 3
_SHARE = 1.5
_PER = 100
# So many words of a topic outweigh one mention of an armed actor or a weapon.
_ARMED = 2


@cache
def _trie() -> PhraseTrie[tuple[str, str]]:
    """The words of the topics, with the article and without -> (topic, word)."""
    trie: PhraseTrie[tuple[str, str]] = PhraseTrie()
    for _, row in lexicon.rows("topics"):
        for phrase in lexicon.alternatives(row["words"]):
            head, *rest = norms(phrase)
            for first in {head, definite(head)}:
                trie.add((first, *rest), (row["topic"], phrase))
    return trie


def topic_of(view: View) -> str:
    """The topic of a text, or empty; the topics are those of `topics.csv`."""
    return _topic(view)[0]


def is_quiet(view: View, mentions: Sequence[Found]) -> bool:
    """Whether a text tells of no event at all: of a match, a film, an attack on computers, of animals.

    A text that names those who bear arms, or their weapons, about as often as its topic is not sure to be one.
    """
    topic, hits = _topic(view)
    armed = sum(m.label in ("ACTOR", "WEAPON") and m.id != "unknown" for m in mentions)
    return topic in _quiet_topics() and hits >= _ARMED * armed


def _topic(view: View) -> tuple[str, int]:
    """The topic of a text and how often its words stand there."""
    words: dict[str, set[str]] = {}
    hits: Counter[str] = Counter()
    for _, _, (topic, word) in _trie().find(view.norms):
        words.setdefault(topic, set()).add(word)
        hits[topic] += 1
    least = _SHARE * len(view.norms) / _PER
    found = [(hits[t], t) for t, said in words.items() if len(said) >= _WORDS and hits[t] >= least]
    hits_of, topic = max(found, default=(0, ""))
    return topic, hits_of


@cache
def _quiet_topics() -> frozenset[str]:
    return frozenset(row["topic"] for _, row in lexicon.rows("topics") if row["quiet"] == "yes")

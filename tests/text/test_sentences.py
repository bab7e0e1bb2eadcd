"""Where sentences begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.sentences import is_bullet, sentence_starts
from tawthiq.text.words import split_words

# Each text is written with `|` where a sentence begins, save the first.
CASES = {
    "stops": "قُتل 3 مدنيين. |وأصيب 4! |هل من ناجين؟ |لا",
    "no stop": "قُتل 3 مدنيين وأصيب 4",
    "commas end nothing": "قُتل 3، وأصيب 4؛ فيما اعتُقل 5: اثنان منهم أطفال",
    "line breaks": "قُتل 3\n|وأصيب 4\r\n|واعتُقل 5\r|ونزح 6\u2028|وعاد 7\u2029|ثم 8",
    "headings": "حصيلة الشهر\n\n|قُتل 3 مدنيين.\n|أولاً\n|أصيب 4",
    "double colon": "حلب:: |قُتل 3",
    "double colon apart": "حلب :: |قُتل 3",
    "many colons": "حلب:::: |قُتل 3",
    "one colon": "حلب: قُتل 3",
    "bullets": "- قُتل 3\n|- أصيب 4\n\n|• اعتُقل 5",
    "initial": "قال د. سمير إن 3 قُتلوا. |وأضاف أن 4 أصيبوا.",
    "initial after and": "قال د. سمير ود. أحمد إن 3 قُتلوا. |وأضافا",
    "initials in a row": "قُتل أ. ب. محمد. |وأصيب 4",
    "two titles": "قال أ.د. سمير. |وأضاف",
    "quoted initial": "قال «د. سمير» ذلك. |وأضاف",
    "pronoun is no initial": "قُتل مع عائلته. |وأصيب 4",
    "era is no initial": "في عام 2019م. |وأصيب 4",
    "era apart is no initial": "في عام 1440 هـ. |وأصيب 4",
    "two letters are no initial": "قُتل أب. |وأصيب 4",
    "letter far from its stop": "الفئة ب  . |وأصيب 4",
    "ellipsis": "قُتل 3... |وأصيب 4… |ونزح 5",
    "ellipsis with spaces": "قُتل 3 . . . |وأصيب 4",
    "ellipsis first": "... قُتل 3\n|... وأصيب 4",
    "signs in a row": "قُتل 3!!! |أين؟! |هنا",
    "decimal points": "نزح 2.5 مليون. |وعاد 1.109.000 شخص. |وقُتل 3",
    "dates and times": "في 12.3.2019 عند 10.30. |وقُتل 3",
    "number before the stop": "قُتل 3. |وأصيب 4",
    "closing quote": "قال «قُتل 3.» |وأصيب 4",
    "closing straight quote": 'قال "قُتل 3." |وأصيب 4',
    "closing bracket": "(قُتل 3.) |وأصيب 4",
    "closers in a row": 'قال "قُتل 3 (في حلب)." ) |وأصيب 4',
    "closing quote at the end": "قال «قُتل 3.»",
    "opening quote": "وصل الخبر. |«قُتل 3» وأصيب 4",
    "opening straight quote": 'وصل الخبر. |"قُتل 3" وأصيب 4',
    "opening bracket": "وصل الخبر. |(قُتل 3)",
    "glued quotes": "قال «قُتل 3.» |«وأصيب 4.»",
    "stop before a break": "قُتل 3.\n|وأصيب 4",
    "stop before its word": "قُتل 3 .|وأصيب 4",
    "no space": "قُتل 3.|وأصيب 4",
}  # fmt: skip


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    words = split_words(text)
    starts = sentence_starts(text, words)
    wanted, at = [0], 0
    for part in marked.split("|")[:-1]:
        at += len(part)
        wanted.append(at)
    assert [words[index].start for index in starts] == wanted


def test_a_sentence_may_be_long() -> None:
    text = "قُتل " + "، ".join(f"{n} مدنيين في حلب" for n in range(3, 50)) + ". وأصيب 4"
    assert len(sentence_starts(text, split_words(text))) == 2


def test_text_without_stops_is_cut_at_commas() -> None:
    text = "قُتل " + "، ".join(f"{n} مدنيين في حلب" for n in range(3, 400))
    words = split_words(text)
    starts = sentence_starts(text, words)
    assert len(starts) > 3
    assert all(words[index - 1].norm == "،" for index in starts[1:])
    assert max(b - a for a, b in zip(starts, [*starts[1:], len(words)])) < 300


def test_nothing_has_no_sentence() -> None:
    assert sentence_starts("", []) == []
    assert sentence_starts(" \n", split_words(" \n")) == []


@pytest.mark.parametrize("sign", "-*•–")
def test_bullets(sign: str) -> None:
    assert is_bullet(sign)


@pytest.mark.parametrize("sign", ["", ".", "--", "ق", "1"])
def test_no_bullets(sign: str) -> None:
    assert not is_bullet(sign)


_TEXTS = st.one_of(st.text(alphabet='قتل ودم3.؟!…:«»"()-\n\u2028', max_size=40), st.text(max_size=40))


@given(_TEXTS)
def test_starts_are_ordered_and_begin_every_line(text: str) -> None:
    words = split_words(text)
    starts = sentence_starts(text, words)
    assert starts == sorted(set(starts))
    assert starts[:1] == [0][: len(words)]
    first_of_lines = {i for i, w in enumerate(words) if i and "\n" in text[words[i - 1].end : w.start]}
    assert first_of_lines <= set(starts)

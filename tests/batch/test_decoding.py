"""Every encoding that reports come in, and what is refused."""

from __future__ import annotations

import pytest

from tawthiq.batch.decoding import decode, has_arabic
from tawthiq.errors import InputError

TEXT = "أصيب 12 مدنياً، بينهم 3 أطفال، في قصفٍ على «سوق البلدة» صباح اليوم؛ هل من مجيب؟\r\nوقال شهود إن السوق احترق."
LETTERS = "اصيب عشرون شخصا في المدينة امس"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "utf-32"])
def test_reads_the_text_unchanged(codec: str) -> None:
    assert decode(TEXT.encode(codec), "r.txt") == TEXT


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
@pytest.mark.parametrize("text", ["قتل", "قتل شخصان", LETTERS, LETTERS * 5000])
def test_short_and_long_texts(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "r.txt") == text


def test_utf16_big_endian_with_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "r.txt") == TEXT


def test_arabic_with_latin_words_in_windows_1256() -> None:
    text = "أعلنت منظمة (Doctors Without Borders) إصابة 5 من موظفيها في مدينة Aden أمس"
    assert decode(text.encode("cp1256"), "r.txt") == text


def test_latin_accents_are_not_taken_for_arabic() -> None:
    text = "Möbel für die Straße, größer und schöner als früher: Häuser, Bäume, Flüsse. " * 5
    assert not has_arabic(decode(text.encode("cp1252"), "r.txt"))


def test_stray_controls_do_not_make_a_text_binary() -> None:
    assert decode((TEXT + "\x02\x0c").encode(), "r.txt") == TEXT + "\x02\x0c"


def test_damaged_utf8_is_named_and_not_turned_into_another_encoding() -> None:
    data = TEXT.encode()
    with pytest.raises(InputError, match=r"r\.txt: not valid UTF-8 at byte 4[01] .*iconv"):
        decode(data[:40] + b"\xff" + data[40:], "r.txt")
    with pytest.raises(InputError, match="not valid UTF-8"):
        decode(data[:-1].removesuffix(b".") + b"\xd9", "r.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "office"),
        (b"{\\rtf1\\ansi", "rich-text"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + bytes(range(256)) * 4, "not text"),
        (bytes(range(256)) * 40, "not text"),
        (b"\x00" * 100, "not text"),
    ],
)
def test_refuses_what_is_no_text(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(data, "r.txt")

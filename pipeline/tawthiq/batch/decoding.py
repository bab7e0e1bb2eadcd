"""From bytes to text: UTF-8, UTF-16 with or without its mark, Windows-1256 and ISO 8859-6.

Strict decoding decides wherever it can. Eight-bit encodings decode any bytes, so there the decoded text must look
like Arabic; what remains is left to charset-normalizer, and is refused where it finds no text either. A byte order
mark is no part of the text; nothing else is changed, line ends included.
"""

from __future__ import annotations

import codecs
import re

from tawthiq.errors import InputError

_SAMPLE = 1 << 16
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_LETTER = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06fa-\u06fc\ufb50-\ufdfb\ufe70-\ufefc]"
)
# An Arabic letter that touches a Latin one: what a wrongly guessed eight-bit encoding is full of.
_TOUCHING = re.compile("[A-Za-z][\u0621-\u0652]|[\u0621-\u0652][A-Za-z]")
# Punctuation beyond ASCII that Arabic and Latin text share; it speaks for no encoding.
_SHARED = re.compile("[\u00a0\u00ab\u00bb\u00b7\u2000-\u206f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# UTF-32 before UTF-16, whose mark is the beginning of UTF-32's. (The decoders named here swallow the mark.)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF file; extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document (.docx, .odt); save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc); save it as plain text first"),
    (b"{\\rtf", "a rich-text document; save it as plain text first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first with gunzip"),
    (b"PAR1", "a Parquet file; write its documents as JSON lines first"),
)


def has_arabic(text: str) -> bool:
    """Whether any Arabic letter is in `text`."""
    return _ARABIC_LETTER.search(text) is not None


def decode(data: bytes, where: str) -> str:
    """The text that `data` holds.

    Raises:
        InputError: the bytes are no text, or not valid in the one encoding they can be in.
    """
    encoding = encoding_of(data, where)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(where, broken(error)) from error


def broken(error: UnicodeDecodeError) -> str:
    """What to say of bytes that are not valid in their encoding."""
    name = error.encoding.upper()
    return (
        f"not valid {name} at byte {error.start} ({error.reason}); save it again as UTF-8, or drop the damaged bytes "
        f"with `iconv -c -f {name} -t UTF-8`"
    )


def encoding_of(data: bytes, where: str) -> str:
    """The name of the codec that reads `data`, which may be the beginning of a file cut anywhere.

    Raises:
        InputError: the bytes are no text.
    """
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise InputError(where, f"is {what}")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if _is_utf8(data):
        return "utf-8"
    sample = data[: _SAMPLE - _SAMPLE % 4]
    wide = max(("utf-16-le", "utf-16-be"), key=lambda name: _wide_share(sample, name))
    if _wide_share(sample, wide) > 0.9:
        return wide
    if _controls(sample.decode("latin-1")) < 0.02:
        narrow = max(("cp1256", "iso8859_6"), key=lambda name: _arabic_share(sample, name))
        if _arabic_share(sample, narrow) > 0.6:
            return narrow
        if guess := _other_encoding(sample):
            return guess
    raise InputError(where, "is not text (or in no encoding known here); save it as plain text in UTF-8")


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8, perhaps slightly damaged: then decoding it strictly names the place."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        if damaged * 2 > sum(character > "\x7f" for character in text):
            return False
    # Arabic in UTF-16 is valid UTF-8 too, every other byte being a control character.
    return _controls(text[:_SAMPLE]) < 0.05


def _controls(text: str) -> float:
    return len(_CONTROL.findall(text)) / max(1, len(text))


def _wide_share(sample: bytes, name: str) -> float:
    """The share of plausible characters in `sample` read as UTF-16."""
    try:
        text = sample[: len(sample) // 2 * 2].decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return 0.0
        text = sample[: error.start].decode(name)
    plain = sum(character in "\t\n\r" or " " <= character <= "~" for character in text)
    return (plain + len(_ARABIC.findall(text)) + len(_SHARED.findall(text))) / max(1, len(text))


def _arabic_share(sample: bytes, name: str) -> float:
    """The share of Arabic among the characters beyond ASCII of `sample`, read as an eight-bit encoding."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return 0.0
    arabic = len(_ARABIC.findall(text))
    beyond = sum(character > "\x7f" for character in text) - len(_SHARED.findall(text))
    # Accented Latin letters fall on Arabic ones, but inside words.
    if not arabic or len(_TOUCHING.findall(text)) > 0.2 * arabic:
        return 0.0
    return arabic / max(1, beyond, arabic)


def _other_encoding(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:20_000]).best()
    return best.encoding if best else None

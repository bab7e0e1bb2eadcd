"""Dates with the month names of the Arab countries, in the ways people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hijridate import Hijri

_HIJRI = "Hijri"
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "Egypt, Gulf": (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    "Levant, Iraq": (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
        "كانون الأول",
    ),
    "Algeria, Tunisia": (
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    "Morocco": (
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ),
    _HIJRI: (
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
        "ذو القعدة", "ذو الحجة",
    ),
}  # fmt: skip
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_HAMZA = str.maketrans("أإآ", "ااا")


def variants(family: str) -> dict[str, list[tuple[str, date]]]:
    """Name of a way to write -> the twelve months as (text, day meant)."""
    names = FAMILIES[family]
    hijri = family == _HIJRI
    year = "1440" if hijri else "2019"
    days = [date(*Hijri(1440, month, 12).to_gregorian().timetuple()[:3]) if hijri else date(2019, month, 12)
            for month in range(1, 13)]  # fmt: skip
    plain = [f"12 {name} {year}" for name in names]
    ways = {
        "plain": plain,
        "Arabic-Indic digits": [text.translate(_EASTERN) for text in plain],
        "Persian digits": [text.translate(_PERSIAN) for text in plain],
        "hamza dropped": [text.translate(_HAMZA) for text in plain],
    }
    if not hijri:
        others = FAMILIES["Levant, Iraq" if family == "Egypt, Gulf" else "Egypt, Gulf"]
        pairs = [(name, other) for name, other in zip(names, others)]
        ways["doubled with a slash"] = [f"12 {name}/ {other} {year}" for name, other in pairs]
        ways["doubled in brackets"] = [f"12 {name} ({other}) {year}" for name, other in pairs]
    return {way: list(zip(texts, days)) for way, texts in ways.items()}

"""Ways to write one and the same number: what num2words says, respelled as people write it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

_HAMZA = str.maketrans("أإآئؤ", "ااايو")
# Stem, full vowels without the ending of the case; duals and plurals carry theirs.
_VOWELS = {
    "صفر": "صِفْر", "واحد": "وَاحِد", "اثنان": "اِثْنَانِ", "ثلاثة": "ثَلَاثَة", "أربعة": "أَرْبَعَة", "خمسة": "خَمْسَة",
    "ستة": "سِتَّة", "سبعة": "سَبْعَة", "ثمانية": "ثَمَانِيَة", "تسعة": "تِسْعَة", "عشرة": "عَشَرَة", "أحد": "أَحَدَ", "عشر": "عَشَرَ",
    "اثنا": "اِثْنَا", "عشرون": "عِشْرُونَ", "و": "وَ", "ثلاثون": "ثَلَاثُونَ", "أربعون": "أَرْبَعُونَ", "خمسون": "خَمْسُونَ",
    "ستون": "سِتُّونَ", "سبعون": "سَبْعُونَ", "ثمانون": "ثَمَانُونَ", "تسعون": "تِسْعُونَ", "مائة": "مِائَة", "مئتا": "مِئَتَا",
    "مئتان": "مِئَتَانِ", "ثلاثمائة": "ثَلَاثُمِائَة", "أربعمائة": "أَرْبَعُمِائَة", "خمسمائة": "خَمْسُمِائَة", "ستمائة": "سِتُّمِائَة",
    "سبعمائة": "سَبْعُمِائَة", "ثمانمائة": "ثَمَانُمِائَة", "تسعمائة": "تِسْعُمِائَة", "مليار": "مِلْيَار", "مليوناً": "مَلْيُونًا",
    "ألفاً": "أَلْفًا", "ملياراً": "مِلْيَارًا", "ملايين": "مَلَايِينَ", "مليارات": "مِلْيَارَات", "آلاف": "آلَاف", "ألفان": "أَلْفَانِ",
    "ملياران": "مِلْيَارَانِ", "مليون": "مَلْيُون", "ألف": "أَلْف", "مليونان": "مَلْيُونَانِ", "ألفا": "أَلْفَا", "مليونا": "مَلْيُونَا",
    "مليارا": "مِلْيَارَا",
}  # fmt: skip
_CASES = "ٌٍَُِ"
_draw = random.Random(0)


def _vocalised(said: str) -> str:
    """Every vowel written; the case endings are any, since few writers get them right."""
    words = []
    for word in said.split():
        full = _VOWELS[word]
        words.append(full if full[-1] in _CASES or full[-1] == "ا" else full + _draw.choice(_CASES))
    return " ".join(words).replace("وَ ", "وَ")


def _genitive(said: str) -> str:
    said = re.sub("ون\\b", "ين", said.replace("مليون", "مليـن")).replace("مليـن", "مليون")
    said = re.sub(r"\b(اثن|مئت|ألف|مليون|مليار)ان\b", r"\1ين", said)
    return re.sub(r"\b(اثن|مئت)ا\b", r"\1ي", said)


def _scales(said: str, ending: str) -> str:
    """The singular of a scale behind a number above ten in the accusative, as grammar has it."""
    return re.sub(r"(?<=[ةنر] )(ألف|مليون|مليار)اً?(?= |$)", rf"\1{ending}", said)


def _hundreds_apart(said: str) -> str:
    return re.sub(r"\b(ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)مائة\b", r"\1 مئة", said)


SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "as num2words writes": lambda said: said,
    "hamza dropped": lambda said: said.translate(_HAMZA),
    "`ألفاً`": lambda said: _scales(said, "اً"),
    "`ألفا`": lambda said: _scales(said, "ا"),
    "vocalised, any case": _vocalised,
    "genitive": _genitive,
    "و joined": lambda said: said.replace(" و ", " و"),
    "hundreds apart": _hundreds_apart,
    "ه for ة": lambda said: said.replace("ة", "ه"),
}

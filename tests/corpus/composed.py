"""Composed annotated documents for the tests of the corpus."""

from __future__ import annotations

from typing import Any

from tawthiq.corpus.annotated import Annotated, annotated_from_json

SENTENCES = (
    "قُتل {n} مدنيين بينهم طفلان في قصف على بلدة {place}، بحسب الدفاع المدني.",
    "أفاد الدفاع المدني بمقتل {n} مدنيين في {place}، بينهم طفلان، إثر قصف طالها فجراً.",
    "طال القصف بلدة {place} مجدداً وأودى بحياة {n} مدنيين، بينهم طفلان، وفق ما ذكره الدفاع المدني.",
)
PLACES = ("سراقب", "تفتناز", "كفرزيتا", "اللطامنة", "مورك", "خان السبل", "معرة حرمة", "حزارين", "كنصفرة", "البارة")


def span(text: str, said: str) -> dict[str, Any]:
    start = text.index(said)
    return {"text": said, "start": start, "end": start + len(said)}


def row(id: str, number: int, **tags: Any) -> dict[str, Any]:
    """An annotated document as JSON: a killing with a part, in words of its own for each number."""
    place = PLACES[number % len(PLACES)]
    text = SENTENCES[number % len(SENTENCES)].format(n=number, place=place)
    exact = {"bound": "exact", "unit": "person"}
    whole = {"value": number, "upper": number, "category": "civilian", "subset_of": None, **exact}
    part = {"value": 2, "upper": 2, "category": "child", "subset_of": 0, **exact}
    trigger = next(word for word in ("قُتل", "مقتل", "أودى بحياة") if word in text)
    event = {
        "id": f"{id}-0", "document": id, "type": "killing", "assertion": "asserted", "trigger": span(text, trigger),
        "counts": [
            {**whole, "span": span(text, f"{number} مدنيين")},
            {**part, "span": span(text, "طفلان")},
        ],
        "places": [{"name": place, "span": span(text, place), "country": "SY"}],
        "sources": [{"id": "white_helmets", "name": "الدفاع المدني", "span": span(text, "الدفاع المدني")}],
        "evidence": span(text, text),
    }  # fmt: skip
    document = {"id": id, "text": text, "genre": "news", "country": "SY", "year": 2019, "phenomena": ["subset"], **tags}
    entities = [{"label": "PLACE", "id": None, "name": place, "span": span(text, place), "rule": "gold"}]
    return {"document": document, "entities": entities, "events": [event], "non_counts": []}


def document(id: str, number: int, **tags: Any) -> Annotated:
    return annotated_from_json(row(id, number, **tags))

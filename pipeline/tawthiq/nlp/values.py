"""From mentions to what a record holds: fillers, places with their areas, and the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tawthiq.nlp.places import coordinated, in_chain
from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import word_set
from tawthiq.types import Filler, Place, Time


class Values:
    """Makes the values of one text."""

    def __init__(self, view: View) -> None:
        self.view = view

    def doers(self, mentions: Sequence[Found]) -> tuple[Filler, ...]:
        """The perpetrators; someone unknown behind someone named (`قوات … برصاص قناص`) is his man."""
        named = next((i for i, m in enumerate(mentions) if m.id != "unknown"), len(mentions))
        return self.fillers(m for i, m in enumerate(mentions) if m.id != "unknown" or i <= named)

    def fillers(self, mentions: Iterable[Found]) -> tuple[Filler, ...]:
        """The fillers of a slot, each id once, where it was said first."""
        found: dict[str, Filler] = {}
        for m in mentions:
            found.setdefault(m.id, Filler(m.id, m.name, self.view.char_span(m.first, m.last)))
        return tuple(found.values())

    def where(self, places: Sequence[Found]) -> list[Found]:
        """Of the places said, those that the event happened in: the first one named, with those coordinated to it."""
        view = self.view
        kept: list[Found] = []
        for place in places:
            before = view.norms[place.first - 1] if place.first else ""
            if before in word_set("towards") or self.in_brackets(place):
                continue
            if kept and not in_chain(view, kept[-1], place) and not coordinated(view, kept[-1], place):
                break
            kept.append(place)
        return kept

    def in_brackets(self, place: Found) -> bool:
        """`كركوك (240 كلم شمال بغداد)`: what is in the brackets only says where the first place lies."""
        for index in range(place.first - 1, max(place.first - 7, -1), -1):
            if self.view.norms[index] == ")":
                return False
            if self.view.norms[index] == "(":
                return True
        return False

    def place(self, chain: Sequence[Found]) -> Place:
        """The finest place of a chain; the larger ones say its first-level area."""
        finest = chain[0]
        country, admin1, lat, lon = finest.place or (None, None, None, None)
        for larger in chain[1:]:
            if larger.rule.endswith((":governorate", ":region")):
                admin1 = admin1 or larger.name
            if larger.place and not country:
                country = larger.place[0]
        return Place(
            finest.name, self.view.char_span(finest.first, finest.last), finest.id or None, country, admin1, lat, lon
        )

    def time(self, times: Sequence[Found]) -> Time:
        """The first time that has dates, else the first."""
        if not times:
            return Time()
        chosen = next((t for t in times if t.id), times[0])
        start, _, end = chosen.id.partition("/")
        return Time(
            date.fromisoformat(start) if start else None,
            date.fromisoformat(end) if end else None,
            self.view.char_span(chosen.first, chosen.last),
        )

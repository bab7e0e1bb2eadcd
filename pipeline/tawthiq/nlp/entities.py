"""Mentions: actors, places, weapons, targets, victim groups, sources, persons, organisations and dates.

Each kind has its finder; where two mentions of one text overlap, `_PRECEDENCE` and then length decide which of them
becomes an entity of the Doc. All found mentions stay available to the later stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc
from spacy.util import filter_spans

from tawthiq.nlp.actors import find_actors
from tawthiq.nlp.names import find_organisations, find_persons, find_sources
from tawthiq.nlp.places import countries, country_of, find_places
from tawthiq.nlp.rolls import NAME, listed_names
from tawthiq.nlp.speakers import find_speakers
from tawthiq.nlp.state import Found, View, published, put
from tawthiq.nlp.weapons import find_weapons, is_taken
from tawthiq.text.datelines import date_of, is_dateline
from tawthiq.text.dates import read_dates
from tawthiq.text.matchers import noun_trie
from tawthiq.text.numerals import read_numbers

# A mention inside one of an earlier kind is dropped: the Syria of «the Syrian Observatory» is no place.
_PRECEDENCE = ("DATE", "SOURCE", "ACTOR", "ORG", "PLACE", "PERSON", "WEAPON", "TARGET", "VICTIM")
_UNDATED = {"date": "duration", "period": "duration"}


def find_entities(doc: Doc) -> Doc:
    """Find all mentions; the non-overlapping ones become `doc.ents`."""
    view = View(doc)
    dates = list(_dates(view, doc))
    places = find_places(view)
    spelled = _spelled(view, places)
    dates = [d for d in dates if d.first not in spelled]
    country = country_of(countries(view.norms, places))
    found = [*dates]
    actors = find_actors(view, country, published(doc))
    sources = find_sources(view, country, published(doc))
    listed = listed_names(view)  # `5. ملك محسن القدرة`: nobody else who is called so
    named = [f for f in _outside([*actors, *sources], dates) if not _holds(listed, f.first)]
    found += named
    # `مديرية القبيطة` is a district.
    ends = {(p.first - 1, p.last) for p in places}
    organisations = _outside((o for o in find_organisations(view) if (o.first, o.last) not in ends), [*dates, *named])
    found += organisations
    places = _outside(
        places, [*dates, *(f for f in [*named, *organisations] if f.last - f.first > 1 or f.rule == "acting-state")]
    )
    # No person begins inside a name (`حي الشيخ جراح`), nor right before a country (`شهد العراق`).
    begun = {i for p in places for i in range(p.first, p.last)}
    begun |= {p.first - 1 for p in places if p.rule.endswith((":country", ":governorate"))}
    persons = _outside(find_persons(view, begun, listed), found)
    places = _outside(places, persons)
    found += [*places, *persons]
    found += find_weapons(view)
    speaking = find_speakers(view, [f for f in found if f.label == "SOURCE"], found)
    found = [*(f for f in found if f.label != "SOURCE"), *speaking]
    named_places = {i for f in places for i in range(f.first, f.last)}
    doers = (f for f in found if f.label == "ACTOR" or (f.label == "WEAPON" and not is_taken(view, f)))
    forces = {i for f in doers for i in range(f.first, f.last)}
    found += (group for group in _groups(view, named_places, forces) if group.first not in spelled)
    found.sort(key=lambda f: (f.first, -f.last))
    put(doc, Found, found)
    by_rank = sorted(found, key=lambda f: _PRECEDENCE.index(f.label))
    kept: list[Found] = []
    taken: set[int] = set()
    for f in by_rank:
        if not taken.intersection(range(f.first, f.last)):
            kept.append(f)
            taken.update(range(f.first, f.last))
    doc.ents = filter_spans([view.doc_span(f) for f in kept])
    return doc


def _spelled(view: View, places: Iterable[Found]) -> set[int]:
    """Places whose first letter tells them from a month and from people that match alike: `إب` (آب, أب)."""
    return {p.first for p in places if p.id and p.last == p.first + 1 and view.words[p.first].norm == "اب"
            and view.char_span(p.first, p.last).text.startswith("إ")}  # fmt: skip


def _holds(listed: Mapping[int, int], word: int) -> bool:
    """Whether one of the names on rolls holds a word."""
    return any(word < listed.get(at, word) for at in range(max(0, word - NAME), word + 1))


def _outside(candidates: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """The candidates that share no word with the others."""
    taken = {index for other in others for index in range(other.first, other.last)}
    return [c for c in candidates if taken.isdisjoint(range(c.first, c.last))]


def _dates(view: View, doc: Doc) -> Iterator[Found]:
    reference = published(doc) or date_of(view.text, view.words)
    for time in read_dates(view.words, reference, read_numbers(view.words)):
        dated = time.dates_events and not (time.kind == "date" and is_dateline(view.words, time.first, time.last))
        interval = f"{time.start or ''}/{time.end or ''}" if dated and (time.start or time.end) else ""
        text = view.char_span(time.first, time.last).text
        # An hour of a known day dates an event like the day; a rough `قبل شهر` is as good as a length.
        kind = ("date" if time.kind == "time" else time.kind) if dated else _UNDATED.get(time.kind, time.kind)
        yield Found(time.first, time.last, "DATE", interval, text, f"{kind}:{time.rule}")


def _groups(view: View, places: set[int], forces: set[int]) -> Iterator[Found]:
    """Victim groups and targets: the countable nouns of persons and of facilities."""
    for first, last, forms in noun_trie().find(view.norms):
        noun = forms[0].noun
        if noun.unit in ("person", "family"):
            yield Found(first, last, "VICTIM", noun.category, view.char_span(first, last).text, "noun-lexicon")
        elif (
            noun.unit == "facility"
            and last not in places
            and places.isdisjoint(range(first, last))
            and first not in forces
        ):
            # `مدينة حلب`, `دير الزور` are places, `مروحيات` attackers: no targets.
            yield Found(first, last, "TARGET", noun.category, view.char_span(first, last).text, "noun-lexicon")

"""The lexicons: the taxonomy is the contract's, every file loads, and what is malformed is refused by file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import tawthiq
from tawthiq import lexicon
from tawthiq.errors import LexiconError
from tawthiq.lexicon import is_actor, is_category, is_source
from tawthiq.text import bounds, date_words, gazetteer, numeral_words, place_words
from tawthiq.text.matchers import norms
from tawthiq.text.normalize import fold

FOLDER = Path(tawthiq.__file__).with_name("lexicons")
FILES = sorted(path.stem for path in FOLDER.glob("*.csv"))

# The words of SPEC.md, written out once more: they appear in files, so a change here breaks what others have written.
TAXONOMY = {
    "EVENT_TYPES": """killing injury detention enforced_disappearance abduction torture sexual_violence
        child_recruitment displacement release massacre attack destruction clash siege protest casualty statistic""",
    "BOUNDS": "exact at_least more_than at_most less_than about range vague",
    "ASSERTIONS": "asserted denied alleged",
    "UNITS": "person family incident facility munition percent money",
    "PERSONS": """person civilian child woman man elderly medical_worker media_worker humanitarian_worker
        civil_defence_worker education_worker student combatant detainee displaced_person refugee worker
        woman_and_child""",
    "INCIDENTS": "massacre airstrike shelling attack arrest_campaign explosion violation other_incident",
    "FACILITIES": """vital_facility medical_facility school market place_of_worship camp home bakery water_facility
        power_facility civil_defence_facility bridge vehicle village other_facility""",
    "MUNITIONS": """barrel_bomb cluster_munition incendiary_munition chemical_weapon missile shell bomb mine drone
        other_munition""",
    "ACTORS": """syrian_regime syrian_government russia iran iranian_militias hezbollah isis hts sdf armed_opposition
        international_coalition turkey united_states israel israeli_settlers hamas palestinian_factions
        palestinian_authority houthis arab_coalition yemeni_government stc aqap iraqi_forces pmf peshmerga saf rsf lna
        gna gnu egypt jordan lebanon_forces algeria tunisia morocco al_shabaab wagner unknown other_parties""",
    "WEAPONS": """airstrike barrel_bomb artillery missile cluster_munition incendiary chemical mine ied drone small_arms
        knife torture starvation execution drowning suicide_bombing other_weapon""",
    "SOURCES": """snhr sohr white_helmets un ohchr unicef who icrc amnesty hrw msf health_ministry state_media anadolu
        reuters afp eyewitness government""",
}


@pytest.mark.parametrize("name", TAXONOMY)
def test_taxonomy(name: str) -> None:
    assert getattr(lexicon, name) == tuple(TAXONOMY[name].split())


def test_categories_of_units() -> None:
    assert lexicon.CATEGORIES == {
        "person": lexicon.PERSONS,
        "family": ("family",),
        "incident": lexicon.INCIDENTS,
        "facility": lexicon.FACILITIES,
        "munition": lexicon.MUNITIONS,
    }


@pytest.mark.parametrize(
    ("unit", "category", "known"),
    [
        ("person", "child", True), ("person", "school", False), ("family", "family", True), ("percent", "child", True),
        ("percent", "school", True), ("percent", "USD", False), ("money", "USD", True), ("money", "usd", False),
        ("money", "دول", False), ("money", "DOLLAR", False), ("unheard", "child", False), ("person", "", False),
    ],
)  # fmt: skip
def test_is_category(unit: str, category: str, known: bool) -> None:
    assert is_category(unit, category) is known


def test_slugs_stand_beside_the_ids() -> None:
    assert is_actor("russia")
    assert is_actor("actor:janjaweed")
    assert not is_actor("source:x")
    assert not is_actor("Russia")
    assert is_source("un")
    assert is_source("source:x")
    assert not is_source("actor:x")


# Files as they are ----------------------------------------------------------------------------------------------------

LOADERS: dict[str, Callable[[], Any]] = {
    "triggers": lexicon.triggers, "nouns": lexicon.nouns, "actors": lexicon.actors, "sources": lexicon.sources,
    "weapons": lexicon.weapons, "demonyms": lexicon.demonyms, "places": lexicon.places,
    "markers": lambda: lexicon.markers("subset"), "numbers": numeral_words.number_words,
    "bounds": lambda: bounds._phrases("before"), "months": date_words.time_words, "time_words": date_words.time_words,
    "place_classes": place_words.class_words, "place_stopwords": place_words.stopwords,
    "capitals": lambda: [gazetteer.capital(row["country"]) for _, row in lexicon.rows("capitals")],
    "word_lists": lambda: [lexicon.word_list(row["list"]) for _, row in lexicon.rows("word_lists")],
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_file_loads(name: str) -> None:
    rows = list(lexicon.rows(name))
    assert rows
    assert all(re.fullmatch(rf"{name}\.csv:\d+", where) for where, _ in rows)
    loaded = LOADERS.get(name, lambda: lexicon.first_column(name))()
    assert loaded


@pytest.mark.parametrize("name", FILES)
def test_files_are_tidy(name: str) -> None:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not re.search(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text), "invisible marks"
    assert "\t" not in text
    for where, row in lexicon.rows(name):
        for column, cell in row.items():
            assert "||" not in cell, f"{where} {column}"
            assert not cell.startswith("|"), f"{where} {column}"


def test_a_readme_describes_every_file() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in FILES:
        assert f"`{name}.csv`" in readme
        columns = ",".join(next(iter(lexicon.rows(name)))[1])
        assert f"`{columns}`" in readme, f"the columns of {name}.csv are {columns}"
    assert "`vocabulary.txt`" in readme
    assert [path.name for path in FOLDER.iterdir() if path.suffix not in (".csv", ".txt")] == ["README.md"]


@pytest.mark.parametrize(
    ("name", "column"), [("markers", "kind"), ("word_lists", "list"), ("time_words", "kind"), ("numbers", "kind")]
)
def test_the_readme_describes_every_kind(name: str, column: str) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    section = readme.split(f"`{name}.csv`", 1)[1]
    assert [row[column] for _, row in lexicon.rows(name) if f"`{row[column]}`" not in section] == []


IDS: list[tuple[str, str, Callable[[str], bool]]] = [
    ("triggers", "type", lambda id: id in lexicon.EVENT_TYPES),
    ("nouns", "unit", lambda id: id in lexicon.CATEGORIES),
    ("actors", "id", is_actor),
    ("sources", "id", is_source),
    ("weapons", "id", lambda id: id in lexicon.WEAPONS),
    ("demonyms", "actor", is_actor),
    ("roles", "category", lambda id: id in lexicon.PERSONS),
    ("given_names", "gender", lambda gender: gender in ("m", "f", "")),
    ("currencies", "code", lambda code: is_category("money", code)),
    ("bounds", "bound", lambda id: id in (*lexicon.BOUNDS, "")),
    ("markers", "value", lambda value: value in ("sentence", "")),
    *((name, "country", lambda code: re.fullmatch("([A-Z]{2})?", code) is not None)
      for name in ("actors", "sources", "weapons", "demonyms", "places")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column", "known"), IDS, ids=[f"{name}-{column}" for name, column, _ in IDS])
def test_ids_are_known(name: str, column: str, known: Callable[[str], bool]) -> None:
    assert [(where, row[column]) for where, row in lexicon.rows(name) if not known(row[column])] == []


def test_every_id_has_words() -> None:
    assert {name.id for name in lexicon.actors()} >= set(lexicon.ACTORS)
    assert {name.id for name in lexicon.sources()} >= set(lexicon.SOURCES)
    assert {name.id for name in lexicon.weapons()} == set(lexicon.WEAPONS)
    assert {trigger.type for trigger in lexicon.triggers()} == set(lexicon.EVENT_TYPES)
    counted = {(noun.unit, noun.category) for noun in lexicon.nouns()}
    assert counted == {(unit, category) for unit, known in lexicon.CATEGORIES.items() for category in known}
    assert {row["bound"] for _, row in lexicon.rows("bounds") if row["bound"]} == set(lexicon.BOUNDS) - {
        "exact",
        "vague",
    }


@pytest.mark.parametrize("load", [lexicon.actors, lexicon.sources, lexicon.weapons])
def test_a_phrase_means_one_id(load: Callable[[], tuple[lexicon.Name, ...]]) -> None:
    meanings = defaultdict(list)
    for name in load():
        assert name.since is None or name.until is None or name.since <= name.until
        for phrase in name.phrases:
            meanings[norms(phrase), name.country].append(name)
    assert [
        (" ".join(phrase), country, one.id, other.id)
        for (phrase, country), names in meanings.items()
        for one, other in combinations(names, 2)
        if one.id != other.id
        and (one.since or date.min) <= (other.until or date.max)
        and (other.since or date.min) <= (one.until or date.max)
    ] == []


# (file, columns of words, columns that together fix what the words may mean once, column of the meaning)
ONE_MEANING = [
    ("bounds", "phrases", ("side",), "bound"),
    ("markers", "phrase", ("kind",), "value"),
    ("roles", "word", (), "category"),
    ("given_names", "name", (), "gender"),
    ("currencies", "words", (), "code"),
    ("months", "names", ("calendar",), "month"),
    ("months", "ambiguous", ("calendar",), "month"),
    ("numbers", "word", ("kind",), "value"),
    ("time_words", "words", ("kind",), "value"),
    ("place_classes", "word", (), "kind"),
    ("place_stopwords", "phrase", (), "requires"),
]


@pytest.mark.parametrize(("name", "words", "within", "meaning"), ONE_MEANING)
def test_words_do_not_contradict_each_other(name: str, words: str, within: tuple[str, ...], meaning: str) -> None:
    said: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, row in lexicon.rows(name):
        for phrase in lexicon.alternatives(row[words]):
            said[(*(row[column] for column in within), fold(phrase))].add(row[meaning])
    assert {key: values for key, values in said.items() if len(values) > 1} == {}


def test_places_lie_where_their_country_may() -> None:
    for place in lexicon.places():
        assert (place.lat is None) == (place.lon is None), place
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= (place.lon or 0) <= 180), place


# What is malformed ----------------------------------------------------------------------------------------------------

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Puts a lexicon of the test in the place of the package's folder."""
    (tmp_path / "lexicons").mkdir()
    monkeypatch.setattr(lexicon, "files", lambda package: tmp_path)

    def write(name: str, text: str) -> None:
        (tmp_path / "lexicons" / f"{name}.csv").write_text(text, encoding="utf-8")

    return write


NAMES = "id,phrases,country,since,until"
# What reads a file (past its cache), and the file's columns.
READERS: dict[str, tuple[Any, str]] = {
    "actors": (lexicon.actors, NAMES),
    "sources": (lexicon.sources, NAMES),
    "weapons": (lexicon.weapons, NAMES),
    "triggers": (lexicon.triggers, "type,pos,lemma,forms,subject,needs"),
    "nouns": (lexicon.nouns, "unit,category,singular,plurals,event"),
    "demonyms": (lexicon.demonyms, "country,name,adjective,plurals,actor"),
    "places": (lexicon.places, "name,variants,country,admin1,kind,lat,lon"),
    "numbers": (numeral_words.number_words, "word,value,kind,note"),
    "months": (date_words._month_names, "calendar,month,names,ambiguous"),
    "time_words": (date_words._phrases, "kind,value,words"),
    "place_classes": (place_words.place_words, "word,kind,part,number"),
    "place_stopwords": (place_words.stopwords, "phrase,requires"),
}


def read(name: str) -> Any:
    return READERS[name][0].__wrapped__()


# (file, row, what the message says behind file and line)
MALFORMED = [
    ("actors", "rusia,روسيا,,,", "unknown id 'rusia'"),
    ("actors", ",روسيا,,,", "unknown id ''"),
    ("actors", "snhr,الشبكة,,,", "unknown id 'snhr'"),
    ("actors", "russia,,,,", "no phrase"),
    ("actors", "russia, | |,,,", "no phrase"),
    ("actors", "russia,روسيا,,", "4 cells, 5 wanted"),
    ("actors", "russia,أ,ب,,,", "6 cells, 5 wanted; quote"),
    ("actors", "russia,روسيا,,2024-13-01,", ".*month.*README"),
    ("actors", "russia,روسيا,,,2024", ".*'2024'.*README"),
    ("sources", "russia,روسيا,,,", "unknown id 'russia'"),
    ("sources", "un,,,,", "no phrase"),
    ("weapons", "actor:x,س,,,", "unknown id 'actor:x'"),
    ("weapons", "Mine,لغم,,,", "unknown id 'Mine'"),
    ("triggers", "murder,verb,قتل,,,", "unknown event type 'murder'"),
    ("triggers", "killing,adverb,قتل,,,", "pos is .* not 'adverb'"),
    ("triggers", "killing,verb,قتل,,object,", "subject is .* not 'object'"),
    ("triggers", "killing,verb,,يقتل,,", "empty lemma"),
    ("triggers", "killing,verb,قتل,,", "5 cells, 6 wanted"),
    ("nouns", "person,school,طفل,,", "person has no category 'school'"),
    ("nouns", "animal,child,طفل,,", "animal has no category 'child'"),
    ("nouns", "person,child,طفل,,dying", "unknown event type 'dying'"),
    ("nouns", "person,child,,,", "no word form"),
    ("demonyms", "SY,سوريا,سوري,,syria", "unknown actor 'syria'"),
    ("places", "حلب,,,,city,1,1", ".*country"),
    ("places", ",,SY,,city,1,1", ".*name"),
    ("places", "حلب,,SY,,city,شمال,1", ".*شمال"),
    ("numbers", "أ,1,digit,", "unknown kind 'digit'"),
    ("numbers", "أ,x,unit,", "'x' is no number"),
    ("numbers", "أ,1/0,fraction,", "'1/0' is no number"),
    ("months", "hijri,13,أ,", "a month is 1 to 12"),
    ("months", "lunar,1,أ,", "a month is 1 to 12 of the gregorian or hijri"),
    ("time_words", "day,,", "no word"),
    ("place_classes", "حي,town,maybe,one", "part is one of .* not 'maybe'"),
    ("place_classes", "حي,town,yes,three", "number is one of .* not 'three'"),
    ("place_stopwords", "حي,luck", "requires is .* not 'luck'"),
]


@pytest.mark.parametrize(("name", "row", "message"), MALFORMED, ids=[f"{name}-{row}" for name, row, _ in MALFORMED])
def test_malformed_entries_are_refused(write: Write, name: str, row: str, message: str) -> None:
    write(name, f"{READERS[name][1]}\n# a comment\n\n{row}\n")
    with pytest.raises(LexiconError, match=rf"^{name}\.csv:4: {message}"):
        read(name)


def test_the_line_is_that_of_the_entry(write: Write) -> None:
    write("actors", NAMES + "\nrussia,روسيا,,,\nun,الأمم المتحدة,,,\nrussia,روسيا,,,\n")
    with pytest.raises(LexiconError, match=r"^actors\.csv:3: "):
        read("actors")


def test_a_missing_column_is_refused(write: Write) -> None:
    write("actors", "id,country\nrussia,\n")
    with pytest.raises(LexiconError, match=r"^actors\.csv:2: .*'phrases'.*README"):
        read("actors")


@pytest.mark.parametrize(("row", "message"), [("nearly,before,نحو", "side is"), ("about,around,نحو", "side is")])
def test_malformed_bounds_are_refused(write: Write, row: str, message: str) -> None:
    write("bounds", f"bound,side,phrases\n{row}\n")
    with pytest.raises(LexiconError, match=rf"^bounds\.csv:2: {message}"):
        bounds._phrases.__wrapped__("before")


def test_an_empty_marker_is_refused(write: Write) -> None:
    write("markers", "kind,phrase,value\nsubset,,\n")
    with pytest.raises(LexiconError, match=r"^markers\.csv:2: empty phrase"):
        lexicon.markers.__wrapped__("subset")


def test_a_list_that_is_not_there(write: Write) -> None:
    write("word_lists", "list,words,use\nothers,آخر|آخرين,a use\n")
    assert lexicon.word_list.__wrapped__("others") == ("آخر", "آخرين")
    with pytest.raises(LexiconError, match=r"word_lists\.csv has no list 'other'; it has others"):
        lexicon.word_list.__wrapped__("other")


def test_what_is_well_formed_is_read(write: Write) -> None:
    write("actors", NAMES + '\nrussia," روسيا |""فاغنر"", روسيا",SY,2015-09-30,\nactor:x,أ,,,\n')
    assert read("actors") == (
        lexicon.Name("russia", ("روسيا", '"فاغنر", روسيا'), "SY", date(2015, 9, 30), None),
        lexicon.Name("actor:x", ("أ",), None, None, None),
    )
    write("triggers", READERS["triggers"][1] + "\nkilling,verb,قتل,يقتل|تقتل,either,حتف|مصرع\n")
    assert read("triggers") == (lexicon.Trigger("killing", "verb", "قتل", ("يقتل", "تقتل"), "either", ("حتف", "مصرع")),)
    write("places", READERS["places"][1] + "\nحلب,الشهباء,SY,,city,36.2,37.16\n")
    assert read("places") == (lexicon.PlaceEntry("حلب", ("الشهباء",), "SY", None, "city", 36.2, 37.16),)

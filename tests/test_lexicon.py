"""The lexicons: the taxonomy is the contract's, every file loads, and what is malformed is refused by file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import tawthiq
from tawthiq import lexicon
from tawthiq.errors import LexiconError
from tawthiq.lexicon import is_actor, is_category, is_source
from tawthiq.text import bounds, date_words, gazetteer, numeral_words
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


# Files as they are -----------------------------------------------------------------------------------------------------

LOADERS: dict[str, Callable[[], Any]] = {
    "triggers": lexicon.triggers, "nouns": lexicon.nouns, "actors": lexicon.actors, "sources": lexicon.sources,
    "weapons": lexicon.weapons, "demonyms": lexicon.demonyms, "places": lexicon.places,
    "markers": lambda: lexicon.markers("subset"), "numbers": numeral_words.number_words,
    "bounds": lambda: bounds._phrases("before"), "months": date_words.time_words, "time_words": date_words.time_words,
    "place_classes": gazetteer.class_words, "place_stopwords": gazetteer._stopwords,
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


def test_every_kind_of_the_readme_exists() -> None:
    # The kinds of markers, and the lists of words, are rows of tables that begin with `name`.
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE))
    assert {row["kind"] for _, row in lexicon.rows("markers")} <= described


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


# What is malformed -----------------------------------------------------------------------------------------------------


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Puts a lexicon of the test in the place of the package's folder."""
    (tmp_path / "lexicons").mkdir()
    monkeypatch.setattr(lexicon, "files", lambda package: tmp_path)

    def write(name: str, text: str) -> None:
        (tmp_path / "lexicons" / f"{name}.csv").write_text(text, encoding="utf-8")

    yield write


def fresh(load: Any, *arguments: str) -> Any:
    """What a cached loader reads, past its cache."""
    return load.__wrapped__(*arguments)


NAMES = "id,phrases,country,since,until\n# a comment\n\n"
TRIGGERS = "type,pos,lemma,forms,subject,needs\n"
NOUNS = "unit,category,singular,plurals,event\n"
PLACES = "name,variants,country,admin1,kind,lat,lon\n"
# (file, loader, text, what the message says)
MALFORMED: dict[str, tuple[str, Callable[[], Any], str, str]] = {
    "unknown actor": ("actors", lambda: fresh(lexicon.actors), NAMES + "rusia,روسيا,,,\n", "actors.csv:4: .*'rusia'"),
    "no actor": ("actors", lambda: fresh(lexicon.actors), NAMES + ",روسيا,,,\n", "actors.csv:4: unknown id ''"),
    "source as actor": ("actors", lambda: fresh(lexicon.actors), NAMES + "snhr,الشبكة,,,\n", "actors.csv:4: .*'snhr'"),
    "actor as source": ("sources", lambda: fresh(lexicon.sources), NAMES + "russia,روسيا,,,\n", "sources.csv:4: .*'russia'"),
    "unknown weapon": ("weapons", lambda: fresh(lexicon.weapons), NAMES + "actor:x,س,,,\n", "weapons.csv:4: .*'actor:x'"),
    "no phrase": ("actors", lambda: fresh(lexicon.actors), NAMES + "russia,,,,\n", "actors.csv:4: no phrase"),
    "only separators": ("actors", lambda: fresh(lexicon.actors), NAMES + "russia, | |,,,\n", "actors.csv:4: no phrase"),
    "missing cell": ("actors", lambda: fresh(lexicon.actors), NAMES + "russia,روسيا,,\n", "actors.csv:4: 4 cells, 5 wanted"),
    "cell too many": ("actors", lambda: fresh(lexicon.actors), NAMES + "russia,أ,ب,,,\n", "actors.csv:4: 6 cells, 5 .*quote"),
    "missing column": ("actors", lambda: fresh(lexicon.actors), "id,country\nrussia,\n", "actors.csv:2: .*'phrases'.*README"),
    "bad date": ("actors", lambda: fresh(lexicon.actors), NAMES + "russia,روسيا,,2024-13-01,\n", "actors.csv:4: .*README"),
    "half a date": ("actors", lambda: fresh(lexicon.actors), NAMES + "russia,روسيا,,,2024\n", "actors.csv:4: .*'2024'"),
    "second row": (
        "actors", lambda: fresh(lexicon.actors), NAMES + "russia,روسيا,,,\nrusia,روسيا,,,\n", "actors.csv:5: "
    ),
    "unknown type": ("triggers", lambda: fresh(lexicon.triggers), TRIGGERS + "murder,verb,قتل,,,\n", "triggers.csv:2: .*'murder'"),
    "unknown pos": ("triggers", lambda: fresh(lexicon.triggers), TRIGGERS + "killing,adverb,قتل,,,\n", "triggers.csv:2: pos"),
    "unknown subject": (
        "triggers", lambda: fresh(lexicon.triggers), TRIGGERS + "killing,verb,قتل,,object,\n", "triggers.csv:2: subject"
    ),
    "empty lemma": ("triggers", lambda: fresh(lexicon.triggers), TRIGGERS + "killing,verb,,يقتل,,\n", "triggers.csv:2: empty"),
    "unknown category": ("nouns", lambda: fresh(lexicon.nouns), NOUNS + "person,school,طفل,,\n", "nouns.csv:2: .*'school'"),
    "unknown unit": ("nouns", lambda: fresh(lexicon.nouns), NOUNS + "animal,child,طفل,,\n", "nouns.csv:2: animal"),
    "unknown event": ("nouns", lambda: fresh(lexicon.nouns), NOUNS + "person,child,طفل,,dying\n", "nouns.csv:2: .*'dying'"),
    "no word": ("nouns", lambda: fresh(lexicon.nouns), NOUNS + "person,child,,,\n", "nouns.csv:2: no word"),
    "empty marker": (
        "markers", lambda: fresh(lexicon.markers, "subset"), "kind,phrase,value\nsubset,,\n", "markers.csv:2: empty phrase"
    ),
    "unknown forces": (
        "demonyms", lambda: fresh(lexicon.demonyms), "country,name,adjective,plurals,actor\nXX,أ,ب,,xx\n", "demonyms.csv:2: .*'xx'"
    ),
    "no country": ("places", lambda: fresh(lexicon.places), PLACES + "حلب,,,,city,1,1\n", "places.csv:2: .*country"),
    "no name": ("places", lambda: fresh(lexicon.places), PLACES + ",,SY,,city,1,1\n", "places.csv:2: .*name"),
    "no degrees": ("places", lambda: fresh(lexicon.places), PLACES + "حلب,,SY,,city,شمال,1\n", "places.csv:2: .*شمال"),
    "unknown list": ("word_lists", lambda: fresh(lexicon.word_list, "others"), "list,words,use\na,ب,\n", "word_lists.csv .*'others'.* a"),
    "unknown bound": (
        "bounds", lambda: fresh(bounds._phrases, "before"), "bound,side,phrases\nnearly,before,نحو\n", "bounds.csv:2: "
    ),
    "unknown side": (
        "bounds", lambda: fresh(bounds._phrases, "before"), "bound,side,phrases\nabout,around,نحو\n", "bounds.csv:2: side"
    ),
    "unknown kind of number": (
        "numbers", lambda: fresh(numeral_words.number_words), "word,value,kind,note\nأ,1,digit,\n", "numbers.csv:2: .*'digit'"
    ),
    "no number": (
        "numbers", lambda: fresh(numeral_words.number_words), "word,value,kind,note\nأ,x,unit,\n", "numbers.csv:2: 'x'"
    ),
    "no such month": (
        "months", lambda: fresh(date_words._month_names), "calendar,month,names,ambiguous\nhijri,13,أ,\n", "months.csv:2: "
    ),
    "no such calendar": (
        "months", lambda: fresh(date_words._month_names), "calendar,month,names,ambiguous\nlunar,1,أ,\n", "months.csv:2: "
    ),
    "no words of time": ("time_words", lambda: fresh(date_words._phrases), "kind,value,words\nday,,\n", "time_words.csv:2: no word"),
    "part is neither": (
        "place_classes", lambda: fresh(gazetteer._place_words), "word,kind,part\nحي,town,maybe\n", "place_classes.csv:2: .*'maybe'"
    ),
    "unknown requirement": (
        "place_stopwords", lambda: fresh(gazetteer._stopwords), "phrase,requires\nحي,luck\n", "place_stopwords.csv:2: .*'luck'"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "load", "text", "message"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_entries_are_refused(
    write: Callable[[str, str], None], name: str, load: Callable[[], Any], text: str, message: str
) -> None:
    write(name, text)
    with pytest.raises(LexiconError, match=message):
        load()


def test_what_is_well_formed_is_read(write: Callable[[str, str], None]) -> None:
    write("actors", NAMES + 'russia," روسيا |""فاغنر"", روسيا",SY,2015-09-30,\nactor:x,أ,,,\n')
    assert fresh(lexicon.actors) == (
        lexicon.Name("russia", ("روسيا", '"فاغنر", روسيا'), "SY", date(2015, 9, 30), None),
        lexicon.Name("actor:x", ("أ",), None, None, None),
    )
    write("triggers", TRIGGERS + "killing,verb,قتل,يقتل|تقتل,either,حتف|مصرع\n")
    assert fresh(lexicon.triggers) == (
        lexicon.Trigger("killing", "verb", "قتل", ("يقتل", "تقتل"), "either", ("حتف", "مصرع")),
    )
    write("places", PLACES + "حلب,الشهباء,SY,,city,36.2,37.16\n")
    assert fresh(lexicon.places) == (lexicon.PlaceEntry("حلب", ("الشهباء",), "SY", None, "city", 36.2, 37.16),)

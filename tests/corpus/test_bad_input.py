"""What is wrong is refused, with file, line and what to mend."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tawthiq.corpus.annotated import Annotated
from tawthiq.corpus.exchange import FORMATS
from tawthiq.corpus.graph import Graph, Link, Span, to_graph
from tawthiq.corpus.graph_reading import from_graph
from tawthiq.errors import CodecError, InputError
from tawthiq.types import CharSpan, Document, Event, Extraction

FIXTURES = Path(__file__).parent / "fixtures"


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of a fixture with one thing changed."""
    path = tmp_path / name
    shutil.copytree(FIXTURES / name, path) if (FIXTURES / name).is_dir() else shutil.copy(FIXTURES / name, path)
    files = list(path.iterdir()) if path.is_dir() else [path]
    hits = 0
    for file in files:
        text = file.read_text("utf-8")
        hits += text.count(old)
        file.write_text(text.replace(old, new, 1), "utf-8")
    assert hits
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "what"),
    [
        ("brat", "T2\tCOUNT 7 15", "T2\tCOUNT 6 14", "report.ann:2", "the text reads"),
        ("brat", "T2\tCOUNT 7 15", "T2\tCOUNT 7 150", "report.ann:2", "the text reads"),
        ("brat", "T7\tPLACE 44 48\tإدلب", "T7\tPLACE 70 74\t", "report.ann:6", "outside the text"),
        ("brat", "T2\tCOUNT", "T2\tNUMERO", "report.ann:2", "label 'NUMERO' is unknown"),
        ("brat", "T2\tCOUNT", "T1\tCOUNT", "report.ann:2", "twice"),
        ("brat", "22 27;28 30", "22 27;26 30", "report.ann:18", "overlaps itself"),
        ("brat", "22 27;28 30", "22 27;31 34", "report.ann:18", "words between"),
        ("brat", "T2\tCOUNT 7 15", "T2 COUNT 7 15", "report.ann:2", "malformed"),
        ("brat", "E2\tattack:T5", "E2\tattack:T1", "report.ann:8", "is no attack"),
        ("brat", "Arg2:T2", "Arg2:T22", "report.ann:9", "'T22', which is not there"),
        ("brat", "R1\tpart_of", "R1\tpart", "report.ann:9", "'part' is unknown"),
        ("brat", "category T2 civilian", "category T2 civil", "report.ann:2", "'civil' is no category"),
        ("brat", "category T2", "category T99", "report.ann:11", "T99, which is not there"),
        ("brat", "tawthiq:russia", "tawthiq:russland", "report.ann:5", "'russland' is no id of a perpetrator"),
        ("brat", '{"value": 2}', '{"value": "two"}', "report.ann:3", "a number is expected"),
        ("brat", '{"value": 2}', '{"valeu": 2}', "report.ann:3", "unknown attribute 'valeu'"),
        ("brat", '{"value": 2}', '{"value": [2]}', "report.ann:16", "no flat JSON object"),
        ("brat", '{"value": 2}', '{"value"}', "report.ann:16", "malformed"),
        ("brat", "assertion E2 alleged", "assertion E2 denied?", "report.ann:8", "'denied?' is unknown"),
        ("brat", "count2:T3 ", "", "report.ann:3", "is a part of '4 مدنيين', but they are not counts of one record"),
        ("brat", "E2\tattack:T5", "E2\tattack:T5 count:T2", "report.ann:2", "belongs to two records"),
        ("brat", "E2\tattack:T5", "E2\tattack:T5 share_of:T6", "report.ann:8", "cannot lead from attack to ACTOR"),
        ("brat", "E2\t", "X2\t", "report.ann:8", "a line 'X' is not read"),
        ("doccano.jsonl", '"start_offset": 36, "end_offset": 40', '"start_offset": 36, "end_offset": 400',
         "doccano.jsonl:1", "outside the text"),
        ("doccano.jsonl", '"start_offset": 3, ', '"start_offset": 1, ', "doccano.jsonl:1", "falls within a character"),
        ("doccano.jsonl", '"start_offset": 23, "end_offset": 31', '"start_offset": 23, "end_offset": 32',
         "doccano.jsonl:1, entity 4006", "white space"),
        ("doccano.jsonl", '"to_id": 4005', '"to_id": 5', "doccano.jsonl:1", "'5', which is not there"),
        ("doccano.jsonl", '"label": "ORG"', '"label": "ORGANISATION"', "entity 4006", "unknown"),
        ("doccano.jsonl", '["COUNT", 23, 28, {"value": 2, "category": "child"}], ', "", "entity 4002", "has no value"),
        ("doccano.jsonl", '"entities": [', '"entities": [7, ', "doccano.jsonl:1", "malformed"),
        ("doccano.jsonl", '"Comments"', "Comments", "doccano.jsonl:1", "not valid JSON"),
        ("labelstudio.json", '"start": 44, "end": 48', '"start": 43, "end": 48', "labelstudio.json:2, region p1",
         "written as 'إدلب' but the text reads"),
        ("labelstudio.json", '"start": 22, "end": 27', '"start": 22, "end": 2700', "region c2", "outside the text"),
        ("labelstudio.json", '"labels": ["part_of"]', '"labels": []', "labelstudio.json:2", "has no label"),
        ("labelstudio.json", '"was_cancelled": true, ', "", "labelstudio.json:2", "2 annotations"),
        ("labelstudio.json", '\\"value\\": 4, ', '\\"value\\": 4 ', "region c1", "malformed"),
        ("labelstudio.json", '"project": 2', '"project": ', "labelstudio.json:33", "not valid JSON"),
        ("webanno", "1-4\t10-16", "1-4\t9-15", "report.tsv:12", "given the offsets of"),
        ("webanno", "1-4\t10-16\tمدنيين", "1-4\t8-9\t4", "report.tsv:12", "overlaps the one before"),
        ("webanno", "2-5.1\t45-49\tإدلب", "2-5.1\t36-40\tروسي", "report.tsv:22", "not within its token"),
        ("webanno", "1-2|2-2\t\n2-4", "1-2|2-9\t\n2-4", "report.tsv:19", "'2-9' leads to what is not there"),
        ("webanno", "ORG[2]|COUNT[3]", "ORG[2]|*[3]", "report.tsv:14", "has no label"),
        ("webanno", "4[1]\tcount", "four[1]\tcount", "report.tsv:11", "a number is expected"),
        ("webanno", "\tNN\t*\t*\t*", "\tNN\t*\t*", "report.tsv:10", "columns"),
        ("webanno", "TSV 3.3", "TSV 2", "report.tsv:1", "is no WebAnno TSV 3"),
        ("webanno", "2-1\t29-31", "2-1\t9-11", "report.tsv:17", "overlaps the one before"),
        ("webanno", "1-1\t0-2\t😢", "1-1\t0-1\t😢", "report.tsv:9", "within a character"),
    ],
)  # fmt: skip
def test_refused(tmp_path: Path, name: str, old: str, new: str, where: str, what: str):
    path = changed(tmp_path, name, old, new)
    with pytest.raises(InputError) as caught:
        list(FORMATS[name.partition(".")[0]].read(path))
    assert where in caught.value.where
    assert what in caught.value.what


@pytest.mark.parametrize("name", FORMATS)
def test_a_path_that_is_not_there(tmp_path: Path, name: str):
    with pytest.raises(InputError, match="nowhere"):
        list(FORMATS[name].read(tmp_path / "nowhere"))


def test_an_annotation_file_that_is_missing(tmp_path: Path):
    (tmp_path / "a.txt").write_text("خبر")
    with pytest.raises(InputError, match=r"a\.ann"):
        list(FORMATS["brat"].read(tmp_path))


def test_two_documents_with_one_file_name(tmp_path: Path):
    twins = [Annotated(Extraction(Document(id, "خبر"))) for id in ("a", "A")]
    for name in ("brat", "webanno"):
        with pytest.raises(InputError, match="document 'A': another document has the file name"):
            FORMATS[name].write(twins, tmp_path)  # type: ignore[misc]


@pytest.mark.parametrize("name", ["brat", "webanno", "flat"])
def test_a_folder_without_files(tmp_path: Path, name: str):
    with pytest.raises(InputError, match="holds no"):
        list(FORMATS[name].read(tmp_path))


def test_what_is_kept_beside_is_malformed(tmp_path: Path):
    path = changed(tmp_path, "brat", "E1", "E1")
    (path / "report.json").write_text('{"document": {"published": "May"}}')
    with pytest.raises(InputError, match="published"):
        list(FORMATS["brat"].read(path))


TEXT = "قتل 3 و4 في حلب"


def refusal(spans: list[Span], *links: Link) -> str:
    with pytest.raises(InputError) as caught:
        from_graph(Graph(Document("d", TEXT), tuple(spans), links))
    return str(caught.value)


def test_entities_of_one_label_that_cross():
    org = [Span("1", "ORG", 0, 5), Span("2", "ORG", 4, 8)]
    assert "ORG [4, 8) overlaps [0, 5)" in refusal(org)
    nested = [Span("1", "ORG", 0, 8), Span("2", "ORG", 4, 5), Span("3", "PLACE", 4, 11), Span("4", "ORG", 4, 8)]
    assert len(from_graph(Graph(Document("d", TEXT), tuple(nested))).extraction.entities) == 4


def test_a_count_that_is_a_part_of_itself():
    given = {"value": 3, "category": "person"}
    spans = [Span("t", "killing", 0, 3), Span("a", "COUNT", 4, 5, given), Span("b", "COUNT", 7, 8, given)]
    links = [Link("t", "a", "count"), Link("t", "b", "count"), Link("a", "b", "part_of"), Link("b", "a", "part_of")]
    assert "a part of itself" in refusal(spans, *links)


def test_an_entity_with_an_unknown_id():
    assert "'knife?' is no id of a weapon" in refusal([Span("1", "WEAPON", 0, 5, {"id": "knife?"})])


def test_one_time_and_one_id():
    spans = [Span("t", "killing", 0, 3, {"id": "x"}), Span("a", "DATE", 4, 5), Span("b", "DATE", 7, 8)]
    assert "2 links 'time'" in refusal(spans, Link("t", "a", "time"), Link("t", "b", "time"))
    assert "two records have the id 'x'" in refusal([*spans, Span("u", "killing", 0, 3, {"id": "x"})])
    assert "malformed" in refusal([Span("t", "killing", 0, 3, {"start": "May"})])
    assert "no stretch" in refusal([Span("t", "killing", 0, 3, {"evidence": "0:99"})])


def test_what_a_person_adds_gets_what_it_needs():
    spans = [Span("t", "killing", 0, 3), Span("u", "injury", 0, 3, {"id": "d-0"}), Span("p", "PLACE", 12, 15)]
    found = from_graph(Graph(Document("d", TEXT), tuple(spans), (Link("t", "p", "place"),))).extraction
    assert [(event.id, event.type) for event in found.events] == [("d-0", "injury"), ("d-1", "killing")]
    assert [(entity.name, entity.rule) for entity in found.entities] == [("حلب", "gold")]


def test_unsound_gold_is_not_written(tmp_path: Path):
    share = Event("1", "d", "killing", "asserted", CharSpan("قتل", 0, 3), part_of="0")
    with pytest.raises(CodecError, match="'1' is a share of '0'"):
        to_graph(Annotated(Extraction(Document("d", TEXT), events=(share,))))
    with pytest.raises(InputError, match="document 'd'"):
        FORMATS["doccano"].write([Annotated(Extraction(Document("d", TEXT), events=(share,)))], tmp_path / "f")  # type: ignore[misc]
    loose = Event("1", "d", "killing", "asserted", CharSpan("قتل ", 0, 4))
    with pytest.raises(CodecError, match="white space"):
        to_graph(Annotated(Extraction(Document("d", TEXT), events=(loose,))))


FLAT = {
    "id": "f1", "published": None, "region": "syria", "text": "في 12 مايو قتل 12 مدنيا بينهم الطفل سامر في حلب عام 12",
    "events": [
        {
            "id": "f1-0", "document": "f1", "type": "killing", "assertion": "asserted",
            "trigger": {"text": "قتل", "start": 11, "end": 14},
            "counts": [
                {"value": 12, "upper": 12, "bound": "exact", "unit": "person", "category": "civilian",
                 "subset_of": None, "span": {"text": "12 مدنيا", "start": 15, "end": 23}, "optional": True},
            ],
            "perpetrators": [],
            "victims": [{"category": "child", "name": "سامر", "span": {"text": "سامر", "start": 36, "end": 40}}],
            "places": [{"name": "حلب", "span": {"text": "حلب", "start": 44, "end": 47}}],
            "time": {"start": None, "end": None, "span": None}, "weapons": [], "targets": [], "sources": [],
            "part_of": None,
        }
    ],
    "facts": [], "non_counts": ["12", "12"],
}  # fmt: skip


def test_flat(tmp_path: Path):
    path = tmp_path / "f1.json"
    path.write_text(json.dumps(FLAT))
    (found,) = FORMATS["flat"].read(path)
    assert [found] == list(FORMATS["flat"].read(tmp_path))
    assert found.document.extra == {"region": "syria"}
    (event,) = found.extraction.events
    assert event.counts[0].optional
    assert (event.victims[0].id, event.places[0].id) == ("child", None)
    assert [(span.start, span.end) for span in found.non_counts] == [(3, 5), (52, 54)]  # not the 12 that is counted
    assert from_graph(to_graph(found)) == found


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"non_counts": ["13"]}, "'13' does not stand in the text"),
        ({"text": FLAT["text"] + " "} | {"id": ""}, '"id"'),
        ({"text": "  " + str(FLAT["text"])}, "but the text reads"),
        ({"events": [{**FLAT["events"][0], "part_of": "f1-9"}]}, "'f1-9', which is no record"),  # type: ignore[index]
        ({"events": [{}]}, "malformed"),
        ({"events": 5}, "malformed"),
    ],
)
def test_flat_refused(tmp_path: Path, change: dict[str, object], what: str):
    path = tmp_path / "f1.json"
    path.write_text(json.dumps(FLAT | change))
    with pytest.raises(InputError) as caught:
        list(FORMATS["flat"].read(path))
    assert "f1.json" in caught.value.where
    assert what in caught.value.what


SHARED = Path(__file__).parents[3] / "shared/data/gold"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data beside the repository is not here")
def test_all_flat_gold(tmp_path: Path):
    found = list(FORMATS["flat"].read(SHARED))
    assert len(found) == len(list(SHARED.glob("*.json")))
    for annotated in found:
        assert from_graph(to_graph(annotated)) == annotated
    for name in ("brat", "doccano", "labelstudio", "webanno"):
        write, read = FORMATS[name]
        assert write is not None
        write(found, tmp_path / name)
        assert list(read(tmp_path / name)) == found, name

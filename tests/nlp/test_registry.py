"""The names this package registers with spaCy: a saved pipeline depends on them, so a change must be deliberate."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy

import tawthiq

FACTORIES = {
    "tawthiq_entities": "tawthiq.nlp.factories:make_entities",
    "tawthiq_events": "tawthiq.nlp.factories:make_events",
    "tawthiq_quantities": "tawthiq.nlp.factories:make_quantities",
    "tawthiq_relations": "tawthiq.nlp.factories:make_relations",
    "tawthiq_sentences": "tawthiq.nlp.factories:make_sentences",
}
META = {
    "tawthiq_sentences": (["token.is_sent_start"], []),
    "tawthiq_entities": (["doc.ents"], ["token.is_sent_start"]),
    "tawthiq_quantities": (["doc._.quantities"], ["doc.ents"]),
    "tawthiq_relations": (["doc._.relations"], ["doc._.quantities"]),
    "tawthiq_events": (["doc._.events"], ["doc._.relations"]),
}
TEXT = "قُتل سبعة مدنيين بينهم طفلان في قصف مدفعي لقوات النظام على بلدة سراقب."


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load()


def ours(group):
    return {e.name: e.value for e in entry_points(group=group) if e.value.startswith("tawthiq.")}


def test_entry_points_are_the_golden_ones():
    assert ours("spacy_factories") == FACTORIES
    assert ours("spacy_tokenizers") == {"tawthiq.Tokenizer.v1": "tawthiq.nlp.factories:make_tokenizer"}


def test_pipeline_order_and_declarations(nlp):
    assert nlp.pipe_names == list(META)
    for name, (assigns, requires) in META.items():
        meta = nlp.get_pipe_meta(name)
        assert (meta.assigns, meta.requires) == (assigns, requires)
    assert not nlp.analyze_pipes()["problems"]["tawthiq_events"]


def test_a_saved_pipeline_loads_and_reads_the_same(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == nlp.pipe_names
    assert again(TEXT)._.events == nlp(TEXT)._.events != ()


def test_the_factories_work_in_any_pipeline():
    blank = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "tawthiq.Tokenizer.v1"}}})
    for name in META:
        blank.add_pipe(name)
    assert blank(TEXT)._.events


def test_docs_survive_other_processes_and_bytes(nlp):
    from spacy.tokens import Doc

    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.events == doc._.events
    (parallel, _) = nlp.pipe([TEXT, TEXT], n_process=2, batch_size=1)
    assert parallel._.events == doc._.events


def test_displacy_renders_the_entities(nlp):
    from spacy import displacy

    html = displacy.render(nlp(TEXT), style="ent", jupyter=False)
    assert "سراقب" in html
    assert "PLACE" in html

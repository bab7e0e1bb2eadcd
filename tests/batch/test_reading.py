"""Documents from files, folders and standard input; one bad document never costs the others."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tawthiq.batch import reading, sources
from tawthiq.batch.reading import read_documents
from tawthiq.types import Document

TEXT = "قُتل 7 مدنيين في القرية"


class Result:
    def __init__(self, *paths: str | Path, **options: Any) -> None:
        self.errors: list[str] = []
        self.notes: list[str] = []
        self.documents: list[Document] = list(
            read_documents(paths, on_error=lambda e: self.errors.append(str(e)), on_note=self.notes.append, **options)
        )

    @property
    def ids(self) -> list[str]:
        return [document.id for document in self.documents]


def lines(*objects: object) -> str:
    return "".join((o if isinstance(o, str) else json.dumps(o, ensure_ascii=False)) + "\n" for o in objects)


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def give(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))

    return give


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "تقرير.txt"
    path.write_bytes(f"{TEXT}\r\n".encode("utf-8-sig"))
    result = Result(path, published=date(2019, 3, 1))
    assert result.documents == [Document("تقرير", f"{TEXT}\r\n", date(2019, 3, 1))]
    assert not result.errors
    assert not result.notes


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    full = {"id": "a", "text": TEXT, "published": "2019-03-31", "title": "t", "source": "s", "url": "u", "k": [1]}
    stamp = {"text": TEXT, "published": "2019-03-31T10:00:00Z"}
    path.write_text("\ufeff" + lines(full, "", {"id": 5, "text": TEXT, "published": None}, stamp), encoding="utf-8")
    result = Result(path, published=date(2020, 1, 1))
    assert result.documents == [
        Document("a", TEXT, date(2019, 3, 31), "t", "s", "u", {"k": [1]}),
        Document("5", TEXT, date(2020, 1, 1)),
        Document("all-4", TEXT, date(2019, 3, 31)),
    ]
    assert not result.errors


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"text": "قتل"', "is not valid JSON"),
        ("nonsense", "is not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"text": "x"}]', "JSON array"),
        ("12", "no object"),
        ('{"id": "x"}', 'has no "text"'),
        ('{"id": "x", "text": null}', 'has no "text"'),
        ('{"text": 12}', '"text" is no string'),
        ('{"text": " "}', '"text" is empty'),
        ('{"text": "قتل", "id": ["x"]}', '"id"'),
        ('{"text": "قتل", "title": 7}', '"title"'),
        ('{"text": "قتل", "published": "31.03.2019"}', '"published" is not a date'),
        ('{"text": "قتل", "published": 2019}', '"published" is not a date'),
        ('{"text": "\\ud83d قتل"}', "half a character"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(lines({"id": "a", "text": TEXT}, line, {"id": "b", "text": TEXT}), encoding="utf-8")
    result = Result(path)
    assert result.ids == ["a", "b"]
    assert len(result.errors) == 1
    assert result.errors[0].startswith(f"{path}:2: ")
    assert what in result.errors[0]
    assert "\n" not in result.errors[0]


def test_a_damaged_line_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    good = lines({"text": TEXT}).encode()
    path.write_bytes(good + good.replace(b"7", b"\xff") + good)
    result = Result(path)
    assert result.ids == ["reports-1", "reports-3"]
    assert f"{path}:2: not valid UTF-8" in result.errors[0]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "cp1256"])
def test_json_lines_in_other_encodings(tmp_path: Path, codec: str, stdin: Callable[[bytes], None]) -> None:
    data = lines({"id": "ا", "text": TEXT}, {"id": "ب", "text": TEXT}).encode(codec)
    path = tmp_path / "reports.jsonl"
    path.write_bytes(data)
    assert Result(path).ids == ["ا", "ب"]
    stdin(data)
    assert Result("-").ids == ["ا", "ب"]


def test_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.TXT", "a/b.txt", ".hidden.txt", ".git/x.txt", "page.html", "scan.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "z.jsonl").write_text(lines({"id": "q", "text": TEXT}), encoding="utf-8")
    (tmp_path / "out.jsonl").write_text(lines({"type": "killing"}), encoding="utf-8")
    result = Result(tmp_path, exclude=[tmp_path / "out.jsonl"])
    assert result.ids == ["a/b.txt", "c", "b.txt", "q"]
    assert not result.errors


def test_files_that_share_a_name_are_called_by_their_path(tmp_path: Path) -> None:
    for name in ("2018/north/day.txt", "2018/south/day.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert Result(tmp_path).ids == ["north/day.txt", "south/day.txt"]
    assert Result(tmp_path / "2018/south/day.txt", tmp_path / "2018/north").ids == ["south/day.txt", "north/day.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert Result(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt").ids == ["a"]


def test_ids_taken_twice_are_made_distinct(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(lines(*({"id": i, "text": TEXT} for i in ("a", "a-2", "a", "a"))), "utf-8")
    result = Result(tmp_path)
    assert result.ids == ["a", "a-2", "a-3", "a-4"]
    assert len(result.notes) == 2
    assert "'a' is taken; this document is called 'a-3'" in result.notes[0]


def test_manifest(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.jsonl").write_text(
        lines(
            {
                "file": "a.txt",
                "source": "مرصد القرية",
                "origin": "a summary",
                "language": "ar",
                "published": "2018-09-17",
                "title": "عنوان",
            },
            {"file": "sub/b.txt", "origin": "https://example.org/b", "published": "2018-10-01"},
            {"file": "c.txt", "published": "soon"},
        ),
        encoding="utf-8",
    )
    result = Result(tmp_path, published=date(2000, 1, 1))
    a, c, b = result.documents
    assert (a.published, a.title, a.source) == (date(2018, 9, 17), "عنوان", "مرصد القرية")
    assert a.extra == {"origin": "a summary", "language": "ar"}
    assert (b.published, b.url, b.source) == (date(2018, 10, 1), "https://example.org/b", None)
    assert c.published == date(2000, 1, 1)
    assert result.errors == [
        f"{tmp_path}/manifest.jsonl:3: \"published\" is not a date (Invalid isoformat string: 'soon'); "
        "write it as 2019-03-31"
    ]
    # A file named by itself is described all the same; the manifest is no document.
    assert Result(tmp_path / "a.txt").documents == [a]
    assert "holds no documents" in Result(tmp_path / "manifest.jsonl").errors[0]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("gone.txt", None, "there is no such file"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", "\ufeff \n".encode(), "is empty"),
        ("empty.jsonl", b"\n\n", "is empty"),
        ("array.json", b"[]", "jq"),
        ("scan.txt", b"%PDF-1.4", "pdftotext"),
        ("image.txt", bytes(range(256)) * 9, "not text"),
        ("image.jsonl", bytes(range(256)) * 9, "not text"),
        ("folder", "dir", "no .txt or .jsonl"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path, name: str, data: Any, what: str) -> None:
    path = tmp_path / name
    if data == "dir":
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    result = Result(path, tmp_path / "good.txt")
    assert result.ids == ["good"]
    assert len(result.errors) == 1
    assert result.errors[0].startswith(f"{path}: ")
    assert what in result.errors[0]


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    real = Path.open

    def refuse(self: Path, *args: Any, **options: Any) -> Any:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    result = Result(tmp_path)
    assert result.ids == ["b"]
    assert result.errors == [f"{tmp_path}/a.txt: may not be read (permission denied); check its permissions"]


def test_dangling_link_and_undecodable_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / os.fsdecode(b"\xe1\x1b.txt")).write_bytes(TEXT.encode())
    result = Result(tmp_path)
    assert result.ids == ["\ufffd\ufffd"]
    assert "there is no such file" in result.errors[0]


def test_text_without_arabic_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Seven people were killed.", encoding="utf-8")
    result = Result(tmp_path)
    assert result.ids == ["a"]
    assert not result.errors
    assert "no Arabic letters" in result.notes[0]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_standard_input(codec: str, stdin: Callable[[bytes], None]) -> None:
    stdin(f"\n {TEXT}\n".encode(codec))
    assert Result("-", "-").documents == [Document("stdin", f"\n {TEXT}\n")]


def test_standard_input_as_json_lines(stdin: Callable[[bytes], None]) -> None:
    long = {"text": TEXT * 10_000}
    stdin(b"\xef\xbb\xbf\n  \n " + lines(long, "oops", {"id": "b", "text": TEXT}).encode())
    result = Result("-")
    assert result.ids == ["stdin-3", "b"]
    assert result.documents[0].text == TEXT * 10_000
    assert result.errors[0].startswith("standard input:4: is not valid JSON")


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_empty_standard_input(data: bytes, stdin: Callable[[bytes], None]) -> None:
    stdin(data)
    result = Result("-")
    assert not result.documents
    assert result.errors == [f"standard input: {reading._EMPTY}"]


def test_named_pipe(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, TEXT.encode())
    os.close(write)
    result = Result(f"/dev/fd/{read}")
    assert [document.text for document in result.documents] == [TEXT]
    os.close(read)


def test_large_documents_come_whole(tmp_path: Path) -> None:
    text = (TEXT + "\n") * 130_000
    assert len(text.encode()) > 5_000_000
    (tmp_path / "big.txt").write_text(text, encoding="utf-8")
    (tmp_path / "big.jsonl").write_text(lines({"id": "j", "text": text}), encoding="utf-8")
    assert all(document.text == text for document in Result(tmp_path).documents)


def test_sources_are_listed_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("broken", encoding="utf-8")
    found = sources.find_sources([tmp_path], lambda error: pytest.fail(str(error)))
    assert [(source.id, source.kind) for source in found] == [("a", "text"), ("b", "lines")]

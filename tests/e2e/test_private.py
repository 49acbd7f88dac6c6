"""No word of a private person's name stands in anything that sayso prints or writes, but for a case's `private/`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
import yaml

OWN = Path(__file__).parents[2] / "benchmarks" / "own" / "private_names.yaml"
# As a headline, a file's name, an address, a byline and a caption write them; none has a meaning of its own in English.
HEADED = ("Zorislav Gavrankapić", "Nkemdilim Anyaegbu", "Tursunbek Ashiraliev", "Yaqub Daghistanli")
NAMES = {w for name in HEADED for w in name.split()}


def run(*arguments: str, cwd: Path) -> bytes:
    environ = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "SAYSO_MODELS": ""}
    command = [sys.executable, "-m", "sayso", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, env=environ, timeout=300)
    assert done.returncode in (0, 3), done.stderr.decode()
    return done.stdout + done.stderr


def persons() -> list[tuple[str, list[str]]]:
    """Every fourth sentence of the benchmark's, but those with a word that the program may say of itself."""
    parts = yaml.safe_load(OWN.read_text("utf-8"))
    items = [i for part in parts.values() for group in part.values() for i in group]
    chosen = [(i["text"], [w for p in i["persons"] for w in p if len(w) > 5]) for i in items[::4]]
    return [(text, words) for text, words in chosen if words]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports: text, a page, and lines with titles, bylines and addresses that name somebody."""
    folder = tmp_path_factory.mktemp("reports")
    first, second, third, fourth = HEADED
    (folder / "zorislav-gavrankapić.txt").write_text(
        f"{first.upper()} FREED FROM JAIL\n\nPolice arrested {first}, a baker, on Monday. Gavrankapić burned the mill, "
        'the mayor said. "Zorislav did nothing," his wife told reporters.',
        "utf-8",
    )
    page = f"<html><head><title>Nurse {second} beaten</title></head><body><article><h1>Nurse {second} beaten</h1><p>"
    page += f"Soldiers beat {second}, a nurse, in the market on Friday. Anyaegbu said that they burned the clinic too. "
    page += f"The army denied it.</p><figure><img alt='{second}'><figcaption>{second} in her room</figcaption></figure>"
    (folder / "page.html").write_text(page + "</article></body></html>", "utf-8")
    text = f"Border guards shot {third} near the river, witnesses said. Ashiraliev, a shepherd, survived."
    rows = [
        {"id": "a", "text": text, "title": f"{third} shot", "uri": "https://news.example/1/tursunbek-ashiraliev-shot"},
        {"id": "b", "text": "Rebels burned the depot, the governor said.", "title": "Depot", "byline": f"By {fourth}"},
        *({"id": f"n{n}", "text": f"Rebels burned the mill, the army said. {t}"} for n, (t, _) in enumerate(persons())),
    ]
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return folder


def leaks(told: str, names: set[str]) -> set[str]:
    forms = {form: name for name in names for form in (name, name.upper(), name.lower())}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    return {forms[m] for m in pattern.findall(told)}


def content(path: Path) -> str:
    """What a file holds, tables unpacked."""
    if path.suffix == ".parquet":
        return json.dumps(pyarrow.parquet.read_table(path).to_pylist(), default=str, ensure_ascii=False)
    return path.read_bytes().decode("utf-8", "replace")


def tolerated() -> set[str]:
    """Words of the persons whom the benchmark's floor allows to be missed; this test is about where names come out."""
    from benchmarks import private

    return {w for text, words in persons() if private.left(text, words) for w in words}


def test_no_output_names_a_private_person(folder: Path) -> None:
    names = (NAMES | {w for _, words in persons() for w in words}) - tolerated()
    assert len(names) > 60
    inputs = ("zorislav-gavrankapić.txt", "page.html", "rows.jsonl")
    told = {form: run("read", *inputs, "--format", form, cwd=folder) for form in ("text", "jsonl", "html", "md")}
    told["case"] = run("read", *inputs, "--case", "c", cwd=folder)
    told |= {
        "shown": run("show", "c", cwd=folder),
        "why": run("why", "c1", "--in", "zorislav-gavrankapić.txt", cwd=folder),
    }
    found = {name: leaks(output.decode("utf-8"), names) for name, output in told.items()}
    for path in (p for p in (folder / "c").rglob("*") if "private" not in p.relative_to(folder).parts and p.is_file()):
        found[str(path.relative_to(folder))] = leaks(content(path), names)
    assert not {name: words for name, words in found.items() if words}


def test_search_tells_of_a_private_name_what_it_tells_of_an_unknown_word(folder: Path) -> None:
    run("read", "rows.jsonl", "page.html", "--case", "s", cwd=folder)
    for form in ("text", "jsonl"):
        unknown = run("search", "s", "Qwxzvbn", "--format", form, cwd=folder)
        for name in ("Nkemdilim Anyaegbu", "ashiraliev", "Daghistanli", "Tursunbek*"):
            assert run("search", "s", name, "--format", form, cwd=folder) == unknown, name
        told = run("search", "s", "soldiers", "--format", form, cwd=folder).decode()
        assert "clinic" in told or "market" in told
        assert not leaks(told, NAMES)


def test_messages_about_broken_input_quote_no_name(folder: Path) -> None:
    first, second, *_ = HEADED
    rows = [json.dumps({"id": "a", "text": f"Soldiers beat {second}, a nurse."}), f'{{"id": "b", "text": "{first} fled']
    (folder / "broken.jsonl").write_text("\n".join([*rows, json.dumps({"title": first, "text": 7})]), "utf-8")
    (folder / "broken.json").write_text(json.dumps([{"text": [first]}, {"body": second}, first]), "utf-8")
    for name in ("broken.jsonl", "broken.json"):
        for more in ((), ("--case", f"case-{name}")):
            told = run("read", name, *more, cwd=folder)
            assert told
            assert not leaks(told.decode(), NAMES), (name, more)
    kept = [p for p in folder.glob("case-*/**/*") if p.is_file() and "private" not in p.relative_to(folder).parts]
    assert kept
    assert not {str(p): found for p in kept if (found := leaks(content(p), NAMES))}


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_error_nobody_thought_of_tells_where_and_quotes_nothing(folder: Path, debug: str) -> None:
    code = "import os, sayso.cli as c; NAME = os.environ['WHO']; c.main = lambda: int(NAME); c.entry()"
    environ = {
        **{k: v for k, v in os.environ.items() if k != "SAYSO_DEBUG"},
        "WHO": HEADED[0],
        **({"SAYSO_DEBUG": "1"} if debug else {}),
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, env=environ, timeout=60)
    told = done.stderr.decode()
    assert done.returncode != 0
    assert "unexpected ValueError" in told
    assert ("File " in told) == bool(debug)
    assert not leaks(told, NAMES)


def test_a_case_and_its_exports_name_nobody(folder: Path) -> None:
    run("read", "rows.jsonl", "--case", "d", cwd=folder)
    names = (NAMES | {w for _, words in persons() for w in words}) - tolerated()
    for form in ("csv", "annotations", "ftm", "stix", "md", "plover"):
        told = run("export", "d", "--to", form, "-o", f"out-{form}", cwd=folder).decode()
        out = folder / f"out-{form}"
        files = [p for p in (out.rglob("*") if out.is_dir() else [out]) if p.is_file()]
        assert files
        assert not leaks(told + "".join(p.read_text("utf-8", "replace") for p in files), names), form

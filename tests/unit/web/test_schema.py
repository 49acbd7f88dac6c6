"""Whatever is asked of any address of the OpenAPI document, sensible or not, the reader never breaks."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from sayso.web import uploads

from .conftest import BASE, Reader, opened

EXAMPLES = 15


@pytest.fixture(scope="module")
def asked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader that may be decided in; uploads are taken and not read."""
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(made, folder / "case")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, "_read", _unread)
        yield opened(folder / "case")


def _unread(job: uploads.Job, folder: Path, _desk: object) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    job.ended = True


def _known(reader: Reader) -> dict[str, list[str]]:
    """Values that are in the case, by the name of the parameter that takes them."""
    db = reader.desk.shelf.reader()
    claims = db.execute("SELECT d.id, d.key, c.id claim FROM claim c JOIN doc d ON d.n = c.doc ORDER BY c.n").fetchall()
    refs = [f"{r['id']}#{r['claim']}" for r in claims[:6]]
    actors = [r[0] for r in db.execute("SELECT key FROM actor ORDER BY key LIMIT 6")]
    parts = [r[0] for r in db.execute("SELECT part FROM joined ORDER BY part LIMIT 6")]
    incidents = [r[0] for r in db.execute("SELECT id FROM incident ORDER BY id LIMIT 6")]
    return {
        "key": [*sorted({r["key"] for r in claims}), *actors], "claims": [*refs, " ".join(refs)],
        "claim": [*sorted({r["claim"] for r in claims})[:4], *refs], "left": [*refs, *parts], "right": [*refs, *parts],
        "subject": [*refs, *actors], "object": actors, "name": [*incidents, "months", "map"], "incident": incidents,
        "verdict": ["positive", "negative", "unsure"], "field": ["certainty", "polarity", "type", "actors", "deaths"],
        "value": ["certain", "possible", "negative", "ASSAULT"], "reliability": ["B"], "credibility": ["1", "3", "²"],
        "next": ["/queue?page=2", "//elsewhere"], "by": ["R. Editor"], "why": ["looked it up"], "a": ["1", "²"],
        "b": ["2", "2000-01-01"], "report": [r["key"] for r in claims[:3]],
    }  # fmt: skip


@st.composite
def _cases(draw: Any, operation: Any, known: dict[str, list[str]]) -> Any:
    """What can be asked of an operation, right or wrong by its schema, with real values in most of its places."""
    takes = [*operation.path_parameters, *operation.query, *operation.body]
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if takes else [GenerationMode.POSITIVE]
    case = draw(st.one_of([operation.as_strategy(generation_mode=mode) for mode in modes]))
    fields = {p.name for p in (*operation.path_parameters, *operation.query)}
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            there = [n for n in known if n in part or (n in fields and part is case.query)]
            for name in there:
                if draw(st.integers(0, 2)):
                    part[name] = draw(st.sampled_from(known[name]))
    return case


def _operations(reader: Reader) -> dict[str, Any]:
    document = reader.get("/openapi.json").json()
    for schema in document["components"]["schemas"].values():
        schema["required"] = list(schema.get("properties", ()))  # a form that lacks something is refused too soon
    return {o.ok().label: o.ok() for o in schemathesis.openapi.from_dict(document).get_all_operations()}


def test_the_document_has_every_address(looking: Reader) -> None:
    labels = set(_operations(looking))
    assert {"GET /", "POST /judge/undo", "POST /drop", "POST /assess/{name}/cells"} <= labels and len(labels) > 25
    assert not any("static" in label for label in labels)


def test_nothing_that_is_asked_breaks_the_reader(asked: Reader) -> None:
    headers = {"x-csrf": asked.csrf(), "accept": "application/json"}
    known, seen = _known(asked), Counter[int]()

    def ask(case: Any) -> None:
        try:
            made = requests.Request(**case.as_transport_kwargs(base_url=BASE)).prepare()
        except (TypeError, ValueError, AttributeError):
            hypothesis.reject()  # no client can send it
        made.headers.pop("Cookie", None)
        answer = asked.request(made.method, made.url, content=made.body, headers={**made.headers, **headers})
        seen[answer.status_code] += 1
        assert answer.status_code < 500, (made.method, made.url, made.body, answer.text[:300])

    for operation in _operations(asked).values():
        run = hypothesis.given(_cases(operation, known))(ask)
        hypothesis.settings(
            max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )(run)()  # fmt: skip
    assert seen[200] > 40 and seen[404] > 10 and seen[400] > 10, seen

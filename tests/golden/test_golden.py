"""Every golden sentence is read as it must be, by the rules alone and with the encoder that ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sayso
from golden import faults, sentences, show
from sayso.records.report import Report

ITEMS = sentences()


READERS = {"rules": "", "encoder": str(Path(__file__).parents[2] / "models")}


@cache
def _read(text: str, date: str | None, models: str) -> Report:
    return sayso.read_text(text, date=date, unmask="golden sentences name nobody real").record


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("name", "item"), ITEMS, ids=[name for name, _ in ITEMS])
def test_golden_sentence(
    name: str, item: dict[str, Any], reader: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("known", f"known to {reader}"):
        if key in item:
            request.applymarker(pytest.mark.xfail(reason=item[key], strict=True))
    monkeypatch.setenv("SAYSO_MODELS", READERS[reader])
    report = _read(item["text"], str(item["date"]) if "date" in item else None, READERS[reader])
    wrong = faults(report, item)
    got = "\n  ".join(show(report, claim) for claim in report.claims)
    assert not wrong, f"{item['text']}\n  " + "\n  ".join(wrong) + f"\nread:\n  {got}"


def test_there_are_enough_of_them() -> None:
    assert len(ITEMS) >= 150

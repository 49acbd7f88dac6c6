"""Every golden sentence is read as it must be. One pass over all of them, one test each."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import sayso
from golden import faults, sentences, show
from sayso.records.report import Report

ITEMS = sentences()


@cache
def _read(text: str, date: str | None) -> Report:
    return sayso.read_text(text, date=date, unmask="golden sentences name nobody real").record


@pytest.mark.parametrize(("name", "item"), ITEMS, ids=[name for name, _ in ITEMS])
def test_golden_sentence(name: str, item: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "known" in item:
        request.applymarker(pytest.mark.xfail(reason=item["known"], strict=True))
    report = _read(item["text"], str(item["date"]) if "date" in item else None)
    wrong = faults(report, item)
    got = "\n  ".join(show(report, claim) for claim in report.claims)
    assert not wrong, f"{item['text']}\n  " + "\n  ".join(wrong) + f"\nread:\n  {got}"


def test_there_are_enough_of_them() -> None:
    assert len(ITEMS) >= 150

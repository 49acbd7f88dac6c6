"""Bodies named by a plain word, and longer names that end in it."""

from __future__ import annotations

import sayso


def test_a_longer_name_is_another_body() -> None:
    report = sayso.read_text("The Highland Resistance attacked the bridge.")
    (body,) = [m for m in report.mentions if "Resistance" in m.text]
    assert (body.text, body.kind, body.country) == ("Highland Resistance", "armed_group", None)
    assert not [m for m in report.mentions if m.kind == "place"]


def test_a_nations_body_keeps_its_nation() -> None:
    report = sayso.read_text("The Norwegian Resistance blew up the bridge.")
    (body,) = [m for m in report.mentions if "Resistance" in m.text]
    assert (body.kind, body.country) == ("armed_group", "NOR")


def test_the_army_is_no_brigade_named_before() -> None:
    report = sayso.read_text("Men of the Third Mountain Brigade entered the village. The army said that it left.")
    actors = {m.text: m.actor for m in report.mentions}
    assert actors["army"] != actors["Third Mountain Brigade"]

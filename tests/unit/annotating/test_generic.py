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


def test_the_resistance_is_nobodys_where_no_country_is_named() -> None:
    (body,) = [m for m in sayso.read_text("The Resistance blew up the bridge.").mentions if "Resistance" in m.text]
    assert (body.kind, body.country) == ("armed_group", None)
    (named,) = [
        m for m in sayso.read_text("In Mexico the Resistance killed two men.").mentions if m.text == "Resistance"
    ]
    assert named.country == "MEX"


def test_halves_of_a_state_are_not_the_state() -> None:
    report = sayso.read_text("South Yemen armed the rebels. Yemen was united in 1990.")
    actors = {m.text: m.actor for m in report.mentions if m.kind == "state"}
    assert actors == {"South Yemen": "south-yemen", "Yemen": "YEM"}

import pytest

import sayso
from sayso import linking


def grouped(builder):
    """The names of each actor with more than one mention or name, as sets of mention texts."""
    report = builder.report()
    text = {m.id: m.text for m in report.mentions}
    return [[text[m] for m in a.mentions] for a in linking.view(report).actors if len(a.mentions) > 1]


def two(build, first, second, kind="organization", other=None, **fields):
    b = build(f"{first} met. Later {second} left.")
    b.mention(first, kind, **fields)
    b.mention(second, other or kind)
    return grouped(b)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Front of Hope", "FOH", "armed_group"),
        ("Front of Hope", "FH", "armed_group"),
        ("FOH", "Front of Hope", "armed_group"),
        ("F.O.H.", "Front of Hope", "armed_group"),
        ("Huseyniyyun", "Huseiniyyun", "armed_group"),
        ("Freedonia's Coast Guard", "the Coast Guard", "state_body"),
        ("Harbour Brigades", "Harbour", "armed_group"),
        ("Minister Olga Ruiz", "Ruiz", "person"),
        ("Olga Ruiz", "Dr Olga Ruiz", "person"),
        ("police", "police", "state_body"),
        ("“Harbour Brigades”", "Harbour Brigades'", "armed_group"),
        ("Hizb Allah", "Hezbollah", "armed_group"),
        ("Hizbollah", "Hezbollah", "armed_group"),
        ("Partiya Karkeren Sylvania", "Sylvania Workers' Party", "armed_group"),
        ("Harbor Defense Ministry", "Harbour Defence Ministry", "state_body"),
        ("Brigade Forty-Four", "44th Brigade", "armed_group"),
        ("Bob Ruiz", "Robert Ruiz", "person"),
        ("Sylvania People's Army", "SPA", "armed_group"),
        ("Lord’s Harbour Army", "Lords Harbour Army", "armed_group"),
    ],
)
def test_one_actor(build, first, second, kind):
    assert len(two(build, first, second, kind)) == 1


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("North Front", "South Front", "armed_group"),
        ("Foreign Ministry", "Finance Ministry", "state_body"),
        ("Olga Ruiz", "Juan Ruiz", "person"),
        ("gunman", "gunman", "person"),
        ("soldiers", "soldiers", "group"),
        ("Freedonia's Foreign Ministry", "Sylvania's Foreign Ministry", "state_body"),
        ("Harbour Brigades", "North Harbour Brigades", "armed_group"),
        ("Ali", "Alia", "person"),
        ("person-1a2b3c4d", "person-1a2b3c4e", "person"),
        ("Olga Ortiz", "Olga Ortega", "person"),
        ("Front", "Front of Hope", "armed_group"),
        ("Front of Hope", "Real Front of Hope", "armed_group"),
        ("PKF", "PUF", "armed_group"),
        ("Sylvania Workers' Party", "Freedonia Workers' Party", "armed_group"),
        ("Party", "Sylvania Workers' Party", "armed_group"),
        ("44th Brigade", "45th Brigade", "armed_group"),
        ("Hezbollah", "Hezbollah Youth", "armed_group"),
    ],
)
def test_two_actors(build, first, second, kind):
    assert two(build, first, second, kind) == []


def test_countries_and_kinds_keep_names_apart(build):
    b = build("Border Guard fired. Border Guard fired back.")
    b.mention("Border Guard", "state_body", country="AAA")
    b.mention("Border Guard", "state_body", country="BBB")
    assert grouped(b) == []
    assert two(build, "Georgia", "Georgia", "state", "person") == []


def test_a_name_that_could_be_either_of_two_joins_neither(build):
    b = build("Freedonia's Foreign Ministry and Sylvania's Foreign Ministry met. The Foreign Ministry spoke.")
    for words in ("Freedonia's Foreign Ministry", "Sylvania's Foreign Ministry"):
        b.mention(words, "state_body")
    b._at["Foreign Ministry"] = 50
    b.mention("Foreign Ministry", "state_body")
    assert grouped(b) == []
    unsure = [j for j in linking.view(b.report()).judgements if j.verdict == "unsure"]
    assert unsure and "could as well be “Sylvania's Foreign Ministry”" in unsure[0].why


def test_a_surname_that_two_persons_have_joins_neither(build):
    b = build("Olga Ruiz met Juan Ruiz. Ruiz spoke.")
    for words in ("Olga Ruiz", "Juan Ruiz"):
        b.mention(words, "person")
    b._at["Ruiz"] = 22
    b.mention("Ruiz", "person")
    assert grouped(b) == []


def test_a_full_name_with_two_parts_is_not_in_doubt(build):
    b = build("Olga Maria Ruiz spoke. Ruiz left. Maria wept.")
    b.mention("Olga Maria Ruiz", "person")
    b._at |= {"Ruiz": 20, "Maria": 20}
    b.mention("Ruiz", "person")
    b.mention("Maria", "person")
    assert grouped(b) == [["Olga Maria Ruiz", "Ruiz", "Maria"]]


def test_the_gazetteer_decides(build):
    b = build("The Guards and the Revolutionary Corps")
    b.mention("Guards", "armed_group", actor="G1")
    b.mention("Revolutionary Corps", "state_body", actor="G1")
    assert grouped(b) == [["Guards", "Revolutionary Corps"]]
    b = build("Home Guard and Home Guard")
    b.mention("Home Guard", "armed_group", actor="G1")
    b.mention("Home Guard", "armed_group", actor="G2")
    assert grouped(b) == []


def test_brackets_are_the_surest(build):
    b = build("The Front of Hope (FOH) marched.")
    b.mention("Front of Hope", "armed_group")
    b.mention("FOH", "armed_group")
    assert linking.view(b.report()).judgements[0].score > 0.95


def test_a_description_stands_for_the_name_before_it(build):
    b = build("The Harbour Brigades marched. Police watched. The group then left. A group waved.")
    b.mention("Harbour Brigades", "armed_group")
    b.mention("Police", "state_body")
    b.mention("group", "armed_group")
    b.mention("group", "armed_group")
    assert grouped(b) == [["Harbour Brigades", "group"]]


def test_these_groups_are_the_groups_just_described(build):
    b = build("It armed allied fighting forces. A band met these groups.")
    b.mention("allied fighting forces", "group")
    b.mention("groups", "group")
    assert grouped(b) == [["allied fighting forces", "groups"]]


def test_never_by_co_mention(build):
    b = build("Harbour Brigades and North Front, Harbour Brigades and North Front.")
    for _ in range(2):
        b.mention("Harbour Brigades", "armed_group")
        b.mention("North Front", "armed_group")
    assert grouped(b) == [["Harbour Brigades"] * 2, ["North Front"] * 2]


def test_resolving_names_the_actor_and_is_stable(build):
    b = build("Minister Olga Ruiz spoke. Ruiz left. A gunman ran. FOH, the Front of Hope, fled.")
    b.mention("Minister Olga Ruiz", "person")
    b._at["Ruiz"] = 20
    b.mention("Ruiz", "person", private=True)
    b.mention("gunman", "person", private=True)
    b.mention("FOH", "armed_group")
    b.mention("Front of Hope", "armed_group")
    once = linking.resolve(b.report())
    assert [m.actor for m in once.mentions] == ["Olga Ruiz"] * 2 + [None] + ["Front of Hope"] * 2
    assert [m.private for m in once.mentions][:3] == [False, False, True]
    assert linking.resolve(once) == once
    assert [a.mentions for a in linking.view(once).actors] == [a.mentions for a in linking.view(b.report()).actors]


def test_a_long_report_stays_quick(build):
    names = [f"{a}{b} Brigade" for a in ("Al", "Bo", "Cy", "De") for b in ("dan", "ron", "tex", "vic", "zun")] * 40
    b = build(". ".join(names))
    for words in names:
        b.mention(words, "armed_group")
    assert len(grouped(b)) == 20


def _with(text: str, name: str) -> set[str]:
    """The words of all mentions that are one actor with a name, as the whole pipeline reads a text."""
    report = sayso.read_text(text)
    actor = next(a for a in report.linked.actors if name in a.names)
    return {m.text for m in report.mentions if m.id in actor.mentions}


def test_the_army_beside_a_group_is_another_party() -> None:
    text = "The army and the Black Cranes signed a truce. The army withdrew. The Black Cranes withdrew too."
    assert _with(text, "Black Cranes") == {"Black Cranes"}
    assert "army" not in _with("The Ministry of Defence warned the Black Cranes. The army fled.", "Ministry of Defence")


def test_the_group_is_the_one_group_named_and_neither_of_two() -> None:
    assert "group" in _with("The Black Cranes attacked a post. The group denied it.", "Black Cranes")
    two = "The Black Cranes met the Harbour Front. The group denied it."
    assert "group" not in _with(two, "Black Cranes")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The Vyborg mayor said that gunmen burned the mill.", "the Vyborg mayor"),
        ("The Harbour Front spokesman said that gunmen burned the mill.", "the Harbour Front spokesman"),
        ("Yahya Korpela, the Vyborg mayor, said that gunmen burned the mill.", "Yahya Korpela"),
    ],
)
def test_who_speaks_for_a_town_or_a_body_is_not_the_town_or_the_body(said: str, shown: str) -> None:
    told = sayso.read_text(said, unmask="invented")
    assert f"According to {shown}, as quoted by" in told.to_markdown()

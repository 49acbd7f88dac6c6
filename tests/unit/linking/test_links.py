import dataclasses
import random

from sayso import linking, weighing
from sayso.records.claim import Holder
from sayso.records.tables import flatten


def ties(builder):
    return [(t.type, t.subject, t.object, t.claims, t.polarity) for t in linking.view(builder.report()).ties]


def relation(build, *claims):
    b = build("Freedonia backs the Harbour Brigades and Ana. arms arms arms")
    ids = [b.mention("Freedonia", "state"), b.mention("Harbour Brigades", "armed_group")]
    ids.append(b.mention("Ana", "person", private=True))
    for subject, kind, object_, fields in claims:
        b.claim("arms", kind, kind="relation", subjects=(ids[subject],), objects=(ids[object_],), **fields)
    return b


def test_ties_gather_claims_and_keep_denials_apart(build):
    b = relation(build, (0, "weapons", 1, {}), (0, "weapons", 1, {}), (0, "weapons", 1, {"polarity": "negative"}))
    assert ties(b) == [
        ("weapons", "Freedonia", "Harbour Brigades", ("c1", "c2"), "positive"),
        ("weapons", "Freedonia", "Harbour Brigades", ("c3",), "negative"),
    ]


def test_a_plan_is_no_tie_nor_is_one_with_a_private_person_or_oneself(build):
    b = relation(build, (0, "weapons", 1, {"modes": ("future",)}), (2, "member_of", 1, {}), (0, "directs", 0, {}))
    assert ties(b) == []


def test_a_mutual_tie_is_one(build):
    b = relation(build, (0, "allied_with", 1, {}), (1, "allied_with", 0, {}))
    assert ties(b) == [("allied_with", "Freedonia", "Harbour Brigades", ("c1", "c2"), "positive")]


def test_tables_say_what_the_view_says(build):
    b = relation(build, (0, "weapons", 1, {}))
    b.claim("backs")
    report = b.report()
    other = dataclasses.replace(report, document=dataclasses.replace(report.document, id="sha256:2"))
    links, seen = linking.link(flatten([report, other])), linking.view(report)
    assert [r["name"] for r in links.actors.to_pylist()] == [a.name for a in seen.actors] * 2
    assert links.ties.num_rows == links.incidents.num_rows == 2
    assert links.judgements.num_rows == 2 * len(seen.judgements)


NATIONS = ["Freedonia", "Sylvania", "Ruritania", "Grand Fenwick", "Borduria", "Syldavia"]
TEXT = """{0} attacked the embassy of {1} in Aden. {2}'s Coast Guard denied it. The attack by {0} came after {1} and {2}
 had armed the {3} Front (FOH). The Coast Guard left. {0} shelled Aden again; {2} condemned the shelling."""


def story(build, order):
    names = [NATIONS[i] for i in order]
    b = build(TEXT.format(*names))
    at = [(b.text.index(n), n, i) for i, n in enumerate(names[:4])]
    ids = {}
    for start, words, i in sorted(at):
        ids[i] = b.mention(words, "state", country=f"C{i}", actor=f"S{i}")
        b._at[words] = start + 1
    target = b.mention("embassy", "facility")
    guard = b.mention("Coast Guard", "state_body", country="C2")
    b.mention("Coast Guard", "state_body")
    said = (Holder("mention", "certain", mention=guard),)
    b.claim("attacked", actors=(ids[0],), recipients=(target,), place="Aden")
    b.claim("denied", actors=(ids[0],), recipients=(target,), polarity="negative", holders=said)
    b.claim("attack", actors=(ids[0],))
    b.claim("armed", "weapons", kind="relation", subjects=(ids[1], ids[2]), objects=(ids[3],))
    b.claim("shelled", actors=(ids[0],), place="Aden")
    b.claim("condemned", "ACCUSE", actors=(ids[2],), recipients=(ids[0],))
    linked = linking.view(b.report())
    return linked, weighing.summary(b.report(), linked)


def plain(linked, standing):
    """All of it but the names."""
    actors = [(a.mentions, a.kind, a.country, a.id) for a in linked.actors]
    judged = [dataclasses.replace(j, why="") for j in linked.judgements]
    incidents = [dataclasses.replace(i, why="") for i in linked.incidents]
    return actors, judged, incidents, linked.ties, standing


def test_renaming_nations_changes_names_and_nothing_else(build):
    first = plain(*story(build, range(4)))
    rng = random.Random(7)
    for _ in range(40):
        assert plain(*story(build, rng.sample(range(len(NATIONS)), 4))) == first

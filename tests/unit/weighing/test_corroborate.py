import pytest

from sayso import linking, weighing
from sayso.records.claim import Evidence, Holder
from sayso.records.document import Span

OUTLET = Holder("outlet", "certain")


@pytest.fixture
def story(build):
    """Police and a rebel spokesman on one attack; the spokesman denies it."""
    b = build(
        "Police said the Brigades attacked the depot. The Brigades denied they attacked it. Police say so. X struck."
    )
    police = b.mention("Police", "state_body")
    doers = b.mention("Brigades", "armed_group")
    target = b.mention("depot", "facility")
    deniers = b.mention("Brigades", "armed_group")
    again = b.mention("Police", "state_body")
    said, denied = ((OUTLET, Holder("mention", "certain", mention=m)) for m in (police, deniers))
    seen = (Evidence("image", "cited", Span(0, 6)),)
    b.claim("attacked", actors=(doers,), recipients=(target,), holders=said, evidence=seen)
    b.claim("attacked", actors=(deniers,), recipients=(target,), holders=denied, polarity="negative")
    more = (OUTLET, Holder("mention", "probable", mention=again))
    invoked = (Evidence("method", "invoked", Span(0, 6)),)
    b.claim("so", actors=(doers,), recipients=(target,), holders=more, evidence=invoked)
    b.claim("struck", holders=(OUTLET, Holder("unnamed", "possible", text="it is believed")))
    return b.report()


def test_denials_stand_beside_the_allegation(story):
    standing = weighing.summary(story, linking.view(story))
    assert standing.of_claim["c1"].denied_by == ("c2",)
    assert standing.of_claim["c3"].denied_by == ("c2",)
    assert standing.of_claim["c2"].denies == ("c1", "c3")
    assert standing.of_claim["c4"].denied_by == ()


def test_origins_are_distinct_innermost_holders(story):
    linked = linking.view(story)
    standing = weighing.summary(story, linked)
    incident = standing.of_incident[linked.incident_of["c1"].id]
    assert [a.key for a in incident.asserted_by] == ["actor:Police"] and incident.origins == 1
    assert [a.key for a in incident.denied_by] == ["actor:Brigades"]
    assert (incident.cited, incident.invoked, incident.denials) == (1, 1, ("c2",))


def test_asserters_are_counted_with_their_evidence(story):
    standing = weighing.summary(story, linking.view(story))
    rows = {
        c.asserter.key: (c.claims, c.denials, c.cited, c.invoked, c.without, c.passed_on) for c in standing.asserters
    }
    assert rows == {
        "actor:Police": (2, 0, 1, 1, 0, 0),
        "actor:Brigades": (1, 1, 0, 0, 1, 0),
        "unnamed": (1, 0, 0, 0, 1, 0),
        "outlet": (0, 0, 0, 0, 0, 4),
    }
    assert standing.asserters[0].asserter.key == "actor:Police"


def test_everything_starts_at_f6(story):
    standing = weighing.summary(story, linking.view(story))
    assert {s.grade.admiralty for s in standing.incidents} | {standing.grade.admiralty} == {"F6"}


def test_the_evidence_is_the_best_there_is(story):
    standing = weighing.summary(story, linking.view(story))
    assert [standing.of_claim[c].evidence for c in ("c1", "c2", "c3")] == ["cited", "none", "invoked"]


def test_a_denial_of_something_else_is_no_denial(build):
    b = build("The Brigades hit the depot. The Brigades did not hit the school. The Front hit the depot.")
    one, depot = b.mention("Brigades", "armed_group"), b.mention("depot", "facility")
    two, school = b.mention("Brigades", "armed_group"), b.mention("school", "facility")
    b.claim("hit", actors=(one,), recipients=(depot,))
    b.claim("hit", actors=(two,), recipients=(school,), polarity="negative")
    report = b.report()
    assert weighing.summary(report, linking.view(report)).of_claim["c1"].denied_by == ()

"""Hand-made reports on the shelling of Mainila, so that showing is tested apart from reading."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import pytest

from sayso.records.actor import Actor, Mention, Tie
from sayso.records.claim import Claim, Evidence, Holder, Route
from sayso.records.document import Document, Published, Span
from sayso.records.event import Deaths, Incident, When, Where
from sayso.records.finding import Asserter, AsserterCount, ClaimStanding, Linked, Standing
from sayso.records.report import LoadedWord, Report

EDITORIAL = """LENINGRAD, November 28 - The cowardly shelling of Mainila on 26 November killed four soldiers. \
The crime itself clearly shows that the Finnish gangs are behind it.

The clique in Helsinki has armed the Saima Guard, part of the Border League, for years. The League moved \
rifles from Helsinki through Viborg to the Isthmus. The provocateurs serve one purpose: to keep a dagger \
pointed at Leningrad. Finland has threatened the city.

"Our guns did not fire," a spokesman of the Finnish government said. According to person-1a2b3c4d, a guard, the \
shots came from the Soviet side. Many members of the League were arrested. \
The Border League (BL) is said to plan a raid.
"""


class Maker:
    """Builds records by the words they stand on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def mention(self, words: str, kind: str, nth: int = 0, **rest: Any) -> str:
        span = self.span(words, nth)
        made = Mention(f"m{len(self.mentions) + 1}", *span, words, kind, **rest)  # type: ignore[arg-type]
        self.mentions.append(made)
        return made.id

    def claim(self, kind: str, type_: str | None, words: str, trigger: str, **rest: Any) -> str:
        rest.setdefault("holders", (Holder("outlet", rest.get("certainty", "certain")),))
        rest.setdefault("certainty", rest["holders"][-1].certainty)
        if rest.get("polarity") == "negative":
            rest["modes"] = ("negation",)
        made = Claim(
            id=f"c{len(self.claims) + 1}", kind=kind, type=type_, span=self.span(words),  # type: ignore[arg-type]
            trigger=self.span(trigger), score=0.8, why="made by hand", **rest,
        )  # fmt: skip
        self.claims.append(made)
        return made.id


def make_editorial() -> tuple[Report, Linked, Standing]:
    text = EDITORIAL
    m = Maker(text)
    soldiers = m.mention("four soldiers", "group")
    gangs = m.mention("Finnish gangs", "group", country="FIN")
    clique = m.mention("clique in Helsinki", "group", country="FIN")
    guard = m.mention("Saima Guard", "armed_group", actor="saima")
    league = m.mention("Border League", "organization", actor="league")
    league2 = m.mention("League", "organization", nth=1, actor="league")
    helsinki, viborg, isthmus = (m.mention(w, "place") for w in ("Viborg", "Viborg", "Isthmus"))
    helsinki = m.mention("Helsinki", "place", nth=1)
    provocateurs = m.mention("provocateurs", "group")
    finland = m.mention("Finland", "state", actor="FIN", country="FIN")
    city = m.mention("city", "place")
    gov = m.mention("Finnish government", "state_body", actor="FIN-GOV", country="FIN")
    private = m.mention("person-1a2b3c4d", "person", private=True)
    members = m.mention("Many members of the League", "group")
    short = m.mention("BL", "organization", actor="league")
    when = When("1939-11-26", "1939-11-26", "day", "explicit", m.span("26 November"))
    where = Where("Mainila", "RUS", 60.2, 29.9, "city", m.span("Mainila"))
    quote_gov = Holder("mention", "certain", "negative", m.span("said", 0), mention=gov, attribution="a1")
    quote_guard = Holder("mention", "probable", "positive", m.span("According to"), mention=private)
    m.claim(
        "event",
        "ASSAULT",
        "The cowardly shelling of Mainila on 26 November killed four soldiers",
        "killed",
        mode="heavy-weapons",
        recipients=(soldiers,),
        when=when,
        where=where,
        main=True,
        deaths=Deaths(4, 4, 4, m.span("four soldiers")),
        loaded=(m.span("cowardly"),),
    )
    m.claim(
        "event",
        "ASSAULT",
        "the Finnish gangs are behind it",
        "behind",
        actors=(gangs,),
        main=True,
        holders=(Holder("outlet", "certain", "positive", m.span("clearly shows")),),
        when=when,
        evidence=(Evidence("method", "invoked", m.span("The crime itself")),),
    )
    m.claim(
        "relation",
        "weapons",
        "The clique in Helsinki has armed the Saima Guard",
        "armed",
        subjects=(clique,),
        objects=(guard,),
    )
    m.claim(
        "relation", "part_of", "Saima Guard, part of the Border League", "part of", subjects=(guard,), objects=(league,)
    )
    m.claim(
        "relation",
        "transits",
        "The League moved rifles from Helsinki through Viborg to the Isthmus",
        "moved",
        subjects=(league2,),
        route=Route((helsinki,), (viborg,), (isthmus,), (m.span("rifles"),)),
    )
    m.claim(
        "purpose",
        None,
        "The provocateurs serve one purpose: to keep a dagger pointed at Leningrad",
        "purpose",
        actors=(provocateurs,),
        of=("c2",),
        aim=m.span("to keep a dagger pointed at Leningrad"),
    )
    m.claim(
        "event",
        "THREATEN",
        "Finland has threatened the city",
        "threatened",
        actors=(finland,),
        recipients=(city,),
        main=True,
    )
    m.claim(
        "event",
        "ASSAULT",
        "Our guns did not fire",
        "fire",
        actors=(gov,),
        polarity="negative",
        holders=(Holder("outlet", "certain"), quote_gov),
    )
    m.claim(
        "event",
        "ASSAULT",
        "the shots came from the Soviet side",
        "shots",
        holders=(Holder("outlet", "certain"), quote_guard),
    )
    m.claim(
        "event",
        "COERCE",
        "Many members of the League were arrested",
        "arrested",
        mode="arrest",
        recipients=(members,),
        legal_status="arrested",
        main=True,
    )
    m.claim(
        "event",
        "ASSAULT",
        "The Border League (BL) is said to plan a raid",
        "raid",
        actors=(short,),
        modes=("future",),
        holders=(Holder("outlet", "unstated"), Holder("unnamed", "unstated", text="is said")),
    )
    loaded = [LoadedWord(m.span(w), w) for w in ("cowardly", "crime", "gangs", "clique", "provocateurs")]
    document = Document(
        "sha256:d", "sha256:c", text, "made-1", outlet="The Banner", title="The provocateurs must be answered",
        published=Published("1939-11-28", "1939-11-28", "day", "dateline", m.span("LENINGRAD, November 28")),
        genre="opinion", genre_why="it judges in its own voice", language="en",
    )  # fmt: skip
    report = Report(document, tuple(m.mentions), (), (), tuple(m.claims), tuple(loaded))
    return report, _linked(report), _standing(report)


def _linked(report: Report) -> Linked:
    groups: dict[str, list[Mention]] = {}
    for mention in report.mentions:
        groups.setdefault(mention.actor or mention.id, []).append(mention)
    actors = []
    for key, group in groups.items():
        names = tuple(dict.fromkeys(g.text for g in group))
        why = "BL is the short form of Border League" if len(names) > 1 else ""
        actors.append(
            Actor(key, names[0], group[0].kind, names, tuple(g.id for g in group), group[0].country,
                  group[0].private, why)
        )  # fmt: skip
    by_mention = {m: a.id for a in actors for m in a.mentions}
    ties = tuple(
        Tie(c.type, by_mention[c.subjects[0]], by_mention[c.objects[0]], (c.id,))  # type: ignore[arg-type]
        for c in report.claims
        if c.kind == "relation" and c.objects
    )
    incidents = (
        Incident("i1", "ASSAULT", ("c1", "c2"), report.claims[0].when, report.claims[0].where),
        Incident("i2", "COERCE", ("c10",), When(None, "1939-11-28", "open")),
    )
    return Linked(tuple(actors), incidents, ties)


def _standing(report: Report) -> Standing:
    outlet = Asserter("outlet", "outlet")
    made = []
    for claim in report.claims:
        denied = ("c8",) if claim.id == "c2" else ()
        denies = ("c2",) if claim.id == "c8" else ()
        status = {e.status for e in claim.evidence}
        evidence = "cited" if "cited" in status else "invoked" if status else "none"
        made.append(ClaimStanding(claim.id, (outlet,), outlet, evidence, denied, denies))  # type: ignore[arg-type]
    gov = Asserter("actor:FIN-GOV", "mention", actor="FIN-GOV")
    counts = (AsserterCount(outlet, 8, 0, 0, 1, 7, 3), AsserterCount(gov, 1, 1, 0, 0, 1, 0))
    return Standing(tuple(made), (), counts)


def with_text(report: Report, **changes: Any) -> Report:
    """The same report with other document fields."""
    return dataclasses.replace(report, document=dataclasses.replace(report.document, **changes))


@pytest.fixture(scope="session")
def editorial() -> tuple[Report, Linked, Standing]:
    return make_editorial()


def texts(items: Iterable[Any]) -> list[str]:
    return [str(item) for item in items]

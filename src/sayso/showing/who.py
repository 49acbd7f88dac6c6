"""One actor of a case on one page: its names and why they are one, its ties, what it says and what is said of it.

Every line begins with whoever asserts it; a denial stands beside what it denies, in whichever report it was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso import linking, weighing
from sayso.lexicon.history import names_of, others_of, parents_of, splinters_of
from sayso.records.case_actor import CaseActor, CaseActors
from sayso.records.claim import Claim
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.showing.matter import Matter
from sayso.showing.naming import Names
from sayso.showing.sections import sections
from sayso.showing.view import Entry, Fact, Moment, Quote
from sayso.showing.wording import day, flat, listed, published_words, quoted, unique

_BY_TEXT = "no denial found in this text"


@dataclass(frozen=True, slots=True)
class Line:
    """What one report says.

    Attributes:
        order: an ISO day to sort by, of the happening, else of the report.
        sort: what is put on the actor: the type of the act, and whether it is the doer.
        reported: when and where it was published, in words.
    """

    document: str
    claims: tuple[str, ...]
    order: str
    when: str
    reported: str
    sentence: str
    quotes: tuple[Quote, ...]
    facts: tuple[Fact, ...]
    polarity: str
    sort: tuple[str, bool]


@dataclass(frozen=True)
class WhoPage:
    """One actor as a reader meets it; judgements between its names, and with others, as `Judgement`."""

    actor: CaseActor
    joins: tuple[Judgement, ...]
    left_open: tuple[Judgement, ...]
    apart: tuple[Judgement, ...]
    conflicts: tuple[str, ...]
    titles: Mapping[str, str]
    history: tuple[str, ...]
    origins: int
    ties: tuple[Line, ...]
    about: tuple[Line, ...]
    by: tuple[Line, ...]
    moments: tuple[Moment, ...] = ()


def who_page(actor: CaseActor, found: CaseActors, reports: Iterable[Report]) -> WhoPage:
    """The page of an actor.

    Args:
        actor: who.
        found: all actors of the case.
        reports: those that it appears in.
    """
    mine = frozenset(actor.parts)
    near = [e for e in found.edges if e.left in mine or e.right in mine]
    within = [e for e in near if e.left in mine and e.right in mine]
    told = list(reports)
    seen: dict[str, set[str]] = {}
    for document, local in actor.seen:
        seen.setdefault(document, set()).add(local)
    lines = [line for report in told for line in _lines(report, seen[report.document.id])]
    about = _answered([line for kind, line in lines if kind == "about"])
    return WhoPage(
        actor=actor,
        joins=tuple(sorted((e for e in within if e.verdict == "positive"), key=lambda e: e.score)),
        left_open=tuple(sorted((e for e in near if e.verdict == "unsure"), key=lambda e: -e.score)),
        apart=tuple(e for e in near if e.verdict == "negative"),
        conflicts=tuple(c.why for c in found.conflicts if mine & set(c.parts)),
        titles={p: a.name for a in found.actors for p in a.parts} | {p: _written(p, actor) for p in actor.parts},
        history=tuple(histories(n.text for n in actor.names)),
        origins=_origins(told),
        ties=_in_time(line for kind, line in lines if kind == "tie"),
        about=_in_time(about),
        by=_in_time(line for kind, line in lines if kind == "by"),
        moments=tuple(_moments(about)),
    )


def _written(part: str, actor: CaseActor) -> str:
    """The name that a part was made of."""
    from sayso.lexicon.matching.script import latin
    from sayso.lexicon.names import slug

    key = part.rpartition("#")[2].partition("@")[0].removeprefix("person:")
    return next((n.text for n in actor.names if slug(latin(n.text).text) == key), actor.name)


def histories(of: Iterable[str]) -> Iterator[str]:
    """What the gazetteers know of a group's names and splits, by any of its names, a sentence each."""
    names = unique(of)
    line = next((found for n in names if (found := names_of(n))), ())
    if line:
        said = (f"“{d.name}”" + (f" from {d.since}" if d.since else "") for d in line)
        yield f"One group under dated names: {', '.join(said)}."
    for verb, related in _RELATIONS.items():
        if others := unique(o for n in names for o in related(n)):
            yield f"{verb} {listed([f'“{o}”' for o in others], limit=6)}, by UCDP."


_RELATIONS: Mapping[str, Callable[[str], tuple[str, ...]]] = {
    "Split from": parents_of,
    "Others split from it:": splinters_of,
    "Renamed; see": lambda name: others_of(name, "renamed"),
    "Allied in": lambda name: others_of(name, "allied_in"),
    "Joined": lambda name: others_of(name, "joined"),
}


def _lines(report: Report, locals_: set[str]) -> Iterator[tuple[str, Line]]:
    """What one report says of the actor and by it, each claim once."""
    mentions = {m.id for m in report.mentions if m.actor in locals_ and not m.private}
    linked = linking.view(report)
    matter = Matter(report, linked, weighing.summary(report, linked), Names(report, linked))
    home = {c.id: _role(c, mentions) for c in report.claims}
    done: set[str] = set()
    for section in sections(matter):
        for item in section.entries:
            claims = [c for c in item.claims if home.get(c) and c not in done]
            if claims:
                done.update(item.claims)
                yield home[claims[0]], _line(report, item, matter, claims[0], mentions)


def _role(claim: Claim, mentions: set[str]) -> str:
    """What a claim is to an actor: a tie of it, about it, by it, or nothing."""
    route = claim.route
    parties = (*claim.actors, *claim.recipients, *claim.subjects, *claim.objects)
    if route is not None:
        parties += (*route.from_, *route.via, *route.to)
    if mentions.intersection(parties):
        return "tie" if claim.kind == "relation" and claim.type != "transits" else "about"
    holder = claim.holders[-1].mention
    return "by" if holder is not None and holder in mentions else ""


def _line(report: Report, item: Entry, matter: Matter, claim: str, mentions: set[str]) -> Line:
    doc = report.document
    lead = report.claim_by_id[claim]
    when = lead.when
    own = (when.start or when.end) if when is not None else None
    published = doc.published.start or doc.published.end
    outlet = flat(matter.names.outlet)
    return Line(
        document=doc.record,
        claims=item.claims,
        order=own or published or "~",
        when=item.when,
        reported=f"{outlet}, {published_words(doc.published)}",
        sentence=item.sentence,
        quotes=item.quotes,
        facts=tuple(f for f in item.facts if f.value != _BY_TEXT),
        polarity=lead.polarity if lead.kind != "purpose" else "positive",
        sort=(str(lead.type), bool(mentions.intersection((*lead.actors, *lead.subjects)))),
    )


def _answered(lines: Sequence[Line]) -> list[Line]:
    """Lines that put something on the actor, with denials of the same sort of thing that other reports have."""
    denials = [line for line in lines if line.polarity == "negative"]
    found = []
    for line in lines:
        if line.polarity == "negative" or any(f.name == "answer" for f in line.facts):
            found.append(line)
            continue
        others = [d for d in denials if d.document != line.document and _near(d, line)]
        said = unique(f"{quoted(d.quotes[0].text)} ({d.reported})" for d in others if d.quotes)
        answer = f"denials in other reports, perhaps of this: {listed(said, limit=2)}" if said else _NONE
        found.append(replace(line, facts=(*line.facts, Fact("answer", answer, "good" if said else "plain"))))
    return found


_NONE = "no denial found in this case"


def _near(left: Line, right: Line) -> bool:
    """Whether one line may answer the other: one sort of act, one part in it, and within about a month."""
    if left.sort != right.sort:
        return False
    if "~" in (left.order, right.order):
        return True
    return left.order[:7] == right.order[:7] or (left.order[:4] == right.order[:4] and _months(left, right) <= 1)


def _months(left: Line, right: Line) -> int:
    a, b = (int(x.order[5:7] or 1) if x.order[5:7].isdigit() else 1 for x in (left, right))
    return abs(a - b)


def _in_time(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.order, line.document)))


def _origins(reports: Sequence[Report]) -> int:
    """How many of these reports neither copy nor reword another of them."""
    known = linking.provenance_of(reports)
    return sum(not known.incoming.get(document) for document in known.texts)


def _moments(lines: Iterable[Line]) -> Iterator[Moment]:
    for n, line in enumerate(_in_time(lines), 1):
        if line.order != "~" and line.when:
            yield Moment(line.order, line.order, f"{day(line.order)}", n)

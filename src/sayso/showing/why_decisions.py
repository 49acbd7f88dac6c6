"""What was decided about a claim, as what, and why: a line a decision, in the order in which an editor would ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.lexicon.language import load
from sayso.records.claim import Claim, Holder
from sayso.records.document import Span
from sayso.records.report import Report
from sayso.showing.naming import Names
from sayso.showing.why_words import passages
from sayso.showing.wording import deaths_words, excerpt, flat, listed, quoted, table, when_words

NOT_FOUND = "—"
_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: its name, what was decided, and why. `open` where nothing was found to decide on."""

    name: str
    value: str
    why: str
    open: bool = False


@dataclass(frozen=True)
class Asked:
    """What is looked at: a claim, its report, the names in it, and the reasons of its `why` by decision."""

    report: Report
    claim: Claim
    names: Names
    reasons: Mapping[str, tuple[str, ...]]

    def words(self, span: Span) -> str:
        """The words of a span, on one line, cut where they are many."""
        return flat(excerpt(self.report.document.text, span, size=_QUOTE))

    def cue(self, holder: Holder) -> str:
        """The words by which a holder is given the claim."""
        said = next((a for a in self.report.attributions if a.id == holder.attribution), None)
        if said is not None and said.cue:
            return " … ".join(self.words(s) for s in said.cue)
        return self.words(holder.span) if holder.span is not None else ""

    def told(self, name: str, **words: str) -> str:
        """A sentence of the list with these words in it."""
        return str(load("lang/en/why")["told"][name]).format(**{k: v.strip("“”") for k, v in words.items()})

    def why(self, name: str, otherwise: str = "") -> str:
        """The reason that the reading wrote down, else another."""
        return "; ".join(flat(r) for r in self.reasons.get(name, ())) or otherwise


def decisions(asked: Asked) -> tuple[Decision, ...]:
    """All decisions about a claim, those that found nothing last."""
    return tuple(sorted(_all(asked), key=lambda decision: decision.open))


def _all(asked: Asked) -> Iterator[Decision]:
    yield _type(asked)
    if asked.claim.contexts:
        contexts = [flat(c).replace("_", " ") for c in asked.claim.contexts]
        yield Decision("contexts", ", ".join(contexts), asked.told("contexts"))
    yield from _parties(asked)
    yield _place_in_sentence(asked)
    yield from _stance(asked)
    yield _holder(asked)
    yield _time(asked)
    yield _place(asked)
    if asked.claim.kind == "event":
        yield _legal(asked)
    yield from _evidence(asked)
    if (deaths := asked.claim.deaths) is not None:
        yield Decision("deaths", deaths_words(deaths), asked.told("deaths", words=asked.words(deaths.span)))
    yield Decision("score", f"{asked.claim.score:.2f}", asked.why("score", asked.told("score")))


def _type(asked: Asked) -> Decision:
    claim = asked.claim
    name = "/".join(part for part in (claim.type or claim.kind, claim.mode) if part)
    return Decision("type", name, asked.why("type", asked.why("reading", asked.told("asked"))))


def _parties(asked: Asked) -> Iterator[Decision]:
    claim = asked.claim
    sides = asked.why("sides")
    given = {"actor": claim.actors, "recipient": claim.recipients, "subject": claim.subjects, "object": claim.objects}
    if claim.route is not None:
        given |= {"from": claim.route.from_, "via": claim.route.via, "to": claim.route.to}
    shown = {"event": ("actor", "recipient"), "relation": ("subject", "object"), "purpose": ("actor",)}[claim.kind]
    for role, mentions in given.items():
        if not mentions and (role not in shown or (role == "object" and claim.route is not None)):
            continue
        why = asked.why(role, sides or asked.told("asked")) if mentions else asked.why(role)
        if any(not _near(asked, m) for m in mentions):
            why = f"{why}; {asked.told('elsewhere')}"
        name = asked.names.several(mentions).text or NOT_FOUND
        yield Decision(role, name, why or "nobody is named", open=not mentions)
    if claim.route is not None and claim.route.cargo:
        yield Decision(
            "cargo", listed([quoted(asked.words(s)) for s in claim.route.cargo]), sides or asked.told("asked")
        )
    if claim.kind == "purpose":
        yield Decision("aim", quoted(asked.words(claim.aim or claim.span)), asked.why("type", asked.told("asked")))


def _near(asked: Asked, mention: str) -> bool:
    """Whether a mention stands in the sentence of the act."""
    found = asked.report.mention_by_id.get(mention)
    claim = asked.claim
    around = passages(asked.report.document.text, [claim.trigger, claim.span])
    return found is None or any(p.overlaps(found.span) for p in around)


def _place_in_sentence(asked: Asked) -> Decision:
    claim = asked.claim
    outer = asked.report.claim_by_id.get(claim.within or "")
    if outer is not None:
        return Decision(
            "stands", f"within {outer.id}", asked.told("within", word=asked.words(outer.trigger), id=outer.id)
        )
    return Decision("stands", "main act" if claim.main else "outer", asked.told("main" if claim.main else "outer"))


def _stance(asked: Asked) -> Iterator[Decision]:
    claim, inner = asked.claim, asked.claim.holders[-1]
    why = asked.why("polarity", asked.told(claim.polarity))
    if claim.polarity == "positive" and "polarity" in asked.reasons:
        why = f"{why}, {asked.told('unreached')}"
    yield Decision("polarity", claim.polarity, why)
    cue = asked.cue(inner)
    sure = claim.certainty == "certain"
    own = ("certain" if sure else "weakened") if cue else ("own_voice" if sure else "own_weakened")
    yield Decision("certainty", table("certainty")[claim.certainty], asked.why("certainty", asked.told(own, cue=cue)))
    modes = [m for m in claim.modes if m != "negation"]
    if modes:
        words = load("lang/en/why")["modes"]
        why = asked.why("mode") or asked.why("certainty") or asked.why("polarity", asked.told("asked"))
        yield Decision("mode", listed([words[m] for m in modes]), why)


def _holder(asked: Asked) -> Decision:
    inner = asked.claim.holders[-1]
    cue = asked.cue(inner)
    if inner.kind == "outlet":
        why = asked.told("holder_outlet")
    elif inner.kind == "unnamed" and not _has_source(asked, inner):
        why = asked.told("holder_unnamed", words=flat(inner.text or cue))
    else:
        why = asked.told("holder", cue=cue)
    return Decision("holder", asked.names.holder(inner), why)


def _has_source(asked: Asked, holder: Holder) -> bool:
    """Whether words of the text stand for a holder, though they name nobody who is known."""
    return any(a.id == holder.attribution and a.source for a in asked.report.attributions)


def _time(asked: Asked) -> Decision:
    when = asked.claim.when
    if when is None:
        return Decision("time", NOT_FOUND, asked.told("undated"), open=True)
    words = asked.words(when.span) if when.span is not None else ""
    return Decision("time", when_words(when) or NOT_FOUND, asked.told(when.from_ or "dated", words=words))


def _place(asked: Asked) -> Decision:
    where = asked.claim.where
    if where is None:
        return Decision("place", NOT_FOUND, asked.told("placeless"), open=True)
    words = asked.words(where.span) if where.span is not None else where.name
    value = f"{flat(where.name)} ({where.precision})" if where.precision else flat(where.name)
    return Decision("place", value, asked.told("near" if where.precision == "near" else "place", words=words))


def _legal(asked: Asked) -> Decision:
    status = asked.claim.legal_status
    if status is None:
        return Decision("legal status", NOT_FOUND, asked.told("no_status"), open=True)
    return Decision("legal status", table("legal")[status], asked.why("legal status", asked.told("asked")))


def _evidence(asked: Asked) -> Iterator[Decision]:
    kinds = table("evidence")
    for item in asked.claim.evidence:
        words = asked.words(item.span)
        yield Decision(
            "evidence", f"{kinds.get(item.kind, 'unspecified')}, {item.status}", asked.told(item.status, words=words)
        )
    if not asked.claim.evidence:
        yield Decision("evidence", "none cited", asked.told("no_evidence"), open=True)

"""What a report is, who speaks in it, and what it does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sayso.lexicon.names import similarity
from sayso.records.actor import Actor
from sayso.records.claim import Claim
from sayso.showing.datelines import contradictions
from sayso.showing.matter import Matter
from sayso.showing.naming import is_name
from sayso.showing.sections import accuses, is_denial
from sayso.showing.view import NO_DATE, Alias, Arc, Entry, Fact, Loaded, Moment, Section, Voice
from sayso.showing.wording import (
    capital,
    count,
    flat,
    listed,
    published_words,
    quoted,
    table,
    unique,
)

# As in linking: from here on two spellings are likely one name.
SPELLING = 0.85


def about(matter: Matter) -> tuple[Fact, ...]:
    """What the text is: genre and why, date and how known, outlet, byline, address, copies of masks."""
    doc = matter.report.document
    genre = str(table("genre")[doc.genre])
    why = _first_reason(flat(doc.genre_why or ""))
    found = [Fact("genre", f"{genre} ({why})" if why else genre)]
    found.append(Fact("published", published_words(doc.published), "plain" if doc.published.from_ else "warn"))
    found.append(Fact("outlet", flat(doc.outlet) if doc.outlet else "not known", "plain" if doc.outlet else "warn"))
    where = "address" if doc.uri and "://" in doc.uri else "file"
    found += [Fact(n, flat(v)) for n, v in (("byline", doc.byline), (where, doc.uri)) if v]
    if doc.language not in (None, "en"):
        found.append(Fact("language", f"{doc.language}: sayso reads English, so there are no claims", "warn"))
    if matter.report.unmasked is not None:
        found.append(Fact("unmasked", flat(matter.report.unmasked), "warn"))
    return tuple(found)


def _first_reason(why: str) -> str:
    """The strongest reason for a genre, which comes first.

    >>> _first_reason("Read as news because it dates events by the day, its outlet is named so and it quotes others.")
    'it dates events by the day'
    """
    reason = re.sub(r"^Read as .*? because ", "", why).rstrip(".")
    return re.split(r", |,? and (?=(?:it|its|the writer) )", reason)[0] if reason != why else why


def summary(matter: Matter, sections: tuple[Section, ...]) -> str:
    """One paragraph: how many accusations by whom, against whom, on what evidence, and what is answered."""
    doc, claims = matter.report.document, matter.report.claims
    this = {"news": "news report", "opinion": "opinion piece", "statement": "statement"}.get(doc.genre, "text")
    if not claims:
        return f"No claims were found in this {this}."
    own = sum(len(c.holders) == 1 and c.holders[0].kind == "outlet" for c in claims)
    voice = "" if own == len(claims) > 1 else f", {own or 'none'} of them in the text's own voice"
    rest = f"{capital(count(len(claims), 'claim'))} in all{voice}."
    accusing = next((s.entries for s in sections if s.id == "accusations"), ())
    if not accusing:
        return f"This {this} accuses nobody of anything, as far as it could be read. {rest}"
    parts = [f"This {this} {_accusers(matter, accusing)}", _accused(matter, accusing), _evidence(matter, accusing)]
    return " ".join(p for p in [*parts, rest] if p)


def _accusers(matter: Matter, accusing: tuple[Entry, ...]) -> str:
    by = Counter(h for e in accusing for h in e.holders)
    number = count(len(accusing), "accusation")
    if list(by) == [matter.names.outlet]:
        return f"makes {number}, {'all ' if len(accusing) > 1 else ''}in its own voice."
    if len(by) == 1:
        return f"passes on {number} by {next(iter(by))}."
    return f"carries {number}: by {listed([f'{name} ({n})' for name, n in by.most_common()], limit=4)}."


def _evidence(matter: Matter, accusing: tuple[Entry, ...]) -> str:
    by_id = matter.report.claim_by_id
    status = [{e.status for c in entry.claims for e in by_id[c].evidence} for entry in accusing]
    cited = sum("cited" in s for s in status)
    invoked = sum(s == {"invoked"} for s in status)
    denied = sum(
        any((st := matter.standing_of(by_id[c])) is not None and st.denied_by for c in e.claims) for e in accusing
    )
    if len(accusing) == 1:
        told = "Evidence for it is cited" if cited else "No evidence for it is cited"
        told += ", only invoked" if invoked else ""
        return told + ("; it is denied in this text." if denied else "; no denial was found in this text.")
    told = f"Evidence is cited for {cited or 'none'} of them"
    told += f" and only invoked for {invoked}" if invoked else ""
    words = "one is" if denied == 1 else f"{denied} are"
    return f"{told}; {words} denied in this text." if denied else f"{told}; no denial was found in this text."


def _accused(matter: Matter, accusing: tuple[Entry, ...]) -> str:
    names, by_id = matter.names, matter.report.claim_by_id
    who = Counter(
        n
        for entry in accusing
        for n in unique(
            names.of(m).text for c in entry.claims if accuses(matter, by_id[c]) for m in _doers(by_id[c])
        )
        if not n.startswith("“")
    )  # fmt: skip
    if not who:
        return ""
    top = [n for n, _ in who.most_common(3)]
    silent = [n for n in top if n in set(silent_accused(matter))]
    told = "Accused: " if len(who) == len(top) else "Accused above all: "
    told += listed([f"{n} ({who[n]})" if len(accusing) > 1 else n for n in top])
    if silent == top:
        return told + (", not heard in this text." if len(top) == 1 else "; none of them is heard in this text.")
    return told + (f"; not heard in this text: {listed(silent)}." if silent else "; all are heard in this text.")


def _doers(claim: Claim) -> tuple[str, ...]:
    """Who is accused by a claim: its actors; of a bare accusation, the accused."""
    return claim.recipients if claim.type == "ACCUSE" else claim.actors or claim.subjects


def silent_accused(matter: Matter) -> list[str]:
    """Who is accused and says nothing in this text; a state speaks through its bodies."""
    names, mentions = matter.names, matter.report.mention_by_id
    held = [mentions[h.mention or ""] for c in matter.report.claims for h in c.holders if h.mention in mentions]
    heard = {names.of(m.id).text for m in held}
    spoken_for = {m.country for m in held if m.kind in ("state", "state_body") and m.country}
    accused = [m for c in matter.report.claims if accuses(matter, c) for m in _doers(c) if m in mentions]
    silent = (
        m for m in accused if mentions[m].kind not in ("state", "state_body") or mentions[m].country not in spoken_for
    )
    return unique(n for n in (names.of(m).text for m in silent) if n not in heard and not n.startswith("“"))


def voices(matter: Matter) -> tuple[Voice, ...]:
    """Who speaks, most claims first."""
    made = []
    for item in matter.standing.asserters:
        who = item.asserter
        if who.kind == "outlet":
            name, kind = matter.names.outlet, "the text itself"
        elif who.kind == "unnamed":
            name, kind = "unnamed sources", "unnamed"
        else:
            actor = matter.linked.actor_by_id.get(who.actor or "")
            mention = who.mention or (actor.mentions[0] if actor is not None else "")
            name = matter.names.of(mention).text
            found = actor or matter.report.mention_by_id.get(mention)
            kind = str(table("kinds")[found.kind]) if found is not None else "source"
        made.append(
            Voice(name, kind, item.claims, item.denials, item.cited, item.invoked, item.without, item.passed_on)
        )
    return tuple(made)


def aliases(matter: Matter) -> tuple[Alias, ...]:
    """Actors with more than one name in this report; pronouns and descriptions are no names."""
    found = []
    for actor in matter.linked.actors:
        plain = [n for n in actor.names if is_name(n)]
        used = unique(quoted(n) for n in (*plain, *_spellings(actor.names, plain)))
        if len({u.lower() for u in used}) > 1 and not actor.private:
            name = matter.names.of(actor.mentions[0]).text if actor.mentions else quoted(actor.name)
            found.append(Alias(name, tuple(used), len(actor.mentions), flat(actor.why)))
    return tuple(sorted(found, key=lambda a: -a.mentions))


def _spellings(names: Iterable[str], plain: list[str]) -> Iterator[str]:
    """Names at the head of a description ("Huseiniyyun' organization") that spell one of the plain names otherwise."""
    for phrase in names:
        first = phrase.split(" ")[0].strip("'’‘\"")
        if phrase not in plain and any(first != n and similarity(first, n).score >= SPELLING for n in plain):
            yield first


def loaded(matter: Matter) -> tuple[Loaded, ...]:
    """Judging words with their places, most frequent first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for word in matter.report.loaded:
        found.setdefault(flat(word.text).lower(), []).append((word.span.start, word.span.end))
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[1][0]))
    return tuple(Loaded(text, tuple(spans)) for text, spans in ordered)


def missing(matter: Matter, sections: tuple[Section, ...]) -> tuple[str, ...]:
    """What the report does not say, one sentence each."""
    found = _missing(matter, {s.id: s.entries for s in sections})
    return (*found, *contradictions(matter.report))


def _missing(matter: Matter, by_id: dict[str, tuple[Entry, ...]]) -> Iterator[str]:
    doc, claims = matter.report.document, matter.report.claims
    if doc.published.from_ is None:
        yield "When it was published is not known."
    if not doc.outlet:
        yield "Which outlet published it is not known."
    if not claims:
        return
    held = [h for c in claims for h in c.holders]
    if all(h.kind != "mention" for h in held):
        yield "No source is named: every claim is in the text's own voice or on unnamed say-so."
    if unnamed := sum(h.kind == "unnamed" for c in claims for h in c.holders[-1:]):
        stands = "stands" if unnamed == 1 else "stand"
        yield f"{count(unnamed, 'claim')} {stands} on the say-so of sources that are not named."
    accusing = by_id.get("accusations", ())
    if accusing:
        yield from _unsupported(matter, accusing)
    if silent := silent_accused(matter):
        yield f"Accused, and not heard in this text: {listed(silent, limit=6)}."
    if not any(c.polarity == "negative" and is_denial(matter, c) for c in claims) and accusing:
        yield "No denial was found in this text, which says nothing about whether there was one."
    undated = sum(e.when.startswith(("by ", "as of ", NO_DATE)) for e in by_id.get("incidents", ()))
    if undated:
        has = "has no date of its own" if undated == 1 else "have no date of their own"
        yield f"{undated} of {count(len(by_id['incidents']), 'incident')} {has}."


def _unsupported(matter: Matter, accusing: tuple[Entry, ...]) -> Iterator[str]:
    claims = matter.report.claim_by_id
    bare = [e for e in accusing if not any(v.status == "cited" for c in e.claims for v in claims[c].evidence)]
    if len(bare) == len(accusing):
        yield "No evidence is cited for any accusation."
    elif bare:
        yield f"No evidence is cited for {len(bare)} of {count(len(accusing), 'accusation')}."


def arcs(matter: Matter, sections: tuple[Section, ...]) -> tuple[Arc, ...]:
    """The ties between actors, for the picture."""
    entry_of = {c: e.number for s in reversed(sections) for e in s.entries for c in e.claims}
    symmetric = set(table("symmetric"))
    found = []
    for tie in matter.linked.ties:
        ends = [matter.linked.actor_by_id.get(end) for end in (tie.subject, tie.object)]
        if ends[0] is None or ends[1] is None or tie.type == "transits":
            continue
        names = [_drawn(matter, a, tie.claims) for a in ends if a is not None]
        found.append(
            Arc(names[0], names[1], str(table("relations")[tie.type]["label"]), tie.polarity == "negative",
                tie.type not in symmetric, next((entry_of[c] for c in tie.claims if c in entry_of), 0))
        )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _drawn(matter: Matter, actor: Actor, claims: tuple[str, ...]) -> str:
    """How an actor is called in the picture: by name, else in the words of the claim that ties it."""
    by_id = matter.report.claim_by_id
    said = (m for c in claims if c in by_id for m in (*by_id[c].subjects, *by_id[c].objects))
    mention = actor.mentions[0] if is_name(actor.name) else next((m for m in said if m in actor.mentions), "")
    return matter.names.of(mention or actor.mentions[0]).text


def moments(matter: Matter, sections: tuple[Section, ...]) -> tuple[Moment, ...]:
    """The dated incidents, for the line of time."""
    by_claim = {c: i for i in matter.linked.incidents for c in i.claims}
    section = next((s for s in sections if s.id == "incidents"), None)
    found = []
    for item in section.entries if section else ():
        when = by_claim[item.claims[0]].when
        if when is not None and (when.start or when.end):
            found.append(Moment(when.start, when.end, item.label, item.number))
    return tuple(found)

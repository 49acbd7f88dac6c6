"""Acts whose content is another act: intentions, agreements, demands, accusations, refusals, threats.

A stated intention makes two: "X will free Y" is AGREE by X, and within it the release, in the future.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from sayso.annotating.events_lexicon import INTEND, Entry
from sayso.annotating.events_match import Act
from sayso.annotating.events_scene import Scene
from sayso.annotating.roles import Roles
from sayso.lexicon.language import load
from sayso.lexicon.ontology import content_mode, intention

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_WILL = Entry(type=INTEND, lemma="will", frame="intend", roles="promise")
_MUST = Entry(type="REQUEST", lemma="must", frame="demand", roles="request")


@cache
def _frame(name: str) -> tuple[frozenset[str], frozenset[str], bool, str, tuple[str, ...]]:
    """Clause kinds, prepositions, whether the object counts, whose doing the content is, and its modes."""
    table = load("ontology/roles")["frames"][name]
    preps = [p[1:].split("|") for p in table["content"] if p[0] == "~"]
    clauses = frozenset(table["content"]) & _CLAUSES
    words = frozenset(w for group in preps for w in group)
    return clauses, words, "object" in table["content"], table["doer"], tuple(table["modes"])


def link(scene: Scene, acts: list[Act]) -> None:
    """Find the content of each act that has one; sets `outer`, `content` and the modes of the content."""
    at: dict[int, list[Act]] = {}
    for act in acts:
        for i in {act.head.i, act.host.i if act.light == "do" or act.made != "noun" else act.head.i}:
            at.setdefault(i, []).append(act)
    for act in acts:
        if act.entry.frame is None:
            continue
        modes = _frame(act.entry.frame)[4]
        for root in _roots(scene, act):
            for inner in _found(scene, root, at, depth=4):
                if inner is act or inner.outer is not None or _holds(inner, act):
                    continue
                inner.outer = act
                act.content.append(inner)
                inner.modes += [m for m in ("future",) if m in modes]


def _holds(act: Act, other: Act | None) -> bool:
    while other is not None:
        if other is act:
            return True
        other = other.outer
    return False


def _roots(scene: Scene, act: Act) -> Iterator[Token]:
    clauses, words, with_object, _, _ = _frame(act.entry.frame or "")
    heads = [act.head] if act.host is act.head or act.nominal else [act.head, act.host]
    if act.nominal and act.light == "do":
        heads.append(act.host)
    thing = scene.object(act.host) if not act.nominal else None
    for head in heads:
        for child in head.rights:
            if child.dep_ in clauses or (child.dep_ in ("acl", "relcl") and act.nominal and _to(child)):
                yield child
    if thing is not None:
        if with_object:
            yield thing
        yield from (c for c in thing.rights if c.dep_ in ("acl", "relcl") and "xcomp" in clauses and _to(c))
    for inner in scene.objects_of((*heads, *([thing] if thing is not None else [])), words):
        yield inner
        yield from (c for c in inner.rights if c.dep_ in ("acl", "relcl") and "xcomp" in clauses and _to(c))


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _found(scene: Scene, root: Token, at: dict[int, list[Act]], *, depth: int) -> Iterator[Act]:
    """The acts at a token or, if it only leads on ("to begin shelling"), below it."""
    if root.i in at:
        yield from at[root.i]
    elif depth:
        below: list[Token] = []
        if root.pos_ in ("VERB", "AUX"):
            leads = root.lemma_ in scene.lexicon.lists["aspect"] or root.lemma_ in scene.lexicon.lists["report"]
            below = [c for c in root.rights if leads and c.dep_ in ("xcomp", "ccomp", "dobj", "acomp", "attr")]
        elif (inner := scene.shaped(root)) is not None:
            below = [inner]
        for token in below:
            yield from _found(scene, token, at, depth=depth - 1)
    for child in root.rights:
        if child.dep_ == "conj" and depth:
            yield from _found(scene, child, at, depth=depth - 1)


def settle(scene: Scene, roles: Roles, acts: list[Act]) -> None:
    """Give content its doers, intentions their types, and modal verbs their outer acts; extends `acts`."""
    for act in acts:
        if act.outer is None:
            _pass_down(act)
    for act in acts:
        if act.outer is None:
            _resolve(scene, act)
    made: dict[int, Act] = {}
    for act in list(acts):
        if not act.dropped and (outer := _intended(scene, act, made)) is not None:
            acts.append(outer)
    acts += list(_duties(scene, roles, acts))
    for act in acts:
        if act.content and not act.dropped:
            roles.fill(act)
            act.mode = act.mode or _mode(act)


def _pass_down(act: Act) -> None:
    doer = _frame(act.entry.frame)[3] if act.entry.frame else ""
    for inner in act.content:
        if not inner.actors:
            inner.actors = act.actors if doer == "actor" else act.recipients
            inner.recipients = tuple(i for i in inner.recipients if i not in inner.actors)
        _pass_down(inner)


def _resolve(scene: Scene, act: Act) -> None:
    for inner in list(act.content):
        _resolve(scene, inner)
    if act.type != INTEND:
        return
    denied = scene.negated(act.host)
    inner = next((a for a in act.content if not a.dropped), None)
    type_ = act.entry.default
    if inner is not None:
        against = denied != scene.negated(inner.host)
        type_ = intention(inner.type, denied=against) or type_  # type: ignore[arg-type]
    elif denied and type_ == "AGREE":
        type_ = "REJECT"
    if type_ is None or (inner is not None and inner.type == type_):
        act.dropped = True
        for content in act.content:
            content.outer = act.outer
            if act.outer is not None:
                act.outer.content.append(content)
        return
    act.type = type_


def _modal(scene: Scene, verb: Token, name: str) -> Token | None:
    """The modal verb of that list which holds for `verb`, shared through coordination."""
    for _ in range(4):
        for child in verb.lefts:
            if child.dep_ == "aux" and child.lower_ in scene.lexicon.lists[name]:
                return child
        if verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.lefts):
            return None
        verb = verb.head
    return None


def _intended(scene: Scene, act: Act, made: dict[int, Act]) -> Act | None:
    """The outer act of "X will do it", if X is a party and the act is nobody's content yet."""
    modal = _modal(scene, act.host, "will") or _going(act.host)
    if modal is None or act.made == "will":
        return None
    if modal.lower_ in ("would", "'d") and (
        scene.reported(act.host) is None or any(c.lower_ == "have" for c in act.host.lefts)
    ):
        return None
    if "future" not in act.modes:
        act.modes.append("future")
    if act.outer is not None or not act.actors or _conditional(act.host):
        return None
    type_ = intention(act.type, denied=scene.negated(act.host))  # type: ignore[arg-type]
    if type_ is None or type_ == act.type:
        return None
    if modal.i in made and made[modal.i].type == type_:
        act.outer = made[modal.i]
        act.outer.content.append(act)
        return None
    outer = Act(act.host, act.host, _WILL, type_, None, tokens=[modal.i, act.host.i], made="will")
    outer.actors, outer.recipients, outer.by_place = act.actors, act.recipients, act.by_place
    outer.content = [act]
    act.outer = made[modal.i] = outer
    return outer


def _going(verb: Token) -> Token | None:
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going" and _to(verb):
        return verb.head
    return None


def _conditional(verb: Token) -> bool:
    for token in (verb, *list(verb.ancestors)[:3]):
        if token.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in token.lefts
        ):
            return True
    return False


def _duties(scene: Scene, roles: Roles, acts: list[Act]) -> Iterator[Act]:
    """ "X said Y must do it" is a request by X to Y, with the act within it."""
    at = {a.host.i: a for a in acts if a.outer is None and not a.dropped}
    must = scene.lexicon.lists["must"]
    for sentence_token in _verbs_with(acts, scene, must):
        report = scene.reported(sentence_token)
        subject = scene.subject(sentence_token) or scene.object(sentence_token)
        speaker = scene.subject(report) if report is not None else None
        if subject is None or speaker is None or _conditional(sentence_token):
            continue
        told, said = tuple(roles.parties(subject)), tuple(roles.parties(speaker))
        if not told or not said or set(told) & set(said):
            continue
        inner = at.get(sentence_token.i)
        act = Act(sentence_token, sentence_token, _MUST, "REQUEST", None, tokens=[sentence_token.i], made="will")
        act.actors, act.recipients = said, told
        if inner is not None:
            inner.outer = act
            act.content = [inner]
            inner.modes.append("future")
        yield act


def _verbs_with(acts: list[Act], scene: Scene, words: frozenset[str]) -> list[Token]:
    if not acts:
        return []
    return [t.head for t in acts[0].head.sent if t.dep_ == "aux" and t.lower_ in words and t.head.pos_ == "VERB"]


def _mode(act: Act) -> str | None:
    inner = next((a for a in act.content if not a.dropped), None)
    if inner is None:
        return None
    return content_mode(act.type, inner.type, inner.mode)  # type: ignore[arg-type]

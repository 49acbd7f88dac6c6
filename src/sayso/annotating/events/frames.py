"""Acts whose content is another act: intentions, agreements, demands, accusations, refusals, threats.

A stated intention makes two: "X will free Y" is AGREE by X, and within it the release, in the future.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from sayso.annotating.actors.roles import Roles
from sayso.annotating.events.act import Act, infinitive
from sayso.annotating.events.doers import GRAVE, names_another, only_told
from sayso.annotating.events.lexicon import INTEND, ORDER
from sayso.annotating.events.modals import conditions, duties, intended
from sayso.annotating.events.scene import Scene
from sayso.annotating.events.voice import passive
from sayso.lexicon.language import load
from sayso.lexicon.ontology import content_mode, intention

# Whoever is ordered to do these to himself is coerced; other acts that are ordered stand for themselves.
_OWN_HARM = frozenset({"COERCE", "SANCTION", "REJECT"})
# Who fails to agree has not refused anything: talks went on, and came to nothing.
_UNDONE = frozenset({"fail"})
_CAME_TO: Mapping[str, str] = {"AGREE": "CONSULT"}
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_IN, _AT = frozenset({"in"}), frozenset({"in", "at", "from"})
_SUBJECTS = frozenset({"csubj", "nsubj"})


@cache
def _frame(name: str) -> tuple[frozenset[str], frozenset[str], bool, str, tuple[str, ...]]:
    """Clause kinds, prepositions, whether the object counts, whose doing the content is, and its modes."""
    table = load("ontology/roles")["frames"][name]
    preps = [p[1:].split("|") for p in table["content"] if p[0] == "~"]
    clauses = frozenset(table["content"]) & (_CLAUSES | _SUBJECTS)
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
            found = list(_found(scene, root, at, depth=4))
            if not found and act.type == INTEND and _tells(scene, root, at):
                act.dropped = True
            for inner in found:
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
    if act.made == "phrase":
        heads += [scene.doc[i] for i in act.eaten]
    thing = scene.object(act.host) if not act.nominal else None
    for head in heads:
        for child in head.rights:
            if child.dep_ in clauses or (child.dep_ in ("acl", "relcl") and act.nominal and infinitive(child)):
                yield child
    yield from (c for c in act.host.lefts if c.dep_ in _SUBJECTS & clauses)
    if thing is not None:
        if with_object:
            yield thing
        yield from (c for c in thing.rights if c.dep_ in ("acl", "relcl") and "xcomp" in clauses and infinitive(c))
    below = list(scene.objects_of((act.host, thing), _AT)) if thing is not None and act.type == "ACCUSE" else []
    for inner in scene.objects_of((*heads, *([thing] if thing is not None else []), *below), words):
        yield inner
        yield from (c for c in inner.rights if c.dep_ in ("acl", "relcl") and "xcomp" in clauses and infinitive(c))


def _found(scene: Scene, root: Token, at: dict[int, list[Act]], *, depth: int) -> Iterator[Act]:
    """The acts at a token or, if it only leads on ("to begin shelling"), below it."""
    if root.i in at:
        yield from at[root.i]
    elif depth:
        below: list[Token] = []
        if root.pos_ in ("VERB", "AUX"):
            leads = root.lemma_ in scene.lexicon.lists["aspect"] or root.lemma_ in scene.lexicon.lists["report"]
            below = [c for c in root.rights if leads and c.dep_ in ("xcomp", "ccomp", "dobj", "acomp", "attr")]
            below = [c for c in below if not only_told(root, c)]
        elif (inner := scene.shaped(root)) is not None:
            below = [inner]
        elif root.lemma_.lower() in scene.lexicon.lists["share"]:
            below = list(scene.objects_of((root,), _IN))
        for token in below:
            yield from _found(scene, token, at, depth=depth - 1)
    for child in root.rights:
        if child.dep_ == "conj" and depth:
            yield from _found(scene, child, at, depth=depth - 1)


def _tells(scene: Scene, root: Token, at: dict[int, list[Act]]) -> bool:
    """Whether what is meant to be done is to tell of an act: "is pleased to *announce* that rebels fled"."""
    return any(c.dep_ == "ccomp" and only_told(root, c) and any(_found(scene, c, at, depth=2)) for c in root.rights)


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
        if not act.dropped and (outer := intended(scene, act, made)) is not None:
            acts.append(outer)
    acts += list(duties(scene, roles, acts))
    acts += list(conditions(scene, roles, acts))
    for act in acts:
        if (act.content or act.outer is not None) and not act.dropped:
            roles.fill(act)
        if act.content and not act.dropped:
            act.mode = act.mode or _mode(act)
        if act.type == "MOBILIZE" and len(act.actors) > 1 and act.mode == "troops" and _drill(scene, act):
            act.type, act.mode = "COOPERATE", None
            if not act.recipients or act.by_place:
                act.recipients, act.recipient_by, act.by_place = act.actors, "each", False


def _pass_down(act: Act) -> None:
    doer = _frame(act.entry.frame)[3] if act.entry.frame else ""
    for inner in act.content:
        told = doer == "recipient" and act.recipients and inner.head.dep_ in ("pcomp", "xcomp", "acl")
        another = inner.type in GRAVE and names_another(
            inner.host, frame=act.entry.frame, passive=not inner.nominal and passive(inner.host)
        )
        if doer != "none" and not another and (not inner.actors or (told and not inner.nominal)):
            inner.actors, inner.actor_by = act.actors if doer == "actor" else act.recipients, f"outer_{doer}"
            inner.recipients = tuple(i for i in inner.recipients if i not in inner.actors)
        _pass_down(inner)


def _resolve(scene: Scene, act: Act) -> None:
    for below in list(act.content):
        _resolve(scene, below)
    inner = next((a for a in act.content if not a.dropped), None)
    if inner is not None and act.entry.lemma in _UNDONE and inner.type in _CAME_TO:
        act.type, act.mode = _CAME_TO[inner.type], None
        return
    if act.type == ORDER:
        steps_back = inner is not None and (inner.type not in _OWN_HARM or not act.recipients)
        type_ = None if steps_back else act.entry.default
    elif act.type == INTEND:
        type_ = _intended_type(scene, act, inner)
    else:
        return
    if type_ is None or (inner is not None and inner.type == type_ and act.type == INTEND):
        act.dropped = True
        for content in act.content:
            content.outer = act.outer
            if act.outer is not None:
                act.outer.content.append(content)
        return
    act.type = type_


def _intended_type(scene: Scene, act: Act, inner: Act | None) -> str | None:
    denied = scene.negated(act.host)
    default = act.entry.default
    if inner is None:
        return "REJECT" if denied and default == "AGREE" else default
    against = denied != scene.negated(inner.host)
    if default == "AGREE" and inner.type == "MOBILIZE":
        return "REJECT" if against else "AGREE"
    found = intention(inner.type, denied=against)  # type: ignore[arg-type]
    return found or (None if inner.nominal else default)


def _drill(scene: Scene, act: Act) -> bool:
    """Whether troops of several parties only exercise together."""
    names = scene.names(act.head if act.nominal else scene.object(act.host))
    return "@drill" in names


def _mode(act: Act) -> str | None:
    inner = next((a for a in act.content if not a.dropped), None)
    if inner is None:
        return None
    return content_mode(act.type, inner.type, inner.mode)  # type: ignore[arg-type]

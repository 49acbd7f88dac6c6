"""Outer acts that a modal verb makes: "X will free Y" is AGREE by X; "X said Y must leave" is REQUEST by X to Y."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.actors.roles import Roles
from sayso.annotating.events.act import Act, infinitive
from sayso.annotating.events.lexicon import INTEND, Entry
from sayso.annotating.events.scene import Scene
from sayso.lexicon.ontology import intention

_WILLING = frozenset({"@actor", "@person_noun", "@armed", "@leader", "@party", "@government", "@crowd"})
_WILL = Entry(type=INTEND, lemma="will", frame="intend", roles="promise")
# Acts that "offered", "pledged" with their object leave to be done; support and condolences are given by the words.
_PROMISED = frozenset({"AID", "CONCEDE", "RETREAT", "COOPERATE"})
_MUST = Entry(type="REQUEST", lemma="must", frame="demand", roles="request")


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


def intended(scene: Scene, act: Act, made: dict[int, Act]) -> Act | None:
    """The outer act of "X will do it", if X is a party and the act is nobody's content yet."""
    modal = _modal(scene, act.host, "will") or _going(act.host) or _promised(scene, act)
    if modal is None or act.made == "will":
        return None
    if modal.lower_ in ("would", "'d") and (
        scene.reported(act.host) is None or any(c.lower_ == "have" for c in act.host.lefts)
    ):
        return None
    if "future" not in act.modes:
        act.modes.append("future")
    willing = act.actors or not _WILLING.isdisjoint(scene.names(scene.subject(act.host)))
    if act.outer is not None or not willing or _conditional(act.host):
        return None
    denied = scene.negated(act.host) and act.entry.negated is None
    type_ = intention(act.type, denied=denied)  # type: ignore[arg-type]
    if type_ is None or type_ == act.type:
        return None
    if modal.i in made and made[modal.i].type == type_:
        act.outer = made[modal.i]
        act.outer.content.append(act)
        return None
    outer = Act(act.host, act.host, _WILL, type_, None, tokens=[modal.i, act.host.i], made="will")
    outer.actors, outer.recipients, outer.by_place = act.actors, act.recipients, act.by_place
    outer.actor_by, outer.recipient_by = act.actor_by, act.recipient_by
    outer.content = [act]
    act.outer = made[modal.i] = outer
    return outer


def _promised(scene: Scene, act: Act) -> Token | None:
    """The verb of an act that only promises it: "*offered* aid", "*pledged* concessions"."""
    held = act.made == "verb" and act.entry.lemma in scene.lexicon.lists["promising"]
    return act.head if held and act.type in _PROMISED and act.outer is None else None


def _going(verb: Token) -> Token | None:
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going" and infinitive(verb):
        return verb.head
    return None


def _conditional(verb: Token) -> bool:
    for token in (verb, *list(verb.ancestors)[:3]):
        if token.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in token.lefts
        ):
            return True
    return False


def duties(scene: Scene, roles: Roles, acts: list[Act]) -> Iterator[Act]:
    """Yield requests: "X said Y must do it" is a request by X to Y, with the act within it."""
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
        act.actors, act.recipients, act.actor_by, act.recipient_by = said, told, "speaker", "told"
        if inner is not None:
            inner.outer = act
            act.content = [inner]
            inner.modes.append("future")
        yield act


def conditions(scene: Scene, roles: Roles, acts: list[Act]) -> Iterator[Act]:
    """Yield the demands that refusals make: "will not leave until they are paid" demands the pay."""
    at = {a.host.i: a for a in acts if a.outer is None and not a.dropped}
    for act in acts:
        if act.type != "REJECT" or act.dropped or act.outer is not None:
            continue
        for clause in act.host.children:
            words = scene.lexicon.lists["until"]
            if clause.dep_ != "advcl" or not any(c.dep_ == "mark" and c.lower_ in words for c in clause.lefts):
                continue
            demand = Act(clause, clause, _MUST, "REQUEST", None, tokens=[clause.i], made="will")
            asked = scene.subject(clause)
            demand.actors, demand.actor_by = act.actors, act.actor_by
            told = tuple(roles.parties(asked)) if asked is not None else ()
            if set(told) & set(act.actors):
                continue
            demand.recipients, demand.recipient_by = told or act.recipients, "told" if told else act.recipient_by
            if (inner := at.get(clause.i)) is not None:
                inner.outer, demand.content = demand, [inner]
                inner.modes.append("future")
            yield demand


def _verbs_with(acts: list[Act], scene: Scene, words: frozenset[str]) -> list[Token]:
    if not acts:
        return []
    return [t.head for t in acts[0].head.sent if t.dep_ == "aux" and t.lower_ in words and t.head.pos_ == "VERB"]

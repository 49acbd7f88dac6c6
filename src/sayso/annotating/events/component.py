"""What is said to have happened: `sayso_events` appends event drafts in the 16 PLOVER types to `Doc._.sayso_drafts`.

Triggers come from a lexicon, parties from role patterns, nesting from frames; see events_match, roles, events_frames.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.actors.roles import Roles
from sayso.annotating.draft import Draft, Feature
from sayso.annotating.events.act import Act
from sayso.annotating.events.context import contexts_of, kind_of, mode_of, target_of
from sayso.annotating.events.denials import denials
from sayso.annotating.events.frames import link, settle
from sayso.annotating.events.home import Homes
from sayso.annotating.events.main import mark_main, seat
from sayso.annotating.events.match import acts_in
from sayso.annotating.events.scene import Scene
from sayso.annotating.events.voice import passive
from sayso.annotating.events.whole import invented, playing, serious
from sayso.annotating.grammar.tree import clause, span_of
from sayso.annotating.reasons import party_reason, type_reason
from sayso.annotating.text.fragments import bare
from sayso.records.document import Span
from sayso.records.event import TargetKind

marks.register()
_TANGIBLE = frozenset({"@person_noun", "@building", "@territory", "@infrastructure", "@vehicle", "@armed", "@camp"})
_AGENTS = frozenset({"@person_noun", "@armed", "@leader", "@party", "@government", "@crowd", "@actor", "@union"})
_DOING = _AGENTS | {
    "@weapon",
    "@attack",
    "@vehicle",
    "@bomb",
    "@union",
    "@media",
    "@investigation",
    "@aircraft",
    "@tank",
}
_AIMED = frozenset({"ASSAULT", "COERCE", "THREATEN", "ACCUSE", "SANCTION"})
_VIOLENT = frozenset({"@attack", "@bomb", "@shell", "@gun", "@armed", "@riot_agent"})
_SELF_EVIDENT = frozenset({"ASSAULT", "PROTEST", "COERCE"})


@Language.factory(
    "sayso_events",
    requires=["token.dep", "doc._.sayso_mentions", "doc._.sayso_attributions"],
    assigns=["doc._.sayso_drafts", "doc._.sayso_mentions"],
)
class EventReader:
    """Appends the events of a Doc to `doc._.sayso_drafts`; gives their parties a country where they had none."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the events, sentence by sentence."""
        drafts = list(doc._.sayso_drafts)
        scene = Scene(doc, doc._.sayso_mentions)
        homes = Homes(scene)
        for acts in read(scene):
            drafts += _drafts(acts, len(drafts))
            homes.settle(acts)
        doc._.sayso_drafts = (*drafts, *denials(doc, drafts))
        doc._.sayso_mentions = homes.mentions()
        return doc


def read(scene: Scene) -> Iterator[list[tuple[Act, Draft]]]:
    """The acts of each sentence with their drafts, not yet joined by index."""
    roles = Roles(scene)
    if invented(scene.doc):
        return
    play = playing(scene.doc)
    for sentence in scene.doc.sents:
        acts = acts_in(scene, sentence) if not play or serious(sentence) else []
        if acts:
            link(scene, acts)
            for act in _inside_out(acts):
                roles.fill(act)
            settle(scene, roles, acts)
            seat(scene, acts)
            acts = _told_once([a for a in acts if not a.dropped and _stands(scene, a)])
            main = {id(a) for a in mark_main(acts)}
            yield [(a, d) for a in acts for d in _split(scene, a, _draft(scene, a, main=id(a) in main))]
        roles.remember(sentence.root)


def _inside_out(acts: list[Act]) -> list[Act]:
    """Contents before the acts around them: whom a threatened act would hit is whom the threat is for."""
    depths: dict[int, int] = {}
    for act in acts:
        depth, outer = 0, act.outer
        while outer is not None and depth < len(acts):
            depth, outer = depth + 1, outer.outer
        depths[id(act)] = depth
    return sorted(acts, key=lambda act: -depths[id(act)])


def _told_once(acts: list[Act]) -> list[Act]:
    """Leave out a bare "the attack" below a verb that tells of the same violence: "six died in the attack"."""
    verbs = [a.head for a in acts if a.type == "ASSAULT" and not a.nominal]
    return [
        a
        for a in acts
        if not (a.nominal and a.type == "ASSAULT" and not a.actors and not a.recipients and a.outer is None)
        or not any(verb.i != a.head.i and verb in a.head.ancestors for verb in verbs)
    ]


def _stands(scene: Scene, act: Act) -> bool:
    """Whether enough is there for the act to count: the parties or the verb that its entry asks for."""
    explicit = bool(act.actors) or (bool(act.recipients) and not act.by_place)
    if act.type == "ASSAULT" and not act.actors and _accident(scene, act):
        return False
    if act.made == "noun" and not act.actors and _general(act.head):
        return False
    if act.nominal and bare(act.head.sent, (scene.mentions[i] for i in (*act.actors, *act.recipients))):
        return False
    if act.outer is not None and not act.outer.dropped:
        return True
    if _idle(scene, act):
        return False
    needs = act.entry.needs
    if needs == "role":
        return explicit or act.light in ("do", "undergo") or bool(act.content)
    if needs == "verb":
        return (
            act.light in ("do", "undergo")
            or bool(act.content)
            or (bool(act.actors) and explicit and bool(act.recipients))
        )
    if act.made == "noun":
        return explicit or act.light is not None or (act.type == "ASSAULT" and _definite(act.head))
    agent = not _AGENTS.isdisjoint(scene.names(scene.subject(act.host)))
    tangible = not _TANGIBLE.isdisjoint(scene.names(scene.object(act.host)))
    tangible = tangible or bool(act.content) or agent
    if needs == "recipient":
        return bool(act.recipients) or tangible
    if needs == "actor":
        return bool(act.actors) or agent
    return explicit or tangible or (act.type in _SELF_EVIDENT and act.mode is not None)


def _idle(scene: Scene, act: Act) -> bool:
    """Whether the subject is a thing that does nothing: "the results would cut ties", "the volcano threatened"."""
    if act.type == "CONSULT" and act.made == "verb" and passive(act.host) and not act.actors:
        met = scene.object(act.host)  # "the demand was met"
        return met is not None and (met.tag_ == "DT" or _AGENTS.isdisjoint(scene.names(met)))
    if act.actors or act.made in ("noun", "phrase"):
        return False
    subject = scene.subject(act.host)
    if subject is None or (subject.pos_ != "NOUN" and subject.tag_ != "DT"):
        return False
    return _DOING.isdisjoint(scene.names(subject))


def _general(noun: Token) -> bool:
    """Whether a noun means whatever there may be of a sort: "condemned *all violence* against civilians"."""
    return noun.tag_ == "NN" and any(c.dep_ == "det" and c.lower_ in ("all", "any") for c in noun.lefts)


def _definite(noun: Token) -> bool:
    """Whether a noun tells of one occasion: it has a determiner, a number or an owner, or is singular."""
    return noun.tag_ != "NNS" or any(c.dep_ in ("det", "poss", "nummod") for c in noun.lefts)


def _accident(scene: Scene, act: Act) -> bool:
    """Whether harm without a doer is told beside nature or a mishap, and without any violence."""
    burst = act.mode == "explosives" and act.entry.lemma in scene.lexicon.lists["burst"]
    if act.entry.roles not in ("kill", "die") and not burst:
        return False
    near: set[str] = set()
    for token in act.head.sent:
        if token.i != act.head.i and token.lemma_.lower() not in scene.lexicon.lists["burst"]:
            near |= scene.lexicon.classes.get(token.lemma_.lower(), frozenset())
    return not near.isdisjoint(("@nature", "@mishap")) and near.isdisjoint(_VIOLENT)


def _draft(scene: Scene, act: Act, *, main: bool) -> Draft:
    mode = mode_of(scene, act)
    trigger = _trigger(act)
    return Draft(
        kind="event",
        type=act.type,  # type: ignore[arg-type]
        head=act.head.i,
        trigger=trigger,
        span=_span(act, trigger),
        main=main,
        modes=tuple(dict.fromkeys(act.modes)),
        mode=mode,
        contexts=contexts_of(scene, act, mode),
        actors=act.actors,
        recipients=act.recipients,
        target_kind=target_of(scene, act),
        features=tuple(_features(scene, act, mode)),
    )


def _split(scene: Scene, act: Act, draft: Draft) -> Iterator[Draft]:
    """One draft a kind of target: "threatened statesmen and ordinary citizens" is two; only the first is main."""
    kinds: dict[TargetKind | None, list[str]] = {}
    for id_ in act.recipients:
        kinds.setdefault(kind_of(scene, id_), []).append(id_)
    mutual = set(act.recipients) <= set(act.actors)
    if len(kinds) < 2 or None in kinds or act.content or mutual or act.type not in _AIMED:
        yield draft
        return
    for n, (kind, ids) in enumerate(kinds.items()):
        yield dataclasses.replace(draft, recipients=tuple(ids), target_kind=kind, main=draft.main and n == 0)


def _trigger(act: Act) -> Span:
    """The words that name the act, in one stretch: never wider than the words themselves need."""
    doc = act.head.doc
    near = [i for i in act.tokens if abs(i - act.head.i) <= 8]
    if act.head.dep_ == "advcl":
        near = [i for i in near if act.head.left_edge.i <= i <= act.head.right_edge.i]
    return span_of(doc, min(near), max(near) + 1)


def _span(act: Act, trigger: Span) -> Span:
    """The clause that states the act; for a noun without a verb of its own, its phrase."""
    if act.nominal and act.light is None:
        around = span_of(act.head.doc, act.head.left_edge.i, act.head.right_edge.i + 1)
    else:
        around = clause(act.host)
    return Span(min(around.start, trigger.start), max(around.end, trigger.end))


def _features(scene: Scene, act: Act, mode: str | None) -> Iterator[Feature]:
    sure = min(0.2, 0.1 + 0.02 * act.entry.rank)
    yield Feature("trigger", sure, type_reason(scene, act, mode))
    if act.actors:
        yield Feature("actor", 0.1, party_reason(act, "actor"))
    else:
        yield Feature("no actor", -0.05, "actor: nobody is said to do it")
    if act.recipients and not act.by_place:
        yield Feature("recipient", 0.1, party_reason(act, "recipient"))
    elif act.by_place:
        yield Feature("place for recipient", 0.03, party_reason(act, "recipient"))
    if act.nominal and act.light is None:
        yield Feature("noun only", -0.05, "score: a noun names it without a verb of its own")


def _drafts(acts: list[tuple[Act, Draft]], offset: int) -> list[Draft]:
    """Join the acts of a sentence by index: `within` points to the outer act's draft."""
    place: dict[int, int] = {}
    for n, (act, _) in enumerate(acts):
        place.setdefault(id(act), offset + n)
    found = []
    for act, draft in acts:
        within = place.get(id(act.outer)) if act.outer is not None else None
        found.append(dataclasses.replace(draft, within=within))
    return found

"""How sure, whether it is so, and in which mode: one table of sentences, one line an operator."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from sayso.annotating.factuality.scope import assess
from sayso.annotating.factuality.stance import tables

_SPEC = importlib.util.spec_from_file_location("worded", Path(__file__).with_name("worded.py"))
assert _SPEC is not None and _SPEC.loader is not None
worded = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(worded)

# sentence | the word of the act | certainty | polarity | modes
TABLE = """
The rebels attacked the convoy. | attacked | certain | + |
The rebels may have attacked the convoy. | attacked | possible | + |
The rebels may attack the convoy. | attack | possible | + | hypothetical
The rebels could attack the convoy. | attack | possible | + | hypothetical
The rebels must have attacked the convoy. | attacked | probable | + |
The rebels would have attacked the convoy. | attacked | probable | - | hypothetical negation
The rebels should leave the town. | leave | possible | + | hypothetical
The rebels will attack the convoy. | attack | certain | + | future
The rebels are going to attack the convoy. | attack | certain | + | future
The rebels probably attacked the convoy. | attacked | probable | + |
Perhaps the rebels attacked the convoy. | attacked | possible | + |
The rebels undoubtedly attacked the convoy. | attacked | certain | + |
The rebels did not attack the convoy. | attack | certain | - | negation
The rebels were near the mill and did not attack the convoy. | attack | certain | - | negation
The convoy was late but did not burn. | burn | certain | - | negation
The office is closed and does not take letters. | take | certain | - | negation
The rebels took the guns and hide them. | hide | certain | + |
Do not attack the convoy. | attack | possible | - | future hypothetical negation
Hope the rebels leave the town. | Hope | certain | + |
Need help at the bridge. | Need | certain | + |
When the army attacks the town, the rebels hide in the hills. | attacks | certain | + |
When the army attacks the town, the rebels will flee. | attacks | probable | + | future
When the army attacks the town, leave. | attacks | probable | + | future
The rebels never attacked the convoy. | attacked | certain | - | negation
No rebels attacked the convoy. | attacked | certain | - | negation
Nobody attacked the convoy. | attacked | certain | - | negation
Neither the rebels nor the army attacked the convoy. | attacked | certain | - | negation
The rebels not only attacked the convoy but burned it. | attacked | certain | + |
The rebels did not attack the convoy or burn the mill. | burn | certain | - | negation
The rebels may attack the convoy and burn it. | burn | possible | + | hypothetical
The rebels failed to attack the convoy. | attack | certain | - | negation
The rebels refused to attack the convoy. | attack | certain | - | negation
The rebels managed to attack the convoy. | attack | certain | + |
The rebels did not manage to attack the convoy. | attack | certain | - | negation
The rebels tried to attack the convoy. | attack | unstated | + | hypothetical
The rebels did not try to attack the convoy. | attack | certain | - | negation
The army prevented the rebels from attacking the convoy. | attacking | certain | - | negation
The army foiled an attack on the convoy. | attack | certain | - | negation
The rebels were forced to leave the town. | leave | certain | + |
The rebels planned to attack the convoy. | attack | probable | + | future
The rebels vowed to attack the convoy. | attack | probable | + | future
The rebels have yet to attack the convoy. | attack | certain | - | negation
The rebels want to attack the convoy. | attack | possible | + | hypothetical
The mayor urged the rebels to leave the town. | leave | possible | + | hypothetical
The mayor fears that the rebels attacked the convoy. | attacked | unstated | + | hypothetical
The mayor thinks that the rebels attacked the convoy. | attacked | probable | + |
The mayor does not think that the rebels attacked the convoy. | attacked | probable | - | negation
The mayor doubts that the rebels attacked the convoy. | attacked | certain | - | negation
The mayor knows that the rebels attacked the convoy. | attacked | certain | + |
The mayor does not know that the rebels attacked the convoy. | attacked | certain | + |
The mayor does not know whether the rebels attacked the convoy. | attacked | unstated | + | hypothetical
The mayor regretted that the rebels attacked the convoy. | attacked | certain | + |
It is not true that the rebels attacked the convoy. | attacked | certain | - | negation
It is likely that the rebels attacked the convoy. | attacked | probable | + |
It is unlikely that the rebels attacked the convoy. | attacked | certain | - | negation
If the rebels attack the convoy, the army returns. | attack | possible | + | hypothetical
Unless the rebels leave the town, the army returns. | leave | possible | + | hypothetical
Did the rebels attack the convoy? | attack | unstated | + |
Without attacking the convoy the rebels left. | attacking | certain | - | negation
The rebels went north to attack the convoy. | attack | possible | + | future
The alleged attack shocked the town. | attack | probable | + |
A planned attack worried the town. | attack | probable | + | future
There was no attack on the convoy. | attack | certain | - | negation
The threat of an attack emptied the town. | attack | unstated | + | hypothetical
The fear of an attack emptied the town. | attack | unstated | + | hypothetical
The claim that the rebels attacked the convoy spread. | attacked | probable | + |
The mayor dismissed the claim that the rebels attacked the convoy. | attacked | certain | - | negation
The attack did not stop the mayor. | attack | certain | + |
The army, which burned the mill, may attack the town. | burned | certain | + |
The rebels used to attack the convoys. | attack | certain | + | historical
Attack the convoy! | Attack | possible | + | future hypothetical
Nobody has claimed responsibility for the attack. | attack | certain | + |
Had the rebels attacked the convoy, the army would have returned. | attacked | possible | + | hypothetical
The so-called attack shocked the town. | attack | probable | + |
The town was too poor to attack. | attack | certain | - | negation
The guards allowed the rebels to leave. | leave | probable | + |
The guards allow the rebels to leave. | leave | possible | + | hypothetical
If the rebels attack the convoy, the mayor leaves the town. | leaves | unstated | + | hypothetical
If the rebels attack the convoy, the army will return. | return | possible | + | future hypothetical
Even if the rebels attack the convoy, the army will return. | return | certain | + | future
The army stays until the rebels leave the town. | leave | probable | + | future
The army stayed until the rebels left the town. | left | certain | + |
The talks will start once the rebels have left the town. | left | probable | + | future
The rebels could not attack the convoy. | attack | certain | - | negation
The mayor would not name the rebels. | name | certain | - | negation
The rebels would not attack the convoy. | attack | probable | - | hypothetical negation
The rebels have not attacked the convoy or burned the mill. | burned | certain | - | negation
The rebels failed to attack the convoy and fled to the hills. | fled | certain | + |
Nearly a third of the rebels attacked the convoy. | attacked | certain | + |
The rebels nearly attacked the convoy. | attacked | certain | - | negation
The mayor wrongly believes that the rebels attacked the convoy. | attacked | certain | - | negation
The mayor falsely accused the rebels of attacking the convoy. | accused | certain | + |
The mayor falsely accused the rebels of attacking the convoy. | attacking | certain | - | negation
The mayor spread false claims. | claims | certain | + |
The council decided against attacking the town. | attacking | probable | - | negation
The rebels rejected the proposal. | proposal | certain | + |
The rebels abandoned their plan to attack the convoy. | attack | certain | - | negation
The rebels abandoned their plan to attack the convoy. | plan | certain | + |
The council rejected a ceasefire. | ceasefire | probable | - | negation
The council opposes an attack on the town. | attack | possible | + | hypothetical
The attack on the town was delayed. | attack | probable | + | future
The army delayed the attack on the town. | attack | probable | + | future
A delay in the withdrawal angered the town. | withdrawal | probable | + | future
The foiled attack shocked the town. | attack | certain | - | negation
An attack on the town seems unlikely. | attack | certain | - | negation
The attack was not big. | attack | certain | + |
The mayor denied that his arrest was legal. | arrest | certain | + |
The police did not find any evidence of an attack. | evidence | certain | - | negation
There were no attacks or arrests. | arrests | certain | - | negation
The talks may not start, nor has the army left the town. | left | certain | - | negation
The rebels are leaving the town tomorrow. | leaving | certain | + | future
The losses were smaller than those from the attack. | attack | certain | + |
Whether the rebels attacked the convoy remains to be seen. | attacked | unstated | + | hypothetical
The rebels are thinking of leaving the town. | leaving | unstated | + | hypothetical
The rebels are likely to leave the town. | leave | probable | + | future
The rebels are unlikely to leave the town. | leave | probable | - | future negation
The rebels left the town, but will they stay away? | left | certain | + |
The rebels left the town, but will they stay away? | stay | unstated | + | future
The rebels barely managed to leave the town. | leave | certain | + |
The failed attempt to seize the bridge shocked the town. | attempt | certain | + |
The failed attempt to seize the bridge shocked the town. | seize | certain | - | negation
The aborted invasion shocked the town. | invasion | certain | - | negation
The army stopped shelling the town. | shelling | certain | - | negation
The mayor would be happy to leave the town. | leave | probable | + | hypothetical
The rebels are supposed to leave the town. | leave | possible | + | hypothetical
The rebels want the bridge kept open, and the army burned the town. | burned | certain | + |
I have to say that the rebels attacked the convoy. | attacked | certain | + |
The mayor was saddened to see the rebels attack. | attack | certain | + |
Could you leave the town? | leave | possible | + | future hypothetical
The rebels moved south so that they can attack the convoy. | attack | possible | + | future hypothetical
We would like to thank the rebels. | thank | certain | + |
The rebels had no contact with the army. | had | certain | + |
This is the best place to attack the convoy. | attack | possible | + | future
"""

ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_stance(row: list[str]) -> None:
    text, form, certainty, sign, modes = row
    stance = assess(worded.word(worded.parse(text), form))
    found = (stance.certainty, "-" if stance.negative else "+", " ".join(stance.ordered_modes()))
    assert found == (certainty, sign, modes), stance


def test_within_stops_at_the_border_of_what_is_said() -> None:
    text = "The mayor denied that the rebels may have attacked the convoy."
    doc = worded.parse(text)
    content = worded.Span(text.index("the rebels"), len(text) - 1)
    assert assess(worded.word(doc, "attacked"), within=content).polarity == "positive"
    assert assess(worded.word(doc, "attacked")).polarity == "negative"


def test_words_of_the_trigger_are_no_operators() -> None:
    text = "The guard reported an attempted coup."
    doc = worded.parse(text)
    span = worded.Span(text.index("attempted"), len(text) - 1)
    assert assess(worded.word(doc, "coup"), trigger=span).ordered_modes() == ()


@pytest.mark.parametrize(
    ("text", "act", "given", "modes"),
    [
        (
            "The rebels attacked the convoy in 2016.",
            "attacked",
            {"times": {"2016": "2016"}, "date": "2021-03-04"},
            ("historical",),
        ),
        (
            "The rebels attacked the convoy in March.",
            "attacked",
            {"times": {"March": "2021-03"}, "date": "2021-03-04"},
            (),
        ),
        ("The rebels attacked the convoy in 2016.", "attacked", {"times": {"2016": "2016"}}, ()),
        ("Decades ago the rebels attacked the convoy.", "attacked", {}, ("historical",)),
        ("Back in the years of the war, the rebels attacked the convoy.", "attacked", {}, ("historical",)),
    ],
)
def test_historical(text: str, act: str, given: dict[str, object], modes: tuple[str, ...]) -> None:
    assert worded.Worded(text, act, **given).factuality.modes == modes


def test_no_word_is_in_two_classes() -> None:
    from sayso.lexicon.language import load

    for part in tables().predicates:
        seen: dict[str, str] = {}
        for name, entry in load("lang/en/factuality")["classes"].items():
            for each in entry.get(part, ()):
                assert isinstance(each, str), (name, each)
                assert each not in seen, (each, seen[each], name)
                seen[each] = name


def test_a_subject_that_denies_itself_negates_although_the_trigger_covers_it() -> None:
    doc = worded.parse("The mayor said that no soldiers were killed.")
    span = worded.Span(doc.text.index("soldiers"), len(doc.text) - 1)
    assert assess(worded.word(doc, "killed"), trigger=span).polarity == "negative"


def _read_with(degree: float, text: str, *, degrees: bool) -> tuple[str, str]:
    """Certainty and reason of the first act of a text whose every word the learned reader puts at `degree`."""
    import numpy as np

    from sayso.annotating.encoder.model import Encoded
    from sayso.annotating.factuality.component import FactualityReader
    from sayso.annotating.pipeline import build

    doc = worded.parse(text)
    nothing = np.zeros((0, 0), dtype=np.float32)
    doc._.sayso_encoded = Encoded((), np.full((len(doc), 1), degree), (), nothing)
    head = worded.word(doc, "attacked")
    span = worded.Span(head.idx, head.idx + len(head))
    doc._.sayso_drafts = (worded.Draft(kind="event", type="ASSAULT", head=head.i, trigger=span, span=span),)
    (fact,) = FactualityReader(build(), "facts", degrees)(doc)._.sayso_factuality
    return fact.holders[-1].certainty, fact.why


@pytest.mark.parametrize(
    ("degree", "text", "certainty"),
    [
        (2.0, "The rebels attacked the convoy.", "certain"),
        (0.4, "The rebels attacked the convoy.", "certain"),
        (-0.9, "The rebels attacked the convoy.", "probable"),
        (-2.9, "The rebels attacked the convoy.", "possible"),
        (-2.9, "The rebels probably attacked the convoy.", "probable"),
        (-2.9, "The rebels never attacked the convoy.", "certain"),
        (2.9, "The rebels may have attacked the convoy.", "possible"),
    ],
)
def test_the_learned_reader_lowers_only_what_no_cue_speaks_of(degree: float, text: str, certainty: str) -> None:
    assert _read_with(degree, text, degrees=True)[0] == certainty
    assert ("learned reader" in _read_with(degree, text, degrees=True)[1]) == (
        degree < -0.5 and "," not in text and (text == "The rebels attacked the convoy.")
    )


def test_the_learned_reader_is_off_by_default() -> None:
    assert _read_with(-2.9, "The rebels attacked the convoy.", degrees=False)[0] == "certain"

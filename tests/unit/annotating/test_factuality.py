"""How sure, whether it is so, and in which mode: one table of sentences, one line an operator."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from sayso.annotating.scope import assess
from sayso.annotating.stance import tables

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
The rebels are going to attack the convoy. | attack | probable | + | future
The rebels probably attacked the convoy. | attacked | probable | + |
Perhaps the rebels attacked the convoy. | attacked | possible | + |
The rebels undoubtedly attacked the convoy. | attacked | certain | + |
The rebels did not attack the convoy. | attack | certain | - | negation
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
The rebels tried to attack the convoy. | attack | possible | + | hypothetical
The rebels did not try to attack the convoy. | attack | certain | - | negation
The army prevented the rebels from attacking the convoy. | attacking | certain | - | negation
The army foiled an attack on the convoy. | attack | certain | - | negation
The rebels were forced to leave the town. | leave | certain | + |
The rebels planned to attack the convoy. | attack | probable | + | future
The rebels vowed to attack the convoy. | attack | probable | + | future
The rebels have yet to attack the convoy. | attack | certain | - | negation
The rebels want to attack the convoy. | attack | possible | + | hypothetical
The mayor urged the rebels to leave the town. | leave | possible | + | hypothetical
The mayor fears that the rebels attacked the convoy. | attacked | possible | + | hypothetical
The mayor thinks that the rebels attacked the convoy. | attacked | probable | + |
The mayor does not think that the rebels attacked the convoy. | attacked | probable | - | negation
The mayor doubts that the rebels attacked the convoy. | attacked | certain | - | negation
The mayor knows that the rebels attacked the convoy. | attacked | certain | + |
The mayor does not know that the rebels attacked the convoy. | attacked | certain | + |
The mayor does not know whether the rebels attacked the convoy. | attacked | possible | + | hypothetical
The mayor regretted that the rebels attacked the convoy. | attacked | certain | + |
It is not true that the rebels attacked the convoy. | attacked | certain | - | negation
It is likely that the rebels attacked the convoy. | attacked | probable | + |
It is unlikely that the rebels attacked the convoy. | attacked | certain | - | negation
If the rebels attack the convoy, the army returns. | attack | possible | + | hypothetical
Unless the rebels leave the town, the army returns. | leave | possible | + | hypothetical
Did the rebels attack the convoy? | attack | possible | + | hypothetical
Without attacking the convoy the rebels left. | attacking | certain | - | negation
The rebels went north to attack the convoy. | attack | possible | + | future
The alleged attack shocked the town. | attack | probable | + |
A planned attack worried the town. | attack | probable | + | future
There was no attack on the convoy. | attack | certain | - | negation
The threat of an attack emptied the town. | attack | possible | + | hypothetical
The fear of an attack emptied the town. | attack | possible | + | hypothetical
The claim that the rebels attacked the convoy spread. | attacked | probable | + |
The mayor dismissed the claim that the rebels attacked the convoy. | attacked | certain | - | negation
The attack did not stop the mayor. | attack | certain | + |
The army, which burned the mill, may attack the town. | burned | certain | + |
The rebels used to attack the convoys. | attack | certain | + | historical
Attack the convoy! | Attack | possible | + | hypothetical
Nobody has claimed responsibility for the attack. | attack | certain | + |
Had the rebels attacked the convoy, the army would have returned. | attacked | possible | + | hypothetical
The so-called attack shocked the town. | attack | probable | + |
The town was too poor to attack. | attack | certain | - | negation
The guards allowed the rebels to leave. | leave | probable | + |
The guards allow the rebels to leave. | leave | possible | + | hypothetical
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

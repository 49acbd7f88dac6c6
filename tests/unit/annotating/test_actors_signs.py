"""What tells persons from makes, ships, towns and headlines where no gazetteer and no model knows a name."""

import pytest

from sayso.annotating.pipeline import annotate_one, build
from sayso.privacy import mask
from sayso.records.document import Document, content_id

PRIVATE = [
    ("Tebukara saw the flames, and she ran.", "Tebukara"),
    ("A porter named Lembitu, who was asleep, lost his cart.", "Lembitu"),
    ("The welders, Oxkintok, Dzibilnoc and Tekit, were shot.", "Dzibilnoc"),
    ("Vepsa and Marika Kallastu were buried together.", "Vepsa"),
    ("Anvar Rasul oglu Tahmazli was killed.", "Anvar"),
    ("Mme d'Escarpont was fined.", "Escarpont"),
    ("Soldiers shot Karim Baloch. Baloch was a tailor.", "Baloch"),
]
STATES = [
    ("Kalmeria harbours the rebels.", "Kalmeria"),
    ("Veldra will not let the rebels train on its soil.", "Veldra"),
    ("The Ostrian support for the rebels has grown.", "Ostrian"),
]
# A country's ending, and nothing that only a state does.
NO_STATES = [
    "Batoria sheltered the family.",
    "Aurelia fed two fighters in her barn.",
    "Petrosian and his officers left.",
]
BANDS = ["Sword of the South", "Lions of Arun", "Sons of the Delta"]
NOBODY = [
    "The tanker Silver Marlin was seized.",
    "Cyclone Odile cut the road.",
    "Camp Hartwell was shelled.",
    "Liwa al-Sadr lost two vehicles.",
    "Goldman Sachs advised the ministry.",
    "Torvex Alloys paid the militia.",
    "Hansen & Berg sold the pumps.",
    "Fuel Talks Falter As Dam Breached\n\nLorries waited.",
    "Senators Paul Crickley and Bo Hammerfeld wrote to the army.",
    "Jorge Ibarrola (1790-1851) founded the school.",
]


def read(text: str, *, entities: bool) -> str:
    document = Document(id="sha256:0", content=content_id(text), text=text, record="r", language="en")
    off = [] if entities else ["ner"]
    with build().select_pipes(disable=[name for name in off if build().has_pipe(name)]):
        return mask(annotate_one(document)).report.document.text


@pytest.mark.parametrize("entities", [True, False])
@pytest.mark.parametrize(("text", "name"), PRIVATE)
def test_a_private_name_is_found_with_and_without_a_recogniser(text: str, name: str, entities: bool) -> None:
    assert name not in read(text, entities=entities)


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_no_private_person_stays(text: str) -> None:
    assert read(text, entities=True) == text


def kinds(text: str) -> dict[str, str]:
    report = annotate_one(Document(id="sha256:0", content=content_id(text), text=text, record="r", language="en"))
    return {m.text: m.kind for m in report.mentions}


@pytest.mark.parametrize(("text", "name"), STATES)
def test_what_does_as_states_do_is_a_state_though_no_gazetteer_has_it(text: str, name: str) -> None:
    assert kinds(text).get(name) == "state"


@pytest.mark.parametrize("text", NO_STATES)
def test_an_ending_alone_makes_no_state(text: str) -> None:
    assert "state" not in kinds(text).values()


@pytest.mark.parametrize("name", BANDS)
def test_a_band_named_after_a_sign_is_one_body(name: str) -> None:
    assert kinds(f"Men of the {name} burned the bridge.").get(name) == "organization"


def test_sons_and_soldiers_of_somebody_are_no_band() -> None:
    assert "organization" not in kinds("Soldiers of the king fled with two sons of the mayor.").values()

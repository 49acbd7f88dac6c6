"""Evidence, legal status, time, place and deaths, each in a table of sentences."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("worded", Path(__file__).with_name("worded.py"))
assert _SPEC is not None and _SPEC.loader is not None
worded = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(worded)


_DATE = {"date": "2021-03-04"}

EVIDENCE = [
    ("Video footage shows that soldiers beat a prisoner.", "beat", "image/cited"),
    ("Satellite images prove that the army shelled the village.", "shelled", "image/cited"),
    ("There is evidence that the guild burned the mill.", "burned", "unspecified/invoked"),
    ("There is a lot of evidence that the guild burned the mill.", "burned", "unspecified/invoked"),
    ("There is no evidence that the guild burned the mill.", "burned", ""),
    ("The council demanded proof that the guild burned the mill.", "burned", ""),
    ("The methods used clearly show that the guard burned the mill.", "burned", "method/invoked"),
    (
        "The nature of the fire, the identity of the helpers, and the methods used show that the guard burned it.",
        "burned",
        "unspecified/invoked identity/invoked method/invoked",
    ),
    ("Forensic evidence shows that the guard burned the mill.", "burned", "physical/cited"),
    ("Phone intercepts suggest that the guard burned the mill.", "burned", "signal/cited"),
    ("Citing leaked documents, the paper wrote that the guard burned the mill.", "burned", "document/cited"),
    ("The guard burned the mill.", "burned", ""),
    ("The number of attacks rose in the spring.", "attacks", ""),
    ("In a video posted online, soldiers beat a prisoner.", "beat", "image/cited"),
    ("The attack was captured on camera.", "attack", "image/cited"),
    ("The captain said in a video that soldiers beat a prisoner.", "beat", ""),
    ("No evidence was found that the guild burned the mill.", "burned", ""),
    ("Scant evidence suggests that the guild burned the mill.", "burned", ""),
]


@pytest.mark.parametrize(("text", "act", "expected"), EVIDENCE, ids=[row[0] for row in EVIDENCE])
def test_evidence(text: str, act: str, expected: str) -> None:
    found = worded.Worded(text, act).circumstances.evidence
    assert " ".join(f"{e.kind}/{e.status}" for e in found) == expected


SAID = [
    ("A United Nations report", "found", "official_finding/cited"),
    ("Witnesses", "said", "witness/cited"),
    ("A leaked memo", "said", "document/cited"),
    ("The Mayor", "said", ""),
    ("The court", "ruled", "official_finding/cited"),
    ("The court", "heard", ""),
]


@pytest.mark.parametrize(("source", "cue", "expected"), SAID)
def test_evidence_of_the_source(source: str, cue: str, expected: str) -> None:
    text = f"{source} {cue} that soldiers burned the village."
    read = worded.Worded(text, "burned", said=[(source, cue, "that soldiers burned the village")])
    assert " ".join(f"{e.kind}/{e.status}" for e in read.circumstances.evidence) == expected


def test_evidence_quotes_its_own_words() -> None:
    text = "The methods used clearly show that the guard burned the mill."
    assert [e.span.of(text) for e in worded.Worded(text, "burned").circumstances.evidence] == ["methods"]


def test_a_claim_of_responsibility_is_an_admission() -> None:
    text = "The Brigade claimed responsibility for the bombing of the station."
    said = [("Brigade", "claimed responsibility for", "the bombing of the station")]
    (item,) = worded.Worded(text, "bombing", said=said).circumstances.evidence
    assert (item.kind, item.status) == ("admission", "cited")


LEGAL = [
    ("Police arrested a man on suspicion of arson.", "arrested", {"type": "COERCE", "mode": "arrest"}, "arrested"),
    ("Police may arrest the man.", "arrest", {"type": "COERCE", "mode": "arrest"}, None),
    ("Police did not arrest the man.", "arrest", {"type": "COERCE", "mode": "arrest"}, None),
    ("Police tried to arrest the man.", "arrest", {"type": "COERCE", "mode": "arrest"}, None),
    ("The banker was charged with bombing the mill.", "bombing", {"actors": ["banker"]}, "charged"),
    ("The banker was arrested for bombing the mill.", "bombing", {"actors": ["banker"]}, "arrested"),
    ("The banker was convicted of bombing the mill.", "bombing", {"actors": ["banker"]}, "convicted"),
    ("The banker was acquitted of bombing the mill.", "bombing", {"actors": ["banker"]}, "acquitted"),
    ("The banker was accused of bombing the mill.", "bombing", {"actors": ["banker"]}, "alleged"),
    ("The banker will be charged with bombing the mill.", "bombing", {"actors": ["banker"]}, None),
    ("The banker was arrested on suspicion of bombing the mill.", "bombing", {"actors": ["banker"]}, "arrested"),
    ("The suspected gunman attacked the convoy.", "attacked", {"actors": ["suspected gunman"]}, "suspected"),
    ("The gunman attacked the convoy.", "attacked", {"actors": ["gunman"]}, None),
    ("The banker was charged and the rebels attacked the convoy.", "attacked", {"actors": ["rebels"]}, None),
    ("The jury convicted the captain of piracy.", "convicted", {"type": "SANCTION", "mode": "convict"}, "convicted"),
    ("The banker was indicted for bombing the mill.", "bombing", {"actors": ["banker"]}, "charged"),
    ("The banker was jailed for ten years for bombing the mill.", "bombing", {"actors": ["banker"]}, "convicted"),
    ("The banker was jailed for bombing the mill.", "bombing", {"actors": ["banker"]}, "arrested"),
    ("The jury found the banker guilty of bombing the mill.", "bombing", {"actors": ["banker"]}, "convicted"),
    ("The jury found the banker not guilty of bombing the mill.", "bombing", {"actors": ["banker"]}, "acquitted"),
    ("The banker pleaded guilty to bombing the mill.", "bombing", {"actors": ["banker"]}, "charged"),
    ("The banker pleaded not guilty to bombing the mill.", "bombing", {"actors": ["banker"]}, "charged"),
    ("The envoy called the banker guilty of bombing the mill.", "bombing", {"actors": ["banker"]}, None),
    ("The council condemned the banker for bombing the mill.", "bombing", {"actors": ["banker"]}, None),
    ("The banker was condemned to death for bombing the mill.", "bombing", {"actors": ["banker"]}, "convicted"),
    ("The banker was extradited for bombing the mill.", "bombing", {"actors": ["banker"]}, "arrested"),
    ("The banker was pardoned for bombing the mill.", "bombing", {"actors": ["banker"]}, "alleged"),
    ("The banker is wanted for bombing the mill.", "bombing", {"actors": ["banker"]}, "suspected"),
    ("The banker wanted to bomb the mill.", "bomb", {"actors": ["banker"]}, None),
    ("Prosecutors failed to charge the banker with bombing the mill.", "bombing", {"actors": ["banker"]}, None),
    ("Relatives asked to charge the banker with bombing the mill.", "bombing", {"actors": ["banker"]}, None),
    (
        "The banker bombed the mill. He was convicted in May.",
        "bombed",
        {"actors": ["banker"], "who": "person"},
        "convicted",
    ),
    (
        "The banker bombed the mill. The banker was acquitted.",
        "bombed",
        {"actors": ["banker"], "who": "person"},
        "acquitted",
    ),
    (
        "The banker bombed the mill. He was later convicted of fraud.",
        "bombed",
        {"actors": ["banker"], "who": "person"},
        None,
    ),
    ("The banker bombed the mill. A clerk was convicted.", "bombed", {"actors": ["banker"], "who": "person"}, None),
    ("The banker bombed the mill. He was never charged.", "bombed", {"actors": ["banker"], "who": "person"}, None),
    ("The banker bombed the mill. He may be charged.", "bombed", {"actors": ["banker"], "who": "person"}, None),
    (
        "The banker bombed the mill. He was charged, but the charges were dropped.",
        "bombed",
        {"actors": ["banker"], "who": "person"},
        "alleged",
    ),
    (
        "The banker bombed the mill. His conviction was overturned.",
        "bombed",
        {"actors": ["banker"], "who": "person"},
        "alleged",
    ),
    (
        "The banker bombed the mill. It rained. It snowed. He was charged.",
        "bombed",
        {"actors": ["banker"], "who": "person"},
        None,
    ),
]


@pytest.mark.parametrize(("text", "act", "given", "expected"), LEGAL, ids=[row[0] for row in LEGAL])
def test_legal_status(text: str, act: str, given: dict[str, object], expected: str | None) -> None:
    assert worded.Worded(text, act, **given).circumstances.legal_status == expected


DEATHS = [
    ("Rebels attacked the convoy, killing three officers.", "attacked", (3, 3, 3)),
    ("At least 20 people died in the bombing of the market.", "bombing", (20, None, None)),
    ("More than 20 people died in the bombing.", "bombing", (21, None, None)),
    ("Up to 20 people died in the bombing.", "bombing", (None, None, 20)),
    ("About 20 people died in the bombing.", "bombing", (None, 20, None)),
    ("Between 12 and 15 miners were killed when gunmen attacked the camp.", "attacked", (12, None, 15)),
    ("The attack left two guards dead.", "attack", (2, 2, 2)),
    ("Shelling killed the mayor and five others.", "killed", (6, 6, 6)),
    ("The attack killed twenty-three people and wounded forty.", "attack", (23, 23, 23)),
    ("The death toll of the attack rose to 1,200.", "attack", (1200, 1200, 1200)),
    ("The attack injured two guards.", "attack", None),
    ("The attack killed or injured twelve guards.", "attack", None),
    ("The attack killed a guard.", "attack", None),
    ("The attack could kill 20 people.", "attack", None),
    ("The attack killed 40 sheep.", "attack", None),
    ("The attack came before another in the port, where ten people died.", "attack", None),
]


@pytest.mark.parametrize(("text", "act", "expected"), DEATHS, ids=[row[0] for row in DEATHS])
def test_deaths(text: str, act: str, expected: tuple[int | None, ...] | None) -> None:
    found = worded.Worded(text, act).circumstances.deaths
    assert (None if found is None else (found.low, found.best, found.high)) == expected


WHEN = [
    (
        "Rebels attacked the convoy on Monday.",
        "attacked",
        {"Monday": "2021-03-01"},
        ("2021-03-01", "2021-03-01", "day"),
    ),
    (
        "On Monday rebels attacked the convoy.",
        "attacked",
        {"Monday": "2021-03-01"},
        ("2021-03-01", "2021-03-01", "day"),
    ),
    (
        "Rebels attacked the convoy in May 2019.",
        "attacked",
        {"May 2019": "2019-05"},
        ("2019-05-01", "2019-05-31", "month"),
    ),
    ("Rebels have attacked convoys since 2016.", "attacked", {"2016": "2016"}, ("2016-01-01", None, "open")),
    ("The recent attack shocked the town.", "attack", {"recent": "PAST_REF"}, (None, "2021-03-04", "open")),
    ("The mayor said on Monday that rebels attacked the convoy.", "attacked", {"Monday": "2021-03-01"}, None),
    ("Rebels attacked the mill that was built in 2016.", "attacked", {"2016": "2016"}, None),
    ("Rebels attacked the convoy.", "attacked", {}, None),
]


@pytest.mark.parametrize(("text", "act", "times", "expected"), WHEN, ids=[row[0] for row in WHEN])
def test_when(text: str, act: str, times: dict[str, str], expected: tuple[str | None, ...] | None) -> None:
    found = worded.Worded(text, act, times=times, date="2021-03-04").circumstances.when
    assert (None if found is None else (found.start, found.end, found.precision)) == expected


WHERE = [
    ("Rebels attacked a convoy in Turku.", "attacked", {"Turku": "city"}, ("Turku", "city")),
    ("Rebels attacked a convoy near Turku.", "attacked", {"Turku": "city"}, ("Turku", "near")),
    ("Rebels attacked a convoy on the outskirts of Turku.", "attacked", {"Turku": "city"}, ("Turku", "near")),
    ("Rebels attacked a convoy in the city of Turku.", "attacked", {"Turku": "city"}, ("Turku", "city")),
    (
        "Rebels attacked a convoy in Turku, Finland.",
        "attacked",
        {"Turku": "city", "Finland": "country"},
        ("Turku", "city"),
    ),
    (
        "In front of the consulate of Norway in Turku, rebels burned flags.",
        "burned",
        {"Norway": "country", "Turku": "city"},
        ("Turku", "city"),
    ),
    (
        "Rebels attacked the embassy of Norway in Finland.",
        "attacked",
        {"Norway": "country", "Finland": "country"},
        ("Finland", "country"),
    ),
    ("Rebels attacked the embassy of Norway.", "attacked", {"Norway": "country"}, None),
    ("The Turku bombing shocked the council.", "bombing", {"Turku": "city"}, ("Turku", "city")),
    ("In Turku the mayor said that rebels attacked a convoy.", "attacked", {"Turku": "city"}, None),
]


@pytest.mark.parametrize(("text", "act", "places", "expected"), WHERE, ids=[row[0] for row in WHERE])
def test_where(text: str, act: str, places: dict[str, str], expected: tuple[str, str] | None) -> None:
    found = worded.Worded(text, act, places=places).circumstances.where
    assert (None if found is None else (found.name, found.precision)) == expected


def test_a_tie_between_groups_has_no_place() -> None:
    text = "The guild is affiliated with the guard in Turku."
    given = {"kind": "relation", "type": "affiliated_with", "places": {"Turku": "city"}}
    assert worded.Worded(text, "affiliated", **given).circumstances.where is None

"""Text that is no tidy prose: no crash, bounded time, no claim and no holder that the words do not bear."""

from __future__ import annotations

import random
import time

import pytest

import sayso

# What puts nothing forward: no claim may come of it.
TELLS_NOTHING = {
    "pipes": "| Date | Place | Killed |\n|------|-------|-----|\n| 3 May | Oran | 4 |\n| 9 May | Ghat | 0 |\n",
    "tabs": "Country\tTroops\tTanks\nNorland\t12,000\t320\nSudmark\t9,500\t410\n",
    "csv": "id,actor,target,event,date\n1,Police,Miners,arrest,2019-03-03\n2,Army,Rebels,attack,2019-03-04\n",
    "columns": "Team        Played   Won   Lost\nNorland          4     3      1\nSudmark          4     2      2\n",
    "contents": "Contents\n\n1. Attacks on civilians\n2. Arrests and detention\n3. Weapons and funding\n",
    "menu": "Home | World | War in Ghat | Sport | Sign in\nShare\nTweet\nPrint\n",
    "keywords": "Tags: attack, embassy, bombing, murder, arson\n",
    "questions": "Who burned the mill?\nDid rebels attack the embassy?\nWhy did the police arrest the miners?\n",
    "bullets": "- attack\n- bombing\n- kidnapping\n- murder\n",
    "index": "attack, 12, 44; bombing, 13; ceasefire, 55-58; denial, 60\n",
    "code": "def attack(target):\n    if target.is_armed():\n        raise Kill(target)\n    return bomb(target)\n",
    "json": '{"actor": "army", "event": "attack", "target": "village", "deaths": 4}\n',
    "html": '<div class="kill"><a href="/war/attack">War</a> <span>bomb</span></div>\n',
    "addresses": "https://example.org/rebels-attack-embassy www.example.org/2019/rebels-killed-four\n",
    "mail": "From: press@army.example\nTo: desk@gazette.example\nSubject: attack\nDate: 3 March 2019\n",
    "emoji": "🔥🔥🔥 💣 ➡️ 🏭 😡 #war #attack #bomb 👇👇\n",
    "hashtags": "#Norland #attack #terror @police @army RT RT\n",
    "captions": "File photo of soldiers\nGetty Images / AFP\n",
    "cut off": "The police said that the\n",
    "cues only": "according to\nsaid\nThe ministry denied\naccused of\n",
    "dateline": "ORAN, March 3 (Gazette) -\n",
    "marks": '" " " \' \' “ ” “ “ ” ” « » ‹ › !!! ??? ... --- *** ((( ))) $$$ %%% &&&\n',
    "letters": "xq zzkt bbn qwrt plmk zzx nnb vvc kjh gfd sdf qwe rty " * 20,
    "digits": "0123456789 " * 200,
    "lorem": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt. " * 3,
    "invisible": "\u200b\u200c\u200d\ufeff\u2060" * 50 + "x",
    "controls": "\x01\x02\x1b[31m\x07\x08\x0b\x0c\x0e\x1f\x7f\x85" * 10 + "x",
    "arabic": "قال الوزير إن المتمردين أحرقوا المستودع أمس في المدينة وقتلوا ثلاثة جنود.\n",
    "hebrew": "המשטרה אמרה כי המורדים שרפו את המחסן אתמול ושלושה חיילים נהרגו.\n",
    "russian": "Полиция заявила, что повстанцы напали на склад в понедельник и убили трёх солдат.\n",
    "chinese": "警方表示，叛军周一袭击了仓库，打死三名士兵。\n",
    "german": "Die Polizei sagte, die Rebellen hätten am Montag das Lager angegriffen und drei Soldaten getötet.\n",
    "french": "La police a déclaré que les rebelles avaient attaqué le dépôt lundi et tué trois soldats. " * 5,
    "turkish": "Polis, isyancıların pazartesi günü depoya saldırdığını ve üç askeri öldürdüğünü söyledi.\n",
    "somali": "Booliisku waxay sheegeen in kooxda ay weerareen saldhigga Isniintii.\n",
}


@pytest.mark.parametrize("name", TELLS_NOTHING)
def test_no_claim_where_nothing_is_told(name: str) -> None:
    report = sayso.read_text(TELLS_NOTHING[name])
    assert [(c.type, c.trigger.of(report.text)) for c in report.claims] == []


def held(text: str) -> list[tuple[str, str, str]]:
    """The claims of a text: first word of the act, polarity, and the words of the innermost holder."""
    report = sayso.read_text(text)
    told = []
    for claim in report.claims:
        inner = claim.holders[-1]
        mention = report.record.mention_by_id.get(inner.mention or "")
        told.append((
            claim.trigger.of(report.text).split()[0].lower(),
            claim.polarity,
            mention.text.lower() if mention else (inner.text or inner.kind).lower(),
        ))  # fmt: skip
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REBELS BURN DEPOT IN ORAN, POLICE SAY\n", [("burn", "positive", "police")]),
        ("MINISTER DENIES ARMY SHELLED VILLAGE\n", [("shelled", "negative", "minister")]),
        ("The guild denied:\n1. burning the mill\n", [("burning", "negative", "guild")]),
        ("According to the ministry:\n- rebels burned the mill;\n", [("burned", "positive", "ministry")]),
        ("“Rebels burned the mill”, the mayor said. “Los rebeldes quemaron el molino”, dijo el alcalde.\n",
         [("burned", "positive", "mayor")]),
        ("Rebels burned the mill (الطاحونة), the mayor said.\n", [("burned", "positive", "mayor")]),
        ("Rebels \u202eburned\u202c the mill, the mayor said.\n", [("burned\u202c", "positive", "mayor")]),
        ('"' * 40 + "The guild burned the mill" + '"' * 40 + " the mayor said.\n", [("burned", "positive", "mayor")]),
        ("‘The guild burned the mill,” the mayor said.\n", [("burned", "positive", "mayor")]),
        ('"The army burned the mill, the mayor said. Police arrested two miners.\n',
         [("burned", "positive", "mayor"), ("arrested", "positive", "outlet")]),
        ("MINISTER: The guild burned the mill.\nPRESENTER: Who burned it?\n", [("burned", "positive", "minister")]),
    ],
)  # fmt: skip
def test_claims_keep_their_holders(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert held(text) == expected


CLAUSE = "the army shelled the village of Sarat and police arrested two miners near the mill"
LONG = {
    "400 words": "The commander said that " + ", and that ".join([CLAUSE] * 28) + ".",
    "no stop": "the rebels came and the army fired and the people ran and the mill burned and " * 60,
    "names": "Police arrested " + ", ".join(f"Omar Miner{n} of Oran" for n in range(250)) + " on Monday.",
    "said that said": "He said that she said that " * 80 + "rebels burned the mill.",
    "relatives": "The man who knew the man who " * 80 + "burned the mill fled.",
    "brackets": "The guild (" * 120 + "which burned the mill" + ")" * 120 + " denied it.",
    "quotes": '"' * 3000,
    "open quotes": "“The guild burned the mill, " * 150,
    "commas": "rebels, army, police, mill, river, " * 100 + "said the mayor.",
    "bullets": "The mayor said:\n" + "- rebels burned the mill\n" * 150,
    "colons": "mayor: " * 500,
    "capitals": "REBELS BURNED THE MILL AND THE ARMY SHELLED ORAN AND " * 60,
    "pipes": "| attack " * 800,
    "dates": "on Monday 3 May 2019 and " * 200,
    "one word": "a" * 20_000,
    "dots": ". " * 5000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_sentences_take_bounded_time(name: str) -> None:
    text = LONG[name]
    sayso.read_text("Rebels burned the mill.")
    start = time.process_time()
    report = sayso.read_text(text)
    took = time.process_time() - start
    # A tidy text takes about a quarter of a millisecond a word; ten times that and a second is out of bounds.
    assert took < 2 + 0.0025 * max(len(text.split()), len(text) / 6), took
    _sound(report)


@pytest.mark.slow
def test_one_sentence_of_a_hundred_thousand_characters() -> None:
    text = (f"The commander said that {CLAUSE}" + f", and that {CLAUSE}" * 1200)[:100_000]
    start = time.process_time()
    report = sayso.read_text(text, settings=sayso.Settings(time_limit=900))
    assert time.process_time() - start < 60
    assert report.claims
    _sound(report)


def test_any_characters_in_any_order() -> None:
    draw = random.Random(7)
    words = 'Rebels burned the mill said police denied that him not ORAN 1. قال 🔥 # | : - ( ) , . ? “ ” "'
    parts = [*words.split(" "), "\n", "\n\n", "\t", "\x00", "\u202e", "\ud83d"]
    for _ in range(25):
        text = " ".join(draw.choice(parts) for _ in range(draw.randrange(1, 80))) + " x"
        _sound(sayso.read_text(text))


def test_empty_text_is_an_error_of_ours() -> None:
    for text in ("", " \n\t "):
        with pytest.raises(sayso.InputError):
            sayso.read_text(text)


def _sound(report: sayso.Report) -> None:
    """Every span lies in the text, every holder has words there, and every party is a mention."""
    size, known = len(report.text), report.record.mention_by_id
    for claim in report.claims:
        for span in (claim.span, claim.trigger):
            assert 0 <= span.start < span.end <= size
        assert claim.holders[0].kind == "outlet"
        for holder in claim.holders[1:]:
            assert holder.mention in known or (holder.text and holder.kind == "unnamed")
        assert {*claim.actors, *claim.recipients, *claim.subjects, *claim.objects} <= set(known)
        assert str(sayso.why(report, claim.id))

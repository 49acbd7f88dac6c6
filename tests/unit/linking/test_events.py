from sayso import linking
from sayso.records.claim import Holder


def incidents(builder):
    return [set(i.claims) for i in linking.view(builder.report()).incidents]


def attack(build, text, *triggers, **fields):
    """Claims, in order, all against the embassy by the Brigades."""
    b = build(text + " The Brigades. The embassy.")
    doer, target = b.mention("Brigades", "armed_group"), b.mention("embassy", "facility")
    for trigger, own in triggers:
        b.claim(trigger, **{"actors": (doer,), "recipients": (target,)} | fields | own)
    return b


def test_one_attack_told_twice(build):
    b = attack(
        build, "They attacked it. The attack lasted.", ("attacked", {}), ("attack", {"actors": (), "recipients": ()})
    )
    assert incidents(b) == [{"c1", "c2"}]


def test_two_days_are_two_attacks(build):
    b = attack(
        build,
        "They attacked it, and attacked it.",
        ("attacked", {"day": "2020-01-01"}),
        ("attacked", {"day": "2020-01-05"}),
    )
    assert incidents(b) == [{"c1"}, {"c2"}]


def test_two_towns_are_two_attacks(build):
    b = attack(build, "attacked attacked", ("attacked", {"place": "Aden"}), ("attacked", {"place": "Taiz"}))
    assert len(incidents(b)) == 2


def test_two_targets_in_one_town_are_two_attacks(build):
    b = build("A bomb hit the market in Aden. A bomb hit the school in Aden.")
    one, two = b.mention("market", "facility"), b.mention("school", "facility")
    b.claim("hit", recipients=(one,), place="Aden", day="2020-01-01", mode="explosives")
    b.claim("hit", recipients=(two,), place="Aden", day="2020-01-01", mode="explosives")
    assert len(incidents(b)) == 2


def test_another_attack_is_another(build):
    b = attack(build, "They attacked it. Another attack came.", ("attacked", {}), ("attack", {}))
    assert len(incidents(b)) == 2


def test_this_terrorist_act_points_back_and_the_accusation_does_not(build):
    b = attack(build, "They accused them. The shooting. This terrorist act.", ("accused", {"type_": "ACCUSE"}),
               ("shooting", {"mode": "firearms"}), ("act", {"actors": (), "recipients": ()}))  # fmt: skip
    assert incidents(b) == [{"c1"}, {"c2", "c3"}]


def test_a_war_is_not_what_happens_in_it(build):
    b = attack(build, "the killing, the civil war", ("killing", {}), ("civil war", {}))
    assert len(incidents(b)) == 2


def test_the_trial_is_not_the_attack(build):
    b = attack(build, "the attack, the trial", ("attack", {}), ("trial", {"type_": "SANCTION"}))
    assert len(incidents(b)) == 2


def test_the_accusation_is_not_the_act_within_it(build):
    b = attack(build, "attack attack", ("attack", {}), ("attack", {"within": "c1"}))
    assert len(incidents(b)) == 2


def test_intentions_have_not_happened(build):
    b = attack(build, "will attack, attacked", ("attack", {"modes": ("future",)}), ("attacked", {}))
    assert incidents(b) == [{"c2"}]
    assert (
        linking.view(attack(build, "would attack", ("attack", {"modes": ("hypothetical",)})).report()).incidents == ()
    )


def test_a_denial_is_about_the_incident_but_makes_none(build):
    b = attack(build, "attacked, denied having attacked", ("attacked", {}), ("attacked", {"polarity": "negative"}))
    assert incidents(b) == [{"c1", "c2"}]
    alone = attack(build, "denied having attacked", ("attacked", {"polarity": "negative"}))
    assert incidents(alone) == []


def test_rival_accusations_stay_apart_and_say_so(build):
    b = build("Sylvania says Freedonia shelled the depot. Freedonia says Sylvania shelled the depot.")
    us, them = b.mention("Sylvania", "state"), b.mention("Freedonia", "state")
    target = b.mention("depot", "facility")
    b.claim("shelled", actors=(them,), recipients=(target,), holders=(Holder("mention", "certain", mention=us),))
    b.claim("shelled", actors=(us,), recipients=(target,), holders=(Holder("mention", "certain", mention=them),))
    assert len(incidents(b)) == 2
    judged = [j for j in linking.view(b.report()).judgements if j.kind == "same_incident"]
    assert [j.verdict for j in judged] == ["unsure"]
    assert "somebody else is said to have done it" in judged[0].why


def test_a_state_as_target_is_not_enough(build):
    b = build("Freedonia was hit. Later Freedonia was bombed.")
    state = b.mention("Freedonia", "state")
    b.claim("hit", recipients=(state,))
    b.claim("bombed", recipients=(state,))
    assert len(incidents(b)) == 2


def test_incidents_stand_in_time_order_undated_last(build):
    b = attack(build, "one two three", ("one", {"recipients": ()}), ("two", {"day": "2020-02-01", "recipients": ()}),
               ("three", {"day": "2020-01-01", "recipients": ()}))  # fmt: skip
    assert incidents(b) == [{"c3"}, {"c2"}, {"c1"}]


def test_the_most_precise_time_and_place_are_kept(build):
    b = attack(build, "attacked, attack", ("attacked", {"day": "2020-02-01"}), ("attack", {"place": "Aden"}))
    found = linking.view(b.report()).incidents[0]
    assert (found.when.start, found.where.name) == ("2020-02-01", "Aden")


def test_a_determiner_further_off_does_not_point(build):
    b = attack(build, "They attacked it. The troops were there at arms in attack.", ("attacked", {}),
               ("attack", {"actors": (), "recipients": ()}))  # fmt: skip
    assert len(incidents(b)) == 2


def test_the_determiner_may_stand_inside_the_trigger(build):
    b = attack(build, "They attacked it. Spies are behind this act. This kind of crime committed.", ("attacked", {}),
               ("are behind this act", {"recipients": ()}), ("crime committed", {"recipients": ()}))  # fmt: skip
    assert len(incidents(b)) == 1


def test_what_an_attack_did_is_told_with_it(build):
    b = build("A bombing killed Ana Cruz. Five villagers died in last night's attack.")
    one, many = b.mention("Ana Cruz", "person"), b.mention("villagers", "group")
    b.claim("bombing")
    b.claim("killed", recipients=(one,))
    b.claim("died in last night's attack", recipients=(many,))
    b.claim("attack")
    assert incidents(b) == [{"c1", "c2", "c3", "c4"}]


def test_goods_that_pass_are_told_with_the_act(build):
    b = build("Freedonia smuggled arms through the strait.")
    us, way = b.mention("Freedonia", "state"), b.mention("strait", "place")
    b.claim("smuggled", "COERCE", actors=(us,))
    b._at.clear()
    b.claim("smuggled", "transits", kind="relation", subjects=(us,), objects=(way,))
    assert incidents(b) == [{"c1", "c2"}]


def test_the_same_two_states_at_odds_again_is_not_one_incident(build):
    b = build("Freedonia bombed Sylvania. Freedonia bombed Sylvania.")
    pairs = [(b.mention("Freedonia", "state"), b.mention("Sylvania", "state")) for _ in range(2)]
    for one, two in pairs:
        b.claim("bombed", actors=(one,), recipients=(two,))
    assert len(incidents(b)) == 2

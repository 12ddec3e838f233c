"""What is said, by whom, in which words. All texts are our own and constructed."""

import pytest
from reading import only, read, values

from rashomon.model import Act, Facet, Modality, Mode, Polarity, Status

pytestmark = pytest.mark.usefixtures("each_engine")


@pytest.fixture
def rules_alone(each_engine: str) -> None:
    """For what the engines do on purpose each in its own way."""
    if each_engine != "rules":
        pytest.skip("a language model is sent no title, and reads other languages: tests/extract/llm")


def test_a_claim_is_the_group_s_own_word():
    reading = read(
        "BAGHDAD - The Islamic State claimed responsibility for the bombing of a market in Sadr City on Monday."
    )
    claim = only(reading, "claim")
    assert claim.speaker.name == "Islamic State"
    assert claim.cue.text == "claimed responsibility"
    assert claim.status is Status.CLAIMED
    assert values(claim, Facet.CLAIMANT) == ["Islamic State"]
    assert values(claim, Facet.PERPETRATOR) == ["Islamic State"]


def test_a_passive_claim():
    claim = only(read("The car bombing in Kabul on Tuesday was claimed by the Taliban."), "claim")
    assert claim.speaker.name == "Taliban"


def test_an_official_who_says_that_a_group_did_it_accuses():
    reading = read(
        "A bomb killed five people in Kabul on Tuesday. An Interior Ministry spokesman said the Taliban carried out the attack."
    )
    accusation = only(reading, "accuse")
    assert accusation.status is Status.ACCUSED_BY_AUTHORITIES
    assert accusation.speaker.organization == "Interior Ministry"
    assert values(accusation, Facet.PERPETRATOR) == ["Taliban"]


def test_blame_on():
    reading = read("A bomb killed five people in Madrid on Tuesday. The police blamed the attack on ETA.")
    assert values(only(reading, "accuse"), Facet.PERPETRATOR) == ["ETA"]


def test_a_denial_never_turns_into_a_fact():
    reading = read(
        "A bomb killed five people in Kabul on Tuesday. The Taliban denied that its fighters carried out the bombing."
    )
    denial = only(reading, "deny")
    assert denial.polarity is Polarity.NEGATED
    said = [(a.value, a.polarity) for a in denial.asserts if a.facet is Facet.PERPETRATOR]
    assert said == [("Taliban", Polarity.NEGATED)]


def test_nothing_to_do_with_clears():
    reading = read(
        'A bomb killed five people in Madrid on Tuesday. "ETA had nothing to do with the bombing," a police officer said.'
    )
    said = [a for s in reading.statements for a in s.asserts if a.facet is Facet.PERPETRATOR]
    assert said
    assert all(a.polarity is Polarity.NEGATED for a in said)


@pytest.mark.parametrize("hedge", ["may have carried out", "probably carried out", "could have carried out"])
def test_hedged_accusations_are_possible(hedge):
    reading = read(
        f"A bomb killed five people in Kabul on Tuesday. A police officer said the Taliban {hedge} the attack."
    )
    accusation = only(reading, "accuse")
    assert accusation.modality is Modality.HEDGED
    assert accusation.status is Status.POSSIBLE


def test_according_to_in_the_middle_and_hearsay_depth():
    reading = read(
        "Police sources told Reuters that the Taliban had said that its fighters attacked the hotel in Kabul on Tuesday."
    )
    deepest = max(reading.statements, key=lambda s: s.hearsay_depth)
    assert deepest.hearsay_depth == 2
    assert deepest.speaker.name == "Taliban"
    assert deepest.via


def test_direct_speech_after_and_before_its_cue():
    reading = read(
        '"The Taliban bombed the market in Kabul," said a security analyst. He added: "They will attack again."'
    )
    direct = [s for s in reading.statements if s.mode is Mode.DIRECT]
    assert direct[0].content.text == "The Taliban bombed the market in Kabul"
    assert direct[0].act is Act.ASSESS
    assert direct[0].speaker.role == "security analyst"


def test_a_speaker_by_pronoun_is_the_one_named_before():
    reading = read(
        "A bomb killed five people in Kabul on Tuesday. Interior Minister John Doe said the bomb was planted in a bus. "
        "He said that the Taliban planted the bomb."
    )
    accusation = only(reading, "accuse")
    assert accusation.speaker.name == "John Doe"
    assert accusation.speaker.text == "He"


def test_the_outlet_speaks_in_its_own_voice_headline_included():
    reading = read(
        "Taliban bombing in Kabul kills five\n\nA bomb killed five people in Kabul on Tuesday.",
        publisher="Example Daily",
    )
    outlet = [s for s in reading.statements if s.mode is Mode.OUTLET]
    assert [s.speaker.role for s in outlet] == ["outlet", "outlet"]
    assert outlet[0].speaker.start is None
    assert values(outlet[0], Facet.PERPETRATOR) == ["Taliban"]


@pytest.mark.usefixtures("rules_alone")
def test_a_title_apart_from_the_text_has_no_offsets():
    reading = read("A bomb killed five people in Kabul on Tuesday.", title="Taliban bombing kills five")
    title = next(s for s in reading.statements if not s.content.spans)
    assert title.content.text == "Taliban bombing kills five"
    assert values(title, Facet.PERPETRATOR) == ["Taliban"]
    assert all(a.start is None for a in title.asserts)


def test_the_arguments_of_an_analyst():
    reading = read(
        "A bomb killed 20 people in a market in Sadr City on Monday. ISIS claimed responsibility for the bombing.\n\n"
        '"The militias are behind the attack, and ISIS has falsely claimed many attacks before," a security analyst said. '
        '"ISIS cannot reach the guarded areas of the city."'
    )
    said = [
        (a.facet, a.value, a.about)
        for s in reading.statements
        for a in s.asserts
        if s.speaker and s.speaker.role == "security analyst"
    ]
    assert (Facet.TRACK_RECORD, "false_claims", "ISIS") in said
    assert (Facet.ACCESS, "lacks", "ISIS") in said
    assert any(f is Facet.PERPETRATOR and v == "militias" for f, v, _ in said)


def test_who_claims_what_the_speaker_lays_at_another_s_door_is_the_adopter():
    reading = read(
        "A bomb killed 20 people in a market in Sadr City on Monday. An analyst said that the militias carried out the attack and that "
        "ISIS only adopted the attack."
    )
    facets = {(a.facet, a.value) for s in reading.statements for a in s.asserts}
    assert (Facet.ADOPTER, "ISIS") in facets


@pytest.mark.usefixtures("rules_alone")
def test_other_languages_are_named_not_guessed():
    reading = read("قتل ثلاثون شخصا في انفجار في سوق", language="ar")
    assert not reading.statements
    assert [i.code for i in reading.issues] == ["language_not_analysed"]


def test_a_report_without_an_attack_is_fine():
    reading = read("The ministers met in Madrid on Tuesday and discussed fishing quotas.")
    assert [i.code for i in reading.issues] == ["no_attack"]
    assert not reading.drafts


def test_no_doubt_is_no_denial():
    reading = read(
        "A bomb killed five people in Madrid on Tuesday. The interior minister said there was no doubt that ETA was responsible for the attack."
    )
    said = [a for s in reading.statements for a in s.asserts if a.facet is Facet.PERPETRATOR]
    assert [a.value for a in said] == ["ETA"]
    assert said[0].polarity is Polarity.AFFIRMED


def test_a_letter_speaks_for_whom_it_names():
    reading = read(
        "A bomb killed five people in Madrid on Tuesday. A letter in the name of the Red Brigades claimed responsibility for the bombing."
    )
    assert only(reading, "claim").speaker.name == "Red Brigades"


def test_a_group_s_own_fighters_are_the_group():
    reading = read(
        "Gunmen stormed a hotel in Kabul on Monday. The militant group Al-Shabaab said that its fighters carried out the attack."
    )
    claim = only(reading, "claim")
    assert claim.speaker.name == "Al-Shabaab"
    assert "Al-Shabaab" in values(claim, Facet.PERPETRATOR)


def test_a_state_can_be_blamed_like_anybody():
    reading = read(
        "A bomb killed five people in Kabul on Tuesday. An opposition politician blamed the state for the attack."
    )
    assert values(only(reading, "accuse"), Facet.PERPETRATOR) == ["state"]


def test_every_group_of_a_list_is_named():
    reading = read(
        "A bomb killed five people in Kabul on Tuesday. The police said the Taliban, the Islamic State or Boko Haram could have carried out the bombing."
    )
    named = {v for s in reading.statements for v in values(s, Facet.PERPETRATOR)}
    assert named == {"Taliban", "Islamic State", "Boko Haram"}


def test_the_last_word_of_a_name_is_not_the_state():
    reading = read(
        "A bomb killed five people in Baghdad on Tuesday. An opposition politician blamed the Islamic State for the attack."
    )
    assert values(only(reading, "accuse"), Facet.PERPETRATOR) == ["Islamic State"]


def test_blame_for_a_failure_is_no_accusation_of_the_deed():
    reading = read(
        "A bomb killed five people in Baghdad on Tuesday. Critics blamed the authorities for the failure to prevent the attack."
    )
    assert not [a for s in reading.statements for a in s.asserts if a.facet is Facet.PERPETRATOR]


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("The Taliban wants to wreck the vote, the analyst said.", "Taliban"),
        ("The real objective of tying the blasts to the Taliban is to wreck the vote, the analyst said.", None),
        ("Attributing the blast to the Taliban seeks to save the government, the analyst said.", None),
    ],
)
def test_whom_an_attack_is_put_down_to_is_not_thereby_given_its_motive(sentence: str, about: str | None):
    reading = read("A bomb killed five people in Kabul on Tuesday. The Taliban claimed responsibility. " + sentence)
    motives = {a.about for s in reading.statements for a in s.asserts if a.facet is Facet.MOTIVE}
    assert motives == {about}


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize(
    ("title", "status", "modality"),
    [
        ("Islamic State accused of carrying out Kabul bombing", Status.ACCUSED, Modality.ASSERTED),
        ("Did Islamic State carry out Kabul bombing?", Status.POSSIBLE, Modality.QUESTION),
        ("Islamic State bombing kills five in Kabul", Status.FACT, Modality.ASSERTED),
    ],
)
def test_a_title_apart_from_the_text_is_weighed_by_its_own_words(title: str, status: Status, modality: Modality):
    reading = read("A bomb killed five people in Kabul on Tuesday.", title=title)
    (own,) = [s for s in reading.statements if not s.content.spans]
    assert values(own, Facet.PERPETRATOR) == ["Islamic State"]
    assert (own.status, own.modality) == (status, modality)

"""Who is given which words: nested, by pronoun or role, in several pieces, in and out of quotation marks. All texts are our own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import only, read, values

from rashomon.extract.lexicon import attitudes
from rashomon.model import Act, Facet, Modality, Mode, Polarity, Reading, Statement, Status

OPENING = "A bomb killed five people in Kabul on Tuesday. "


def by_cue(reading: Reading, cue: str) -> Statement:
    found = [s for s in reading.statements if s.cue and s.cue.text == cue]
    assert len(found) == 1, [(s.cue and s.cue.text, s.content.text) for s in reading.statements]
    return found[0]


def pieces(statement: Statement) -> list[str]:
    return [span.text for span in statement.content.spans]


# nesting


def test_each_voice_on_the_way_makes_it_one_step_deeper():
    reading = read(
        "Police sources told Reuters that a minister had said that the Taliban had announced that its fighters bombed the hotel in Kabul."
    )
    told, said, announced = by_cue(reading, "told"), by_cue(reading, "had said"), by_cue(reading, "had announced")
    assert [s.hearsay_depth for s in (told, said, announced)] == [1, 2, 3]
    assert [via.text for via in told.via] == ["Reuters"]
    assert [via.text for via in said.via] == ["Police sources"]
    assert {via.text for via in announced.via} == {"Police sources", "a minister"}
    assert announced.speaker.name == "Taliban"
    assert pieces(announced) == ["its fighters bombed the hotel in Kabul"]


def test_according_to_inside_what_somebody_said():
    reading = read("A police officer said that, according to witnesses, three men planted the bomb in Kabul.")
    assert by_cue(reading, "according to").hearsay_depth == 2


def test_a_stance_is_no_step():
    reading = read(OPENING + "The minister criticized the claim that the Taliban planted the bomb.")
    assert {s.hearsay_depth for s in reading.statements if s.cue} == {1}


# speakers


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("The spokesman said that three men fled.", "said"),
        ("He added that three men fled.", "added"),
        ("Three men fled, he said.", "said"),
        ("Three men fled, according to the spokesman.", "according to"),
        ('"Three men fled," the spokesman said.', "said"),
    ],
)
def test_a_role_or_a_pronoun_stands_for_who_was_named(words: str, cue: str):
    reading = read(OPENING + "Interior Ministry spokesman John Doe condemned the attack. " + words)
    statement = by_cue(reading, cue)
    assert statement.speaker.name == "John Doe"
    assert "hree men fled" in statement.content.text


def test_a_relative_pronoun_speaks_for_whom_it_stands_for():
    reading = read(
        OPENING + "Interior Minister John Doe, who blamed the Taliban for the bombing, said that the hunt goes on."
    )
    blamed = by_cue(reading, "blamed")
    assert (blamed.speaker.text, blamed.speaker.name) == ("who", "John Doe")
    assert by_cue(reading, "said").speaker.text == "Interior Minister John Doe"


def test_a_pronoun_that_stands_for_nobody_named_keeps_its_words():
    statement = by_cue(read("It was a bomb, he said. The hotel in Kabul was attacked on Tuesday."), "said")
    assert (statement.speaker.text, statement.speaker.name) == ("he", None)


def test_who_goes_on_to_say_more_speaks_for_both():
    reading = read(OPENING + "Interior Minister John Doe said that Jane Roe fled and added that the hunt goes on.")
    assert by_cue(reading, "added").speaker.name == "John Doe"
    assert pieces(by_cue(reading, "said")) == ["Jane Roe fled"]


@pytest.mark.parametrize("mark", [":", " :"])
def test_a_heading_with_a_colon_names_its_speaker(mark: str):
    reading = read(f"Police{mark} Taliban bombed hotel in Kabul\n\n" + OPENING)
    statement = by_cue(reading, ":")
    assert statement.speaker.text == "Police"
    assert pieces(statement) == ["Taliban bombed hotel in Kabul"]


@pytest.mark.parametrize("mark", ["—", "―", "--", "-"])
def test_a_dash_and_a_name_sign_a_quotation(mark: str):
    statement = by_cue(read(f"“We did not plant the bomb.” {mark} John Smith\n\n" + OPENING), mark)
    assert statement.speaker.text == "John Smith"
    assert pieces(statement) == ["We did not plant the bomb."]
    assert statement.act is Act.DENY


# contents


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The bomb, the minister said, was planted by three men.", ["The bomb", "was planted by three men."]),
        ('"The bomb," the minister said, "was planted by three men."', ["The bomb", "was planted by three men."]),
        ('"It was a bomb," the minister said. "Three men planted it."', ["It was a bomb", "Three men planted it."]),
        ("''It was a bomb,'' the minister said. ''Three men planted it.''", ["It was a bomb", "Three men planted it."]),
        ('"It was a bomb. It was big. We saw it," the minister said.', ["It was a bomb. It was big. We saw it"]),
        ("As the minister said, three men planted the bomb.", ["three men planted the bomb."]),
        ("Three men planted the bomb, the minister said.", ["Three men planted the bomb"]),
        ("The minister said that three men planted the bomb, adding that they fled.", ["three men planted the bomb"]),
    ],
)
def test_contents_have_all_their_pieces_and_nothing_else(text: str, contents: list[str]):
    statement = by_cue(read(text), "said")
    assert pieces(statement) == contents
    assert statement.speaker.text == "the minister" or statement.speaker.text == "The minister"


def test_words_after_a_full_stop_are_not_drawn_into_a_quotation():
    reading = read('"It was a bomb." The minister said that three men planted it.')
    assert pieces(by_cue(reading, "said")) == ["three men planted it"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ('"The Taliban did it," the minister said.', Mode.DIRECT),
        ('The minister said that the attack was "the work of the Taliban" and had failed.', Mode.MIXED),
        ("The minister said that the attack was the work of the Taliban.", Mode.INDIRECT),
    ],
)
def test_modes(text: str, mode: Mode):
    assert by_cue(read(text), "said").mode is mode


def test_a_cue_has_its_auxiliaries_and_its_negation():
    reading = read(
        OPENING + "The minister has repeatedly said that three men fled. The police did not confirm that they fled."
    )
    assert by_cue(reading, "has repeatedly said")
    assert by_cue(reading, "did not confirm")


# what never turns into a fact

TAIL = "that the Taliban carried out the bombing in Kabul on Tuesday."


@pytest.mark.parametrize(
    ("head", "modality"),
    [
        ("The minister did not say ", Modality.HYPOTHETICAL),
        ("The minister did not deny ", Modality.HYPOTHETICAL),
        ("No official has said ", Modality.HYPOTHETICAL),
        ("The minister refused to say ", Modality.HYPOTHETICAL),
        ("The minister declined to confirm ", Modality.HYPOTHETICAL),
        ("The minister could not rule out ", Modality.HEDGED),
        ("The minister is worried ", Modality.HEDGED),
        ("The minister is not sure ", None),
    ],
)
def test_what_is_not_said_is_no_accusation(head: str, modality: Modality | None):
    reading = read(head + TAIL)
    told = [s for s in reading.statements if values(s, Facet.PERPETRATOR)]
    assert told
    for s in told:
        assert s.status in (Status.POSSIBLE, Status.ACQUITTED)
        assert modality is None or s.modality is modality
    assert all(p.status in (Status.POSSIBLE, Status.ACQUITTED) for d in reading.drafts for p in d.perpetrators)


def test_what_is_hoped_has_not_happened():
    hoped = by_cue(read("The minister hopes " + TAIL), "hopes")
    assert (hoped.modality, hoped.status) == (Modality.HYPOTHETICAL, Status.POSSIBLE)


@pytest.mark.parametrize("head", ["The minister ruled out ", "The minister does not believe ", "The minister doubts "])
def test_what_is_rejected_clears(head: str):
    reading = read(head + TAIL)
    said = [a for s in reading.statements for a in s.asserts if a.facet is Facet.PERPETRATOR]
    assert said
    assert all(a.polarity is Polarity.NEGATED for a in said)


def test_a_conviction_belongs_to_who_holds_it():
    accusation = only(read("The minister is convinced " + TAIL), "accuse")
    assert accusation.speaker.text == "The minister"
    assert accusation.cue.text == "is convinced"


STANCES = sorted(form for form, (_, kind) in attitudes().verbs.items() if kind in ("stance", "wish"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(STANCES), st.sampled_from(["the bombing in Kabul by the Taliban", "the Taliban's attack in Kabul"])
)
def test_a_stance_asserts_nothing_and_is_about_no_attack(verb: str, what: str):
    reading = read(f"The minister {verb} {what}.")
    for s in reading.statements:
        if s.cue is not None and s.cue.text.endswith(verb):
            assert (s.act, s.asserts, s.incidents) == (Act.REPORT, (), ())


@pytest.mark.parametrize(
    "verb",
    ["says", "argues", "hopes", "complains", "insists", "knows", "denies", "fears", "is convinced", "is not sure"],
)
def test_names_swapped_is_reading_swapped(verb: str):
    template = (
        OPENING
        + "{a} {verb} that {b} carried out the bombing. {b} criticized the attack of {a} on the barracks in Madrid."
    )

    def shape(a: str, b: str) -> list[tuple[object, ...]]:
        reading = read(template.format(a=a, b=b, verb=verb))
        part = {a: "a", b: "b"}
        return [
            (s.act, s.status, s.modality, s.polarity, s.hearsay_depth, part.get(s.speaker.name) if s.speaker else None,
             s.cue.text if s.cue else None, [(x.facet, part.get(x.value, x.value), x.polarity) for x in s.asserts])
            for s in reading.statements
        ]  # fmt: skip

    assert shape("Boko Haram", "Islamic Jihad") == shape("Islamic Jihad", "Boko Haram")

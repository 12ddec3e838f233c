"""Actors and sources of constructed readings. All persons in these texts are constructed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import (
    Act,
    ActorType,
    Assertion,
    Basis,
    Content,
    DraftIncident,
    Facet,
    IncidentType,
    Modality,
    Mode,
    Participant,
    Place,
    Polarity,
    Reading,
    Report,
    SourceType,
    Speaker,
    Stage,
    Statement,
    Status,
    Via,
)
from rashomon.resolve.actors import resolve_actors
from rashomon.resolve.registry import Registry
from rashomon.resolve.sources import resolve_sources, source_of

REGISTRY = Registry.load()

TEXT = (
    "BAGHDAD - A bomb exploded in a market of Baghdad, the Iraqi police said. Islamic State claimed the attack. "
    "Omar al-Example, a political analyst, said the group could not reach the area. Al-Example blamed Iran and the "
    "militias associated with it. Iraqi officials blamed an armed Shiite faction in Iraq."
)


def report(text: str = TEXT, **more: object) -> Report:
    fields: dict[str, object] = {"id": "r1", "text": text, "sha256": "0" * 64, "origin": "-", "published": "2021-07-22"}
    return Report(**{**fields, **more})  # type: ignore[arg-type]


def speaker(words: str, text: str = TEXT, **more: object) -> Speaker:
    start = text.find(words)
    place = {"start": start, "end": start + len(words)} if start >= 0 else {"start": 0, "end": len(words)}
    return Speaker(**{"text": words, **place, **more})  # type: ignore[arg-type]


OUTLET = Speaker(text=None, start=None, end=None, role="outlet")


def asserts(facet: Facet, value: str, text: str = TEXT, **more: object) -> Assertion:
    start = text.find(value)
    span = (start, start + len(value)) if start >= 0 else (None, None)
    return Assertion(facet=facet, value=value, text=value, start=span[0], end=span[1], **more)  # type: ignore[arg-type]


def statement(number: int, who: Speaker | None, *facets: Assertion, act: Act = Act.REPORT, **more: object) -> Statement:
    fields: dict[str, object] = {
        "id": f"s{number}",
        "report": "r1",
        "act": act,
        "status": Status.ACCUSED,
        "polarity": Polarity.AFFIRMED,
        "modality": Modality.ASSERTED,
        "mode": Mode.INDIRECT,
        "basis": Basis.UNKNOWN,
        "hearsay_depth": 1,
        "said_on": None,
        "speaker": who,
        "via": (),
        "cue": None,
        "content": Content(text="", spans=()),
        "incidents": (),
        "asserts": facets,
        "extracted_by": "test",
    }
    return Statement(**{**fields, **more})  # type: ignore[arg-type]


def reading(*statements: Statement, drafts: tuple[DraftIncident, ...] = ()) -> Reading:
    return Reading(report="r1", statements=statements, drafts=drafts, unread=(), issues=())


def draft(country: str | None = None, **more: object) -> DraftIncident:
    fields: dict[str, object] = {
        "id": "d1",
        "report": "r1",
        "type": IncidentType.BOMBING,
        "stage": Stage.ACCOMPLISHED,
        "date": None,
        "location": Place(text="there", country=country) if country else None,
        "muc_relevant": True,
    }
    return DraftIncident(**{**fields, **more})  # type: ignore[arg-type]


def person(text: str) -> Participant:
    return Participant(text=text, start=None, end=None)


def resolved(given_reading: Reading, about: Report | None = None) -> Reading:
    source = about or report()
    return resolve_sources(resolve_actors(given_reading, source, REGISTRY), source, REGISTRY)


def actor_of(found: Reading, number: int = 0, at: int = 0) -> str | None:
    return found.statements[number].asserts[at].actor


def who(found: Reading, number: int = 0) -> Speaker:
    speaking = found.statements[number].speaker
    assert speaking is not None
    return speaking


def test_a_surname_joins_its_full_name() -> None:
    found = resolved(
        reading(
            statement(1, speaker("Omar al-Example", name="Omar al-Example", role="a political analyst")),
            statement(2, speaker("Al-Example")),
        )
    )
    assert {who(found, n).actor for n in (0, 1)} == {"person:omar-al-example"}
    assert {who(found, n).source for n in (0, 1)} == {"source:omar-al-example"}
    assert {who(found, n).source_type for n in (0, 1)} == {SourceType.EXPERT}
    assert who(found, 1).name == "Omar al-Example"


def test_a_surname_of_two_people_stays_apart() -> None:
    found = resolved(
        reading(
            statement(1, speaker("Omar al-Example", name="Omar al-Example")),
            statement(2, speaker("Hana al-Example", name="Hana al-Example")),
            statement(3, speaker("Al-Example")),
        )
    )
    assert len({who(found, n).actor for n in (0, 1, 2)}) == 3
    assert who(found, 2).actor == "person:al-example@r1"


def test_the_police_of_the_country_a_report_speaks_of() -> None:
    found = resolved(reading(statement(1, speaker("the Iraqi police")), statement(2, speaker("the police"))))
    assert {who(found, n).actor for n in (0, 1)} == {"iraqi-police"}
    assert who(found).source_type is SourceType.POLICE
    peru = report("LIMA - The police of Peru said that the army killed two people. Peru is at war.", title=None)
    made = resolve_actors(reading(statement(1, speaker("the police"))), peru, REGISTRY)
    assert who(made).actor == "force:pe:police"
    assert {actor.name for actor in made.actors} >= {"police (Peru)", "Peru"}


def test_the_army_of_nowhere_is_nobodys() -> None:
    nowhere = report("The army attacked. Nothing more is known.")
    found = resolve_actors(reading(statement(1, OUTLET, asserts(Facet.PERPETRATOR, "the army"))), nowhere, REGISTRY)
    assert actor_of(found) == "org:army@r1"


def test_the_incidents_country_goes_before_the_reports() -> None:
    blamed = asserts(Facet.PERPETRATOR, "the army")
    found = resolve_actors(
        reading(statement(1, OUTLET, blamed, incidents=("d1",)), drafts=(draft("SV"),)), report(), REGISTRY
    )
    assert actor_of(found) == "salvadoran-army"


def test_two_names_in_one_accusation_become_two() -> None:
    value = "Iran and the militias associated with it"
    found = resolved(reading(statement(1, speaker("Al-Example"), asserts(Facet.PERPETRATOR, value), act=Act.ACCUSE)))
    assert [a.actor for a in found.statements[0].asserts] == ["iran", "iran-backed-militias-iraq"]
    for assertion in found.statements[0].asserts:
        assert assertion.start is not None
        assert TEXT[assertion.start : assertion.end] == assertion.text


@pytest.mark.parametrize(
    "words", ["unidentified gunmen", "militants", "guerrillas", "terrorists", "Palestinian militants", "three men"]
)
def test_those_without_a_name_stay_unnamed(words: str) -> None:
    found = resolve_actors(reading(statement(1, OUTLET, asserts(Facet.PERPETRATOR, words))), report(), REGISTRY)
    assert actor_of(found) == "unnamed:" + words.lower().replace(" ", "-")
    by_id = {actor.id: actor for actor in found.actors}
    assert by_id[str(actor_of(found))].type is ActorType.UNNAMED


def test_capitals_make_no_difference_to_groups_and_the_unnamed() -> None:
    text = "SAN SALVADOR, EL SALVADOR - GUERRILLAS OF THE FMLN ATTACKED THE ARMY. THE SALVADORAN ARMY SAID SO."
    capitals = report(text, published="1989-11-12")
    found = resolve_actors(
        reading(
            statement(1, OUTLET, asserts(Facet.PERPETRATOR, "GUERRILLAS OF THE FMLN", text)),
            statement(2, OUTLET, asserts(Facet.PERPETRATOR, "GUERRILLAS", text)),
            statement(3, speaker("THE SALVADORAN ARMY", text)),
            drafts=(draft(perpetrators=(person("TWO HOODED INDIVIDUALS"),), targets=(person("THE ARMY"),)),),
        ),
        capitals,
        REGISTRY,
    )
    assert [actor_of(found, n) for n in (0, 1)] == ["fmln", "unnamed:guerrillas"]
    assert who(found, 2).actor == "salvadoran-army"
    assert found.drafts[0].perpetrators[0].actor == "unnamed:two-hooded-individuals"
    assert found.drafts[0].targets[0].actor == "salvadoran-army"


def test_one_of_an_umbrella_is_not_the_umbrella() -> None:
    found = resolve_actors(
        reading(
            statement(1, OUTLET, asserts(Facet.AFFILIATION, "an armed Shiite faction", about="Sami Example")),
            statement(2, OUTLET, asserts(Facet.PERPETRATOR, "the militias")),
        ),
        report(),
        REGISTRY,
    )
    assert actor_of(found) == "unnamed:armed-shiite-faction"
    assert found.statements[0].asserts[0].about == "person:sami-example"
    assert actor_of(found, 1) == "iran-backed-militias-iraq"
    by_id = {actor.id: actor for actor in found.actors}
    assert by_id["unnamed:armed-shiite-faction"].parent == "iran-backed-militias-iraq"


def test_the_group_is_the_one_named_before() -> None:
    found = resolve_actors(
        reading(
            statement(1, OUTLET, asserts(Facet.CLAIMANT, "Islamic State"), act=Act.REPORT),
            statement(2, speaker("Al-Example"), asserts(Facet.CAPABILITY, "lacks", about="the group")),
            statement(3, OUTLET, asserts(Facet.AFFILIATION, "Kata'ib Hezbollah")),
        ),
        report(),
        REGISTRY,
    )
    # No words of its own: content begins nowhere, so the speaker's place decides.
    assert found.statements[1].asserts[0].about == "islamic-state"


def test_local_organisations_and_ambiguous_names_stay_apart() -> None:
    plain = report("Somebody attacked. Nobody knows where.")
    found = resolve_actors(
        reading(
            statement(1, OUTLET, asserts(Facet.PERPETRATOR, "Brigade of the Constructed Example")),
            statement(2, OUTLET, asserts(Facet.PERPETRATOR, "Ansar al-Sharia")),
        ),
        plain,
        REGISTRY,
    )
    assert actor_of(found) == "org:brigade-of-the-constructed-example"
    assert actor_of(found, 1) == "org:ansar-al-sharia"
    assert [issue.code for issue in found.issues] == ["ambiguous_actor"]


def test_hops_and_outlets() -> None:
    hop = Via(text="Reuters", start=None, end=None)
    found = resolved(reading(statement(1, OUTLET, via=(hop,))), report(publisher="Press TV"))
    assert found.statements[0].via[0].actor == "reuters"
    assert who(found).actor == "press-tv"
    assert who(found).source_type is SourceType.STATE_MEDIA
    assert found.sources[0].stake == "belongs to Iran"
    unnamed = resolved(reading(statement(1, OUTLET)))
    assert (unnamed.sources[0].id, unnamed.sources[0].name) == ("source:outlet@r1", "unnamed outlet")


def test_who_publishes_decides_the_outlets_type() -> None:
    local = report(publisher="Constructed Institute of Studies")
    assert source_of(OUTLET, local, REGISTRY).type is SourceType.EXPERT
    said = report(publisher="Constructed Daily", publisher_type=SourceType.STATE_MEDIA)
    assert source_of(OUTLET, said, REGISTRY).type is SourceType.STATE_MEDIA
    assert source_of(OUTLET, report(publisher="Constructed Daily"), REGISTRY).type is SourceType.MEDIA


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        ("a doctor at the hospital", {}, SourceType.MEDICAL),
        ("witnesses", {}, SourceType.WITNESS),
        ("residents of the district", {}, SourceType.WITNESS),
        ("a security source", {"anonymous": True}, SourceType.SECURITY_FORCES),
        ("intelligence officials", {"anonymous": True}, SourceType.INTELLIGENCE_LEAK),
        ("an investigating judge", {}, SourceType.COURT),
        ("the commission of inquiry", {}, SourceType.COMMISSION),
        ("a government spokesman", {}, SourceType.GOVERNMENT),
        ("a human rights group", {}, SourceType.NGO),
        ("somebody", {}, SourceType.UNKNOWN),
        ("Sami Example", {"name": "Sami Example", "role": "the former president"}, SourceType.POLITICAL_ACTOR),
        ("Sami Example", {"name": "Sami Example", "role": "a former army general"}, SourceType.EXPERT),
        ("Sami Example", {"name": "Sami Example", "role": "president"}, SourceType.GOVERNMENT),
        ("Sami Example", {"name": "Sami Example", "role": "a member of parliament"}, SourceType.POLITICAL_ACTOR),
        (
            "Sami Example",
            {"name": "Sami Example", "role": "spokesman", "organization": "Interior Ministry"},
            SourceType.SECURITY_FORCES,
        ),
        ("the Security Media Cell", {}, SourceType.SECURITY_FORCES),
        ("Human Rights Watch", {}, SourceType.NGO),
        ("a police officer", {}, SourceType.POLICE),
    ],
)
def test_kinds_of_sources(words: str, more: dict[str, object], expected: SourceType) -> None:
    found = resolved(reading(statement(1, speaker(words, **more))))
    assert who(found).source_type is expected
    assert found.sources[0].type is expected
    assert found.sources[0].reliability is None


def test_the_nameless_are_known_within_one_report_only() -> None:
    hidden = speaker("a security source", anonymous=True)
    one = resolved(reading(statement(1, hidden)), report())
    two = resolved(reading(statement(1, hidden)), report(id="r2"))
    assert who(one).source != who(two).source
    named = speaker("Omar al-Example", name="Omar al-Example")
    assert (
        who(resolved(reading(statement(1, named)), report())).source
        == who(resolved(reading(statement(1, named)), report(id="r2"))).source
    )


def test_parties_to_the_deed_are_no_neutral_sources() -> None:
    found = resolved(
        reading(
            statement(1, speaker("Islamic State"), asserts(Facet.CLAIMANT, "Islamic State"), act=Act.CLAIM),
            statement(2, speaker("Al-Example"), asserts(Facet.PERPETRATOR, "Iran"), act=Act.ACCUSE),
            statement(3, speaker("Tehran"), act=Act.DENY),
            statement(4, speaker("Tehran"), act=Act.CONDEMN),
        )
    )
    kinds = [who(found, n).source_type for n in range(4)]
    assert kinds == [SourceType.CLAIMANT, SourceType.UNKNOWN, SourceType.ACCUSED, SourceType.GOVERNMENT]
    stakes = {source.actor: source.stake for source in found.sources}
    assert stakes["islamic-state"] == "claims the attack for its own side"
    assert stakes["iran"] == "is itself accused in these reports"


def test_a_backer_has_a_stake() -> None:
    found = resolved(
        reading(
            statement(1, speaker("Al-Example"), asserts(Facet.PERPETRATOR, "Kata'ib Hezbollah"), act=Act.ACCUSE),
            statement(2, speaker("Tehran"), act=Act.DENY),
            statement(3, speaker("the Iraqi police")),
        )
    )
    stakes = {source.actor: source.stake for source in found.sources}
    assert stakes["iran"] == "is reported to back Kata'ib Hezbollah, which is named in these reports"
    assert stakes["iraqi-police"] == "authority of the place of the attack (Iraq)"


def test_twice_is_once() -> None:
    value = "Iran and the militias associated with it"
    told = reading(
        statement(1, speaker("Omar al-Example", name="Omar al-Example", role="a political analyst")),
        statement(2, speaker("Al-Example"), asserts(Facet.PERPETRATOR, value), act=Act.ACCUSE),
        statement(3, OUTLET, asserts(Facet.AFFILIATION, "Interior Ministry", about="Sami Example")),
        statement(4, OUTLET, asserts(Facet.AFFILIATION, "an outlaw group", about="Example")),
        drafts=(draft(perpetrators=(person("unidentified gunmen"),), victims=(person("Hana Example"),)),),
    )
    once = resolved(told)
    assert resolved(once) == once


GROUPS = ("Hamas", "Boko Haram", "Kata'ib Hezbollah", "Shining Path", "Islamic State", "Taliban", "ETA")


@settings(max_examples=40, deadline=None)
@given(
    first=st.sampled_from(GROUPS),
    second=st.sampled_from(GROUPS),
    act=st.sampled_from([Act.CLAIM, Act.DENY, Act.ACCUSE, Act.CONDEMN]),
)
def test_swapping_two_groups_swaps_the_resolution_only(first: str, second: str, act: Act) -> None:
    """States and movements, whatever their colour, by the same rules."""
    text = "{0} and others. An attack was claimed by {0} and denied by {1}."

    def told(one: str, other: str) -> Reading:
        words = text.format(one, other)
        return resolved(
            reading(
                statement(1, speaker(one, words), asserts(Facet.PERPETRATOR, one, words), act=act),
                statement(2, speaker(other, words), asserts(Facet.PERPETRATOR, one, words), act=Act.ACCUSE),
            ),
            report(words),
        )

    straight, swapped = told(first, second), told(second, first)
    ids = {name: REGISTRY.find(name).actor.id for name in (first, second)}  # type: ignore[union-attr]
    assert [actor_of(straight, n) for n in (0, 1)] == [ids[first]] * 2
    assert [actor_of(swapped, n) for n in (0, 1)] == [ids[second]] * 2
    assert [who(straight, n).source_type for n in (0, 1)] == [who(swapped, n).source_type for n in (0, 1)]


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.text(max_size=30), min_size=1, max_size=4), capital=st.booleans())
def test_any_words_give_known_actors_and_nothing_else_changes(words: list[str], capital: bool) -> None:
    names = [word.upper() if capital else word for word in words]
    told = reading(
        *(
            statement(n, speaker(name or "x", name=name or None), asserts(Facet.PERPETRATOR, name))
            for n, name in enumerate(names)
        ),
        drafts=(
            draft(perpetrators=tuple(person(name) for name in names), targets=tuple(person(name) for name in names)),
        ),
    )
    found = resolved(told)
    ids = {actor.id for actor in found.actors}
    for assertion in (a for s in found.statements for a in s.asserts):
        assert assertion.actor is None or assertion.actor in ids
    for participant in (*found.drafts[0].perpetrators, *found.drafts[0].targets):
        assert participant.actor is None or participant.actor in ids
    assert {who(found, n).source for n in range(len(names))} == {source.id for source in found.sources}
    assert replace(found, statements=(), drafts=(), actors=(), sources=(), issues=()) == replace(
        told, statements=(), drafts=(), issues=()
    )
    assert [actor.id for actor in found.actors] == sorted(ids)


def test_a_report_explains_its_own_abbreviations() -> None:
    text = "The Constructed Example Movement (CEM) said so. CEM spokesmen in Lima denied it. The ELN [Example List of Names] did too."
    found = resolve_actors(
        reading(
            statement(1, OUTLET, asserts(Facet.PERPETRATOR, "CEM", text)),
            statement(2, OUTLET, asserts(Facet.PERPETRATOR, "Constructed Example Movement", text)),
        ),
        report(text),
        REGISTRY,
    )
    assert {actor_of(found, n) for n in (0, 1)} == {"org:constructed-example-movement"}

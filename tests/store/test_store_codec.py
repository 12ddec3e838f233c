"""Records come back exactly as they were, types included."""

import dataclasses
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon import model
from rashomon.model import Actor, ActorType, Brief, Decision, Incident, Range, Reading, Report, SourceType, Statement
from rashomon.store.codec import Undecodable, decode, encode, pack, unpack

NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=True))
TEXTS = st.text(max_size=8)
# A field annotated float holds ints as often as not (counts), and both have to come back as what they were.
st.register_type_strategy(Range, st.builds(Range, *[st.none() | NUMBERS] * 3))
KINDS = [
    kind
    for name in model.__all__
    if dataclasses.is_dataclass(kind := getattr(model, name)) and kind not in (Brief, Incident, Reading)
]


def exactly(one: object, other: object) -> bool:
    """Equality that tells 30 from 30.0 and a tuple from a list."""
    if type(one) is not type(other):
        return False
    if dataclasses.is_dataclass(one):
        return all(exactly(getattr(one, f.name), getattr(other, f.name)) for f in dataclasses.fields(one))
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(exactly, one, other))
    return repr(one) == repr(other) if isinstance(one, float) else one == other


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_record_of_the_model_survives(kind: type) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_type(kind))
    def survives(record: object) -> None:
        assert exactly(decode(kind, encode(record)), record)

    survives()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.builds(
        Reading,
        statements=st.lists(st.from_type(Statement), max_size=2).map(tuple),
        drafts=st.lists(st.from_type(model.DraftIncident), max_size=1).map(tuple),
        actors=st.lists(st.from_type(Actor), max_size=2).map(tuple),
    )
)
def test_whole_readings_survive(reading: Reading) -> None:
    assert exactly(decode(Reading, unpack(pack(encode(reading)))), reading)


@pytest.mark.parametrize("kind", [Brief, Incident, Reading])
def test_the_largest_records_can_be_read(kind: type) -> None:
    with pytest.raises(Undecodable):
        decode(kind, b'{"surplus": 1}')


def test_an_integer_stays_an_integer() -> None:
    assert exactly(decode(Range, encode(Range(30, None, 35.0))), Range(30, None, 35.0))


@dataclasses.dataclass(frozen=True)
class Weighed:
    """A record with a number as its default, which the model has none of so far."""

    weight: float = 0.0
    sure: bool = False


@pytest.mark.parametrize("weight", [0.0, 0, False, -0.0, 1])
def test_a_default_is_left_out_only_where_it_comes_back(weight: float) -> None:
    for record in (Weighed(weight), Weighed(sure=weight)):  # type: ignore[arg-type]
        assert exactly(decode(Weighed, encode(record)), record)


def test_the_bytes_depend_on_values_and_not_on_identity() -> None:
    built = "".join(["text", "/", "plain"])
    one = Report(id="r", text="", sha256="x", origin="-")
    assert encode(dataclasses.replace(one, media_type=built)) == encode(one)
    assert b"media_type" not in encode(one)


def test_lone_surrogates_survive() -> None:
    report = Report(id="r", text="\ud800 x", sha256="x", origin="caf\udce9.txt")
    assert decode(Report, encode(report)) == report


def test_a_field_added_later_takes_its_default() -> None:
    held = json.loads(encode(Actor(id="a", name="Group A", type=ActorType.GROUP, registered=True)))
    del held["registered"]
    assert decode(Actor, json.dumps(held).encode()) == Actor(id="a", name="Group A", type=ActorType.GROUP)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"id": "a"}',
        b'{"id":"a","name":"n","type":"no such type"}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(Actor, data)


def test_what_is_not_of_the_model_is_not_written() -> None:
    with pytest.raises(TypeError, match="set"):
        encode(Actor(id="a", name="n", type=ActorType.GROUP, identifiers={"x": {1}}))  # type: ignore[dict-item]


def test_a_broken_packing_is_refused() -> None:
    with pytest.raises(Undecodable):
        unpack(b"no such thing")


def test_vocabularies_come_back_as_members() -> None:
    report = Report(id="r", text="", sha256="x", origin="-", publisher_type=SourceType.MEDIA)
    assert decode(Report, encode(report)).publisher_type is SourceType.MEDIA
    assert Decision in KINDS

"""What kind of source speaks, whatever the words of its description look like."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import SourceType, Speaker
from rashomon.resolve import Registry
from rashomon.resolve.sources import source_type

REGISTRY = Registry.load()


@given(st.text(alphabet="(,.)'’ -abM", min_size=1, max_size=20))
def test_a_person_described_by_any_words_has_a_type(text: str):
    speaker = Speaker(text=text, start=0, end=len(text), actor="person:john-smith", name=text)
    assert isinstance(source_type(speaker, REGISTRY), SourceType)


def test_a_bracket_before_a_name_is_no_role():
    speaker = Speaker(text="(John Smith", start=0, end=11, actor="person:john-smith", name="John Smith")
    assert source_type(speaker, REGISTRY) is SourceType.UNKNOWN

from __future__ import annotations

import json
import random
from dataclasses import replace

import jsonschema
import pytest
from constructed_brief import REPORTS, constructed, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.brief import brief_schema, extract_line, extract_schema, render_html, render_json, share
from rashomon.brief.schema import committed, schema_bytes
from rashomon.model import Brief, Range

TOP = ["schema", "version", "as_of", "reports", "sources", "actors", "statements", "incidents", "unread", "issues"]
INCIDENT = """id label type stage tactic weapon target links victims suspects place when toll accounts claims contradictions
findings hypotheses assessment"""
STATEMENT = """id report act status polarity modality mode basis hearsay_depth said_on speaker via cue content incidents asserts
extracted_by reviewed_by"""
ASSESSMENT = """leader undetermined confidence confidence_reasons n_statements n_origins contributions flip_set would_help_most
limitations"""


def written(brief: Brief) -> dict[str, object]:
    return json.loads(render_json(brief))  # type: ignore[no-any-return]


def test_the_public_format_has_every_key() -> None:
    found = json.loads(render_json(constructed()))
    assert list(found)[: len(TOP)] == TOP
    assert found["schema"] == "rashomon.brief/1"
    incident = found["incidents"][0]
    assert set(INCIDENT.split()) <= set(incident)
    assert set(ASSESSMENT.split()) <= set(incident["assessment"])
    assert all(set(STATEMENT.split()) <= set(each) for each in found["statements"])
    assert {"text", "name", "lat", "lon", "radius_m", "precision", "gazetteer_id", "alternatives"} <= set(
        incident["place"]
    )
    assert {"low", "best", "high"} == set(incident["toll"][0]["killed"])
    assert {"id", "name", "type", "reliability", "reliability_by", "stake"} <= set(found["sources"][0])
    assert {"test", "actor", "against", "log10_lr", "basis", "data", "n", "null_model"} <= set(incident["findings"][0])


def test_the_public_format_validates_and_a_broken_one_does_not() -> None:
    found = json.loads(render_json(constructed()))
    jsonschema.Draft202012Validator.check_schema(brief_schema())
    jsonschema.validate(found, brief_schema())
    found["statements"][0]["act"] = "boasts"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, brief_schema())


def test_a_missing_key_does_not_validate() -> None:
    found = json.loads(render_json(constructed()))
    del found["statements"][0]["reviewed_by"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, brief_schema())


def test_an_extract_line_validates() -> None:
    line = json.loads(json.dumps(extract_line(REPORTS[0], reading()), allow_nan=False))
    jsonschema.validate(line, extract_schema())
    assert line["incidents"][0]["perpetrators"][0]["kind"] == "individual"
    assert line["incidents"][0]["toll"][0]["injured"] == {"low": None, "best": None, "high": None}


@pytest.mark.parametrize(("name", "schema"), [("brief", brief_schema), ("extract", extract_schema)])
def test_the_committed_schema_is_what_the_code_generates(name: str, schema: object) -> None:
    assert committed(name) == schema_bytes(schema())  # type: ignore[operator]


def test_offsets_point_at_the_very_words() -> None:
    found = json.loads(render_json(constructed()))
    texts = {report["id"]: report["text"] for report in found["reports"]}
    for statement in found["statements"]:
        text = texts[statement["report"]]
        for span in (*statement["content"]["spans"], *statement["asserts"], statement["cue"], statement["speaker"]):
            if span and span["start"] is not None:
                assert text[span["start"] : span["end"]] == span["text"]


def test_copies_share_the_origin_of_their_parent_and_citations_do_not() -> None:
    origin = {report["id"]: report["origin"] for report in json.loads(render_json(constructed()))["reports"]}
    assert origin == {"rwire": "rwire", "rstate": "rwire", "ranalysis": "ranalysis", "rarabic": "rarabic"}


def test_what_is_no_number_is_null() -> None:
    brief = constructed()
    incident = brief.incidents[0]
    broken = replace(incident.toll[0], killed=Range(float("nan"), None, float("inf")))
    found = json.loads(render_json(replace(brief, incidents=(replace(incident, toll=(broken,)),))))
    assert found["incidents"][0]["toll"][0]["killed"] == {"low": None, "best": None, "high": None}


def test_an_unknown_place_and_time_are_objects_of_nulls() -> None:
    brief = constructed()
    bare = replace(brief.incidents[0], place=None, when=None, assessment=None)
    found = json.loads(render_json(replace(brief, incidents=(bare,))))
    jsonschema.validate(found, brief_schema())
    assert found["incidents"][0]["place"]["name"] is None
    assert found["incidents"][0]["when"]["basis"] == "unknown"


def test_an_empty_brief_is_written_and_validates() -> None:
    empty = Brief(
        version="0", as_of=None, reports=(), sources=(), actors=(), statements=(), incidents=(), unread=(), issues=()
    )
    jsonschema.validate(written(empty), brief_schema())
    assert "No attack" in render_html(empty)
    assert share(empty) == empty


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_came_in_never_matters(rng: random.Random) -> None:
    brief = constructed()
    names = ("reports", "sources", "actors", "statements", "incidents", "unread", "issues", "lineage")
    mixed = replace(
        brief, **{name: tuple(rng.sample(getattr(brief, name), len(getattr(brief, name)))) for name in names}
    )
    assert render_json(mixed) == render_json(brief)
    assert render_html(mixed) == render_html(brief)

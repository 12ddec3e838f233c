"""The models under the role judgement: hashed linear models and trees, and their files."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import WeightsError
from rashomon.extract.roles.hashed import Hashed, bucket, buckets_of
from rashomon.extract.roles.trees import Trees, from_dump
from rashomon.extract.roles.weights import SHIPPED, read_weights, write_weights

BUCKETS = 64


def linear(classes: int = 3, seed: int = 0) -> Hashed:
    rng = np.random.default_rng(seed)
    return Hashed(rng.normal(size=(BUCKETS, classes)).astype(np.float16), rng.normal(size=classes))


@given(st.lists(st.lists(st.text(max_size=6), max_size=8), max_size=5))
def test_probabilities_sum_to_one_and_forget_order_and_repetition(items):
    model = linear()
    rows = [buckets_of(features, BUCKETS) for features in items]
    found = model.probabilities(rows)
    assert found.shape == (len(items), 3)
    assert np.allclose(found.sum(axis=1), 1)
    again = model.probabilities([buckets_of([*reversed(features), *features], BUCKETS) for features in items])
    assert np.array_equal(found, again)


def test_an_item_is_the_softmax_of_its_features_weights():
    model = linear()
    rows = [bucket("w=bomb", BUCKETS), bucket("d=dobj", BUCKETS)]
    z = model.weights[sorted(set(rows))].astype(float).sum(axis=0) + model.bias
    assert np.allclose(model.probabilities([sorted(set(rows))])[0], np.exp(z) / np.exp(z).sum())


def test_rarity_weighs_features_and_length_does_not_count():
    weights = np.zeros((BUCKETS, 2), dtype=np.float16)
    weights[3, 1] = 4
    idf = np.ones(BUCKETS, dtype=np.float16)
    model = Hashed(weights, np.zeros(2), idf)
    alone, among = model.probabilities([[3], [3, 4, 5, 6]])[:, 1]
    assert alone == pytest.approx(1 / (1 + np.exp(-4)))
    assert among == pytest.approx(1 / (1 + np.exp(-2)))


DUMP = {
    "tree_info": [
        {
            "tree_structure": {
                "split_feature": 1, "threshold": 0.5, "decision_type": "<=",
                "left_child": {"leaf_value": -1.0},
                "right_child": {
                    "split_feature": 0, "threshold": 2.0, "decision_type": "<=",
                    "left_child": {"leaf_value": 0.25}, "right_child": {"leaf_value": 3.0},
                },
            }
        },
        {"tree_structure": {"leaf_value": 0.5}},
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "sum_"), [((0, 0), -0.5), ((0, 1), 0.75), ((2.0, 1), 0.75), ((2.1, 0.6), 3.5), ((9, 0.5), -0.5)]
)
def test_trees_answer_as_they_are_drawn(row, sum_):
    assert from_dump(DUMP).probabilities(np.array([row], dtype=float))[0] == pytest.approx(1 / (1 + np.exp(-sum_)))


def test_a_kind_of_split_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="=="):
        from_dump({"tree_info": [{"tree_structure": {"split_feature": 0, "threshold": "1||2", "decision_type": "=="}}]})


def test_trees_agree_with_the_library_that_grew_them():
    lightgbm = pytest.importorskip("lightgbm", reason="needs the extra 'train'")
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(400, 6)).astype(np.float32).astype(float)
    labels = (rows[:, 0] * rows[:, 3] > 0.2).astype(int)
    settings = {"objective": "binary", "verbose": -1, "num_threads": 1, "use_missing": False}
    booster = lightgbm.train(settings, lightgbm.Dataset(rows, labels), 30)
    assert np.allclose(from_dump(booster.dump_model()).probabilities(rows), booster.predict(rows), atol=1e-9)


def test_no_rows_no_answers():
    assert from_dump(DUMP).probabilities(np.zeros((0, 2))).shape == (0,)


@pytest.fixture
def copy(tmp_path):
    for name in ("roles.npz", "roles.json"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path


def test_the_shipped_weights_survive_writing_and_reading(tmp_path):
    models = read_weights()
    made = json.loads((SHIPPED / "roles.json").read_text("utf-8"))["made"]
    write_weights(models, tmp_path, made)
    assert (tmp_path / "roles.npz").read_bytes() == (SHIPPED / "roles.npz").read_bytes()
    assert (tmp_path / "roles.json").read_bytes() == (SHIPPED / "roles.json").read_bytes()


@pytest.mark.parametrize("name", ["roles.npz", "roles.json"])
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(WeightsError, match=str(copy)):
        read_weights(copy)


def test_a_changed_byte_is_noticed(copy):
    data = bytearray((copy / "roles.npz").read_bytes())
    data[len(data) // 2] ^= 1
    (copy / "roles.npz").write_bytes(bytes(data))
    with pytest.raises(WeightsError, match=r"roles\.npz"):
        read_weights(copy)


def test_another_format_is_refused(copy):
    manifest = json.loads((copy / "roles.json").read_text("utf-8"))
    (copy / "roles.json").write_text(json.dumps(manifest | {"format": 99}), "utf-8")
    with pytest.raises(WeightsError, match="99"):
        read_weights(copy)


def test_an_archive_without_its_arrays_is_named(copy):
    import hashlib
    import io

    out = io.BytesIO()
    np.savez(out, nothing=np.zeros(1))
    (copy / "roles.npz").write_bytes(out.getvalue())
    manifest = json.loads((copy / "roles.json").read_text("utf-8"))
    manifest["sha256"] = hashlib.sha256(out.getvalue()).hexdigest()
    (copy / "roles.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(WeightsError, match=r"roles\.npz"):
        read_weights(copy)


def test_trees_keep_their_shape():
    trees = from_dump(DUMP)
    assert isinstance(trees, Trees)
    assert {name: array.shape for name, array in trees.arrays().items()} == dict.fromkeys(trees.arrays(), (2, 5))

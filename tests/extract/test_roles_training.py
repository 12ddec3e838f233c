"""Training the role models on constructed reports of our own: it learns, gives the same bytes again, and names what is wrong."""

import json
from pathlib import Path

import pytest
from reading import rules

pytest.importorskip("lightgbm", reason="needs the extra 'train'")
pytest.importorskip("sklearn", reason="needs the extra 'train'")

from rashomon.errors import UsageError
from rashomon.extract.roles import Judges, read_weights, revise
from rashomon.extract.roles.scoring import score
from rashomon.extract.training.make_roles import make
from rashomon.model import Report

TOWNS = "Lima Cuzco Arequipa Trujillo Piura Tacna Iquitos Puno Ica Huaraz Tarma Juliaca".split()
WEAPONS = ("bomb", "grenade", "mine")
TARGETS = ("bank", "bridge", "church", "hotel")


def attack(k: int) -> dict[str, object]:
    town, weapon, target = TOWNS[k % len(TOWNS)], WEAPONS[k % 3], TARGETS[k % 4]
    text = f"Gunmen threw a {weapon} at the {target} in {town} on Monday. The {weapon} killed a guard and damaged the {target}, police said."
    spans = [
        {
            "start": text.index(word),
            "end": text.index(word) + len(word),
            "role": role,
            "entity": n,
            "types": ["bombing"],
        }
        for n, (word, role) in enumerate(
            [("Gunmen", "individual"), (weapon, "weapon"), (target, "target"), ("guard", "described_victim")]
        )
    ]
    return {"id": f"A{k}", "text": text, "relevant": True, "types": ["bombing"], "spans": spans}


def fair(k: int) -> dict[str, object]:
    town = TOWNS[k % len(TOWNS)]
    text = f"The fair in {town} opened on Monday with music. The mayor said that {30 + k} stalls sold bread and wool to visitors."
    return {"id": f"F{k}", "text": text, "relevant": False, "types": [], "spans": []}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    rows = [row for k in range(30) for row in (attack(k), fair(k))]
    (folder / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


def trained(data: Path, out: Path) -> Path:
    assert make(data, out, rules().by_rules, lambda _: None) == []
    return out


@pytest.mark.slow
def test_it_learns_what_it_is_shown_and_gives_the_same_bytes_again(data: Path, tmp_path: Path) -> None:
    one, other = trained(data, tmp_path / "one"), trained(data, tmp_path / "other")
    assert (one / "roles.npz").read_bytes() == (other / "roles.npz").read_bytes()
    models = read_weights(one)
    told = "Gunmen threw a grenade at the church in Tarma on Friday. The grenade killed a guard, police said."
    for text, relevant in ((told, True), (str(fair(5)["text"]), False)):
        page, statements, drafts = rules().by_rules(Report(id="r", text=text, sha256="", origin="r", language="en"))
        assert (score(page, statements, drafts, models).relevance > 0.5) is relevant
        revised = revise(page, statements, drafts, Judges(models))
        assert any(d.muc_relevant for d in revised) is relevant
        if relevant:
            (draft,) = [d for d in revised if d.muc_relevant]
            assert [w.text for w in draft.weapons] == ["grenade"]
            assert [t.text for t in draft.targets] == ["church"]


def test_a_bad_example_is_named_and_left_out(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    lines = (data / "own.jsonl").read_text("utf-8").splitlines()[:20]
    outside = attack(99) | {"spans": [{"start": 0, "end": 9999, "role": "weapon", "entity": 0}]}
    (folder / "mixed.jsonl").write_text("\n".join([*lines, json.dumps(outside), "{"]) + "\n", "utf-8")
    issues = make(folder, tmp_path / "out", rules().by_rules, lambda _: None)
    assert [(i.code, i.subject.rsplit(":", 1)[1]) for i in issues] == [("bad_example", "21"), ("bad_example", "22")]
    assert read_weights(tmp_path / "out").key


def test_a_single_example_trains_and_an_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    folder = tmp_path / "few"
    folder.mkdir()
    with pytest.raises(UsageError, match="few"):
        make(folder, tmp_path / "out", rules().by_rules, lambda _: None)
    (folder / "one.jsonl").write_text(json.dumps(attack(0)) + "\n", "utf-8")
    assert make(folder, tmp_path / "out", rules().by_rules, lambda _: None) == []

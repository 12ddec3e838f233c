"""The documents say what is so: their examples run, their links lead somewhere, and no code, option or module is missing."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from issue_codes import issue_codes
from markdown_pages import Command, anchors, blocks, codes, commands, links, pages, rows

import rashomon
from rashomon import errors, workspace
from rashomon.brief.columns import COLUMNS
from rashomon.cli.app import app
from rashomon.pipeline import Reader

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(rashomon.__file__).parent
NOT_RUN = {"uv run --group dev pytest"}
"""Commands that are shown and not run: the tests themselves."""

PAGES = pages(ROOT)
RUNNABLE = [p for p in PAGES if any(b.language in ("python", "console") for b in blocks(p.read_text("utf-8")))]


def named(paths: list[Path]) -> list[str]:
    return [p.relative_to(ROOT).as_posix() for p in paths]


@pytest.fixture(scope="module")
def kept_reader() -> Reader:
    """Parser, registry and gazetteer, loaded once for all pages."""
    reader = Reader()
    assert reader.engine.key
    return reader


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_reader: Reader) -> Path:
    """A directory as a reader of the page would have it, with the example."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    known = kept_reader.registry, kept_reader.gazetteer

    def reader(*, progress: Any = None, **asked: Any) -> Reader:
        own = asked.get("endpoint") is not None or asked.get("encoder") is False
        return Reader(*known, None, progress, **asked) if own else Reader(*known, kept_reader.engine, progress)

    monkeypatch.setattr(workspace, "Reader", reader)
    return tmp_path


# examples


@pytest.mark.slow
@pytest.mark.parametrize("page", RUNNABLE, ids=named(RUNNABLE))
def test_examples_of_a_page_run(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {}
    for block in blocks(page.read_text("utf-8")):
        if block.language == "python":
            code = compile("\n" * (block.line - 1) + block.text, str(page), "exec")
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, names)
        elif block.language == "console":
            for command in commands(block):
                run_and_compare(command, names, monkeypatch)


def test_the_first_command_runs_in_a_process_of_its_own(desk: Path) -> None:
    first = next(b for b in blocks((ROOT / "README.md").read_text("utf-8")) if b.language == "console")
    words = arguments(commands(first)[0].words, {})
    assert words is not None
    done = subprocess.run([sys.executable, "-m", "rashomon", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(Path("out", name)) for name in ("brief.html", "brief.json")]
    assert (desk / "out" / "brief.html").stat().st_size > 10_000


def arguments(line: str, names: dict[str, Any]) -> list[str] | None:
    """The arguments of a ``rashomon`` command; ``None`` for a command that is not run."""
    line = line.removeprefix("pip install uv && ").partition(" < ")[0]
    if line in NOT_RUN:
        return None
    line = line.removeprefix("uv run ")
    assert line.startswith("rashomon "), f"neither run nor excepted: {line}"
    words = shlex.split(line)[1:]
    return [re.sub(r"\$(\w+)", lambda m: str(names[m[1]]), word) for word in words]


def run_and_compare(command: Command, names: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    words = arguments(command.words, names)
    if words is None:
        return
    out, status = run(words, command.words.partition(" < ")[2], monkeypatch)
    expected = 0
    for line in command.shown:
        if line.startswith("exit "):
            expected = int(line.split()[1])
        else:
            pattern = ".*".join(re.escape(part) for part in line.split("…"))
            assert re.search(f"^{pattern}$", out, re.MULTILINE), f"{command.words}: no line {line!r} in\n{out[:2000]}"
    assert status == expected, f"{command.words}: exit {status}\n{out[-2000:]}"


def run(words: list[str], stdin: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """``python -m rashomon`` in this process: what it wrote, and its exit code."""
    told = io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(Path(stdin).read_bytes() if stdin else b""))
    with monkeypatch.context() as patch, contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        patch.setattr(sys, "argv", ["rashomon", *words])
        patch.setattr(sys, "stdin", given)
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("rashomon", run_name="__main__", alter_sys=False)
    status = ended.value.code
    assert isinstance(status, int)
    return told.getvalue(), status


def test_readme_has_the_two_commands_and_five_lines() -> None:
    found = blocks((ROOT / "README.md").read_text("utf-8"))
    shown = [c.words for b in found if b.language == "console" for c in commands(b)]
    assert shown == [
        "pip install uv && uv run rashomon brief examples/sadr-city-2021 --out out/",
        "uv run --group dev pytest",
    ]
    python = next(b.text for b in found if b.language == "python")
    assert len([line for line in python.splitlines() if line and "import" not in line]) == 5


def test_what_runs_the_checks_runs_the_readmes_test_command() -> None:
    assert "\nuv run --group dev pytest\n" in (ROOT / ".ci" / "run").read_text("utf-8")


# links


@pytest.mark.parametrize("page", PAGES, ids=named(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{link}: nothing there"
        assert path.is_relative_to(ROOT), f"{link}: outside the repository"
        if anchor:
            assert anchor in anchors(path.read_text("utf-8")), f"{link}: no such heading"


def test_every_page_is_in_the_index() -> None:
    docs = ROOT / "docs"
    named_there = {(docs / link.partition("#")[0]).resolve() for link in links((docs / "README.md").read_text("utf-8"))}
    assert {p.resolve() for p in docs.rglob("*.md")} - named_there == {(docs / "README.md").resolve()}


# reference


def documented_issues() -> dict[str, set[str]]:
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    return {code: set(row["level"].split(", ")) for row in rows(page, "code", "level") for code in codes(row["code"])}


def given_issues() -> dict[str, set[str]]:
    from rashomon.store.raw import RawFiles

    states = set(re.findall(r"``(\w+)``", RawFiles.state.__doc__ or "")) - {"kept"}
    assert states
    return issue_codes(SOURCE, states)


def test_every_issue_code_is_documented_and_no_other() -> None:
    assert documented_issues().keys() == given_issues().keys()


def test_levels_are_as_documented() -> None:
    documented, given = documented_issues(), given_issues()
    assert {code: documented.get(code) for code in given} == given


@pytest.mark.parametrize("name", ["ingest", "events-and-calendar", "workspace"])
def test_other_pages_name_issues_that_exist(name: str) -> None:
    known = documented_issues()
    for row in rows((ROOT / "docs" / "reference" / f"{name}.md").read_text("utf-8"), "code"):
        for code in codes(row["code"]):
            assert code in known
            if "level" in row:
                assert row["level"] in known[code], f"{code}: {row['level']}"


def test_every_exception_is_documented_with_its_code_and_exit() -> None:
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    documented = {codes(r["exception"])[0]: (codes(r["code"])[0], int(r["exit"])) for r in rows(page, "exception")}
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass) if k.__module__ == errors.__name__]
    assert documented == {k.__name__: (k.code, 3 if issubclass(k, errors.NothingReadable) else 2) for k in kinds}
    drawn = re.findall(r"[├└]── (\w+)", page)
    assert drawn == re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    assert set(drawn) | {"RashomonError"} == set(documented)
    assert len({k.code for k in kinds}) == len(kinds)


def leaves(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command that does something, by the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, f"{path}{name} ")
        else:
            yield path + name, command


def test_command_line_page_names_every_option_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
    known = dict(leaves(typer.main.get_command(app)))
    for name, command in known.items():
        part = re.split(r"^## ", page.partition(f"## rashomon {name}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
        documented = {codes(row["option"])[0].split()[0] for row in rows(part, "option")}
        real = {option for p in command.params if hasattr(p, "opts") for option in p.opts if option.startswith("--")}
        assert documented == real - {"--help"}, name
    assert set(known) == set(re.findall(r"^## rashomon ([\w ]+)$", page, re.MULTILINE))


def test_python_page_names_what_is_public() -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    mentioned = set(re.findall(r"\b\w+\b", " ".join(codes(prose))))
    for kind in (workspace.Workspace, workspace.BriefDocument, workspace.Added):
        public = {n for n in (*vars(kind), *getattr(kind, "__annotations__", {})) if not n.startswith("_")}
        assert public <= mentioned, f"{kind.__name__}: {sorted(public - mentioned)}"
    assert set(COLUMNS) <= set(re.findall(r'"(\w+)"', page))


# architecture


def test_architecture_names_every_module_and_no_other() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    tree = next(b.text for b in blocks(page) if b.text.startswith("src/rashomon/"))
    drawn: dict[str, set[str]] = {}
    package = ""
    for line in tree.splitlines()[1:]:
        indent, left = len(line) - len(line.lstrip()), re.split(r"\s{2,}", line.strip())[0]
        if indent == 2:
            package = left
            drawn[package] = set()
        elif indent == 4:
            drawn[package] |= set(left.split())
    real: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        where = path.relative_to(SOURCE).parts
        if len(where) == 1 and not path.stem.startswith("__"):
            real.setdefault(path.name, set())
        elif len(where) > 1:
            inside = real.setdefault(f"{where[0]}/", set())
            if len(where) > 2:
                inside.add(f"{where[1]}/")
            elif not path.stem.startswith("__"):
                inside.add(path.stem)
    data = {name: {m for m in inside if not is_data(name, m)} for name, inside in drawn.items()}
    assert data == real


def is_data(package: str, name: str) -> bool:
    """A folder without code, which the tree may name."""
    folder = SOURCE / package / name
    return name.endswith("/") and folder.is_dir() and not list(folder.rglob("*.py"))


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md", "docs/models/truecase.md"])
def test_paths_that_a_page_names_exist(name: str) -> None:
    text = re.sub(r"^```.*?^```$", "", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for path in codes(text):
        if re.fullmatch(r"(?:src|tests|docs|evals|benchmarks|examples)/[\w./-]*", path):
            assert (ROOT / path).exists(), path
        elif re.fullmatch(r"[a-z_]+/[\w./]+\.\w+", path):
            assert (SOURCE / path).exists() or (ROOT / path).exists(), path


# the repository


def tracked() -> list[Path]:
    """Every file that belongs to the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("no git checkout: no list of files")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [p for p in paths if p.is_file()]


def texts() -> list[Path]:
    """Every text file that belongs to the repository."""
    return [p for p in tracked() if b"\0" not in p.read_bytes()[:4096]]


def test_no_data_file_is_kept_out_of_the_package() -> None:
    # a wheel holds what git does not ignore
    there = {p for p in SOURCE.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert there - set(tracked()) == set()


def test_no_file_names_a_path_of_some_machine() -> None:
    machine = re.compile(r"(?<![\w.~-])(?:/(?:work|root|home|Users)/\w|[A-Z]:\\Users)")
    found = [
        f"{path.relative_to(ROOT)}:{n}"
        for path in texts()
        if path != Path(__file__)
        for n, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if machine.search(line)
    ]
    assert not found


def test_model_card_counts_the_list() -> None:
    card = (ROOT / "docs" / "models" / "truecase.md").read_text("utf-8")
    words = [w for w in (SOURCE / "extract" / "data" / "case.txt").read_text("utf-8").splitlines() if w[:1] != "#"]
    capitals = sum(w[0].isupper() for w in words)
    assert [f"{n:,}" for n in (len(words), len(words) - capitals, capitals)] == re.findall(r"\b[\d,]+\b", card)[:3]


def test_changelog_and_metadata_agree() -> None:
    assert rashomon.__version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{rashomon.__version__}"' in project
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")[:200]
    assert (SOURCE / "py.typed").is_file()


def test_docstrings_send_readers_to_pages_that_exist() -> None:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for page in re.findall(r"docs/[\w/-]+\.md", node.value):
                    assert (ROOT / page).exists(), f"{path.name}: {page}"

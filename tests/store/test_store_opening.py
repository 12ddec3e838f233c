"""A workspace is created, recognised, migrated, or refused with its reason, and then left as it was."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from store_samples import TOOL, WHEN, a_report

from rashomon.errors import WorkspaceDamaged, WorkspaceError, WorkspaceTooNew
from rashomon.store import Store
from rashomon.store.health import HEAD, examine


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    directory = tmp_path / "deep" / "down with spaces, ? and #"
    with Store.open(directory) as store, store.batch():
        for number in range(60):
            report, raw = a_report(f"Report {number}. " + os.urandom(400).hex())
            store.add_report(report, raw=raw, captured_at=WHEN, by=TOOL)
    return directory


def layout(path: Path) -> list[tuple[str, ...]]:
    """Every table, index and trigger, whatever the white space of its SQL."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2"
    ).fetchall()
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    owner = connection.execute("PRAGMA application_id").fetchone()
    connection.close()
    return [*(tuple(" ".join(str(cell).split()) for cell in row) for row in rows), *revision, owner]


def refused(directory: Path) -> str:
    """What opening says; nothing in the directory may have changed."""
    before = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    with pytest.raises(WorkspaceError) as caught:
        Store.open(directory)
    left = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    assert {path: data for path, data in left.items() if not path.name.endswith(("-shm", "-wal"))} == before
    assert str(directory) in str(caught.value)
    return caught.value.code


def test_migrations_and_tables_agree(workspace: Path) -> None:
    with Store.temporary() as store:
        assert layout(store.directory / "workspace.sqlite") == layout(workspace / "workspace.sqlite")


def test_the_newest_migration_is_the_head() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "rashomon.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_opening_again_finds_everything(workspace: Path) -> None:
    assert examine(workspace / "workspace.sqlite") == HEAD
    with Store.open(workspace) as store:
        assert len(list(store.reports())) == 60
        assert store.verify_custody() == []
    assert [path.name for path in workspace.iterdir() if path.is_file()] == ["workspace.sqlite"]


def test_opening_what_is_up_to_date_needs_no_migration_tool(workspace: Path) -> None:
    code = "import sys; from rashomon.store import Store; Store.open(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, str(workspace)], check=False).returncode == 0


def test_importing_the_package_loads_no_database() -> None:
    code = "import sys, rashomon.store; sys.exit('sqlalchemy' in sys.modules or 'sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_later_version_is_refused(workspace: Path) -> None:
    connection = sqlite3.connect(workspace / "workspace.sqlite")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert refused(workspace) == WorkspaceTooNew.code


@pytest.mark.parametrize("keep", [1, 100, 5000, 0.5, 0.99])
def test_a_cut_off_database_is_damaged(workspace: Path, keep: float) -> None:
    path = workspace / "workspace.sqlite"
    size = path.stat().st_size
    os.truncate(path, int(keep if keep >= 1 else keep * size))
    assert refused(workspace) == WorkspaceDamaged.code


def test_a_database_cut_off_to_nothing_is_damaged(workspace: Path) -> None:
    os.truncate(workspace / "workspace.sqlite", 0)
    assert refused(workspace) == WorkspaceDamaged.code


@pytest.mark.parametrize("at", [0, 20, 4096, 3 * 4096])
def test_garbage_is_damage(workspace: Path, at: int) -> None:
    with (workspace / "workspace.sqlite").open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * 2048)
    assert refused(workspace) == WorkspaceDamaged.code


def test_text_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "workspace.sqlite").write_text("no database at all, but longer than a hundred bytes" * 9)
    assert refused(tmp_path) == WorkspaceDamaged.code


def test_a_directory_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "workspace.sqlite").mkdir()
    assert refused(tmp_path) == WorkspaceError.code


@pytest.mark.parametrize("owner", [0, 7])
def test_another_programs_database_is_left_alone(tmp_path: Path, owner: int) -> None:
    connection = sqlite3.connect(tmp_path / "workspace.sqlite")
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    connection.execute(f"PRAGMA application_id = {owner}")
    connection.commit()
    connection.close()
    assert refused(tmp_path) == WorkspaceError.code


def test_a_workspace_without_revision_is_damaged(workspace: Path) -> None:
    connection = sqlite3.connect(workspace / "workspace.sqlite")
    connection.execute("DELETE FROM alembic_version")
    connection.commit()
    connection.close()
    assert refused(workspace) == WorkspaceDamaged.code


def test_an_empty_file_becomes_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "workspace.sqlite").touch()
    with Store.open(tmp_path) as store:
        assert list(store.reports()) == []


def test_a_file_instead_of_a_directory(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for directory in (file, file / "below"):
        with pytest.raises(WorkspaceError, match="file"):
            Store.open(directory)
    assert file.read_text() == "x"


READ_ONLY = """
import os, sys
from pathlib import Path
from rashomon.errors import WorkspaceError
from rashomon.store import Store
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
for directory in sys.argv[1:]:
    try:
        Store.open(Path(directory))
    except WorkspaceError as problem:
        print(problem.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work differently there")
def test_a_directory_without_permission(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for directory in (tmp_path, *tmp_path.rglob("*")):
        directory.chmod(0o555 if directory.is_dir() else 0o444)
    for above in tmp_path.parents[:3]:
        if above.stat().st_uid == os.geteuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o011)
    asked = [str(workspace), str(tmp_path / "empty"), str(tmp_path / "new")]
    said = subprocess.run([sys.executable, "-c", READ_ONLY, *asked], capture_output=True, text=True, check=False)
    for directory in (tmp_path, *tmp_path.rglob("*")):
        directory.chmod(0o755)
    assert (said.stdout.split(), said.stderr) == (["workspace"] * 3, "")


def test_a_workspace_of_the_first_form_is_brought_up_to_date_and_keeps_what_it_holds(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from rashomon.store.connection import engine_for, writing

    path = tmp_path / "workspace.sqlite"
    config = Config()
    config.set_main_option("script_location", "rashomon.store:migrations")
    with engine_for(path, durable=True).connect() as connection, writing(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    assert examine(path) == "0001"
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO issues (id, body) VALUES ('kept', x'00')")
    connection.commit()
    connection.close()
    with Store.open(tmp_path) as store:
        store.name_incidents(["d2", "d1", "d2"])
        store.name_incidents(["d3", "d1"])
        assert store.incident_names() == ("d2", "d1", "d3")
    assert examine(path) == HEAD
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT id FROM issues").fetchall() == [("kept",)]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("UPDATE incident_names SET draft = 'x'")
    connection.close()

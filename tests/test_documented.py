"""What the program has is in the docs: commands, options, settings, errors, event types, dependencies."""

import dataclasses
import inspect
import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from watchdesk import cli, codebooks, errors, records
from watchdesk.settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")}
EVERYTHING = "\n".join(DOCS.values()) + (ROOT / "README.md").read_text(encoding="utf-8")
TOP = typer.main.get_command(cli.app)
COMMANDS = {name: c for name, c in TOP.commands.items() if not hasattr(c, "commands")} | {
    f"{group} {name}": c for group, g in TOP.commands.items() for name, c in getattr(g, "commands", {}).items()
}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented_and_has_help(name):
    assert f"watchdesk {name}" in EVERYTHING
    assert COMMANDS[name].help


@pytest.mark.parametrize(
    "option",
    sorted(
        {o for c in (TOP, *COMMANDS.values()) for p in c.params for o in p.opts if o.startswith("--") and o != "--help"}
    ),
)
def test_every_option_is_documented(option):
    assert re.search(rf"`(?:[^`\n]* )?{option}\b", EVERYTHING)


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Settings)])
def test_every_setting_is_documented_with_its_environment_name(field):
    assert f"WATCHDESK_{field.upper()}" in DOCS["settings.md"]


@pytest.mark.parametrize(
    "name", sorted(n for n, c in vars(errors).items() if inspect.isclass(c) and issubclass(c, Exception))
)
def test_every_error_is_drawn_in_its_tree_and_documented(name):
    assert name in (errors.__doc__ or "")
    assert f"`{name}`" in EVERYTHING


@pytest.mark.parametrize("name", sorted(codebooks.sub_events()))
def test_every_event_type_is_documented(name):
    assert name in DOCS["codebooks.md"]


@pytest.mark.parametrize("kind", ["Event", "Figure", "Statement", "MissionFact", "Report", "Claim"])
def test_every_field_of_the_records_is_documented(kind):
    own = {f.name for f in dataclasses.fields(getattr(records, kind))}
    if kind not in ("Claim", "Report"):
        own -= {f.name for f in dataclasses.fields(records.Claim)}
    missing = sorted(name for name in own if f"`{name}`" not in DOCS["records.md"])
    assert not missing, f"docs/records.md does not explain {kind}: {missing}"


def test_every_dependency_has_its_sentence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = list(project["dependencies"]) + [d for extra in project["optional-dependencies"].values() for d in extra]
    names = {re.split(r"[\[<>=;~ ]", d)[0] for d in wanted}
    missing = sorted(n for n in names if f"`{n}`" not in DOCS["dependencies.md"])
    assert not missing

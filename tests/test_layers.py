"""Imports point left: a stage imports records, errors, codebooks and itself, and nothing to its right."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "watchdesk"
BASE = {"records", "errors", "__version__"}
MAY_IMPORT = {
    "records": set(),
    "errors": set(),
    "codebooks": {"errors"},
    "settings": {"errors"},
    "collect": {"records", "errors", "settings"},
    "clean": {"records", "errors", "codebooks"},
    "extract": {"records", "errors", "codebooks"},
    "resolve": {"records", "errors", "codebooks"},
    "ledger": {"records", "errors", "codebooks"},
    "link": {"records", "errors", "codebooks"},
    "tables": {"records", "errors", "codebooks"},
    "measure": {"records", "errors", "codebooks"},
    "store": {"records", "errors", "link"},
    "publish": {"records", "errors", "codebooks", "ledger", "tables", "measure", "store"},
    "desk": {"records", "errors", "codebooks", "settings", "ledger", "link", "measure", "store", "publish"},
}


def imports_of(path: Path) -> set[str]:
    """The first names below `watchdesk` that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "watchdesk":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level > 0:
            found.add(f"relative import at line {node.lineno}")
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("watchdesk.")}
    return found


def stage_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_left(path):
    stage = stage_of(path)
    if stage not in MAY_IMPORT:
        return
    wrong = imports_of(path) - MAY_IMPORT[stage] - {stage, "__version__"}
    assert not wrong, f"{stage} imports {sorted(wrong)}, which lies to its right: move the code or pass the value in"


def test_every_stage_has_a_rule():
    folders = {p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()}
    assert folders <= set(MAY_IMPORT), f"give {folders - set(MAY_IMPORT)} its line in MAY_IMPORT"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_file_says_its_purpose_first(path):
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, f"{path.name} does not say its purpose in its first line"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_room_for_everything(path):
    assert path.stem not in {"utils", "util", "common", "core", "misc", "helpers"}

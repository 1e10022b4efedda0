"""The reference of the settings, made from their own docstrings."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from feedreader.config.settings import Settings


@dataclass(frozen=True, slots=True)
class Described:
    """One setting: its name, its default as TOML writes it, its limits ("40 to 120", its words,
    or empty), and its sentence."""

    name: str
    default: str
    limits: str
    sentence: str


def rows() -> tuple[Described, ...]:
    """All settings in their order. Reads the source, so it is for documentation and help only."""
    sentences = _sentences()
    return tuple(
        Described(
            setting.name,
            "{}" if setting.name == "keys" else json.dumps(setting.default),
            _limits(setting.metadata),
            sentences.get(setting.name, ""),
        )
        for setting in fields(Settings)
    )


def _limits(metadata: Mapping[str, Any]) -> str:
    if "choices" in metadata:
        return ", ".join(f"`{json.dumps(each)}`" for each in metadata["choices"])
    return f"{metadata['least']} to {metadata['most']}" if "least" in metadata else ""


def markdown() -> str:
    """The settings as a Markdown table."""
    lines = ["| Setting | Default | Limits | Meaning |", "|---|---|---|---|"]
    lines += [f"| `{row.name}` | `{row.default}` | {row.limits} | {row.sentence} |" for row in rows()]
    return "\n".join(lines) + "\n"


def _sentences() -> dict[str, str]:
    """The string that stands under each attribute."""
    (definition,) = ast.parse(inspect.getsource(Settings)).body
    assert isinstance(definition, ast.ClassDef)
    found: dict[str, str] = {}
    for statement, below in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            found[statement.target.id] = inspect.cleandoc(str(below.value.value))
    return found

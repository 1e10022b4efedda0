"""The README's tables are made from the registry and the settings, and are never stale.

`python tests/architecture/test_docs.py` writes them.
"""

from __future__ import annotations

import re
from pathlib import Path

from feedreader.cli.arguments import QUERY
from feedreader.config.reference import markdown
from feedreader.library.query import EXAMPLES, FIELDS
from feedreader.tui.actions import ACTIONS, shown_key

README = Path(__file__).parents[2] / "README.md"


def keys_table() -> str:
    """The actions in their order, with the names that the settings' [keys] table takes."""
    lines = ["| Keys | Action | Name |", "|---|---|---|"]
    for action in ACTIONS:
        keys = " ".join(f"`{shown_key(key)}`".replace("|", r"\|") for key in action.keys.split(","))
        lines.append(f"| {keys} | {action.help} | `{action.id}` |")
    return "\n".join(lines) + "\n"


def search_table() -> str:
    """What a search understands."""
    lines = ["| In a search | Finds |", "|---|---|"]
    lines += [f"| `{example}` | {finds} |" for example, finds in EXAMPLES]
    return "\n".join(lines) + "\n"


def with_tables(text: str) -> str:
    """The README with its tables as they should be."""
    for name, table in (("keys", keys_table()), ("search", search_table()), ("settings", markdown())):
        pattern = re.compile(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- /{name} -->)", re.S)
        assert pattern.search(text), name
        begin, end = next(pattern.finditer(text)).groups()
        text = pattern.sub(lambda _, whole=begin + table + end: whole, text)  # type: ignore[misc]
    return text


def test_the_readme_is_not_stale() -> None:
    text = README.read_text()
    assert with_tables(text) == text, "run python tests/architecture/test_docs.py"


def test_the_command_line_names_every_operator_of_a_search() -> None:
    words = re.split(r"[ |]", QUERY.replace("sort:", " sort: "))
    for field, values in FIELDS.items():
        assert any(word.startswith(f"{field}:") for word in words), field
        for value in re.split(r", | or ", values) if field in ("is", "sort") else ():
            assert (f"is:{value}" if field == "is" else value) in words, value


def test_the_readme_names_every_picture() -> None:
    folder = README.parent / "screenshots"
    named = set(re.findall(r"\(screenshots/([\w-]+\.svg)\)", README.read_text()))
    assert named == {path.name for path in folder.glob("*.svg")}


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text()))

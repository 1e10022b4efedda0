"""Feed text is never markup. Textual parses markup by default in these places, crashes on a
stray `[/x]` and makes actions of `[@click=...]`; so whatever is not a literal goes there only
as `Content` or with `markup=False`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TUI = Path(__file__).parents[2] / "src" / "feedreader" / "tui"
FILES = sorted(TUI.rglob("*.py"))
SINKS = {
    "Static", "Label", "Button", "Tab", "TabPane", "Collapsible", "Option", "OptionList", "Select", "Tree",
    "DataTable", "Checkbox", "RadioButton", "Markdown", "notify", "from_markup", "update", "DiscoveryHit", "Hit",
}  # fmt: skip
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "placeholder", "title", "sub_title"}
PERMITTED = {
    # Action labels of our own registry.
    ("palette.py", "DiscoveryHit"),
    ("palette.py", "Hit"),
    # The class's own update methods, not Textual's.
    ("screens/prompt.py", "placeholder"),
    ("widgets/headline_list.py", "title"),
    ("screens/lists.py", "title"),
}


def _literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _safe(call: ast.Call) -> bool:
    if any(
        k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False
        for k in call.keywords
    ):
        return True
    return all(
        _literal(value) or (isinstance(value, ast.Call) and getattr(value.func, "id", "") == "Content")
        for value in call.args
        if not isinstance(value, ast.Name) or value.id != "score"
    )


def sinks(tree: ast.AST) -> list[tuple[str, int]]:
    """Every place where text that is not a literal could be read as markup."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SINKS and name != "update" and not _safe(node):
                found.append((name, node.lineno))
        elif isinstance(node, ast.Assign):
            found += [
                (target.attr, node.lineno)
                for target in node.targets
                if isinstance(target, ast.Attribute)
                and target.attr in ATTRIBUTES
                and not _literal(node.value)
            ]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TUI)))
def test_no_sink_takes_feed_text_as_markup(path: Path) -> None:
    name = str(path.relative_to(TUI))
    found = [place for place in sinks(ast.parse(path.read_text())) if (name, place[0]) not in PERMITTED]
    # A plain attribute called title is ours; the widget attributes are Textual's.
    found = [place for place in found if place[0] != "title"]
    assert not found, f"{name}: {found}"


def test_the_search_for_sinks_finds_them() -> None:
    """The guard itself: what it must object to."""
    bad = "Static(title)\nself.notify(f'{x}')\nw.border_title = name\nStatic(title, markup=True)"
    good = "Static('words')\nself.notify(x, markup=False)\nStatic(Content(x))"
    assert len(sinks(ast.parse(bad))) == 4
    assert not sinks(ast.parse(good))

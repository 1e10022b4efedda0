"""What a start loads: the reader draws without HTTP, parsers or extraction; commands load what
they need and no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

HEAVY = {
    "httpx",
    "httpcore",
    "h2",
    "feedparser",
    "lxml",
    "PIL",
    "trafilatura",
    "pygments",
    "brotli",
    "zstandard",
}


def loaded(code: str, *, home: str) -> set[str]:
    """Top-level names of the modules that `code` loads in a clean interpreter."""
    script = (
        f"{code}\nimport sys, json; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "FEEDREADER_HOME": home},
    )
    return set(json.loads(done.stdout.strip().splitlines()[-1]))


def test_the_package_alone_is_light(tmp_path: object) -> None:
    names = loaded("import feedreader, feedreader.bootstrap, feedreader.model.article", home=str(tmp_path))
    assert not names & (HEAVY | {"textual", "rich", "sqlite3", "platformdirs"})


def test_the_open_reader_has_no_network_and_no_parser(tmp_path: object) -> None:
    code = """
import asyncio
from feedreader import bootstrap
from feedreader.cli.reader import make_app
import os
app = make_app(os.environ, engine_on=False)
async def main():
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
asyncio.run(main())
"""
    names = loaded(code, home=str(tmp_path))
    assert "textual" in names
    # Rich brings pygments' package along for its own highlighting; the lexers stay unloaded.
    assert not names & (HEAVY - {"pygments"})


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], set[str]()),
        (["--version"], set[str]()),
        (["paths"], {"platformdirs"}),
        (["list"], {"sqlite3", "platformdirs"}),
        (["feeds", "--json"], {"sqlite3", "platformdirs"}),
    ],
)
def test_a_command_loads_what_it_needs(tmp_path: object, arguments: list[str], allowed: set[str]) -> None:
    code = f"""
import contextlib, io
from feedreader.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main({arguments!r})
"""
    names = loaded(code, home=str(tmp_path))
    assert not names & (HEAVY | {"textual"} - allowed)

"""Settings: strict about each value, and kind about all others."""

from __future__ import annotations

import os
import re
import time
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedreader.config import reference
from feedreader.config.settings import Loaded, Settings, load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_all_is_default(file: Path) -> None:
    assert load(file) == Loaded()
    file.write_text("")
    assert load(file) == Loaded()


def test_every_kind_of_value(file: Path) -> None:
    file.write_bytes(
        b"\xef\xbb\xbfrefresh_minutes = 0\nmeasure = 120\ntheme = 'ansi-light'\nmouse = false\n"
        b"[keys]\nrefresh = 'R'\nnext_unread = 'n,down'\n"
    )
    assert load(file).settings == Settings(
        refresh_minutes=0,
        measure=120,
        theme="ansi-light",
        mouse=False,
        keys=(("refresh", "R"), ("next_unread", "n,down")),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("refresh_minute = 5", "“refresh_minute” is not a setting; did you mean “refresh_minutes”?"),
        ("Refresh-Minutes = 5", "“Refresh-Minutes” is not a setting; did you mean “refresh_minutes”?"),
        ("xyzzy = 5", "“xyzzy” is not a setting."),
        (
            "[general]\nmeasure = 5",
            "“general” is not a setting: settings stand at the top of the file, not in a table.",
        ),
        ('"a\\u001b[31mb" = 5', "“ab” is not a setting."),
        ("measure = 39", "“measure” must be between 40 and 120, not 39; 70 is used."),
        ("measure = 121", "“measure” must be between 40 and 120, not 121; 70 is used."),
        ("refresh_minutes = -1", "“refresh_minutes” must be between 0 and 10,080, not -1; 60 is used."),
        ("per_host = 0", "“per_host” must be between 1 and 8, not 0; 2 is used."),
        ("measure = '70'", "“measure” must be a whole number, not '70'; 70 is used."),
        ("measure = 70.0", "“measure” must be a whole number, not 70.0; 70 is used."),
        ("measure = true", "“measure” must be a whole number, not true; 70 is used."),
        ("mouse = 1", "“mouse” must be true or false, not 1; true is used."),
        ("theme = 1", "“theme” must be text in quotation marks, not 1; 'feedreader-dark' is used."),
        (
            "theme = 'pink'",
            "“theme” must be “feedreader-dark”, “feedreader-light”, “feedreader-contrast”, “ansi-dark” or "
            "“ansi-light”, not 'pink'; 'feedreader-dark' is used.",
        ),
        (
            "date_format = ''",
            "“date_format” must be some text, such as “%d %b %Y %H:%M”, not ''; '%d %b %Y %H:%M' is used.",
        ),
        (
            "date_format = '%Q %'",
            "“date_format” must be made of strftime's directives (“%Q” is none), not '%Q %'; "
            "'%d %b %Y %H:%M' is used.",
        ),
        ('browser = "a\\u001bb"', "“browser” must be one line of plain text, not 'a\\x1bb'; '' is used."),
        ("keys = 'R'", "“keys” must be a table of actions and their keys, such as refresh = \"R\", not 'R'."),
        ("[keys]\nrefresh = 1", '“keys.refresh” must be one or more keys, such as "R" or "j,down", not 1.'),
        (
            "[keys]\nrefresh = ''",
            '“keys.refresh” must be one or more keys, such as "R" or "j,down", not \'\'.',
        ),
    ],
)
def test_what_is_wrong_is_named(file: Path, text: str, sentence: str) -> None:
    file.write_text(f"download = 'all'\n{text}")
    loaded = load(file)
    line = 3 if text.startswith("[keys]") else 2
    named = f"{file}, line {line}" if "u001b[31m" not in text else str(file)
    assert loaded == Loaded(Settings(download="all"), (f"{named}: {sentence}",))


def test_what_is_right_stays_in_force(file: Path) -> None:
    file.write_text(
        "measure = 39\nmouse = false\nmusic = true\n\n[keys]\nrefresh = 1\nquit = 'Q'\n\nnext = 'n'\n"
    )
    loaded = load(file)
    assert loaded.settings == Settings(mouse=False, keys=(("quit", "Q"), ("next", "n")))
    assert [problem.partition(": ")[0] for problem in loaded.problems] == [
        f"{file}, line {number}" for number in (1, 3, 6)
    ]


@pytest.mark.parametrize(
    ("lines", "of"),
    [
        ("".join(f"x{number} = 1\n" for number in range(5000)), "“x19” is not a setting."),
        ("[keys]\n" + "".join(f"x{number} = 1\n" for number in range(5000)), "“keys.x19” must be"),
    ],
)
def test_of_thousands_of_problems_the_first_are_told(file: Path, lines: str, of: str) -> None:
    file.write_text(f"mouse = false\n{lines}")
    began = time.process_time()
    loaded = load(file)
    assert time.process_time() - began < 2  # 0.03 s; 2.7 s with a sentence for each
    assert loaded.settings == Settings(mouse=False)
    assert len(loaded.problems) == 21
    assert of in loaded.problems[19]
    assert loaded.problems[20] == f"{file} has 4,980 more problems."


def test_a_file_of_the_largest_size_is_read(file: Path) -> None:
    file.write_text("mouse = false\n" + "#" * 63_980)
    assert load(file) == Loaded(Settings(mouse=False))
    file.write_text("mouse = false\n" + "#" * 63_990)
    assert "larger than 64 kB, so it was not read" in only(file)


def only(file: Path) -> str:
    """The one problem of a file of which nothing is used."""
    loaded = load(file)
    assert loaded.settings == Settings()
    (problem,) = loaded.problems
    assert problem.endswith(". The defaults are used.")
    assert str(file) in problem
    return problem


def test_broken_toml_names_the_line(file: Path) -> None:
    file.write_text("measure = 80\nmouse = yes\n")
    assert re.search(r"settings\.toml is not valid TOML: .*line 2", only(file))
    file.write_bytes(b"measure = 80\ntheme = '\xff'\n")
    assert "is not UTF-8 text (line 2)" in only(file)
    file.write_text("keys = " + "[" * 50_000)
    assert "nested too deeply" in only(file)
    file.write_text("measure = " + "7" * 5000)
    assert "too long" in only(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_keeps_nobody_waiting(file: Path) -> None:
    os.mkfifo(file)
    assert "no plain file" in only(file)


def test_a_folder_is_no_file(file: Path) -> None:
    file.mkdir()
    assert "cannot be read" in only(file)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no such device")
def test_nor_is_a_device(file: Path) -> None:
    file.symlink_to("/dev/zero")
    assert "no plain file" in only(file)


def test_a_file_without_end_is_not_read(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(100_000_000)
    assert "larger than 64 kB" in only(file)


def test_a_file_that_may_not_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    file.write_text("measure = 80")
    monkeypatch.setattr(os, "open", refuse)
    assert "cannot be read: permission denied" in only(file)


@given(st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_settings_or_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.toml"
    file.write_text(text, encoding="utf-8", errors="replace")
    for problem in load(file).problems:
        assert problem.endswith((".", "?"))
        assert "\x1b" not in problem


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().measure = 3  # type: ignore[misc]


def test_every_setting_is_documented() -> None:
    rows = reference.rows()
    assert [row.name for row in rows] == [setting.name for setting in fields(Settings)]
    for row in rows:
        assert row.sentence.endswith("."), row.name
    assert (
        reference.Described("measure", "70", "40 to 120", "Width of an article's text, in columns.") in rows
    )
    assert "| `mouse` | `true` |  | React to the mouse" in reference.markdown()


def test_every_default_is_allowed(file: Path) -> None:
    lines = [f"{row.name} = {row.default}" for row in reference.rows()]
    file.write_text("\n".join(lines))
    assert load(file) == Loaded()


def test_a_word_that_is_none_of_the_choices(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('download = "sometimes"\n')
    (problem,) = load(file).problems
    assert "must be “off”, “starred”, “unread” or “all”, not 'sometimes'; 'off' is used." in problem
    file.write_text('download = "all"\nmetered = "no"\n')
    assert load(file).settings == Settings(download="all", metered="no")

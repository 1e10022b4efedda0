"""Settings: strict, and kind about it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedreader.config import reference
from feedreader.config.settings import Settings, load
from feedreader.errors import SettingsError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_all_is_default(file: Path) -> None:
    assert load(file) == Settings()
    file.write_text("")
    assert load(file) == Settings()


def test_every_kind_of_value(file: Path) -> None:
    file.write_bytes(
        b"\xef\xbb\xbfrefresh_minutes = 0\nmeasure = 120\ntheme = 'paper'\nmouse = false\n"
        b"[keys]\nrefresh = 'R'\nnext_unread = 'n,down'\n"
    )
    assert load(file) == Settings(
        refresh_minutes=0,
        measure=120,
        theme="paper",
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
        ("measure = 39", "“measure” must be between 40 and 120, not 39."),
        ("measure = 121", "“measure” must be between 40 and 120, not 121."),
        ("refresh_minutes = -1", "“refresh_minutes” must be between 0 and 10,080, not -1."),
        ("per_host = 0", "“per_host” must be between 1 and 8, not 0."),
        ("measure = '70'", "“measure” must be a whole number, not '70'."),
        ("measure = 70.0", "“measure” must be a whole number, not 70.0."),
        ("measure = true", "“measure” must be a whole number, not true."),
        ("mouse = 1", "“mouse” must be true or false, not 1."),
        ("theme = 1", "“theme” must be text in quotation marks, not 1."),
        ("theme = ''", "“theme” must be some text, such as “feedreader-dark”, not ''."),
        ('browser = "a\\u001bb"', "“browser” must be one line of plain text, not 'a\\x1bb'."),
        ("keys = 'R'", "“keys” must be a table of actions and their keys, such as refresh = \"R\", not 'R'."),
        ("[keys]\nrefresh = 1", '“keys.refresh” must be one or more keys, such as "R" or "j,down", not 1.'),
        (
            "[keys]\nrefresh = ''",
            '“keys.refresh” must be one or more keys, such as "R" or "j,down", not \'\'.',
        ),
    ],
)
def test_what_is_wrong_is_named(file: Path, text: str, sentence: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert str(caught.value) == f"{file}: {sentence}"


def test_broken_toml_names_the_line(file: Path) -> None:
    file.write_text("measure = 70\nmouse = yes\n")
    with pytest.raises(SettingsError, match=r"settings\.toml is not valid TOML: .*line 2"):
        load(file)
    file.write_bytes(b"measure = 70\ntheme = '\xff'\n")
    with pytest.raises(SettingsError, match=r"is not UTF-8 text \(line 2\)"):
        load(file)
    file.write_text("keys = " + "[" * 100_000)
    with pytest.raises(SettingsError, match="nested too deeply"):
        load(file)


def test_a_file_that_cannot_be_read_is_named(file: Path) -> None:
    file.mkdir()
    with pytest.raises(SettingsError, match=r"settings\.toml cannot be read"):
        load(file)


@given(st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_settings_or_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.toml"
    file.write_text(text, encoding="utf-8", errors="replace")
    try:
        assert load(file) == Settings()
    except SettingsError as error:
        sentence = str(error)
    else:
        sentence = "Nothing was set."
    assert sentence.endswith((".", "?"))
    assert "\x1b" not in sentence


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
    assert load(file) == Settings()


def test_a_word_that_is_none_of_the_choices(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('download = "sometimes"\n')
    with pytest.raises(SettingsError, match="must be “off”, “starred”, “unread” or “all”, not 'sometimes'"):
        load(file)
    file.write_text('download = "all"\nmetered = "no"\n')
    assert (load(file).download, load(file).metered) == ("all", "no")

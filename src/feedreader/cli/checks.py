"""What `doctor` checks. A check gives one sentence, which says what to do where something is wrong."""

from __future__ import annotations

import locale
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from feedreader.cli.plain import plural
from feedreader.cli.session import Session, is_read_only
from feedreader.errors import LibraryError, SettingsError
from feedreader.text import clean

if TYPE_CHECKING:
    from feedreader.config.paths import Paths
    from feedreader.store.database import Database

SHORT, TIGHT = 50_000_000, 500_000_000
"""Free bytes: under the first a refresh may fail, under the second it is time to look."""
NARROWEST, LOWEST = 40, 12
"""Columns and rows that the reader needs."""


class Verdict(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, and what was found."""

    name: str
    verdict: Verdict
    sentence: str


def library_checks(where: Paths) -> tuple[bool, list[Check]]:
    """Whether the library can be opened (or there is none yet), and what was found. Changes
    nothing: a library that needs an upgrade is not upgraded."""
    space = _space(where.data)
    if not where.library.exists():
        none_yet = Check(
            "library", Verdict.OK, f"There is none yet; the first start makes it at {where.library}."
        )
        return True, [none_yet, space]
    from feedreader.store.database import Database

    try:
        db = Database(where.library, read_only=True)
        try:
            checks = [*_version(db), *_content(db)]
        finally:
            db.close()
    except LibraryError as error:
        return False, [Check("library", Verdict.BAD, str(error)), space]
    if is_read_only(where.library):
        said = f"{where.library} can be read but not written; give yourself permission to write it and its folder."
        checks.append(Check("permission", Verdict.WARN, said))
    return True, [*checks, space]


def _version(db: Database) -> list[Check]:
    """Raises LibraryError for a library that this program cannot open."""
    from feedreader.store import migrate
    from feedreader.store.migrations import MIGRATIONS

    migrate.check(db, MIGRATIONS)
    found, newest = migrate.version(db), MIGRATIONS[-1].version
    size = db.path.stat().st_size
    said = f"{db.path} opens; version {found}, {size / 1_000_000:,.1f} MB."
    if found < newest:
        return [Check("library", Verdict.WARN, f"{said} The next start upgrades it to version {newest}.")]
    return [Check("library", Verdict.OK, said)]


def _content(db: Database) -> list[Check]:
    repair = "put back a copy of the file (older ones end in .bak), or export your feeds and start anew"
    checks = []
    try:
        broken = [str(row[0]) for row in db.all("PRAGMA quick_check(3)") if row[0] != "ok"]
    except LibraryError as error:
        broken = [str(error)]
    if broken:
        checks.append(Check("integrity", Verdict.BAD, f"The file is damaged ({broken[0]}): {repair}."))
    else:
        checks.append(Check("integrity", Verdict.OK, "The file is sound."))
    try:
        lost = len(db.all("PRAGMA foreign_key_check"))
        articles = db.number("SELECT count(*) FROM articles")
        feeds = db.number("SELECT count(*) FROM feeds WHERE removed_at IS NULL")
        # What FTS5 knows of a row is its entry among the lengths of documents.
        unsearchable = db.number(
            "SELECT count(*) FROM articles a WHERE a.search_rowid IS NULL "
            "OR NOT EXISTS (SELECT 1 FROM search_docsize d WHERE d.id = a.search_rowid)"
        )
    except LibraryError as error:
        return [*checks, Check("references", Verdict.BAD, f"{error}")]
    if lost:
        said = f"{plural(lost, 'row')} refer to what is not there: {repair}."
        checks.append(Check("references", Verdict.BAD, said))
    else:
        said = f"{plural(feeds, 'feed')} and {plural(articles, 'article')}, and all that belongs to them is there."
        checks.append(Check("references", Verdict.OK, said))
    if unsearchable:
        said = f"A search does not find {plural(unsearchable, 'article')} yet; the next refresh of their feeds may."
        checks.append(Check("search", Verdict.WARN, said))
    else:
        checks.append(Check("search", Verdict.OK, "A search finds every article."))
    return checks


def _space(folder: Path) -> Check:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("space", Verdict.WARN, f"The free space cannot be told: {error.strerror or error}.")
    said = f"{free / 1_000_000_000:,.1f} GB are free."
    if free < SHORT:
        return Check(
            "space", Verdict.BAD, f"Only {free // 1_000_000:,} MB are free: make room before a refresh."
        )
    if free < TIGHT:
        return Check("space", Verdict.WARN, f"Only {free // 1_000_000:,} MB are free: make room soon.")
    return Check("space", Verdict.OK, said)


def settings_checks(where: Paths) -> list[Check]:
    """The settings file and the keys in it."""
    from feedreader import bootstrap

    file = clean.line(str(where.settings_file), 200)
    try:
        chosen = bootstrap.settings(where)
    except SettingsError as error:
        return [Check("settings", Verdict.BAD, str(error))]
    if not where.settings_file.exists():
        return [Check("settings", Verdict.OK, f"There is no {file}, so the defaults are used.")]
    checks = [Check("settings", Verdict.OK, f"{file} reads well.")]
    from feedreader.tui import themes

    if chosen.theme not in themes.NAMES:
        said = f"There is no theme “{chosen.theme}”; there are {', '.join(themes.NAMES)}."
        checks.append(Check("theme", Verdict.BAD, said))
    if chosen.keys:
        from feedreader.tui.keymap import build

        problems = build(dict(chosen.keys)).problems
        checks += [Check("keys", Verdict.BAD, problem) for problem in problems]
        if not problems:
            checks.append(Check("keys", Verdict.OK, f"{plural(len(chosen.keys), 'key')} of your own."))
    return checks


def terminal_checks(session: Session) -> list[Check]:
    """The terminal that stdout or stderr stands on; of a pipe there is nothing to say."""
    environ = session.environ
    checks = [_letters(session)]
    if not (session.out.terminal or session.err.terminal):
        return [*checks, Check("terminal", Verdict.OK, "There is none here, so it was not checked.")]
    name = environ.get("TERM", "")
    if name in ("", "dumb"):
        said = f"TERM is “{name}”, so the reader cannot draw; set it to what your terminal is, or use `feedreader list`."
        checks.append(Check("terminal", Verdict.BAD, said))
    else:
        checks.append(Check("terminal", Verdict.OK, f"It calls itself {name}."))
    checks.append(_colours(environ, name))
    columns, rows = _size(session)
    if columns < NARROWEST or rows < LOWEST:
        said = f"{columns} columns and {rows} rows are too few: the reader needs {NARROWEST} and {LOWEST}."
        checks.append(Check("size", Verdict.WARN, said))
    else:
        checks.append(Check("size", Verdict.OK, f"{columns} columns and {rows} rows."))
    return checks


def _letters(session: Session) -> Check:
    named = locale.getpreferredencoding(False)
    if session.out.utf8 and named.lower().replace("_", "-").startswith(("utf", "cp65001")):
        return Check("letters", Verdict.OK, f"Text is {named}.")
    said = f"Text is {named}, so many letters cannot be shown; set LANG to a locale that ends in UTF-8, such as C.UTF-8."
    return Check("letters", Verdict.WARN, said)


def _colours(environ: Mapping[str, str], name: str) -> Check:
    if environ.get("NO_COLOR"):
        return Check("colours", Verdict.OK, "None, because NO_COLOR is set.")
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Check("colours", Verdict.OK, "16 million.")
    if "256color" in name or "direct" in name:
        return Check(
            "colours", Verdict.OK, "256; with COLORTERM=truecolor there are more, if your terminal has them."
        )
    return Check(
        "colours",
        Verdict.WARN,
        "16 or fewer, as far as TERM tells; the themes ansi-dark and ansi-light suit it.",
    )


def _size(session: Session) -> tuple[int, int]:
    for sheet in (session.out, session.err):
        if sheet.terminal and sheet.stream is not None:
            try:
                size = os.get_terminal_size(sheet.stream.fileno())
            except OSError:
                continue
            return size.columns, size.lines
    return 80, 24

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

from feedreader import bootstrap
from feedreader.cli.session import Session, is_read_only
from feedreader.errors import LibraryError
from feedreader.text import clean
from feedreader.text.counts import plural

if TYPE_CHECKING:
    from feedreader.config.paths import Paths
    from feedreader.library import Library
    from feedreader.store.checking import Problem

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


def library_checks(where: Paths, *, mended: bool = False) -> tuple[bool, list[Check]]:
    """Whether the library can be opened (or there is none yet), and what was found. `mended`: what
    could be put right has just been."""
    space = _space(where.data)
    if where.library.is_file() and not where.library.stat().st_size:
        said = (
            f"{where.library} is empty: whatever was in it is gone. "
            "The next start of the reader makes a new library of it."
        )
        return False, [Check("library", Verdict.BAD, said), *_copies(where.library), space]
    if not where.library.exists():
        if obstacle := where.obstacle():
            return False, [Check("library", Verdict.BAD, obstacle), space]
        none_yet = f"There is none yet; the first start makes it at {where.library}."
        return True, [Check("library", Verdict.OK, none_yet), space]
    read_only = is_read_only(where.library)
    pictures: list[Check] = []
    try:
        library = bootstrap.open_library(where, read_only=read_only)
        try:
            problems = library.store.check.problems()
            checks = [_problem(each, mended) for each in problems]
            if not any(each.damage for each in problems):  # else nothing in it is to be relied on
                checks.insert(0, _opened(library))
                pictures = _pictures(where, library)
        finally:
            library.store.close()
    except LibraryError as error:
        return False, [Check("library", Verdict.BAD, str(error)), *_copies(where.library), space]
    if not problems:
        checks.append(Check("content", Verdict.OK, "The file is sound and a search finds every article."))
    if read_only:
        said = f"{where.library} can be read but not written; give yourself permission to write it and its folder."
        checks.append(Check("permission", Verdict.WARN, said))
    return True, [*checks, *pictures, space]


def _opened(library: Library) -> Check:
    from feedreader.store.migrations import MIGRATIONS

    path = library.store.path
    size = path.stat().st_size / 1_000_000
    held = f"{plural(len(library.feeds.all()), 'feed')}, {plural(library.lists.counts().articles, 'article')}"
    return Check("library", Verdict.OK, f"{path}: version {MIGRATIONS[-1].version}, {size:,.1f} MB, {held}.")


def _problem(problem: Problem, mended: bool) -> Check:
    """A problem that the store found, and what to do about it."""
    if mended:
        remedy = "Put back a copy of it (older ones end in .bak), or export your feeds and start anew."
    elif problem.damage:
        from feedreader.store.trouble import MEND

        remedy = MEND
    else:
        remedy = "`feedreader doctor --mend` puts it right."
    return Check("content", Verdict.BAD, f"{problem.sentence} {remedy}")


def _copies(library: Path) -> list[Check]:
    """Copies of a library that cannot be opened, which a person may put back."""
    from feedreader.store.copies import beside

    found = beside(library)
    if not found:
        return []
    return [
        Check(
            "copies", Verdict.OK, f"Beside it: {', '.join(clean.line(each.name, 80) for each in found[:5])}."
        )
    ]


def _pictures(where: Paths, library: Library) -> list[Check]:
    """Whether the kept pictures and the library agree."""
    from feedreader.library import shelves

    found = shelves.look(library.store, where.pictures)
    told = []
    if found.missing:
        told.append(
            f"{plural(len(found.missing), 'picture')} of {found.kept:,} missing from {where.pictures}"
        )
    if found.spare:
        told.append(
            f"{plural(len(found.spare), 'file')} there that nothing shows ({found.spare_bytes:,} bytes)"
        )
    if told:
        said = f"{' and '.join(told)}. `feedreader doctor --repair` puts it right."
        return [Check("pictures", Verdict.WARN, said)]
    if not found.kept:
        return []
    said = f"{plural(found.kept, 'picture')}, {found.bytes / 1_000_000:,.1f} MB; {_whole(library)}."
    return [Check("pictures", Verdict.OK, said)]


def _whole(library: Library) -> str:
    counts = {str(mark): number for mark, number in library.offline.totals().articles}
    part = counts.get("part", 0) + counts.get("text", 0)
    return f"{plural(counts.get('whole', 0), 'article')} whole offline, {part:,} in part"


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
    file = clean.line(str(where.settings_file), 200)
    loaded = bootstrap.settings(where)
    chosen = loaded.settings
    checks = [Check("settings", Verdict.BAD, problem) for problem in loaded.problems]
    if not where.settings_file.exists():
        return [Check("settings", Verdict.OK, f"There is no {file}, so the defaults are used.")]
    if not checks:
        checks.append(Check("settings", Verdict.OK, f"{file} reads well."))
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

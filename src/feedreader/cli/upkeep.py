"""The commands that look after things: paths, doctor."""

from __future__ import annotations

from argparse import Namespace

from feedreader.cli.session import Session
from feedreader.text.counts import plural


def paths(given: Namespace, session: Session) -> int:
    """Where things are; nothing is made."""
    where = session.paths()
    places = {
        "config": where.config,
        "data": where.data,
        "cache": where.cache,
        "library": where.library,
        "settings": where.settings_file,
        "log": where.log_file,
    }
    if given.json:
        from feedreader.cli import output

        output.write(session.out, {name: str(path) for name, path in places.items()})
        return 0
    for name, path in places.items():
        if session.out.width:
            session.out.say(f"{name:<9} {path}")
        else:
            session.out.row(name, path)
    return 0


def doctor(given: Namespace, session: Session) -> int:
    """Checks library, settings and terminal. Exit code 1 when something is bad, 3 when the library
    can't be opened. With --mend what can be put right is, before the checks."""
    from feedreader.cli.checks import Verdict, library_checks, settings_checks, terminal_checks
    from feedreader.cli.mending import mend

    where = session.paths()
    if given.mend and where.library.exists():
        session.err.flow("Mending the library; a large one takes a while.")
        mend(session)
    opened, checks = library_checks(where, mended=given.mend)
    checks += settings_checks(where)
    checks += terminal_checks(session)
    if given.json:
        from feedreader.cli import output

        told = [
            {"name": each.name, "verdict": each.verdict.value, "sentence": each.sentence} for each in checks
        ]
        output.write(session.out, {"checks": told})
    else:
        for each in checks:
            if session.out.width:
                session.out.flow(each.sentence, f"{each.verdict.value:<5} {each.name:<12} ")
            else:
                session.out.row(each.verdict.value, each.name, each.sentence)
        bad = sum(1 for each in checks if each.verdict is Verdict.BAD)
        warned = sum(1 for each in checks if each.verdict is Verdict.WARN)
        if bad or warned:
            session.err.flow(f"{plural(bad, 'problem')}, {plural(warned, 'warning')}.")
    if not opened:
        return 3
    return 1 if any(each.verdict is Verdict.BAD for each in checks) else 0

"""The command line's grammar and its help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from feedreader.text import clean

_ABOUT = "A news reader for the terminal. Without a command it opens the reader."
QUERY = (
    "words to search for, and any of is:unread is:read is:starred is:saved author:NAME feed:NAME folder:NAME "
    "tag:NAME title:WORD since:7d since:2024-10-01 sort:newest|oldest|longest|shortest"
)
_EXIT = "Exit codes: 0 done, 1 some of it failed, 2 wrong usage, 3 the library can't be opened."


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; what was typed may hold anything and is cleaned."""

    def error(self, message: str) -> NoReturn:
        """One sentence on stderr, exit code 2."""
        said = clean.line(message, 300).rstrip(".")
        self.exit(2, f"feedreader: {said[:1].upper()}{said[1:]}; see `{self.prog} --help`.\n")


def read(argv: Sequence[str]) -> argparse.Namespace:
    """The command line taken apart: `command` (None for the reader), `debug`, and what the
    command takes. Exits for --help, --version and wrong usage."""
    top = parser()
    given, rest = top.parse_known_args(argv)
    if rest:
        top.prog = " ".join(filter(None, (top.prog, given.command)))
        top.error(f"`{top.prog}` does not take “{' '.join(rest)}”")
    if given.demo and given.command:
        top.error("--demo opens the reader and takes no command")
    return given


def parser() -> argparse.ArgumentParser:
    """The grammar of the whole command line."""
    from feedreader import __version__

    top = _Parser(prog="feedreader", description=_ABOUT, epilog=_EXIT, allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"feedreader {__version__}")
    top.add_argument("--debug", action="store_true", help="show the traceback of an error")
    top.add_argument("--demo", action="store_true", help="open the reader on the demo newsroom")
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", parser_class=_Parser, required=False
    )
    _subscriptions(commands)
    _reading(commands)
    _upkeep(commands)
    return top


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]


def _command(commands: _Commands, name: str, about: str, *, json: bool = True) -> _Parser:
    command = commands.add_parser(
        name, help=about, description=about[:1].upper() + about[1:] + ".", epilog=_EXIT, allow_abbrev=False
    )
    # Left alone where it is not given, so that `feedreader --debug list` and `list --debug` agree.
    command.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    if json:
        command.add_argument("--json", action="store_true", help="print JSON")
    return command


def _subscriptions(commands: _Commands) -> None:
    add = _command(commands, "add", "subscribe to a feed, or to the feed of a site", json=False)
    add.add_argument("url", metavar="URL", help="address of a feed or of a site")
    add.add_argument("--folder", metavar="F", default="", help="put it into this folder")
    add.add_argument(
        "--tag", metavar="T", action="append", default=[], help="give it this tag; may be repeated"
    )
    add.add_argument("--pick", metavar="N", type=_number, default=0, help="which of several feeds of a site")
    remove = _command(commands, "remove", "unsubscribe; `u` in the reader brings it back", json=False)
    remove.add_argument("feed", metavar="FEED", help="number, address or title of a feed")
    _command(commands, "feeds", "list feeds with unread counts and how they are doing")
    imported = _command(commands, "import", "subscribe to all feeds of a list", json=False)
    imported.add_argument("file", metavar="FILE", help="OPML or newsboat's urls file; - for standard input")
    export = _command(commands, "export", "write all subscriptions as OPML", json=False)
    export.add_argument(
        "file", metavar="FILE", nargs="?", default="-", help="file to write; standard output without"
    )


def _reading(commands: _Commands) -> None:
    refresh = _command(commands, "refresh", "one polite round over all feeds, or over those named")
    refresh.add_argument("feeds", metavar="FEED", nargs="*", help="number, address or title of a feed")
    refresh.add_argument("--force", action="store_true", help="ask now, also where it is too early")
    listed = _command(commands, "list", "headlines, newest first")
    listed.add_argument("query", metavar="QUERY", nargs="*", help=QUERY)
    listed.add_argument(
        "--limit", metavar="N", type=_count, default=50, help="at most so many (50); 0 for all"
    )
    show = _command(commands, "show", "one article")
    show.add_argument("article", metavar="ARTICLE", help="number (see list) or address of an article")
    show.add_argument(
        "--format", choices=("text", "markdown", "html"), default="text", help="text is the default"
    )
    show.add_argument("--mark-read", action="store_true", help="and mark it read")
    download = _command(commands, "download", "make articles whole for reading offline")
    download.add_argument(
        "query",
        metavar="QUERY",
        nargs="*",
        help="without one, what the settings name (unread articles where they name none), and nothing on a metered "
        f"line unless they say so; {QUERY}",
    )
    author = _command(commands, "author", "an author's profile and stories")
    author.add_argument("name", metavar="NAME", nargs="+", help="a name, part of it, or an author's number")


def _upkeep(commands: _Commands) -> None:
    inspect = _command(
        commands, "inspect", "what the reader makes of a feed or a page, without storing anything"
    )
    inspect.add_argument("target", metavar="TARGET", help="address or file; - for standard input")
    inspect.add_argument(
        "--url", metavar="BASE", default="", help="address that a file's relative links start from"
    )
    _command(commands, "paths", "where settings, library, cache and log are")
    doctor = _command(commands, "doctor", "check library, settings and terminal")
    doctor.add_argument(
        "--mend",
        "--repair",
        action="store_true",
        help="first put right what can be; of a damaged library save what can be read",
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 9):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 on")
    return int(text)

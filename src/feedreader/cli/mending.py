"""`doctor --mend`: puts right what can be, and saves what can be read of a damaged library."""

from __future__ import annotations

from collections.abc import Callable

from feedreader import bootstrap
from feedreader.cli.session import Session
from feedreader.errors import DamagedError, LibraryError
from feedreader.text.counts import plural


def mend(session: Session) -> None:
    """Puts right what can be: stray rows, counts, the search index, pictures that are missing or
    that nothing shows; of a damaged file it saves what can be read, and says what came of it."""
    from feedreader import content
    from feedreader.library import shelves
    from feedreader.store import codec

    where = session.paths()
    if not where.library.is_file():
        what = "a folder" if where.library.is_dir() else "no plain file"
        raise LibraryError(f"{where.library} is {what}, not a library; move it away.")

    def plain(body: bytes) -> str:
        return content.plain(codec.decode(body))

    if not where.library.stat().st_size or not _mended(session, plain):
        _saved(session, plain)
    with session.writable_library() as library:
        shelves.mend(library.store, where.pictures)


def _mended(session: Session, plain: Callable[[bytes], str]) -> bool:
    """Mends a library that is not damaged; False when it is."""
    try:
        with session.writable_library() as library:
            if any(each.damage for each in library.store.check.problems()):
                return False
            library.store.check.mend(plain)
    except DamagedError:
        return False
    return True


def _saved(session: Session, plain: Callable[[bytes], str]) -> None:
    from feedreader.store.salvage import salvage

    library = session.paths().library
    saved = salvage(library, bootstrap.now(), plain)
    held = f"{plural(saved.feeds, 'feed')} and {plural(saved.articles, 'article')}"
    if saved.older is not None:
        said = f"Nothing could be read of the damaged library; the copy {saved.older.name} stands in its place, with {held}."
    elif not saved.feeds and not saved.articles:
        said = "Nothing could be read of the damaged library; an empty one stands in its place."
    else:
        said = f"The library was damaged in {plural(saved.losses, 'place')}; {held} could be saved."
    session.err.flow(f"{said} The damaged file is kept as {saved.kept}.")

"""How many cells a picture takes, before it is there: the reader reserves them, and nothing jumps."""

from __future__ import annotations

from feedreader.media.records import CellSize

# On a page. A picture drawn larger than twice its pixels shows its pixels instead of its subject.
ENLARGED = 2
# What kitty's placeholders can number, see `kitty`.
MOST = 297
# Where a page does not say how large a picture is.
_UNKNOWN = (3, 2)


def fit(
    width: int,
    height: int,
    columns: int,
    max_rows: int,
    cell: CellSize | None = None,
    *,
    enlarged: int = ENLARGED,
) -> tuple[int, int]:
    """(columns, rows) for a picture of `width` x `height` pixels: the most that `columns` and
    `max_rows` hold in the right proportions, never larger than `enlarged` times its pixels, at least
    1 x 1 and at most 297 x 297. A size of 0 is unknown and taken as 3 to 2. Pure."""
    cell = cell or CellSize()
    known = width > 0 and height > 0
    across, down = (width, height) if known else _UNKNOWN
    most_columns = max(1, min(columns, MOST))
    most_rows = max(1, min(max_rows, MOST))
    if known:
        # Rounded up: a picture a little wider than a cell gets two, else a thin one would vanish.
        most_columns = min(most_columns, max(1, -(-enlarged * width // cell.width)))
        most_rows = min(most_rows, max(1, -(-enlarged * height // cell.height)))
    wide, high = across * cell.height, down * cell.width  # columns : rows = wide : high
    if most_columns * high <= most_rows * wide:
        return most_columns, _nearest(most_columns * high, wide, most_rows)
    return _nearest(most_rows * wide, high, most_columns), most_rows


def _nearest(amount: int, unit: int, most: int) -> int:
    return max(1, min(most, (2 * amount + unit) // (2 * unit)))

"""Libraries that somebody made to do harm: mending one ends, takes little, and writes nowhere else."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from tests.store.wrecks import EACH, FEEDS, broken, lose, plain, saved

from feedreader.store import leaves
from feedreader.store.database import PAGE_SIZE
from feedreader.store.salvage import salvage
from feedreader.store.wreck import Wreck

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT"


@pytest.mark.parametrize(
    ("table", "view"),
    [
        ("feeds", "x AS id, 'https://a.example/' || x AS url, 't' AS title FROM c"),
        ("hosts", "'h' || x AS host, 'h' AS key FROM c"),
        ("state", "'h' || x AS key, hex(randomblob(100000)) AS value FROM c"),
    ],
)
def test_a_view_in_the_place_of_a_table_is_not_read(full: Path, now: datetime, table: str, view: str) -> None:
    """Its rows never end; those of the other tables are saved."""
    with closing(sqlite3.connect(full)) as connection:
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"CREATE VIEW {table} AS {ENDLESS} {view}")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert broken(full)
    assert saved(full, now).articles == FEEDS * EACH


def test_a_generated_column_is_not_computed(full: Path) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute(
            "CREATE TABLE made (id INTEGER PRIMARY KEY, big TEXT AS (hex(zeroblob(90000000))), own TEXT)"
        )
        connection.execute("INSERT INTO made (own) VALUES ('x')")
        connection.commit()
    with Wreck(full) as wreck:
        assert wreck.columns("made") == {"id", "own"}
        assert list(wreck.numbered("made", ["own"])) == [("x",)]
        assert list(wreck.numbered("made", ["big"])) == []  # nor may any value be longer than the file
        assert wreck.holes > 0


def test_no_more_is_taken_than_the_file_can_hold(full: Path) -> None:
    """Rows of one long default, which stands in the file once."""
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("CREATE TABLE made (id INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO made VALUES (?)", [(each,) for each in range(20_000)])
        connection.execute(f"ALTER TABLE made ADD COLUMN big TEXT DEFAULT '{'x' * 100_000}'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with Wreck(full) as wreck:
        taken = sum(len(str(row[0])) for row in wreck.numbered("made", ["big"]))
        assert taken <= 3 * full.stat().st_size + 1_000_000 < 20_000 * 100_000
        assert wreck.holes > 0


@pytest.mark.skipif(sys.platform == "win32", reason="links")
@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link(full: Path, now: datetime, tmp_path: Path, there: bool) -> None:
    """Whatever is called as the file that is kept, or as one that is used on the way."""
    outside = tmp_path / "outside"
    if there:
        outside.write_text("precious")
    lose(full, 1)
    names = [f"library.db{each}" for each in (".damaged-20261123-120000", ".graft", ".part", ".graft-wal")]
    for name in names:
        full.with_name(name).symlink_to(outside)
    done = salvage(full, now, plain)
    assert done.articles == FEEDS * EACH
    assert not done.kept.is_symlink()
    assert all(full.with_name(name).is_symlink() for name in names)
    assert outside.read_text() == "precious" if there else not outside.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_log_that_is_no_file_is_left_alone(full: Path, now: datetime) -> None:
    full.write_bytes(b"nothing of ours" * 1000)
    os.mkfifo(f"{full}-wal")
    done = salvage(full, now, plain)
    assert not Path(f"{done.kept}-wal").exists()


def test_rows_that_all_lead_to_the_same_pages_end(tmp_path: Path) -> None:
    """A page of 1,500 rows, each as long as the file, and all going round and round on page 2."""
    path = tmp_path / "bomb.db"
    pages, cell, local = 60, 4100, 3861
    size = (pages - 8) * (PAGE_SIZE - 4) + local
    page = bytearray(PAGE_SIZE)
    page[0], page[3:5] = 13, (1500).to_bytes(2, "big")
    page[8:3008] = cell.to_bytes(2, "big") * 1500
    head = bytes([0x80 | size >> 14, 0x80 | size >> 7 & 127, size & 127, 1])
    page[cell : cell + 4] = head
    page[cell + 4 + local : cell + 8 + local] = (2).to_bytes(4, "big")
    round_and_round = (2).to_bytes(4, "big") + bytes(PAGE_SIZE - 4)
    path.write_bytes(bytes(page) + round_and_round + bytes(page) * (pages - 2))
    began = time.process_time()
    assert list(leaves.rows(path)) == []
    assert time.process_time() - began < 0.5  # 0.001 s

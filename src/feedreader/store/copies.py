"""Copies of a library that stand beside it: what they are called, and which there are."""

from __future__ import annotations

import os
from datetime import datetime
from glob import escape
from pathlib import Path


def before_upgrade(path: Path, version: int) -> Path:
    """Where the copy of a library of an older version is left."""
    return path.with_name(f"{path.name}.v{version}.bak")


def of_damaged(path: Path, now: datetime) -> Path:
    """Where a damaged library is kept: a name that is free, for it and for its log. (A link that leads
    to nothing is there, too.)"""
    stem = f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"
    kept = path.with_name(stem)
    number = 1
    while any(os.path.lexists(f"{kept}{ending}") for ending in ("", "-wal")):
        number += 1
        kept = path.with_name(f"{stem}-{number}")
    return kept


def older(path: Path) -> list[Path]:
    """The copies that upgrades left, newest last. (A link that leads to nothing is none.)"""
    found = path.parent.glob(f"{escape(path.name)}.v*.bak")
    return sorted(filter(Path.is_file, found), key=lambda each: each.stat().st_mtime)


def beside(path: Path) -> list[Path]:
    """All copies, by name: those that upgrades left, and damaged files without their logs."""
    damaged = path.parent.glob(f"{escape(path.name)}.damaged-*[0-9]")
    return sorted([*older(path), *filter(Path.is_file, damaged)])

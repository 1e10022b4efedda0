"""Text to an XML tree: strictly where it can be, mended where it must be.

No DTD is read (mend.prolog removes it), no entity is resolved, nothing is fetched, and a tree
is at most 256 elements deep (libxml2's own limit).
"""

from __future__ import annotations

from dataclasses import dataclass

from feedreader.parse import balance, mend
from feedreader.parse.names import Element
from feedreader.parse.refusal import NotAFeed


@dataclass(frozen=True, slots=True)
class Tree:
    """A document's root, what was wrong with it (sentences for the person), and whether its
    tags had to be matched by guessing (`broken`)."""

    root: Element
    warnings: tuple[str, ...] = ()
    broken: bool = False


def load(text: str, base: str = "") -> Tree:
    """The tree of `text`. `base` is the document's address. Raises NotAFeed when not even an
    element can be made out."""
    document = mend.prolog(text)
    if not document.text:
        raise NotAFeed("The answer ends before a feed begins.")
    warnings: list[str] = []
    if document.junk:
        warnings.append("There is text before the feed's beginning; it was skipped.")
    root, _ = _parse(document.text, base)
    if root is not None:
        return Tree(root, tuple(warnings))
    light, faults = mend.lightly(document)
    root, line = _parse(light, base)
    if root is not None:
        if faults:
            warnings.append(f"The feed's XML has faults ({', '.join(faults)}); they were mended.")
        return Tree(root, tuple(warnings))
    even = balance.balanced(light)
    root, _ = _parse(even, base)
    if root is None:
        root, _ = _parse(even, base, recover=True)
    if root is None:
        raise NotAFeed("The feed's XML is too broken to be read.")
    near = line + document.lines
    warnings.append(f"The feed's XML is broken near line {near}; what could be read is shown.")
    return Tree(root, tuple(warnings), broken=True)


def _parse(text: str, base: str, *, recover: bool = False) -> tuple[Element | None, int]:
    """(root or None, line of the first fault)."""
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser, base_url=base)
    except etree.XMLSyntaxError as error:
        return None, error.position[0] or 1
    except ValueError:
        return None, 1
    return root, 0

"""Code blocks: kept as they are written, highlighted where the language is known."""

from __future__ import annotations

from collections.abc import Iterator

from feedreader.model.document import CodeBlock
from feedreader.tui.article.lines import Line, Part, Role
from feedreader.tui.cells import cell_len

LONGEST = 5_000
"""Characters past which code is shown plain: lexers are regular expressions on strangers' text."""
KNOWN = frozenset(
    [
        "bash",
        "c",
        "c++",
        "cpp",
        "css",
        "diff",
        "go",
        "html",
        "ini",
        "java",
        "javascript",
        "js",
        "json",
        "kotlin",
        "make",
        "php",
        "py",
        "python",
        "python3",
        "rb",
        "ruby",
        "rs",
        "rust",
        "sh",
        "shell",
        "sql",
        "toml",
        "ts",
        "typescript",
        "xml",
        "yaml",
        "yml",
        "zsh",
    ]
)
"""Languages that are highlighted. Others have lexers that take seconds for a few kilobytes
(csharp, autoit, gnuplot), and the feed chooses."""


def code_lines(block: CodeBlock, width: int) -> Iterator[Line]:
    """Lines of code behind a thin bar; a long one goes on under a mark, nothing is cut off."""
    bar = Part("│ ", Role.RULE)
    room = max(8, width - 2)
    for parts in _coloured(block):
        for number, row in enumerate(_folded(parts, room)):
            yield Line((bar, *row)) if number == 0 else Line((bar, Part("↪ ", Role.RULE), *row))


def _coloured(block: CodeBlock) -> Iterator[list[Part]]:
    text = block.text.expandtabs(4).rstrip("\n")
    if block.language not in KNOWN or len(text) > LONGEST:
        for row in text.split("\n"):
            yield [Part(row, Role.CODE)] if row else []
        return
    parts: list[Part] = []
    for role, value in _tokens(text, block.language):
        for number, row in enumerate(value.split("\n")):
            if number:
                yield parts
                parts = []
            if row:
                parts.append(Part(row, role))
    if parts:
        yield parts


def _tokens(text: str, language: str) -> Iterator[tuple[Role, str]]:
    # Imported at the first code block: 15 ms that most articles do not need.
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType
    from pygments.util import ClassNotFound

    roles: tuple[tuple[_TokenType, Role], ...] = (
        (Comment, Role.CODE_COMMENT),
        (String, Role.CODE_STRING),
        (Number, Role.CODE_NUMBER),
        (Keyword, Role.CODE_KEYWORD),
        (Operator.Word, Role.CODE_KEYWORD),
        (Name.Function, Role.CODE_NAME),
        (Name.Class, Role.CODE_NAME),
        (Name.Tag, Role.CODE_NAME),
        (Name.Builtin, Role.CODE_NAME),
    )
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield Role.CODE, text
        return
    for kind, value in lexer.get_tokens(text):
        # `in` asks pygments whether the token is of that family; its stubs know a tuple only.
        fitting = (role for token, role in roles if kind in token)  # type: ignore[comparison-overlap]
        yield next(fitting, Role.CODE), value


def _folded(parts: list[Part], room: int) -> Iterator[list[Part]]:
    row: list[Part] = []
    used, limit = 0, room
    for part in parts:
        begin = 0
        for at, char in enumerate(part.text):
            size = 1 if char.isascii() else cell_len(char)
            if used + size > limit and used:
                if at > begin:
                    row.append(part._replace(text=part.text[begin:at]))
                yield row
                row, used, limit, begin = [], 0, room - 2, at
            used += size
        if begin < len(part.text):
            row.append(part._replace(text=part.text[begin:]))
    yield row

"""Version 3: authors' profiles with their history, merged by hand, announced if wished.

A record that the person made part of another one keeps its own row, names, facts and articles;
`merged_into` names the record that shows them (never one that is itself merged), so that a split
gives all of it back. `notify`: whoever follows the author wants to be told of new stories.
`next_visit` is when the author's own page may be asked for again. `author_fields.origin` is what
kind of source said so (model.author.Origin); what feeds said has "feed" for a source.
"""

VERSION = 3

STATEMENTS = (
    "ALTER TABLE authors ADD COLUMN merged_into INTEGER REFERENCES authors (id) ON DELETE SET NULL",
    "ALTER TABLE authors ADD COLUMN notify INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE authors ADD COLUMN next_visit INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX authors_merged ON authors (merged_into) WHERE merged_into IS NOT NULL",
    "ALTER TABLE author_fields ADD COLUMN origin TEXT NOT NULL DEFAULT 'page'",
    "UPDATE author_fields SET origin = 'feed' WHERE source = 'feed'",
    # It is a guess from the name, which no source says.
    "DELETE FROM author_fields WHERE field = 'kind'",
)

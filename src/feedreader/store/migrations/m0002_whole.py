"""Version 2: whole stories. The text that an article's own page gives, pictures, saved pages.

`bodies.document` stays the text that is shown. `offline` has a row for an article of which more
was tried than its feed gives: `source` says whose text is shown ("feed" or "page"), `other_*` keep
the other one, so that a person can change between them. `page_checked` is when the page was read
(NULL: not yet, or its text is out of date), `next_try` when a page that failed may be asked again,
`looked_at` when a download last tried to make the article whole.
`pictures` knows every picture asked for, by its address; the files lie on a shelf beside the
library, named by `digest`. `aliases` are further addresses under which an article was found, so
that a link to it is not fetched a second time. A `hidden` feed is no subscription: it holds pages
that were saved one by one, is never asked for and stands in no list of feeds.
"""

VERSION = 2

STATEMENTS = (
    "ALTER TABLE feeds ADD COLUMN text_policy TEXT NOT NULL DEFAULT 'default'",
    "ALTER TABLE feeds ADD COLUMN pictures TEXT NOT NULL DEFAULT 'default'",
    "ALTER TABLE feeds ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE offline (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        wholeness TEXT NOT NULL DEFAULT 'feed',
        missing TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL DEFAULT 'feed',
        page_checked INTEGER,
        next_try INTEGER NOT NULL DEFAULT 0,
        looked_at INTEGER NOT NULL DEFAULT 0,
        other_document BLOB,
        other_words INTEGER NOT NULL DEFAULT 0,
        other_minutes INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE pictures (
        id INTEGER PRIMARY KEY,
        url_key INTEGER NOT NULL UNIQUE,
        url TEXT NOT NULL,
        digest BLOB NOT NULL DEFAULT '',
        extension TEXT NOT NULL DEFAULT '',
        width INTEGER NOT NULL DEFAULT 0,
        height INTEGER NOT NULL DEFAULT 0,
        size INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL,
        sentence TEXT NOT NULL DEFAULT '',
        fetched_at INTEGER NOT NULL,
        last_used INTEGER NOT NULL
    )
    """,
    "CREATE INDEX pictures_digest ON pictures (digest, size) WHERE state = 'kept'",
    """
    CREATE TABLE article_pictures (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        picture_id INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        PRIMARY KEY (article_id, picture_id, role)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX article_pictures_picture ON article_pictures (picture_id)",
    """
    CREATE TABLE aliases (
        url_key INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        url TEXT NOT NULL,
        PRIMARY KEY (url_key, article_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX aliases_article ON aliases (article_id)",
)

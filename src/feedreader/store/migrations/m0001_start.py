"""Version 1: the first library.

`articles` is narrow (what lists are ordered and filtered by, and the person's marks), so that
marking 100,000 of them read rewrites 4 MB and not 40; their titles and addresses stand in `texts`
(`identity` empty where it is the address), all else in `bodies` (`codec.Body`). `article_tags` and
`article_authors` repeat an article's date, so that a tag's or an author's list comes out of the
index in order. `tallies` counts per feed, so that the feed list never counts articles.
"""

VERSION = 1

STATEMENTS = (
    """
    CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        custom_title TEXT NOT NULL DEFAULT '',
        shown TEXT NOT NULL DEFAULT '',
        site_url TEXT NOT NULL DEFAULT '',
        description TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL DEFAULT '',
        icon TEXT NOT NULL DEFAULT '',
        format TEXT NOT NULL DEFAULT '',
        folder TEXT NOT NULL DEFAULT '',
        authors TEXT NOT NULL DEFAULT '',
        next_url TEXT NOT NULL DEFAULT '',
        hub_url TEXT NOT NULL DEFAULT '',
        etag TEXT NOT NULL DEFAULT '',
        last_modified TEXT NOT NULL DEFAULT '',
        body_digest TEXT NOT NULL DEFAULT '',
        parser_version INTEGER NOT NULL DEFAULT 0,
        added INTEGER NOT NULL DEFAULT 0,
        last_checked INTEGER,
        last_changed INTEGER,
        next_due INTEGER DEFAULT 0,
        due_reason TEXT NOT NULL DEFAULT '',
        failure_kind TEXT NOT NULL DEFAULT '',
        failure_sentence TEXT NOT NULL DEFAULT '',
        failure_status INTEGER NOT NULL DEFAULT 0,
        failures_in_a_row INTEGER NOT NULL DEFAULT 0,
        warnings TEXT NOT NULL DEFAULT '',
        moved_to TEXT NOT NULL DEFAULT '',
        moved_seen INTEGER NOT NULL DEFAULT 0,
        interval INTEGER NOT NULL DEFAULT 0,
        hits TEXT NOT NULL DEFAULT '',
        pace TEXT NOT NULL DEFAULT '',
        claimed_until INTEGER NOT NULL DEFAULT 0,
        claimant TEXT NOT NULL DEFAULT '',
        removed_at INTEGER
    )
    """,
    "CREATE UNIQUE INDEX feeds_url ON feeds (url) WHERE removed_at IS NULL",
    "CREATE INDEX feeds_due ON feeds (next_due) WHERE removed_at IS NULL",
    "CREATE INDEX feeds_removed ON feeds (removed_at) WHERE removed_at IS NOT NULL",
    """
    CREATE TABLE tallies (
        feed_id INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
        articles INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE feed_tags (
        feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (feed_id, key)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX feed_tags_key ON feed_tags (key)",
    """
    CREATE TABLE hosts (
        host TEXT PRIMARY KEY,
        paused_until INTEGER NOT NULL,
        reason TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
        published INTEGER NOT NULL,
        words INTEGER NOT NULL DEFAULT 0,
        minutes INTEGER NOT NULL DEFAULT 1,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        saved INTEGER NOT NULL DEFAULT 0,
        followed INTEGER NOT NULL DEFAULT 0,
        position REAL NOT NULL DEFAULT 0,
        search_rowid INTEGER
    )
    """,
    "CREATE INDEX articles_newest ON articles (published, id, feed_id, words)",
    "CREATE INDEX articles_unread ON articles (published, id, feed_id, words) WHERE read = 0",
    "CREATE INDEX articles_starred ON articles (published, id, feed_id, words) WHERE starred = 1",
    "CREATE INDEX articles_followed ON articles (published, id, feed_id, words, read) WHERE followed = 1",
    "CREATE INDEX articles_feed ON articles (feed_id, published)",
    "CREATE INDEX articles_feed_unread ON articles (feed_id, published) WHERE read = 0",
    "CREATE UNIQUE INDEX articles_search ON articles (search_rowid) WHERE search_rowid IS NOT NULL",
    """
    CREATE TABLE texts (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        feed_id INTEGER NOT NULL,
        identity TEXT NOT NULL,
        identity_key INTEGER NOT NULL,
        digest BLOB NOT NULL,
        url TEXT NOT NULL DEFAULT '',
        url_key INTEGER,
        title TEXT NOT NULL DEFAULT '',
        title_digest BLOB NOT NULL DEFAULT '',
        byline TEXT NOT NULL DEFAULT '',
        dated INTEGER,
        updated INTEGER,
        first_seen INTEGER NOT NULL,
        language TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE UNIQUE INDEX texts_identity ON texts (feed_id, identity_key)",
    "CREATE INDEX texts_url ON texts (url_key) WHERE url_key IS NOT NULL",
    """
    CREATE TABLE bodies (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        document BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE tags (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE article_tags (
        tag_id INTEGER NOT NULL REFERENCES tags (id),
        published INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        PRIMARY KEY (tag_id, published, article_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX article_tags_article ON article_tags (article_id, place)",
    """
    CREATE TABLE authors (
        id INTEGER PRIMARY KEY,
        site TEXT NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        url TEXT NOT NULL DEFAULT '',
        url_key INTEGER,
        avatar TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL DEFAULT '',
        bio TEXT NOT NULL DEFAULT '',
        organisation TEXT NOT NULL DEFAULT '',
        links TEXT NOT NULL DEFAULT '',
        email TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL DEFAULT 'person',
        followed INTEGER NOT NULL DEFAULT 0,
        added INTEGER NOT NULL,
        profile_checked INTEGER
    )
    """,
    "CREATE INDEX authors_url ON authors (url_key) WHERE url_key IS NOT NULL",
    "CREATE INDEX authors_followed ON authors (id) WHERE followed = 1",
    """
    CREATE TABLE author_names (
        site TEXT NOT NULL,
        key TEXT NOT NULL,
        author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (site, key, author_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX author_names_author ON author_names (author_id)",
    """
    CREATE TABLE author_fields (
        author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        source TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        PRIMARY KEY (author_id, field, first_seen)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE article_authors (
        author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
        published INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        PRIMARY KEY (author_id, published, article_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX article_authors_article ON article_authors (article_id, position)",
    """
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        sentence TEXT NOT NULL,
        steps BLOB NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        text, content = '', detail = none,
        tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
    )
    """,
    """
    CREATE VIRTUAL TABLE heads USING fts5 (
        title, byline, content = '', detail = column,
        tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
    )
    """,
)

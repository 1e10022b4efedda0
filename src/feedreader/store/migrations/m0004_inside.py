"""Version 4: which feeds are in the person's own network.

`feeds.inside`: the feed last answered from a private network. Only then may its stories lead to
its own server while that has a private address: the name of any other feed's host is its owner's,
who may let it point anywhere at any time. Feeds of older libraries are outside until they answer
again.
"""

VERSION = 4

STATEMENTS = ("ALTER TABLE feeds ADD COLUMN inside INTEGER NOT NULL DEFAULT 0",)

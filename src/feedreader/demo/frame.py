"""What stands round the text on every page, as on real sites: navigation, share bar, newsletter,
comments, cookie banner, footer. All of it is there for an extractor to leave out."""

from __future__ import annotations

from collections.abc import Iterable

from feedreader.demo import LABEL
from feedreader.demo.markup import text
from feedreader.demo.records import Paper

_STYLE = (
    "body{font:18px/1.55 Georgia,serif;max-width:44rem;margin:0 auto;padding:0 1rem 3rem;color:#1b1b1f}"
    "nav,.share,.cookies,.newsletter,.comments,footer{font:14px/1.5 system-ui,sans-serif;color:#555}"
    "nav a{margin-right:1rem}h1{line-height:1.15}img{max-width:100%;height:auto}"
    "figcaption{font-size:.8rem;color:#555}.byline__avatar,.author-box img{width:64px;border-radius:50%}"
    ".author-box,.related-card,.newsletter,.cookies{border:1px solid #ddd;padding:1rem;margin:1rem 0}"
    "pre{background:#f4f4f6;padding:.8rem;overflow:auto}table{border-collapse:collapse}"
    "td,th{border:1px solid #ccc;padding:.2rem .5rem}"
)


def page(*, title: str, head: str, body: str, language: str, papers: Iterable[Paper]) -> str:
    """A whole HTML page. `head` goes into head after the title, `body` between header and footer."""
    links = "".join(f'<li><a href="{paper.home}">{text(paper.title)}</a></li>' for paper in papers)
    direction = ' dir="rtl"' if language == "ar" else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{text(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n{head}\n</head>\n<body>\n"
        '<div class="cookies" id="cookie-banner" role="dialog" aria-label="Cookies">'
        "<p>We and our 312 invented partners would like to store crumbs on your device.</p>"
        "<button>Accept all</button> <button>Only what is needed</button></div>\n"
        f'<header class="site-header"><nav class="site-nav" aria-label="Papers"><ul>{links}'
        '<li><a href="/people/">People</a></li></ul></nav></header>\n'
        f"{body}\n"
        f'<footer class="site-footer"><p class="label">{LABEL}: no such people, places or papers '
        'exist.</p><p><a href="/">All papers</a> · <a href="/people/">Masthead</a></p></footer>\n'
        "</body>\n</html>\n"
    )


def share(address: str) -> str:
    """The share bar."""
    places = ("Chatter", "Pinwall", "Mail")
    links = "".join(
        f'<a class="share__link" href="https://{name.lower()}.example/share?u={text(address)}">{name}</a> '
        for name in places
    )
    return f'<div class="share" aria-label="Share this story">Share: {links}</div>'


def newsletter(paper: Paper) -> str:
    """The form that asks for a mail address."""
    return (
        f'<form class="newsletter" action="{paper.home}" method="get"><h3>Get {text(paper.title)} by mail'
        "</h3><p>Join 4,000 invented subscribers. Every Thursday, one letter, no noise.</p>"
        '<input type="email" placeholder="you@home.example"> <button>Sign up</button></form>'
    )


def comments() -> str:
    """Two readers' comments."""
    return (
        '<section class="comments" id="comments"><h3>2 comments</h3><ol>'
        '<li><b class="comment-author">gannet_77</b><p>My grandmother told it differently.</p></li>'
        '<li><b class="comment-author">A reader in Hask</b><p>First rate. More of this, please.</p></li>'
        '</ol><a href="#comments">Log in to comment</a></section>'
    )

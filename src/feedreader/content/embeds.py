"""What a terminal does not play, named as what it is: video, audio, posts, maps, interactive graphics."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from feedreader.content.flow import Flow, Handle
from feedreader.content.inline import Style
from feedreader.content.tree import Element, text_of
from feedreader.model.document import Embed, EmbedKind, Figure, Picture
from feedreader.text import clean, urls

_KINDS: tuple[tuple[EmbedKind, re.Pattern[str]], ...] = (
    (
        EmbedKind.VIDEO,
        re.compile(
            r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv|ted\.com|vevo\.com"
            r"|brightcove\.net|jwplayer\.com|jwplatform\.com|wistia\.(?:com|net)|streamable\.com|rumble\.com|odysee\.com"
            r"|bilibili\.com|rutube\.ru|loom\.com|vidyard\.com|kaltura\.com|videopress\.com|peertube\.[a-z.]+"
            r"|glomex\.com|ooyala\.com|cdn\.jwplayer\.com|players?\..*)$"
        ),
    ),
    (
        EmbedKind.AUDIO,
        re.compile(
            r"(?:^|\.)(?:soundcloud\.com|spotify\.com|bandcamp\.com|mixcloud\.com|anchor\.fm|libsyn\.com|podbean\.com"
            r"|buzzsprout\.com|simplecast\.com|megaphone\.fm|acast\.com|omny\.fm|audioboom\.com|art19\.com|spreaker\.com"
            r"|transistor\.fm|captivate\.fm|deezer\.com|podcasts\.apple\.com|embed\.podcasts\.apple\.com|podigee\.io"
            r"|music\.apple\.com|tidal\.com|castos\.com|fireside\.fm)$"
        ),
    ),
    (
        EmbedKind.SOCIAL,
        re.compile(
            r"(?:^|\.)(?:twitter\.com|x\.com|facebook\.com|instagram\.com|tiktok\.com|threads\.net|bsky\.app|reddit\.com"
            r"|redditmedia\.com|linkedin\.com|pinterest\.[a-z.]+|t\.me|tumblr\.com|vk\.com|truthsocial\.com"
            r"|mastodon\.[a-z.]+|mstdn\.[a-z.]+|giphy\.com)$"
        ),
    ),
    (
        EmbedKind.MAP,
        re.compile(
            r"(?:^|\.)(?:openstreetmap\.org|maps\.google\.[a-z.]+|umap\.[a-z.-]+|maps\..*|arcgis\.com)$"
        ),
    ),
    (
        EmbedKind.INTERACTIVE,
        re.compile(
            r"(?:^|\.)(?:datawrapper\.(?:de|dwcdn\.net)|dwcdn\.net|flourish\.studio|infogram\.com|codepen\.io|jsfiddle\.net"
            r"|codesandbox\.io|observablehq\.com|tableau\.com|knightlab\.com|documentcloud\.org|scribd\.com|slideshare\.net"
            r"|typeform\.com|gist\.github\.com|everviz\.com|highcharts\.com|replit\.com|stackblitz\.com|plot\.ly"
            r"|thinglink\.com|genial\.ly|genially\.com|playbuzz\.com|riddle\.com|juxtapose\.[a-z.]+|speakerdeck\.com"
            r"|ourworldindata\.org|desmos\.com|geogebra\.org|shinyapps\.io)$"
        ),
    ),
)
_ADVERTISING = re.compile(
    r"(?:doubleclick\.net|googlesyndication|adservice|amazon-adsystem|taboola|outbrain|googletagmanager|recaptcha"
    r"|/ads?/|adserver|facebook\.com/plugins/(?:like|share)|platform\.twitter\.com/widgets/(?:tweet_button|follow)"
    r"|feedburner|disqus\.com|addthis|sharethis|rcm-[a-z]+\.amazon|ws-[a-z]+\.amazon|vgwort\.de)",
    re.IGNORECASE,
)
_YOUTUBE = re.compile(r"/(?:embed|v|shorts|live)/([A-Za-z0-9_-]{6,20})(?:$|[/?&#])")
_USELESS = re.compile(
    r"^(?:youtube|vimeo|spotify|twitter)?[\s-]*(?:video|embed(?:ded)?(?: (?:content|video|media))?|player"
    r"|iframe|untitled|video player|embed:? \S+)$|^embedded ",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)$", re.IGNORECASE)
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-url", "data")


def embed_of(url: str, title: str = "", poster: str = "") -> Embed:
    """An embed by its address, with its kind; a YouTube player's address becomes its video's page."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    path = f"{parts.path}?{parts.query}"
    if "youtube" in host or host == "youtu.be":
        found = _YOUTUBE.search(path)
        number = found[1] if found else ""
        if number and number != "videoseries":
            url = f"https://www.youtube.com/watch?v={number}"
            poster = poster or f"https://i.ytimg.com/vi/{number}/hqdefault.jpg"
        elif playlist := parse_qs(parts.query).get("list"):
            url = urls.web(f"https://www.youtube.com/playlist?list={playlist[0]}") or url
    elif host == "player.vimeo.com" and (found := re.search(r"/video/(\d+)", parts.path)):
        url = f"https://vimeo.com/{found[1]}"
    kind = next((kind for kind, hosts in _KINDS if hosts.search(host)), EmbedKind.PAGE)
    if kind is EmbedKind.PAGE and "google." in host and "/maps" in path:
        kind = EmbedKind.MAP
    if kind is EmbedKind.PAGE and path.startswith("/video.g?"):
        kind = EmbedKind.VIDEO  # Blogger
    return Embed(kind, url, title, poster)


def frame(flow: Flow, element: Element, style: Style) -> None:
    """`<iframe>`, `<embed>`, `<object>`: what it shows, unless it is advertising or invisible."""
    address = _address(element, flow.context.base, _SOURCES)
    if element.tag == "object" and not address:
        for below in element.iter("embed", "param", "iframe"):
            name = (below.get("name") or "").lower()
            found = below.get("src") or (below.get("value") if name in {"movie", "src", "url"} else "")
            address = urls.web(found, flow.context.base)
            if address:
                break
    small = {element.get("width") or "", element.get("height") or ""} & {"0", "1", "0px", "1px"}
    if not address or small or _ADVERTISING.search(address):
        if element.tag == "object" and not address:
            flow.walk(element, style)
        return
    if _PICTURE.search(urlsplit(address).path):
        flow.add(Figure((Picture(address, _title(element)),)))
    else:
        flow.add(embed_of(address, _title(element)))


def media(flow: Flow, element: Element, style: Style) -> None:
    """`<video>` and `<audio>`; what browsers without them would show is left out."""
    base = flow.context.base
    address = _address(element, base, _SOURCES)
    if not address:
        address = next(
            filter(None, (_address(source, base, _SOURCES) for source in element.iter("source"))), ""
        )
    if not address:
        return
    kind = EmbedKind.AUDIO if element.tag.endswith("audio") else EmbedKind.VIDEO
    poster = urls.web(element.get("poster") or element.get("data-poster") or "", base)
    flow.add(Embed(kind, address, _title(element), poster))


def player(flow: Flow, element: Element, style: Style) -> None:
    """`<lite-youtube>`, `<amp-youtube>` and their like: a video by its number."""
    number = element.get("videoid") or element.get("data-videoid") or ""
    if re.fullmatch(r"[A-Za-z0-9_-]{6,20}", number):
        flow.add(embed_of(f"https://www.youtube.com/embed/{number}", _title(element)))


def post(flow: Flow, element: Element, style: Style) -> bool:
    """A post whose text a script would bring (Instagram); where the text is there it is a quotation."""
    if element.tag != "blockquote":
        return False
    address = urls.web(element.get("data-instgrm-permalink") or "", flow.context.base)
    if not address:
        return False
    lines = [line.strip() for line in text_of(element).splitlines()]
    title = next((line for line in lines if line.lower().startswith("a post shared")), "")
    flow.add(Embed(EmbedKind.SOCIAL, urls.without_trackers(address), clean.line(title, 200)))
    return True


def ours(flow: Flow, element: Element, style: Style) -> bool:
    """An embed as `render_html` writes it: figure.embed with its kind as second class."""
    names = (element.get("class") or "").split()
    if element.tag != "figure" or len(names) != 2 or names[1] not in list(EmbedKind):
        return False
    link = next(element.iter("a"), None)
    address = urls.web(link.get("href") if link is not None else "", flow.context.base)
    if link is None or not address:
        return False
    image = next(element.iter("img"), None)
    poster = urls.web(image.get("src"), flow.context.base) if image is not None else ""
    title = clean.line(text_of(link))
    flow.add(Embed(EmbedKind(names[1]), address, "" if title == clean.line(address) else title, poster))
    return True


def _address(element: Element, base: str, names: tuple[str, ...]) -> str:
    return next(filter(None, (urls.web(element.get(name), base) for name in names)), "")


def _title(element: Element) -> str:
    title = clean.line(element.get("title") or element.get("aria-label") or "", 300)
    return "" if _USELESS.search(title) else title


HANDLERS: dict[str, Handle] = dict.fromkeys(("iframe", "embed", "object", "amp-iframe"), frame)
HANDLERS |= dict.fromkeys(("video", "audio", "amp-video", "amp-audio"), media)
HANDLERS |= dict.fromkeys(("lite-youtube", "amp-youtube", "youtube-video"), player)

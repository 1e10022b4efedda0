"""Drawings (SVG): what is drawn, and all that is not."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from tests.media.pictures import BLUE, RED, encoded, lying_png, near, opened, scene, svg

from feedreader.media import vector
from feedreader.media.check import check
from feedreader.media.records import Checked, Refusal
from feedreader.media.shrink import shrink

pytest.importorskip("resvg_py")

SQUARE = '<rect width="300" height="200" fill="rgb(220,30,30)"/>'


def drawn(data: bytes, width: int = 300, height: int = 200) -> list[tuple[int, ...]]:
    """The colours in the middle and near the corner, with alpha."""
    png = vector.render(data, width, height)
    assert not isinstance(png, Refusal), png.sentence
    image = opened(png).convert("RGBA")
    assert image.size == (width, height)
    return [tuple(image.getpixel(place)) for place in ((width // 2, height // 2), (3, 3))]  # type: ignore[arg-type]


NOTHING = [(0, 0, 0, 0)] * 2
FULL = [(*RED, 255)] * 2


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="40px" height="30.4"', (40, 30)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="100%" height="100%" viewBox="0 0 640 480"', (640, 480)),
        ('viewBox="0 0 24 12"', (256, 128)),
        ('viewBox="0,0,1000,500"', (1000, 500)),
        ('width="200" viewBox="0 0 24 12"', (200, 100)),
        ('height="200" viewBox="0 0 24 12"', (400, 200)),
        ("", (300, 150)),
        ('width="-4" height="nonsense" viewBox="0 0 -1 x"', (300, 150)),
        ('width="50000" height="25000"', (4000, 2000)),
        ('width="1e99" height="1"', (4000, 1)),
        ('width="1e30" height="1e30"', (4000, 4000)),
    ],
)
def test_the_size(attributes: str, size: tuple[int, int]) -> None:
    assert vector.size(svg("", attributes)) == size


def test_it_becomes_a_picture_like_any_other() -> None:
    result = shrink(svg(SQUARE, 'viewBox="0 0 2000 1000"'), max_width=500)
    assert not isinstance(result, Refusal)
    assert (result[0].width, result[0].height) == (500, 250)
    image = opened(result[1]).convert("RGBA")
    assert near(image, 0.05, 0.05, RED)
    assert image.getpixel((490, 240)) == (0, 0, 0, 0)


def test_a_size_without_a_view() -> None:
    assert drawn(svg('<rect width="300" height="200" fill="rgb(220,30,30)"/>'), 30, 20) == FULL


@pytest.mark.parametrize("prefix", ["", "\ufeff", "<?xml version='1.0' encoding='utf-8'?>\n<!-- a -->\n"])
def test_how_files_begin(prefix: str) -> None:
    assert isinstance(check(svg(SQUARE, before=prefix)), Checked)
    assert drawn(svg(SQUARE, before=prefix)) == FULL


def test_other_encodings_and_prefixes() -> None:
    assert drawn(svg(SQUARE, before="<?xml version='1.0' encoding='iso-8859-1'?>")) == FULL
    named = b'<s:svg xmlns:s="http://www.w3.org/2000/svg" width="300" height="200">'
    data = named + b'<s:rect width="300" height="200" fill="rgb(220,30,30)"/></s:svg>'
    assert isinstance(check(data), Checked)
    assert drawn(data) == FULL


def test_entities_that_only_shorten_are_read() -> None:
    before = '<!DOCTYPE svg [<!ENTITY red "rgb(220,30,30)">]>'
    assert drawn(svg('<rect width="300" height="200" fill="&red;"/>', before=before)) == FULL


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]>',
        '<!DOCTYPE svg [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;&x;">]>',
        f'<!DOCTYPE svg [<!ENTITY x "{"a" * 2000}">]>',
        "<!DOCTYPE svg [" + "".join(f'<!ENTITY x{n} "a">' for n in range(100)) + "]>",
    ],
    ids=["file", "parameter", "laughs", "long", "many"],
)
def test_entities_that_reach_out_or_grow(before: str) -> None:
    data = svg("<text>&x;</text>", before=before)
    sentence = "The drawing wants to load something from elsewhere, or to grow without end."
    assert check(data) == Refusal(sentence)
    assert vector.render(data, 300, 200) == Refusal(sentence)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.png"
    path.write_bytes(encoded(scene()))
    return path


@pytest.mark.parametrize(
    "body",
    [
        '<image href="{path}" width="300" height="200"/>',
        '<image xlink:href="{path}" width="300" height="200"/>',
        '<image href="file://{path}" width="300" height="200"/>',
        '<image href="secret.png" width="300" height="200"/>',
        '<image href="http://127.0.0.1:9/x.png" width="300" height="200"/>',
        '<image href="data:image/svg+xml,%3Csvg/%3E" width="300" height="200"/>',
        '<use href="{path}#a"/>',
        '<filter id="f"><feImage href="{path}"/></filter><rect width="300" height="200" filter="url(#f)" opacity="0"/>',
        '<foreignObject width="300" height="200"><img xmlns="http://www.w3.org/1999/xhtml" src="{path}"/></foreignObject>',
        "<script>document.location='http://127.0.0.1:9/'</script>",
    ],
)
def test_nothing_comes_from_elsewhere(body: str, secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(secret.parent)
    assert drawn(svg(body.format(path=secret))) == NOTHING


@pytest.mark.parametrize(
    "style",
    [
        "fill: url({path}#a)",
        "fill: url( '{path}#a' )",
        "fill: URL({path}#a)",
        "fill: u\\72l({path}#a)",
        "fill: url(http://127.0.0.1:9/#a",
    ],
)
def test_styles_reach_nowhere(style: str, secret: Path) -> None:
    from feedreader.media import svg_parts

    value = style.format(path=secret)
    cleaned = svg_parts.attributes("http://www.w3.org/2000/svg}rect", {"style": value})["style"]
    assert "url(" not in cleaned.lower()
    assert "127.0.0.1" not in cleaned
    sheet = f"@import url({secret}); @import '{secret}'; rect {{ {value} }}"
    tree = vector._clean(svg(f"<style>{sheet}</style>{SQUARE}"))
    assert not isinstance(tree, Refusal)
    assert "url(" not in "".join(tree.itertext()).lower()
    assert "@import" not in "".join(tree.itertext())


def test_what_is_inside_is_drawn() -> None:
    body = (
        '<defs><linearGradient id="g"><stop stop-color="rgb(220,30,30)"/></linearGradient></defs>'
        '<style>.a { fill: url("#g") }</style><rect class="a" width="300" height="200"/>'
    )
    assert drawn(svg(body)) == FULL
    small = base64.b64encode(encoded(scene().resize((300, 200)))).decode()
    image = f'<image href="data:image/png;base64,{small}" width="300" height="200"/>'
    assert drawn(svg(image))[1] == (*RED, 255)


def test_a_picture_inside_may_not_be_larger_than_the_drawing_ever_is() -> None:
    large = base64.b64encode(lying_png(50_000, 50_000)).decode()
    image = f'<image href="data:image/png;base64,{large}" width="300" height="200"/>'
    assert drawn(svg(image)) == NOTHING


@pytest.mark.parametrize(
    "body",
    [
        "<g>" * 20_000 + "</g>" * 20_000,
        "<g/>" * 30_000,
        "<!--" + "a" * 3_000_001 + "-->",
    ],
    ids=["deep", "many", "long"],
)
def test_too_large(body: str) -> None:
    refusal = Refusal("The drawing is too large or too complex to be shown.")
    assert vector.render(svg(body), 300, 200) == refusal


def test_uses_of_uses_of_uses_end() -> None:
    nested = "".join(f'<g id="a{n + 1}">{f"""<use href="#a{n}"/>""" * 10}</g>' for n in range(8))
    data = svg(f'<defs><g id="a0"><rect width="1" height="1"/></g>{nested}</defs><use href="#a8"/>')
    assert isinstance(vector.render(data, 300, 200), Refusal)


def test_filters_that_take_minutes_are_left_out() -> None:
    noise = '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="1000000"/></filter>'
    rect = '<rect filter="url(#f)" width="300" height="200" fill="rgb(220,30,30)"/>'
    assert vector.render(svg(noise + rect), 1200, 800)
    wide = '<filter id="f"><feGaussianBlur stdDeviation="1e9 99999"/></filter>'
    assert vector.render(svg(wide + rect), 1200, 800)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg'>\xff\xfe",
        b"<html xmlns='http://www.w3.org/2000/svg'></html>",
        b"<svg><rect width='9' height='9'/></svg>",
    ],
)
def test_what_is_broken_is_said_to_be(data: bytes) -> None:
    assert vector.render(data, 30, 20) == Refusal("The drawing is damaged and cannot be read.")


def test_blue_on_top() -> None:
    assert drawn(svg(SQUARE + '<circle cx="150" cy="100" r="50" fill="rgb(30,30,220)"/>')) == [
        (*BLUE, 255),
        (*RED, 255),
    ]

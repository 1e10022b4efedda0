"""Pictures as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from tests.media.pictures import encoded, near, photograph, scene

from feedreader.media import glyphs
from feedreader.media.fit import fit
from feedreader.media.records import SYMBOLS, Cells, Protocol, Refusal
from feedreader.media.symbols import draw

FINE = [protocol for protocol in SYMBOLS if protocol is not Protocol.HALF_BLOCKS]
DEMO = Path(__file__).parents[2] / "src/feedreader/demo/pictures"


def drawing(image: Image.Image, columns: int, rows: int, background: int = 0, **options: object) -> Cells:
    cells = draw(encoded(image), columns, rows, background, **options)  # type: ignore[arg-type]
    assert isinstance(cells, Cells)
    assert (cells.columns, cells.rows) == (columns, rows)
    return cells


def text(cells: Cells) -> list[str]:
    return ["".join(run.text for run in row) for row in cells.lines()]


def painted(cells: Cells) -> Image.Image:
    """The drawing's points, as a terminal would show them."""
    shapes = {character: points for points, _, character in glyphs.shapes(Protocol.OCTANTS)}
    shapes["▀"] = glyphs.FULL ^ shapes["▄"]
    image = Image.new("RGB", (cells.columns * glyphs.WIDTH, cells.rows * glyphs.HEIGHT))
    for y, row in enumerate(cells.lines()):
        x = 0
        for run in row:
            for character in run.text:
                for point in range(glyphs.POINTS):
                    down, across = divmod(point, glyphs.WIDTH)
                    inked = shapes[character] >> glyphs.POINTS - 1 - point & 1
                    colour = run.foreground if inked else run.background
                    place = (x * glyphs.WIDTH + across, y * glyphs.HEIGHT + down)
                    image.putpixel(place, tuple(colour.to_bytes(3)))
                x += 1
    return image


def distance(one: Image.Image, other: Image.Image) -> float:
    """Root of the mean square difference, 0 to 255."""
    from PIL import ImageChops, ImageStat

    stat = ImageStat.Stat(ImageChops.difference(one, other))
    return float((sum(stat.sum2) / sum(stat.count)) ** 0.5)


def test_half_blocks() -> None:
    cells = drawing(scene(2, 4), 2, 2, protocol=Protocol.HALF_BLOCKS)
    assert [[(run.text, run.foreground, run.background) for run in row] for row in cells.lines()] == [
        [(" ", 0xDC1E1E, 0xDC1E1E), (" ", 0x1E1EDC, 0x1E1EDC)],
        [(" ", 0x1EC81E, 0x1EC81E), (" ", 0xFAFAFA, 0xFAFAFA)],
    ]
    across = drawing(scene(2, 2), 2, 1, protocol=Protocol.HALF_BLOCKS)
    assert [[(run.text, run.foreground, run.background) for run in row] for row in across.lines()] == [
        [("▀", 0xDC1E1E, 0x1EC81E), ("▀", 0x1E1EDC, 0xFAFAFA)],
    ]


def shaped(polygon: list[tuple[int, int]], size: tuple[int, int] = (80, 160)) -> Image.Image:
    image = Image.new("RGB", size, (10, 20, 30))
    ImageDraw.Draw(image).polygon(polygon, fill=(240, 230, 220))
    return image


@pytest.mark.parametrize(
    ("polygon", "protocol", "characters"),
    [
        ([(0, 0), (39, 0), (39, 79), (0, 79)], Protocol.QUADRANTS, "▘"),
        ([(0, 140), (79, 140), (79, 159), (0, 159)], Protocol.QUADRANTS, "▁"),
        ([(0, 0), (19, 0), (19, 159), (0, 159)], Protocol.QUADRANTS, "▎"),
        ([(0, 0), (39, 0), (39, 53), (0, 53)], Protocol.SEXTANTS, "\U0001fb00"),
        ([(0, 60), (39, 60), (39, 99), (0, 99)], Protocol.SEXTANTS, "\U0001fb03"),
        ([(0, 0), (0, 159), (79, 159)], Protocol.QUADRANTS, "▙▝▚▖▌"),
        ([(0, 40), (39, 40), (39, 79), (0, 79)], Protocol.OCTANTS, "\U0001cd00"),
    ],
)
def test_one_cell(polygon: list[tuple[int, int]], protocol: Protocol, characters: str) -> None:
    cells = drawing(shaped(polygon), 1, 1, protocol=protocol)
    ((run,),) = cells.lines()
    assert run.text in characters


def test_an_inverse_changes_the_colours_round() -> None:
    cells = drawing(shaped([(0, 0), (79, 0), (79, 39), (0, 39)]), 1, 1, protocol=Protocol.QUADRANTS)
    ((run,),) = cells.lines()
    # There is no upper quarter: it is the lower three quarters in the other colour.
    assert run.text == "▆"
    assert near(Image.new("RGB", (1, 1), tuple(run.foreground.to_bytes(3))), 0, 0, (10, 20, 30), 12)
    assert near(Image.new("RGB", (1, 1), tuple(run.background.to_bytes(3))), 0, 0, (240, 230, 220), 12)


def test_flat_cells_are_blanks_and_one_run() -> None:
    cells = drawing(Image.new("RGB", (400, 200), (10, 20, 30)), 20, 5, protocol=Protocol.SEXTANTS)
    for row in cells.lines():
        assert [(run.text, run.background) for run in row] == [(" " * 20, 0x0A141E)]


@pytest.mark.parametrize("name", ["lighthouse.png", "courtyard.jpg", "chip.webp", "people/oda-hale.png"])
def test_finer_symbols_come_closer(name: str) -> None:
    data = (DEMO / name).read_bytes()
    with Image.open(DEMO / name) as original:
        columns, rows = fit(*original.size, 80, 40)
        size = (columns * glyphs.WIDTH, rows * glyphs.HEIGHT)
        wanted = original.convert("RGB").resize(size, Image.Resampling.BOX)
    apart = []
    for protocol in reversed(SYMBOLS):
        cells = draw(data, columns, rows, protocol=protocol)
        assert isinstance(cells, Cells)
        apart.append(distance(painted(cells), wanted))
    half, quadrants, sextants, octants = apart
    assert quadrants < 0.8 * half
    assert sextants < quadrants
    assert octants < sextants + 0.1
    assert half < 25


def test_symbols_stay_within_their_set() -> None:
    data = encoded(photograph())
    for protocol in FINE:
        cells = draw(data, 60, 20, protocol=protocol)
        assert isinstance(cells, Cells)
        allowed = {character for _, _, character in glyphs.shapes(protocol)}
        assert set("".join(text(cells))) <= allowed


def line_drawing(ink: tuple[int, int, int]) -> Image.Image:
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse([20, 20, 180, 180], outline=(*ink, 255), width=12)
    return image


@pytest.mark.parametrize("protocol", SYMBOLS)
@pytest.mark.parametrize(
    ("ink", "background", "ground"),
    [
        ((0, 0, 0), 0x101010, 0xF4F4F2),
        ((20, 20, 30), 0xFFFFFF, 0xFFFFFF),
        ((255, 255, 255), 0xF8F8F8, 0x202226),
        ((255, 255, 255), 0x101010, 0x101010),
        ((200, 60, 60), 0x101010, 0x101010),
    ],
)
def test_drawings_on_nothing_are_seen(
    ink: tuple[int, int, int], background: int, ground: int, protocol: Protocol
) -> None:
    cells = drawing(line_drawing(ink), 20, 10, background, protocol=protocol)
    corner = cells.row(0)[0]
    assert corner.background == ground
    assert any(abs((run.foreground & 255) - ink[2]) < 60 for row in cells.lines() for run in row)


def test_grey() -> None:
    cells = drawing(scene(), 20, 8, protocol=Protocol.QUADRANTS, grey=True)
    for row in cells.lines():
        for run in row:
            for colour in (run.foreground, run.background):
                assert len(set(colour.to_bytes(3))) == 1


def test_odd_widths() -> None:
    for columns in (1, 2, 3, 7, 33):
        for protocol in SYMBOLS:
            cells = drawing(scene(), columns, 3, protocol=protocol)
            assert {len(line) for line in text(cells)} == {columns}
    wide = drawing(scene(), 33, 4, protocol=Protocol.SEXTANTS)
    assert wide.row(0)[0].background == 0xDC1E1E
    assert wide.row(3)[-1].background == 0xFAFAFA


def test_no_picture() -> None:
    for protocol in SYMBOLS:
        assert isinstance(draw(b"nonsense", 10, 5, protocol=protocol), Refusal)


def test_a_small_drawing_to_the_letter() -> None:
    image = Image.new("RGB", (60, 60), (0, 0, 40))
    pen = ImageDraw.Draw(image)
    pen.ellipse([5, 5, 54, 54], fill=(255, 220, 80))
    assert text(drawing(image, 6, 3, protocol=Protocol.QUADRANTS)) == GOLDEN_QUADRANTS
    assert text(drawing(image, 6, 3, protocol=Protocol.SEXTANTS)) == GOLDEN_SEXTANTS


GOLDEN_QUADRANTS = ["▂▄▆▆▄▂", "▌    ▌", "▆▄▂▂▄▆"]
GOLDEN_SEXTANTS = [
    "\U0001fb47\U0001fb46▆▆\U0001fb51\U0001fb3c",
    "▌    ▌",
    "\U0001fb4c\U0001fb51▂▂\U0001fb46\U0001fb41",
]

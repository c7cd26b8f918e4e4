"""The names on the small map of a slide: one an arrondissement, inside the drawing, none over another."""

from __future__ import annotations

import re
from itertools import combinations
from urllib.parse import unquote

from components.figures.small_map import LETTER, LETTERS, WIDTH, compute_paths, compute_spots, map_fills
from data.load import load_arrondissement_rings, load_territories
from data.model import ARRONDISSEMENTS


def names() -> dict[str, str]:
    return {code: load_territories()[code].split("Arrondissement d")[1].lstrip("e' ") for code in ARRONDISSEMENTS}


def test_every_name_is_read_whole_and_apart_from_the_others() -> None:
    rings = load_arrondissement_rings()
    paths, height = compute_paths(rings)
    boxes = []
    for code, spot in compute_spots(rings, names()).items():
        assert "".join(spot.lines) == names()[code]
        half = LETTER * max(map(len, spot.lines)) / 2
        bottom = spot.y + (len(spot.lines) - 1) * LETTERS
        boxes.append((spot.x - half, spot.y - LETTERS * 0.75, spot.x + half, bottom))
    assert len(boxes) == len(paths) == 6
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < bottom <= height
    for one, other in combinations(boxes, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_the_one_looked_at_is_outlined_and_white_is_written_on_dark_alone() -> None:
    rings = load_arrondissement_rings()
    paths, height = compute_paths(rings)
    fills = dict.fromkeys(paths, "#b3b3f9") | {"arr:591": "#000091"}
    drawn = unquote(map_fills(paths, height, fills, compute_spots(rings, names()), "arr:592"))
    inks = dict(re.findall(r'fill="(#\w{6})" stroke="#\w{6}"[^>]*>([^<]+)</text>', drawn))
    assert set(re.findall(r'fill="#ffffff"[^>]*>([^<]+)</text>', drawn)) == {"Avesnes-", "sur-Helpe"}
    assert len(inks) == 2
    assert drawn.count(f'd="{paths["arr:592"]}"') == 3
    assert drawn.count(f'd="{paths["arr:591"]}"') == 1

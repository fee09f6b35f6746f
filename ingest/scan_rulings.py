"""The picture of an upright page -> its ruling lines and shaded rectangles, and the picture without the lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import ndimage

from ingest.pdf_rulings import Fill, Rule, Rulings, join_rules
from ingest.scan_images import PIXELS_A_POINT, Grey, Mask, UprightPage, long_runs

# A rule is fainter than print: a hairline of 0.25 points covers one pixel of three.
FAINT = 0.82
# Shortest rules (pixels): across, longer than a dash of a heading; down, as high as the lowest row of a table.
SHORTEST_ACROSS = 70
SHORTEST_DOWN = 36
# An upright stroke that meets no rule across is a letter unless it is so long (pixels).
LONE_DOWN = 110
# A rule is at least this many times as long as it is thick; the stroke of an l is 7 times.
SLENDER = 10
THICKEST = 14
# Beside a rule the paper is white; this share of it at most is ink where text touches. Beside the foot of a line of
# text stand its letters, which cover a third.
INK_BESIDE = 0.2
# Gaps in a rule (pixels) that scanning leaves.
GAP = 5
# Rules that end this near one another (pixels) meet.
MEET = 8
# Shaded: darker than this share of the page's paper.
SHADED = 0.955
SMALLEST_SHADE = (24, 60)
# Share of its rectangle that a shaded cell fills; a shadow of the scanner fills less.
FILLED = 0.85


def find_rulings(page: UprightPage) -> tuple[Rulings, Grey]:
    """Rules and fills in points, and the page's picture with the rules made white."""
    dark = page.grey < 255 * FAINT
    across, across_mask = _rules(dark, SHORTEST_ACROSS)
    down, down_mask = _rules(dark.T, SHORTEST_DOWN)
    down_mask = down_mask.T
    kept = [rule for rule in down if rule.end - rule.start >= LONE_DOWN or _meets(rule, across)]
    for rule in set(down) - set(kept):
        _keep_ink(down_mask, rule)
    grey = page.grey.copy()
    grey[_grown(across_mask | down_mask)] = 255
    rulings = Rulings(tuple(_to_points(across)), tuple(_to_points(kept)), tuple(_fills(page.light)))
    return rulings, grey


def _rules(dark: Mask, shortest: int) -> tuple[list[Rule], Mask]:
    """Long level strokes of a mask in pixels, and where they are."""
    # A rule that leans a little moves to the next row of pixels: two rows together hold it unbroken.
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    strokes = long_runs(thick, shortest, GAP)
    found, _ = ndimage.label(strokes, np.ones((3, 3), int))
    rules = []
    mask = np.zeros_like(dark)
    for number, place in enumerate(ndimage.find_objects(found), start=1):
        part = found[place] == number
        rule = _part_to_rule(part, place[0].start, place[1].start, shortest)
        if rule is not None and _stands_free(rule, part, dark):
            rules.append(rule)
            mask[place] |= part
    return rules, mask


def _part_to_rule(part: Mask, top: int, left: int, shortest: int) -> Rule | None:
    length = part.shape[1]
    thickness = part.sum() / length
    if length < shortest or thickness > THICKEST or length < SLENDER * thickness:
        return None
    middle = float(np.average(np.arange(part.shape[0]), weights=part.sum(axis=1)))
    return Rule(top + middle + 0.5, float(left), float(left + length))


def _stands_free(rule: Rule, part: Mask, dark: Mask) -> bool:
    """Is the paper white on both sides of the rule?"""
    half = int(part.sum() / part.shape[1] / 2) + 3
    middle, columns = int(rule.at), slice(int(rule.start), int(rule.end))
    above = dark[max(0, middle - half - 2) : max(0, middle - half + 1), columns]
    below = dark[middle + half : middle + half + 3, columns]
    return all(side.size == 0 or side.mean() <= INK_BESIDE for side in (above, below))


def _meets(down: Rule, across: list[Rule]) -> bool:
    return any(
        down.start - MEET <= rule.at <= down.end + MEET and rule.start - MEET <= down.at <= rule.end + MEET
        for rule in across
    )


def _keep_ink(mask: Mask, down: Rule) -> None:
    """Take a stroke that is no rule out of the mask."""
    mask[int(down.start) : int(down.end) + 1, int(down.at) - THICKEST : int(down.at) + THICKEST + 1] = False


def _grown(mask: Mask) -> Mask:
    """The mask with the grey edges of its strokes."""
    grown: Mask = ndimage.binary_dilation(mask, np.ones((5, 5), bool))
    return grown


def _to_points(rules: list[Rule]) -> list[Rule]:
    return join_rules(
        [Rule(r.at / PIXELS_A_POINT, r.start / PIXELS_A_POINT, r.end / PIXELS_A_POINT) for r in rules]
    )


def _fills(light: Grey) -> Iterator[Fill]:
    """Rectangles that are darker than the paper."""
    step = 4
    coarse = light[::step, ::step]
    paper = float(np.percentile(coarse, 90))
    shaded = ndimage.binary_opening(coarse < SHADED * paper, np.ones((3, 3), bool))
    found, _ = ndimage.label(shaded)
    height, width = coarse.shape
    for number, (rows, columns) in enumerate(ndimage.find_objects(found), start=1):
        part = found[rows, columns] == number
        high, wide = part.shape
        if high * step < SMALLEST_SHADE[0] or wide * step < SMALLEST_SHADE[1]:
            continue
        at_edge = rows.start == 0 or columns.start == 0 or rows.stop == height or columns.stop == width
        if at_edge or part.mean() < FILLED or part.size > 0.6 * coarse.size:
            continue
        level = int(255 * min(1.0, float(coarse[rows, columns][part].mean()) / paper))
        scale = step / PIXELS_A_POINT
        yield Fill(
            (columns.start * scale, rows.start * scale, columns.stop * scale, rows.stop * scale),
            (level, level, level),
        )

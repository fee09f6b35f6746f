"""The picture of a scanned page -> an upright, evenly lit one. Pictures are grey, 0 black to 255 white, rows first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]

# Tesseract is trained on letters 30 pixels high or so: 10 points at 300 dots an inch are 42.
DOTS_PER_INCH = 300
PIXELS_A_POINT = DOTS_PER_INCH / 72
# Darker than this share of the paper around it is ink.
INK = 0.62
# Scanners lay paper within this (degrees); what leans more is not a page that was fed.
MOST_LEAN = 4.0
# Half of the finest step: over the width of a page it moves the end of a line by 0.4 points.
FINEST_LEAN = 0.02
# The light of the paper is measured in squares of so many pixels, and closed over so many of them: wider than the
# strokes of a heading (20 pixels), narrower than a table's shaded row (60).
LIGHT_SQUARE = 8
LIGHT_REACH = 5
# Groups of ink smaller than this (pixels) are dust: the full stop of 6-point print has 25.
DUST = 9
# White text on dark: a dark patch at least this high and wide (pixels), and so dark.
DARK_PATCH = (30, 80)
DARK_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class UprightPage:
    """A page's picture after turning; `lean` is how much it was turned back, in degrees clockwise."""

    grey: Grey
    light: Grey
    """The paper itself, without ink: what is left of shaded cells and of the scanner's shadows."""
    lean: float


def straighten(grey: Grey) -> UprightPage:
    """Light evened, lean taken away, white text on dark made black on white."""
    light = paper_light(grey)
    even = even_light(grey, light)
    lean = find_lean(even < 255 * INK)
    if abs(lean) > FINEST_LEAN:
        even, light = _turned(even, lean), _turned(light, lean)
    return UprightPage(without_dust(without_dark_patches(even)), light, lean)


def paper_light(grey: Grey) -> Grey:
    """How light the paper is around each pixel."""
    height, width = grey.shape
    rows, columns = -(-height // LIGHT_SQUARE), -(-width // LIGHT_SQUARE)
    padded = np.pad(
        grey, ((0, rows * LIGHT_SQUARE - height), (0, columns * LIGHT_SQUARE - width)), mode="edge"
    )
    squares = padded.reshape(rows, LIGHT_SQUARE, columns, LIGHT_SQUARE)
    # Not the very lightest pixel: grain makes that one lighter than the paper is.
    lightest = np.percentile(squares.transpose(0, 2, 1, 3).reshape(rows, columns, -1), 85, axis=2)
    closed = ndimage.grey_closing(lightest, size=(LIGHT_REACH, LIGHT_REACH))
    smooth = Image.fromarray(closed.astype(np.uint8)).resize(
        (columns * LIGHT_SQUARE, rows * LIGHT_SQUARE), Image.Resampling.BILINEAR
    )
    return np.asarray(smooth)[:height, :width]


def even_light(grey: Grey, light: Grey) -> Grey:
    """Each pixel as a share of the paper around it."""
    share = grey.astype(np.float32) / np.maximum(light, 1)
    return np.clip(share * 255, 0, 255).astype(np.uint8)


def find_lean(ink: Mask) -> float:
    """Degrees by which the lines of text fall to the right; found where the rows' sums of ink differ most.

    The projection profile of Postl (1986), on every fourth pixel first and then finer around the best.
    """
    points = np.argwhere(_text_ink(ink))
    if len(points) < 200:
        return 0.0
    y, x = points[:, 0].astype(np.float32), points[:, 1].astype(np.float32)
    best, step = 0.0, 0.5
    reach = MOST_LEAN
    while step >= FINEST_LEAN:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        sharpness = [_sharpness(y, x, float(angle)) for angle in angles]
        best = float(angles[int(np.argmax(sharpness))])
        reach, step = step, step / 5
    return best


def _text_ink(ink: Mask) -> Mask:
    """A coarser picture of the ink, its margins left out: shadows of the book's back are no text."""
    coarse: Mask = ink[::2, ::2].copy()
    edge_y, edge_x = coarse.shape[0] // 40, coarse.shape[1] // 25
    coarse[:edge_y], coarse[-edge_y:] = False, False
    coarse[:, :edge_x], coarse[:, -edge_x:] = False, False
    # Only the lower edges of the ink: a photograph has few, a line of text has one long one.
    lower = coarse.copy()
    lower[:-1] &= ~coarse[1:]
    return lower


def _sharpness(y: NDArray[np.float32], x: NDArray[np.float32], angle: float) -> float:
    rows = (y - x * np.float32(np.tan(np.radians(angle)))).astype(np.int32)
    counts = np.bincount(rows - rows.min())
    return float((counts.astype(np.float64) ** 2).sum())


def _turned(grey: Grey, lean: float) -> Grey:
    image = Image.fromarray(grey).rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(image)


def without_dark_patches(even: Grey) -> Grey:
    """White text on a dark ground becomes dark text on a white one."""
    coarse = even[::4, ::4] < 255 * INK
    solid = ndimage.binary_opening(coarse, np.ones((5, 5), bool))
    joined = ndimage.binary_closing(solid, np.ones((9, 25), bool))
    found, _ = ndimage.label(joined)
    turned = even.copy()
    for rows, columns in ndimage.find_objects(found):
        patch = coarse[rows, columns]
        if patch.shape[0] * 4 < DARK_PATCH[0] or patch.shape[1] * 4 < DARK_PATCH[1]:
            continue
        if patch.mean() > DARK_SHARE:
            place = (slice(rows.start * 4, rows.stop * 4), slice(columns.start * 4, columns.stop * 4))
            turned[place] = _inverted(even[place])
    return turned


def _inverted(patch: Grey) -> Grey:
    """The patch with its dark ground as white."""
    ground = float(np.median(patch[patch < 255 * INK])) if (patch < 255 * INK).any() else 0.0
    contrast = np.clip((patch.astype(np.float32) - ground) / max(1.0, 255 - ground), 0, 1)
    inverted: Grey = (255 * (1 - contrast)).astype(np.uint8)
    return inverted


def without_dust(even: Grey) -> Grey:
    """Groups of ink too small to be print become paper."""
    ink = even < 255 * INK
    found, count = ndimage.label(ink, np.ones((3, 3), int))
    if not count:
        return even
    sizes = np.bincount(found.ravel())
    small = sizes < DUST
    small[0] = False
    clean = even.copy()
    clean[small[found]] = 255
    return clean


def to_ink(grey: Grey) -> Mask:
    """Where there is ink."""
    ink: Mask = grey < 255 * INK
    return ink


def long_runs(mask: Mask, shortest: int, gap: int) -> Mask:
    """Stretches of at least `shortest` pixels along the rows of a mask, those parted by `gap` or less as one."""
    height, width = mask.shape
    edges = np.diff(np.pad(mask.view(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    if not len(starts):
        return np.zeros_like(mask)
    apart = (rows[1:] != rows[:-1]) | (starts[1:] - ends[:-1] > gap)
    first, last = np.append(True, apart), np.append(apart, True)
    rows, starts, ends = rows[first], starts[first], ends[last]
    long = ends - starts >= shortest
    marks = np.zeros((height, width + 1), np.int8)
    marks[rows[long], starts[long]] = 1
    marks[rows[long], ends[long]] = -1
    runs: Mask = np.cumsum(marks, axis=1, dtype=np.int8)[:, :width].view(np.bool_)
    return runs

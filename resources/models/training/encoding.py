# SPDX-License-Identifier: GPL-3.0-or-later
"""What the four-point network sees: 9 channels on a square raster to which the object's box is always warped the same
way. core/segment/NetworkInput.cpp computes the same; a change here wants a new training and a change there."""
import cv2
import numpy as np

CHANNELS = 9
MEAN, DEVIATION = 115.0, 64.0  # of pixel values
CLICK_SIGMA = 0.025  # of the raster's extent
DEPTH_UNIT = 0.15  # of the raster's extent: what counts as 1 in the channel of signed distance
SOFT_EDGE = 0.11  # of the raster's extent: how far the quadrilateral's side fades for colours
ANY_COLOUR = 0.1
LEVELS = 16


class Raster:
    """A square raster of `size` pixels with the object's box at [margin, size - margin)."""

    def __init__(self, size):
        self.size = size
        self.margin = size // 8
        centres = np.arange(size, dtype=np.float32) + 0.5
        self.x, self.y = centres[None, :], centres[:, None]
        inside = (centres >= self.margin) & (centres < size - self.margin)
        self.in_box = inside[None, :] & inside[:, None]

    def from_box(self, box):
        """2x3 matrix: crop coordinates (pixel edges) -> raster coordinates (pixel edges)."""
        x0, y0, x1, y1 = box
        scale_x = (self.size - 2 * self.margin) / (x1 - x0)
        scale_y = (self.size - 2 * self.margin) / (y1 - y0)
        return np.array([[scale_x, 0, self.margin - x0 * scale_x], [0, scale_y, self.margin - y0 * scale_y]])


def padded_box(points):
    """The box of four clicks (pixel centres are at .5), grown by 1 %, at least 1 px."""
    x0, y0 = points.min(0) - 0.5
    x1, y1 = points.max(0) + 0.5
    pad = max(1.0, 0.01 * max(x1 - x0, y1 - y0))
    return x0 - pad, y0 - pad, x1 + pad, y1 + pad


def between_centres(matrix):
    """An affine map between pixel edges as one between pixel centres, as cv2.warpAffine wants it."""
    moved = matrix.copy()
    moved[:, 2] += moved[:, :2] @ np.array([0.5, 0.5]) - 0.5
    return moved


def depth_in_quadrilateral(raster, points):
    """Signed distance to the sides between top, right, bottom and left; positive inside, raster pixels."""
    corners = points[[0, 3, 1, 2]]
    depth = np.full((raster.size, raster.size), 1e9, np.float32)
    for a, b in zip(corners, np.roll(corners, -1, axis=0)):
        side = b - a
        length = float(np.hypot(*side))
        if length > 1e-3:
            depth = np.minimum(depth, (side[0] * (raster.y - a[1]) - side[1] * (raster.x - a[0])) / length)
    return np.where(depth > 1e8, np.float32(0), depth)


def depth_in_ellipse(raster):
    """The same for the ellipse in the box: what is known where the box alone was given."""
    half = raster.size / 2 - raster.margin
    return half - np.hypot(raster.x - raster.size / 2, raster.y - raster.size / 2)


def smoothed(histogram):
    for axis in range(3):
        lower = np.take(histogram, np.maximum(np.arange(LEVELS) - 1, 0), axis)
        upper = np.take(histogram, np.minimum(np.arange(LEVELS) + 1, LEVELS - 1), axis)
        histogram = 0.5 * histogram + 0.25 * (lower + upper)
    return histogram


def colour_ratio(raster, bgr, valid, depth):
    """Log-likelihood ratio of each pixel's colour: inside of the clicks' shape against its surroundings."""
    bins = (bgr >> 4).astype(np.int32)
    bins = ((bins[..., 0] * LEVELS + bins[..., 1]) * LEVELS + bins[..., 2]).ravel()
    soft = depth / (SOFT_EDGE * raster.size)
    inner = np.clip(0.5 + soft, 0, 1)
    inner = np.where(raster.in_box & valid, inner * inner, 0)
    outer = np.where(raster.in_box, 0.5 * np.clip(0.3 - soft, 0, 1), 1.0) * valid
    densities = []
    for weight in (inner, outer):
        histogram = np.bincount(bins, weight.ravel(), LEVELS**3).reshape(LEVELS, LEVELS, LEVELS)
        total = histogram.sum()
        if total <= 0:
            return np.zeros((raster.size, raster.size), np.float32)
        densities.append(smoothed(histogram) * ((1 - ANY_COLOUR) / total) + ANY_COLOUR / LEVELS**3)
    ratio = np.log(densities[0] / densities[1]).astype(np.float32).ravel()[bins]
    return np.clip(cv2.blur(ratio.reshape(raster.size, raster.size), (3, 3)), -4, 4)


def hint_channel(raster, pixels):
    """Bumps at the pixels of correcting strokes; `pixels` is a mask, None where there are no strokes."""
    if pixels is None or not pixels.any():
        return np.zeros((raster.size, raster.size), np.float32)
    distance = cv2.distanceTransform((~pixels).astype(np.uint8), cv2.DIST_L2, 5)
    return 2 * np.exp(-(distance**2) / (2 * (CLICK_SIGMA * raster.size) ** 2))


def encode(raster, bgr, valid, points):
    """bgr uint8, valid bool (inside the photo), points 4x2 in raster coordinates, or None where only the box is known.
    The last two channels (hints: object, background) stay 0."""
    size = raster.size
    x = np.zeros((CHANNELS, size, size), np.float32)
    x[:3] = ((bgr.astype(np.float32) - MEAN) / DEVIATION * valid[..., None]).transpose(2, 0, 1)
    if points is None:
        depth = depth_in_ellipse(raster)
    else:
        depth = depth_in_quadrilateral(raster, points)
        double_variance = 2 * (CLICK_SIGMA * size) ** 2
        for px, py in points:
            along = np.exp(-((raster.x - px) ** 2) / double_variance)
            x[3] = np.maximum(x[3], along * np.exp(-((raster.y - py) ** 2) / double_variance))
        x[3] *= 2
    x[4] = np.clip(depth / (DEPTH_UNIT * size), -2, 2)
    x[5] = np.where(valid, raster.in_box.astype(np.float32), -1)
    x[6] = 0.5 * colour_ratio(raster, bgr, valid, depth)
    return x

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""golden.py OUT.json: some values of the network's input for a photo made by a formula, for
tests/core/segment/NetworkInputTest to compare with what the program computes."""
import json
import sys

import cv2
import numpy as np

import encoding
import train

WIDTH, HEIGHT = 120, 90
POINTS = {"top": (60, 12), "bottom": (70, 80), "left": (25, 50), "right": (119, 40)}  # the box ends at the photo's edge
BELONGS, FOREIGN = [(60, 40), (80, 45)], [(100, 70)]


def wave(value):
    return abs(value % 510 - 255)


def strokes(raster, to_raster, points):
    drawn = np.zeros((raster.size, raster.size), np.uint8)
    places = [to_raster[:, :2] @ (np.array(p) + 0.5) + to_raster[:, 2] for p in points]
    pixels = [tuple(int(v) for v in np.floor(place)) for place in places]
    for a, b in zip(pixels, pixels[1:] or pixels):
        cv2.line(drawn, a, b, 1)
    return encoding.hint_channel(raster, drawn > 0)


def probes(photo, size):
    raster = encoding.Raster(size)
    points = np.array([POINTS[name] for name in ("top", "bottom", "left", "right")]) + 0.5
    to_raster = raster.from_box(encoding.padded_box(points))
    seen = cv2.warpAffine(photo, encoding.between_centres(to_raster), (size, size), flags=cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REPLICATE)
    photo_x = (raster.x - to_raster[0, 2]) / to_raster[0, 0]
    photo_y = (raster.y - to_raster[1, 2]) / to_raster[1, 1]
    valid = (photo_x >= 0) & (photo_x < WIDTH) & (photo_y >= 0) & (photo_y < HEIGHT)
    values = encoding.encode(raster, seen, valid, points @ to_raster[:, :2].T + to_raster[:, 2])
    values[7] = strokes(raster, to_raster, BELONGS)
    values[8] = strokes(raster, to_raster, FOREIGN)
    return [[c, px, py, round(float(values[c, py, px]), 4)]
            for c in range(encoding.CHANNELS) for py in range(5, size, 19) for px in range(3, size, 23)]


def main():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    photo = np.dstack([wave(3 * x + 2 * y), wave(5 * x), wave(4 * y + x)]).astype(np.uint8)
    with open(sys.argv[1], "w") as file:
        json.dump({"size": [WIDTH, HEIGHT], **POINTS, "foreground": [BELONGS], "background": [FOREIGN],
                   "rasters": [{"extent": size, "probes": probes(photo, size)} for size in train.FULL]}, file)
        file.write("\n")


if __name__ == "__main__":
    main()

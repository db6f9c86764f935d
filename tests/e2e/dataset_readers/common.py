# SPDX-License-Identifier: GPL-3.0-or-later
"""What several formats hold masks in."""
import math
import pathlib

import numpy


def photo_of(part: str, name: str) -> str:
    """As the reference names it; "all" is the part of a dataset that is not split."""
    stem = pathlib.PurePosixPath(name).stem
    return stem if part == "all" else f"{part}/{stem}"


def paint(labels: dict[str, numpy.ndarray], name: str, pixels: numpy.ndarray) -> None:
    labels[name] = labels[name] | pixels if name in labels else pixels


def fill(rings, height: int, width: int) -> numpy.ndarray:
    """Pixels whose centres lie inside a ring by the even-odd rule; several rings are united."""
    pixels = numpy.zeros((height, width), bool)
    for ring in rings:
        inside = numpy.zeros((height, width), bool)
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
            top, bottom = sorted((y0, y1))
            for y in range(max(0, math.ceil(top - 0.5)), min(height, math.ceil(bottom - 0.5))):
                x = x0 + (x1 - x0) * (y + 0.5 - y0) / (y1 - y0)
                inside[y, max(0, math.ceil(x - 0.5)):] ^= True
        pixels |= inside
    return pixels


def pairs(flat) -> list:
    return list(zip(flat[0::2], flat[1::2]))


def runs_of(text: str) -> list[int]:
    """COCO's compressed run lengths: see rleFrString in pycocotools' maskApi.c."""
    runs: list[int] = []
    value, shift = 0, 0
    for character in text:
        code = ord(character) - 48
        value |= (code & 31) << shift
        shift += 5
        if code & 32:
            continue
        if code & 16:
            value -= 1 << shift
        runs.append(value + runs[-2] if len(runs) > 2 else value)
        value, shift = 0, 0
    return runs


def alternating(runs: list[int]) -> numpy.ndarray:
    """Zeros and ones by turns."""
    return numpy.repeat(numpy.arange(len(runs)) % 2 == 1, runs)


def coco_rle(rle: dict) -> numpy.ndarray:
    height, width = rle["size"]
    counts = rle["counts"]
    flat = alternating(runs_of(counts) if isinstance(counts, str) else counts)
    return flat.reshape((width, height)).T

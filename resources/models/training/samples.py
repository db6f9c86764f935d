# SPDX-License-Identifier: GPL-3.0-or-later
"""Training samples: a crop with its mask, changed by chance, with clicks as a person would set them.

A crop set is a folder with images/, masks/ and index.csv, whose columns are dataset, key, image, mask (paths) and
cut_TBLR (1 top, 2 bottom, 4 left, 8 right: that side of the crop is the photo's own border)."""
import csv
import math
import random
import re

import cv2
import numpy as np

import encoding

# How often a set's objects come, against others.
WEIGHTS = {"coco": 4.0, "ccp_person": 0.7, "ccp_garment": 0.3, "food": 0.5}
CUT_OFF = 0.25  # share of the samples that get another end of the photo
LEAST_EXTENT, LEAST_AREA, LEAST_SHARE = 16, 150, 0.2  # pixels, and of the object, that have to be left then


class Crop:
    """An object in a part of a photo. cut: the sides on which that part ends where the photo does, as in the index."""

    def __init__(self, bgr, mask, cut):
        self.bgr, self.mask, self.cut, self.weight = bgr, mask, cut, 1.0
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        self.contour = np.concatenate([c[:, 0] for c in contours]).astype(np.float64) + 0.5
        self.extent = np.ptp(self.contour, axis=0)


def read_crop(folder, row):
    crop = Crop(cv2.imread(f"{folder}/{row['image']}"),
                (cv2.imread(f"{folder}/{row['mask']}", 0) > 127).astype(np.uint8), int(row["cut_TBLR"]))
    family = row["dataset"].split("_")[0]
    crop.weight = WEIGHTS.get(row["dataset"], WEIGHTS.get(family, 1.0)) * min(1, max(0.4, max(crop.extent) / 100))
    return crop


def photos_of(key):
    return {int(number) for number in re.findall(r"\d{3,12}", key)}


def load_crops(folder, held_out):
    """The crops to train on, and those of the data set `held_out`. No photo is in both."""
    with open(f"{folder}/index.csv") as file:
        rows = list(csv.DictReader(file))
    held_photos = set()
    for row in rows:
        if row["dataset"] == held_out:
            held_photos |= photos_of(row["key"])
    training, measuring = [], []
    for row in rows:
        if row["dataset"] == held_out:
            measuring.append(read_crop(folder, row))
        elif not (row["dataset"].startswith("coco") and int(row["key"].split("_")[0]) in held_photos):
            training.append(read_crop(folder, row))
    return training, measuring


def changed_colours(bgr, rng):
    x = bgr.astype(np.float32)
    if rng.random() < 0.8:
        x = (x - 128) * rng.uniform(0.65, 1.4) + 128 + rng.uniform(-35, 35)
        grey = x.mean(2, keepdims=True)
        x = grey + (x - grey) * rng.uniform(0.3, 1.6)
        x *= np.array([rng.uniform(0.88, 1.13) for _ in range(3)], np.float32)
    if rng.random() < 0.06:
        x = np.repeat(x.mean(2, keepdims=True), 3, 2)
    if rng.random() < 0.15:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.4))
    if rng.random() < 0.2:
        noise = np.empty(x.shape, np.int16)
        cv2.randn(noise, 0, rng.uniform(1, 12))
        x = x + noise
    x = np.clip(x, 0, 255)
    if rng.random() < 0.2:
        x = 255 * (x / 255) ** rng.uniform(0.6, 1.6)
    x = x.astype(np.uint8)
    if rng.random() < 0.15:
        x = cv2.imdecode(cv2.imencode(".jpg", x, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(25, 85)])[1], 1)
    return x


def on_another_picture(crop, other, rng):
    height, width = crop.mask.shape
    picture = cv2.resize(other.bgr, (width, height), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        picture = picture[:, ::-1]
    alpha = cv2.GaussianBlur(crop.mask.astype(np.float32), (0, 0), rng.uniform(0.5, 1.2))[..., None]
    alpha = np.clip(alpha * 1.3 - 0.15, 0, 1)
    return (crop.bgr * alpha + picture * (1 - alpha)).astype(np.uint8)


def with_a_neighbour(crop, other, rng):
    """Another object beside or behind this one."""
    height, width = crop.mask.shape
    scale = rng.uniform(0.4, 1.0) * max(height, width) / max(other.mask.shape)
    size = (max(8, int(other.mask.shape[1] * scale)), max(8, int(other.mask.shape[0] * scale)))
    bgr = cv2.resize(other.bgr, size, interpolation=cv2.INTER_AREA)
    mask = cv2.resize(other.mask, size, interpolation=cv2.INTER_AREA)
    x, y = rng.randint(-size[0] // 2, width - size[0] // 2), rng.randint(-size[1] // 2, height - size[1] // 2)
    x0, y0, x1, y1 = max(0, x), max(0, y), min(width, x + size[0]), min(height, y + size[1])
    if x1 - x0 <= 4 or y1 - y0 <= 4:
        return crop.bgr
    result = crop.bgr.copy()
    behind = cv2.GaussianBlur(mask[y0 - y:y1 - y, x0 - x:x1 - x].astype(np.float32), (0, 0), 0.7)
    alpha = (behind * (1 - cv2.GaussianBlur(crop.mask[y0:y1, x0:x1].astype(np.float32), (0, 0), 0.7)))[..., None]
    result[y0:y1, x0:x1] = (bgr[y0 - y:y1 - y, x0 - x:x1 - x] * alpha + result[y0:y1, x0:x1] * (1 - alpha))
    return result


def cut_off(crop, rng):
    """The same as in a photo that ends in the middle of the object, on one side or two. Of what is trained on 19 in 100
    lie at a photo's edge, of the measured objects 39."""
    low, high = np.floor(crop.contour.min(0)).astype(int), np.ceil(crop.contour.max(0)).astype(int)
    height, width = crop.mask.shape
    ends = {1: 0, 2: height, 4: 0, 8: width}
    sides = rng.sample(sorted(ends), rng.choice((1, 1, 2)))
    for side in sides:
        axis = 1 if side < 4 else 0
        missing = round(rng.uniform(0.06, 0.5) * (high - low)[axis])
        ends[side] = int(low[axis] + missing if side in (1, 4) else high[axis] - missing)
    shown = slice(ends[1], ends[2]), slice(ends[4], ends[8])
    mask = np.ascontiguousarray(crop.mask[shown])
    if min(mask.shape) < LEAST_EXTENT or mask.sum() < max(LEAST_AREA, LEAST_SHARE * crop.mask.sum()):
        return crop
    part = Crop(crop.bgr[shown], mask, crop.cut | sum(sides))
    return part if min(part.extent) >= LEAST_EXTENT else crop


def composed(crops, crop, rng):
    chance = rng.random()
    if chance < 0.2:
        return on_another_picture(crop, rng.choice(crops), rng)
    if chance < 0.38:
        return with_a_neighbour(crop, rng.choice(crops), rng)
    return crop.bgr


def turned(rng):
    chance = rng.random()
    angle = 0.0
    if chance < 0.5:
        angle = rng.gauss(0, 0.2)
    elif chance < 0.58:
        angle = rng.uniform(-math.pi, math.pi)
    elif chance < 0.64:
        angle = rng.choice([math.pi / 2, -math.pi / 2])
    cosine, sine = math.cos(angle), math.sin(angle)
    matrix = np.array([[cosine, -sine], [sine, cosine]]) @ np.array([[1, rng.gauss(0, 0.08)], [0, 1.0]])
    return matrix @ np.diag([-1, 1.0]) if rng.random() < 0.5 else matrix


def extreme_points(contour, rng):
    """Top, bottom, left, right: somewhere on each extreme side, missed by a little. rng None: the middle, exactly."""
    low, high = contour.min(0), contour.max(0)
    extent = max(high - low)
    near = 0.01 * extent
    points = []
    for axis, end, side in ((1, low[1], 1), (1, high[1], -1), (0, low[0], 1), (0, high[0], -1)):
        candidates = contour[(contour[:, axis] - end) * side <= near]
        candidates = candidates[np.argsort(candidates[:, 1 - axis])]
        place = rng.gauss(0.5, 0.15) if rng else 0.5
        point = candidates[int(min(max(place, 0), 0.999) * len(candidates))].copy()
        point[axis] = end
        points.append(point)
    points = np.stack(points)
    if rng:
        miss = rng.choice([0.004, 0.01, 0.02, 0.035]) * extent
        miss = min(max(miss, rng.uniform(0, 2)), 0.08 * extent)  # a hand is no steadier on a small object
        points += np.array([[rng.uniform(-miss, miss) for _ in range(2)] for _ in range(4)])
    return points


def make_sample(raster, crop, crops=None, rng=None):
    """Network input and target (share of each raster pixel that is object). Without rng: the crop as it is. With crops:
    composed with others of them."""
    if rng and rng.random() < CUT_OFF:
        crop = cut_off(crop, rng)
    bgr = composed(crops, crop, rng) if crops else crop.bgr
    turn = turned(rng) if rng else np.eye(2)
    height, width = crop.mask.shape
    points = extreme_points(crop.contour @ turn.T, rng)
    to_raster = raster.from_box(encoding.padded_box(points))
    whole = np.concatenate([to_raster[:, :2] @ turn, to_raster[:, 2:]], 1)
    scale = math.sqrt(abs(np.linalg.det(whole[:, :2])))
    source, from_source = bgr, whole.copy()
    if scale < 0.72:  # bilinear sampling alone would skip pixels
        shrink = max(0.25, scale * 1.25)
        size = (max(4, round(width * shrink)), max(4, round(height * shrink)))
        source = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)
        from_source[:, 0] *= width / size[0]
        from_source[:, 1] *= height / size[1]
    extent = (raster.size, raster.size)
    x = cv2.warpAffine(source, encoding.between_centres(from_source), extent, flags=cv2.INTER_LINEAR,
                       borderMode=cv2.BORDER_REFLECT_101)
    mask = crop.mask.astype(np.float32)
    if scale > 1.2:  # the stairs of its pixels are not the object's
        mask = cv2.GaussianBlur(mask, (0, 0), 0.6)
    target = cv2.warpAffine(mask, encoding.between_centres(whole), extent, flags=cv2.INTER_LINEAR,
                            borderMode=cv2.BORDER_REPLICATE)
    back = cv2.invertAffineTransform(whole)
    crop_x = back[0, 0] * raster.x + back[0, 1] * raster.y + back[0, 2]
    crop_y = back[1, 0] * raster.x + back[1, 1] * raster.y + back[1, 2]
    valid = np.ones(extent, bool)
    for bit, inside in ((1, crop_y >= 0), (2, crop_y < height), (4, crop_x >= 0), (8, crop_x < width)):
        if crop.cut & bit:
            valid &= inside
    target *= valid  # to the photo's very edge, but not beyond
    if rng:
        x = changed_colours(x, rng)
    on_raster = points @ to_raster[:, :2].T + to_raster[:, 2]
    only_box = rng is not None and rng.random() < 0.08
    return encoding.encode(raster, x, valid, None if only_box else on_raster.astype(np.float32)), target


def deepest(wrong):
    """The middle of the largest wrong region and how deep it is."""
    distance = cv2.distanceTransform(np.pad(wrong.astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    place = np.unravel_index(distance.argmax(), distance.shape)
    return float(distance[place]), place


def add_corrections(raster, x, target, odds, count, rng):
    """Sets hints as a person would who sees the result `odds`: in the middle of the largest wrong regions, some of
    them drawn out to strokes."""
    truth, found = target > 0.5, odds > 0
    wrong = {True: truth & ~found & (x[5] >= 0), False: found & ~truth & raster.in_box}
    hints = {True: np.zeros(truth.shape, bool), False: np.zeros(truth.shape, bool)}
    for _ in range(count):
        depth, place, is_object = max((*deepest(wrong[side]), side) for side in (True, False))
        if depth < 1:
            break
        start = (int(place[1]), int(place[0]))
        stroke = np.zeros(truth.shape, np.uint8)
        end = start
        if rng.random() < 0.25:
            reach = 0.12 * raster.size
            end = (int(start[0] + rng.uniform(-reach, reach)), int(start[1] + rng.uniform(-reach, reach)))
        cv2.line(stroke, start, end, 1)
        drawn = (stroke > 0) & (truth == is_object)
        drawn[place] = True
        hints[is_object] |= drawn
        _, regions = cv2.connectedComponents(wrong[is_object].astype(np.uint8), connectivity=4)
        wrong[is_object] = wrong[is_object] & (regions != regions[place])
    x[7] = encoding.hint_channel(raster, hints[True])
    x[8] = encoding.hint_channel(raster, hints[False])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports jobs in every format of mask pictures and class folders with the real program, and reads them back with
NumPy and Pillow alone: pixel by pixel against the masks that were handed in.

usage: read_picture_formats.py PROGRAM; exit status 77 where a module is missing
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import numpy as np
    from PIL import Image
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

LABELS = ["people", "traffic light", "bus & coach", "étage", "a/b", "..", "CON"]
PARTS = {"train": "train", "validation": "validation", "val": "validation", "test": "test"}


class Workplace:
    def __init__(self, program, folder):
        self.program = program
        self.folder = Path(folder)
        self.photos = self.folder / "photos"
        self.photos.mkdir()

    def run(self, *arguments):
        environment = dict(os.environ, HOME=str(self.folder), LC_ALL="C.UTF-8")
        done = subprocess.run([self.program, *map(str, arguments)], env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"labelwright {' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")

    def add_photos(self, count):
        for number in range(count):
            pixels = np.random.default_rng(number).integers(0, 256, (37, 53 + number, 3), np.uint8)
            Image.fromarray(pixels).save(self.photos / f"photo {number}.png")

    def new_job(self, name, *more):
        self.run("new", self.folder / name, "--name", name, "--images", self.photos, "--labels", ",".join(LABELS), *more)
        return self.folder / name

    def mask_job(self):
        """A job with a mask for each photo, and the masks by the photos' names."""
        job = self.new_job("masks")
        masks = {}
        for number, photo in enumerate(sorted(self.photos.iterdir())):
            with Image.open(photo) as image:
                height, width = image.height, image.width
            random = np.random.default_rng(100 + number)
            mask = random.integers(0, len(LABELS) + 1, (height // 4 + 1, width // 5 + 1), np.uint8)
            mask = mask.repeat(4, 0).repeat(5, 1)[:height, :width].copy()
            mask[random.random(mask.shape) < 0.02] = 0
            if number == 3:
                mask[:] = 0
            path = self.folder / "mask.png"
            Image.fromarray(mask, "L").save(path)
            self.run("submit", job, "--object", number, "--worker", "worker-1", "--mask", path)
            masks[photo.stem] = mask
        return job, masks

    def label_job(self, task):
        """A job with labels for each photo, and their names by the photos' names."""
        isMulti = task.endswith("multilabel")
        job = self.new_job("multi" if isMulti else "single", "--task", task,
                           *(["--none-category"] if isMulti else []))
        labels = {}
        for number, photo in enumerate(sorted(self.photos.iterdir())):
            chosen = {LABELS[number % len(LABELS)]}
            if isMulti:
                chosen = set() if number == 2 else chosen | {LABELS[(number * 3 + 1) % len(LABELS)]}
            self.run("submit", job, "--object", number, "--worker", "worker-1", "--labels", ",".join(sorted(chosen)))
            labels[photo.stem] = chosen
        return job, labels

    def export(self, job, form, is_split):
        out = self.folder / f"{job.name}-{form}{'-split' if is_split else ''}"
        self.run("export", job, "--format", form, "-o", out, *(["--split", "50,25,25"] if is_split else []))
        return out


def numbered(folder):
    """{number: name} of classes.txt."""
    lines = (folder / "classes.txt").read_text(encoding="utf-8").splitlines()
    return dict((int(number), name) for number, name in (line.split(": ", 1) for line in lines))


def colored(folder):
    """[(color, name)] of label_colors.txt, in its order."""
    lines = (folder / "label_colors.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split("\t", 1) for line in lines]
    return [(tuple(map(int, color.split())), name) for color, name in split]


def by_number(pixels, names):
    """The job's labels of a picture of numbers, by their names."""
    table = np.full(256, 255, np.uint8)
    for number, name in names.items():
        table[number] = LABELS.index(name) + 1 if name in LABELS else 0
    return table[pixels]


def by_color(rgb, colors):
    mask = np.full(rgb.shape[:2], 255, np.uint8)
    for color, name in colors:
        mask[(rgb == color).all(axis=2)] = LABELS.index(name) + 1 if name in LABELS else 0
    return mask


def pixels_of(path, mode=None):
    with Image.open(path) as image:
        assert mode is None or image.mode == mode, f"{path} is {image.mode}, not {mode}"
        return np.array(image)


def rgb_of(path):
    with Image.open(path) as image:
        return np.array(image.convert("RGB"))


def part_in(path, folder):
    """The part that one of the folders between `folder` and the file is named for."""
    found = [PARTS[each] for each in path.relative_to(folder).parts[:-1] if each in PARTS]
    return found[0] if found else None


# Readers of masks: (photo's path, part or None, mask in the job's labels) of each image.

def read_index_png(folder):
    for mask in sorted((folder / "annotations").rglob("*.png")):
        photo = folder / "images" / mask.relative_to(folder / "annotations")
        yield photo, part_in(mask, folder), by_number(pixels_of(mask, "L"), numbered(folder))


def read_sagemaker(folder):
    is_split = (folder / "validation_annotation").exists()
    for masks in sorted(folder.glob("*_annotation")):
        part = masks.name[:-len("_annotation")]
        label_map = json.loads((folder / "label_map" / f"{part}_label_map.json").read_text())["map"]
        stored = {value: int(key) for key, value in label_map.items()}
        names = {value: numbered(folder)[label] for value, label in stored.items()}
        for mask in sorted(masks.iterdir()):
            yield folder / part / mask.name, part if is_split else None, by_number(pixels_of(mask, "P"), names)


def voc_color(index):
    """As VOC's development kit makes it."""
    red = green = blue = 0
    for shift in range(8):
        red |= (index >> 0 & 1) << (7 - shift)
        green |= (index >> 1 & 1) << (7 - shift)
        blue |= (index >> 2 & 1) << (7 - shift)
        index >>= 3
    return red, green, blue


def components(mask):
    """Numbers from 1, in the order of their first pixels, of what touches, corners too, and has one label."""
    numbers = np.zeros(mask.shape, int)
    count = 0
    for start in zip(*np.nonzero(mask)):
        if numbers[start]:
            continue
        count += 1
        numbers[start] = count
        waiting = [start]
        while waiting:
            y, x = waiting.pop()
            for ny in range(max(y - 1, 0), min(y + 2, mask.shape[0])):
                for nx in range(max(x - 1, 0), min(x + 2, mask.shape[1])):
                    if mask[ny, nx] == mask[start] and not numbers[ny, nx]:
                        numbers[ny, nx] = count
                        waiting.append((ny, nx))
    return numbers


def read_voc(folder):
    classes = {}
    for line in (folder / "labelmap.txt").read_text(encoding="utf-8").splitlines()[1:]:
        name, color, _, _ = line.rsplit(":", 3)
        classes[tuple(map(int, color.split(",")))] = name
    sets = folder / "ImageSets" / "Segmentation"
    parts = {name: PARTS[each] for each in ("train", "val", "test") if (sets / f"{each}.txt").exists()
             for name in (sets / f"{each}.txt").read_text(encoding="utf-8").splitlines()}
    is_split = (sets / "val.txt").exists()
    both = [name for name in (sets / "trainval.txt").read_text(encoding="utf-8").splitlines()]
    assert sorted(both) == sorted(name for name, part in parts.items() if part != "test")
    for path in sorted((folder / "SegmentationClass").iterdir()):
        with Image.open(path) as image:
            palette = np.array(image.getpalette()).reshape(-1, 3)
            indices = np.array(image)
        assert image.mode == "P" and all(tuple(palette[index]) == voc_color(index) for index in range(256))
        mask = by_number(indices, {number: classes.get(voc_color(number), "") for number in range(256)})
        objects = pixels_of(folder / "SegmentationObject" / path.name, "P")
        expected = components(indices)
        if expected.max() < 255:
            assert (objects == expected).all(), f"{path.name}: other objects"
        yield folder / "JPEGImages" / path.name, parts[path.stem] if is_split else None, mask


def read_cityscapes(folder):
    names = {number: name for number, (_, name) in enumerate(colored(folder))}
    is_split = (folder / "gtFine" / "val").exists()
    for mask in sorted((folder / "gtFine").glob("*/*/*_gtFine_labelIds.png")):
        stem = mask.name[:-len("_gtFine_labelIds.png")]
        labels = by_number(pixels_of(mask, "L"), names)
        colors = rgb_of(mask.with_name(f"{stem}_gtFine_color.png"))
        assert (by_color(colors, colored(folder)) == labels).all(), f"{mask}: ids and colors differ"
        photo = folder / "leftImg8bit" / mask.parent.relative_to(folder / "gtFine") / f"{stem}_leftImg8bit.png"
        yield photo, part_in(mask, folder) if is_split else None, labels


def read_camvid(folder):
    for mask in sorted((folder / "labels").rglob("*_L.png")):
        place = mask.relative_to(folder / "labels").with_name(mask.name.replace("_L.png", ".png"))
        yield folder / "images" / place, part_in(mask, folder), by_color(rgb_of(mask), colored(folder))


def lines_of_imagefolder(folder):
    is_split = (folder / "validation").exists()
    for lines in sorted(folder.glob("*/metadata.jsonl")):
        for line in lines.read_text(encoding="utf-8").splitlines():
            yield lines.parent, lines.parent.name if is_split else None, json.loads(line)


def read_imagefolder(folder):
    for place, part, line in lines_of_imagefolder(folder):
        mask = by_number(pixels_of(place / line["mask_file_name"], "L"), numbered(folder))
        yield place / line["file_name"], part, mask


def read_npz(folder):
    for path in sorted((folder / "masks").rglob("*.npz")):
        mask = np.load(path)["mask"]
        assert mask.dtype == np.uint8 and mask.flags["C_CONTIGUOUS"]
        photo = (folder / "images" / path.relative_to(folder / "masks")).with_suffix(".png")
        yield photo, part_in(path, folder), by_number(mask, numbered(folder))


# Readers of labels of whole images: (photo's path, part or None, names).

def read_class_folders(folder):
    is_split = (folder / "val").exists()
    for part in ("train", "val", "test"):
        for photo in sorted((folder / part).glob("*/*")):
            name = re.sub("%([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), photo.parent.name)
            assert name in (folder / "classes.txt").read_text(encoding="utf-8").splitlines()
            yield photo, PARTS[part] if is_split else None, {name}


def read_imagefolder_labels(folder):
    for place, part, line in lines_of_imagefolder(folder):
        yield place / line["file_name"], part, set(line["labels"]) if "labels" in line else {line["label"]}


def read_csv(folder):
    with open(folder / "labels.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            photo = folder / row.pop("filename")
            part = row.pop("split", None)
            yield photo, part, {row["label"]} if "label" in row else {name for name, value in row.items() if value == "1"}


def read_npz_labels(folder):
    arrays = np.load(folder / "labels.npz")
    names = [name.decode() for name in arrays["names"]]
    assert names == LABELS and arrays["labels"].dtype == np.uint8
    for index, photo in enumerate(arrays["photos"]):
        part = arrays["parts"][index].decode() if "parts" in arrays else None
        yield folder / photo.decode(), part, {names[label] for label in np.nonzero(arrays["labels"][index])[0]}


MASKS = {"index-png": read_index_png, "sagemaker-segmentation": read_sagemaker, "voc": read_voc,
         "cityscapes": read_cityscapes, "camvid": read_camvid, "imagefolder": read_imagefolder, "npz": read_npz}
SINGLE = {"yolo-cls": read_class_folders, "class-folders": read_class_folders, "imagefolder": read_imagefolder_labels,
          "csv": read_csv, "npz": read_npz_labels}
MULTI = {"imagefolder": read_imagefolder_labels, "csv": read_csv, "npz": read_npz_labels}


def check(place, job, truth, readers):
    for form, read in readers.items():
        for is_split in (False, True):
            folder = place.export(job, form, is_split)
            found = {}
            parts = set()
            for photo, part, labels in read(folder):
                stem = photo.stem.replace("_leftImg8bit", "")
                original = place.photos / f"{stem}.png"
                assert photo.read_bytes() == original.read_bytes(), f"{photo} is not the photo"
                found[stem] = labels
                parts.add(part)
            what = f"{job.name} as {form}{', split' if is_split else ''}"
            assert found.keys() == truth.keys(), f"{what}: {sorted(found)}"
            for stem, labels in truth.items():
                assert np.array_equal(found[stem], labels), f"{what}: {stem} has other labels"
            assert parts == ({"train", "validation", "test"} if is_split else {None}), f"{what}: parts {parts}"
            print(f"{what}: {len(found)} images")


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = Workplace(sys.argv[1], folder)
        place.add_photos(8)
        check(place, *place.mask_job(), MASKS)
        check(place, *place.label_job("image-classification"), SINGLE)
        check(place, *place.label_job("image-classification-multilabel"), MULTI)


if __name__ == "__main__":
    main()

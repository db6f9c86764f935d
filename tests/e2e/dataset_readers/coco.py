# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib

from . import common


def annotations_of(path: pathlib.Path, part: str):
    content = json.loads(path.read_text(encoding="utf-8"))
    names = {category["id"]: category["name"] for category in content["categories"]}
    images = {image["id"]: image for image in content["images"]}
    assert len({each["id"] for each in content["annotations"]}) == len(content["annotations"]), "ids are not unique"
    masks: dict = {image: {} for image in images}
    for each in content["annotations"]:
        image = images[each["image_id"]]
        segmentation = each["segmentation"]
        if isinstance(segmentation, list):
            rings = [common.pairs(ring) for ring in segmentation]
            pixels = common.fill(rings, image["height"], image["width"])
        else:
            pixels = common.coco_rle(segmentation)
        rows, columns = pixels.nonzero()
        box = [columns.min(), rows.min(), columns.max() - columns.min() + 1, rows.max() - rows.min() + 1]
        assert each["bbox"] == box and each["area"] == len(rows) and each["iscrowd"] == 0, each
        common.paint(masks[each["image_id"]], names[each["category_id"]], pixels)
    for number, labels in masks.items():
        file = images[number]["file_name"]
        assert (path.parents[1] / "images" / part / file).is_file(), file
        yield common.photo_of(part, file), labels


def read(root: pathlib.Path):
    for kind in ("instances_{}", "instances_{}_polygons", "stuff_{}"):
        found = []
        for part in ("all", "train", "validation", "test"):
            path = root / "annotations" / (kind.format(part) + ".json")
            if path.is_file():
                found += annotations_of(path, part)
        yield kind, found

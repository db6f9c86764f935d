# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib

from . import common


def items_of(path: pathlib.Path):
    content = json.loads(path.read_text(encoding="utf-8"))
    names = [label["name"] for label in content["categories"]["label"]["labels"]]
    for item in content["items"]:
        assert (path.parents[1] / "images" / path.stem / item["image"]["path"]).is_file()
        labels: dict = {}
        for annotation in item["annotations"]:
            pixels = common.coco_rle(annotation["rle"])
            assert list(pixels.shape) == item["image"]["size"]
            common.paint(labels, names[annotation["label_id"]], pixels)
        yield common.photo_of(path.stem, item["image"]["path"]), labels


def read(root: pathlib.Path):
    yield "masks", [each for path in (root / "annotations").glob("*.json") for each in items_of(path)]

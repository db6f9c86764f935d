# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib

import numpy
from PIL import Image

from . import common


def segments_of(path: pathlib.Path):
    part = path.stem.removeprefix("panoptic_")
    content = json.loads(path.read_text(encoding="utf-8"))
    names = {category["id"]: category["name"] for category in content["categories"]}
    images = {image["id"]: image for image in content["images"]}
    for annotation in content["annotations"]:
        colors = numpy.array(Image.open(path.with_suffix("") / annotation["file_name"]).convert("RGB")).astype(int)
        numbers = colors @ [1, 256, 65536]
        segments = {each["id"]: each for each in annotation["segments_info"]}
        assert set(numpy.unique(numbers)) - {0} == set(segments), "the segments are others than those of the picture"
        labels: dict = {}
        for number, segment in segments.items():
            assert segment["area"] == numpy.count_nonzero(numbers == number), segment
            common.paint(labels, names[segment["category_id"]], numbers == number)
        yield common.photo_of(part, images[annotation["image_id"]]["file_name"]), labels


def read(root: pathlib.Path):
    yield "segments", [each for path in root.glob("panoptic_*.json") for each in segments_of(path)]

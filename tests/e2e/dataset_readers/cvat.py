# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib

import lxml.etree
import numpy

from . import common


def masks_of(image):
    shape = int(image.get("height")), int(image.get("width"))
    labels: dict = {}
    for mask in image.findall("mask"):
        left, top, width, height = (int(mask.get(key)) for key in ("left", "top", "width", "height"))
        pixels = numpy.zeros(shape, bool)
        flat = common.alternating([int(run) for run in mask.get("rle").split(", ")])
        pixels[top:top + height, left:left + width] = flat.reshape((height, width))
        common.paint(labels, mask.get("label"), pixels)
    return common.photo_of(image.get("subset", "all"), image.get("name")), labels


def read(root: pathlib.Path):
    annotations = lxml.etree.parse(str(root / "annotations.xml")).getroot()
    assert annotations.findtext("version") == "1.1"
    names = [label.findtext("name") for label in annotations.find("meta/task/labels")]
    images = annotations.findall("image")
    assert all(mask.get("label") in names for mask in annotations.iter("mask"))
    assert all((root / "images" / image.get("name")).is_file() for image in images)
    yield "masks", [masks_of(image) for image in images]

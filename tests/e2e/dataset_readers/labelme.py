# SPDX-License-Identifier: GPL-3.0-or-later
import base64
import io
import json
import pathlib

import numpy
from PIL import Image

from . import common


def shapes_of(root: pathlib.Path, path: pathlib.Path):
    content = json.loads(path.read_text(encoding="utf-8"))
    height, width = content["imageHeight"], content["imageWidth"]
    assert Image.open(path.parent / content["imagePath"]).size == (width, height)
    labels: dict = {}
    for shape in content["shapes"]:
        if shape["shape_type"] == "polygon":
            pixels = common.fill([[tuple(point) for point in shape["points"]]], height, width)
        else:
            (x0, y0), (x1, y1) = shape["points"]
            picture = numpy.array(Image.open(io.BytesIO(base64.b64decode(shape["mask"]))))
            pixels = numpy.zeros((height, width), bool)
            pixels[y0:y1 + 1, x0:x1 + 1] = picture.astype(bool)
        common.paint(labels, shape["label"], pixels)
    part = "all" if path.parent == root else path.parent.name
    return common.photo_of(part, content["imagePath"]), labels


def read(root: pathlib.Path):
    yield "shapes", [shapes_of(root, path) for path in root.rglob("*.json")]

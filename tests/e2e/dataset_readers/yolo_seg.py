# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib

from PIL import Image

from . import common


def names_of(yaml: str) -> list[str]:
    return [json.loads(line.split(": ", 1)[1]) for line in yaml.splitlines() if line.startswith("  ")]


def outlines_of(root: pathlib.Path):
    yaml = (root / "data.yaml").read_text(encoding="utf-8")
    names = names_of(yaml)
    folders = {line.split(": ")[1] for line in yaml.splitlines() if line.startswith(("train:", "val:", "test:"))}
    for folder in folders:
        for photo in (root / folder).glob("*"):
            width, height = Image.open(photo).size
            labels: dict = {}
            path = pathlib.Path(str(photo).replace("/images/", "/labels/")).with_suffix(".txt")
            for line in path.read_text(encoding="ascii").splitlines():
                number, *shares = line.split()
                ring = [(float(x) * width, float(y) * height) for x, y in common.pairs(shares)]
                common.paint(labels, names[int(number)], common.fill([ring], height, width))
            yield common.photo_of(photo.parent.name, photo.name), labels


def read(root: pathlib.Path):
    yield "outlines", list(outlines_of(root))

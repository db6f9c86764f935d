#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a dataset without any code of the program that wrote it, and compares it pixel by pixel.

usage: read_dataset.py FORMAT DATASET REFERENCE

FORMAT is that of DATASET and the name of a file in dataset_readers/, '-' being '_'. REFERENCE is the same export in the
format index-png. Exit 0: every pixel is the same; 1: not; 77: a Python module is missing."""
import importlib
import pathlib
import sys

try:
    import numpy
    from PIL import Image
except ImportError as missing:
    print(missing)
    sys.exit(77)


def names_of(reference: pathlib.Path) -> dict[int, str]:
    lines = (reference / "classes.txt").read_text(encoding="utf-8").splitlines()
    return {number: line.split(": ", 1)[1] for number, line in enumerate(lines) if number > 0}


def masks_of(reference: pathlib.Path) -> dict[str, numpy.ndarray]:
    """The labels of each photo, by its part and name: "train/a", or "a" where the dataset is not split."""
    folder = reference / "annotations"
    return {str(path.relative_to(folder).with_suffix("")): numpy.array(Image.open(path)) for path in folder.rglob("*.png")}


def compare(read, names: dict[int, str], masks: dict[str, numpy.ndarray]) -> list[str]:
    """What is wrong with `read`, which are pairs of a photo, as in `masks`, and the pixels of each label by its name."""
    faults = []
    seen = set()
    for photo, labels in read:
        seen.add(photo)
        if photo not in masks:
            faults.append(f"{photo} is not in the reference")
            continue
        expected = masks[photo]
        for name in set(labels) - set(names.values()):
            faults.append(f"{photo}: the label {name!r} is not in the reference")
        for number, name in names.items():
            got = labels.get(name, numpy.zeros(expected.shape, bool))
            if got.shape != expected.shape:
                faults.append(f"{photo}: {name} has the shape {got.shape} and not {expected.shape}")
            elif wrong := int(numpy.count_nonzero(got != (expected == number))):
                faults.append(f"{photo}: {wrong} pixels of {name} are wrong")
    return faults + [f"{photo} is missing" for photo in sorted(set(masks) - seen)]


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    form, dataset, reference = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    try:
        reader = importlib.import_module("dataset_readers." + form.replace("-", "_"))
    except ModuleNotFoundError as missing:
        print(missing)
        return 77
    names, masks = names_of(reference), masks_of(reference)
    faults = [] if masks else ["the reference is empty"]
    for what, read in reader.read(dataset):
        faults += [f"{what}: {fault}" for fault in compare(read, names, masks)]
    print("\n".join(faults) or f"{len(masks)} masks are the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

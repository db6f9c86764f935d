#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""average.py CROPS BEFORE AFTER OUT [--share 0.7]: a checkpoint with the mean of two runs' weights, of which the second
began with the first's: --share of AFTER, the rest of BEFORE. The statistics of the batch normalisation, which cannot be
averaged, are measured anew. Prints what the result finds."""
import argparse
import random

import torch

import network
import samples
import train

BATCHES, BATCH = 40, 32


def mean_of(before, after, share):
    return {name: torch.lerp(before[name], value, share) if value.dtype.is_floating_point else value
            for name, value in after.items()}


def measure_statistics(net, crops):
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None  # the plain mean of all batches
    rng = random.Random(5)
    rasters = [train.Batches(crops, size, False, BATCH, rng) for size in train.FULL]
    net.train()
    with torch.no_grad():
        for step in range(BATCHES):
            batches = rasters[step % len(rasters)]
            odds, _ = net(batches.next()[0])
            batches.correct(odds[:, 0].numpy())
    net.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("crops")
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("out")
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--held-out", default="coco_mval_dev")
    options = parser.parse_args()
    training, measuring = samples.load_crops(options.crops, options.held_out)
    net = network.Network().to(memory_format=torch.channels_last)
    net.load_state_dict(mean_of(torch.load(options.before)["average"], torch.load(options.after)["average"],
                                options.share))
    measure_statistics(net, training)
    for size in train.FULL:
        iou = train.measure(net, measuring, size)
        print(f"raster {size}: IoU {iou[:, 0].mean():.2f}, corrected {iou[:, 1].mean():.2f}, "
              f"at least 90: {100 * (iou[:, 0] >= 90).mean():.1f} %")
    torch.save(dict(average=net.state_dict()), options.out)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the four-point network on a set of crops; see README.md.

The schedule follows the clock: a run ends after --minutes, however fast the machine is. The first part runs on a small
raster, which is quicker. A checkpoint is written every five minutes; --resume goes on from one. Every core has a process
of its own; they share each step's gradient."""
import argparse
import copy
import math
import os
import random
import tempfile
import time

import cv2
import numpy as np
import torch
import torch.distributed as distributed
import torch.multiprocessing as multiprocessing
import torch.nn.functional as F

import encoding
import network
import samples

SMALL, FULL = 96, (144, 176)  # FULL is what the program asks, about small objects and large ones
WARM_UP = 300  # steps
AVERAGE = 0.9993  # of the weights, for the result
MEASURED_AT_ONCE = 16
EDGE = 1.5  # more weight for cells at the outline
CALM = 0.75  # share of the time after which pictures are no longer composed


def loss_of(odds, coarse, target):
    size = target.shape[-1]
    margin = size // 8 - 2
    weight = torch.full_like(target, 0.15)
    weight[:, :, margin:size - margin, margin:size - margin] = 1
    inside = (weight > 0.5).float()
    edge = F.max_pool2d(target, 5, 1, 2) + F.max_pool2d(-target, 5, 1, 2)  # 1 where both sides are within two cells
    weight = weight * (1 + EDGE * edge)
    entropy = (F.binary_cross_entropy_with_logits(odds, target, reduction="none") * weight).sum((1, 2, 3))
    entropy = entropy / weight.sum((1, 2, 3))
    object_share, truth = torch.sigmoid(odds) * inside, target * inside
    shared = (object_share * truth).sum((1, 2, 3))
    joined = (object_share + truth - object_share * truth).sum((1, 2, 3)).clamp(min=1)
    coarse_entropy = F.binary_cross_entropy_with_logits(coarse, F.avg_pool2d(target, 4))
    return (entropy + 1 - shared / joined).mean() + 0.3 * coarse_entropy


class Batches:
    """Three quarters of a batch are new samples, the rest new ones of the batch before, with hints about what was wrong
    there."""

    def __init__(self, crops, size, composed, count, rng):
        self.crops, self.composed, self.count, self.rng = crops, composed, count, rng
        self.raster = encoding.Raster(size)
        self.reach = np.cumsum([crop.weight for crop in crops])
        self.corrected = []

    def fresh(self):
        i = int(np.searchsorted(self.reach, self.rng.random() * self.reach[-1]))
        crop = self.crops[min(i, len(self.crops) - 1)]
        return samples.make_sample(self.raster, crop, self.crops if self.composed else None, self.rng)

    def next(self):
        self.new = [self.fresh() for _ in range(self.count - len(self.corrected))]
        batch = self.new + self.corrected
        x = torch.from_numpy(np.stack([x for x, _ in batch]))
        target = torch.from_numpy(np.stack([target[None] for _, target in batch]))
        return x.contiguous(memory_format=torch.channels_last), target

    def correct(self, odds):
        self.corrected = []
        for (x, target), found in list(zip(self.new, odds))[:self.count // 4]:
            strokes = self.rng.choice([1, 1, 1, 2, 2, 3])
            samples.add_corrections(self.raster, x, target, found, strokes, self.rng)
            self.corrected.append((x, target))


def odds_of(net, inputs):
    with torch.no_grad():
        return net(torch.from_numpy(np.stack(inputs)).contiguous(memory_format=torch.channels_last))[:, 0].numpy()


def measure(net, crops, size, corrections=1):
    """IoU in the box of each crop, at first and after each correction, percent."""
    raster = encoding.Raster(size)
    rng = random.Random(1)
    net.eval()
    scores = np.zeros((len(crops), 1 + corrections))
    for first in range(0, len(crops), MEASURED_AT_ONCE):
        batch = [samples.make_sample(raster, crop) for crop in crops[first:first + MEASURED_AT_ONCE]]
        for corrected in range(1 + corrections):
            for i, ((x, target), odds) in enumerate(zip(batch, odds_of(net, [x for x, _ in batch]))):
                found, truth = (odds > 0) & raster.in_box, target > 0.5
                scores[first + i, corrected] = (found & truth).sum() / max(1, (found | truth).sum())
                if corrected < corrections:
                    samples.add_corrections(raster, x, target, odds, 1, rng)
    return 100 * scores


def trust(net, crops, rank, processes):
    """What a trained network cannot find at all is mostly several things at once or outlined carelessly, and teaches it
    to hedge: such crops come less often."""
    found = torch.zeros(len(crops), dtype=torch.float64)
    found[rank::processes] = torch.from_numpy(measure(net, crops[rank::processes], SMALL, 0)[:, 0])
    if processes > 1:
        distributed.all_reduce(found)
    for crop, iou in zip(crops, found.tolist()):
        crop.weight *= min(1, max(0.15, (iou - 45) / 35))


def groups_of(net, decay):
    large = [p for p in net.parameters() if p.ndim > 1]
    small = [p for p in net.parameters() if p.ndim <= 1]
    return [dict(params=large, weight_decay=decay), dict(params=small, weight_decay=0)]


def share_gradients(net, processes):
    if processes == 1:
        return
    gradients = [p.grad for p in net.parameters()]
    flat = torch.cat([g.flatten() for g in gradients])
    distributed.all_reduce(flat)
    flat /= processes
    start = 0
    for gradient in gradients:
        gradient.copy_(flat[start:start + gradient.numel()].view_as(gradient))
        start += gradient.numel()


def follow(average, net, step):
    keep = min(AVERAGE, (1 + step) / (20 + step))
    with torch.no_grad():
        for mean, value in zip(average.state_dict().values(), net.state_dict().values()):
            if mean.dtype.is_floating_point:
                mean.mul_(keep).add_(value, alpha=1 - keep)
            else:
                mean.copy_(value)


def elapsed_everywhere(seconds, processes):
    """The first process's clock, so that all change the raster and end at the same step."""
    clock = torch.tensor([seconds], dtype=torch.float64)
    if processes > 1:
        distributed.broadcast(clock, 0)
    return clock.item()


def run(rank, processes, rendezvous, options):
    torch.set_num_threads(1)
    cv2.setNumThreads(0)
    if processes > 1:
        distributed.init_process_group("gloo", f"file://{rendezvous}", rank=rank, world_size=processes)
    training, measuring = samples.load_crops(options.crops, options.held_out)
    if rank == 0:
        print(len(training), "crops to train on,", len(measuring), "to measure on", flush=True)
    torch.manual_seed(1)
    net = network.Network().to(memory_format=torch.channels_last)
    if options.start:
        net.load_state_dict(torch.load(options.start)["average"], strict=False)  # blocks may have been added
        trust(net, training, rank, processes)
    optimizer = torch.optim.AdamW(groups_of(net, 0.02), lr=options.rate, betas=(0.9, 0.99))
    average = copy.deepcopy(net)
    step, before = 0, 0.0
    if options.resume:
        state = torch.load(options.out)
        net.load_state_dict(state["net"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        step, before = state["step"], state["seconds"]
    rng = random.Random(1000 * step + rank)
    cv2.setRNGSeed(rng.randrange(2**31))

    began, saved, running = time.time(), time.time(), 0.0
    all_batches = {}
    while True:
        seconds = elapsed_everywhere(before + time.time() - began, processes)
        share = seconds / (60 * options.minutes)
        if rank == 0 and (share >= 1 or time.time() - saved > 300):
            saved = time.time()
            torch.save(dict(net=net.state_dict(), average=average.state_dict(), optimizer=optimizer.state_dict(),
                            step=step, seconds=seconds), options.out)
            print(f"{seconds / 60:.1f} min  step {step}  samples {step * options.batch}  loss {running:.4f}", flush=True)
            for size in FULL:
                scores = measure(average, measuring if share >= 1 else measuring[::4], size).mean(0)
                print(f"  raster {size}  IoU {scores[0]:.2f}  corrected {scores[1]:.2f}", flush=True)
        if share >= 1:
            break
        kind = SMALL if share < options.small else FULL[step % len(FULL)], share < CALM
        if kind not in all_batches:
            all_batches[kind] = Batches(training, *kind, options.batch // processes, rng)
        batches = all_batches[kind]
        rate = options.rate * min(1, (step + 1) / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * min(share, 1)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        net.train()
        x, target = batches.next()
        with torch.cpu.amp.autocast():
            odds, coarse = net(x)
        loss = loss_of(odds.float(), coarse.float(), target)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        share_gradients(net, processes)
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimizer.step()
        step += 1
        batches.correct(odds.detach().float().numpy()[:, 0])
        if rank == 0:
            follow(average, net, step)
            running = loss.item() if step == 1 else 0.99 * running + 0.01 * loss.item()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("crops", help="folder of the crop set")
    parser.add_argument("out", help="checkpoint to write, and to go on from with --resume")
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--held-out", default="coco_mval_dev", help="data set that is only measured on")
    parser.add_argument("--start", help="checkpoint whose weights the run begins with")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--small", type=float, default=0.4, help="share of the time on the small raster")
    options = parser.parse_args()
    processes = os.cpu_count()
    if processes == 1:
        run(0, 1, None, options)
        return
    with tempfile.TemporaryDirectory() as folder:
        multiprocessing.spawn(run, (processes, f"{folder}/rendezvous", options), processes)


if __name__ == "__main__":
    main()

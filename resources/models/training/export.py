#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""export.py CHECKPOINT OUT.onnx.gz: the averaged weights as ONNX (opset 11, static shapes), batch normalisation folded
into the convolutions. Weights are rounded to five significant bits and kept as floats, which OpenCV 4.6 needs:
compressed, the file is smaller than with half floats. Prints how far OpenCV's results are from PyTorch's."""
import gzip
import io
import sys

import cv2
import numpy as np
import onnx
import torch
import torch.nn as nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

import encoding
import network
import train


SIGNIFICANT_BITS = 5


def rounded(weights):
    mantissa, exponent = torch.frexp(weights)
    return torch.ldexp(torch.round(mantissa * 2**SIGNIFICANT_BITS) / 2**SIGNIFICANT_BITS, exponent)


def fold(module):
    for child in module.children():
        fold(child)
    if isinstance(module, nn.Sequential):
        names = list(module._modules)
        for first, second in zip(names, names[1:]):
            if isinstance(module._modules[second], nn.BatchNorm2d):
                module._modules[first] = fuse_conv_bn_eval(module._modules[first], module._modules[second])
                module._modules[second] = nn.Identity()


def without_identities(graph):
    """PyTorch shares equal weights through Identity nodes, which OpenCV 4.6 refuses."""
    sources = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Identity"}
    nodes = [node for node in graph.node if node.op_type != "Identity"]
    for node in nodes:
        for i, name in enumerate(node.input):
            while name in sources:
                name = sources[name]
            node.input[i] = name
    del graph.node[:]
    graph.node.extend(nodes)


def noise(size):
    return torch.randn(1, encoding.CHANNELS, size, size)


def compare(net, content, x):
    with torch.no_grad():
        expected = net(x).numpy()
    opencv = cv2.dnn.readNetFromONNX(np.frombuffer(content, np.uint8))
    opencv.setInput(x.numpy())
    difference = float(np.abs(opencv.forward() - expected).max())
    print(f"raster {x.shape[-1]}: largest difference {difference} of {float(np.abs(expected).max())}")


def main():
    checkpoint, out = sys.argv[1:]
    net = network.Network()
    net.load_state_dict(torch.load(checkpoint)["average"])
    net.eval()
    fold(net)
    with torch.no_grad():
        for parameter in net.parameters():
            if parameter.ndim > 1:
                parameter.copy_(rounded(parameter))
    file = io.BytesIO()
    torch.onnx.export(net, noise(train.FULL[0]), file, opset_version=11, input_names=["input"], output_names=["odds"])
    model = onnx.load_from_string(file.getvalue())
    without_identities(model.graph)
    content = model.SerializeToString()
    with open(out, "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as compressed:
        compressed.write(content)
    for size in train.FULL:
        compare(net, content, noise(size))


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""A residual U-Net of plain convolutions: what OpenCV's dnn module runs fast on any processor. 9 channels in, the
object's log odds out, both on the same square raster, whose extent is a multiple of 16."""
import torch.nn as nn
import torch.nn.functional as F

import encoding

WIDTHS = (16, 16, 48, 96, 144)  # at 1/2, 1/2, 1/4, 1/8 and 1/16 of the raster
BLOCKS = (2, 4, 7)  # residual ones, at 1/4, 1/8 and 1/16


class Convolution(nn.Sequential):
    def __init__(self, inputs, outputs, kernel=3, stride=1):
        super().__init__(nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = Convolution(width, width)
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))
        nn.init.zeros_(self.second[1].weight)  # begins as the identity, so that weights of a shallower network fit

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


def enlarged(x):
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        c0, c1, c2, c3, c4 = WIDTHS
        blocks = [nn.Sequential(*[Residual(width) for _ in range(count)]) for width, count in zip(WIDTHS[2:], BLOCKS)]
        self.at_half = nn.Sequential(Convolution(encoding.CHANNELS, c0, 3, 2), Convolution(c0, c1))
        self.at_quarter = nn.Sequential(Convolution(c1, c2, 3, 2), blocks[0])
        self.at_eighth = nn.Sequential(Convolution(c2, c3, 3, 2), blocks[1])
        self.at_sixteenth = nn.Sequential(Convolution(c3, c4, 3, 2), blocks[2])
        self.narrow3, self.join3 = Convolution(c4, c3, 1), Convolution(c3, c3)
        self.narrow2, self.join2 = Convolution(c3, c2, 1), Convolution(c2, c2)
        self.narrow1, self.join1 = Convolution(c2, c1, 1), Convolution(c1, c1)
        self.full = Convolution(encoding.CHANNELS, 8)
        self.narrow0, self.join0 = Convolution(c1, 8, 1), Convolution(8, 8)
        self.odds = nn.Conv2d(8, 1, 3, 1, 1)
        self.coarse_odds = nn.Conv2d(c2, 1, 1)  # at 1/4, in training only

    def forward(self, x):
        half = self.at_half(x)
        quarter = self.at_quarter(half)
        eighth = self.at_eighth(quarter)
        y = self.join3(enlarged(self.narrow3(self.at_sixteenth(eighth))) + eighth)
        y = self.join2(enlarged(self.narrow2(y)) + quarter)
        coarse = self.coarse_odds(y) if self.training else None
        y = self.join1(enlarged(self.narrow1(y)) + half)
        odds = self.odds(self.join0(enlarged(self.narrow0(y)) + self.full(x)))
        return (odds, coarse) if self.training else odds

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/mask/LabelMask.h"

#include <filesystem>

namespace labelwright::test {

/// A process that labels without a window and waits to be killed: a test program starts itself with these arguments.
/// It says what has come to the disk on stdout, a word and a number a line.
inline constexpr const char* kPaintForever = "--paint-forever";      ///< JOB: "kept N" after each stroke
inline constexpr const char* kPaintAndSubmit = "--paint-and-submit"; ///< JOB N: "kept N" once, then "submitting N"

/// Whether the program was started as such a child. If so, `exitCode` is what main() returns; it rarely gets there.
bool isLabelingChild(int argc, char** argv, int& exitCode);

/// What the mask holds after the first `strokes` strokes of the child on a blank mask.
LabelMask maskAfter(Size size, int strokes);

/// How many of the child's strokes `mask` holds, in their order and nothing else; -1 where it is no such mask.
int strokesIn(const LabelMask& mask);

} // namespace labelwright::test

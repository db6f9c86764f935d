// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// A random share of the objects, rounded up to a whole number, in their order. The same seed chooses the same objects
/// on every machine, and of more objects at least those of them that it chose before, as far as the number allows: each
/// object has a lot of its own, and the lowest lots are drawn. Precondition: 0 <= share <= 1.
std::vector<ObjectId> sampleOf(std::span<const ObjectId> objects, double share, std::uint64_t seed);

} // namespace labelwright

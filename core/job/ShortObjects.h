// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <vector>

namespace labelwright {

/// An object that can't get as many answers as wanted, however long the team works: it is the task of too few.
struct ShortObject {
    ObjectId object = 0;
    int answers = 0;             ///< That it has.
    std::vector<Worker> waiting; ///< Whose task it still is.
};

/// By id. None in a completed job. Who works on the job counts whether it is stopped or not, and only those for whom an
/// object is kept. Cost: objects with answers or declines times the team; all objects where the team itself is too
/// small or objects are kept for workers.
std::vector<ShortObject> shortObjects(const Job& job);

} // namespace labelwright

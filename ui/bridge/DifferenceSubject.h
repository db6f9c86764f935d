// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"

#include <QString>

#include <string>

namespace labelwright {

/// Which answers of an object are to be compared.
struct DifferenceSubject {
    QString jobFolder{};
    ObjectId object = 0;
    /// Names of answers; where empty the newest answer and what was before it.
    std::string before{};
    std::string after{};
    QString otherFolder{};    ///< Another job, whose object is compared with this one's; empty for none.
    ObjectId otherObject = 0; ///< Of the other job.
};

} // namespace labelwright

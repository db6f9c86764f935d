// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/job/Job.h"

namespace labelwright {

/// job.json's own values.
void checkSpec(Findings& findings, const Job& job);

/// Every line of the input manifest, and the photo that it names.
void checkInput(Findings& findings, const Job& job);

/// The events: sound, of this manifest, of these photos. Cost: reads the photos that have answers.
void checkEvents(Findings& findings, const Job& job);

} // namespace labelwright

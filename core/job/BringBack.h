// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Event.h"
#include "core/job/Job.h"

namespace labelwright {

// An earlier answer made the current one again, as a new answer of the one who decides it: an answer belongs to its
// worker (DESIGN rule 4), so that nobody writes one in another's name.

/// Whether `by` may: a worker an answer of their own; a lead also another's, as an answer of the lead's, where the lead
/// is one of those who have answered the object, so that no opinion counts twice. What else is to take the place of
/// another's answer is an adjustment. Errors: InvalidArgument, also for the answer that is current already, and where
/// `by` has unsubmitted work on the object, which begins on the answer that is current now; those of checkMayAnswer()
/// and Job::sourceMismatch(); Mismatch where the photo has changed since; those of readFile and draftedObjects().
/// Thread: any, with a job that nobody changes meanwhile. Cost: hashes the photo.
Status checkMayBringBack(const Job& job, const AnswerEvent& past, const Worker& by);

/// Checks, and writes a new answer of `by`, with the time of now, the mask's bytes or the chosen labels of `past`. It
/// replaces what is current of `by`; nothing is rewritten. Returns what was written, for EventLog::add().
/// Thread: as above. Errors: those of checkMayBringBack, EventLog::maskBytes and writeAnswerFiles.
Result<AnswerEvent> bringBack(const Job& job, const AnswerEvent& past, const Worker& by);

} // namespace labelwright

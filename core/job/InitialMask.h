// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"

namespace labelwright {

/// The file that a reference of the job's manifest names. Errors: those of resolveReference.
Result<std::filesystem::path> resolveSource(const Job& job, std::string_view reference);

/// The file that Job::initialMask() reads; nullopt where the job has no pre-labels, or none for this object. Cost:
/// reads a line of the manifest, and asks a folder of masks for the file. Errors: those of Job::source and
/// resolveSource.
Result<std::optional<std::filesystem::path>> initialMaskFile(const Job& job, ObjectId object);

/// Job::initialMask() in these labels, which the job has or had: of a folder of masks the one at the image's own
/// relative path below its prefix, or by its base name alone; or the mask that an earlier attribute of the object's
/// line names. Their classes are the job's first labels; where a name is none of those, those of `labels`.
Result<std::optional<LabelMask>> initialMaskIn(const LabelSet& labels, const Job& job, ObjectId object, Size size);

} // namespace labelwright

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

// The two sources of Job::initialMask(), which see.

/// A mask in the prelabel folder: at the image's own relative path below its prefix, or by its base name alone.
Result<std::optional<LabelMask>> initialMaskFromFolder(const Job& job, ObjectId object, Size size);

/// The mask that an earlier attribute of the object's line names, its classes brought to the job's labels by name.
Result<std::optional<LabelMask>> initialMaskFromAttribute(const Job& job, ObjectId object, Size size);

} // namespace labelwright

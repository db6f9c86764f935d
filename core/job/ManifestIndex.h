// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/Manifest.h"
#include "core/job/JobSpec.h"

#include <filesystem>

namespace labelwright {

/// The stamp of a manifest file as it is now. Cost: reads it once. Errors: those of readFile.
Result<ManifestStamp> stampManifest(const std::filesystem::path& manifest);

/// Opens the job's manifest under the growth rule: it must begin with the lines that `stamp` covers, and every line
/// that an earlier open has seen must still be there. cache/manifest.index, which holds the offset and the CRC32 of
/// every line and the file's own identity, spares reading the manifest while it has not been touched; it may be
/// deleted. Errors: NotFound, Unreadable; Mismatch, with the line as far as it is known.
Result<Manifest> openCheckedManifest(const std::filesystem::path& jobFolder, const ManifestStamp& stamp);

} // namespace labelwright

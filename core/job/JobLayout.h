// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <filesystem>

namespace labelwright {

// Where things lie in a job folder. Source: DESIGN.md, the tree under "One idea".

std::filesystem::path jobFile(const std::filesystem::path& jobFolder);      ///< job.json
std::filesystem::path manifestFile(const std::filesystem::path& jobFolder); ///< input.manifest
std::filesystem::path eventsFolder(const std::filesystem::path& jobFolder); ///< events
std::filesystem::path outputFolder(const std::filesystem::path& jobFolder); ///< output
std::filesystem::path cacheFolder(const std::filesystem::path& jobFolder);  ///< cache
std::filesystem::path draftsFolder(const std::filesystem::path& jobFolder, const Worker& worker);
std::filesystem::path draftFile(const std::filesystem::path& jobFolder, const Worker& worker, ObjectId object);
std::filesystem::path workerLockFile(const std::filesystem::path& jobFolder, const Worker& worker);
std::filesystem::path deriveLockFile(const std::filesystem::path& jobFolder);

/// events/job
std::filesystem::path jobEventsFolder(const std::filesystem::path& jobFolder);

/// events/012, of the objects from 12,000 to 12,999
std::filesystem::path thousandFolder(const std::filesystem::path& jobFolder, std::int64_t thousand);
/// events/012/12345
std::filesystem::path objectEventsFolder(const std::filesystem::path& jobFolder, ObjectId object);

} // namespace labelwright

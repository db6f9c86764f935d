// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"

#include <fmt/format.h>

namespace labelwright {

namespace fs = std::filesystem;

fs::path jobFile(const fs::path& jobFolder)
{
    return jobFolder / "job.json";
}

fs::path manifestFile(const fs::path& jobFolder)
{
    return jobFolder / "input.manifest";
}

fs::path eventsFolder(const fs::path& jobFolder)
{
    return jobFolder / "events";
}

fs::path outputFolder(const fs::path& jobFolder)
{
    return jobFolder / "output";
}

fs::path cacheFolder(const fs::path& jobFolder)
{
    return jobFolder / "cache";
}

fs::path draftsFolder(const fs::path& jobFolder, const Worker& worker)
{
    return jobFolder / "drafts" / workerFileName(worker);
}

fs::path draftFile(const fs::path& jobFolder, const Worker& worker, ObjectId object)
{
    return draftsFolder(jobFolder, worker) / fmt::format("{}.draft", object);
}

fs::path workerLockFile(const fs::path& jobFolder, const Worker& worker)
{
    return draftsFolder(jobFolder, worker) / "lock";
}

fs::path deriveLockFile(const fs::path& jobFolder)
{
    return cacheFolder(jobFolder) / "derive.lock";
}

fs::path jobEventsFolder(const fs::path& jobFolder)
{
    return eventsFolder(jobFolder) / "job";
}

fs::path thousandFolder(const fs::path& jobFolder, std::int64_t thousand)
{
    return eventsFolder(jobFolder) / fmt::format("{:03}", thousand);
}

fs::path objectEventsFolder(const fs::path& jobFolder, ObjectId object)
{
    return thousandFolder(jobFolder, object / 1000) / fmt::to_string(object);
}

} // namespace labelwright

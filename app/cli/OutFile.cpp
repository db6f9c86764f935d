// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OutFile.h"

#include "core/base/AtomicFile.h"

#include <optional>
#include <sys/stat.h>

namespace labelwright {
namespace {

std::optional<std::pair<std::uint64_t, std::uint64_t>> identityOf(const std::filesystem::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return std::nullopt;
    return std::pair<std::uint64_t, std::uint64_t>{status.st_dev, status.st_ino};
}

} // namespace

Status writeOutFile(const std::filesystem::path& path, std::span<const std::uint8_t> bytes)
{
    std::error_code failure;
    const std::filesystem::path folder = std::filesystem::absolute(path, failure).parent_path();
    if (std::filesystem::status(folder, failure).type() == std::filesystem::file_type::not_found)
        return Error{ErrorCode::InvalidArgument, "there is no such folder to write to; make it first", folder};
    return writeFileVerified(path, bytes, IfExists::Replace);
}

void InputPhotos::add(const std::filesystem::path& photo)
{
    if (const auto identity = identityOf(photo))
        m_files.insert(*identity);
}

Status InputPhotos::spares(const std::filesystem::path& out) const
{
    const auto identity = identityOf(out);
    if (!identity || !m_files.contains(*identity))
        return ok();
    return Error{ErrorCode::InvalidArgument,
                 "this is one of the photos to read, which writing here would destroy; name another file to write",
                 out};
}

} // namespace labelwright

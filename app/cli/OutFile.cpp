// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OutFile.h"

#include "core/base/AtomicFile.h"

namespace labelwright {

Status writeOutFile(const std::filesystem::path& path, std::span<const std::uint8_t> bytes)
{
    std::error_code failure;
    const std::filesystem::path folder = std::filesystem::absolute(path, failure).parent_path();
    if (std::filesystem::status(folder, failure).type() == std::filesystem::file_type::not_found)
        return Error{ErrorCode::InvalidArgument, "there is no such folder to write to; make it first", folder};
    return writeFileVerified(path, bytes, IfExists::Replace);
}

} // namespace labelwright

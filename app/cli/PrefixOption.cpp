// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/PrefixOption.h"

#include <fmt/format.h>

namespace labelwright {

Result<std::vector<PrefixMapping>> parsePrefixOptions(const std::vector<std::string>& values)
{
    std::vector<PrefixMapping> mappings;
    for (const std::string& value : values) {
        const std::size_t equals = value.find('=');
        if (equals == std::string::npos || !value.starts_with("s3://") || equals + 1 == value.size())
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("\"{}\" maps no prefix: write s3://bucket/prefix=FOLDER", value)};
        mappings.push_back({value.substr(0, equals), value.substr(equals + 1)});
    }
    return mappings;
}

} // namespace labelwright

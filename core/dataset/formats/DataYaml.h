// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// The file that says where a dataset for YOLO lies and what its classes are called.
struct DataYaml {
    std::map<std::string, std::string, std::less<>> values; ///< "path", "train", "val", "test" and other single values.
    std::vector<std::string> names;                         ///< By class, from 0.
};

/// As much YAML as such files are written in: members of the outermost mapping with single values, and "names" as a
/// list or a mapping from 0, in block or flow style. Errors: Malformed with the line.
Result<DataYaml> parseDataYaml(std::string_view text);

} // namespace labelwright

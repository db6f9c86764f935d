// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace labelwright {

enum class FormatUse : std::uint8_t { Write, Read };

/// --format, the id of a row of datasetFormats() that can be used so.
void addFormatOption(CLI::App& command, std::string& format, FormatUse use);

} // namespace labelwright

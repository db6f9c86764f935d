// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// One line of a CSV file as RFC 4180 has it, with its end, "\n"; fields are quoted where that is needed.
std::string csvLine(const std::vector<std::string>& fields);

struct CsvRow {
    std::vector<std::string> fields;
    std::int64_t line = 0; ///< On which it begins, from 1: a quoted field may hold line breaks.
};

/// The rows of a CSV file; lines end in "\n" or "\r\n". Empty lines are passed over, and a mark of UTF-8 in front.
/// Errors: Malformed or Truncated, with the line.
Result<std::vector<CsvRow>> parseCsv(std::string_view text);

} // namespace labelwright

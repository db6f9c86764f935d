// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TextTable.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace labelwright {
namespace {

/// Near enough to columns for names.
std::size_t widthOf(const std::string& text)
{
    return characterCount(text);
}

} // namespace

std::string TextTable::text() const
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const std::vector<std::string>& row : rows)
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], widthOf(row[column]));
    std::string text = title + '\n';
    for (const std::vector<std::string>& row : rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column)
            line += "  " + row[column] + std::string(widths[column] - widthOf(row[column]), ' ');
        text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
}

std::string percent(std::optional<double> share)
{
    return share ? fmt::format("{:.1f}", 100 * *share) : "-";
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Csv.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

// Figures of reports, for a terminal, a page or, by csvLine() of a Row, a spreadsheet.

using Row = std::vector<std::string>;

/// The first row is the heading.
struct Table {
    std::string title;
    std::vector<Row> rows;
};

/// The title after an empty line, then the rows with their columns below each other.
std::string textOf(const Table& table);
std::string htmlOf(const Table& table);
/// A whole page, for screens light and dark: a heading, a sentence or two, and `parts`, each of them by an htmlOf().
std::string htmlPage(const std::string& title, const std::string& summary, const std::vector<std::string>& parts);
std::string htmlEscaped(const std::string& text);

/// "12.3" of 0.123; "-" where there is none.
std::string percent(std::optional<double> share);

} // namespace labelwright

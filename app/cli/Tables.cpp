// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Tables.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

/// Code points, near enough to columns for names.
std::size_t widthOf(const std::string& text)
{
    return characterCount(text);
}

} // namespace

std::string textOf(const Table& table)
{
    std::vector<std::size_t> widths(table.rows.front().size());
    for (const Row& row : table.rows)
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], widthOf(row[column]));
    std::string text = '\n' + table.title + '\n';
    for (const Row& row : table.rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column)
            line += "  " + row[column] + std::string(widths[column] - widthOf(row[column]), ' ');
        text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
}

std::string htmlOf(const Table& table)
{
    std::string html = fmt::format("<h2>{}</h2>\n<table>\n", htmlEscaped(table.title));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string_view tag = row == 0 ? "th" : "td";
        html += "<tr>";
        for (const std::string& cell : table.rows[row])
            html += fmt::format("<{0}>{1}</{0}>", tag, htmlEscaped(cell));
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

std::string htmlEscaped(const std::string& text)
{
    std::string html;
    for (const char c : text) {
        switch (c) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        default:
            html += c;
        }
    }
    return html;
}

std::string percent(std::optional<double> share)
{
    return share ? fmt::format("{:.1f}", 100 * *share) : "-";
}

} // namespace labelwright

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

std::string htmlPage(const std::string& title, const std::string& summary, const std::vector<Table>& tables)
{
    std::string html = fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                   "<title>{0}</title>\n<style>\n"
                                   "body {{ font-family: sans-serif; margin: 2em; }}\n"
                                   "table {{ border-collapse: collapse; }}\n"
                                   "th, td {{ padding: 0.2em 0.8em; text-align: left; "
                                   "border-bottom: 1px solid #ccc; }}\n"
                                   "</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p>{1}</p>\n",
                                   htmlEscaped(title), htmlEscaped(summary));
    for (const Table& table : tables)
        html += htmlOf(table);
    return html + "</body>\n</html>\n";
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

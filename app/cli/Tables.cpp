// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Tables.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

/// A bar keeps its color on paper, and an edge against the page where its color is nearly that of the page.
constexpr std::string_view kStyle =
    ":root { color-scheme: light dark; --line: #d0d4d9; --bar: #2f6fb5; --edge: #0003; }\n"
    "@media (prefers-color-scheme: dark) { :root { --line: #43484f; --bar: #6ea8e6; --edge: #fff4; } }\n"
    "body { font-family: sans-serif; margin: 2em auto; padding: 0 1em; max-width: 60em; }\n"
    "h2 { font-size: 1.1em; margin-top: 2em; }\n"
    "table { border-collapse: collapse; font-variant-numeric: tabular-nums; }\n"
    "th, td { padding: 0.2em 0.8em 0.2em 0; text-align: left; border-bottom: 1px solid var(--line); }\n"
    ".chart { display: grid; grid-template-columns: fit-content(14em) 1fr max-content; gap: 0.3em 0.8em; "
    "align-items: center; font-variant-numeric: tabular-nums; }\n"
    ".chart > :nth-child(3n) { text-align: right; }\n"
    ".bar { height: 1.1em; min-width: 1px; box-sizing: border-box; background: var(--bar); "
    "border: 1px solid var(--edge); print-color-adjust: exact; -webkit-print-color-adjust: exact; }\n";

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

std::string htmlPage(const std::string& title, const std::string& summary, const std::vector<std::string>& parts)
{
    std::string html = fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                   "<meta name=\"viewport\" content=\"width=device-width\">\n"
                                   "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<h1>{}</h1>\n<p>{}</p>\n",
                                   htmlEscaped(title), kStyle, htmlEscaped(title), htmlEscaped(summary));
    for (const std::string& part : parts)
        html += part;
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

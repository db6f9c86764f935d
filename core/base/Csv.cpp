// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Csv.h"

#include <algorithm>

namespace labelwright {
namespace {

/// Quoted where the text would end its field.
std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == text.npos)
        return text;
    std::string field = "\"";
    for (const char c : text)
        field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

class CsvParser {
public:
    explicit CsvParser(std::string_view text) : m_rest(text) {}

    bool isAtEnd() const { return m_rest.empty(); }

    Result<CsvRow> takeRow()
    {
        CsvRow row{{}, m_line};
        do {
            Result<std::string> field = m_rest.starts_with('"') ? takeQuoted() : takePlain();
            if (!field)
                return field.error();
            row.fields.push_back(*std::move(field));
        } while (take(","));
        if (!take("\r\n") && !take("\n") && !m_rest.empty())
            return Error{
                ErrorCode::Malformed, "a comma or the line's end is expected after a quoted field", {}, m_line};
        ++m_line;
        return row;
    }

private:
    bool take(std::string_view text)
    {
        const bool isThere = m_rest.starts_with(text);
        m_rest.remove_prefix(isThere ? text.size() : 0);
        return isThere;
    }

    Result<std::string> takePlain()
    {
        std::size_t end = std::min(m_rest.find_first_of(",\n"), m_rest.size());
        if (end > 0 && end < m_rest.size() && m_rest[end] == '\n' && m_rest[end - 1] == '\r')
            --end;
        std::string field(m_rest.substr(0, end));
        m_rest.remove_prefix(end);
        return field;
    }

    Result<std::string> takeQuoted()
    {
        const std::int64_t begin = m_line;
        std::string field;
        m_rest.remove_prefix(1);
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"' && !take("\""))
                return field;
            field += c;
            m_line += c == '\n' ? 1 : 0;
        }
        return Error{ErrorCode::Truncated, "a quoted field does not end", {}, begin};
    }

    std::string_view m_rest;
    std::int64_t m_line = 1;
};

} // namespace

std::string csvLine(const std::vector<std::string>& fields)
{
    std::string line;
    for (const std::string& field : fields)
        line += (&field == &fields.front() ? "" : ",") + csvField(field);
    return line + '\n';
}

Result<std::vector<CsvRow>> parseCsv(std::string_view text)
{
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    CsvParser parser(text.starts_with(kMark) ? text.substr(kMark.size()) : text);
    std::vector<CsvRow> rows;
    while (!parser.isAtEnd()) {
        Result<CsvRow> row = parser.takeRow();
        if (!row)
            return row.error();
        if (row->fields.size() > 1 || !row->fields.front().empty())
            rows.push_back(*std::move(row));
    }
    return rows;
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/DataYaml.h"

#include "core/base/Json.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace labelwright {
namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r";
    const std::size_t first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// Where a quoted text ends that begins at `from`: after the closing quote.
std::size_t endOfQuoted(std::string_view text, std::size_t from)
{
    const char quote = text[from];
    for (std::size_t at = from + 1; at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\')
            ++at;
        else if (text[at] == quote)
            return at + 1;
    }
    return text.size();
}

/// Where the first of `signs` stands outside of quotes.
std::size_t findPlain(std::string_view text, std::string_view signs, std::size_t from = 0)
{
    for (std::size_t at = from; at < text.size(); ++at) {
        const bool mayOpen = at == 0 || std::string_view(" \t,[{:-").find(text[at - 1]) != std::string_view::npos;
        if ((text[at] == '"' || text[at] == '\'') && mayOpen)
            at = endOfQuoted(text, at) - 1;
        else if (signs.find(text[at]) != std::string_view::npos)
            return at;
    }
    return std::string_view::npos;
}

std::string_view withoutComment(std::string_view line)
{
    for (std::size_t at = 0; (at = findPlain(line, "#", at)) != std::string_view::npos; ++at) {
        if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t')
            return line.substr(0, at);
    }
    return line;
}

std::optional<std::string> scalar(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || (text.front() != '"' && text.front() != '\''))
        return std::string(text);
    if (text.size() < 2 || endOfQuoted(text, 0) != text.size() || text.back() != text.front())
        return std::nullopt;
    if (text.front() == '"') {
        const Result<Json> json = parseJson(text);
        return json ? std::optional(json->get<std::string>()) : std::nullopt;
    }
    return std::string(text.substr(1, text.size() - 2));
}

class Parser {
public:
    Result<DataYaml> parse(std::string_view text)
    {
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t end = std::min(text.find('\n', from), text.size());
            ++m_line;
            if (Status taken = take(withoutComment(text.substr(from, end - from))); !taken)
                return taken.error();
            from = end + 1;
        }
        return std::move(m_yaml);
    }

private:
    Error malformed(const char* detail) const { return Error{ErrorCode::Malformed, detail}.atLine(m_line); }

    Status take(std::string_view line)
    {
        const std::string_view content = trimmed(line);
        if (content.empty() || content == "---")
            return ok();
        const bool isNested = line.front() == ' ' || line.front() == '\t' || line.front() == '-';
        if (isNested)
            return m_isInNames ? takeName(content) : ok(); // of a member that nobody asks for
        const std::size_t colon = findPlain(content, ":");
        if (colon == std::string_view::npos)
            return malformed("a line \"name: value\" is expected here");
        const std::string_view value = trimmed(content.substr(colon + 1));
        const std::string key(trimmed(content.substr(0, colon)));
        m_isInNames = key == "names";
        if (m_isInNames && !value.empty())
            return takeFlow(value);
        const std::optional<std::string> text = scalar(value);
        if (!text)
            return malformed("a quoted text does not end where its line does");
        if (!value.empty())
            m_yaml.values[key] = *text;
        return ok();
    }

    /// "- name" or "0: name"
    Status takeName(std::string_view content)
    {
        const bool isListed = content.starts_with("- ");
        const std::size_t colon = isListed ? 1 : findPlain(content, ":");
        if (!isListed) {
            std::size_t number = 0;
            const char* last = content.data() + std::min(colon, content.size());
            if (colon == std::string_view::npos || std::from_chars(content.data(), last, number).ptr != last ||
                number != m_yaml.names.size())
                return malformed("the next class is expected here, as \"<number>: <name>\" from 0");
        }
        const std::optional<std::string> name = scalar(content.substr(colon + 1));
        if (!name)
            return malformed("a quoted text does not end where its line does");
        m_yaml.names.push_back(*name);
        return ok();
    }

    /// "[a, b]" or "{0: a, 1: b}"
    Status takeFlow(std::string_view value)
    {
        const bool isList = value.front() == '[' && value.back() == ']';
        if (!isList && !(value.front() == '{' && value.back() == '}'))
            return malformed("\"names\" is neither a list nor a mapping on this line");
        std::string_view rest = value.substr(1, value.size() - 2);
        while (!trimmed(rest).empty()) {
            const std::size_t end = std::min(findPlain(rest, ","), rest.size());
            const std::string entry = (isList ? "- " : "") + std::string(trimmed(rest.substr(0, end)));
            if (Status taken = takeName(entry); !taken)
                return taken;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return ok();
    }

    DataYaml m_yaml;
    std::int64_t m_line = 0;
    bool m_isInNames = false;
};

} // namespace

Result<DataYaml> parseDataYaml(std::string_view text)
{
    return Parser().parse(text);
}

} // namespace labelwright

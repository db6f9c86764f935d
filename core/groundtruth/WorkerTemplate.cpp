// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/WorkerTemplate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace labelwright {
namespace {

constexpr std::string_view kShort = "short-instructions";
constexpr std::string_view kFull = "full-instructions";
constexpr std::string_view kGood = "good-example";
constexpr std::string_view kBad = "bad-example";

constexpr std::array<std::pair<char, std::string_view>, 4> kEscapes{
    {{'&', "&amp;"}, {'"', "&quot;"}, {'<', "&lt;"}, {'>', "&gt;"}}};

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

bool hasWordAt(std::string_view text, std::size_t at, std::string_view word)
{
    return text.size() - at >= word.size() && std::equal(word.begin(), word.end(), text.substr(at).begin(),
                                                         [](char expected, char c) { return expected == lowered(c); });
}

std::string escaped(std::string_view plain)
{
    std::string text;
    for (const char c : plain) {
        const auto* found = std::find_if(kEscapes.begin(), kEscapes.end(), [c](const auto& e) { return e.first == c; });
        text += found == kEscapes.end() ? std::string(1, c) : std::string(found->second);
    }
    return text;
}

std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        const auto* found = std::find_if(kEscapes.begin(), kEscapes.end(),
                                         [&](const auto& e) { return text.substr(i).starts_with(e.second); });
        plain += found == kEscapes.end() ? text[i] : found->first;
        i += found == kEscapes.end() ? 1 : found->second.size();
    }
    return plain;
}

/// `html` with the tags of our own elements as text: within an element they would end it, or begin another.
std::string withoutOwnTags(std::string_view html)
{
    std::string text;
    for (std::size_t i = 0; i < html.size(); ++i) {
        const std::size_t name = hasWordAt(html, i, "</") ? i + 2 : i + 1;
        const bool own = html[i] == '<' && name < html.size() &&
                         (hasWordAt(html, name, kShort) || hasWordAt(html, name, kFull) ||
                          hasWordAt(html, name, kGood) || hasWordAt(html, name, kBad));
        text += own ? "&lt;" : std::string(1, html[i]);
    }
    return text;
}

/// What an example is wrapped in, so that it has a heading where the worker reads it; the reader takes it off again.
struct Section {
    std::string before;
    std::string after = "</section>";
};

Section sectionOf(std::string_view element)
{
    const std::string_view heading = element == kGood ? "Good example" : "Bad example";
    return {fmt::format("\n      <section><h3>{}</h3>", heading), "</section>"};
}

std::string exampleSection(std::string_view element, std::string_view html)
{
    if (html.empty())
        return {};
    const Section section = sectionOf(element);
    return fmt::format("{0}<{1}>{2}</{1}>{3}", section.before, element, withoutOwnTags(html), section.after);
}

/// An element found in a text; positions are bytes of it.
struct Element {
    std::size_t begin = 0;
    std::size_t end = 0;         ///< One past the closing tag.
    std::string_view openingTag; ///< "<name …>".
    std::string_view content;
};

/// Where the opening tag `<name` begins outside of comments, npos when there is none.
std::size_t findOpening(std::string_view text, std::string_view name)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("<!--")) {
            i = text.find("-->", i);
            if (i == std::string_view::npos)
                return i;
        } else if (text[i] == '<' && hasWordAt(text, i + 1, name)) {
            const std::size_t after = i + 1 + name.size();
            if (after < text.size() && (isSpace(text[after]) || text[after] == '>'))
                return i;
        }
    }
    return std::string_view::npos;
}

/// One past the '>' that ends the tag at `begin`, which may stand in quotes before.
std::size_t endOfTag(std::string_view text, std::size_t begin)
{
    char quote = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (quote != 0)
            quote = text[i] == quote ? '\0' : quote;
        else if (text[i] == '"' || text[i] == '\'')
            quote = text[i];
        else if (text[i] == '>')
            return i + 1;
    }
    return std::string_view::npos;
}

Error notClosed(std::string_view name, std::size_t begin)
{
    Error error{ErrorCode::Malformed, fmt::format("the element <{}> is not closed", name)};
    error.position = static_cast<std::int64_t>(begin);
    error.positionIsLine = false;
    return error;
}

Result<std::optional<Element>> findElement(std::string_view text, std::string_view name)
{
    const std::size_t begin = findOpening(text, name);
    if (begin == std::string_view::npos)
        return std::optional<Element>();
    const std::size_t inner = endOfTag(text, begin);
    if (inner == std::string_view::npos)
        return notClosed(name, begin);
    for (std::size_t i = inner; i < text.size(); ++i) {
        if (!hasWordAt(text, i, "</") || !hasWordAt(text, i + 2, name))
            continue;
        const std::size_t end = endOfTag(text, i);
        if (end == std::string_view::npos)
            break;
        return std::optional(Element{begin, end, text.substr(begin, inner - begin), text.substr(inner, i - inner)});
    }
    return notClosed(name, begin);
}

/// The value of the attribute `name`, in quotes of either kind; empty without it.
std::string attributeOf(std::string_view openingTag, std::string_view name)
{
    for (std::size_t i = 0; i < openingTag.size(); ++i) {
        if (!isSpace(openingTag[i]) || !hasWordAt(openingTag, i + 1, name))
            continue;
        const std::string_view rest = trimmed(openingTag.substr(i + 1 + name.size()));
        if (!rest.starts_with('='))
            continue;
        const std::string_view value = trimmed(rest.substr(1));
        if (value.empty() || (value.front() != '"' && value.front() != '\''))
            return {};
        return unescaped(value.substr(1, value.find(value.front(), 1) - 1));
    }
    return {};
}

/// Takes the example `element`, and the section around it, out of `text`; returns its content.
Result<std::string> takeExample(std::string& text, std::string_view element)
{
    const Result<std::optional<Element>> found = findElement(text, element);
    if (!found)
        return found.error();
    if (!*found)
        return std::string();
    std::string content(trimmed((*found)->content));
    std::size_t begin = (*found)->begin;
    std::size_t end = (*found)->end;
    const Section section = sectionOf(element);
    if (std::string_view(text).substr(0, begin).ends_with(section.before) &&
        std::string_view(text).substr(end).starts_with(section.after)) {
        begin -= section.before.size();
        end += section.after.size();
    }
    text.erase(begin, end - begin);
    return content;
}

/// The attribute with which the worker's page gets the job's labels.
std::string_view labelsAttribute(TaskType task)
{
    return isClassification(task) ? "categories" : "labels";
}

/// The value is a JavaScript object in quotes.
std::string exclusionAttribute(const TaskPage& page)
{
    if (page.noneCategory.empty() || page.task != TaskType::ImageClassificationMultiLabel)
        return {};
    std::string text;
    for (const char c : page.noneCategory)
        text += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    return fmt::format("\n    exclusion-category=\"{{ text: '{}' }}\"", escaped(text));
}

} // namespace

std::string writeWorkerTemplate(const Instructions& instructions, const TaskPage& page)
{
    return fmt::format(
        R"(<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form>
  <{0}
    name="{0}"
    src="{{{{ task.input.taskObject | grant_read_access }}}}"
    {1}="{{{{ task.input.labels | to_json | escape }}}}"
    header="{2}"{3}>
    <full-instructions header="{4}">{5}</full-instructions>
    <short-instructions>{6}{7}{8}</short-instructions>
  </{0}>
</crowd-form>
)",
        infoOf(page.task).element, labelsAttribute(page.task), escaped(page.header), exclusionAttribute(page),
        escaped(instructions.fullHeader), withoutOwnTags(instructions.fullHtml), withoutOwnTags(instructions.shortHtml),
        exampleSection(kGood, instructions.goodExampleHtml), exampleSection(kBad, instructions.badExampleHtml));
}

Result<Instructions> readWorkerTemplate(std::string_view text)
{
    Instructions instructions;
    std::string rest(text);
    for (const auto& [element, target] :
         {std::pair(kGood, &instructions.goodExampleHtml), std::pair(kBad, &instructions.badExampleHtml)}) {
        Result<std::string> example = takeExample(rest, element);
        if (!example)
            return example.error();
        *target = *std::move(example);
    }
    const Result<std::optional<Element>> fullElement = findElement(rest, kFull);
    if (!fullElement)
        return fullElement.error();
    if (*fullElement) {
        instructions.fullHtml = trimmed((*fullElement)->content);
        instructions.fullHeader = attributeOf((*fullElement)->openingTag, "header");
    }
    const Result<std::optional<Element>> shortElement = findElement(rest, kShort);
    if (!shortElement)
        return shortElement.error();
    if (*shortElement)
        instructions.shortHtml = trimmed((*shortElement)->content);
    else if (!*fullElement && findOpening(rest, "crowd-form") == std::string::npos)
        instructions.shortHtml = trimmed(rest);
    return instructions;
}

std::string exclusionCategoryOf(std::string_view text)
{
    const std::size_t begin = findOpening(text, infoOf(TaskType::ImageClassificationMultiLabel).element);
    const std::size_t end = begin == std::string_view::npos ? begin : endOfTag(text, begin);
    if (end == std::string_view::npos)
        return {};
    const std::string value = attributeOf(text.substr(begin, end - begin), "exclusion-category");
    const std::size_t quote = value.find_first_of("'\"");
    std::string category;
    for (std::size_t i = quote + 1; quote != std::string::npos && i < value.size() && value[i] != value[quote]; ++i) {
        if (value[i] == '\\' && i + 1 < value.size())
            ++i;
        category += value[i];
    }
    return category;
}

} // namespace labelwright

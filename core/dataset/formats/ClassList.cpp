// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/ClassList.h"

#include "core/base/AtomicFile.h"
#include "core/base/Text.h"
#include "core/dataset/formats/DatasetFiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace labelwright {

namespace fs = std::filesystem;

namespace {

constexpr Color kBlack{};

Result<LabelSet> labelsAt(const fs::path& path, Result<LabelSet> labels)
{
    return labels ? std::move(labels) : Result<LabelSet>(labels.error().at(path));
}

/// Takes a whole number from 0 to 255 off the front, and the blanks before it.
std::optional<std::uint8_t> takeByte(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    std::uint8_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [last, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(last - text.data()));
    return value;
}

struct NamedColor {
    std::string name;
    Color color;
};

std::optional<NamedColor> parseColorLine(std::string_view line)
{
    const std::optional<std::uint8_t> red = takeByte(line);
    const std::optional<std::uint8_t> green = takeByte(line);
    const std::optional<std::uint8_t> blue = takeByte(line);
    const char blank = line.find('\t') == std::string_view::npos ? ' ' : '\t';
    const std::size_t tab = line.find(blank);
    if (!red || !green || !blue || tab == std::string_view::npos)
        return std::nullopt;
    line.remove_prefix(std::min(line.find_first_not_of(blank, tab), line.size()));
    return line.empty() ? std::nullopt : std::optional(NamedColor{std::string(line), {*red, *green, *blue}});
}

bool isBackgroundName(std::string name)
{
    constexpr std::array<std::string_view, 4> kNames{"void", "unlabeled", "unlabelled", "background"};
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::ranges::find(kNames, name) != kNames.end();
}

} // namespace

Status checkNamesFitLines(const LabelSet& labels)
{
    for (const LabelClass& label : labels.classes()) {
        if (!isOneLine(label.name))
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("the label \"{}\" has a line break or another control character in its name, "
                                     "which this format can't hold",
                                     label.name)};
    }
    return ok();
}

std::string numberedClasses(const LabelSet& labels)
{
    std::string text = "0: background\n";
    for (std::size_t index = 0; index < labels.size(); ++index)
        text += fmt::format("{}: {}\n", index + 1, labels.classes()[index].name);
    return text;
}

Result<LabelSet> readNumberedClasses(const fs::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    std::vector<std::string> names;
    std::int64_t number = 0;
    for (const std::string_view line : linesOf(*text)) {
        const std::string start = fmt::format("{}: ", number);
        if (!line.starts_with(start))
            return Error{ErrorCode::Malformed, fmt::format("a line \"{}<name>\" is expected here", start), path,
                         number + 1};
        if (number++ > 0)
            names.emplace_back(line.substr(start.size()));
    }
    return labelsAt(path, LabelSet::fromNames(names));
}

std::string plainClasses(const LabelSet& labels)
{
    std::string text;
    for (const LabelClass& label : labels.classes())
        text += label.name + '\n';
    return text;
}

Result<LabelSet> readPlainClasses(const fs::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    std::vector<std::string> names;
    for (const std::string_view line : linesOf(*text))
        names.emplace_back(line);
    return labelsAt(path, LabelSet::fromNames(names));
}

Color backgroundFor(const LabelSet& labels)
{
    return labels.findColor(kBlack) ? kWhite : kBlack;
}

Result<LabelSet> labelsInColors(const std::vector<std::string>& names, const std::vector<Color>& colors)
{
    Result<LabelSet> labels = LabelSet::fromNames(names, colors);
    return labels ? std::move(labels) : LabelSet::fromNames(names);
}

Result<LabelSet> labelSetOf(std::span<const NamedLabel> labels)
{
    std::vector<std::string> names;
    std::vector<Color> colors;
    for (const NamedLabel& label : labels) {
        names.push_back(label.name);
        if (label.color)
            colors.push_back(*label.color);
    }
    return colors.size() == names.size() ? labelsInColors(names, colors) : LabelSet::fromNames(names);
}

std::string colorClasses(const LabelSet& labels, std::string_view background)
{
    std::string text;
    const auto add = [&text](Color color, std::string_view name) {
        text += fmt::format("{} {} {}\t{}\n", color.red, color.green, color.blue, name);
    };
    add(backgroundFor(labels), background);
    for (const LabelClass& label : labels.classes())
        add(label.color, label.name);
    return text;
}

Result<ColorClasses> readColorClasses(const fs::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    ColorClasses classes;
    std::vector<std::string> names;
    std::vector<Color> colors;
    bool hasBackground = false;
    std::int64_t number = 0;
    for (const std::string_view line : linesOf(*text)) {
        ++number;
        if (line.empty() || line.starts_with('#'))
            continue;
        const std::optional<NamedColor> named = parseColorLine(line);
        if (!named)
            return Error{ErrorCode::Malformed, "a line \"<red> <green> <blue><tab><name>\" is expected here", path,
                         number};
        const bool isBackground = !hasBackground && isBackgroundName(named->name);
        hasBackground = hasBackground || isBackground;
        if (!isBackground) {
            names.push_back(named->name);
            colors.push_back(named->color);
        }
        // More than a LabelSet takes is refused below.
        classes.colors.push_back({named->color, isBackground ? kUnlabelled : static_cast<Label>(names.size())});
    }
    Result<LabelSet> labels = labelsAt(path, labelsInColors(names, colors));
    if (!labels)
        return labels.error();
    classes.labels = *std::move(labels);
    return classes;
}

} // namespace labelwright

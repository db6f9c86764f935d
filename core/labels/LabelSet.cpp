// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labels/LabelSet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace labelwright {
namespace {

constexpr std::size_t kMaxNameCharacters = 256;
constexpr std::string_view kBackground = "BACKGROUND";

/// Bytes of the UTF-8 character that `text` starts with; 0 where it is broken, overlong or a surrogate.
/// Precondition: text is not empty.
std::size_t characterLength(std::string_view text)
{
    struct Form {
        std::uint8_t mask, lead;
        std::uint32_t least;
    };
    constexpr std::array kForms{Form{0x80, 0x00, 0}, Form{0xe0, 0xc0, 0x80}, Form{0xf0, 0xe0, 0x800},
                                Form{0xf8, 0xf0, 0x10000}};
    const auto byteAt = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto form = std::find_if(kForms.begin(), kForms.end(), [&](const Form& candidate) {
        return (byteAt(0) & candidate.mask) == candidate.lead;
    });
    const auto length = static_cast<std::size_t>(form - kForms.begin()) + 1;
    if (form == kForms.end() || length > text.size())
        return 0;
    std::uint32_t value = byteAt(0) & static_cast<std::uint8_t>(~form->mask);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(i) & 0xc0U) != 0x80U)
            return 0;
        value = value << 6U | (byteAt(i) & 0x3fU);
    }
    const bool isSurrogate = value >= 0xd800 && value <= 0xdfff;
    return value < form->least || value > 0x10ffff || isSurrogate ? 0 : length;
}

/// nullopt where the text is not UTF-8.
std::optional<std::size_t> countCharacters(std::string_view text)
{
    std::size_t count = 0;
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0)
            return std::nullopt;
        text.remove_prefix(length);
        ++count;
    }
    return count;
}

Error invalid(std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail)};
}

Status checkName(std::string_view name, std::size_t number)
{
    const std::optional<std::size_t> characters = countCharacters(name);
    if (!characters)
        return invalid(fmt::format("the name of label {} is not valid UTF-8", number));
    if (*characters == 0)
        return invalid(fmt::format("label {} has no name", number));
    if (*characters > kMaxNameCharacters)
        return invalid(fmt::format("the name of label {} has {} characters, at most {} are allowed", number,
                                   *characters, kMaxNameCharacters));
    if (name == kBackground)
        return invalid(fmt::format("label {} is named \"BACKGROUND\", which stands for unlabeled pixels", number));
    return ok();
}

/// The first default colour that is free, starting with the label's own, then with those that no label would get.
Color freeDefaultColor(std::size_t index, std::size_t labelCount, const std::vector<Color>& taken)
{
    for (std::size_t tried = 0; tried < kMaxLabels; ++tried) {
        const Color color = defaultLabelColor(tried == 0 ? index : (labelCount + tried - 1) % kMaxLabels);
        if (std::find(taken.begin(), taken.end(), color) == taken.end())
            return color;
    }
    return defaultLabelColor(index);
}

Status checkGone(const GoneLabels& gone, const std::set<int>& ids)
{
    for (const auto& [id, into] : gone) {
        if (id < 1 || ids.contains(id))
            return invalid(fmt::format("the label of the id {} can't be gone", id));
        if (into != 0 && !ids.contains(into))
            return invalid(fmt::format("the label of the id {} was merged into {}, which is no label", id, into));
    }
    return ok();
}

template <typename Matches>
std::optional<Label> findClass(const std::vector<LabelClass>& classes, Matches matches)
{
    const auto found = std::find_if(classes.begin(), classes.end(), matches);
    if (found == classes.end())
        return std::nullopt;
    return static_cast<Label>(found - classes.begin() + 1);
}

} // namespace

Result<LabelSet> LabelSet::create(std::vector<LabelClass> classes, GoneLabels gone)
{
    if (classes.empty())
        return invalid("there is no label");
    if (classes.size() > kMaxLabels)
        return Error{ErrorCode::TooLarge,
                     fmt::format("there are {} labels, at most {} are allowed", classes.size(), kMaxLabels)};
    std::set<std::string_view> names;
    std::set<int> ids;
    std::set<std::string> colors;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const LabelClass& label = classes[i];
        if (Status named = checkName(label.name, i + 1); !named)
            return named.error();
        if (label.id < 1)
            return invalid(fmt::format("label \"{}\" has the id {}, ids start at 1", label.name, label.id));
        if (label.color == kWhite)
            return invalid(fmt::format("label \"{}\" is white, which is the color of unlabeled pixels", label.name));
        if (!names.insert(label.name).second)
            return invalid(fmt::format("there are two labels named \"{}\"", label.name));
        if (!ids.insert(label.id).second)
            return invalid(fmt::format("label \"{}\" has the id {}, as another label has", label.name, label.id));
        if (const std::string color = hexColor(label.color); !colors.insert(color).second)
            return invalid(fmt::format("label \"{}\" has the color {}, as another label has", label.name, color));
    }
    if (Status checked = checkGone(gone, ids); !checked)
        return checked.error();
    return LabelSet(std::move(classes), std::move(gone));
}

Result<LabelSet> LabelSet::fromNames(const std::vector<std::string>& names, const std::vector<Color>& colors)
{
    if (colors.size() > names.size())
        return invalid(fmt::format("there are {} colors for {} labels", colors.size(), names.size()));
    if (names.size() > kMaxLabels)
        return Error{ErrorCode::TooLarge,
                     fmt::format("there are {} labels, at most {} are allowed", names.size(), kMaxLabels)};
    std::vector<Color> taken = colors;
    std::vector<LabelClass> classes;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i >= colors.size())
            taken.push_back(freeDefaultColor(i, names.size(), taken));
        classes.push_back({static_cast<int>(i) + 1, names[i], taken[i]});
    }
    return create(std::move(classes));
}

std::optional<Label> LabelSet::findName(std::string_view name) const
{
    return findClass(m_classes, [&](const LabelClass& label) { return label.name == name; });
}

std::optional<Label> LabelSet::findColor(Color color) const
{
    return findClass(m_classes, [&](const LabelClass& label) { return label.color == color; });
}

std::optional<Label> LabelSet::findId(int id) const
{
    if (const auto gone = m_gone.find(id); gone != m_gone.end())
        id = gone->second;
    return findClass(m_classes, [&](const LabelClass& label) { return label.id == id; });
}

} // namespace labelwright

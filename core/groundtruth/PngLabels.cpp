// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/PngLabels.h"

#include "core/mask/Runs.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <string>
#include <unordered_map>
#include <vector>

namespace labelwright {
namespace {

constexpr std::size_t kMaxListed = 5;

/// "#0a0b0c, #0d0e0f and others": as many as a sentence can hold.
class ColorList {
public:
    bool isEmpty() const { return m_count == 0; }
    bool isFull() const { return m_count > kMaxListed; }
    void add(Color color)
    {
        if (++m_count <= kMaxListed)
            m_text += (m_count > 1 ? ", " : "") + hexColor(color);
    }
    Error error() const
    {
        return {ErrorCode::Mismatch,
                fmt::format("the mask holds colors that are no label's: {}{}", m_text, isFull() ? " and others" : "")};
    }

private:
    std::size_t m_count = 0;
    std::string m_text;
};

Result<LabelMask> paletteLabels(RawPng png, const LabelOfColor& labelOf)
{
    const std::array<bool, 256> occurs = occurringLabels(png.pixels);
    std::array<Label, 256> table{};
    ColorList unknown;
    for (std::size_t i = 0; i < png.palette.size(); ++i) {
        if (!occurs[i])
            continue;
        const std::optional<Label> label = labelOf(png.palette[i], png.alpha[i]);
        if (!label)
            unknown.add(png.palette[i]);
        table[i] = label.value_or(kUnlabelled);
    }
    if (!unknown.isEmpty())
        return unknown.error();
    mapLabels(png.pixels, table);
    return LabelMask::create(png.size, std::move(png.pixels));
}

Result<LabelMask> rgbaLabels(const RawPng& png, const LabelOfColor& labelOf)
{
    std::vector<Label> labels(png.pixels.size() / 4);
    std::unordered_map<std::uint32_t, Label> known;
    ColorList unknown;
    std::uint32_t lastKey = 0;
    Label last = kUnlabelled;
    for (std::size_t i = 0; i < labels.size() && !unknown.isFull(); ++i) {
        const std::uint8_t* const p = png.pixels.data() + 4 * i;
        const std::uint32_t key = static_cast<std::uint32_t>(p[0]) << 24U | static_cast<std::uint32_t>(p[1]) << 16U |
                                  static_cast<std::uint32_t>(p[2]) << 8U | p[3];
        if (i == 0 || key != lastKey) {
            const auto [place, isNew] = known.try_emplace(key, kUnlabelled);
            if (isNew) {
                const Color color{p[0], p[1], p[2]};
                const std::optional<Label> label = labelOf(color, p[3]);
                if (!label)
                    unknown.add(color);
                place->second = label.value_or(kUnlabelled);
            }
            lastKey = key;
            last = place->second;
        }
        labels[i] = last;
    }
    if (!unknown.isEmpty())
        return unknown.error();
    return LabelMask::create(png.size, std::move(labels));
}

} // namespace

Result<LabelMask> labelsByColor(RawPng png, const LabelOfColor& labelOf)
{
    if (png.kind == PngKind::Palette)
        return paletteLabels(std::move(png), labelOf);
    assert(!png.isStored);
    return rgbaLabels(png, labelOf);
}

Result<LabelMask> labelsByIndex(RawPng png, std::size_t labelCount)
{
    assert(png.isStored);
    const std::array<bool, 256> occurs = occurringLabels(png.pixels);
    std::string unknown;
    for (std::size_t value = labelCount + 1; value < occurs.size(); ++value) {
        if (occurs[value])
            unknown += fmt::format("{}{}", unknown.empty() ? "" : ", ", value);
    }
    if (!unknown.empty())
        return Error{ErrorCode::Mismatch,
                     fmt::format("the mask holds pixel values that are no label's: {}; the highest label is {}",
                                 unknown, labelCount)};
    return LabelMask::create(png.size, std::move(png.pixels));
}

Status checkHighestLabel(Label highest, std::size_t labelCount)
{
    if (highest > labelCount)
        return Error{ErrorCode::Mismatch,
                     fmt::format("the mask holds label {}, the highest label is {}", highest, labelCount)};
    return ok();
}

} // namespace labelwright

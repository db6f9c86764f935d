// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <new>
#include <vector>

namespace labelwright {
namespace {

constexpr std::uint32_t kBlack = 0;
constexpr std::uint32_t kWhite = 255;

/// What each of the 65536 values is shown as.
std::vector<std::uint8_t> shownValues(ValueWindow window)
{
    std::vector<std::uint8_t> shown(65536, kBlack);
    const std::size_t firstWhite = std::max<std::size_t>(window.high, window.low + 1U);
    const std::uint32_t span = static_cast<std::uint32_t>(firstWhite) - window.low;
    for (std::size_t value = window.low; value < std::min(firstWhite, shown.size()); ++value)
        shown[value] =
            static_cast<std::uint8_t>((static_cast<std::uint32_t>(value - window.low) * kWhite + span / 2) / span);
    for (std::size_t value = firstWhite; value < shown.size(); ++value)
        shown[value] = kWhite;
    return shown;
}

void spreadRow(std::span<const std::uint16_t> values, const std::vector<std::uint8_t>& shown, std::uint8_t* to)
{
    for (const std::uint16_t value : values) {
        for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
            *to++ = shown[value];
    }
}

} // namespace

ValueWindow valueRange(const DeepImage& deep)
{
    assert(!deep.isNull());
    ValueWindow range{65535, 0};
    for (int y = 0; y < deep.height(); ++y) {
        for (const std::uint16_t value : deep.row(y)) {
            range.low = std::min(range.low, value);
            range.high = std::max(range.high, value);
        }
    }
    return range;
}

Result<Image> windowed(const DeepImage& deep, ValueWindow window)
try {
    assert(!deep.isNull());
    const std::vector<std::uint8_t> shown = shownValues(window);
    Image image(deep.size());
    for (int y = 0; y < deep.height(); ++y) {
        std::uint8_t* to = image.writableRow(y).data();
        if (deep.channels() == 1)
            spreadRow(deep.row(y), shown, to);
        else
            std::ranges::transform(deep.row(y), to, [&](std::uint16_t value) { return shown[value]; });
    }
    return image;
} catch (const std::bad_alloc&) {
    return Error{ErrorCode::TooLarge, fmt::format("there is not enough memory to show a picture of {} x {} pixels",
                                                  deep.width(), deep.height())};
}

} // namespace labelwright

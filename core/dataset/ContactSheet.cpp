// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ContactSheet.h"

#include "core/dataset/BitmapFont.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr Color kGround{232, 232, 232};
constexpr int kGap = 8;
constexpr std::int64_t kMaxSheetPixels = 500'000'000;

void paste(Image& sheet, Point origin, const Image& picture)
{
    for (int y = 0; y < picture.height(); ++y)
        std::memcpy(sheet.writableRow(origin.y + y).data() + static_cast<std::size_t>(origin.x) * Image::kBytesPerPixel,
                    picture.row(y).data(), picture.bytesPerRow());
}

cv::Mat viewOf(const Image& image)
{
    // OpenCV has no read-only view; nothing here writes through it.
    return {image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data())};
}

/// `picture` in the middle of a strip that is `width` wide.
Image centred(const Image& picture, int width)
{
    if (picture.width() == width)
        return picture;
    Image strip(Size{width, picture.height()});
    fillRect(strip, strip.bounds(), kGround);
    paste(strip, {(width - picture.width()) / 2, 0}, picture);
    return strip;
}

std::vector<int> rowHeights(std::span<const Image> cells, std::size_t columns)
{
    std::vector<int> heights((cells.size() + columns - 1) / columns, 0);
    for (std::size_t index = 0; index < cells.size(); ++index)
        heights[index / columns] = std::max(heights[index / columns], cells[index].height());
    return heights;
}

} // namespace

Image fitted(const Image& picture, Size room)
{
    assert(room.width > 0 && room.height > 0);
    const double scale = std::min(
        {1.0, static_cast<double>(room.width) / picture.width(), static_cast<double>(room.height) / picture.height()});
    if (scale >= 1.0)
        return picture;
    const auto scaled = [scale](int extent) { return std::max(1, static_cast<int>(extent * scale + 0.5)); };
    Image small(Size{std::min(room.width, scaled(picture.width())), std::min(room.height, scaled(picture.height()))});
    cv::Mat target = viewOf(small);
    cv::resize(viewOf(picture), target, target.size(), 0, 0, cv::INTER_AREA);
    return small;
}

LabelMask reduced(const LabelMask& mask, Size size)
{
    std::vector<Label> labels;
    labels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    const auto middle = [](int index, int from, int to) {
        return static_cast<int>((2 * std::int64_t{index} + 1) * from / (2 * to));
    };
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            labels.push_back(mask.at({middle(x, mask.width(), size.width), middle(y, mask.height(), size.height)}));
    return *LabelMask::create(size, std::move(labels));
}

Result<Image> contactCell(const Image& photo, const LabelMask& mask, const LabelSet& labels, std::string_view title,
                          int width, const RenderStyle& style)
{
    assert(width >= 64);
    if (photo.size() != mask.size())
        return renderOverlay(photo, mask, labels, style);
    // Reduced first, so that the outline stays one pixel wide.
    const Image small = fitted(photo, {width, width});
    const Result<Image> overlay = renderOverlay(small, reduced(mask, small.size()), labels, style);
    if (!overlay)
        return overlay.error();
    return addLegend(centred(*overlay, width), mask, labels, title, legendScale(width));
}

Result<Image> contactSheet(std::span<const Image> cells, int columns)
{
    if (cells.empty() || columns < 1)
        return Error{ErrorCode::InvalidArgument, "a contact sheet needs at least one picture and one column"};
    const std::size_t across = std::min(cells.size(), static_cast<std::size_t>(columns));
    std::int64_t cellWidth = 0;
    for (const Image& cell : cells)
        cellWidth = std::max<std::int64_t>(cellWidth, cell.width());
    const std::vector<int> heights = rowHeights(cells, across);
    std::int64_t height = kGap;
    for (const int rowHeight : heights)
        height += rowHeight + kGap;
    const std::int64_t width = static_cast<std::int64_t>(across) * (cellWidth + kGap) + kGap;
    if (width * height > kMaxSheetPixels)
        return Error{ErrorCode::TooLarge, "the contact sheet would have more than 500 million pixels"};

    Image sheet(Size{static_cast<int>(width), static_cast<int>(height)});
    fillRect(sheet, sheet.bounds(), kGround);
    int top = kGap;
    for (std::size_t index = 0; index < cells.size(); ++index) {
        const auto column = static_cast<int>(index % across);
        if (column == 0 && index > 0)
            top += heights[index / across - 1] + kGap;
        paste(sheet, {kGap + column * (static_cast<int>(cellWidth) + kGap), top}, cells[index]);
    }
    return sheet;
}

} // namespace labelwright

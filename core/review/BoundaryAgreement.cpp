// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/BoundaryAgreement.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace labelwright {
namespace {

/// What encloses every pixel of `label`; empty when there is none.
Rect boundsOf(const LabelMask& mask, Label label)
{
    int left = mask.width();
    int right = -1;
    int top = mask.height();
    int bottom = -1;
    for (int y = 0; y < mask.height(); ++y) {
        const std::span<const Label> row = mask.row(y);
        const auto first = std::ranges::find(row, label);
        if (first == row.end())
            continue;
        const auto last = std::find(row.rbegin(), row.rend(), label);
        left = std::min(left, static_cast<int>(first - row.begin()));
        right = std::max(right, static_cast<int>(row.rend() - last) - 1);
        top = std::min(top, y);
        bottom = y;
    }
    return bottom < 0 ? Rect{} : Rect{left, top, right - left + 1, bottom - top + 1};
}

/// 0 on the outline of `label` in `part`, 255 elsewhere.
cv::Mat1b outlineOf(const LabelMask& mask, Label label, const Rect& part)
{
    cv::Mat1b outline(part.height, part.width, std::uint8_t{255});
    for (int y = part.y; y < part.y + part.height; ++y) {
        const std::span<const Label> row = mask.row(y);
        const std::span<const Label> above = mask.row(std::max(y - 1, 0));
        const std::span<const Label> below = mask.row(std::min(y + 1, mask.height() - 1));
        for (int x = part.x; x < part.x + part.width; ++x) {
            const auto at = static_cast<std::size_t>(x);
            const bool isInside = row[at == 0 ? 0 : at - 1] == label &&
                                  row[std::min(at + 1, row.size() - 1)] == label && above[at] == label &&
                                  below[at] == label;
            if (row[at] == label && !isInside)
                outline(y - part.y, x - part.x) = 0;
        }
    }
    return outline;
}

struct Near {
    std::int64_t pixels = 0;
    std::int64_t near = 0;
};

/// Of the pixels of `outline` those within `tolerance` of `other`'s.
Near nearTo(const cv::Mat1b& outline, const cv::Mat1b& other, double tolerance)
{
    cv::Mat1f distances;
    cv::distanceTransform(other, distances, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    const bool isEmpty = cv::countNonZero(other) == static_cast<int>(other.total());
    Near found;
    for (int y = 0; y < outline.rows; ++y) {
        for (int x = 0; x < outline.cols; ++x) {
            if (outline(y, x) != 0)
                continue;
            ++found.pixels;
            found.near += !isEmpty && static_cast<double>(distances(y, x)) <= tolerance ? 1 : 0;
        }
    }
    return found;
}

} // namespace

BoundaryAgreement& BoundaryAgreement::operator+=(const BoundaryAgreement& other)
{
    firstPixels += other.firstPixels;
    firstNear += other.firstNear;
    secondPixels += other.secondPixels;
    secondNear += other.secondNear;
    return *this;
}

std::optional<double> BoundaryAgreement::f() const
{
    if (firstPixels + secondPixels == 0)
        return std::nullopt;
    if (firstNear == 0 || secondNear == 0)
        return 0;
    const double first = static_cast<double>(firstNear) / static_cast<double>(firstPixels);
    const double second = static_cast<double>(secondNear) / static_cast<double>(secondPixels);
    return 2 * first * second / (first + second);
}

double coarseTolerance(Size image)
{
    return std::max(1.0, 0.0075 * std::hypot(image.width, image.height));
}

BoundaryAgreement boundaryAgreement(const LabelMask& first, const LabelMask& second, Label label, double tolerance)
{
    assert(first.size() == second.size());
    const Rect part = boundsOf(first, label).united(boundsOf(second, label));
    if (part.isEmpty())
        return {};
    const cv::Mat1b left = outlineOf(first, label, part);
    const cv::Mat1b right = outlineOf(second, label, part);
    const Near ofFirst = nearTo(left, right, tolerance);
    const Near ofSecond = nearTo(right, left, tolerance);
    return {ofFirst.pixels, ofFirst.near, ofSecond.pixels, ofSecond.near};
}

} // namespace labelwright

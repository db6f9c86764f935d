// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/PhotoRaster.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace labelwright {

ColorGrid drawPhoto(const Image& image, const PhotoRaster& raster)
{
    const auto covered = [](double from, double extent, int whole) {
        const int first = std::clamp(static_cast<int>(std::floor(from)) - 1, 0, whole - 1);
        const int last = std::clamp(static_cast<int>(std::ceil(from + extent)) + 1, first + 1, whole);
        return cv::Range(first, last);
    };
    const cv::Range columns = covered(raster.origin.x, raster.size.width * raster.pixelWidth, image.width());
    const cv::Range rows = covered(raster.origin.y, raster.size.height * raster.pixelHeight, image.height());
    const cv::Mat whole(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()));
    cv::Mat part = whole(rows, columns);
    // Bilinear sampling alone would skip pixels of a large photo.
    constexpr double kSpare = 1.25;
    const auto shrunk = [](int extent, double pixel) {
        return std::max(1, static_cast<int>(std::lround(extent * std::min(1.0, kSpare / pixel))));
    };
    const cv::Size size(shrunk(part.cols, raster.pixelWidth), shrunk(part.rows, raster.pixelHeight));
    const double scaleX = static_cast<double>(size.width) / part.cols;
    const double scaleY = static_cast<double>(size.height) / part.rows;
    if (size != part.size()) {
        cv::Mat smaller;
        cv::resize(part, smaller, size, 0, 0, cv::INTER_AREA);
        part = smaller;
    }
    // From raster to part, between pixel centres.
    const double stepX = raster.pixelWidth * scaleX;
    const double stepY = raster.pixelHeight * scaleY;
    const cv::Matx23d toPart(stepX, 0, (raster.origin.x - columns.start) * scaleX + 0.5 * stepX - 0.5, 0, stepY,
                             (raster.origin.y - rows.start) * scaleY + 0.5 * stepY - 0.5);
    ColorGrid drawn(raster.size);
    cv::Mat view(raster.size.height, raster.size.width, CV_8UC3, drawn.values().data());
    cv::warpAffine(part, view, toPart, view.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return drawn;
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/MaskCleaning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace labelwright {
namespace {

constexpr double kLeastPartShare = 0.1;     // of the largest part's area
constexpr double kNearClickShare = 0.03;    // of the box's longer side
constexpr double kLargestHoleShare = 0.004; // of the object's area

/// The connected parts of a mask's pixels of one kind; part 0 is everything else.
struct Parts {
    cv::Mat labels; ///< CV_32S
    std::vector<int> areas;

    explicit Parts(const cv::Mat& mask, int connectivity)
    {
        cv::Mat stats;
        cv::Mat centroids;
        const int count = cv::connectedComponentsWithStats(mask, labels, stats, centroids, connectivity);
        for (int part = 0; part < count; ++part)
            areas.push_back(stats.at<int>(part, cv::CC_STAT_AREA));
    }
};

cv::Mat viewOf(ObjectMask& mask)
{
    return {mask.height(), mask.width(), CV_8UC1, mask.values().data()};
}

void keepPartsAround(const Parts& parts, Point click, int radius, std::vector<bool>& keeps)
{
    const Rect around =
        Rect{click.x, click.y, 1, 1}.grown(radius).intersected({0, 0, parts.labels.cols, parts.labels.rows});
    for (int y = around.y; y < around.bottom(); ++y) {
        for (int x = around.x; x < around.right(); ++x)
            keeps[static_cast<std::size_t>(parts.labels.at<int>(y, x))] = true;
    }
}

/// Those with a pixel of which strokes say so.
void keepPartsSaid(const Parts& parts, const Grid<Said>& said, Said what, std::vector<bool>& keeps)
{
    for (std::size_t i = 0; i < said.values().size(); ++i) {
        if (said.values()[i] == what)
            keeps[static_cast<std::size_t>(parts.labels.ptr<int>()[i])] = true;
    }
}

void dropSmallParts(cv::Mat& mask, const ExtremePoints& points, const Grid<Said>& said)
{
    const Parts parts(mask, 8);
    if (parts.areas.size() < 2)
        return;
    const int largest = *std::max_element(parts.areas.begin() + 1, parts.areas.end());
    std::vector<bool> keeps;
    for (int area : parts.areas)
        keeps.push_back(area >= kLeastPartShare * largest);
    const Rect box = points.box();
    const int radius = std::max(1, static_cast<int>(kNearClickShare * std::max(box.width, box.height)));
    for (Point click : points.all())
        keepPartsAround(parts, click, radius, keeps);
    keepPartsSaid(parts, said, Said::Belongs, keeps);
    keeps[0] = true;
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            if (!keeps[static_cast<std::size_t>(parts.labels.at<int>(y, x))])
                mask.at<std::uint8_t>(y, x) = 0;
        }
    }
}

void fillSmallHoles(cv::Mat& mask, const Grid<Said>& said)
{
    const Parts holes(mask == 0, 4);
    const int largestHole = static_cast<int>(kLargestHoleShare * holes.areas[0]);
    std::vector<bool> keeps;
    for (int area : holes.areas)
        keeps.push_back(area > largestHole);
    keepPartsSaid(holes, said, Said::Foreign, keeps);
    keeps[0] = true;
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            if (!keeps[static_cast<std::size_t>(holes.labels.at<int>(y, x))])
                mask.at<std::uint8_t>(y, x) = kObject;
        }
    }
}

} // namespace

void cleanMask(ObjectMask& mask, const ExtremePoints& points, const Grid<Said>& said)
{
    cv::Mat view = viewOf(mask);
    dropSmallParts(view, points, said);
    fillSmallHoles(view, said);
}

} // namespace labelwright

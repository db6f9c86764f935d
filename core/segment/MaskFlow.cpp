// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/MaskFlow.h"

#include "core/segment/WorkingCrop.h"
#include "core/segment/flow/DenseFlow.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <dlfcn.h>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr double kMostFlowPixels = 1e6;

using DenseFlow = decltype(&labelwright_dense_flow);

/// nullptr where the module is missing. It stays loaded.
DenseFlow loadDenseFlow()
{
    void* const module = dlopen(kLabelwrightFlowModule, RTLD_NOW | RTLD_LOCAL); // found by the program's run path
    return module ? reinterpret_cast<DenseFlow>(dlsym(module, kLabelwrightFlowFunction)) : nullptr;
}

Error stopped()
{
    return {ErrorCode::Cancelled, "carrying the mask along was stopped"};
}

/// Of the pictures between which flow is computed: never larger than the image, unless that is too thin for it.
Size flowSize(Size image)
{
    const double pixels = static_cast<double>(image.width) * image.height;
    const double scale = std::min(1.0, std::sqrt(kMostFlowPixels / pixels));
    const auto extent = [scale](int full) {
        return std::max(kLabelwrightFlowMinExtent, static_cast<int>(std::lround(full * scale)));
    };
    return {extent(image.width), extent(image.height)};
}

std::vector<std::uint8_t> grayOf(const Image& image, Size size)
{
    const Size within{std::min(size.width, image.width()), std::min(size.height, image.height())};
    ColorGrid colors = scaledColors(image, image.bounds(), within);
    const cv::Mat view(colors.height(), colors.width(), CV_8UC3, colors.values().data());
    cv::Mat gray;
    cv::cvtColor(view, gray, cv::COLOR_BGR2GRAY);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    cv::Mat wanted(size.height, size.width, CV_8UC1, pixels.data());
    cv::resize(gray, wanted, wanted.size(), 0, 0, cv::INTER_LINEAR);
    return pixels;
}

/// For each pixel of a smaller picture the way to where it comes from, as pairs (x, y) in that picture's pixels.
struct Flow {
    Size size;
    std::vector<float> ways;
};

/// Moves a mask's labels row by row.
class MaskCarrier {
public:
    MaskCarrier(const LabelMask& mask, Flow& flow)
        : m_mask(mask), m_flow(flow.size.height, flow.size.width, CV_32FC2, flow.ways.data()),
          m_scaleX(static_cast<double>(mask.width()) / flow.size.width),
          m_scaleY(static_cast<double>(mask.height()) / flow.size.height)
    {}

    void appendRow(int y, std::vector<Label>& labels) const
    {
        const cv::Mat ways = waysOfRow(y);
        for (int x = 0; x < m_mask.width(); ++x) {
            const auto& way = ways.at<cv::Vec2f>(0, x);
            const Point source{x + static_cast<int>(std::lround(way[0] * m_scaleX)),
                               y + static_cast<int>(std::lround(way[1] * m_scaleY))};
            labels.push_back(m_mask.bounds().contains(source) ? m_mask.at(source) : kUnlabelled);
        }
    }

private:
    /// The flow at the mask's row y, one value a column, between those of the smaller picture's pixels.
    cv::Mat waysOfRow(int y) const
    {
        const double place = std::clamp((y + 0.5) / m_scaleY - 0.5, 0.0, m_flow.rows - 1.0);
        const int above = static_cast<int>(place);
        const int below = std::min(above + 1, m_flow.rows - 1);
        cv::Mat row;
        cv::addWeighted(m_flow.row(above), 1 - (place - above), m_flow.row(below), place - above, 0, row);
        cv::resize(row, row, {m_mask.width(), 1}, 0, 0, cv::INTER_LINEAR);
        return row;
    }

    const LabelMask& m_mask;
    cv::Mat m_flow;
    double m_scaleX; ///< The mask's pixels for each of the flow's.
    double m_scaleY;
};

Result<LabelMask> carried(const LabelMask& mask, Flow flow, const std::stop_token& stop)
{
    const MaskCarrier carrier(mask, flow);
    std::vector<Label> labels;
    labels.reserve(mask.pixels().size());
    for (int y = 0; y < mask.height(); ++y) {
        if (stop.stop_requested())
            return stopped();
        carrier.appendRow(y, labels);
    }
    return LabelMask::create(mask.size(), std::move(labels));
}

Error sizesDiffer(const char* what, Size one, Size other)
{
    const auto text = [](Size size) { return std::to_string(size.width) + " x " + std::to_string(size.height); };
    return {ErrorCode::Mismatch, "the image before is " + text(one) + ", " + what + " is " + text(other)};
}

} // namespace

Result<LabelMask> carryMask(const Image& previous, const Image& next, const LabelMask& previousMask,
                            const std::stop_token& stop)
try {
    if (previous.size() != next.size())
        return sizesDiffer("this one", previous.size(), next.size());
    if (previous.size() != previousMask.size())
        return sizesDiffer("its mask", previous.size(), previousMask.size());
    static const DenseFlow denseFlow = loadDenseFlow();
    if (!denseFlow)
        return Error{ErrorCode::Unsupported, "the part of the program that follows motion is not installed (" +
                                                 std::string(kLabelwrightFlowModule) + ")"};
    Flow flow{.size = flowSize(next.size()), .ways = {}};
    const std::vector<std::uint8_t> from = grayOf(previous, flow.size);
    const std::vector<std::uint8_t> to = grayOf(next, flow.size);
    flow.ways.resize(2 * to.size());
    if (stop.stop_requested())
        return stopped();
    if (denseFlow(from.data(), to.data(), flow.size.width, flow.size.height, flow.ways.data()) != 0)
        return Error{ErrorCode::TooLarge, "the motion between the two images could not be computed"};
    return carried(previousMask, std::move(flow), stop);
} catch (const std::exception&) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, "there is not enough memory to carry the mask along"};
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/flow/DenseFlow.h"

#include <opencv2/video/tracking.hpp>

#include <exception>

namespace {

cv::Mat viewOf(const std::uint8_t* gray, int width, int height)
{
    return {height, width, CV_8UC1, const_cast<std::uint8_t*>(gray)};
}

} // namespace

int labelwright_dense_flow(const std::uint8_t* from, const std::uint8_t* to, int width, int height, float* flow)
try {
    cv::Mat result(height, width, CV_32FC2, flow);
    cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_MEDIUM)
        ->calc(viewOf(to, width, height), viewOf(from, width, height), result);
    return result.ptr<float>() == flow ? 0 : 1;
} catch (const std::exception&) {
    return 1;
}

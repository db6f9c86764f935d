// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Engine.h"

#include "core/segment/FourPoint.h"
#include "core/segment/GrabCut.h"

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

constexpr std::array kEngines{Engine{"four-point", segmentFourPoint, true}, Engine{"grabcut", segmentGrabCut}};

} // namespace

Error nothingLeft()
{
    return {ErrorCode::InvalidArgument, "by the strokes so far nothing here belongs to the object"};
}

std::span<const Engine> engines()
{
    return kEngines;
}

const Engine* findEngine(std::string_view id)
{
    const auto found = std::ranges::find(kEngines, id, &Engine::id);
    return found == kEngines.end() ? nullptr : &*found;
}

} // namespace labelwright

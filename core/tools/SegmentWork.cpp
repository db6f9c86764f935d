// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/SegmentWork.h"

#include <utility>

namespace labelwright {

SegmentWork::SegmentWork(SegmentQuestion question) : m_question(std::move(question))
{}

Status SegmentWork::run(const std::stop_token& stop)
{
    const auto& [engine, photo, hints, before, obeyed, options, object] = m_question;
    ObjectHints soFar = hints;
    soFar.strokes.resize(obeyed);
    if (!before) {
        if (Status found = add(segmentObject(*engine, photo, soFar, options)); !found)
            return found;
    }
    for (std::size_t stroke = obeyed; stroke < hints.strokes.size(); ++stroke) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "the segmentation was stopped"};
        soFar.strokes.push_back(hints.strokes[stroke]);
        const Region& last = m_regions.empty() ? *before : m_regions.back();
        if (Status found = add(correctObject(*engine, photo, soFar, last, options)); !found)
            return found;
    }
    return ok();
}

Status SegmentWork::add(Result<Segmentation> found)
{
    if (!found)
        return found.error();
    m_regions.push_back(std::move(found->region));
    if (found->modelFailure)
        m_modelFailure = std::move(found->modelFailure);
    return ok();
}

} // namespace labelwright

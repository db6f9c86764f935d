// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/RegionActions.h"

#include "core/mask/Morphology.h"
#include "ui/bridge/WorkSession.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace labelwright {

RegionActions::RegionActions(WorkSession& session, FindRegion selected, QObject* parent)
    : QObject(parent), m_session(session), m_selected(std::move(selected))
{}

bool RegionActions::hasRegion() const
{
    return m_session.document() && m_selected();
}

bool RegionActions::mayChangeRegion()
{
    return m_session.mayLeaveTool() && hasRegion();
}

bool RegionActions::canPaste() const
{
    return m_session.document() && m_copied;
}

void RegionActions::setRadius(int radiusPx)
{
    m_radiusPx = std::clamp(radiusPx, 1, kMostRadiusPx);
    emit changed();
}

void RegionActions::smooth()
{
    reshapeSelected(tr("Smoothing the region"), smoothed, "smooth");
}

void RegionActions::grow()
{
    reshapeSelected(tr("Growing the region"), grown, "grow");
}

void RegionActions::shrink()
{
    reshapeSelected(tr("Shrinking the region"), shrunk, "shrink");
}

void RegionActions::reshapeSelected(const QString& title, Reshape reshaped, std::string name)
{
    if (!mayChangeRegion())
        return;
    const Rect frame = m_session.document()->mask().bounds();
    m_session.work().start(title,
                           [&session = m_session, before = *m_selected(), frame, reshaped, name = std::move(name),
                            radius = m_radiusPx](const std::stop_token& stop) -> Result<DocumentWork::Apply> {
                               const Region beyond = continuedBeyond(frame, before, 2 * radius + 1);
                               auto after =
                                   std::make_shared<const Region>(reshaped(beyond, radius, stop).clipped(frame));
                               return DocumentWork::Apply([&session, before, after, name](Document& document) {
                                   if (session.mayLeaveTool())
                                       reshape(document, before, *after, name);
                                   return ok();
                               });
                           });
}

void RegionActions::keepLargest()
{
    if (!mayChangeRegion())
        return;
    Document& document = *m_session.document();
    const RowSpan first = m_selected()->spans().front();
    if (!labelwright::keepLargest(document, document.mask().at({first.x0, first.y})))
        emit notice(tr("This label has one region only."));
}

void RegionActions::relabel()
{
    if (mayChangeRegion())
        relabelRegion(*m_session.document(), *m_selected(), m_session.activeLabel());
}

void RegionActions::erase()
{
    if (mayChangeRegion())
        relabelRegion(*m_session.document(), *m_selected(), kUnlabelled);
}

void RegionActions::copy()
{
    if (!hasRegion())
        return;
    m_copied = cutOut(m_session.document()->mask(), *m_selected());
    emit changed();
}

void RegionActions::paste()
{
    if (!canPaste())
        return;
    if (m_copied->region.clipped(m_session.document()->mask().bounds()).isEmpty())
        emit notice(tr("The copied region lies outside this picture, which is smaller."));
    else
        m_session.place(*m_copied);
}

void RegionActions::fillUnlabelled()
{
    if (!m_session.mayLeaveTool())
        return;
    if (m_session.document() && m_session.activeLabel() != kUnlabelled)
        labelwright::fillUnlabelled(*m_session.document(), m_session.activeLabel());
    else
        emit notice(tr("Choose the label to fill with first."));
}

void RegionActions::relabelClass(Label from, Label to)
{
    if (m_session.document() && m_session.mayLeaveTool())
        labelwright::relabelClass(*m_session.document(), from, to);
}

} // namespace labelwright

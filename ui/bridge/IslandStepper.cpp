// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/IslandStepper.h"

#include "core/edit/RegionEdits.h"
#include "ui/bridge/WorkSession.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace labelwright {

IslandStepper::IslandStepper(WorkSession& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&m_session.work(), &DocumentWork::changed, this, [this] {
        if (m_isScanning && !m_session.work().isRunning()) { // cancelled, or dropped as out of date
            m_isScanning = false;
            emit changed();
        }
    });
}

void IslandStepper::start()
{
    if (!m_session.mayLeaveTool())
        return;
    m_isActive = true;
    m_index = 0;
    scan();
}

void IslandStepper::stop()
{
    if (m_isScanning)
        m_session.work().cancel();
    m_isActive = false;
    m_islands.clear();
    emit changed();
}

void IslandStepper::setMostPixels(int pixels)
{
    const int clamped = std::clamp(pixels, 1, kLargestMostPixels);
    if (clamped == m_mostPixels)
        return;
    m_mostPixels = clamped;
    if (m_isActive) {
        m_index = 0;
        scan();
    }
}

const Island* IslandStepper::current() const
{
    return m_islands.empty() ? nullptr : &m_islands[static_cast<std::size_t>(m_index)];
}

void IslandStepper::next()
{
    if (m_islands.empty())
        return;
    m_index = (m_index + 1) % count();
    emit changed();
}

void IslandStepper::previous()
{
    if (m_islands.empty())
        return;
    m_index = (m_index + count() - 1) % count();
    emit changed();
}

bool IslandStepper::absorb()
{
    Document* document = m_session.document();
    const Island* island = current();
    if (!document || !island || !m_session.mayLeaveTool())
        return false;
    m_isAbsorbing = true;
    const bool absorbed = labelwright::absorb(*document, *island);
    m_isAbsorbing = false;
    if (!absorbed)
        return false;
    m_islands.erase(m_islands.begin() + m_index);
    m_index = std::min(m_index, std::max(0, count() - 1));
    emit changed();
    return true;
}

void IslandStepper::documentChanged()
{
    if (m_isActive && !m_isAbsorbing)
        scan();
}

void IslandStepper::scan()
{
    const Document* document = m_session.document();
    m_islands.clear();
    m_isScanning = document != nullptr;
    if (document) {
        // A copy: the user goes on painting while it is read.
        auto mask = std::make_shared<const LabelMask>(document->mask());
        m_session.work().start(
            tr("Looking for islands and holes"),
            [this, mask, most = m_mostPixels](const std::stop_token& stop) -> Result<DocumentWork::Apply> {
                auto islands = std::make_shared<std::vector<Island>>(findIslands(*mask, most, stop));
                return DocumentWork::Apply([this, islands](Document&) {
                    found(std::move(*islands));
                    return ok();
                });
            });
    }
    emit changed();
}

void IslandStepper::found(std::vector<Island> islands)
{
    m_isScanning = false;
    m_islands = std::move(islands);
    m_index = std::clamp(m_index, 0, std::max(0, count() - 1));
    emit changed();
}

} // namespace labelwright

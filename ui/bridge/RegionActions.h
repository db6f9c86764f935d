// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/RegionEdits.h"
#include "core/mask/Region.h"
#include "ui/bridge/DocumentWork.h"

#include <QObject>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace labelwright {

class WorkSession;

/// What can be done to whole regions and labels of the object in view. The region is the one that is selected; what
/// was copied stays when the object changes. While the tool holds something that is neither kept nor dropped the
/// labels stay as they are; see WorkSession::mayLeaveTool().
class RegionActions : public QObject {
    Q_OBJECT
public:
    static constexpr int kDefaultRadiusPx = 2;
    static constexpr int kMostRadiusPx = 64;
    using FindRegion = std::function<const Region*()>;

    /// `session` is borrowed and outlives this. `selected` gives the selected region, nullptr while there is none.
    RegionActions(WorkSession& session, FindRegion selected, QObject* parent = nullptr);

    bool hasRegion() const;
    bool canPaste() const;

    /// Of smooth, grow and shrink.
    int radiusPx() const { return m_radiusPx; }
    void setRadius(int radiusPx);

    // The selected region; nothing happens without one. The first three are computed elsewhere.
    void smooth();
    void grow();
    void shrink();
    /// Of its label, in the whole image.
    void keepLargest();
    /// Gives it the active label.
    void relabel();
    void erase();
    void copy();

    /// To be moved, and kept or dropped.
    void paste();
    /// With the active label.
    void fillUnlabelled();
    void relabelClass(Label from, Label to);

signals:
    /// Radius or what was copied.
    void changed();
    /// A full sentence on why nothing happened.
    void notice(const QString& text);

private:
    bool mayChangeRegion();
    using Reshape = Region (*)(const Region& region, double radiusPx, const std::stop_token& stop);
    void reshapeSelected(const QString& title, Reshape reshaped, std::string name);

    WorkSession& m_session;
    FindRegion m_selected;
    std::optional<MaskCut> m_copied;
    int m_radiusPx = kDefaultRadiusPx;
};

} // namespace labelwright

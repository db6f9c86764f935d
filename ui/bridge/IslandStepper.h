// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Components.h"

#include <QObject>

#include <cstdint>
#include <vector>

namespace labelwright {

class WorkSession;

/// Steps through the islands and holes of the document in view, the smallest first. Looks for them again after every
/// change that it did not make itself.
class IslandStepper : public QObject {
    Q_OBJECT
public:
    static constexpr int kDefaultMostPixels = 64;
    static constexpr int kLargestMostPixels = 100'000;

    /// `session` is borrowed and outlives the stepper.
    explicit IslandStepper(WorkSession& session, QObject* parent = nullptr);

    bool isActive() const { return m_isActive; }
    /// Nothing happens where WorkSession::mayLeaveTool() is false.
    void start();
    void stop();

    /// The largest area that is still an island, in pixels.
    int mostPixels() const { return m_mostPixels; }
    void setMostPixels(int pixels);

    bool isScanning() const { return m_isScanning; }
    int count() const { return static_cast<int>(m_islands.size()); }
    /// From 0; of the current one.
    int index() const { return m_index; }
    /// nullptr while there is none.
    const Island* current() const;

    /// To the one after (before); from the last to the first.
    void next();
    void previous();
    /// Gives the current one to what surrounds it, and goes on to the next. False when the paint rule protects it, and
    /// where WorkSession::mayLeaveTool() is.
    bool absorb();

    /// The document's pixels are others now, by somebody's edit, or it is another document.
    void documentChanged();

signals:
    void changed();

private:
    void scan();
    void found(std::vector<Island> islands);

    WorkSession& m_session;
    std::vector<Island> m_islands;
    int m_index = 0;
    int m_mostPixels = kDefaultMostPixels;
    bool m_isActive = false;
    bool m_isScanning = false;
    bool m_isAbsorbing = false;
};

} // namespace labelwright

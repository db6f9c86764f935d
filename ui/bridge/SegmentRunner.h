// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/segment/Engine.h"
#include "core/tools/Tool.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace labelwright {

/// Computes auto-segment requests off the GUI thread, one at a time. While one runs only the newest other waits.
class SegmentRunner : public QObject {
    Q_OBJECT
public:
    using Deliver = std::function<void(std::uint64_t id, Result<Segmentation> result)>;

    /// `deliver` is called in the GUI thread.
    SegmentRunner(Deliver deliver, QObject* parent = nullptr);
    /// Waits for the one that runs.
    ~SegmentRunner() override;

    void run(Image image, const SegmentRequest& request);
    /// Forgets the one that waits; the one that runs is still delivered, and dropped by the tool.
    void forget() { m_waiting.reset(); }
    bool isBusy() const { return m_busy; }

private:
    struct Work {
        Image image;
        SegmentRequest request;
    };

    void start(Work work);

    Deliver m_deliver;
    QThreadPool m_pool;
    std::optional<Work> m_waiting;
    bool m_busy = false;
};

} // namespace labelwright

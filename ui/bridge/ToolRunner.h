// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/tools/Tool.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>

namespace labelwright {

/// Runs the tools' slow work off the GUI thread, one at a time. While one runs only the newest other waits.
class ToolRunner : public QObject {
    Q_OBJECT
public:
    using Deliver = std::function<void(const std::shared_ptr<ToolWork>& done, const Status& outcome)>;

    /// `deliver` is called in the GUI thread.
    explicit ToolRunner(Deliver deliver, QObject* parent = nullptr);
    /// Asks the one that runs to stop and waits for it; nothing is delivered any more.
    ~ToolRunner() override;

    /// Precondition: `work` is not nullptr.
    void run(std::shared_ptr<ToolWork> work);
    /// Forgets the one that waits and asks the one that runs to stop; that one is still delivered, and dropped by its
    /// tool.
    void forget();
    bool isBusy() const { return m_busy; }

private:
    void start(std::shared_ptr<ToolWork> work);
    void finished(const std::shared_ptr<ToolWork>& done, const Status& outcome);

    Deliver m_deliver;
    QThreadPool m_pool;
    std::stop_source m_stop; ///< Of the one that runs.
    std::shared_ptr<ToolWork> m_waiting;
    bool m_busy = false;
};

} // namespace labelwright

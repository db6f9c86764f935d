// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <optional>

class QMessageBox;

namespace labelwright {

class WorkSession;

/// Asks once when the active time of the task in view goes past the job's limit: what was done is a draft by then and
/// stays, whatever is answered. A task that comes back with its time used up is not asked about again.
class TimeLimit : public QObject {
    Q_OBJECT
public:
    /// `session` is borrowed and outlives this; questions are put over `window`, which waits for none of them.
    TimeLimit(WorkSession& session, std::chrono::seconds limit, QWidget& window);

    void setLimit(std::chrono::seconds limit) { m_limit = limit; }
    /// Looks at the clock. Call it now and then.
    void check();

signals:
    void submitChosen();
    void skipChosen();

private:
    void ask();

    WorkSession& m_session;
    QWidget& m_window;
    std::chrono::seconds m_limit;
    std::optional<ObjectId> m_object; ///< That m_wasWithin is about.
    bool m_wasWithin = false;         ///< When it was last looked at.
    QPointer<QMessageBox> m_question;
};

} // namespace labelwright

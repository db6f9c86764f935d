// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/ObjectLabels.h"
#include "ui/bridge/JobSnapshot.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <memory>
#include <stop_token>
#include <vector>

namespace labelwright {

/// What reading an object's files tells.
struct ObjectFinding {
    ObjectId object = 0;
    LabelCounts counts; ///< Empty without an answer.
    QString problem;    ///< A full sentence: the photo is not there, or the answers can't be read; mostly empty.
    bool hasInitialValue = false; ///< A mask that the object begins with is named for it.
};

using ObjectFindings = std::vector<ObjectFinding>;

/// Looks at every object of a job, off the GUI thread and slowly: is its photo there, which labels has it. What was
/// counted before comes first; what is counted is kept in the job's cache.
class ObjectSurvey : public QObject {
    Q_OBJECT
public:
    explicit ObjectSurvey(QObject* parent = nullptr);
    /// Stops, and waits for the object being looked at.
    ~ObjectSurvey() override;

    /// Begins anew; nothing follows any more of a survey of before.
    void start(const std::shared_ptr<const JobSnapshot>& snapshot);

signals:
    /// Of many objects at once; an object may come twice, and what comes later counts.
    void found(const labelwright::ObjectFindings& findings);
    void finished();

private:
    void run(const JobSnapshot& snapshot, const std::stop_token& stop);
    void deliver(ObjectFindings findings, const std::stop_token& stop);

    std::stop_source m_stop;
    QThreadPool m_pool;
};

} // namespace labelwright

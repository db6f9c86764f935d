// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobList.h"
#include "core/job/Worker.h"
#include "ui/bridge/DetachedWork.h"
#include "ui/bridge/JobDecision.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace labelwright {

/// Lists jobs, and stops, resumes and completes them, off the GUI thread.
class JobsLoader : public QObject {
    Q_OBJECT
public:
    explicit JobsLoader(QObject* parent = nullptr);
    /// Waits for the job that is looked at; a decision goes on to its end.
    ~JobsLoader() override;

    /// Of several that are asked for meanwhile, the last is done.
    void load(const QString& workspace, const QStringList& elsewhere);
    bool isLoading() const { return m_listing.isRunning(); }

    /// labelwright::decide(); decided() follows. While one is being written others are dropped.
    void decide(const QString& jobFolder, JobDecision decision, const std::optional<Worker>& author);

signals:
    void loaded(const labelwright::JobList& jobs);
    /// `failure` is a full sentence, empty when all went well.
    void decided(const QString& failure);

private:
    struct Request {
        std::filesystem::path workspace;
        std::vector<std::filesystem::path> elsewhere;
    };

    void begin(const Request& request);
    void takeList();

    QFutureWatcher<JobList> m_listing;
    DetachedWork m_decision;
    bool m_isDeciding = false;
    std::stop_source m_stop;
    std::optional<Request> m_next;
};

} // namespace labelwright

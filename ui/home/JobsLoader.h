// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobList.h"
#include "core/job/Worker.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace labelwright {

/// Lists jobs, and stops and resumes them, off the GUI thread.
class JobsLoader : public QObject {
    Q_OBJECT
public:
    explicit JobsLoader(QObject* parent = nullptr);
    /// Waits for what has begun: at most for one job.
    ~JobsLoader() override;

    /// Of several that are asked for meanwhile, the last is done.
    void load(const QString& workspace, const QStringList& elsewhere);
    bool isLoading() const { return m_listing.isRunning(); }

    /// As the decision of `author`; of decidingWorker() without one.
    void stop(const QString& jobFolder, const std::optional<Worker>& author);
    void resume(const QString& jobFolder, const std::optional<Worker>& author);

signals:
    void loaded(const labelwright::JobList& jobs);
    /// After stop() and resume(); `failure` is a full sentence, empty when it is done.
    void statusChanged(const QString& failure);

private:
    struct Request {
        std::filesystem::path workspace;
        std::vector<std::filesystem::path> elsewhere;
    };

    void begin(const Request& request);
    void takeList();
    void change(const QString& jobFolder, const std::optional<Worker>& author, bool stops);

    QFutureWatcher<JobList> m_listing;
    QFutureWatcher<QString> m_change;
    std::stop_source m_stop;
    std::optional<Request> m_next;
};

} // namespace labelwright

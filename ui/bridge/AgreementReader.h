// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/JobAgreement.h"
#include "ui/bridge/JobSnapshot.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <filesystem>
#include <memory>
#include <stop_token>

namespace labelwright {

/// How far raters agree, and of which jobs that was found.
struct AgreementFindings {
    std::shared_ptr<const JobSnapshot> job;
    std::shared_ptr<const JobSnapshot> other; ///< nullptr where the job's workers are compared with each other.
    AgreementReport report;
};

/// Compares the workers of a job, or two jobs, off the GUI thread.
class AgreementReader : public QObject {
    Q_OBJECT
public:
    explicit AgreementReader(QObject* parent = nullptr);
    /// Stops, and waits for the object being compared.
    ~AgreementReader() override;

    /// Begins anew; nothing follows any more of a comparison of before. `otherFolder` is empty for the workers.
    void start(const std::shared_ptr<const JobSnapshot>& job, const std::filesystem::path& otherFolder);
    /// stopped() follows, unless it has ended meanwhile.
    void stop() { m_stop.request_stop(); }
    bool isRunning() const { return m_isRunning; }

signals:
    /// At most ten times a second.
    void progressed(qint64 done, qint64 all);
    void finished(const std::shared_ptr<const labelwright::AgreementFindings>& findings);
    /// A full sentence.
    void failed(const QString& reason);
    void stopped();

private:
    using Outcome = std::shared_ptr<Result<AgreementFindings>>;

    void run(const std::shared_ptr<const JobSnapshot>& job, const std::filesystem::path& otherFolder, int number,
             const std::stop_token& stop);
    void finish(int number, const Outcome& outcome);

    QThreadPool m_pool;
    std::stop_source m_stop;
    int m_number = 0; ///< Of the newest comparison.
    bool m_isRunning = false;
};

} // namespace labelwright

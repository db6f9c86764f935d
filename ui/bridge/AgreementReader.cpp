// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/AgreementReader.h"

#include "ui/bridge/ErrorText.h"

#include <chrono>
#include <utility>

namespace labelwright {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kBetweenTellings = std::chrono::milliseconds(100);

Result<AgreementFindings> compare(const std::shared_ptr<const JobSnapshot>& job,
                                  const std::filesystem::path& otherFolder, const AgreementProgress& progress)
{
    std::shared_ptr<const JobSnapshot> other;
    if (!otherFolder.empty()) {
        Result<std::shared_ptr<const JobSnapshot>> taken = takeSnapshot(otherFolder);
        if (!taken)
            return taken.error();
        other = *std::move(taken);
    }
    Result<AgreementReport> report =
        other ? agreementOfJobs(job->job, other->job, progress) : agreementOfWorkers(job->job, progress);
    if (!report)
        return report.error();
    return AgreementFindings{job, other, *std::move(report)};
}

} // namespace

AgreementReader::AgreementReader(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

AgreementReader::~AgreementReader()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

void AgreementReader::start(const std::shared_ptr<const JobSnapshot>& job, const std::filesystem::path& otherFolder)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_isRunning = true;
    m_pool.start([this, job, otherFolder, number = ++m_number, stop = m_stop.get_token()] {
        run(job, otherFolder, number, stop);
    });
}

void AgreementReader::run(const std::shared_ptr<const JobSnapshot>& job, const std::filesystem::path& otherFolder,
                          int number, const std::stop_token& stop)
{
    Clock::time_point told;
    const auto progress = [&](std::int64_t done, std::int64_t all) {
        if (const Clock::time_point now = Clock::now(); now - told >= kBetweenTellings) {
            told = now;
            QMetaObject::invokeMethod(
                this,
                [this, number, done, all] {
                    if (number == m_number)
                        emit progressed(done, all);
                },
                Qt::QueuedConnection);
        }
        return !stop.stop_requested();
    };
    auto outcome = std::make_shared<Result<AgreementFindings>>(compare(job, otherFolder, progress));
    QMetaObject::invokeMethod(
        this, [this, number, outcome] { finish(number, outcome); }, Qt::QueuedConnection);
}

void AgreementReader::finish(int number, const Outcome& outcome)
{
    if (number != m_number)
        return;
    m_isRunning = false;
    if (*outcome)
        emit finished(std::make_shared<const AgreementFindings>(*std::move(*outcome)));
    else if (outcome->error().code == ErrorCode::Cancelled)
        emit stopped();
    else
        emit failed(sentenceOf(outcome->error()));
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ObjectSurvey.h"

#include "core/dataset/KeptCounts.h"
#include "core/job/InitialMask.h"
#include "ui/bridge/ErrorText.h"

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

namespace labelwright {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kBetweenDeliveries = std::chrono::milliseconds(150);

/// Empty when the photo is there.
QString photoProblem(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return sentenceOf(source.error());
    std::error_code failure;
    if (std::filesystem::exists(source->imagePath, failure))
        return {};
    return sentenceOf({ErrorCode::NotFound, "the photo is not there", source->imagePath});
}

ObjectFinding lookAt(const Job& job, ObjectId object, KeptCounts& kept)
{
    const Result<std::optional<std::filesystem::path>> initial = initialMaskFile(job, object);
    ObjectFinding finding{object, {}, photoProblem(job, object), initial && *initial};
    const Result<LabelCounts> counts = kept.of(object);
    if (counts)
        finding.counts = *counts;
    else if (finding.problem.isEmpty())
        finding.problem = sentenceOf(counts.error());
    return finding;
}

} // namespace

ObjectSurvey::ObjectSurvey(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowestPriority);
}

ObjectSurvey::~ObjectSurvey()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

void ObjectSurvey::start(const std::shared_ptr<const JobSnapshot>& snapshot)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_pool.start([this, snapshot, stop = m_stop.get_token()] { run(*snapshot, stop); });
}

void ObjectSurvey::run(const JobSnapshot& snapshot, const std::stop_token& stop)
{
    KeptCounts kept(snapshot.job);
    ObjectFindings findings;
    for (const auto& [object, counts] : kept.all())
        findings.push_back({object, counts, {}, false}); // It has an answer, which is what is shown.
    deliver(std::exchange(findings, {}), stop);

    Clock::time_point delivered = Clock::now();
    for (ObjectId object = 0; object < snapshot.job.objectCount(); ++object) {
        if (stop.stop_requested())
            return;
        findings.push_back(lookAt(snapshot.job, object, kept));
        if (Clock::now() - delivered > kBetweenDeliveries) {
            deliver(std::exchange(findings, {}), stop);
            delivered = Clock::now();
        }
    }
    deliver(std::move(findings), stop);
    QMetaObject::invokeMethod(
        this,
        [this, stop] {
            if (!stop.stop_requested())
                emit finished();
        },
        Qt::QueuedConnection);
}

void ObjectSurvey::deliver(ObjectFindings findings, const std::stop_token& stop)
{
    QMetaObject::invokeMethod(
        this,
        [this, stop, findings = std::move(findings)] {
            if (!stop.stop_requested() && !findings.empty())
                emit found(findings);
        },
        Qt::QueuedConnection);
}

} // namespace labelwright

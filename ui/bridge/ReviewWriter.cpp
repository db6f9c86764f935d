// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ReviewWriter.h"

#include "core/job/EventLog.h"

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

struct WriteFile {
    const std::filesystem::path& jobFolder;

    Result<ReviewEvent> operator()(const Verdict& verdict) const
    {
        Result<Verdict> written = writeVerdictFile(jobFolder, verdict);
        return written ? Result<ReviewEvent>(*std::move(written)) : written.error();
    }
    Result<ReviewEvent> operator()(const Comment& comment) const
    {
        Result<Comment> written = writeCommentFile(jobFolder, comment);
        return written ? Result<ReviewEvent>(*std::move(written)) : written.error();
    }
};

} // namespace

ObjectId objectOf(const ReviewEvent& event)
{
    return std::visit([](const auto& each) { return each.object; }, event);
}

ReviewWriter::ReviewWriter(std::filesystem::path jobFolder, QThreadPool& disk, QObject* parent)
    : QObject(parent), m_jobFolder(std::move(jobFolder)), m_disk(disk)
{}

void ReviewWriter::write(ReviewEvent event)
{
    start(std::make_shared<const ReviewEvent>(std::move(event)));
}

void ReviewWriter::retry()
{
    for (const Waiting& event : std::exchange(m_failed, {}))
        start(event);
}

bool ReviewWriter::isDeciding(ObjectId object) const
{
    const auto isVerdict = [object](const Waiting& event) {
        return std::holds_alternative<Verdict>(*event) && objectOf(*event) == object;
    };
    return std::ranges::any_of(m_waiting, isVerdict) || std::ranges::any_of(m_failed, isVerdict);
}

void ReviewWriter::start(const Waiting& event)
{
    m_waiting.push_back(event);
    m_disk.start([this, event] {
        auto result = std::make_shared<Result<ReviewEvent>>(std::visit(WriteFile{m_jobFolder}, *event));
        QMetaObject::invokeMethod(
            this, [this, event, result] { finish(event, *result); }, Qt::QueuedConnection);
    });
}

void ReviewWriter::finish(const Waiting& event, const Result<ReviewEvent>& result)
{
    std::erase(m_waiting, event);
    if (result) {
        emit written(*result);
        return;
    }
    m_failed.push_back(event);
    emit failed(objectOf(*event), result.error());
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/home/GalleryJob.h"

#include <QSignalSpy>

namespace labelwright::test {

GalleryJob::GalleryJob(int objects, int workersPerObject, TaskType task)
    : m_root(m_temporary.path().toStdString()),
      m_job(makeJob(m_root, {.objects = objects, .workersPerObject = workersPerObject, .taskType = task}))
{}

GalleryJob::GalleryJob(int objects, std::vector<std::string> labels)
    : m_root(m_temporary.path().toStdString()),
      m_job(makeJob(m_root, {.objects = objects, .labels = std::move(labels)}))
{}

std::filesystem::path GalleryJob::photo(ObjectId object) const
{
    return m_root / "photos" / (std::to_string(object) + ".png");
}

void GalleryJob::submit(ObjectId object, Label label, std::size_t worker)
{
    const LabelMask mask = *LabelMask::create({16, 8}, std::vector<Label>(128, label));
    submitAt(m_job, object, worker, mask, testTime(1000 * ++m_answers));
}

void GalleryJob::look()
{
    const std::shared_ptr<const JobSnapshot> snapshot = *takeSnapshot(m_job.folder());
    m_facts.setSnapshot(snapshot);
    ObjectSurvey survey;
    QObject::connect(&survey, &ObjectSurvey::found, &m_facts, &JobFacts::add);
    QSignalSpy finished(&survey, &ObjectSurvey::finished);
    survey.start(snapshot);
    if (!finished.wait())
        qFatal("the survey does not end");
}

} // namespace labelwright::test

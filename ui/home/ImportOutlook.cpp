// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ImportOutlook.h"

#include "ui/look/CoreText.h"

#include <QCoreApplication>

namespace labelwright {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ImportOutlook", text);
}

/// Why none of the images becomes an answer.
QString nothingText(const ImportPlan& plan, const QString& worker)
{
    if (plan.matching == 0)
        return tr("No object of the job has the photo of an image in the dataset.");
    if (plan.answered == plan.matching)
        return tr("%1 has answered all objects whose photos are in the dataset, and these answers stay.").arg(worker);
    return tr("No object whose photo is in the dataset waits for an answer of %1.").arg(worker);
}

} // namespace

Result<ImportOutlook> importOutlook(const DatasetReader& reader, const std::filesystem::path& jobFolder,
                                    const std::optional<Worker>& worker, const std::stop_token& stop,
                                    const Progress& progress)
{
    ImportOutlook outlook{worker, reader.info().itemCount, 0, {}, {}};
    if (!worker) {
        const Result<NewJobPlan> plan = planNewJob(reader, stop, progress);
        if (!plan)
            return plan.error();
        outlook.images = static_cast<std::int64_t>(plan->items.size());
        outlook.notes = linesOf(plan->notes.notes());
        return outlook;
    }
    const Result<Job> job = Job::open(jobFolder);
    if (!job)
        return job.error();
    Result<ImportPlan> plan = planImport(reader, *job, *worker, stop);
    if (!plan)
        return plan.error();
    outlook.plan = *std::move(plan);
    outlook.images = static_cast<std::int64_t>(outlook.plan.answers.size());
    outlook.notes = linesOf(outlook.plan.notes.notes());
    return outlook;
}

QString textOf(const ImportOutlook& outlook)
{
    const QString images = countText(outlook.images);
    const QString all = countText(outlook.all);
    if (!outlook.worker)
        return tr("%1 of %2 images will become objects.").arg(images, all);
    const QString worker = textOf(outlook.worker->name);
    if (outlook.images == 0)
        return nothingText(outlook.plan, worker);
    QString text = tr("%1 of %2 images will become answers of %3.").arg(images, all, worker);
    if (outlook.plan.answered > 0)
        text += QLatin1Char(' ') + tr("Answered already: %1.").arg(countText(outlook.plan.answered));
    if (outlook.plan.refused > 0)
        text += QLatin1Char(' ') + tr("Kept for others, or answered enough: %1.").arg(countText(outlook.plan.refused));
    return text;
}

QStringList linesOf(const std::vector<ReaderNote>& notes)
{
    QStringList lines;
    for (const ReaderNote& note : notes) {
        const QString text = textOf(note.text);
        lines << (note.path.empty() ? text.left(1).toUpper() + text.mid(1)
                                    : QStringLiteral("%1: %2").arg(textOf(note.path.filename().string()), text));
    }
    return lines;
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PushDialog.h"

#include "ui/bridge/ErrorText.h"
#include "ui/look/CoreText.h"

#include <QCheckBox>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString thingText(Parcel::Kind kind)
{
    switch (kind) {
    case Parcel::Kind::Spec:
        return PushDialog::tr("The job itself (job.json)");
    case Parcel::Kind::Manifest:
        return PushDialog::tr("Its manifest");
    case Parcel::Kind::Photos:
        return PushDialog::tr("Photos");
    case Parcel::Kind::Masks:
        return PushDialog::tr("Masks");
    case Parcel::Kind::Events:
        return PushDialog::tr("Answers and decisions");
    case Parcel::Kind::Output:
        return PushDialog::tr("Output files");
    }
    return {};
}

std::int64_t filesOf(const PushPlan& plan)
{
    std::int64_t files = 0;
    for (const Parcel& parcel : plan.parcels)
        files += static_cast<std::int64_t>(parcel.files.size());
    return files;
}

/// What others have sent in the meantime, as a further sentence.
QString toPullText(const PushPlan& plan)
{
    QStringList parts;
    if (plan.eventsToPull > 0)
        parts << PushDialog::tr("answers and decisions: %1").arg(countText(plan.eventsToPull));
    if (plan.linesToPull > 0)
        parts << PushDialog::tr("lines of the manifest: %1").arg(countText(plan.linesToPull));
    return parts.isEmpty()
               ? QString()
               : u' ' + PushDialog::tr("There and not here, for Pull to fetch: %1.").arg(parts.join(", "_L1));
}

Result<PushPlan> planTyped(PushRequest request, const std::stop_token& stop)
{
    Result<RemotePlaces> places = resolvedPlaces(std::move(request.places), request.jobFolder);
    if (!places)
        return places.error();
    request.places = *std::move(places);
    return planPush(request, stop);
}

} // namespace

PushDialog::PushDialog(const Job& job, QWidget* parent)
    : RemoteDialog(
          {tr("Push job %1").arg(textOf(job.spec().name)),
           tr("Sends what the place lacks of this job: labels, manifest, answers and decisions. Others push to "
              "the same place and pull from it; nothing is deleted there, and nobody's answers are replaced."),
           tr("What goes there"), tr("What went there"), tr("Push"), tr("Sending…"),
           tr("Pushing was stopped. What went there by then is whole; pushing again goes on.")},
          parent),
      m_jobFolder(job.folder()),
      m_photos(addChoice(tr("Photos with s3:// names"), tr("Each goes to where its name says, unless it is there"))),
      m_output(addChoice(tr("Output, to %1").arg(textOf(job.spec().outputPrefix)),
                         tr("Ground Truth's files as they are in the output folder now")))
{
    m_photos->setHidden(job.spec().inputPrefixes.empty());
    compareRemembered(m_jobFolder);
}

void PushDialog::startComparing()
{
    work().run([request = PushRequest{m_jobFolder, typedPlaces(), m_photos->isChecked(), m_output->isChecked()}](
                   const std::stop_token& stop, const Progress&) { return planTyped(request, stop); },
               [this](const Result<PushPlan>& plan) {
                   if (!plan)
                       return showFinding(plan.error());
                   m_plan = *plan;
                   showFinding(findingOf(*plan));
               });
}

RemoteDialog::Finding PushDialog::findingOf(const PushPlan& plan)
{
    Finding finding;
    for (const auto kind : {Parcel::Kind::Spec, Parcel::Kind::Manifest, Parcel::Kind::Photos, Parcel::Kind::Masks,
                            Parcel::Kind::Events, Parcel::Kind::Output}) {
        if (const std::int64_t count = plan.count(kind); count > 0)
            finding.rows << Row{thingText(kind), countText(count)};
    }
    for (const std::vector<Error>* errors : {&plan.notYetSynced, &plan.damaged})
        for (const Error& error : *errors)
            finding.notes << sentenceOf(error);
    finding.hasWork = !plan.parcels.empty();
    finding.summary =
        finding.hasWork ? tr("Files that go to %1: %2.").arg(textOf(plan.request.places.job), countText(filesOf(plan)))
                        : tr("The place has all that this job has.");
    finding.summary += toPullText(plan);
    return finding;
}

void PushDialog::startWork()
{
    work().run(
        [plan = *m_plan](const std::stop_token& stop, const Progress& progress) { return push(plan, stop, progress); },
        [this](const Status& sent) {
            if (!sent)
                return finish(sent.error());
            Finding done = findingOf(*m_plan);
            done.summary = tr("Files sent, and compared there: %1.").arg(countText(filesOf(*m_plan)));
            done.summary += toPullText(*m_plan);
            finish(done);
        });
}

} // namespace labelwright

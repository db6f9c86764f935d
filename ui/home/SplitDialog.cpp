// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/SplitDialog.h"

#include "core/job/JobState.h"
#include "core/job/SplitJob.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/FormField.h"
#include "ui/home/HomeParts.h"
#include "ui/home/PathEdit.h"
#include "ui/look/CoreText.h"

#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr QSize kSize{760, 620};
constexpr int kOverlapWidth = 120;
constexpr int kNameWidth = 200;
constexpr int kCountWidth = 90;

enum Column { Name, Objects, Copy };

/// Of the job as it is by now, which may have got answers since it was shown.
Status splitFolder(const std::filesystem::path& folder, const SplitRequest& request, const Worker& author,
                   const std::stop_token& stop, const Progress& progress)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    const Result<SplitPlan> plan = planSplit(*job, request);
    return plan ? splitJob(*job, *plan, author, stop, progress) : Status(plan.error());
}

QString summaryOf(const SplitPlan& plan)
{
    const QString waiting = plan.waiting == 1
                                ? SplitDialog::tr("1 object waits for answers.")
                                : SplitDialog::tr("%1 objects wait for answers.").arg(countText(plan.waiting));
    if (plan.overlapping == 0)
        return waiting;
    return SplitDialog::tr("%1 Of these, %2 go to one worker more than they need.")
        .arg(waiting, countText(plan.overlapping));
}

} // namespace

SplitDialog::SplitDialog(const std::shared_ptr<const JobSnapshot>& snapshot, Worker author, QWidget* parent)
    : QDialog(parent), m_snapshot(snapshot), m_author(std::move(author)),
      m_workers(makeTable({tr("Worker"), tr("Objects"), tr("Copy")})), m_overlap(new QSpinBox),
      m_out(new PathEdit(PathEdit::Kind::Folder)), m_frame(*this, tr("Split"))
{
    setWindowTitle(tr("Split job %1").arg(textOf(snapshot->job.spec().name)));
    resize(kSize);
    m_form = makeForm();
    m_frame.setForm(m_form);
    connect(m_workers, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem*, int changed) {
        if (changed == Name)
            preview();
    });
    connect(m_overlap, &QSpinBox::valueChanged, this, &SplitDialog::preview);
    connect(m_out, &PathEdit::changed, this, &SplitDialog::preview);
    connect(&m_frame.footer(), &WorkFooter::confirmed, this, &SplitDialog::begin);
    preview();
}

QWidget* SplitDialog::makeForm()
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("Split job"), Role::Title));
    column->addWidget(makeText(tr("Each worker gets a copy of the job's folder, with tasks for a part of the objects, "
                                  "and works on it anywhere. Merge takes the answers back."),
                               Role::Secondary));
    addWorkers(*column);
    addOverlap(*column);
    m_out->setPath(textOf(defaultCopiesFolder(m_snapshot->job.folder()).string()));
    column->addWidget(new FormField(
        tr("Folder of the copies"),
        tr("One folder in it for each worker. Photos are copied only where they lie in the job's folder."), m_out));
    return form;
}

void SplitDialog::addWorkers(QBoxLayout& column)
{
    const Team& team = m_snapshot->state.team;
    for (const TeamMember& member : team.members) {
        if (!mayWork(team, member.worker))
            continue;
        auto* row = new QTreeWidgetItem(m_workers, {textOf(member.worker.name)});
        row->setSizeHint(Name, {0, Metrics::kTouchTarget});
        row->setToolTip(Name, textOf(member.worker.email));
        row->setCheckState(Name, member.role == TeamRole::Annotator ? Qt::Checked : Qt::Unchecked);
        row->setTextAlignment(Objects, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_workers->setColumnWidth(Name, kNameWidth);
    m_workers->setColumnWidth(Objects, kCountWidth);
    m_workers->headerItem()->setTextAlignment(Objects, Qt::AlignRight | Qt::AlignVCenter);
    m_workers->header()->setSectionResizeMode(Copy, QHeaderView::Stretch);
    m_workers->setTextElideMode(Qt::ElideMiddle);
    auto* field =
        new FormField(tr("Workers"), tr("Those who get a copy. The objects are spread evenly over them."), m_workers);
    column.addWidget(field, 1);
}

void SplitDialog::addOverlap(QBoxLayout& column)
{
    m_overlap->setRange(0, 100);
    m_overlap->setSuffix(tr(" %"));
    m_overlap->setFixedSize(kOverlapWidth, Metrics::kPageControl);
    column.addWidget(new FormField(
        tr("Overlap"),
        tr("Share of the objects that go to one worker more than they need. The output is made of as many answers as "
           "the job wants, the first ones; the others tell how far workers agree."),
        m_overlap));
}

SplitRequest SplitDialog::request() const
{
    SplitRequest request;
    request.overlap = m_overlap->value() / 100.0;
    request.out = m_out->path().toStdString();
    const Team& team = m_snapshot->state.team;
    int row = 0;
    for (const TeamMember& member : team.members) {
        if (!mayWork(team, member.worker))
            continue;
        if (m_workers->topLevelItem(row++)->checkState(Name) == Qt::Checked)
            request.workers.push_back(member.worker);
    }
    return request;
}

void SplitDialog::preview()
{
    m_frame.footer().setReady(false);
    m_frame.work().run([snapshot = m_snapshot, chosen = request()](
                           const std::stop_token&, const Progress&) { return planSplit(snapshot->job, chosen); },
                       [this](const Result<SplitPlan>& plan) { showPlan(plan); });
}

void SplitDialog::showPlan(const Result<SplitPlan>& plan)
{
    std::size_t next = 0;
    for (int row = 0; row < m_workers->topLevelItemCount(); ++row) {
        QTreeWidgetItem* item = m_workers->topLevelItem(row);
        const bool gets = plan && item->checkState(Name) == Qt::Checked && next < plan->shares.size();
        const SplitShare* share = gets ? &plan->shares[next++] : nullptr;
        item->setText(Objects, share ? countText(objectCountOf(share->objects)) : QString());
        item->setText(Copy, share ? textOf(share->folder.filename().string()) : QString());
        item->setToolTip(Copy, share ? QDir::toNativeSeparators(textOf(share->folder.string())) : QString());
    }
    m_frame.footer().setReady(plan.has_value());
    if (plan)
        m_frame.footer().say(summaryOf(*plan));
    else
        m_frame.footer().say(sentenceOf(Error{plan.error().code, plan.error().detail}), Role::Danger);
}

void SplitDialog::begin()
{
    m_frame.begin(tr("Copying…"));
    m_frame.work().run([folder = m_snapshot->job.folder(), chosen = request(), author = m_author](
                           const std::stop_token& stop,
                           const Progress& progress) { return splitFolder(folder, chosen, author, stop, progress); },
                       [this](const Status& done) { finish(done); });
}

void SplitDialog::finish(const Status& done)
{
    m_frame.end();
    if (!done)
        return m_frame.sayFailure(done.error(), tr("Splitting was stopped. Nothing is left of it."));
    m_form->setEnabled(false); // It is of the job as it was before.
    m_frame.footer().setReady(false);
    m_frame.footer().setDone();
    m_frame.footer().say(tr("The copies are in %1.").arg(QDir::toNativeSeparators(m_out->path())), Role::Good);
    emit split();
}

void SplitDialog::reject()
{
    if (!m_frame.cancel())
        QDialog::reject();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/AnswerList.h"

#include "core/job/BringBack.h"
#include "ui/bridge/ErrorText.h"
#include "ui/look/MomentText.h"
#include "ui/look/Parts.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace labelwright {
namespace {

enum Column { kNumber, kWorker, kSubmitted, kActive, kStanding };
constexpr int kSubmittedWidth = 152;

QString minutesText(double seconds)
{
    const int whole = static_cast<int>(seconds);
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

/// What is shown may lack what the worker must not see; what is written is about all that there is.
Result<AnswerEvent> bringBackShown(const JobSnapshot& shown, const AnswerEvent& past, const Worker& by)
{
    if (!shown.hidesGold)
        return bringBack(shown.job, past, by);
    const Result<Job> whole = Job::open(shown.job.folder());
    if (!whole)
        return whole.error();
    for (const AnswerEvent& answer : whole->events().answersOf(past.object)) {
        if (answer.name == past.name)
            return bringBack(*whole, answer, by);
    }
    return Error{ErrorCode::InvalidArgument, "this answer is not in the job any more", shown.job.folder()};
}

} // namespace

QString standingText(AnswerStanding standing)
{
    const std::array texts{AnswerList::tr("Replaced"),        AnswerList::tr("Passed over"),
                           AnswerList::tr("Current"),         AnswerList::tr("Counted"),
                           AnswerList::tr("Scored"),          AnswerList::tr("Adjustment"),
                           AnswerList::tr("Stale adjustment")};
    return texts[static_cast<std::size_t>(standing)];
}

AnswerList::AnswerList(QWidget* parent)
    : QWidget(parent),
      m_table(makeFigureTable({QStringLiteral("#"), tr("Worker"), tr("Submitted"), tr("Active"), tr("Standing")})),
      m_outcome(makeText({}, Role::Secondary)), m_bringBack(new QPushButton(tr("Bring back"))), m_work(*this)
{
    m_table->setAccessibleName(tr("Answers"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->header()->setSectionResizeMode(kWorker, QHeaderView::Stretch);
    m_table->setColumnWidth(kSubmitted, kSubmittedWidth);
    for (const Column column : {kNumber, kActive, kStanding})
        m_table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->headerItem()->setTextAlignment(kActive, Qt::AlignRight | Qt::AlignVCenter);
    m_table->headerItem()->setToolTip(kActive, tr("Minutes and seconds that the worker was at it"));
    m_bringBack->setToolTip(tr("Makes it the current answer again, as a new one; nothing is overwritten"));
    m_outcome->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Metrics::kRelated, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_table, 1);
    column->addWidget(m_outcome);
    column->addWidget(m_bringBack, 0, Qt::AlignRight);
    connect(m_table, &QTreeWidget::currentItemChanged, this, &AnswerList::showState);
    connect(m_table, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem* row) { emit answerChosen(row->data(0, Qt::UserRole).toInt()); });
    connect(m_bringBack, &QPushButton::clicked, this, &AnswerList::bringBackChosen);
    showState();
}

void AnswerList::setHistory(std::shared_ptr<const JobSnapshot> job, ObjectId object, const Worker& author)
{
    m_job = std::move(job);
    m_object = object;
    m_author = author;
    m_history = answerHistory(m_job->job, object);
    m_table->clear();
    m_table->setSortingEnabled(false);
    for (int place = 0; place < std::ssize(m_history); ++place) {
        const PastAnswer& past = m_history[static_cast<std::size_t>(place)];
        const AnswerEvent& answer = *past.answer;
        auto* row = new FigureRow(m_table);
        row->setFigure(kNumber, place + 1, QLocale().toString(place + 1));
        row->setData(0, Qt::UserRole, place);
        row->setText(kWorker, QString::fromStdString(answer.worker.name));
        row->setToolTip(kWorker, row->text(kWorker));
        row->setFigure(kSubmitted, static_cast<double>(answer.submitted.time_since_epoch().count()),
                       momentText(answer.submitted));
        row->setTextAlignment(kSubmitted, Qt::AlignLeft | Qt::AlignVCenter);
        row->setFigure(kActive, answer.activeSeconds, minutesText(answer.activeSeconds));
        row->setText(kStanding, standingText(past.standing));
    }
    m_table->setSortingEnabled(true);
    showState();
}

void AnswerList::chooseRow(int place)
{
    for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
        if (m_table->topLevelItem(row)->data(0, Qt::UserRole).toInt() == place)
            m_table->setCurrentItem(m_table->topLevelItem(row));
    }
}

void AnswerList::showState()
{
    m_bringBack->setEnabled(m_table->currentItem() && !m_isWriting);
}

void AnswerList::bringBackChosen()
{
    const QTreeWidgetItem* row = m_table->currentItem();
    if (!row || std::exchange(m_isWriting, true))
        return;
    const auto place = static_cast<std::size_t>(row->data(0, Qt::UserRole).toInt());
    setRole(*m_outcome, Role::Secondary);
    m_outcome->setText(tr("Writing the answer…"));
    m_outcome->show();
    m_table->setFocus(); // A button that is off gives it to any other.
    showState();
    m_work.run([job = m_job, past = m_history[place].answer, by = m_author] { return bringBackShown(*job, *past, by); },
               [this](const Result<AnswerEvent>& written) { finish(written); });
}

void AnswerList::finish(const Result<AnswerEvent>& written)
{
    m_isWriting = false;
    setRole(*m_outcome, written ? Role::Good : Role::Danger);
    m_outcome->setText(written
                           ? tr("Brought back as a new answer of %1.").arg(QString::fromStdString(written->worker.name))
                           : sentenceOf(written.error()));
    showState();
    if (written)
        emit broughtBack(*written);
}

} // namespace labelwright

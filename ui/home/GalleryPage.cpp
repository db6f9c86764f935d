// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/GalleryPage.h"

#include "ui/home/GalleryModel.h"
#include "ui/home/GalleryView.h"
#include "ui/home/JobFacts.h"
#include "ui/home/LabelLegend.h"
#include "ui/home/ReviewDialog.h"
#include "ui/look/FlagNote.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/look/StatusSign.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kLegendWidth = 232;
constexpr int kSearchWidth = 200;
constexpr int kStatusLetters = 18; ///< The list itself is as wide as its longest line.
constexpr int kWorkerLetters = 10;
constexpr QKeyCombination kCompareKey = Qt::CTRL | Qt::Key_D;

QString firstUpper(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// Of every counted answer, by id.
std::map<std::string, QString> workersOf(const JobSnapshot& snapshot)
{
    std::map<std::string, QString> workers;
    for (const TeamMember& member : snapshot.state.team.members)
        workers.emplace(member.worker.id, QString::fromStdString(member.worker.name));
    for (const ObjectSummary& object : snapshot.objects)
        for (const AnswerEvent* answer : object.answers)
            workers.emplace(answer->worker.id, QString::fromStdString(answer->worker.name));
    return workers;
}

} // namespace

GalleryPage::GalleryPage(JobFacts& facts, QWidget* parent)
    : QWidget(parent), m_facts(facts), m_model(new GalleryModel(facts, this)), m_view(new GalleryView(*m_model)),
      m_legend(new LabelLegend(facts)), m_editLabels(new QPushButton(tr("Edit labels…"))), m_search(new QLineEdit),
      m_status(new QComboBox), m_worker(new QComboBox), m_reviewed(new QComboBox),
      m_flagged(new QCheckBox(tr("Flagged"))), m_review(new QPushButton(tr("Review…"))), m_count(new QLabel),
      m_progress(new QLabel), m_stack(new QStackedWidget)
{
    fillStatuses();
    fillReviews();
    m_stack->addWidget(m_view);
    m_stack->addWidget(buildEmptyState());
    setRole(*m_progress, Role::Secondary);

    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kGroups);
    row->addWidget(m_stack, 1);
    row->addWidget(buildLabels());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kRelated);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(buildBar());
    column->addLayout(row, 1);
    column->addWidget(m_progress);

    connect(m_search, &QLineEdit::textChanged, this, &GalleryPage::applyFilter);
    connect(m_status, &QComboBox::currentIndexChanged, this, &GalleryPage::applyFilter);
    connect(m_worker, &QComboBox::currentIndexChanged, this, &GalleryPage::applyFilter);
    connect(m_reviewed, &QComboBox::currentIndexChanged, this, &GalleryPage::applyFilter);
    connect(m_review, &QPushButton::clicked, this, [this] {
        if (const auto objects = askForReview(*this, m_facts, m_model->shown()))
            emit reviewRequested(*objects);
    });
    connect(m_flagged, &QCheckBox::toggled, this, &GalleryPage::applyFilter);
    connect(m_legend, &LabelLegend::labelChosen, this, &GalleryPage::applyFilter);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &GalleryView::customContextMenuRequested, this, &GalleryPage::showMenu);
    connect(m_view, &GalleryView::objectChosen, this, &GalleryPage::objectChosen);
    connect(m_view, &GalleryView::typed, this, [this](const QString& text) {
        m_search->setFocus();
        m_search->setText(text);
    });
    connect(m_model, &GalleryModel::rowsReplaced, this, &GalleryPage::showState);
    connect(&facts, &JobFacts::factsChanged, this, &GalleryPage::showState);
    connect(&facts, &JobFacts::snapshotChanged, this, [this] {
        m_isSurveyed = false;
        m_editLabels->setEnabled(true);
        fillWorkers();
        showState();
    });
    connect(m_search, &QLineEdit::returnPressed, m_view, [this] { m_view->setFocus(); });
    connect(new QShortcut(kCompareKey, this), &QShortcut::activated, this, [this] {
        if (const std::optional<ObjectId> object = m_view->currentObject())
            emit comparisonChosen(*object);
    });
    setFocusProxy(m_view);
    showState();
}

QWidget* GalleryPage::buildLabels()
{
    m_editLabels->setFixedHeight(Metrics::kPageControl);
    m_editLabels->setToolTip(tr("Rename, recolor, reorder, merge, delete or add labels"));
    m_editLabels->setEnabled(m_facts.snapshot() != nullptr); // Not until the job is read.
    connect(m_editLabels, &QPushButton::clicked, this, &GalleryPage::labelsRequested);
    auto* labels = new QWidget;
    labels->setFixedWidth(kLegendWidth);
    auto* column = new QVBoxLayout(labels);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_legend, 1);
    column->addWidget(m_editLabels);
    return labels;
}

QWidget* GalleryPage::buildBar()
{
    m_search->setPlaceholderText(tr("Find by file name"));
    m_search->setAccessibleName(tr("Find by file name"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search", IconTint::Secondary), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(kSearchWidth);
    for (const QKeySequence& key : {QKeySequence(QKeySequence::Find), QKeySequence(u"/"_s)})
        connect(new QShortcut(key, this), &QShortcut::activated, m_search, [this] { m_search->setFocus(); });
    m_status->setAccessibleName(tr("Status"));
    m_worker->setAccessibleName(tr("Worker"));
    m_worker->setSizeAdjustPolicy(QComboBox::AdjustToContents); // filled when the job is read
    m_worker->setMinimumContentsLength(kWorkerLetters);
    m_status->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_status->setMinimumContentsLength(kStatusLetters);
    m_status->view()->setMinimumWidth(m_status->view()->sizeHintForColumn(0) + Metrics::kPageEdge);
    setRole(*m_count, Role::Secondary);
    m_reviewed->setAccessibleName(tr("Review"));
    m_review->setToolTip(tr("Goes through the objects shown here, to accept, reject or adjust each"));

    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_status);
    row->addWidget(m_worker);
    row->addWidget(m_reviewed);
    row->addWidget(m_flagged);
    row->addWidget(m_count, 1);
    row->addWidget(m_review);
    row->addWidget(m_search);
    return bar;
}

QWidget* GalleryPage::buildEmptyState()
{
    auto* text = new QLabel(tr("No object fits what you chose above and at the right."));
    setRole(*text, Role::Secondary);
    auto* all = new QPushButton(tr("Show all objects"));
    connect(all, &QPushButton::clicked, this, &GalleryPage::showAll);
    auto* page = new QWidget;
    setRole(*page, Role::Panel);
    auto* column = new QVBoxLayout(page);
    column->addStretch(1);
    column->addWidget(text, 0, Qt::AlignHCenter);
    column->addWidget(all, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return page;
}

void GalleryPage::fillStatuses()
{
    m_status->addItem(tr("Any status"));
    for (const TaskStatus status : {TaskStatus::Unlabelled, TaskStatus::Draft, TaskStatus::Answered,
                                    TaskStatus::Labelled, TaskStatus::Failed, TaskStatus::Unreadable})
        m_status->addItem(firstUpper(statusText(status)), static_cast<int>(status));
}

void GalleryPage::fillReviews()
{
    const std::pair<ReviewFilter, QString> kinds[]{
        {ReviewFilter::Any, tr("Any review")},    {ReviewFilter::NotReviewed, tr("Not reviewed")},
        {ReviewFilter::Accepted, tr("Accepted")}, {ReviewFilter::Rejected, tr("Rejected")},
        {ReviewFilter::Adjusted, tr("Adjusted")}, {ReviewFilter::OpenComments, tr("Open comments")}};
    for (const auto& [filter, text] : kinds)
        m_reviewed->addItem(text, static_cast<int>(filter));
}

void GalleryPage::fillWorkers()
{
    const QString chosen = m_worker->currentData().toString();
    const QSignalBlocker blocker(m_worker);
    m_worker->clear();
    m_worker->addItem(tr("Any worker"));
    for (const auto& [id, name] : workersOf(*m_facts.snapshot()))
        m_worker->addItem(name, QString::fromStdString(id));
    m_worker->setCurrentIndex(std::max(0, m_worker->findData(chosen)));
}

void GalleryPage::applyFilter()
{
    GalleryFilter filter;
    filter.name = m_search->text().trimmed();
    if (const QVariant status = m_status->currentData(); status.isValid())
        filter.status = static_cast<TaskStatus>(status.toInt());
    filter.workerId = m_worker->currentData().toString().toStdString();
    filter.label = m_legend->chosenLabel();
    filter.review = static_cast<ReviewFilter>(m_reviewed->currentData().toInt());
    filter.flaggedOnly = m_flagged->isChecked();
    m_model->setFilter(filter);
    showState();
}

void GalleryPage::showMenu(const QPoint& position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        return;
    const ObjectId object = m_model->objectAt(index.row());
    const ObjectFlag* flag = m_facts.summary(object).flag;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this, object] { emit objectChosen(object); });
    QAction* compare = menu->addAction(tr("Compare answers…"), this, [this, object] { emit comparisonChosen(object); });
    compare->setShortcut(kCompareKey);
    compare->setShortcutContext(Qt::WidgetShortcut); // The page's own is the one that acts.
    compare->setEnabled(!m_facts.summary(object).answers.empty());
    menu->addSeparator();
    if (!flag)
        menu->addAction(tr("Flag to look at again"), this, [this, object] { emit flagChosen(object, std::string()); });
    menu->addAction(flag ? tr("Change the flag's note…") : tr("Flag with a note…"), this,
                    [this, object] { askForNote(object); });
    if (flag)
        menu->addAction(tr("Take the flag away"), this, [this, object] { emit flagChosen(object, std::nullopt); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void GalleryPage::askForNote(ObjectId object)
{
    const auto snapshot = m_facts.snapshot(); // The flag is in it, whatever comes while the user types.
    const ObjectFlag* flag = snapshot->objects[static_cast<std::size_t>(object)].flag;
    if (const std::optional<std::string> note = askForFlagNote(*this, object, flag))
        emit flagChosen(object, note);
}

void GalleryPage::showAll()
{
    m_search->clear();
    m_status->setCurrentIndex(0);
    m_worker->setCurrentIndex(0);
    m_reviewed->setCurrentIndex(0);
    m_flagged->setChecked(false);
    m_legend->chooseLabel(std::nullopt);
    m_view->setFocus();
}

void GalleryPage::setSurveyed(bool isSurveyed)
{
    m_isSurveyed = isSurveyed;
    showState();
}

void GalleryPage::showState()
{
    const QLocale locale;
    const int shown = m_model->rowCount();
    const qint64 all = m_facts.objectCount();
    m_review->setEnabled(m_facts.snapshot() && shown > 0);
    m_stack->setCurrentIndex(shown == 0 && all > 0 ? 1 : 0);
    if (!m_facts.snapshot())
        m_count->setText(tr("Reading the job…"));
    else if (shown == all)
        m_count->setText(all == 1 ? tr("1 object") : tr("%1 objects").arg(locale.toString(all)));
    else
        m_count->setText(tr("%1 of %2 objects").arg(locale.toString(shown), locale.toString(all)));
    const int counted = m_facts.countedObjects();
    const int answered = m_facts.answeredObjects();
    m_progress->setVisible(!m_isSurveyed && counted < answered);
    m_progress->setText(
        tr("Looking for labels: %1 of %2 objects").arg(locale.toString(counted), locale.toString(answered)));
}

void GalleryPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || m_view->hasFocus()) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_search->hasFocus())
        m_search->clear();
    m_view->setFocus();
}

} // namespace labelwright

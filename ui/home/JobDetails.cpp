// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobDetails.h"

#include "core/job/JobArn.h"
#include "core/job/JobLayout.h"
#include "core/job/OutputPlan.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobFacts.h"
#include "ui/home/JobTexts.h"
#include "ui/home/JobWarnings.h"
#include "ui/home/LabelHistogram.h"
#include "ui/look/CoreText.h"
#include "ui/look/Look.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kColumnWidth = 880;
constexpr int kNameWidth = 200;

QString pathText(const std::filesystem::path& path)
{
    return QDir::toNativeSeparators(textOf(path.string()));
}

QString timeText(Time time)
{
    const qint64 ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::LongFormat);
}

QString teamText(const Team& team)
{
    QStringList names;
    for (const TeamMember& member : team.members)
        names << textOf(member.worker.name);
    const QString members = names.join(", "_L1);
    return team.name.empty() ? members : JobDetails::tr("%1: %2").arg(textOf(team.name), members);
}

QString inputText(const JobSpec& spec)
{
    QStringList places;
    for (const PrefixMapping& mapping : spec.inputPrefixes)
        places << JobDetails::tr("%1 in %2").arg(textOf(mapping.prefix), pathText(mapping.folder));
    if (places.isEmpty())
        return JobDetails::tr("Files beside the manifest");
    return places.join(", "_L1);
}

QString durationText(std::chrono::seconds limit)
{
    const int minutes = static_cast<int>(limit.count() / 60);
    const int seconds = static_cast<int>(limit.count() % 60);
    return seconds == 0 ? JobDetails::tr("%1 min").arg(minutes)
                        : JobDetails::tr("%1 min %2 s").arg(minutes).arg(seconds);
}

QFormLayout* makeForm(QWidget& parent)
{
    auto* form = new QFormLayout(&parent);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(Metrics::kGroups);
    form->setVerticalSpacing(Metrics::kInside);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

void fill(QLineEdit& field, const QString& text)
{
    if (field.text() == text)
        return;
    field.setText(text);
    field.setCursorPosition(0);
    field.setToolTip(text.toHtmlEscaped());
}

} // namespace

JobDetails::JobDetails(const JobFacts& facts, QWidget* parent)
    : QWidget(parent), m_facts(facts), m_stop(new QPushButton(tr("Stop"))),
      m_complete(new QPushButton(tr("Complete…"))), m_edit(new QPushButton(tr("Edit…"))),
      m_editLabels(new QPushButton(tr("Edit labels…"))), m_dataset(new QPushButton(tr("Dataset"))),
      m_copies(new QPushButton(tr("Copies"))), m_conflicts(new QLabel), m_share(new QLabel), m_bar(new QProgressBar),
      m_unusable(makeText({}, Role::Danger)), m_warnings(makeText({}, Role::Warning)), m_labelsNote(new QLabel)
{
    auto* page = new QWidget;
    page->setMaximumWidth(kColumnWidth);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kRelated);
    for (QLabel* told : {m_unusable, m_warnings}) {
        told->setTextInteractionFlags(Qt::TextSelectableByMouse);
        told->hide();
        told->setContentsMargins(0, 0, 0, Metrics::kRelated);
        column->addWidget(told);
    }
    column->addWidget(buildTitle());
    setRole(*m_conflicts, Role::Warning);
    m_conflicts->setWordWrap(true);
    m_conflicts->hide();
    column->addWidget(m_conflicts);
    column->addWidget(buildSummary());
    column->addSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("Labeled objects"), Role::Section));
    column->addWidget(buildCounters());
    column->addSpacing(Metrics::kGroups);
    column->addWidget(buildLabels());
    column->addStretch(1);

    auto* middle = new QWidget;
    auto* centred = new QHBoxLayout(middle);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(page, 1000);
    centred->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(middle);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    connect(&facts, &JobFacts::snapshotChanged, this, [this] {
        for (QPushButton* button : {m_edit, m_editLabels, m_dataset, m_copies})
            button->setEnabled(true);
        showConflicts();
        showSummary();
        showGold();
        showDecisions();
        showCounters();
        showWarnings();
        showLabels();
    });
    connect(&facts, &JobFacts::factsChanged, this, &JobDetails::showLabels);
    connect(&facts, &JobFacts::factsChanged, this, &JobDetails::showWarnings);
}

QLineEdit* JobDetails::addValue(QFormLayout& form, const QString& name)
{
    auto* label = new QLabel(name);
    setRole(*label, Role::Secondary);
    label->setMinimumWidth(kNameWidth);
    auto* field = new QLineEdit;
    field->setProperty("role", u"value"_s);
    field->setReadOnly(true);
    field->setFocusPolicy(Qt::ClickFocus);
    field->setAccessibleName(name);
    form.addRow(label, field);
    return field;
}

QWidget* JobDetails::buildTitle()
{
    auto* title = new QWidget;
    auto* row = new QHBoxLayout(title);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(makeText(tr("Labeling job summary"), Role::Section), 1);
    row->setSpacing(Metrics::kRelated);
    for (QPushButton* button : {m_dataset, m_copies, m_stop, m_complete, m_edit}) {
        button->setEnabled(false); // Until the job is read.
        row->addWidget(button);
    }
    const auto add = [this](QPushButton* button, const QString& text, const QString& toolTip,
                            void (JobDetails::*requested)()) {
        connect(addToMenu(*button, text, toolTip), &QAction::triggered, this, requested);
    };
    add(m_dataset, tr("Export…"), tr("Make a dataset of the labels, in the format of a training program"),
        &JobDetails::exportRequested);
    add(m_dataset, tr("Import…"), tr("Take a dataset's labels over as answers"), &JobDetails::importRequested);
    add(m_copies, tr("Split…"), tr("Hand out copies of the job, one a worker"), &JobDetails::splitRequested);
    add(m_copies, tr("Merge…"), tr("Take in what was done in copies of the job"), &JobDetails::mergeRequested);
    add(m_copies, tr("Push…"), tr("Send the job to a place that others share: S3, another cloud or server, a folder"),
        &JobDetails::pushRequested);
    add(m_copies, tr("Pull…"), tr("Fetch what others did from the place that you share"), &JobDetails::pullRequested);
    m_complete->setToolTip(tr("Ends the job and writes its final manifest"));
    connect(m_stop, &QPushButton::clicked, this, [this] {
        emit decisionRequested(canResume(m_facts.snapshot()->state.status) ? JobDecision::Resume : JobDecision::Stop);
    });
    connect(m_complete, &QPushButton::clicked, this, [this] { emit decisionRequested(JobDecision::Complete); });
    connect(m_edit, &QPushButton::clicked, this, &JobDetails::editRequested);
    return title;
}

QWidget* JobDetails::buildSummary()
{
    auto* box = new QWidget;
    QFormLayout* form = makeForm(*box);
    m_summary = form;
    for (const QString& name :
         {tr("Name"), tr("ARN"), tr("Status"), tr("Created"), tr("Task type"), tr("Label attribute name"),
          tr("Input manifest"), tr("Input data"), tr("Output location"), tr("Output folder"), tr("Team"),
          tr("Workers per object"), tr("Task time limit"), tr("Task description")})
        m_values << addValue(*form, name);
    m_gold = addValue(*form, tr("Gold objects"));
    return box;
}

QWidget* JobDetails::buildCounters()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    m_bar->setTextVisible(false);
    column->addWidget(m_share);
    column->addWidget(m_bar);
    auto* figures = new QWidget;
    QFormLayout* form = makeForm(*figures);
    for (const QString& name :
         {tr("Total labeled"), tr("Human labeled"), tr("Machine labeled"), tr("Failed"), tr("Unlabeled")})
        m_counters << addValue(*form, name);
    column->addWidget(figures);
    return box;
}

QWidget* JobDetails::buildLabels()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    setRole(*m_labelsNote, Role::Secondary);
    m_labelsNote->setWordWrap(true);
    m_editLabels->setToolTip(tr("Rename, recolor, reorder, merge, delete or add labels"));
    m_editLabels->setEnabled(false); // Until the job is read.
    connect(m_editLabels, &QPushButton::clicked, this, &JobDetails::labelsRequested);
    auto* heading = new QHBoxLayout;
    heading->addWidget(makeText(tr("Labels"), Role::Section), 1);
    heading->addWidget(m_editLabels);
    column->addLayout(heading);
    column->addWidget(m_labelsNote);
    column->addWidget(new LabelHistogram(m_facts));
    return box;
}

void JobDetails::showSummary()
{
    const JobSnapshot& snapshot = *m_facts.snapshot();
    const JobSpec& spec = snapshot.job.spec();
    const QStringList texts{textOf(spec.name),
                            textOf(labelingJobArn(spec)),
                            statusText(snapshot.state.status, snapshot.state.counters),
                            timeText(spec.created),
                            taskText(spec.taskType),
                            textOf(spec.attribute),
                            pathText(manifestFile(snapshot.job.folder())),
                            inputText(spec),
                            textOf(stageUri(spec)),
                            pathText(outputFolder(snapshot.job.folder())),
                            teamText(snapshot.state.team),
                            QLocale().toString(spec.workersPerObject),
                            durationText(snapshot.state.task.timeLimit),
                            snapshot.state.task.description.empty() ? tr("None")
                                                                    : textOf(snapshot.state.task.description)};
    for (qsizetype row = 0; row < texts.size(); ++row)
        fill(*m_values[row], texts[row]);
}

/// To whom it is shown at all.
void JobDetails::showGold()
{
    const JobSnapshot& snapshot = *m_facts.snapshot();
    const GoldChange* gold = currentGold(snapshot.job.events().jobEvents());
    m_summary->setRowVisible(m_gold, !snapshot.hidesGold);
    m_edit->setToolTip(snapshot.hidesGold
                           ? tr("Team, task time limit, task description and instructions")
                           : tr("Team, gold objects, task time limit, task description and instructions"));
    fill(*m_gold, !gold || gold->objects.empty()
                      ? tr("None")
                      : tr("%1: %2\u00A0% of the job for each worker, seed %3")
                            .arg(objectsText(gold->objects), QLocale().toString(100 * gold->share, 'g', 4),
                                 QString::number(gold->seed)));
}

void JobDetails::showDecisions()
{
    const JobStatus status = m_facts.snapshot()->state.status;
    m_stop->setText(canResume(status) ? tr("Resume") : tr("Stop"));
    m_stop->setToolTip(canResume(status) ? tr("Tasks are given out again")
                                         : tr("No tasks are given out until it is resumed"));
    m_stop->setEnabled(!m_isDeciding);
    m_complete->setEnabled(!m_isDeciding && !isFinished(status));
}

void JobDetails::setDeciding(bool isDeciding)
{
    m_isDeciding = isDeciding;
    showDecisions();
}

void JobDetails::showConflicts()
{
    const std::size_t count = m_facts.snapshot()->conflicts.size();
    m_conflicts->setVisible(count > 0);
    m_conflicts->setText(tr("Decided differently in copies of the job, and not settled: %1. Merge shows what.")
                             .arg(QLocale().toString(static_cast<qulonglong>(count))));
}

void JobDetails::showCounters()
{
    const LabelCounters& counters = m_facts.snapshot()->state.counters;
    const std::int64_t figures[]{counters.totalLabeled, counters.humanLabeled, counters.machineLabeled,
                                 counters.failedNonRetryableError, counters.unlabeled};
    for (qsizetype row = 0; row < m_counters.size(); ++row)
        fill(*m_counters[row], QLocale().toString(static_cast<qint64>(figures[row])));
    const std::vector<Error> unusable = unusableEvents(m_facts.snapshot()->job);
    m_unusable->setVisible(!unusable.empty());
    if (!unusable.empty())
        m_unusable->setText(unusableText(unusable));
    m_share->setText(tr("%1 of %2 objects labeled")
                         .arg(QLocale().toString(static_cast<qint64>(counters.totalLabeled)),
                              QLocale().toString(static_cast<qint64>(m_facts.objectCount()))));
    m_bar->setRange(0, static_cast<int>(std::max<std::int64_t>(1, m_facts.objectCount())));
    m_bar->setValue(static_cast<int>(counters.totalLabeled));
}

void JobDetails::showWarnings()
{
    const QStringList warnings = jobWarnings(m_facts);
    m_warnings->setText(warnings.join("\n\n"_L1));
    m_warnings->setVisible(!warnings.isEmpty());
}

void JobDetails::showLabels()
{
    const QLocale locale;
    const int counted = m_facts.countedObjects();
    const auto labels = static_cast<int>(m_facts.labels().size());
    QString note = counted == 0
                       ? tr("No object has labels yet.")
                       : tr("Objects that have each label, of %1 with an answer.").arg(locale.toString(counted));
    if (labels > LabelHistogram::kMostBars)
        note += u' ' + tr("The %1 most frequent of %2 labels.")
                           .arg(locale.toString(LabelHistogram::kMostBars), locale.toString(labels));
    m_labelsNote->setText(note);
}

} // namespace labelwright

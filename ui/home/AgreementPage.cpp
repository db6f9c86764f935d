// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/AgreementPage.h"

#include "core/review/Agreement.h"
#include "ui/home/AgreementTables.h"
#include "ui/home/DisagreementView.h"
#include "ui/home/FigureTables.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobFacts.h"
#include "ui/home/LabelBars.h"
#include "ui/home/ReviewDialog.h"
#include "ui/look/Look.h"
#include "ui/look/QtColor.h"

#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kMessageWidth = 520;
constexpr int kMostPairRows = 4;
constexpr int kObjectsHeight = 220;
constexpr int kWhereHeight = 300;

/// Another text as soon as a comparison would come out otherwise.
std::string answersOf(const Job& job)
{
    std::string names;
    for (const auto& [object, all] : job.events().answers()) {
        for (const AnswerEvent* answer : job.events().currentAnswers(object))
            names += answer->name + '\n';
    }
    return names + std::to_string(job.objectCount());
}

QString nothingShared(bool isOfJobs)
{
    return isOfJobs
               ? AgreementPage::tr("Agreement needs images that both jobs have answered, with the same source-ref. "
                                   "These two have none yet.")
               : AgreementPage::tr("Agreement needs objects that two workers have answered. This job has none yet; "
                                   "it can be compared with another job that has the same images.");
}

QString leftOutText(const AgreementReport& report)
{
    if (report.leftOut.empty())
        return {};
    return AgreementPage::tr(" Answers left out because they can't be compared: %1.")
        .arg(QLocale().toString(static_cast<qint64>(report.leftOut.size())));
}

} // namespace

AgreementPage::AgreementPage(const JobFacts& facts, QWidget* parent)
    : QWidget(parent), m_facts(facts), m_raters(makeText({}, Role::Section)), m_summary(makeText({}, Role::Secondary)),
      m_workers(new QPushButton(tr("Workers of this job"))), m_anew(new QPushButton(tr("Compare again"))),
      m_progress(new QProgressBar), m_stop(new QPushButton(tr("Stop"))), m_stack(new QStackedWidget),
      m_message(makeText({}, Role::Secondary)), m_again(new QPushButton(tr("Compare again")))
{
    m_stack->addWidget(buildMessage());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(buildBar());
    column->addWidget(m_stack, 1);
    connect(&m_reader, &AgreementReader::progressed, this, &AgreementPage::showProgress);
    connect(&m_reader, &AgreementReader::finished, this, &AgreementPage::showFindings);
    connect(&m_reader, &AgreementReader::failed, this,
            [this](const QString& reason) { showMessage(reason, Retry::Offered); });
    connect(&m_reader, &AgreementReader::stopped, this,
            [this] { showMessage(tr("The comparison was stopped."), Retry::Offered); });
    connect(&facts, &JobFacts::snapshotChanged, this, &AgreementPage::compareIfChanged);
    connect(&Look::instance(), &Look::changed, this, [this] {
        if (m_findings)
            showPair(); // Shades are the theme's.
    });
    compareWith({});
}

QWidget* AgreementPage::buildBar()
{
    auto* choose = new QPushButton(tr("Compare with another job…"));
    connect(choose, &QPushButton::clicked, this, &AgreementPage::askForOther);
    connect(m_workers, &QPushButton::clicked, this, [this] { compareWith({}); });
    connect(m_anew, &QPushButton::clicked, this, &AgreementPage::compareAnew);
    connect(m_stop, &QPushButton::clicked, &m_reader, &AgreementReader::stop);
    m_progress->setFixedWidth(160);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Objects compared"));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_raters);
    texts->addWidget(m_summary);
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addLayout(texts, 1);
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    row->addWidget(m_anew);
    row->addWidget(m_workers);
    row->addWidget(choose);
    m_progress->hide();
    m_stop->hide();
    return bar;
}

QWidget* AgreementPage::buildMessage()
{
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setFixedWidth(kMessageWidth);
    connect(m_again, &QPushButton::clicked, this, &AgreementPage::compareAnew);
    auto* page = new QWidget;
    setRole(*page, Role::Panel);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(Metrics::kRelated);
    column->addStretch(1);
    column->addWidget(m_message, 0, Qt::AlignHCenter);
    column->addWidget(m_again, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return page;
}

QWidget* AgreementPage::buildResults(TaskType task)
{
    m_pairs = makePairsTable(task);
    m_labels = makeLabelsTable(task);
    connect(m_pairs, &QTreeWidget::currentItemChanged, this, &AgreementPage::showPair);
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    m_bars = new LabelBars;
    m_bars->setAccessibleName(isClassification(task) ? tr("F1 of each label") : tr("IoU of each label"));
    auto* bars = new QScrollArea;
    bars->setFrameShape(QFrame::NoFrame);
    bars->setWidgetResizable(true);
    auto* inner = new QWidget;
    auto* innerColumn = new QVBoxLayout(inner);
    innerColumn->setContentsMargins(0, 0, 0, 0);
    innerColumn->addWidget(m_bars);
    innerColumn->addStretch(1);
    bars->setWidget(inner);
    tabs->addTab(bars, isClassification(task) ? tr("F1 of each label, %") : tr("IoU of each label, %"));
    tabs->addTab(m_labels, tr("Labels"));
    m_confusion = makeConfusionTable();
    tabs->addTab(m_confusion, tr("Confusion"));
    // Labels of which an image may have several don't take each other's place.
    tabs->setTabVisible(tabs->indexOf(m_confusion), task != TaskType::ImageClassificationMultiLabel);

    auto* parts = new QSplitter(Qt::Horizontal);
    parts->setChildrenCollapsible(false);
    parts->addWidget(tabs);
    parts->addWidget(buildWorst());
    parts->setSizes({600, 600});
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(m_pairs);
    column->addWidget(parts, 1);
    return page;
}

QWidget* AgreementPage::buildWorst()
{
    m_objects = makeObjectsTable();
    m_where = new DisagreementView;
    connect(m_objects, &QTreeWidget::currentItemChanged, this, &AgreementPage::showObject);
    connect(m_objects, &QTreeWidget::itemActivated, this, &AgreementPage::openObject);
    connect(m_objects, &QTreeWidget::itemSelectionChanged, this, &AgreementPage::showReviewed);
    m_review = new QPushButton;
    m_review->setToolTip(
        tr("Goes through these objects, to accept, reject or adjust each. Choose some in the list to go "
           "through those alone."));
    connect(m_review, &QPushButton::clicked, this, &AgreementPage::review);
    auto* objects = new QWidget;
    auto* column = new QVBoxLayout(objects);
    column->setContentsMargins(0, 0, 0, Metrics::kRelated);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_objects);
    column->addWidget(m_review, 0, Qt::AlignRight);
    auto* side = new QSplitter(Qt::Vertical);
    side->setContentsMargins(Metrics::kRelated, 0, 0, 0);
    side->setChildrenCollapsible(false);
    side->addWidget(objects);
    side->addWidget(m_where);
    side->setSizes({kObjectsHeight, kWhereHeight});
    return side;
}

void AgreementPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    compareIfChanged();
}

void AgreementPage::compareWith(const QString& otherFolder)
{
    m_otherFolder = otherFolder;
    m_raters->setText(otherFolder.isEmpty() ? tr("Workers of this job")
                                            : tr("This job and \"%1\"").arg(QDir(otherFolder).dirName()));
    m_raters->setToolTip(QDir::toNativeSeparators(otherFolder));
    m_workers->setVisible(!otherFolder.isEmpty());
    m_anew->setVisible(!otherFolder.isEmpty());
    m_compared.clear();
    m_summary->clear();
    compareIfChanged();
}

void AgreementPage::askForOther()
{
    const QString beside =
        QDir(QString::fromStdString(m_facts.snapshot()->job.folder().string())).absoluteFilePath(u".."_s);
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Job to compare with"), QDir::cleanPath(beside));
    if (!folder.isEmpty())
        compareWith(folder);
}

void AgreementPage::compareIfChanged()
{
    if (isVisible() && m_facts.snapshot() && answersOf(m_facts.snapshot()->job) != m_compared)
        compareAnew();
}

void AgreementPage::compareAnew()
{
    m_compared = answersOf(m_facts.snapshot()->job);
    showProgress(0, 0);
    if (!m_findings)
        showMessage(tr("Comparing the answers…"), Retry::OfNoUse);
    m_progress->show();
    m_stop->show();
    m_reader.start(m_facts.snapshot(), m_otherFolder.toStdString());
}

void AgreementPage::showProgress(qint64 done, qint64 all)
{
    m_progress->setMaximum(static_cast<int>(std::max<qint64>(all, 0)));
    m_progress->setValue(static_cast<int>(done));
}

void AgreementPage::showMessage(const QString& text, Retry retry)
{
    m_findings.reset();
    m_progress->setVisible(m_reader.isRunning());
    m_stop->setVisible(m_reader.isRunning());
    m_again->setVisible(retry == Retry::Offered);
    m_message->setText(text);
    m_message->setFixedHeight(m_message->heightForWidth(kMessageWidth));
    m_summary->clear();
    m_stack->setCurrentIndex(0);
}

void AgreementPage::showFindings(const std::shared_ptr<const AgreementFindings>& findings)
{
    const AgreementReport& report = findings->report;
    if (report.objects.empty()) {
        showMessage(nothingShared(findings->other != nullptr) + leftOutText(report), Retry::OfNoUse);
        return;
    }
    m_progress->hide();
    m_stop->hide();
    m_findings = findings;
    delete m_results;
    m_results = buildResults(report.task);
    m_stack->addWidget(m_results);
    m_stack->setCurrentWidget(m_results);
    const auto count = static_cast<qint64>(report.objects.size());
    QString summary = tr("Objects compared: %1. Fleiss' kappa of all raters: %2.")
                          .arg(QLocale().toString(count), kappaText(report.kappa()));
    if (report.objects.size() > kMostObjects)
        summary += tr(" The %1 least agreed on are listed.").arg(QLocale().toString(static_cast<qint64>(kMostObjects)));
    m_summary->setText(summary + leftOutText(report));
    fillPairs(*m_pairs, report);
    const int rows = std::min(kMostPairRows, m_pairs->topLevelItemCount());
    m_pairs->setFixedHeight(m_pairs->header()->sizeHint().height() + rows * Metrics::kControl + Metrics::kInside);
    fillObjects(*m_objects, report);
    m_pairs->setCurrentItem(m_pairs->topLevelItem(0));
    m_objects->setCurrentItem(m_objects->topLevelItem(0));
    showReviewed();
}

/// By number of the report's labels; gray for those that only the other job has.
std::vector<QColor> AgreementPage::colors() const
{
    std::vector<QColor> colors;
    for (const std::string& name : m_findings->report.labels) {
        const LabelSet& labels = m_findings->job->job.spec().labels;
        const std::optional<Label> label = labels.findName(name);
        colors.push_back(label ? qtColor(labels.at(*label).color) : Look::instance().tokens().secondaryText);
    }
    return colors;
}

void AgreementPage::showPair()
{
    const std::optional<std::size_t> place = currentObject(*m_pairs);
    if (!place)
        return;
    const AgreementReport& report = m_findings->report;
    const PairAgreement& pair = report.pairs[*place];
    fillLabels(*m_labels, report, pair);
    if (pair.decisions.empty())
        fillConfusion(*m_confusion, report, pair);
    const std::vector<QColor> labelColors = colors();
    std::vector<LabelBars::Bar> bars;
    for (std::size_t label = 1; label < report.labels.size(); ++label) {
        const std::optional<double> share =
            isClassification(report.task) ? pair.f1(label) : iouOf(pair.confusion, label);
        if (share)
            bars.push_back(
                {QString::fromStdString(report.labels[label]), shareText(share), labelColors[label], 100 * *share});
    }
    std::ranges::stable_sort(bars, {}, &LabelBars::Bar::value); // The worst first, as there may be more than are shown.
    m_bars->setBars(std::move(bars), 100);
}

void AgreementPage::showObject()
{
    const std::optional<std::size_t> place = currentObject(*m_objects);
    if (!place)
        return;
    m_where->showObject(m_findings, m_findings->report.objects[*place]);
}

void AgreementPage::openObject()
{
    const std::optional<std::size_t> place = currentObject(*m_objects);
    if (!place)
        return;
    const ObjectAgreement& object = m_findings->report.objects[*place];
    emit differenceRequested({.jobFolder = QString::fromStdString(m_findings->job->job.folder().string()),
                              .object = object.object,
                              .before = object.firstAnswer,
                              .after = object.secondAnswer,
                              .otherFolder = m_otherFolder,
                              .otherObject = object.otherObject});
}

void AgreementPage::showReviewed()
{
    const auto count = static_cast<qint64>(chosenObjects(*m_objects).size());
    const bool isAll = count == m_objects->topLevelItemCount();
    m_review->setText(isAll ? tr("Review these…") : tr("Review the %1 chosen…").arg(QLocale().toString(count)));
}

void AgreementPage::review()
{
    std::vector<ObjectId> objects;
    for (const std::size_t place : chosenObjects(*m_objects))
        objects.push_back(m_findings->report.objects[place].object);
    if (const auto chosen = askForReview(*this, m_facts, objects))
        emit reviewRequested(*chosen);
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/OutputPage.h"

#include "core/job/JobLayout.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/OutputModel.h"
#include "ui/home/RevealFile.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kSearchWidth = 240;
constexpr int kNotesHeight = 96;
constexpr int kModifiedWidth = 170;
constexpr int kSizeWidth = 100;
constexpr int kStateWidth = 160;
constexpr int kTextWidth = 520;

QTreeView* makeList(OutputModel& model)
{
    auto* list = new QTreeView;
    list->setModel(&model);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setSortingEnabled(true);
    list->sortByColumn(OutputModel::NameColumn, Qt::AscendingOrder);
    list->setContextMenuPolicy(Qt::ActionsContextMenu);
    list->setAccessibleName(OutputPage::tr("Files of the output"));
    QHeaderView* header = list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(OutputModel::NameColumn, QHeaderView::Stretch);
    list->setColumnWidth(OutputModel::ModifiedColumn, kModifiedWidth);
    list->setColumnWidth(OutputModel::SizeColumn, kSizeWidth);
    list->setColumnWidth(OutputModel::StateColumn, kStateWidth);
    return list;
}

QPushButton* makeButton(QAction& action)
{
    auto* button = new QPushButton(action.text());
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    QObject::connect(&action, &QAction::changed, button, [button, &action] { button->setEnabled(action.isEnabled()); });
    return button;
}

QString figuresOf(const DeriveReport& report)
{
    const QLocale locale;
    const auto number = [&locale](std::int64_t count) { return locale.toString(static_cast<qint64>(count)); };
    return OutputPage::tr("Objects: %1. Files written: %2, unchanged: %3, deleted: %4.")
        .arg(number(report.objects), number(report.written), number(report.unchanged), number(report.deleted));
}

QStringList notesOf(const DeriveReport& report)
{
    QStringList notes;
    if (!report.lockNotice.empty())
        notes << QString::fromStdString(report.lockNotice);
    for (const std::vector<Error>* errors : {&report.leftOut, &report.leftAlone})
        for (const Error& error : *errors)
            notes << sentenceOf(error);
    return notes;
}

} // namespace

OutputPage::OutputPage(const std::filesystem::path& jobFolder, QWidget* parent)
    : QWidget(parent), m_folder(outputFolder(jobFolder)), m_worker(jobFolder), m_model(new OutputModel(this)),
      m_list(makeList(*m_model)), m_search(new QLineEdit), m_count(new QLabel), m_summary(new QLabel),
      m_notes(new QPlainTextEdit), m_update(new QPushButton(tr("Update output"))), m_stack(new QStackedWidget)
{
    buildActions();
    m_stack->addWidget(m_list);
    m_stack->addWidget(buildEmptyState());
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notes->setReadOnly(true);
    m_notes->setMaximumHeight(kNotesHeight);
    m_notes->setAccessibleName(tr("What the update left as it was"));
    m_notes->hide();
    setRole(*m_update, Role::Primary);

    auto* foot = new QHBoxLayout;
    foot->setSpacing(Metrics::kRelated);
    foot->addWidget(m_summary, 1);
    foot->addWidget(m_update, 0, Qt::AlignBottom);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(buildBar());
    column->addWidget(m_stack, 1);
    column->addWidget(m_notes);
    column->addLayout(foot);

    connect(m_update, &QPushButton::clicked, this, &OutputPage::updateOutput);
    connect(&m_worker, &OutputWorker::listed, this, &OutputPage::showFiles);
    connect(&m_worker, &OutputWorker::derived, this, &OutputPage::showReport);
    connect(m_list, &QTreeView::activated, this, &OutputPage::openCurrent);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &OutputPage::enableActions);
    connect(m_model, &OutputModel::modelReset, this, &OutputPage::enableActions);
    setFocusProxy(m_list);
    enableActions();
}

void OutputPage::buildActions()
{
    m_open = new QAction(tr("Open"), this);
    m_copy = new QAction(tr("Copy path"), this);
    m_reveal = new QAction(tr("Show in folder"), this);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    connect(m_open, &QAction::triggered, this, &OutputPage::openCurrent);
    connect(m_copy, &QAction::triggered, this, &OutputPage::copyCurrent);
    connect(m_reveal, &QAction::triggered, this, &OutputPage::revealCurrent);
    m_list->addActions({m_open, m_copy, m_reveal});
}

QWidget* OutputPage::buildBar()
{
    m_search->setPlaceholderText(tr("Find by name"));
    m_search->setAccessibleName(tr("Find by name"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search", IconTint::Secondary), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(kSearchWidth);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_model->setSearch(m_search->text().trimmed());
        showCount();
    });
    connect(m_search, &QLineEdit::returnPressed, m_list, [this] { m_list->setFocus(); });
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, [this] { m_search->setFocus(); });
    setRole(*m_count, Role::Secondary);

    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    for (QAction* action : {m_open, m_copy, m_reveal})
        row->addWidget(makeButton(*action));
    row->addWidget(m_count, 1);
    row->addWidget(m_search);
    return bar;
}

QWidget* OutputPage::buildEmptyState()
{
    auto* text =
        new QLabel(tr("The files that Ground Truth would have written are listed here: masks, worker responses, "
                      "consolidation, the output manifest. Update output writes them from the answers."));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(kTextWidth);
    setRole(*text, Role::Secondary);
    auto* page = new QWidget;
    setRole(*page, Role::Panel);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->addWidget(text, 0, Qt::AlignCenter);
    return page;
}

void OutputPage::refresh()
{
    m_worker.list();
}

void OutputPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void OutputPage::showFiles(const Result<std::vector<OutputFile>>& files)
{
    if (!files) {
        setRole(*m_summary, Role::Danger);
        m_summary->setText(sentenceOf(files.error()));
        return;
    }
    const std::string current =
        m_list->currentIndex().isValid() ? m_model->fileAt(m_list->currentIndex().row()).path : std::string();
    m_model->setFiles(*files);
    m_stack->setCurrentIndex(files->empty() ? 1 : 0);
    m_list->setCurrentIndex(m_model->index(m_model->rowOf(current), 0));
    showCount();
}

void OutputPage::showCount()
{
    const QLocale locale;
    const int shown = m_model->rowCount();
    const int all = m_model->fileCount();
    if (shown == all)
        m_count->setText(all == 1 ? tr("1 file") : tr("%1 files").arg(locale.toString(all)));
    else
        m_count->setText(tr("%1 of %2 files").arg(locale.toString(shown), locale.toString(all)));
}

void OutputPage::updateOutput()
{
    m_list->setFocus(); // a button that is off gives it to any other
    m_update->setEnabled(false);
    setRole(*m_summary, Role::Secondary);
    m_summary->setText(tr("Updating the output…"));
    m_worker.derive();
}

void OutputPage::showReport(const Result<DeriveReport>& report)
{
    m_update->setEnabled(true);
    if (!report) {
        setRole(*m_summary, Role::Danger);
        m_summary->setText(sentenceOf(report.error()));
        m_notes->hide();
        return;
    }
    const QStringList notes = notesOf(*report);
    const bool isComplete = report->leftOut.empty() && report->leftAlone.empty();
    setRole(*m_summary, isComplete ? Role::Good : Role::Warning);
    m_summary->setText(
        (isComplete ? tr("The output is up to date. %1") : tr("The output is up to date but for what stands above. %1"))
            .arg(figuresOf(*report)));
    m_notes->setPlainText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

void OutputPage::enableActions()
{
    const QModelIndex current = m_list->currentIndex();
    const bool isThere = current.isValid() && m_model->fileAt(current.row()).state != OutputFile::State::Missing;
    m_open->setEnabled(isThere);
    m_copy->setEnabled(current.isValid());
    m_reveal->setEnabled(isThere);
}

QString OutputPage::currentPath() const
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return {};
    return QString::fromStdString((m_folder / m_model->fileAt(current.row()).path).string());
}

void OutputPage::openCurrent()
{
    if (m_open->isEnabled() && !QDesktopServices::openUrl(QUrl::fromLocalFile(currentPath()))) {
        setRole(*m_summary, Role::Warning);
        m_summary->setText(tr("No program of this machine opens %1.").arg(QDir::toNativeSeparators(currentPath())));
    }
}

void OutputPage::copyCurrent()
{
    const QString path = QDir::toNativeSeparators(currentPath());
    QGuiApplication::clipboard()->setText(path);
    setRole(*m_summary, Role::Secondary);
    m_summary->setText(tr("Copied: %1").arg(path));
}

void OutputPage::revealCurrent()
{
    revealFile(currentPath(), *this, [this, folder = QFileInfo(currentPath()).absolutePath()] {
        setRole(*m_summary, Role::Warning);
        m_summary->setText(
            tr("No program of this machine shows folders. The file lies in %1").arg(QDir::toNativeSeparators(folder)));
    });
}

} // namespace labelwright

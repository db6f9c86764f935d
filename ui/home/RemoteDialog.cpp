// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/RemoteDialog.h"

#include "core/job/JobLayout.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/FormField.h"
#include "ui/home/HomeParts.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr QSize kSize{760, 740};
constexpr int kLeastList = 130;
constexpr int kCountWidth = 120;
constexpr int kNotesHeight = 76;

} // namespace

RemoteDialog::RemoteDialog(const Texts& texts, QWidget* parent)
    : QDialog(parent), m_listTitle(texts.list), m_doneTitle(texts.done), m_doing(texts.doing), m_stopped(texts.stopped),
      m_place(new QLineEdit), m_compare(new QPushButton(tr("Compare"))), m_store(new QLineEdit),
      m_options(new QVBoxLayout), m_title(makeText({}, Role::Section)), m_list(makeTable({tr("What"), tr("How many")})),
      m_notesTitle(makeText(tr("Notes"), Role::Section)), m_notes(new QPlainTextEdit), m_frame(*this, texts.action)
{
    setWindowTitle(texts.title);
    resize(kSize);
    m_frame.setForm(makeForm(texts));
    connect(m_place, &QLineEdit::returnPressed, this, &RemoteDialog::compare);
    connect(m_store, &QLineEdit::returnPressed, this, &RemoteDialog::compare);
    connect(m_compare, &QPushButton::clicked, this, &RemoteDialog::compare);
    connect(m_place, &QLineEdit::textChanged, this, &RemoteDialog::setStale);
    connect(m_place, &QLineEdit::textChanged, this, &RemoteDialog::placeChanged);
    connect(m_place, &QLineEdit::textEdited, this, [this] { m_isChosen = false; });
    connect(m_store, &QLineEdit::textChanged, this, &RemoteDialog::setStale);
    connect(&m_frame.footer(), &WorkFooter::confirmed, this, &RemoteDialog::begin);
    connect(this, &RemoteDialog::placeChanged, this, &RemoteDialog::showStore);
    setStale();
    showStore();
    m_place->setFocus();
}

QWidget* RemoteDialog::makeForm(const Texts& texts)
{
    setUpList();
    m_store->setFixedHeight(Metrics::kPageControl);
    m_store->setPlaceholderText(tr("Amazon S3"));
    m_storeField = new FormField(tr("Store of s3:// names"),
                                 tr("What rclone calls it where it isn't Amazon's, as in minio:"), m_store);
    m_options->setSpacing(Metrics::kRelated);

    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(texts.title, Role::Title));
    column->addWidget(makeText(texts.purpose, Role::Secondary));
    column->addWidget(
        new FormField(tr("Place"),
                      tr("s3://bucket/jobs/, a remote of rclone's as nas:jobs/, or a folder. A final / adds "
                         "the job folder's name."),
                      makePlace()));
    column->addLayout(m_options);
    column->addWidget(m_storeField);
    auto* found = new QVBoxLayout;
    found->setSpacing(Metrics::kRelated);
    found->addWidget(m_title);
    found->addWidget(m_list, 1);
    found->addWidget(m_notesTitle);
    found->addWidget(m_notes);
    column->addLayout(found, 1);
    return form;
}

QWidget* RemoteDialog::makePlace()
{
    m_place->setAccessibleName(tr("Place"));
    auto* browse = new QPushButton(tr("Browse…"));
    browse->setToolTip(tr("Choose a folder"));
    connect(browse, &QPushButton::clicked, this, &RemoteDialog::browse);
    auto* place = new QWidget;
    auto* row = new QHBoxLayout(place);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_place, 1);
    m_place->setFixedHeight(Metrics::kPageControl);
    for (QPushButton* button : {browse, m_compare}) {
        button->setFixedHeight(Metrics::kPageControl);
        button->setAutoDefault(false); // Enter in a field compares.
        row->addWidget(button);
    }
    place->setFocusProxy(m_place);
    return place;
}

void RemoteDialog::setUpList()
{
    m_list->setMinimumHeight(kLeastList);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->setColumnWidth(1, kCountWidth);
    m_list->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    m_notes->setReadOnly(true);
    m_notes->setFixedHeight(kNotesHeight);
    m_notes->setAccessibleName(tr("Notes"));
    m_notesTitle->hide();
    m_notes->hide();
}

QCheckBox* RemoteDialog::addChoice(const QString& text, const QString& explanation)
{
    auto* choice = new QCheckBox(text);
    choice->setToolTip(explanation);
    connect(choice, &QCheckBox::toggled, this, [this] {
        showStore();
        const bool wasCompared = !m_isStale;
        setStale();
        if (wasCompared)
            compare();
    });
    m_options->addWidget(choice);
    setTabOrder(m_choices.isEmpty() ? static_cast<QWidget*>(m_compare) : m_choices.last(), choice);
    m_choices << choice;
    return choice;
}

void RemoteDialog::browse()
{
    const QString before = QDir::fromNativeSeparators(place());
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose the job's place, or a folder for jobs"),
                                                             QDir::isAbsolutePath(before) ? before : QDir::homePath());
    if (!folder.isEmpty())
        chooseFolder(folder);
}

void RemoteDialog::chooseFolder(const QString& folder)
{
    m_isChosen = true;
    m_chosen.run(
        [file = jobFile(folder.toStdString())](const std::stop_token&, const Progress&) {
            std::error_code failure;
            return std::filesystem::exists(file, failure);
        },
        [this, folder](bool isJob) {
            if (!std::exchange(m_isChosen, false))
                return; // The user went on without it.
            m_place->setText(QDir::toNativeSeparators(isJob || folder.endsWith(u'/') ? folder : folder + u'/'));
            compare();
        });
}

void RemoteDialog::showStore()
{
    m_storeField->setVisible(place().startsWith("s3://"_L1) || std::ranges::any_of(m_choices, &QCheckBox::isChecked));
}

void RemoteDialog::compareRemembered(const std::filesystem::path& jobFolder)
{
    m_frame.work().run([jobFolder](const std::stop_token&, const Progress&) { return readRemotePlaces(jobFolder); },
                       [this](const std::optional<RemotePlaces>& remembered) {
                           if (!remembered || !place().isEmpty()) // The user was faster.
                               return;
                           setPlaces(*remembered);
                           compare();
                       });
}

void RemoteDialog::setPlaces(const RemotePlaces& places)
{
    m_place->setText(QString::fromStdString(places.job));
    m_store->setText(places.s3 == RemotePlaces().s3 ? QString() : QString::fromStdString(places.s3));
}

QString RemoteDialog::place() const
{
    return m_place->text().trimmed();
}

RemotePlaces RemoteDialog::typedPlaces() const
{
    RemotePlaces places{place().toStdString()};
    if (const QString store = m_store->text().trimmed(); !store.isEmpty())
        places.s3 = store.toStdString();
    return places;
}

void RemoteDialog::setStale()
{
    m_isStale = true;
    m_isWantedAgain = false;
    if (m_isComparing)
        m_frame.work().stop();
    m_compare->setEnabled(!place().isEmpty());
    m_frame.footer().setReady(false);
    showLists({}, m_listTitle);
    m_frame.footer().say(place().isEmpty() ? tr("Name the place.") : tr("Compare shows what would be done."));
}

void RemoteDialog::compare()
{
    if (place().isEmpty())
        return;
    m_isStale = false;
    m_frame.footer().setReady(false);
    m_frame.footer().setWorking(true);
    m_frame.footer().say(tr("Comparing with %1…").arg(place()));
    m_isWantedAgain = m_isComparing; // One at a time: it holds a lock.
    if (m_isWantedAgain)
        return m_frame.work().stop();
    m_isComparing = true;
    startComparing();
}

void RemoteDialog::showFinding(const Result<Finding>& found)
{
    m_isComparing = false;
    m_frame.footer().setWorking(false);
    if (std::exchange(m_isWantedAgain, false))
        return compare();
    if (m_isStale)
        return setStale();
    showLists(found ? *found : Finding(), m_listTitle);
    m_frame.footer().setReady(found && found->hasWork);
    if (found)
        m_frame.footer().say(found->summary);
    else
        m_frame.footer().say(sentenceOf(found.error()), Role::Danger);
}

void RemoteDialog::showLists(const Finding& finding, const QString& title)
{
    m_title->setText(title);
    m_list->setAccessibleName(title);
    m_list->clear();
    for (const Row& row : finding.rows) {
        auto* item = new QTreeWidgetItem(m_list, {row.what, row.count});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setSizeHint(0, {0, Metrics::kTouchTarget});
    }
    m_notes->setPlainText(finding.notes.join(u'\n'));
    for (QWidget* part : {static_cast<QWidget*>(m_notesTitle), static_cast<QWidget*>(m_notes)})
        part->setVisible(!finding.notes.isEmpty());
}

void RemoteDialog::begin()
{
    m_isChosen = false;
    m_frame.begin(m_doing);
    startWork();
}

void RemoteDialog::finish(const Result<Finding>& done)
{
    m_frame.end();
    m_isStale = done.has_value(); // By what was done; else it can go on.
    m_frame.footer().setReady(!m_isStale);
    if (!done)
        return m_frame.sayFailure(done.error(), m_stopped);
    m_frame.footer().setDone();
    showLists(*done, m_doneTitle);
    m_frame.footer().say(done->summary, Role::Good);
}

void RemoteDialog::reject()
{
    if (!m_frame.cancel())
        QDialog::reject();
}

} // namespace labelwright

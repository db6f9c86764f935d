// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ExportDialog.h"

#include "core/image/ImageReader.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/ClassChoiceTable.h"
#include "ui/home/FormField.h"
#include "ui/home/HomeParts.h"
#include "ui/home/PathEdit.h"
#include "ui/home/RevealFile.h"
#include "ui/look/CoreText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace labelwright {
namespace {

constexpr QSize kSize{1000, 720};
constexpr int kPreviewWidth = 340;
constexpr int kNumberWidth = 96;

QString imagesText(std::int64_t count)
{
    return count == 1 ? ExportDialog::tr("1 image") : ExportDialog::tr("%1 images").arg(countText(count));
}

QComboBox* makeCombo(const QStringList& texts, const QString& name)
{
    auto* combo = new QComboBox;
    combo->addItems(texts);
    combo->setFixedHeight(Metrics::kPageControl);
    combo->setAccessibleName(name);
    return combo;
}

QSpinBox* makeNumber(int least, int most, int value, const QString& name)
{
    auto* number = new QSpinBox;
    number->setRange(least, most);
    number->setValue(value);
    number->setFixedSize(kNumberWidth, Metrics::kPageControl);
    number->setAccessibleName(name);
    return number;
}

QWidget* inRow(std::initializer_list<QWidget*> parts)
{
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    for (QWidget* part : parts)
        row->addWidget(part);
    row->addStretch(1);
    return widget;
}

/// Of the job as it is by now, which may have got answers since it was shown.
Result<ExportReport> exportFolder(const std::filesystem::path& folder, const ExportChoice& choice,
                                  const ExportTarget& target, const std::stop_token& stop, const Progress& progress)
{
    const Result<Job> job = Job::open(folder);
    return job ? exportDataset(*job, choice, target, stop, progress) : Result<ExportReport>(job.error());
}

QString listOf(const std::vector<Error>& errors)
{
    QStringList lines;
    for (const Error& error : errors)
        lines << sentenceOf(error);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ExportDialog::ExportDialog(const std::shared_ptr<const JobSnapshot>& snapshot, QWidget* parent)
    : QDialog(parent), m_snapshot(snapshot), m_format(makeCombo({}, tr("Format"))),
      m_status(makeCombo({tr("Labeled objects"), tr("Objects with one answer at least")}, tr("Status"))),
      m_verdict(makeCombo({tr("Whatever a lead decided"), tr("Accepted or adjusted"), tr("Not rejected")},
                          tr("Decision of a lead"))),
      m_classes(new ClassChoiceTable(snapshot->job.spec().labels)),
      m_splits(new QCheckBox(tr("Split into train, validation and test"))),
      m_seed(makeNumber(0, std::numeric_limits<int>::max(), 0, tr("Seed"))),
      m_stratifies(new QCheckBox(tr("Give every label its share of each part"))),
      m_photos(makeCombo({tr("Copy"), tr("Hard link"), tr("Leave where they are")}, tr("Photos"))),
      m_maxExtent(makeNumber(0, kMaxImageExtent, 0, tr("Longest side"))),
      m_folder(new PathEdit(PathEdit::Kind::NewFolder)), m_filesTitle(makeText({}, Role::Section)),
      m_files(new QPlainTextEdit), m_reveal(new QPushButton(tr("Show in the file manager"))),
      m_frame(*this, tr("Export"))
{
    setWindowTitle(tr("Export job %1").arg(textOf(snapshot->job.spec().name)));
    resize(kSize);
    for (const DatasetFormat& each : datasetFormats()) {
        if (each.holds(snapshot->job.spec().taskType))
            m_format->addItem(textOf(each.title), textOf(each.id));
    }
    m_frame.setForm(makeForm(), makePreview());
    for (const QComboBox* combo : {m_format, m_status, m_verdict, m_photos})
        connect(combo, &QComboBox::currentIndexChanged, this, &ExportDialog::preview);
    for (const QCheckBox* box : {m_splits, m_stratifies})
        connect(box, &QCheckBox::toggled, this, &ExportDialog::preview);
    for (const QSpinBox* number : {m_shares[0], m_shares[1], m_shares[2], m_seed, m_maxExtent})
        connect(number, &QSpinBox::valueChanged, this, &ExportDialog::preview);
    connect(m_classes, &ClassChoiceTable::changed, this, &ExportDialog::preview);
    connect(m_folder, &PathEdit::changed, this, [this] {
        m_folderCheck.ask(m_folder->path());
        refresh();
    });
    connect(&m_folderCheck, &FolderCheck::suggested, m_folder, &PathEdit::setPath);
    connect(&m_folderCheck, &FolderCheck::answered, this, &ExportDialog::refresh);
    connect(&m_frame.footer(), &WorkFooter::confirmed, this, &ExportDialog::begin);
    followFormat();
    preview();
}

QWidget* ExportDialog::makeForm()
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("Export a dataset"), Role::Title));
    column->addWidget(
        new FormField(tr("Format"), tr("The dataset's README says how a training program reads it."), m_format));
    column->addWidget(new FormField(
        tr("Folder of the dataset"),
        tr("It is made: complete, with the SHA-256 sums of its files and a README, or not at all."), m_folder));
    column->addWidget(new FormField(tr("Objects"), {}, inRow({m_status, m_verdict})));
    addLabels(*column);
    addSplit(*column);
    addPhotos(*column);
    column->addStretch(1);
    keepFromWheel(*form);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(m_folder, &PathEdit::edited, this, [this] { m_folderFollows = false; });
    return form;
}

QWidget* ExportDialog::makePreview()
{
    auto* side = new QWidget;
    side->setFixedWidth(kPreviewWidth);
    setRole(*side, Role::Panel);
    m_files->setReadOnly(true);
    m_files->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_reveal->setFixedHeight(Metrics::kPageControl);
    m_reveal->setAutoDefault(false);
    m_reveal->hide();
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        revealFile(m_folder->path(), *this, [this] {
            m_frame.footer().say(tr("No program of this computer shows folders. The dataset is in %1.")
                                     .arg(QDir::toNativeSeparators(m_folder->path())),
                                 Role::Warning);
        });
    });
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(Metrics::kGroups, Metrics::kPageEdge, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_filesTitle);
    column->addWidget(m_files, 1);
    column->addWidget(m_reveal);
    showNotes(tr("Files"), {});
    return side;
}

void ExportDialog::addLabels(QBoxLayout& column)
{
    column.addWidget(new FormField(
        tr("Labels"), tr("Click a name to give the label another one in the dataset. Labels with one name become one."),
        m_classes));
}

void ExportDialog::addSplit(QBoxLayout& column)
{
    const std::array names{tr("Train"), tr("Validation"), tr("Test")};
    const std::array weights{80, 10, 10};
    auto* shares = new QWidget;
    auto* row = new QHBoxLayout(shares);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    const auto add = [row](const QString& name, QSpinBox* number) {
        row->addWidget(makeText(name, Role::Secondary));
        row->addWidget(number);
    };
    for (std::size_t part = 0; part < names.size(); ++part) {
        m_shares[part] = makeNumber(0, 100, weights[part], names[part]);
        m_shares[part]->setSuffix(tr(" %"));
        add(names[part], m_shares[part]);
    }
    add(tr("Seed"), m_seed);
    row->addStretch(1);
    column.addWidget(m_splits);
    column.addWidget(shares);
    column.addWidget(m_stratifies);
    for (QWidget* part : {shares, static_cast<QWidget*>(m_stratifies)}) {
        part->setEnabled(false);
        connect(m_splits, &QCheckBox::toggled, part, &QWidget::setEnabled);
    }
}

void ExportDialog::addPhotos(QBoxLayout& column)
{
    m_maxExtent->setSpecialValueText(tr("as it is"));
    m_maxExtent->setSuffix(tr(" px"));
    m_maxExtent->setSingleStep(128);
    column.addWidget(new FormField(
        tr("Photos"),
        tr("Larger ones can be made smaller, and their masks with them: each pixel of a mask keeps a label that was "
           "there."),
        inRow({m_photos, makeText(tr("Longest side"), Role::Secondary), m_maxExtent})));
}

const DatasetFormat& ExportDialog::format() const
{
    return *findDatasetFormat(m_format->currentData().toString().toStdString());
}

/// The folder is named for job and format, and for nothing that is there.
void ExportDialog::followFormat()
{
    if (!m_folderFollows)
        return;
    const std::filesystem::path job = m_snapshot->job.folder();
    const std::string name = m_snapshot->job.spec().name + "-" + std::string(format().id);
    const QString path = textOf((job.parent_path() / name).string());
    m_folder->setPath(path);
    m_folderCheck.askForFree(path);
}

ExportChoice ExportDialog::choice() const
{
    ExportChoice choice;
    choice.status = static_cast<ExportChoice::Status>(m_status->currentIndex());
    choice.verdict = static_cast<ExportChoice::Verdict>(m_verdict->currentIndex());
    choice.classes = m_classes->classes();
    choice.merges = m_classes->merges();
    if (!m_splits->isChecked())
        return choice;
    choice.shares = PartShares{};
    for (std::size_t part = 0; part < m_shares.size(); ++part)
        (*choice.shares)[part] = m_shares[part]->value() / 100.0;
    choice.seed = static_cast<std::uint64_t>(m_seed->value());
    choice.stratify = m_stratifies->isChecked();
    return choice;
}

ExportTarget ExportDialog::target() const
{
    return {m_folder->path().toStdString(), &format(), static_cast<PhotoUse>(m_photos->currentIndex()),
            m_maxExtent->value()};
}

/// What is wrong with what is chosen, but for where it goes; empty for nothing.
QString ExportDialog::choiceProblem() const
{
    if (!m_classes->isAnyChosen())
        return tr("Choose a label at least.");
    int sum = 0;
    for (const QSpinBox* share : m_shares)
        sum += share->value();
    return m_splits->isChecked() && sum != 100 ? tr("The shares add up to %1 % and not to 100 %.").arg(sum) : QString();
}

QString ExportDialog::folderProblem() const
{
    if (m_folder->path().isEmpty())
        return tr("Say where the dataset goes.");
    if (m_folderCheck.answer() == FolderCheck::Answer::Taken)
        return tr("%1 is there already. A dataset is made into a new folder.")
            .arg(QDir::toNativeSeparators(m_folder->path()));
    return {};
}

void ExportDialog::preview()
{
    m_preview.reset();
    if (std::exchange(m_isMade, false)) {
        m_folderCheck.ask(m_folder->path());
        followFormat();
    }
    if (choiceProblem().isEmpty()) {
        m_frame.work().run(
            [snapshot = m_snapshot, chosen = choice(), aim = target()](const std::stop_token& stop, const Progress&) {
                return previewExport(snapshot->job, chosen, aim, stop);
            },
            [this](const Result<ExportPreview>& found) {
                if (!choiceProblem().isEmpty())
                    return; // By now.
                m_preview = found;
                showNotes(tr("Files"), found ? textOf(treeText(found->files)) : QString());
                refresh();
            });
    } else {
        m_frame.work().stop();
        showNotes(tr("Files"), {});
    }
    refresh();
}

void ExportDialog::refresh()
{
    m_reveal->hide();
    WorkFooter& footer = m_frame.footer();
    const QString found = choiceProblem().isEmpty() ? folderProblem() : choiceProblem();
    const bool isKnown = m_preview && m_folderCheck.answer() != FolderCheck::Answer::Unknown;
    footer.setReady(found.isEmpty() && isKnown && *m_preview);
    if (!found.isEmpty())
        footer.say(found, Role::Danger);
    else if (!isKnown)
        footer.say(tr("Looking at what will come of it…"));
    else if (!*m_preview)
        footer.say(sentenceOf(m_preview->error()), Role::Danger);
    else
        showPreview();
}

void ExportDialog::showPreview()
{
    const ExportPreview& preview = **m_preview;
    QString text = tr("%1 will be exported.").arg(imagesText(preview.items));
    if (m_splits->isChecked())
        text = tr("%1 will be exported: %2 train, %3 validation, %4 test.")
                   .arg(imagesText(preview.items), countText(preview.parts[0]), countText(preview.parts[1]),
                        countText(preview.parts[2]));
    if (const auto others = static_cast<std::int64_t>(m_snapshot->job.objectCount()) - preview.items -
                            static_cast<std::int64_t>(preview.leftOut.size());
        others > 0)
        text += QLatin1Char(' ') + tr("Not labeled, or not as asked for: %1.").arg(countText(others));
    if (!preview.leftOut.empty())
        text +=
            QLatin1Char(' ') + tr("Left out: %1.").arg(countText(static_cast<std::int64_t>(preview.leftOut.size())));
    std::vector<Error> empty;
    if (m_splits->isChecked())
        empty = emptyParts(*choice().shares, preview.parts);
    for (const Error& part : empty)
        text += QLatin1Char(' ') + sentenceOf(part);
    m_frame.footer().say(text, empty.empty() ? Role::Secondary : Role::Warning);
}

void ExportDialog::showNotes(const QString& title, const QString& text)
{
    m_filesTitle->setText(title);
    m_files->setAccessibleName(title);
    m_files->setPlainText(text);
}

void ExportDialog::begin()
{
    m_frame.begin(tr("Exporting…"));
    m_frame.work().run([folder = m_snapshot->job.folder(), chosen = choice(), aim = target()](
                           const std::stop_token& stop,
                           const Progress& progress) { return exportFolder(folder, chosen, aim, stop, progress); },
                       [this](const Result<ExportReport>& report) { finish(report); });
}

void ExportDialog::finish(const Result<ExportReport>& report)
{
    m_frame.end();
    if (!report)
        return m_frame.sayFailure(report.error(), tr("The export was stopped. Nothing is left of it."));
    m_isMade = true;
    m_frame.footer().setReady(false);
    m_frame.footer().setDone();
    m_reveal->show();
    QString text =
        tr("%1 in %2 files, read back and the same.").arg(imagesText(report->items), countText(report->files));
    if (report->turned == 1)
        text += QLatin1Char(' ') +
                tr("1 photo is turned by its EXIF data; a program that ignores it sees it beside its mask.");
    if (report->turned > 1)
        text += QLatin1Char(' ') + tr("%1 photos are turned by their EXIF data; a program that ignores it sees them "
                                      "beside their masks.")
                                       .arg(countText(report->turned));
    m_frame.footer().say(text, report->turned > 0 ? Role::Warning : Role::Good);
    if (!report->leftOut.empty())
        showNotes(tr("Left out"), listOf(report->leftOut));
}

void ExportDialog::reject()
{
    if (!m_frame.cancel())
        QDialog::reject();
}

} // namespace labelwright

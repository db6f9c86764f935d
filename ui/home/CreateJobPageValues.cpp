// SPDX-License-Identifier: GPL-3.0-or-later
// What the form says, and what a job that is cloned says.
#include "core/job/JobLayout.h"
#include "ui/home/CreateJobPage.h"
#include "ui/home/InstructionsEditor.h"
#include "ui/home/JobMaker.h"
#include "ui/home/LabelsEditor.h"
#include "ui/home/PathEdit.h"
#include "ui/home/PrefixRows.h"
#include "ui/home/TeamChooser.h"
#include "ui/home/TimeLimitEdit.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kMaskFolderRole = Qt::UserRole + 1; ///< Of the existing labels: a folder instead of an attribute.

std::string textOf(const QLineEdit& edit)
{
    return edit.text().trimmed().toStdString();
}

std::filesystem::path pathOf(const PathEdit& edit)
{
    return edit.path().toStdString();
}

} // namespace

TaskType CreateJobPage::task() const
{
    return static_cast<TaskType>(m_task->currentData().toInt());
}

bool CreateJobPage::isFromManifest() const
{
    return m_fromManifest->isChecked();
}

std::vector<PrefixMapping> CreateJobPage::inputPrefixes() const
{
    std::vector<PrefixMapping> prefixes = m_prefixes->mappings();
    if (!isFromManifest() && !prefixes.empty())
        prefixes.front().folder = pathOf(*m_input);
    return prefixes;
}

Prelabel CreateJobPage::prelabel() const
{
    const std::string attribute = m_prelabel->currentData().toString().toStdString();
    const std::string folder = m_prelabel->currentData(kMaskFolderRole).toString().toStdString();
    if (!folder.empty())
        return {.kind = Prelabel::Kind::Folder, .folder = folder};
    return attribute.empty() ? Prelabel{} : Prelabel{.kind = Prelabel::Kind::Attribute, .attribute = attribute};
}

NewJob CreateJobPage::request() const
{
    NewJob job;
    job.folder = pathOf(*m_folder);
    job.name = textOf(*m_name);
    job.taskType = task();
    job.attribute = m_attributeFollows ? std::string() : textOf(*m_attribute);
    (isFromManifest() ? job.manifest : job.images) = pathOf(*m_input);
    if (isFromManifest())
        job.sourceFolder = m_sourceFolder;
    if (const Result<LabelSet> labels = m_labels->labels())
        job.labels = *labels;
    job.inputPrefixes = inputPrefixes();
    job.outputPrefix = textOf(*m_outputPrefix);
    job.prelabel = prelabel();
    if (job.taskType == TaskType::ImageClassificationMultiLabel)
        job.noneCategory = textOf(*m_noneCategory);
    job.description = textOf(*m_description);
    job.instructions = m_instructions->instructions();
    job.taskTimeLimit = m_timeLimit->limit();
    job.workersPerObject = m_workersPerObject->value();
    if (!isClassification(job.taskType) && job.workersPerObject > 1)
        job.maskConsolidation = static_cast<MaskConsolidation>(m_consolidation->currentData().toInt());
    job.team = m_team->team();
    return job;
}

/// core's, with what only the form knows: the labels' own rows, and what the input was found to be.
std::vector<FieldProblem> CreateJobPage::problems() const
{
    std::vector<FieldProblem> problems = problemsOf(request());
    for (FieldProblem& problem : problems) {
        if (problem.field == JobField::Input)
            problem.error.detail = isFromManifest() ? "choose an input manifest" : "choose a folder of photos";
        if (const Result<LabelSet> labels = m_labels->labels(); problem.field == JobField::Labels && !labels)
            problem.error = labels.error();
    }
    if (m_inputProblem)
        problems.push_back({JobField::Input, *m_inputProblem});
    return problems;
}

void CreateJobPage::cloneFrom(const QString& folder)
{
    m_clonedFolder = folder;
    m_maker->readOriginal(folder);
}

void CreateJobPage::fillFrom(const JobToClone& original, const QString& folder)
{
    const JobSpec& spec = original.spec;
    m_name->setText(QString::fromStdString(spec.name) + "-clone"_L1);
    m_task->setCurrentIndex(m_task->findData(static_cast<int>(spec.taskType)));
    m_noneCategory->setText(QString::fromStdString(spec.noneCategory));
    m_prefixes->setMappings(spec.inputPrefixes);
    m_fromManifest->setChecked(true);
    m_input->setPath(QString::fromStdString(manifestFile(folder.toStdString()).string()));
    m_sourceFolder = spec.sourceFolder.empty() ? std::filesystem::path(folder.toStdString()) : spec.sourceFolder;
    m_outputPrefix->setText(QString::fromStdString(spec.outputPrefix));
    if (spec.prelabel.kind != Prelabel::Kind::None) {
        const QString attribute = QString::fromStdString(spec.prelabel.attribute);
        const QString masks = QString::fromStdString(spec.prelabel.folder.string());
        m_prelabel->addItem(masks.isEmpty() ? attribute : tr("Masks in %1").arg(masks), attribute);
        m_prelabel->setCurrentIndex(m_prelabel->count() - 1);
        m_prelabel->setItemData(m_prelabel->currentIndex(), masks, kMaskFolderRole);
    }
    // The default team goes with the number of workers, which may be changed.
    m_team->setTeam(original.team == teamOf(defaultTeam(spec.workersPerObject)) ? Team{} : original.team);
    m_workersPerObject->setValue(spec.workersPerObject);
    m_consolidation->setCurrentIndex(m_consolidation->findData(static_cast<int>(spec.maskConsolidation)));
    m_timeLimit->setLimit(original.task.timeLimit);
    m_description->setText(QString::fromStdString(original.task.description));
    m_instructions->setInstructions(original.task.instructions);
    m_labels->setLabels(spec.labels);
    for (const auto& [field, shown] : m_fields)
        touch(field);
    followName();
    refresh();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/EditJobDialog.h"

#include "core/job/JobLayout.h"
#include "core/job/OutputPlan.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/FormField.h"
#include "ui/home/GoldEdit.h"
#include "ui/home/HomeParts.h"
#include "ui/home/InstructionsEditor.h"
#include "ui/home/JobTexts.h"
#include "ui/home/TeamChooser.h"
#include "ui/home/TimeLimitEdit.h"
#include "ui/look/CoreText.h"
#include "ui/look/Icons.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr QSize kSize{860, 720};

QString pathText(const std::filesystem::path& path)
{
    return QDir::toNativeSeparators(textOf(path.string()));
}

QString labelsText(const LabelSet& labels)
{
    QStringList names;
    for (const LabelClass& label : labels.classes())
        names << textOf(label.name);
    return names.join(", "_L1);
}

QString prelabelText(const Prelabel& prelabel)
{
    switch (prelabel.kind) {
    case Prelabel::Kind::Attribute:
        return textOf(prelabel.attribute);
    case Prelabel::Kind::Folder:
        return EditJobDialog::tr("Masks in %1").arg(pathText(prelabel.folder));
    case Prelabel::Kind::None:
        break;
    }
    return EditJobDialog::tr("None: objects begin unlabeled");
}

/// A value with the reason why it stays as it is.
void addLocked(QBoxLayout& column, const QString& title, const QString& value, const QString& reason)
{
    auto* field = new QLineEdit(value);
    field->setReadOnly(true);
    field->setFixedHeight(Metrics::kPageControl);
    field->setProperty("role", u"value"_s);
    field->addAction(icon(u"lock", IconTint::Secondary), QLineEdit::LeadingPosition);
    field->setCursorPosition(0);
    column.addWidget(new FormField(title, reason, field));
}

Status saveEdit(const std::filesystem::path& folder, const JobEdit& edit, const std::optional<GoldChange>& gold,
                const Worker& author)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    const Result<std::vector<JobEvent>> saved = editJob(*job, edit, author);
    if (!saved || !gold)
        return saved ? ok() : Status(saved.error());
    const Result<JobEvent> chosen = chooseGoldObjects(*job, gold->objects, gold->share, gold->seed, author);
    return chosen ? ok() : Status(chosen.error());
}

} // namespace

EditJobDialog::EditJobDialog(const std::shared_ptr<const JobSnapshot>& snapshot, const std::filesystem::path& workspace,
                             Worker author, QWidget* parent)
    : QDialog(parent), m_snapshot(snapshot), m_author(std::move(author)), m_team(new TeamChooser(workspace)),
      m_timeLimit(new TimeLimitEdit), m_description(new QLineEdit), m_instructions(new InstructionsEditor),
      m_frame(*this, tr("Save"))
{
    const JobState& state = snapshot->state;
    setWindowTitle(tr("Edit job %1").arg(textOf(snapshot->job.spec().name)));
    resize(kSize);
    m_team->setTeam(state.team);
    m_timeLimit->setLimit(state.task.timeLimit);
    m_description->setText(textOf(state.task.description));
    m_description->setFixedHeight(Metrics::kPageControl);
    m_instructions->setTask(snapshot->job.spec().taskType);
    m_instructions->setInstructions(state.task.instructions);
    m_shownInstructions = m_instructions->instructions();

    m_frame.setForm(makeForm());
    connect(&m_frame.footer(), &WorkFooter::confirmed, this, &EditJobDialog::save);
    if (state.completion)
        lockTask();
    connect(m_team, &TeamChooser::changed, this, &EditJobDialog::refresh);
    connect(m_timeLimit, &QDoubleSpinBox::valueChanged, this, &EditJobDialog::refresh);
    connect(m_description, &QLineEdit::textChanged, this, &EditJobDialog::refresh);
    connect(m_instructions, &InstructionsEditor::changed, this, &EditJobDialog::refresh);
    refresh();
}

/// As editJob() does.
void EditJobDialog::lockTask()
{
    const QString reason = tr("The job is completed, and its files say what the task was. Resume it first.");
    for (const JobField field : {JobField::TimeLimit, JobField::Description})
        m_fields.at(field)->setNote(reason);
    for (QWidget* editor : {static_cast<QWidget*>(m_timeLimit), static_cast<QWidget*>(m_description),
                            static_cast<QWidget*>(m_instructions)})
        editor->setEnabled(false);
}

QWidget* EditJobDialog::makeForm()
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("Edit job"), Role::Title));
    column->addWidget(makeText(tr("A worker who has the job open sees a change within seconds. Answers that were given "
                                  "stay as they are."),
                               Role::Secondary));
    addOverview(*column);
    addInputAndOutput(*column);
    addTask(*column);
    addWorkers(*column);
    addInstructions(*column);
    addLabels(*column);
    column->addStretch(1);
    keepFromWheel(*form);
    return form;
}

void EditJobDialog::addOverview(QBoxLayout& column)
{
    const JobSpec& spec = m_snapshot->job.spec();
    addLocked(column, tr("Job name"), textOf(spec.name), tr("It stands in every file that was written."));
    addLocked(column, tr("Label attribute name"), textOf(spec.attribute),
              tr("The output manifest holds the labels under this key."));
}

void EditJobDialog::addInputAndOutput(QBoxLayout& column)
{
    const Job& job = m_snapshot->job;
    column.addWidget(makeText(tr("Input and output data"), Role::Section));
    addLocked(column, tr("Input manifest"), pathText(manifestFile(job.folder())),
              tr("Answers are about its lines. Further lines may be appended to the file."));
    for (const PrefixMapping& mapping : job.spec().inputPrefixes)
        addLocked(column, tr("S3 prefix of the photos"),
                  tr("%1 in %2").arg(textOf(mapping.prefix), pathText(mapping.folder)),
                  tr("The manifest names the photos by it. Where a folder was moved, job.json says the new place."));
    addLocked(column, tr("Output location"), textOf(stageUri(job.spec())),
              tr("The output manifest names the written files by it."));
}

void EditJobDialog::addTask(QBoxLayout& column)
{
    const JobSpec& spec = m_snapshot->job.spec();
    column.addWidget(makeText(tr("Task"), Role::Section));
    addLocked(column, tr("Task type"), taskText(spec.taskType), tr("Answers of one type are none of another."));
    addLocked(column, tr("Existing labels"), prelabelText(spec.prelabel),
              tr("What workers begin with is the same all along."));
    if (!spec.noneCategory.empty())
        addLocked(column, tr("None category"), textOf(spec.noneCategory), tr("Answers may have chosen it."));
}

void EditJobDialog::addWorkers(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Workers"), Role::Section));
    addField(column, JobField::Team, tr("Team"),
             tr("A team of the workspace as it is now, or workers of this job alone. Who leaves the team keeps the "
                "answers given."),
             m_team);
    addLocked(column, tr("Workers per object"), QLocale().toString(m_snapshot->job.spec().workersPerObject),
              tr("It says when an object is labeled; with another number finished objects would be open again."));
    addField(column, JobField::TimeLimit, tr("Task time limit"), tr("For one object, 30 seconds to 8 hours."),
             m_timeLimit);
    if (!m_snapshot->hidesGold)
        addGold(column);
}

void EditJobDialog::addGold(QBoxLayout& column)
{
    m_gold = new GoldEdit;
    m_gold->setGold(currentGold(m_snapshot->job.events().jobEvents()));
    if (const Result<GoldChange> shown = m_gold->gold())
        m_shownGold = *shown;
    m_goldField = new FormField(tr("Gold objects"),
                                tr("Labeled objects whose labels are known to be right. Workers get them unseen among "
                                   "their tasks, and the report says how well they did."),
                                m_gold);
    column.addWidget(m_goldField);
    connect(m_gold, &GoldEdit::changed, this, &EditJobDialog::refresh);
}

QString EditJobDialog::goldProblem() const
{
    const Result<GoldChange> gold = m_gold ? m_gold->gold() : Result<GoldChange>(m_shownGold);
    if (!gold)
        return sentenceOf(gold.error());
    if (*gold == m_shownGold)
        return {};
    for (const ObjectRange& range : gold->objects) {
        if (range.last >= m_snapshot->job.objectCount())
            return tr("The job has %1 objects.").arg(QLocale().toString(qint64{m_snapshot->job.objectCount()}));
        for (ObjectId object = range.first; object <= range.last; ++object) {
            if (m_snapshot->objects[static_cast<std::size_t>(object)].status != TaskStatus::Labelled)
                return tr("Object %1 is not labeled, so that its labels are not known.")
                    .arg(QLocale().toString(qint64{object + 1}));
        }
    }
    return {};
}

std::optional<GoldChange> EditJobDialog::gold() const
{
    if (!m_gold || !goldProblem().isEmpty())
        return std::nullopt;
    Result<GoldChange> gold = m_gold->gold();
    return *gold == m_shownGold ? std::nullopt : std::optional(*std::move(gold));
}

void EditJobDialog::addInstructions(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Instructions"), Role::Section));
    addField(column, JobField::Description, tr("Task description"),
             tr("One line that a worker reads before taking a task; may be left empty."), m_description);
    column.addWidget(makeText(tr("Plain text, or HTML. Pictures become part of the text."), Role::Secondary));
    column.addWidget(m_instructions);
}

void EditJobDialog::addLabels(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Labels"), Role::Section));
    addLocked(column, tr("Label names"), labelsText(m_snapshot->job.spec().labels),
              tr("They are changed with Edit labels on the job's page, under Details and Objects."));
}

void EditJobDialog::addField(QBoxLayout& column, JobField field, const QString& title, const QString& purpose,
                             QWidget* editor)
{
    auto* shown = new FormField(title, purpose, editor);
    m_fields[field] = shown;
    column.addWidget(shown);
}

JobEdit EditJobDialog::edit() const
{
    const JobState& state = m_snapshot->state;
    JobEdit edit;
    if (std::string text = m_description->text().trimmed().toStdString(); text != state.task.description)
        edit.description = std::move(text);
    if (Instructions instructions = m_instructions->instructions(); instructions != m_shownInstructions)
        edit.instructions = std::move(instructions);
    if (m_timeLimit->limit() != state.task.timeLimit)
        edit.timeLimit = m_timeLimit->limit();
    if (Team team = m_team->team(); team != state.team)
        edit.team = std::move(team);
    return edit;
}

bool EditJobDialog::isChanged() const
{
    const JobEdit made = edit();
    return made.description || made.instructions || made.timeLimit || made.team || gold() || !goldProblem().isEmpty();
}

void EditJobDialog::refresh()
{
    const std::vector<FieldProblem> problems = problemsOf(edit(), m_snapshot->job.spec().workersPerObject);
    for (const auto& [field, shown] : m_fields)
        shown->setProblem({});
    for (const FieldProblem& problem : problems)
        m_fields.at(problem.field)->setProblem(sentenceOf(problem.error));
    const QString ofGold = goldProblem();
    if (m_goldField)
        m_goldField->setProblem(ofGold);
    const QString first = problems.empty() ? ofGold : sentenceOf(problems.front().error);
    m_frame.footer().setReady(first.isEmpty() && isChanged());
    m_frame.footer().say(!first.isEmpty() ? first : isChanged() ? QString() : tr("Nothing is changed."));
}

void EditJobDialog::save()
{
    m_frame.begin(tr("Saving…"));
    m_frame.work().run([folder = m_snapshot->job.folder(), made = edit(), ofGold = gold(), author = m_author](
                           const std::stop_token&, const Progress&) { return saveEdit(folder, made, ofGold, author); },
                       [this](const Status& saved) { finish(saved); });
}

void EditJobDialog::finish(const Status& saved)
{
    if (saved)
        return accept();
    m_frame.end();
    refresh();
    m_frame.footer().say(sentenceOf(saved.error()), Role::Danger);
}

void EditJobDialog::reject()
{
    if (m_frame.isUnderWay())
        return;
    if (!isChanged())
        return QDialog::reject();
    askToDiscard(*this, tr("Discard the changes?"), [this] { QDialog::reject(); });
}

} // namespace labelwright

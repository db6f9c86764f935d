// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/EditLabelsDialog.h"

#include "core/job/JobState.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"
#include "ui/home/LabelEffectsView.h"
#include "ui/home/LabelsEditor.h"
#include "ui/look/CoreText.h"
#include "ui/look/LabelChip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr QSize kSize{640, 720};

Status saveLabels(const std::filesystem::path& folder, const LabelSet& shown, const LabelSet& labels,
                  const Worker& author)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    if (job->spec().labels != shown)
        return Error{ErrorCode::Mismatch, "somebody has changed the labels meanwhile; look at them once more"};
    const Result<JobEvent> changed = changeLabels(*job, labels, author);
    return changed ? ok() : Status(changed.error());
}

/// Empty where the labels can be changed by this author.
QString refusalOf(const JobSnapshot& snapshot, const Worker& author)
{
    if (snapshot.state.completion)
        return EditLabelsDialog::tr(
            "The job is completed, and its files hold the labels that it had. Resume it first.");
    if (!decides(snapshot.state.team, author))
        return EditLabelsDialog::tr("%1 is no lead of the job's team, and leads change its labels.")
            .arg(textOf(author.name));
    return {};
}

} // namespace

EditLabelsDialog::EditLabelsDialog(const std::shared_ptr<const JobSnapshot>& snapshot, Worker author, QWidget* parent)
    : QDialog(parent), m_snapshot(snapshot), m_author(std::move(author)), m_refusal(refusalOf(*snapshot, m_author)),
      m_earlier(labelsBeforeChange(snapshot->job.firstLabels(), snapshot->job.events().jobEvents())),
      m_editor(new LabelsEditor), m_removedPart(new QWidget), m_removedRows(new QVBoxLayout(m_removedPart)),
      m_effects(new LabelEffectsView), m_undo(new QPushButton(tr("Undo last change…"))), m_frame(*this, tr("Apply"))
{
    setWindowTitle(tr("Edit labels of %1").arg(textOf(snapshot->job.spec().name)));
    resize(kSize);
    m_editor->setJobLabels(snapshot->job.spec().labels);
    QWidget* form = makeForm();
    form->setEnabled(m_refusal.isEmpty());
    m_frame.setForm(form);
    m_frame.footer().addAside(m_undo);
    m_undo->setEnabled(m_earlier && m_refusal.isEmpty());
    connect(m_undo, &QPushButton::clicked, this, &EditLabelsDialog::askToUndo);
    connect(&m_frame.footer(), &WorkFooter::confirmed, this, [this] {
        if (const Result<LabelSet> made = labels())
            save(*made);
    });
    connect(m_editor, &LabelsEditor::changed, this, [this] {
        fillChoices();
        refresh();
    });
    connect(m_editor, &LabelsEditor::removed, this, &EditLabelsDialog::addRemoved);
    refresh();
    count();
}

QWidget* EditLabelsDialog::makeForm()
{
    m_removedRows->setContentsMargins(0, 0, 0, 0);
    m_removedRows->setSpacing(Metrics::kInside);
    m_removedRows->addWidget(makeText(tr("Removed labels"), Role::Section));
    m_removedPart->hide();
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("Edit labels"), Role::Title));
    column->addWidget(
        makeText(tr("Remove a label to delete it or to merge it into another. Answers stay as they are and "
                    "are read in the labels of today, so that every change can be undone. Who has the "
                    "job open gets the new labels within seconds."),
                 Role::Secondary));
    column->addWidget(m_editor);
    column->addWidget(m_removedPart);
    column->addWidget(m_effects);
    column->addStretch(1);
    return form;
}

/// `label` as the editor had it, where it may have got another name.
void EditLabelsDialog::addRemoved(const LabelClass& label)
{
    Removed removed{label, new QWidget, new QComboBox};
    auto* chip = new QLabel;
    chip->setPixmap(labelChip(label.color).pixmap(Metrics::kIcon));
    auto* name = new QLabel(textOf(label.name));
    name->setTextFormat(Qt::PlainText);
    removed.into->setFixedHeight(Metrics::kPageControl);
    removed.into->setAccessibleName(tr("What becomes of %1").arg(textOf(label.name)));
    auto* back = new QPushButton(tr("Put back"));
    back->setFixedHeight(Metrics::kPageControl);
    back->setAutoDefault(false); // Enter in a name goes on to the next one.
    auto* row = new QHBoxLayout(removed.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(chip);
    row->addWidget(name, 1);
    row->addWidget(removed.into, 1);
    row->addWidget(back);
    connect(removed.into, &QComboBox::currentIndexChanged, this, &EditLabelsDialog::refresh);
    connect(back, &QPushButton::clicked, this, [this, id = label.id] { putBack(id); });
    m_removed.append(removed);
    m_removedRows->addWidget(removed.widget);
    m_removedPart->show();
    fillChoices();
    refresh();
}

void EditLabelsDialog::putBack(int id)
{
    const auto found = std::ranges::find_if(m_removed, [id](const Removed& removed) { return removed.label.id == id; });
    const Removed removed = *found;
    m_removed.erase(found);
    removed.widget->hide();
    removed.widget->deleteLater(); // Its button is being clicked.
    m_removedPart->setVisible(!m_removed.isEmpty());
    m_editor->putBack(removed.label);
}

/// With the labels that there are now.
void EditLabelsDialog::fillChoices()
{
    const std::vector<LabelClass> classes = m_editor->classes();
    for (const Removed& removed : std::as_const(m_removed)) {
        const QSignalBlocker quiet(removed.into);
        const int chosen = removed.into->currentData().toInt();
        removed.into->clear();
        removed.into->addItem(tr("Delete: becomes unlabeled"), 0);
        for (const LabelClass& label : classes) {
            if (!label.name.empty())
                removed.into->addItem(labelChip(label.color), tr("Merge into %1").arg(textOf(label.name)), label.id);
        }
        removed.into->setCurrentIndex(std::max(removed.into->findData(chosen), 0));
    }
}

Result<LabelSet> EditLabelsDialog::labels() const
{
    LabelsEdit edit{m_editor->classes(), {}};
    for (const Removed& removed : m_removed) {
        if (const int into = removed.into->currentData().toInt(); into != 0)
            edit.merged[removed.label.id] = into;
    }
    return editedLabels(m_snapshot->job.spec().labels, edit);
}

void EditLabelsDialog::refresh()
{
    const LabelSet& now = m_snapshot->job.spec().labels;
    const Result<LabelSet> made = labels();
    const Status allowed = made ? checkLabelChange(m_snapshot->job, *made, m_author) : Status(made.error());
    const bool isChanged = !made || *made != now;
    WorkFooter& footer = m_frame.footer();
    footer.setReady(m_refusal.isEmpty() && allowed.has_value() && isChanged);
    showEffects();
    if (!m_refusal.isEmpty())
        footer.say(m_refusal, Role::Danger);
    else if (!isChanged)
        footer.say(tr("Nothing is changed."));
    else if (allowed)
        footer.say({});
    else
        footer.say(sentenceOf(allowed.error()), Role::Danger);
}

void EditLabelsDialog::showEffects()
{
    const JobSpec& spec = m_snapshot->job.spec();
    if (const Result<LabelSet> made = labels())
        m_effects->showChange(spec.labels, *made, m_counts ? &*m_counts : nullptr, spec.taskType);
    else
        m_effects->clear();
}

void EditLabelsDialog::count()
{
    m_frame.work().run(
        [snapshot = m_snapshot](const std::stop_token& stop, const Progress&) { return countJob(snapshot->job, stop); },
        [this](const Result<JobCounts>& counts) {
            if (counts)
                m_counts = *counts;
            showEffects();
        });
}

void EditLabelsDialog::askToUndo()
{
    const LabelSet& now = m_snapshot->job.spec().labels;
    QMessageBox box(QMessageBox::Question, tr("Labelwright"), tr("Undo the last change of the labels?"),
                    QMessageBox::NoButton, this);
    box.setTextFormat(Qt::PlainText);
    QString does = textOf(labelChangeText(now, *m_earlier)) + QLatin1Char('.');
    if (m_counts)
        does += QLatin1Char(' ') +
                effectsText(effectsOf(now, *m_earlier, m_counts->objects, m_snapshot->job.spec().taskType));
    box.setInformativeText(does);
    const QPushButton* undo = box.addButton(tr("Undo change"), QMessageBox::AcceptRole);
    box.setEscapeButton(box.addButton(tr("Cancel"), QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() == undo)
        save(*m_earlier);
}

void EditLabelsDialog::save(const LabelSet& labels)
{
    m_frame.begin(tr("Saving…"));
    m_undo->setEnabled(false);
    m_frame.work().run([folder = m_snapshot->job.folder(), shown = m_snapshot->job.spec().labels, labels,
                        author = m_author](const std::stop_token&,
                                           const Progress&) { return saveLabels(folder, shown, labels, author); },
                       [this](const Status& saved) { finish(saved); });
}

void EditLabelsDialog::finish(const Status& saved)
{
    if (saved)
        return accept();
    m_frame.end();
    m_undo->setEnabled(m_earlier.has_value());
    refresh();
    if (!m_counts)
        count(); // Saving has stopped it.
    m_frame.footer().say(sentenceOf(saved.error()), Role::Danger);
}

void EditLabelsDialog::reject()
{
    if (m_frame.isUnderWay())
        return;
    const Result<LabelSet> made = labels();
    if (made && *made == m_snapshot->job.spec().labels)
        return QDialog::reject();
    askToDiscard(*this, tr("Discard the changes?"), [this] { QDialog::reject(); });
}

} // namespace labelwright

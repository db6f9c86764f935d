// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelEffectsView.h"

#include "core/job/LabelChange.h"
#include "ui/look/CoreText.h"
#include "ui/look/LabelChip.h"
#include "ui/look/Parts.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QStringList>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

enum Column { kLabel, kBecomes, kObjects, kPixels };

QString objectsText(std::int64_t count)
{
    return count == 1 ? LabelEffectsView::tr("1 object") : LabelEffectsView::tr("%1 objects").arg(countText(count));
}

bool looksOther(const LabelClass& label, const LabelClass& other)
{
    return label.name != other.name || label.color != other.color;
}

} // namespace

LabelEffectsView::LabelEffectsView(QWidget* parent)
    : QWidget(parent), m_sentence(makeText({}, Role::Secondary)),
      m_table(makeFigureTable({tr("Label"), tr("Becomes"), tr("Objects"), tr("Pixels")}))
{
    m_table->setAccessibleName(tr("What becomes of the labels"));
    m_table->header()->setSectionResizeMode(kLabel, QHeaderView::Stretch);
    m_table->header()->setSectionResizeMode(kBecomes, QHeaderView::Stretch);
    for (const Column figure : {kObjects, kPixels})
        m_table->headerItem()->setTextAlignment(figure, Qt::AlignRight | Qt::AlignVCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_sentence);
    column->addWidget(m_table);
    clear();
}

void LabelEffectsView::clear()
{
    m_sentence->clear();
    m_table->hide();
}

void LabelEffectsView::showChange(const LabelSet& now, const LabelSet& after, const JobCounts* counts, TaskType task)
{
    if (now == after)
        return clear();
    const LabelEffects effects =
        effectsOf(now, after, counts ? counts->objects : std::map<ObjectId, LabelCounts>(), task);
    QString text = counts ? effectsText(effects) : tr("What has each label is being counted…");
    if (counts && !counts->problems.empty())
        text +=
            QLatin1Char(' ') +
            tr("The labels of %1 can't be read.").arg(objectsText(static_cast<std::int64_t>(counts->problems.size())));
    m_sentence->setText(text);
    fill(now, after, effects, counts != nullptr, !isClassification(task));
}

void LabelEffectsView::fill(const LabelSet& now, const LabelSet& after, const LabelEffects& effects, bool isCounted,
                            bool isPainted)
{
    m_table->clear();
    m_table->setColumnHidden(kPixels, !isPainted);
    const auto setFigure = [isCounted](FigureRow& row, Column column, std::int64_t number) {
        if (isCounted)
            row.setFigure(column, static_cast<double>(number), countText(number));
        else
            row.setNoFigure(column, tr("…"));
    };
    for (const LabelEffect& effect : effects.labels) {
        const LabelClass& label = now.at(effect.label);
        const bool isDeleted = effect.becomes == kUnlabelled;
        if (!effect.isAnother && !looksOther(label, after.at(effect.becomes)))
            continue;
        auto* row = new FigureRow(m_table);
        row->setText(kLabel, textOf(label.name));
        row->setIcon(kLabel, labelChip(label.color));
        row->setText(kBecomes, isDeleted ? tr("unlabeled") : textOf(after.at(effect.becomes).name));
        if (!isDeleted)
            row->setIcon(kBecomes, labelChip(after.at(effect.becomes).color));
        setFigure(*row, kObjects, effect.objects);
        setFigure(*row, kPixels, effect.pixels);
    }
    const int rows = m_table->topLevelItemCount();
    m_table->setVisible(rows > 0);
    m_table->setFixedHeight(m_table->header()->sizeHint().height() + 2 * m_table->frameWidth() +
                            std::min(rows, 8) * std::max(m_table->sizeHintForRow(0), 1));
}

QString effectsText(const LabelEffects& effects)
{
    using View = LabelEffectsView;
    const auto changed = static_cast<std::int64_t>(effects.objects.size());
    const std::int64_t losing = effects.losing();
    QStringList said;
    if (!effects.back.empty())
        said << View::tr("Answers that were given with labels that are back have them again.");
    else if (changed == 0)
        said << View::tr("No object gets another label or loses one.");
    if (changed == 1)
        said << (losing == 1 ? View::tr("1 object loses a label.") : View::tr("1 object gets another label."));
    else if (changed > 1 && losing == 0)
        said << View::tr("%1 get another label; none loses one.").arg(objectsText(changed));
    else if (changed > 1 && losing == changed)
        said << View::tr("%1 lose a label.").arg(objectsText(losing));
    else if (changed > 1)
        said << View::tr("%1 get another label or lose one.").arg(objectsText(changed))
             << (losing == 1 ? View::tr("1 of them loses one.")
                             : View::tr("%1 of them lose one.").arg(countText(losing)));
    if (const std::int64_t again = effects.givenOutAgain(); again > 0)
        said << (again == 1 ? View::tr("1 object has nothing left and is given out again.")
                            : View::tr("%1 have nothing left and are given out again.").arg(objectsText(again)));
    return said.join(QLatin1Char(' '));
}

} // namespace labelwright

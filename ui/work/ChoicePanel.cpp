// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ChoicePanel.h"

#include "ui/look/Look.h"
#include "ui/work/ChoiceDelegate.h"
#include "ui/work/ChoiceModel.h"
#include "ui/work/SearchedList.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QVBoxLayout>

namespace labelwright {

ChoicePanel::ChoicePanel(const JobSpec& spec, QWidget* parent)
    : QWidget(parent), m_model(new ChoiceModel(spec, this)), m_rows(new SearchedList(*m_model)), m_list(m_rows->view()),
      m_count(new QLabel)
{
    auto* title = new QLabel(m_model->isSingle() ? tr("Select an option") : tr("Select appropriate categories"));
    setRole(*title, Role::Section);
    title->setWordWrap(true);
    title->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, 0);

    m_list.setItemDelegate(
        new ChoiceDelegate(m_model->isSingle() ? ChoiceDelegate::Mark::Ring : ChoiceDelegate::Mark::Box, &m_list));
    m_list.setAccessibleName(title->text());
    m_list.installEventFilter(this);
    connect(m_rows, &SearchedList::chosen, this, &ChoicePanel::toggleRow);
    connect(m_rows, &SearchedList::finished, this, &ChoicePanel::finish);

    setRole(*m_count, Role::Secondary);
    m_count->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, Metrics::kRelated);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Metrics::kRelated + Metrics::kInside, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(title);
    column->addWidget(m_rows, 1);
    column->addWidget(m_count);
}

void ChoicePanel::setChoice(const std::optional<LabelChoice>& choice)
{
    m_model->setChoice(choice.value_or(LabelChoice()));
    m_count->setText(choice ? countText() : QString());
}

QString ChoicePanel::countText() const
{
    const LabelChoice& choice = m_model->choice();
    if (m_model->isSingle())
        return isComplete(choice) ? QString() : tr("Nothing chosen yet");
    if (choice.isNone)
        return tr("None of the labels");
    return choice.ids.empty() ? tr("Nothing chosen yet")
                              : tr("%1 chosen").arg(QLocale().toString(static_cast<int>(choice.ids.size())));
}

void ChoicePanel::setKeyTexts(const QStringList& keys)
{
    m_model->setKeyTexts(keys);
}

void ChoicePanel::startSearch()
{
    m_rows->startSearch();
}

bool ChoicePanel::eventFilter(QObject*, QEvent* event)
{
    return event->type() == QEvent::KeyPress && listKey(static_cast<QKeyEvent*>(event)->key());
}

bool ChoicePanel::listKey(int key)
{
    switch (key) {
    case Qt::Key_Space:
        toggleRow(m_list.currentIndex());
        return true;
    case Qt::Key_Escape:
        finish();
        return true;
    default:
        return false;
    }
}

/// No row stays current: which are chosen is all that the list has to say.
void ChoicePanel::finish()
{
    m_list.setCurrentIndex({});
    emit finished();
}

void ChoicePanel::toggleRow(const QModelIndex& index)
{
    if (index.isValid())
        emit toggled(index.data(ChoiceModel::IdRole).toInt());
}

} // namespace labelwright

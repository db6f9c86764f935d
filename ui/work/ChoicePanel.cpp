// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ChoicePanel.h"

#include "ui/look/Look.h"
#include "ui/work/ChoiceDelegate.h"
#include "ui/work/ChoiceModel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

QListView* makeList(ChoiceDelegate::Mark mark)
{
    auto* list = new QListView;
    list->setFrameShape(QFrame::NoFrame);
    list->setItemDelegate(new ChoiceDelegate(mark, list));
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setEditTriggers(QListView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QListView::ScrollPerPixel);
    list->setFocusPolicy(Qt::TabFocus);
    return list;
}

} // namespace

ChoicePanel::ChoicePanel(const JobSpec& spec, QWidget* parent)
    : QWidget(parent), m_model(new ChoiceModel(spec, this)), m_shown(new QSortFilterProxyModel(this)),
      m_search(new QLineEdit),
      m_list(makeList(m_model->isSingle() ? ChoiceDelegate::Mark::Ring : ChoiceDelegate::Mark::Box)),
      m_count(new QLabel)
{
    auto* title = new QLabel(m_model->isSingle() ? tr("Select an option") : tr("Select appropriate categories"));
    setRole(*title, Role::Section);
    title->setWordWrap(true);
    title->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, 0);

    m_search->setPlaceholderText(tr("Type a label's name"));
    m_search->setAccessibleName(tr("Find a label"));
    m_search->setClearButtonEnabled(true);
    m_search->setVisible(m_model->rowCount() > kRowsWithoutSearch);
    m_search->installEventFilter(this);
    auto* searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, 0);
    searchRow->addWidget(m_search);

    m_shown->setSourceModel(m_model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_shown);
    m_list->setAccessibleName(title->text());
    m_list->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_shown->setFilterFixedString(text);
        m_list->setCurrentIndex(text.isEmpty() ? QModelIndex() : m_shown->index(0, 0));
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        toggleRow(index);
        m_list->setCurrentIndex({});
        emit finished();
    });

    setRole(*m_count, Role::Secondary);
    m_count->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, Metrics::kRelated);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Metrics::kRelated + Metrics::kInside, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(title);
    column->addLayout(searchRow);
    column->addWidget(m_list, 1);
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
    m_search->show();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    m_list->setCurrentIndex(m_shown->index(0, 0));
}

bool ChoicePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    return watched == m_search ? searchKey(key) : listKey(key);
}

bool ChoicePanel::listKey(int key)
{
    switch (key) {
    case Qt::Key_Space:
        toggleRow(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        m_list->setCurrentIndex({});
        emit finished();
        return true;
    default:
        return false;
    }
}

bool ChoicePanel::searchKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveCurrent(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        toggleRow(m_list->currentIndex());
        endSearch();
        return true;
    case Qt::Key_Escape:
        endSearch();
        return true;
    default:
        return false;
    }
}

void ChoicePanel::endSearch()
{
    m_search->clear();
    m_search->setVisible(m_model->rowCount() > kRowsWithoutSearch);
    m_list->setCurrentIndex({});
    emit finished();
}

void ChoicePanel::toggleRow(const QModelIndex& index)
{
    if (index.isValid())
        emit toggled(index.data(ChoiceModel::IdRole).toInt());
}

void ChoicePanel::moveCurrent(int rows)
{
    const int last = m_shown->rowCount() - 1;
    if (last >= 0)
        m_list->setCurrentIndex(m_shown->index(std::clamp(m_list->currentIndex().row() + rows, 0, last), 0));
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/HistoryPanel.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/work/HistoryModel.h"

#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kListHeight = 144;
constexpr int kLeastListHeight = 56;

QToolButton* makeTitle(const QString& text)
{
    auto* title = new QToolButton;
    title->setText(text);
    title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    title->setIconSize({16, 16});
    title->setFocusPolicy(Qt::TabFocus);
    title->setCheckable(true);
    title->setProperty("role", QStringLiteral("fold"));
    return title;
}

} // namespace

HistoryPanel::HistoryPanel(QWidget* parent)
    : QWidget(parent), m_model(new HistoryModel(this)), m_title(makeTitle(tr("History"))), m_list(new QListView)
{
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::TabFocus);
    m_list->setMinimumHeight(kLeastListHeight);
    m_list->setMaximumHeight(kListHeight);
    m_list->setObjectName(QStringLiteral("history"));
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setAccessibleName(tr("History"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kRelated, Metrics::kInside, Metrics::kRelated, Metrics::kInside);
    column->setSpacing(Metrics::kInside);
    column->addWidget(m_title, 0, Qt::AlignLeft);
    column->addWidget(m_list);
    connect(m_title, &QToolButton::toggled, this, [this](bool isOn) {
        setExpanded(isOn);
        emit expandedChanged(isOn);
    });
    const auto choose = [this](const QModelIndex& index) {
        if (index.row() != m_model->currentRow())
            emit stepsChosen(index.row() - m_model->currentRow());
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
    setExpanded(false);
}

void HistoryPanel::showHistory(const History* history)
{
    m_model->setHistory(isExpanded() ? history : nullptr);
    const QModelIndex current = m_model->index(m_model->currentRow());
    m_list->setCurrentIndex(current);
    m_list->scrollTo(current);
}

void HistoryPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_list->scrollTo(m_list->currentIndex());
}

bool HistoryPanel::isExpanded() const
{
    return m_title->isChecked();
}

void HistoryPanel::setExpanded(bool expanded)
{
    m_title->setChecked(expanded);
    m_title->setIcon(icon(expanded ? u"chevron-down" : u"chevron-right", IconTint::Secondary));
    m_list->setVisible(expanded);
}

} // namespace labelwright

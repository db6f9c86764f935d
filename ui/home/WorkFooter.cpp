// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkFooter.h"

#include "ui/home/HomeParts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace labelwright {
namespace {

constexpr int kBarWidth = 160;
constexpr int kSteps = 1000;

void setUp(QPushButton& button)
{
    button.setFixedHeight(Metrics::kPageControl);
    button.setAutoDefault(false); // Enter in a field is no wish to begin.
}

} // namespace

WorkFooter::WorkFooter(const QString& mainText, QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_text(makeText({}, Role::Secondary)), m_bar(new QProgressBar),
      m_leave(new QPushButton(tr("Cancel"))), m_main(new QPushButton(mainText))
{
    setRole(*this, Role::Panel);
    setRole(*m_main, Role::Primary);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, kSteps);
    m_bar->hide();
    for (QPushButton* button : {m_leave, m_main})
        setUp(*button);
    m_row->setContentsMargins(Metrics::kPageEdge, Metrics::kGroups, Metrics::kPageEdge, Metrics::kGroups);
    m_row->setSpacing(Metrics::kRelated);
    m_row->addWidget(m_text, 1);
    m_row->addWidget(m_bar);
    m_row->addWidget(m_leave);
    m_row->addWidget(m_main);
    connect(m_leave, &QPushButton::clicked, this, &WorkFooter::left);
    connect(m_main, &QPushButton::clicked, this, &WorkFooter::confirmed);
    setReady(false);
}

void WorkFooter::addAside(QPushButton* button)
{
    setUp(*button);
    m_row->insertWidget(0, button);
}

void WorkFooter::say(const QString& text, Role role)
{
    setRole(*m_text, role);
    m_text->setText(text);
}

void WorkFooter::setReady(bool isReady)
{
    m_isReady = isReady;
    m_main->setEnabled(isReady && !m_isWorking);
}

void WorkFooter::setWorking(bool isWorking)
{
    m_isWorking = isWorking;
    m_leave->setText(m_isDone && !isWorking ? tr("Close") : tr("Cancel"));
    m_bar->hide();
    m_main->setEnabled(m_isReady && !isWorking);
}

void WorkFooter::showProgress(qint64 done, qint64 all)
{
    m_bar->setValue(static_cast<int>(done * kSteps / all));
    m_bar->setVisible(m_isWorking);
}

void WorkFooter::setDone()
{
    m_isDone = true;
    m_leave->setText(tr("Close"));
}

} // namespace labelwright

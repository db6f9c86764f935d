// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/InstructionsPanel.h"

#include "ui/look/Icons.h"
#include "ui/look/InstructionsHtml.h"
#include "ui/look/Look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {

InstructionsPanel::InstructionsPanel(const Instructions& instructions, const HtmlPictures& pictures, TaskType task,
                                     QWidget* parent)
    : QWidget(parent), m_task(task), m_view(new HtmlView(pictures)), m_body(makeBody()), m_expand(makeFoldButton())
{
    setRole(*this, Role::Panel);
    m_expand->setIcon(icon(u"chevron-right"));
    m_expand->setToolTip(tr("Show instructions"));
    m_expand->setAccessibleName(m_expand->toolTip());

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_body, 1);
    column->addWidget(m_expand, 0, Qt::AlignTop | Qt::AlignHCenter);
    column->setAlignment(m_expand, Qt::AlignTop | Qt::AlignHCenter);
    setInstructions(instructions);
    setExpanded(true);
}

void InstructionsPanel::setInstructions(const Instructions& instructions)
{
    m_view->setContent(shortInstructionsHtml(instructions, m_task));
}

void InstructionsPanel::setExpanded(bool expanded)
{
    m_isExpanded = expanded;
    m_body->setVisible(expanded);
    m_expand->setVisible(!expanded);
    setFixedWidth(expanded ? kWidth : kRailWidth);
}

QToolButton* InstructionsPanel::makeFoldButton()
{
    auto* button = new QToolButton;
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedSize(Metrics::kControl, Metrics::kControl);
    connect(button, &QToolButton::clicked, this, &InstructionsPanel::toggleRequested);
    return button;
}

QWidget* InstructionsPanel::makeBody()
{
    auto* body = new QWidget;
    auto* title = new QLabel(tr("Instructions"));
    setRole(*title, Role::Section);
    QToolButton* fold = makeFoldButton();
    fold->setIcon(icon(u"chevron-left"));
    fold->setToolTip(tr("Fold instructions"));
    fold->setAccessibleName(fold->toolTip());
    auto* heading = new QHBoxLayout;
    heading->addWidget(title, 1);
    heading->addWidget(fold);

    m_view->setAccessibleName(tr("Instructions"));
    m_view->setFocusPolicy(Qt::TabFocus);

    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kRelated, Metrics::kGroups);
    column->setSpacing(Metrics::kInside);
    column->addLayout(heading);
    column->addWidget(m_view, 1);
    auto* links = new QVBoxLayout;
    links->setContentsMargins(-Metrics::kInside, Metrics::kRelated, 0, 0); // a link's own padding
    links->setSpacing(0);
    column->addLayout(links);
    for (const auto& [text, page] : {std::pair(tr("View full instructions"), HelpPage::FullInstructions),
                                     std::pair(tr("View tool guide"), HelpPage::ToolGuide),
                                     std::pair(tr("How to use the auto-segment tool"), HelpPage::AutoSegment)}) {
        if (isClassification(m_task) && page != HelpPage::FullInstructions)
            continue;
        auto* link = new QPushButton(text);
        setRole(*link, Role::Link);
        link->setFocusPolicy(Qt::TabFocus);
        link->setCursor(Qt::PointingHandCursor);
        connect(link, &QPushButton::clicked, this, [this, page = page] { emit helpRequested(page); });
        links->addWidget(link, 0, Qt::AlignLeft);
    }
    return body;
}

} // namespace labelwright

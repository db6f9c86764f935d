// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/Banner.h"

#include "ui/home/HomeParts.h"
#include "ui/look/Icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace labelwright {

Banner::Banner(Role role, QWidget* parent) : QWidget(parent), m_text(makeText({}, role)), m_row(new QHBoxLayout(this))
{
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton;
    close->setIcon(icon(u"close"));
    close->setIconSize({Metrics::kIcon, Metrics::kIcon});
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(Metrics::kRelated);
    m_row->addWidget(m_text, 1);
    m_row->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void Banner::addButton(QPushButton* button)
{
    m_row->insertWidget(1, button, 0, Qt::AlignTop);
}

void Banner::tell(const QString& text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

void Banner::setState(const QString& text)
{
    if (text != m_text->text())
        tell(text);
}

} // namespace labelwright

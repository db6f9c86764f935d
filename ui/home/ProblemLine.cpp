// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ProblemLine.h"

#include "ui/home/HomeParts.h"
#include "ui/look/Icons.h"

#include <QHBoxLayout>
#include <QLabel>

namespace labelwright {
namespace {

constexpr int kIcon = 16;

} // namespace

ProblemLine::ProblemLine(QWidget* parent) : QWidget(parent), m_text(makeText({}, Role::Danger))
{
    auto* picture = new QLabel;
    picture->setPixmap(icon(u"error", IconTint::Danger).pixmap(kIcon));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kInside);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    hide();
}

void ProblemLine::setText(const QString& text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QString ProblemLine::text() const
{
    return m_text->text();
}

} // namespace labelwright

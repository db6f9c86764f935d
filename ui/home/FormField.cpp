// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FormField.h"

#include "ui/home/HomeParts.h"
#include "ui/look/Icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kProblemIcon = 16;

} // namespace

FormField::FormField(const QString& title, const QString& purpose, QWidget* editor, QWidget* parent)
    : QWidget(parent), m_note(makeText({}, Role::Secondary)), m_problemRow(new QWidget),
      m_problem(makeText({}, Role::Danger))
{
    editor->setAccessibleName(title);
    editor->setAccessibleDescription(purpose);
    auto* picture = new QLabel;
    picture->setPixmap(icon(u"error", IconTint::Danger).pixmap(kProblemIcon));
    auto* problemRow = new QHBoxLayout(m_problemRow);
    problemRow->setContentsMargins(0, 0, 0, 0);
    problemRow->setSpacing(Metrics::kInside);
    problemRow->addWidget(picture, 0, Qt::AlignTop);
    problemRow->addWidget(m_problem, 1);
    m_problemRow->hide();
    m_note->hide();

    auto* heading = new QLabel(title);
    heading->setTextFormat(Qt::PlainText);
    heading->setBuddy(editor);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kInside);
    column->addWidget(heading);
    if (!purpose.isEmpty())
        column->addWidget(makeText(purpose, Role::Secondary));
    column->addWidget(editor);
    column->addWidget(m_note);
    column->addWidget(m_problemRow);
}

void FormField::setNote(const QString& text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void FormField::setProblem(const QString& text)
{
    m_problem->setText(text);
    m_problemRow->setVisible(!text.isEmpty());
}

QString FormField::problem() const
{
    return m_problem->text();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FormField.h"

#include "ui/home/HomeParts.h"
#include "ui/home/ProblemLine.h"

#include <QLabel>
#include <QVBoxLayout>

namespace labelwright {

FormField::FormField(const QString& title, const QString& purpose, QWidget* editor, QWidget* parent)
    : QWidget(parent), m_note(makeText({}, Role::Secondary)), m_problem(new ProblemLine)
{
    editor->setAccessibleName(title);
    editor->setAccessibleDescription(purpose);
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
    column->addWidget(m_problem);
}

void FormField::setWarning(const QString& text)
{
    setNote(text);
    setRole(*m_note, Role::Warning);
}

void FormField::setNote(const QString& text)
{
    setRole(*m_note, Role::Secondary);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void FormField::setProblem(const QString& text)
{
    m_problem->setText(text);
}

QString FormField::problem() const
{
    return m_problem->text();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace labelwright {

class ProblemLine;

/// One field of a form: its title, what it is for, the editor, and below it what is found or wrong.
class FormField : public QWidget {
    Q_OBJECT
public:
    /// Owns `editor`, which carries the title as its accessible name.
    FormField(const QString& title, const QString& purpose, QWidget* editor, QWidget* parent = nullptr);

    /// A full sentence in the secondary colour; empty for none.
    void setNote(const QString& text);
    /// The same of what should be looked into, in the warning's colour.
    void setWarning(const QString& text);
    /// What stands in the way, a full sentence with an icon; empty for nothing.
    void setProblem(const QString& text);
    QString problem() const;

private:
    QLabel* m_note;
    ProblemLine* m_problem;
};

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/StoppableWork.h"
#include "ui/home/WorkFooter.h"

#include <QObject>

class QDialog;

namespace labelwright {

/// What dialogs that do something long are made of: a form that scrolls, a footer below it, and the work, which the
/// footer tells of. While the user waits for what was begun the form is off, and the dialog's reject() cancels it.
///
/// A member of the dialog, which has two things to do: connect WorkFooter::confirmed(), and ask cancel() in reject().
class WorkFrame : public QObject {
    Q_OBJECT
public:
    WorkFrame(QDialog& dialog, const QString& mainText);

    /// Takes both; `side` stands beside the form and is never off.
    void setForm(QWidget* form, QWidget* side = nullptr);

    WorkFooter& footer() { return *m_footer; }
    /// For what the form asks for while it is filled in, too.
    StoppableWork& work() { return m_work; }

    void begin(const QString& doing);
    void end();
    bool isUnderWay() const { return m_isUnderWay; }
    /// Stops what was begun. False where nothing was: the dialog may close.
    bool cancel();

    /// Why nothing came of what was begun; `stopped` where that was cancel().
    void sayFailure(const Error& error, const QString& stopped);

private:
    QDialog& m_dialog;
    QWidget* m_form = nullptr;
    WorkFooter* m_footer;
    bool m_isUnderWay = false;
    StoppableWork m_work;
};

} // namespace labelwright

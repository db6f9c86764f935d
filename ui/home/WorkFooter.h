// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Look.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace labelwright {

/// The foot of a dialog that does something: what there is to say, how far it is, and the two buttons. The left
/// one cancels the work, or leaves the dialog while there is none.
class WorkFooter : public QWidget {
    Q_OBJECT
public:
    explicit WorkFooter(const QString& mainText, QWidget* parent = nullptr);

    /// Takes a further button, at the left end.
    void addAside(QPushButton* button);

    void say(const QString& text, Role role = Role::Secondary);
    /// Whether the main button can be pressed.
    void setReady(bool isReady);
    /// While something is under way that the user waits for. How far it is shows once that is told.
    void setWorking(bool isWorking);
    void showProgress(qint64 done, qint64 all);
    /// There is nothing to cancel, but while something is under way again: the dialog is closed.
    void setDone();

signals:
    void confirmed();
    void left();

private:
    QHBoxLayout* m_row;
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_leave;
    QPushButton* m_main;
    bool m_isReady = false;
    bool m_isWorking = false;
    bool m_isDone = false;
};

} // namespace labelwright

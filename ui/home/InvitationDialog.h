// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;

namespace labelwright {

/// An invitation to look at, to copy and to save. Nothing is sent from here.
class InvitationDialog : public QDialog {
    Q_OBJECT
public:
    explicit InvitationDialog(const QString& text, QWidget* parent = nullptr);

    /// Writes the text and says under it what became of that.
    void saveTo(const QString& path);

private:
    void copy();
    void askWhereToSave();
    void say(const QString& text, bool isFailure);

    QString m_text;
    QLabel* m_state;
};

} // namespace labelwright

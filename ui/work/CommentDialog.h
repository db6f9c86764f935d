// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

class QPlainTextEdit;

namespace labelwright {

/// Asks what to say about an object; Ctrl+Enter says it.
class CommentDialog : public QDialog {
    Q_OBJECT
public:
    /// `about` says what it is about, in words.
    CommentDialog(const QString& title, const QString& about, QWidget* parent = nullptr);

    QString text() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPlainTextEdit* m_text;
};

} // namespace labelwright

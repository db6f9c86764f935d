// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

class QLabel;

namespace labelwright {

/// A sentence over the canvas, where the eyes are: why what was asked for did not happen, or can't. The pointer goes
/// through it. Hidden while there is nothing to say.
class CanvasNotice : public QFrame {
    Q_OBJECT
public:
    explicit CanvasNotice(QWidget* parent = nullptr);

    /// What just happened, before what stands; empty once it is over.
    void setPassing(const QString& text);
    /// What is so as long as this is not taken back by an empty text.
    void setStanding(const QString& text);
    QString shownText() const;

    /// In one line as far as that is not too wide.
    QSize sizeHint() const override;

private:
    void showText();

    QLabel* m_text;
    QString m_passing;
    QString m_standing;
};

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace labelwright {

/// What is wrong with what stands above it: a sentence with an icon. Not there while nothing is wrong.
class ProblemLine : public QWidget {
    Q_OBJECT
public:
    explicit ProblemLine(QWidget* parent = nullptr);

    /// A full sentence; empty for nothing.
    void setText(const QString& text);
    QString text() const;

private:
    QLabel* m_text;
};

} // namespace labelwright

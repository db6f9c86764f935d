// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimer>

namespace labelwright::test {

/// As long as it lives, presses the button with this text in every question, and counts the questions.
class Answerer {
public:
    explicit Answerer(QString text);
    int count() const { return m_count; }
    /// The last that was answered.
    const QString& question() const { return m_question; }
    /// What stood below it.
    const QString& details() const { return m_details; }

private:
    void answer();

    QString m_text;
    QString m_question;
    QString m_details;
    QTimer m_timer;
    int m_count = 0;
};

} // namespace labelwright::test

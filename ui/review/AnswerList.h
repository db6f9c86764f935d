// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Worker.h"
#include "core/review/AnswerHistory.h"
#include "ui/bridge/DetachedWork.h"
#include "ui/bridge/JobSnapshot.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace labelwright {

/// In words, with a capital: "Counted".
QString standingText(AnswerStanding standing);

/// All answers that an object ever had, oldest first; an earlier one is brought back from here.
class AnswerList : public QWidget {
    Q_OBJECT
public:
    explicit AnswerList(QWidget* parent = nullptr);

    /// What is brought back is `author`'s; see bringBack().
    void setHistory(std::shared_ptr<const JobSnapshot> job, ObjectId object, const Worker& author);
    /// The answer at that place of answerHistory() is among what is compared.
    void chooseRow(int row);
    /// Of the chosen one; nothing happens without one.
    void bringBackChosen();

signals:
    /// The answer at that place is to be the one after.
    void answerChosen(int place);
    /// It is on the disk.
    void broughtBack(const labelwright::AnswerEvent& written);

private:
    void showState();
    void finish(const Result<AnswerEvent>& written);

    std::shared_ptr<const JobSnapshot> m_job;
    ObjectId m_object = 0;
    Worker m_author;
    std::vector<PastAnswer> m_history;
    QTreeWidget* m_table;
    QLabel* m_outcome;
    QPushButton* m_bringBack;
    bool m_isWriting = false;
    DetachedWork m_work;
};

} // namespace labelwright

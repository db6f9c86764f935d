// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Worker.h"
#include "ui/bridge/DifferenceSubject.h"
#include "ui/bridge/JobSnapshot.h"
#include "ui/review/ComparisonChoices.h"
#include "ui/review/DifferenceLoader.h"
#include "ui/review/DifferenceView.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <optional>
#include <string>

class QButtonGroup;
class QComboBox;
class QToolButton;

namespace labelwright {

class AnswerList;
class DifferencePanel;
class ElidedLabel;

/// A window that compares the answers of an object with each other, with what it began with, and with what another job
/// made of the same photo. An earlier answer is brought back here.
class DifferenceWindow : public QWidget {
    Q_OBJECT
public:
    /// What is brought back is signed by `author`, or the job's decidingWorker().
    DifferenceWindow(DifferenceSubject subject, std::optional<Worker> author, QWidget* parent = nullptr);

    DifferenceView& view() { return *m_view; }

signals:
    /// By this window.
    void answerWritten(const labelwright::AnswerEvent& answer);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildSide();
    void takeSnapshot(const std::shared_ptr<const JobSnapshot>& snapshot);
    void takeOther(const std::shared_ptr<const JobSnapshot>& snapshot);
    void fillChoices();
    void choose(const std::string& before, const std::string& after);
    void compare();
    void swap();
    void showDifference(const std::shared_ptr<LoadedDifference>& difference);
    void showReason(const QString& reason);
    void showMode();

    DifferenceSubject m_subject;
    std::optional<Worker> m_author;
    JobSnapshots m_snapshots;
    std::unique_ptr<JobSnapshots> m_otherSnapshots; ///< nullptr without another job.
    std::shared_ptr<const JobSnapshot> m_job;
    std::shared_ptr<const JobSnapshot> m_other;
    bool m_hasInitial = false; ///< The object begins with a mask.
    DetachedWork m_work;
    DifferenceLoader m_loader;
    ComparisonChoices m_choices;
    ElidedLabel* m_title;
    QButtonGroup* m_modes;
    QToolButton* m_plays;
    QComboBox* m_before;
    QComboBox* m_after;
    DifferenceView* m_view;
    DifferencePanel* m_panel;
    AnswerList* m_answers;
};

} // namespace labelwright

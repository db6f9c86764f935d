// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/JobDecision.h"

#include <QList>
#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace labelwright {

class JobFacts;

/// What Ground Truth's console shows of a labeling job: names and places, team, status and counters, labels.
class JobDetails : public QWidget {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the page.
    explicit JobDetails(const JobFacts& facts, QWidget* parent = nullptr);

    /// While a decision is being written no other can be taken.
    void setDeciding(bool isDeciding);

signals:
    void decisionRequested(labelwright::JobDecision decision);
    /// The user wants to change the job.
    void editRequested();
    void labelsRequested();
    /// The user wants to hand out copies of the job, or to take in what was done in them.
    void splitRequested();
    void mergeRequested();
    /// The user wants to make a dataset of the labels, or to take a dataset's over.
    void exportRequested();
    void importRequested();
    /// The user wants to send the job to a place that others share, or to fetch what they did.
    void pushRequested();
    void pullRequested();

private:
    QWidget* buildTitle();
    QWidget* buildSummary();
    QWidget* buildCounters();
    QWidget* buildLabels();
    /// A value that can be selected and copied, however long.
    QLineEdit* addValue(QFormLayout& form, const QString& name);
    void showSummary();
    void showGold();
    void showDecisions();
    void showConflicts();
    void showCounters();
    void showWarnings();
    void showLabels();

    const JobFacts& m_facts;
    QList<QLineEdit*> m_values; ///< In the order in which they were added.
    QFormLayout* m_summary = nullptr;
    QLineEdit* m_gold = nullptr;
    QList<QLineEdit*> m_counters; ///< As m_values.
    QPushButton* m_stop;
    QPushButton* m_complete;
    QPushButton* m_edit;
    QPushButton* m_editLabels;
    bool m_isDeciding = false;
    QPushButton* m_dataset;
    QPushButton* m_copies;
    QLabel* m_conflicts; ///< That something waits to be settled.
    QLabel* m_share;
    QProgressBar* m_bar;
    QLabel* m_unusable; ///< Events that are not counted.
    QLabel* m_warnings;
    QLabel* m_labelsNote;
};

} // namespace labelwright

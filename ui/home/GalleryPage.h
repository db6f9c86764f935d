// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace labelwright {

class GalleryModel;
class GalleryView;
class JobFacts;
class LabelLegend;

/// All objects of a job as tiles, with what narrows them down: name, status, worker, flag, label; and a menu for each.
class GalleryPage : public QWidget {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the page.
    explicit GalleryPage(JobFacts& facts, QWidget* parent = nullptr);

    GalleryView& view() { return *m_view; }

    /// The survey has looked at every object.
    void setSurveyed(bool isSurveyed);

signals:
    void objectChosen(labelwright::ObjectId object);
    /// These are to be reviewed.
    void reviewRequested(const std::vector<labelwright::ObjectId>& objects);
    /// Its answers are to be compared.
    void comparisonChosen(labelwright::ObjectId object);
    /// The user wants to change the job's labels.
    void labelsRequested();
    /// The object is to be flagged with this note or, with nullopt, to lose its flag.
    void flagChosen(labelwright::ObjectId object, const std::optional<std::string>& note);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildLabels();
    QWidget* buildEmptyState();
    void fillReviews();
    void fillStatuses();
    void fillWorkers();
    void applyFilter();
    void showMenu(const QPoint& position);
    void askForNote(ObjectId object);
    void showAll();
    void showState();

    JobFacts& m_facts;
    GalleryModel* m_model;
    GalleryView* m_view;
    LabelLegend* m_legend;
    QPushButton* m_editLabels;
    QLineEdit* m_search;
    QComboBox* m_status;
    QComboBox* m_worker;
    QComboBox* m_reviewed;
    QCheckBox* m_flagged;
    QPushButton* m_review;
    QLabel* m_count;
    QLabel* m_progress;
    QStackedWidget* m_stack;
    bool m_isSurveyed = false;
};

} // namespace labelwright

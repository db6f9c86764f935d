// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Review.h"

#include <QStringList>
#include <QWidget>

#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace labelwright {

class ActionSet;

/// A lead's decision about the object in view: what was decided before, who gets it back, accept and reject.
class VerdictPanel : public QWidget {
    Q_OBJECT
public:
    explicit VerdictPanel(const ActionSet& actions, QWidget* parent = nullptr);

    /// The job's list: the first accepts, the others are reasons to reject.
    void setCategories(const std::vector<std::string>& categories);
    /// Of the object in view, whose counted answers these workers gave. Empties what was typed.
    void showObject(const ObjectReview& review, const std::vector<Worker>& workers);
    /// The same object, of which something else was decided.
    void setReview(const ObjectReview& review);

    /// To be written with the verdict.
    QString comment() const;
    void setComment(const QString& text);
    /// Ids of those who get a rejected object back; none where nobody is to be chosen.
    std::vector<std::string> returnedTo() const;

    /// Whether a rejected object would go back to anybody.
    bool isReturnable() const { return m_boxes.empty() || !returnedTo().empty(); }

    /// Shows the reasons to choose from; chosen() follows. Digits choose too.
    void askForReason();

signals:
    /// A category that rejects was chosen.
    void chosen(const QString& category);
    /// The keys go back to the picture.
    void finished();

private:
    QLabel* m_state;
    QPushButton* m_reject;
    QLineEdit* m_comment;
    QWidget* m_workers;
    QVBoxLayout* m_workerColumn;
    QMenu* m_reasons;
    std::vector<std::string> m_categories;
    std::vector<QCheckBox*> m_boxes; ///< Whose object name is the worker's id.
};

} // namespace labelwright

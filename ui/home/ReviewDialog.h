// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"

#include <QDialog>

#include <optional>
#include <span>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace labelwright {

class JobFacts;

/// Which of the objects that a page shows are to be reviewed: all, or a random sample that a seed repeats.
class ReviewDialog : public QDialog {
    Q_OBJECT
public:
    /// Objects that have all their answers; those of `unreviewed` have no verdict yet.
    ReviewDialog(std::vector<ObjectId> labeled, std::vector<ObjectId> unreviewed, QWidget* parent = nullptr);

    /// In their order.
    std::vector<ObjectId> objects() const;

private:
    void showCount();

    std::vector<ObjectId> m_labeled;
    std::vector<ObjectId> m_unreviewed;
    QCheckBox* m_unreviewedOnly;
    QSpinBox* m_percent;
    QSpinBox* m_seed;
    QLabel* m_count;
    QPushButton* m_start;
};

/// Asks over `page` which of `shown`, in any order, are to be reviewed; nullopt where the user thinks better of it.
/// Precondition: `facts` has a snapshot.
std::optional<std::vector<ObjectId>> askForReview(QWidget& page, const JobFacts& facts,
                                                  std::span<const ObjectId> shown);

} // namespace labelwright

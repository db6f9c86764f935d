// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <QTreeWidget>

#include <optional>

namespace labelwright {

class JobFacts;

/// The labels of a job with their colours, and how many objects have each. The one that is chosen filters.
class LabelLegend : public QTreeWidget {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the legend.
    explicit LabelLegend(const JobFacts& facts, QWidget* parent = nullptr);

    /// As GalleryFilter::label; nullopt for all objects.
    std::optional<Label> chosenLabel() const;
    void chooseLabel(std::optional<Label> label);

signals:
    void labelChosen();

private:
    void makeRows();
    void showCounts();

    const JobFacts& m_facts;
    LabelSet m_shown; ///< In the rows.
};

} // namespace labelwright

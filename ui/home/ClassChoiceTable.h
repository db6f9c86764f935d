// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/ClassChoice.h"
#include "core/labels/LabelSet.h"

#include <QWidget>

#include <string>
#include <vector>

class QTreeWidget;

namespace labelwright {

/// Which labels of a job a dataset has, and what each is called there: those that are given one name become one.
class ClassChoiceTable : public QWidget {
    Q_OBJECT
public:
    explicit ClassChoiceTable(const LabelSet& labels, QWidget* parent = nullptr);

    /// For ExportChoice. Nothing where all labels are chosen.
    std::vector<std::string> classes() const;
    std::vector<ClassMerge> merges() const;
    bool isAnyChosen() const;

signals:
    void changed();

private:
    QTreeWidget* m_table;
};

} // namespace labelwright

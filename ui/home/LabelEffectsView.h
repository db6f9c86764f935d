// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/LabelEffects.h"

#include <QString>
#include <QWidget>

class QLabel;
class QTreeWidget;

namespace labelwright {

/// What a change of labels does to what is labeled: a sentence, and a table of the labels that become others.
class LabelEffectsView : public QWidget {
    Q_OBJECT
public:
    explicit LabelEffectsView(QWidget* parent = nullptr);

    /// `counts` is nullptr until it is known what has each label.
    void showChange(const LabelSet& now, const LabelSet& after, const JobCounts* counts, TaskType task);
    /// Nothing can be told of what is there.
    void clear();

private:
    void fill(const LabelSet& now, const LabelSet& after, const LabelEffects& effects, bool isCounted, bool isPainted);

    QLabel* m_sentence;
    QTreeWidget* m_table;
};

/// What it does to objects, full sentences.
QString effectsText(const LabelEffects& effects);

} // namespace labelwright

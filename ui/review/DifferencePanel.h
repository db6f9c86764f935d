// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/DifferenceLoader.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTreeWidget;

namespace labelwright {

/// What a comparison found, in figures: the changes, and what became of each label; of labels of whole images which
/// were chosen before and after.
class DifferencePanel : public QWidget {
    Q_OBJECT
public:
    explicit DifferencePanel(QWidget* parent = nullptr);

    /// Another tab, behind those of the figures.
    void addTab(QWidget* page, const QString& title);
    /// nullptr: nothing is compared yet.
    void setDifference(std::shared_ptr<const LoadedDifference> difference);
    /// What was compared last stays, and that other figures are on their way is said.
    void showBusy();
    /// To the next (1) or the one before (-1) of the parts of the current change, the largest first; without a current
    /// one of all changes.
    void stepPart(int step);

signals:
    /// A part is to be looked at; nullopt: none is any more.
    void partChosen(const std::optional<labelwright::Component>& part);

private:
    void fillChanges();
    void fillLabels();
    void fillChoices();
    void showSummary();
    void chooseChange();
    void choosePart();

    std::shared_ptr<const LoadedDifference> m_difference;
    QLabel* m_summary;
    QLabel* m_iou;
    QTabWidget* m_tabs;
    QStackedWidget* m_changesPage;
    QTreeWidget* m_changes;
    QTreeWidget* m_choices;
    QLabel* m_nothing;
    QLabel* m_part;
    QTreeWidget* m_labels;
    std::vector<Component> m_parts; ///< Of the current change.
    int m_current = -1;             ///< Of m_parts.
};

} // namespace labelwright

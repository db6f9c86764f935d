// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QListView;
class QToolButton;

namespace labelwright {

class History;
class HistoryModel;

/// The steps of the object in view by name, the oldest first, with a mark at the one that the labels are at. A click
/// goes there. Folds to its title.
class HistoryPanel : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(QWidget* parent = nullptr);

    /// nullptr while there is no document.
    void showHistory(const History* history);
    bool isExpanded() const;
    void setExpanded(bool expanded);

signals:
    /// To be undone (negative) or redone.
    void stepsChosen(int steps);
    void expandedChanged(bool expanded);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    HistoryModel* m_model;
    QToolButton* m_title;
    QListView* m_list;
};

} // namespace labelwright

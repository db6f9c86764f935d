// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QLineEdit;
class QListView;
class QModelIndex;
class QSortFilterProxyModel;

namespace labelwright {

/// A list of labels below a field: what is typed narrows the list down, arrow keys move in it, Enter chooses. A click
/// chooses too. What else the list's own keys do is the panel's.
class SearchedList : public QWidget {
    Q_OBJECT
public:
    /// With more rows the field is always there, else it comes with startSearch().
    static constexpr int kRowsWithoutSearch = 10;

    /// `model` is borrowed.
    explicit SearchedList(QAbstractItemModel& model, QWidget* parent = nullptr);

    /// The list; its rows are those that are shown.
    QListView& view() { return *m_view; }
    /// Of a row of the model; invalid when it is not shown.
    QModelIndex shown(const QModelIndex& index) const;

    void startSearch();
    /// Down, or up by negative rows, as far as there are any.
    void moveCurrent(int rows);

signals:
    void chosen(const QModelIndex& index);
    /// The search has ended, or a row was clicked; after chosen().
    void finished();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool searchKey(int key);
    void endSearch();
    void showField();

    QAbstractItemModel& m_model;
    QSortFilterProxyModel* m_shown;
    QLineEdit* m_search;
    QListView* m_view;
};

} // namespace labelwright

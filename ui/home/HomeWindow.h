// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

class QButtonGroup;
class QStackedWidget;
class QVBoxLayout;

namespace labelwright {

/// A page that the navigation leads to.
struct HomePage {
    QString name;
    QString iconName;               ///< Of resources/icons.
    std::function<QWidget*()> make; ///< Called when the page is first shown; the window owns what it returns.
};

/// The window of all that is not labeling: pages side by side, which the navigation at the left leads to, and pages on
/// top of them, such as one job's, that are gone through and left again.
class HomeWindow : public QWidget {
    Q_OBJECT
public:
    explicit HomeWindow(QWidget* parent = nullptr);

    /// The first one added is shown at once. The navigation is there from the second on, with Ctrl+1, Ctrl+2 and so on.
    void addPage(HomePage page);
    /// Leaves the pages on top. Precondition: a page of that name was added.
    void showPage(const QString& name);

    /// Shows `page` on top of all others, without the navigation, and owns it.
    void push(QWidget* page);
    /// Leaves the page on top, which is deleted once control returns to the event loop. Precondition: there is one.
    void pop();

    /// What is seen; nullptr before the first addPage().
    QWidget* shownPage() const;

signals:
    /// A folder, or the job.json in it, was dropped onto the window.
    void folderDropped(const QString& folder);
    void closed();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void showPageAt(int index);

    struct Entry {
        HomePage page;
        QWidget* widget = nullptr; ///< Once it was shown.
    };

    QWidget* m_navigation;
    QVBoxLayout* m_buttons;
    QButtonGroup* m_group;
    QStackedWidget* m_stack;
    QList<Entry> m_pages;
    QList<QWidget*> m_pushed;
    int m_current = 0;
};

} // namespace labelwright

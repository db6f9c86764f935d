// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "ui/bridge/StoppableWork.h"

#include <QWidget>

#include <memory>
#include <vector>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QStackedWidget;

namespace labelwright {

class JobFacts;
struct JobSnapshot;

/// A page of a whole job's figures. They are counted when it comes into view, and again when the job has got events
/// since; that stops when the page is left. A line above tells how far it is, and what could not be counted.
class FiguresPage : public QWidget {
    Q_OBJECT
protected:
    /// `facts` is borrowed and outlives the page. `purpose` is shown until there are figures.
    FiguresPage(const JobFacts& facts, const QString& purpose, QWidget* parent);

    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

    /// Counts by work(), and takes the result up; `snapshot` is what is looked at.
    virtual void count(const std::shared_ptr<const JobSnapshot>& snapshot) = 0;
    StoppableWork& work() { return m_work; }

    /// What is shown while the first are counted.
    void tellCounting(const QString& text);
    /// Whether there are figures; else the line says why, unless it was stopped.
    template <typename Figures>
    bool isCounted(const Result<Figures>& figures)
    {
        return figures ? true : (tellFailure(figures.error()), false);
    }
    /// `text`; then, where there is any, how much is left out, as %1 of `leftOutText`, and the first of it.
    void tell(const QString& text, const QString& leftOutText, const std::vector<Error>& leftOut);
    /// Takes the figures' part, which is shown from now on; nullptr: the purpose is.
    void showFigures(QWidget* part);

    /// The line above, for more to be added to.
    QHBoxLayout& line() { return *m_line; }

private:
    void look();
    void tellFailure(const Error& error);

    const JobFacts& m_facts;
    std::shared_ptr<const JobSnapshot> m_looked; ///< What the figures are, or will be, of.
    QHBoxLayout* m_line;
    QLabel* m_state;
    QProgressBar* m_progress;
    QStackedWidget* m_stack;
    StoppableWork m_work;
};

} // namespace labelwright

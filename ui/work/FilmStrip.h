// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/TaskQueue.h"

#include <QListView>

#include <optional>

namespace labelwright {

class FilmStripModel;

/// All objects of the job in a row, the current one in the middle. Only what is in sight is read. One that is chosen is
/// marked as current when it is in view, and not before.
class FilmStrip : public QListView {
    Q_OBJECT
public:
    static constexpr int kHeight = 72;

    /// Both are borrowed and outlive the strip.
    FilmStrip(const Job& job, const TaskQueue& queue, QWidget* parent = nullptr);

    void setCurrentObject(std::optional<ObjectId> object);
    void statusChanged(ObjectId object);

signals:
    void objectChosen(labelwright::ObjectId object);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void showObjectInView();

    FilmStripModel* m_model;
    std::optional<ObjectId> m_inView;
};

} // namespace labelwright

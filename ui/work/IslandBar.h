// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace labelwright {

class IslandStepper;

/// Steps through islands and holes: a bar over the canvas. Shown while the stepper is at work.
class IslandBar : public QFrame {
    Q_OBJECT
public:
    /// `stepper` is borrowed and outlives the bar.
    IslandBar(IslandStepper& stepper, LabelSet labels, QWidget* parent = nullptr);

signals:
    /// The paint rule keeps the current island as it is.
    void absorbRefused();
    /// The picture should get the keyboard.
    void finished();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void connectInputs();
    void showState();
    QString stateText() const;

    IslandStepper& m_stepper;
    LabelSet m_labels;
    QLabel* m_state;
    QSpinBox* m_most;
    QToolButton* m_previous;
    QToolButton* m_next;
    QPushButton* m_absorb;
    QPushButton* m_done;
};

} // namespace labelwright

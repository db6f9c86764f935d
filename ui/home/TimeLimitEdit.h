// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

#include <chrono>

namespace labelwright {

/// A task time limit in minutes, exact to the second.
class TimeLimitEdit : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit TimeLimitEdit(QWidget* parent = nullptr);

    std::chrono::seconds limit() const;
    void setLimit(std::chrono::seconds limit);

    QString textFromValue(double minutes) const override;
};

} // namespace labelwright

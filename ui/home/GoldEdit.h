// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/JobEvent.h"

#include <QWidget>

class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace labelwright {

/// Which objects are gold, which share of the job each worker gets of them, and the seed that draws it.
class GoldEdit : public QWidget {
    Q_OBJECT
public:
    explicit GoldEdit(QWidget* parent = nullptr);

    /// nullptr for none.
    void setGold(const GoldChange* gold);
    /// Errors: InvalidArgument, saying which part of the text names no objects.
    Result<GoldChange> gold() const;

signals:
    void changed();

private:
    QLineEdit* m_objects;
    QDoubleSpinBox* m_percent;
    QSpinBox* m_seed;
};

} // namespace labelwright

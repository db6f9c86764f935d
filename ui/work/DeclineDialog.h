// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;

namespace labelwright {

/// Why a task is declined: one of the usual reasons or the worker's own words. It can't be accepted without.
class DeclineDialog : public QDialog {
    Q_OBJECT
public:
    explicit DeclineDialog(QWidget* parent = nullptr);

    QString reason() const;

private:
    QComboBox* m_reason;
};

} // namespace labelwright

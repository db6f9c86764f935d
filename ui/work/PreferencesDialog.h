// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <cstddef>

class QSpinBox;

namespace labelwright {

/// What the user may set once and forget. Says what was chosen; storing it is the caller's.
class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    static constexpr int kLeastHistoryMegabytes = 32;
    static constexpr int kMostHistoryMegabytes = 8192;

    explicit PreferencesDialog(std::size_t historyByteBudget, QWidget* parent = nullptr);

    std::size_t historyByteBudget() const;

private:
    QSpinBox* m_history;
};

} // namespace labelwright

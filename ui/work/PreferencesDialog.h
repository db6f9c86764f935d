// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/SegmentChoice.h"

#include <QDialog>

#include <cstddef>

class QSpinBox;

namespace labelwright {

class SegmentSettings;

/// What the user may set once and forget. Says what was chosen; storing it is the caller's.
class PreferencesDialog : public QDialog {
    Q_OBJECT
public:
    static constexpr int kLeastHistoryMegabytes = 32;
    static constexpr int kMostHistoryMegabytes = 8192;

    explicit PreferencesDialog(std::size_t historyByteBudget, const SegmentChoice& segment = {},
                               QWidget* parent = nullptr);

    std::size_t historyByteBudget() const;
    SegmentChoice segmentChoice() const;

protected:
    bool event(QEvent* event) override;

private:
    QSpinBox* m_history;
    SegmentSettings* m_segment;
};

} // namespace labelwright

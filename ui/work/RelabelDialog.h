// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <QDialog>

class QComboBox;

namespace labelwright {

/// Which label of this image becomes which other one.
class RelabelDialog : public QDialog {
    Q_OBJECT
public:
    RelabelDialog(const LabelSet& labels, Label from, Label to, QWidget* parent = nullptr);

    Label from() const;
    Label to() const;

private:
    QComboBox* m_from;
    QComboBox* m_to;
};

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/ModelOpener.h"
#include "ui/bridge/SegmentChoice.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLayout;
class QLineEdit;

namespace labelwright {

/// Who answers auto-segment's clicks. A network of the user's own is opened and asked as soon as it is named, and what
/// is wrong with it stands below; it can be chosen all the same, as it may lie on a disk that is not there today.
class SegmentSettings : public QWidget {
    Q_OBJECT
public:
    explicit SegmentSettings(const SegmentChoice& choice, QWidget* parent = nullptr);

    SegmentChoice choice() const;
    void setChoice(const SegmentChoice& choice);
    // For other sections to line up with this one.
    /// Of the names before the fields.
    int nameWidth() const;
    /// `text` where the fields are.
    QLayout* belowFields(QWidget* text) const;

signals:
    /// What became of the network stands there now.
    void checked();

private:
    /// A field for a file, with a button to look for it; the row bears `name`.
    void addFileRow(QFormLayout& form, QLineEdit* field, const QString& name, const QString& filter);
    void check();

    QComboBox* m_engine;
    QLineEdit* m_model;
    QLineEdit* m_runtime;
    QLabel* m_state;
    ModelOpener m_opener;
};

SegmentChoice loadSegmentChoice();
void saveSegmentChoice(const SegmentChoice& choice);

} // namespace labelwright

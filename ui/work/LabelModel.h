// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <QAbstractListModel>
#include <QColor>
#include <QString>
#include <QStringList>

#include <array>
#include <bitset>
#include <optional>

namespace labelwright {

/// The palette's rows: the job's labels in their order, and "unlabelled" after them.
class LabelModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role : int {
        LabelRole = Qt::UserRole, ///< int
        KeyRole,                  ///< QString, "1"; empty without a key of its own
        ColorRole,                ///< QColor, invalid for unlabelled
        ShareRole,                ///< QString, "12 %"; empty without a picture
        HiddenRole,               ///< bool; while another label is alone in view too
        LockedRole,               ///< bool
        SoloRole,                 ///< bool; this label alone is in view
    };

    explicit LabelModel(LabelSet labels, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Precondition: label <= the number of labels.
    QModelIndex indexOf(Label label) const;

    /// By label; those after the last have none.
    void setKeyTexts(const QStringList& keys);
    void setShares(const std::optional<std::array<double, 256>>& shares);
    const std::bitset<256>& hiddenLabels() const { return m_hidden; }
    void toggleHidden(Label label);
    const std::bitset<256>& lockedLabels() const { return m_locked; }
    void toggleLocked(Label label);
    const std::optional<Label>& soloLabel() const { return m_solo; }
    /// Shows this label alone; if it was alone already, all of them again.
    void toggleSolo(Label label);

private:
    void tellAll(const QList<int>& roles);
    Label labelAt(int row) const;
    QString nameOf(Label label) const;
    QString accessibleText(Label label) const;

    LabelSet m_labels;
    QStringList m_keys;
    std::optional<std::array<double, 256>> m_shares;
    std::bitset<256> m_hidden;
    std::bitset<256> m_locked;
    std::optional<Label> m_solo;
};

/// "12 %", "< 1 %" for anything that is there but rounds to nothing.
QString shareText(double share);

} // namespace labelwright

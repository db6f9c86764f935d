// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <bitset>
#include <optional>

class QListView;

namespace labelwright {

class LabelModel;
class SearchedList;

/// The labels at the right: choose one by click, by arrow keys or by typing its name; hide one by its eye or Space,
/// show one alone by Alt and its eye, lock one by its lock.
class LabelPalette : public QWidget {
    Q_OBJECT
public:
    /// Title and two rows.
    static constexpr int kLeastHeight = 108;

    explicit LabelPalette(const LabelSet& labels, QWidget* parent = nullptr);

    /// Shows which one is active; says nothing.
    void setActiveLabel(Label label);
    Label previousLabel() const { return m_previous; }
    /// By label, short; those after the last have no key.
    void setKeyTexts(const QStringList& keys);
    /// nullopt while there is no picture.
    void setShares(const std::optional<std::array<double, 256>>& shares);

    /// As if the user had clicked it. Nothing happens for one that the job has not.
    void chooseLabel(int label);
    void startSearch();
    void toggleLocked(Label label);
    void toggleSolo(Label label);
    bool isLocked(Label label) const;
    std::optional<Label> soloLabel() const;

    std::size_t labelCount() const;

signals:
    void labelChosen(labelwright::Label label);
    void hiddenLabelsChanged(const std::bitset<256>& hidden);
    void lockedLabelsChanged(const std::bitset<256>& locked);
    void soloLabelChanged(const std::optional<labelwright::Label>& label);
    /// The user is done here: the picture should get the keyboard.
    void finished();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool listMouse(QEvent& event);
    bool listKey(int key);
    void chooseRow(const QModelIndex& index);
    void toggleHidden(const QModelIndex& index);

    LabelModel* m_model;
    SearchedList* m_rows;
    QListView& m_list; ///< Of m_rows.
    Label m_active = kUnlabelled;
    Label m_previous = kUnlabelled;
};

} // namespace labelwright

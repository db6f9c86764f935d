// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ChoiceDraft.h"
#include "core/job/JobSpec.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;
class QListView;

namespace labelwright {

class ChoiceModel;
class SearchedList;

/// The labels of a classification at the right: choose by click, by Space on a row, or by typing a name.
class ChoicePanel : public QWidget {
    Q_OBJECT
public:
    /// `spec` is borrowed.
    explicit ChoicePanel(const JobSpec& spec, QWidget* parent = nullptr);

    /// nullopt while there is no picture.
    void setChoice(const std::optional<LabelChoice>& choice);
    /// See ChoiceModel.
    void setKeyTexts(const QStringList& keys);
    void startSearch();

signals:
    /// The row was chosen, or no longer; `id` is a label's, or ChoiceModel::kNoneId.
    void toggled(int id);
    /// The user is done here: the picture should get the keyboard.
    void finished();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool listKey(int key);
    void finish();
    void toggleRow(const QModelIndex& index);
    QString countText() const;

    ChoiceModel* m_model;
    SearchedList* m_rows;
    QListView& m_list; ///< Of m_rows.
    QLabel* m_count;
};

} // namespace labelwright

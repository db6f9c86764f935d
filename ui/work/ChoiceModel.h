// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ChoiceDraft.h"
#include "core/job/JobSpec.h"

#include <QAbstractListModel>
#include <QString>
#include <QStringList>

namespace labelwright {

/// The rows of a classification: the job's labels in their order, and after them the none category, if there is one.
class ChoiceModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role : int {
        IdRole = Qt::UserRole, ///< int; 0 for the none category
        KeyRole,               ///< QString, "1"; empty without a key of its own
        ChosenRole,            ///< bool
    };

    /// Of the none category.
    static constexpr int kNoneId = 0;

    /// `spec` is borrowed.
    explicit ChoiceModel(const JobSpec& spec, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    const LabelChoice& choice() const { return m_choice; }
    void setChoice(const LabelChoice& choice);
    /// By label from 1, with that of the none category before; those after the last have none.
    void setKeyTexts(const QStringList& keys);

    bool isSingle() const { return m_spec.taskType == TaskType::ImageClassification; }

private:
    void tellAll(const QList<int>& roles);
    int idAt(int row) const;
    bool isChosen(int id) const;

    const JobSpec& m_spec;
    QStringList m_keys;
    LabelChoice m_choice;
};

} // namespace labelwright

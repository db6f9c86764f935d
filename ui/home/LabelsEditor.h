// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <QList>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace labelwright {

/// The labels of a job: names, colours, order, and the key that each gets. A label of a new job has Ground Truth's
/// colour for its place until another is chosen. Enter in a name goes on to the next label; a pasted list makes a label
/// of each line or of what stands between commas.
class LabelsEditor : public QWidget {
    Q_OBJECT
public:
    explicit LabelsEditor(QWidget* parent = nullptr);

    void setLabels(const LabelSet& labels);
    /// Errors: those of LabelSet::create(), for the rows that have a name; without one there is no label.
    Result<LabelSet> labels() const;

    /// Those of a job that has answers: each keeps its id and its colour wherever it goes, and removed() is told of it.
    void setJobLabels(const LabelSet& labels);
    /// The rows in order, all that setJobLabels() gave and those that were added and have a name, with ids of their
    /// own.
    std::vector<LabelClass> classes() const;
    /// A label that was removed, at the end.
    void putBack(const LabelClass& label);

    /// Another row, with the cursor in it.
    void addRow();
    int rowCount() const { return static_cast<int>(m_rows.size()); }

signals:
    void changed();
    /// One of those of setJobLabels().
    void removed(const labelwright::LabelClass& label);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        QWidget* widget = nullptr;
        QLabel* key = nullptr;
        QToolButton* color = nullptr;
        QLineEdit* name = nullptr;
        QToolButton* up = nullptr;
        QToolButton* down = nullptr;
        std::optional<Color> chosen; ///< nullopt for the default of its place.
        int id = 0;                  ///< Of a label that has answers, or of a row that was added to such.
        bool isOfJob = false;        ///< From setJobLabels().
    };

    Row& insertRow(int place, const QString& name, std::optional<Color> chosen);
    void removeRow(QWidget* widget);
    void moveRow(QWidget* widget, int step);
    void chooseColor(QWidget* widget);
    bool pasteList(QLineEdit* name);
    void goOn(const QLineEdit* name);
    void refresh();
    int placeOf(const QWidget* widget) const;
    LabelClass classAt(int place) const;
    void clear();
    /// Of every row.
    QList<Color> colors() const;

    QList<Row> m_rows;
    QVBoxLayout* m_column;
    bool m_hasAnswers = false;
};

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/SourceRef.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace labelwright {

class PathEdit;
class ProblemLine;

/// S3 prefixes and the folders that they are here, one below the other; rows can be added and removed. What is wrong
/// with a row stands below it.
class PrefixRows : public QWidget {
    Q_OBJECT
public:
    explicit PrefixRows(QWidget* parent = nullptr);

    /// The rows that are not empty; without folders, of the first row the prefix alone.
    std::vector<PrefixMapping> mappings() const;
    void setMappings(const std::vector<PrefixMapping>& mappings);
    /// Fills the first row's prefix unless something stands there.
    void suggestPrefix(const QString& prefix);

    /// Without folders there is one row, whose folder is told elsewhere.
    void setFoldersShown(bool areShown);
    /// What is wrong is told from now on.
    void showProblems();

signals:
    void changed();
    /// By the user.
    void edited();

private:
    struct Row {
        QWidget* box;
        QLineEdit* prefix;
        PathEdit* folder;
        QToolButton* remove;
        ProblemLine* problem;

        bool isEmpty() const;
        PrefixMapping mapping() const;
    };

    Row& addRow();
    void removeRow(const QWidget* box);
    void arrange();
    void judge();

    QVBoxLayout* m_column;
    QPushButton* m_add;
    std::vector<Row> m_rows; ///< Never empty.
    bool m_areFoldersShown = false;
    bool m_areProblemsShown = false;
};

} // namespace labelwright

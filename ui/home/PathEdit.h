// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

class QLineEdit;

namespace labelwright {

/// A path that is typed or chosen.
class PathEdit : public QWidget {
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Folder, File, NewFolder, FolderOrFile };

    explicit PathEdit(Kind kind, QWidget* parent = nullptr);

    void setKind(Kind kind) { m_kind = kind; }
    QString path() const;
    void setPath(const QString& path);

signals:
    void changed();
    /// By the user.
    void edited();
    /// Enter was pressed in it.
    void entered();

private:
    void browse(Kind kind);

    Kind m_kind;
    QLineEdit* m_edit;
};

} // namespace labelwright

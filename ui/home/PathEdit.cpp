// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PathEdit.h"

#include "ui/home/HomeParts.h"
#include "ui/look/Look.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace labelwright {

PathEdit::PathEdit(Kind kind, QWidget* parent) : QWidget(parent), m_kind(kind), m_edit(new QLineEdit)
{
    auto* browse = new QPushButton(tr("Browse…"));
    m_edit->setFixedHeight(Metrics::kPageControl);
    browse->setFixedHeight(Metrics::kPageControl);
    browse->setAutoDefault(false);    // Enter in a field of a dialog is no wish to browse.
    if (kind == Kind::FolderOrFile) { // No system's dialog lets both be chosen.
        for (const auto& [text, chosen] : {std::pair(tr("Folder…"), Kind::Folder), std::pair(tr("File…"), Kind::File)})
            connect(addToMenu(*browse, text, {}), &QAction::triggered, this,
                    [this, which = chosen] { this->browse(which); });
    } else {
        connect(browse, &QPushButton::clicked, this, [this] { this->browse(m_kind); });
    }
    connect(m_edit, &QLineEdit::textChanged, this, &PathEdit::changed);
    connect(m_edit, &QLineEdit::textEdited, this, &PathEdit::edited);
    connect(m_edit, &QLineEdit::returnPressed, this, &PathEdit::entered);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_edit, 1);
    row->addWidget(browse);
    setFocusProxy(m_edit);
}

QString PathEdit::path() const
{
    return QDir::fromNativeSeparators(m_edit->text().trimmed());
}

void PathEdit::setPath(const QString& path)
{
    m_edit->setText(QDir::toNativeSeparators(path));
}

void PathEdit::browse(Kind kind)
{
    const QString start = path().isEmpty() ? QDir::homePath() : path();
    QString chosen;
    if (kind == Kind::File) {
        const bool isManifest = m_kind == Kind::File;
        chosen = QFileDialog::getOpenFileName(this, isManifest ? tr("Choose a manifest") : tr("Choose a file"), start,
                                              isManifest ? tr("Manifests (*.manifest *.jsonl *.json);;All files (*)")
                                                         : QString());
    } else {
        chosen = QFileDialog::getExistingDirectory(this, tr("Choose a folder"), start);
        if (kind == Kind::NewFolder && !chosen.isEmpty()) // The job's own folder is made in the one that is chosen.
            chosen += (chosen.endsWith(u'/') ? QString() : QStringLiteral("/")) + QFileInfo(path()).fileName();
    }
    if (chosen.isEmpty())
        return;
    setPath(chosen);
    emit edited();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PathEdit.h"

#include "ui/look/Look.h"

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
    browse->setAutoDefault(false); // Enter in a field of a dialog is no wish to browse.
    connect(browse, &QPushButton::clicked, this, &PathEdit::browse);
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

void PathEdit::browse()
{
    const QString start = path().isEmpty() ? QDir::homePath() : path();
    QString chosen;
    if (m_kind == Kind::File) {
        chosen = QFileDialog::getOpenFileName(this, tr("Choose a manifest"), start,
                                              tr("Manifests (*.manifest *.jsonl *.json);;All files (*)"));
    } else {
        chosen = QFileDialog::getExistingDirectory(this, tr("Choose a folder"), start);
        if (m_kind == Kind::NewFolder && !chosen.isEmpty()) // The job's own folder is made in the one that is chosen.
            chosen = QDir(chosen).filePath(QFileInfo(path()).fileName());
    }
    if (chosen.isEmpty())
        return;
    setPath(chosen);
    emit edited();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PrefixRows.h"

#include "core/job/NewJobCheck.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/PathEdit.h"
#include "ui/home/ProblemLine.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {

PrefixRows::PrefixRows(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_add(new QPushButton(tr("Add a prefix")))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Metrics::kRelated);
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
    m_add->setFixedHeight(Metrics::kPageControl);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow().prefix->setFocus();
        arrange();
    });
    setFocusProxy(addRow().prefix);
    arrange();
}

bool PrefixRows::Row::isEmpty() const
{
    return prefix->text().trimmed().isEmpty() && folder->path().isEmpty();
}

PrefixMapping PrefixRows::Row::mapping() const
{
    return {prefix->text().trimmed().toStdString(), folder->path().toStdString()};
}

std::vector<PrefixMapping> PrefixRows::mappings() const
{
    if (!m_areFoldersShown) {
        const std::string prefix = m_rows.front().mapping().prefix;
        return prefix.empty() ? std::vector<PrefixMapping>() : std::vector{PrefixMapping{prefix, {}}};
    }
    std::vector<PrefixMapping> mappings;
    for (const Row& row : m_rows) {
        if (!row.isEmpty())
            mappings.push_back(row.mapping());
    }
    return mappings;
}

void PrefixRows::setMappings(const std::vector<PrefixMapping>& mappings)
{
    while (m_rows.size() > 1)
        removeRow(m_rows.back().box);
    for (std::size_t i = 0; i < mappings.size(); ++i) {
        const Row& row = i == 0 ? m_rows.front() : addRow();
        row.prefix->setText(QString::fromStdString(mappings[i].prefix));
        row.folder->setPath(QString::fromStdString(mappings[i].folder.string()));
    }
    arrange();
}

void PrefixRows::suggestPrefix(const QString& prefix)
{
    if (m_rows.front().prefix->text().isEmpty())
        m_rows.front().prefix->setText(prefix);
}

void PrefixRows::setFoldersShown(bool areShown)
{
    m_areFoldersShown = areShown;
    arrange();
}

void PrefixRows::showProblems()
{
    m_areProblemsShown = true;
    judge();
}

PrefixRows::Row& PrefixRows::addRow()
{
    Row row{new QWidget, new QLineEdit, new PathEdit(PathEdit::Kind::Folder), new QToolButton, new ProblemLine};
    row.prefix->setFixedHeight(Metrics::kPageControl);
    row.prefix->setPlaceholderText(u"s3://bucket/images/"_s);
    row.remove->setIcon(icon(u"close"));
    row.remove->setToolTip(tr("Remove this prefix"));
    row.remove->setAccessibleName(row.remove->toolTip());
    row.remove->setFixedSize(Metrics::kPageControl, Metrics::kPageControl);
    auto* fields = new QHBoxLayout;
    fields->setSpacing(Metrics::kRelated);
    fields->addWidget(row.prefix, 2);
    fields->addWidget(row.folder, 3);
    fields->addWidget(row.remove);
    auto* column = new QVBoxLayout(row.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kInside);
    column->addLayout(fields);
    column->addWidget(row.problem);
    m_column->insertWidget(static_cast<int>(m_rows.size()), row.box);

    const auto tell = [this] {
        judge();
        emit changed();
    };
    connect(row.prefix, &QLineEdit::textChanged, this, tell);
    connect(row.folder, &PathEdit::changed, this, tell);
    connect(row.prefix, &QLineEdit::textEdited, this, &PrefixRows::edited);
    connect(row.folder, &PathEdit::edited, this, &PrefixRows::edited);
    connect(row.remove, &QToolButton::clicked, this, [this, box = row.box] {
        removeRow(box);
        arrange();
        emit edited();
    });
    m_rows.push_back(row);
    return m_rows.back();
}

void PrefixRows::removeRow(const QWidget* box)
{
    const auto row = std::ranges::find(m_rows, box, &Row::box);
    row->box->hide();
    row->box->deleteLater();
    m_rows.erase(row);
    setFocusProxy(m_rows.front().prefix);
}

void PrefixRows::arrange()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const QString number = i == 0 ? QString() : u' ' + QString::number(i + 1);
        row.prefix->setAccessibleName(tr("S3 prefix of the photos") + number);
        row.folder->setAccessibleName(tr("Folder of the photos") + number);
        row.box->setVisible(i == 0 || m_areFoldersShown);
        row.folder->setVisible(m_areFoldersShown);
        row.remove->setVisible(m_areFoldersShown && m_rows.size() > 1);
    }
    m_add->setVisible(m_areFoldersShown);
    judge();
    emit changed();
}

/// Each row beside those above it. Where folders are told elsewhere, so is what is wrong.
void PrefixRows::judge()
{
    std::vector<PrefixMapping> above;
    for (const Row& row : m_rows) {
        Status checked = ok();
        if (!row.isEmpty() && m_areFoldersShown) {
            checked = checkPrefix(row.mapping(), above);
            above.push_back(row.mapping());
        }
        row.problem->setText(checked || !m_areProblemsShown ? QString() : sentenceOf(checked.error()));
    }
}

} // namespace labelwright

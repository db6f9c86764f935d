// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FigureTables.h"

#include "ui/look/CoreText.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr int kNameWidth = 124; ///< At least.
constexpr double kDarkestShade = 0.45;

QString tr(const char* text)
{
    return QCoreApplication::translate("FigureTables", text);
}

/// Widths of the columns with names.
class NameColumns : public QObject {
public:
    NameColumns(QTreeWidget& table, int names) : QObject(&table), m_table(table), m_names(names)
    {
        for (int column = 0; column < names; ++column)
            table.header()->setSectionResizeMode(column, QHeaderView::Fixed);
        table.viewport()->installEventFilter(this);
        connect(table.header(), &QHeaderView::sectionResized, this, [this](int column) {
            if (column >= m_names)
                fit();
        });
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize)
            fit();
        return QObject::eventFilter(watched, event);
    }

private:
    void fit()
    {
        int left = m_table.viewport()->width();
        for (int column = m_names; column < m_table.columnCount(); ++column)
            left -= m_table.header()->sectionSize(column);
        for (int column = 0; column < m_names; ++column) {
            const int width = std::max(kNameWidth, left / (m_names - column));
            m_table.header()->resizeSection(column, width);
            left -= width;
        }
    }

    QTreeWidget& m_table;
    int m_names;
};

class ShadedCells : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->fillRect(option.rect, index.data(Qt::BackgroundRole).value<QBrush>());
        QStyledItemDelegate::paint(painter, option, index);
    }
};

} // namespace

QString dash()
{
    return QStringLiteral("–");
}

QString shareText(std::optional<double> share)
{
    return share ? QLocale().toString(100 * *share, 'f', 1) : dash();
}

QString durationText(double seconds)
{
    const long tenths = std::lround(10 * seconds);
    if (tenths == 0)
        return seconds > 0 ? tr("< 0.1 s") : dash();
    if (tenths < 600)
        return tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    const long whole = std::lround(seconds);
    return whole < 3600 ? tr("%1 min %2 s").arg(whole / 60).arg(whole % 60)
                        : tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

void setShare(FigureRow& row, int column, std::optional<double> share)
{
    if (share)
        row.setFigure(column, *share, shareText(share));
    else
        row.setNoFigure(column, dash());
}

void setFigureColumns(QTreeWidget& table, int names)
{
    table.header()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (int column = 0; column < names; ++column)
        table.headerItem()->setTextAlignment(column, Qt::AlignLeft | Qt::AlignVCenter);
    new NameColumns(table, names);
}

void shadeCells(QTreeWidget& table)
{
    table.setItemDelegate(new ShadedCells(&table));
}

QColor shadeOf(QColor color, double share)
{
    color.setAlphaF(static_cast<float>(kDarkestShade * share));
    return color;
}

Filling::Filling(QTreeWidget& table) : m_table(table)
{
    table.setSortingEnabled(false);
    table.clear();
}

Filling::~Filling()
{
    m_table.setSortingEnabled(true);
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ChartParts.h"

#include "ui/look/Look.h"

#include <QAbstractAxis>
#include <QChart>
#include <QChartView>
#include <QLegend>

namespace labelwright {
namespace {

constexpr int kFontPx = 12;

} // namespace

QChartView* makeChartView(QChart* chart)
{
    auto* view = new QChartView(chart);
    view->setRenderHint(QPainter::Antialiasing);
    view->setFrameShape(QFrame::NoFrame);
    view->setFocusPolicy(Qt::NoFocus);
    chart->setMargins({});
    chart->setBackgroundRoundness(0);
    return view;
}

QFont chartFont()
{
    QFont font;
    font.setPixelSize(kFontPx);
    return font;
}

void tint(QChart& chart)
{
    const Tokens& tokens = Look::instance().tokens();
    chart.setBackgroundBrush(tokens.window);
    chart.legend()->setFont(chartFont());
    chart.legend()->setLabelColor(tokens.text);
}

void tint(QAbstractAxis& axis)
{
    const Tokens& tokens = Look::instance().tokens();
    axis.setLabelsFont(chartFont());
    axis.setLabelsColor(tokens.text);
    axis.setGridLineColor(tokens.line);
    axis.setLinePenColor(tokens.line);
}

void clear(QChart& chart)
{
    chart.removeAllSeries();
    for (QAbstractAxis* axis : chart.axes()) {
        chart.removeAxis(axis);
        delete axis;
    }
}

} // namespace labelwright

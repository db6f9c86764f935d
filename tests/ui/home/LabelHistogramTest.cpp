// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelHistogram.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"

#include <QAbstractBarSeries>
#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// Bars from top to bottom: name with count, colour, length.
QStringList barsOf(const LabelHistogram& histogram)
{
    const QChart& chart = *histogram.findChild<QChartView*>()->chart();
    const QStringList names = static_cast<QBarCategoryAxis*>(chart.axes(Qt::Vertical).first())->categories();
    const QList<QBarSet*> sets = static_cast<QAbstractBarSeries*>(chart.series().first())->barSets();
    QStringList bars;
    for (qsizetype bar = 0; bar < sets.size(); ++bar) {
        const int row = static_cast<int>(names.size() - 1 - bar); // the axis begins at the bottom
        bars << names[row] + u' ' + sets[bar]->color().name() + u' ' + QString::number(sets[bar]->at(row));
    }
    return bars;
}

} // namespace

class LabelHistogramTest : public QObject {
    Q_OBJECT
private slots:
    void barsStandByFrequencyInTheLabelsColours();
    void barsFollowTheFacts();
    void longNamesAreCutAndStayApart();
};

void LabelHistogramTest::barsStandByFrequencyInTheLabelsColours()
{
    GalleryJob gallery(4);
    gallery.submit(0, 2);
    gallery.submit(1, 2);
    gallery.submit(2, 3);
    gallery.look();
    const LabelHistogram histogram(gallery.facts());
    QCOMPARE(barsOf(histogram).join(u','),
             QStringLiteral("traffic light 2 #1f77b4 2,bus 1 #ff7f0e 1,people 0 #2ca02c 0"));
}

void LabelHistogramTest::barsFollowTheFacts()
{
    GalleryJob gallery(2);
    const LabelHistogram histogram(gallery.facts());
    gallery.look();
    QCOMPARE(barsOf(histogram).first(), QStringLiteral("people 0 #2ca02c 0"));
    gallery.submit(0, 3);
    gallery.look();
    QCOMPARE(barsOf(histogram).first(), QStringLiteral("bus 1 #ff7f0e 1"));
}

void LabelHistogramTest::longNamesAreCutAndStayApart()
{
    const std::string name(120, 'x');
    GalleryJob gallery(1, {name + "1" + name, name + "2" + name, "bus"});
    gallery.look();
    const LabelHistogram histogram(gallery.facts());
    const QStringList bars = barsOf(histogram);
    QCOMPARE(bars.size(), 3);
    QVERIFY(bars[0].size() < 60 && bars[0].contains(QChar(0x2026)));
    const auto* names =
        static_cast<QBarCategoryAxis*>(histogram.findChild<QChartView*>()->chart()->axes(Qt::Vertical).first());
    QCOMPARE(names->count(), 3);
    QVERIFY(!names->truncateLabels());
}

LABELWRIGHT_TEST(LabelHistogramTest)
#include "LabelHistogramTest.moc"

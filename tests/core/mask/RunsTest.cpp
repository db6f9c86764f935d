// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Runs.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace labelwright;

namespace {

/// Runs of random labels, each at most `longest` pixels.
std::vector<Label> randomRuns(std::size_t size, int longest)
{
    std::mt19937 random(7);
    std::vector<Label> pixels;
    while (pixels.size() < size) {
        const auto length = std::uniform_int_distribution<std::size_t>(1, static_cast<std::size_t>(longest))(random);
        pixels.insert(pixels.end(), std::min(length, size - pixels.size()),
                      static_cast<Label>(std::uniform_int_distribution<int>(0, 255)(random)));
    }
    return pixels;
}

} // namespace

class RunsTest : public QObject {
    Q_OBJECT

private slots:
    void piecesAreOfOneLabelAndMakeUpAllPixels_data();
    void piecesAreOfOneLabelAndMakeUpAllPixels();
    void occurringLabelsAreThoseOfAnyPixel_data();
    void occurringLabelsAreThoseOfAnyPixel();
    void everyLabelIsMapped_data();
    void everyLabelIsMapped();
};

void RunsTest::piecesAreOfOneLabelAndMakeUpAllPixels_data()
{
    QTest::addColumn<std::vector<Label>>("pixels");
    QTest::addRow("none") << std::vector<Label>{};
    for (const std::size_t size : {1, 7, 8, 63, 64, 65, 128, 1000}) {
        QTest::addRow("%zu of one label", size) << std::vector<Label>(size, 9);
        QTest::addRow("%zu of noise", size) << randomRuns(size, 1);
        QTest::addRow("%zu of runs", size) << randomRuns(size, 90);
    }
    // Eight of them make a word whose bytes turn into one another.
    std::vector<Label> alternating;
    for (int i = 0; i < 128; ++i)
        alternating.push_back(static_cast<Label>(i % 2));
    QTest::addRow("by turns") << alternating;
}

void RunsTest::piecesAreOfOneLabelAndMakeUpAllPixels()
{
    QFETCH(const std::vector<Label>, pixels);
    std::size_t next = 0;
    forEachPiece(pixels, [&](std::size_t at, std::size_t count) {
        QCOMPARE(at, next);
        QVERIFY(count > 0 && at + count <= pixels.size());
        for (std::size_t i = at; i < at + count; ++i)
            QCOMPARE(pixels[i], pixels[at]);
        next = at + count;
    });
    QCOMPARE(next, pixels.size());
}

void RunsTest::occurringLabelsAreThoseOfAnyPixel_data()
{
    piecesAreOfOneLabelAndMakeUpAllPixels_data();
}

void RunsTest::occurringLabelsAreThoseOfAnyPixel()
{
    QFETCH(const std::vector<Label>, pixels);
    const auto occurs = occurringLabels(pixels);
    for (std::size_t label = 0; label < occurs.size(); ++label)
        QCOMPARE(occurs[label], std::ranges::find(pixels, static_cast<Label>(label)) != pixels.end());
}

void RunsTest::everyLabelIsMapped_data()
{
    piecesAreOfOneLabelAndMakeUpAllPixels_data();
}

void RunsTest::everyLabelIsMapped()
{
    QFETCH(const std::vector<Label>, pixels);
    std::array<Label, 256> table{};
    for (std::size_t label = 0; label < table.size(); ++label)
        table[label] = static_cast<Label>(255 - label);
    std::vector<Label> mapped = pixels;
    mapLabels(mapped, table);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        QCOMPARE(int{mapped[i]}, 255 - pixels[i]);
}

LABELWRIGHT_TEST(RunsTest)
#include "RunsTest.moc"

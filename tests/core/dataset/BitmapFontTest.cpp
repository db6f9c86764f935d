// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/BitmapFont.h"

#include "tests/support/TestProgram.h"

#include <QSet>
#include <QTest>

using namespace labelwright;

namespace {

constexpr Color kPaper{255, 255, 255};
constexpr Color kInk{10, 20, 30};

Image paper(int width, int height)
{
    Image image(Size{width, height});
    fillRect(image, image.bounds(), kPaper);
    return image;
}

bool isInk(const Image& image, int x, int y)
{
    const std::span<const std::uint8_t> pixel = image.row(y).subspan(static_cast<std::size_t>(x) * 3, 3);
    return pixel[0] == kInk.blue && pixel[1] == kInk.green && pixel[2] == kInk.red;
}

/// The picture as text, a line a row.
QByteArray drawn(const Image& image)
{
    QByteArray rows;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            rows += isInk(image, x, y) ? '#' : '.';
        rows += '\n';
    }
    return rows;
}

} // namespace

class BitmapFontTest : public QObject {
    Q_OBJECT
private slots:
    void charactersHaveTheirShape_data();
    void charactersHaveTheirShape();
    void everyAsciiCharacterIsItsOwn();
    void otherCharactersAreOneBoxEach();
    void scaleEnlargesEveryPixel();
    void textIsCutOffAtTheEdges();
    void sizeCountsCharactersNotBytes();
    void elidedTextEndsInDots_data();
    void elidedTextEndsInDots();
};

void BitmapFontTest::charactersHaveTheirShape_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shape");
    QTest::newRow("capital") << QByteArray("L")
                             << QByteArray("#.....\n#.....\n#.....\n#.....\n#.....\n#.....\n#####.\n"
                                           "......\n......\n");
    QTest::newRow("descender") << QByteArray("p")
                               << QByteArray("......\n......\n####..\n#...#.\n#...#.\n#...#.\n####..\n"
                                             "#.....\n#.....\n");
    QTest::newRow("last of the table")
        << QByteArray("~") << QByteArray("......\n......\n.#..#.\n#.#.#.\n#..#..\n......\n......\n......\n......\n");
    QTest::newRow("space") << QByteArray(" ")
                           << QByteArray("......\n......\n......\n......\n......\n......\n......\n"
                                         "......\n......\n");
}

void BitmapFontTest::charactersHaveTheirShape()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shape);
    Image image = paper(6, 9);
    drawText(image, {0, 0}, text.toStdString(), kInk, 1);
    QCOMPARE(drawn(image), shape);
}

void BitmapFontTest::everyAsciiCharacterIsItsOwn()
{
    QSet<QByteArray> shapes;
    for (char character = ' '; character <= '~'; ++character) {
        Image image = paper(6, 9);
        drawText(image, {0, 0}, std::string_view(&character, 1), kInk, 1);
        shapes.insert(drawn(image));
    }
    QCOMPARE(shapes.size(), 95);
}

void BitmapFontTest::otherCharactersAreOneBoxEach()
{
    const QByteArray box("#####.\n#...#.\n#...#.\n#...#.\n#...#.\n#...#.\n#####.\n......\n......\n");
    for (const std::string_view text : {"é", "사", "\x7f", "\xf0\x9f\x9a\x8c"}) {
        Image image = paper(6, 9);
        drawText(image, {0, 0}, text, kInk, 1);
        QCOMPARE(drawn(image), box);
    }
}

void BitmapFontTest::scaleEnlargesEveryPixel()
{
    Image small = paper(6, 9);
    drawText(small, {0, 0}, "g", kInk, 1);
    Image large = paper(18, 27);
    drawText(large, {0, 0}, "g", kInk, 3);
    for (int y = 0; y < 27; ++y)
        for (int x = 0; x < 18; ++x)
            QCOMPARE(isInk(large, x, y), isInk(small, x / 3, y / 3));
}

void BitmapFontTest::textIsCutOffAtTheEdges()
{
    Image image = paper(7, 5);
    drawText(image, {-3, -3}, "HHH", kInk, 2);
    QVERIFY(drawn(image).contains('#'));
    Image untouched = paper(7, 5);
    drawText(untouched, {100, 100}, "H", kInk, 2);
    QVERIFY(!drawn(untouched).contains('#'));
}

void BitmapFontTest::sizeCountsCharactersNotBytes()
{
    QCOMPARE(textSize("bus", 1), (Size{18, 11}));
    QCOMPARE(textSize("버스", 2), (Size{24, 22}));
    QCOMPARE(textSize("", 1).width, 0);
}

void BitmapFontTest::elidedTextEndsInDots_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("room");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("fits") << QByteArray("lamp") << 4 << QByteArray("lamp");
    QTest::newRow("one too many") << QByteArray("lamps") << 4 << QByteArray("l...");
    QTest::newRow("never inside a character") << QByteArray("가나다라마바") << 5 << QByteArray("가나...");
    QTest::newRow("empty") << QByteArray() << 4 << QByteArray();
}

void BitmapFontTest::elidedTextEndsInDots()
{
    QFETCH(QByteArray, text);
    QFETCH(int, room);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(elided(text.toStdString(), room)), expected);
}

LABELWRIGHT_TEST(BitmapFontTest)
#include "BitmapFontTest.moc"

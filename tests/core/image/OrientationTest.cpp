// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Orientation.h"

#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"
#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

namespace {

// What each corner of the upright picture is called when the stored one reads a b / c d from the top left.
struct Corners {
    int orientation;
    const char* displayed; // top left, top right, bottom left, bottom right
};

constexpr Corners kCorners[] = {{1, "abcd"}, {2, "badc"}, {3, "dcba"}, {4, "cdab"},
                                {5, "acbd"}, {6, "cadb"}, {7, "dbca"}, {8, "bdac"}};

/// A letter to each corner, in the blue channel; larger than a tile of the turning loop.
Image lettered(Size size)
{
    return paint(size, [size](int x, int y) {
        const int corner = (x >= size.width / 2 ? 1 : 0) + (y >= size.height / 2 ? 2 : 0);
        return Bgr{'a' + corner, 128, 128};
    });
}

std::string cornersOf(const Image& image)
{
    std::string letters;
    for (int y : {0, image.height() - 1}) {
        for (int x : {0, image.width() - 1})
            letters += static_cast<char>(pixel(image, x, y)[0]);
    }
    return letters;
}

} // namespace

class OrientationTest : public QObject {
    Q_OBJECT
private slots:
    void turnsEveryCorner_data();
    void turnsEveryCorner();
    void turningBackGivesEveryPixelAgain_data();
    void turningBackGivesEveryPixelAgain();
    void jpegIsTurned_data();
    void jpegIsTurned();
    void pngIsTurned();
    void nonsenseIsUpright_data();
    void nonsenseIsUpright();
    void littleEndianIsRead();
    void cutBlocksAreUprightOrRight();
};

void OrientationTest::turnsEveryCorner_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<QByteArray>("displayed");
    for (const Corners& corners : kCorners)
        QTest::addRow("%d", corners.orientation) << corners.orientation << QByteArray(corners.displayed);
}

void OrientationTest::turnsEveryCorner()
{
    QFETCH(int, orientation);
    QFETCH(QByteArray, displayed);
    const Image upright = turnedUpright(lettered({70, 50}), orientation);
    QVERIFY((upright.size() == (orientation < 5 ? Size{70, 50} : Size{50, 70})));
    QVERIFY(upright.size() == turnedSize({70, 50}, orientation));
    QCOMPARE(QByteArray::fromStdString(cornersOf(upright)), displayed);
}

void OrientationTest::turningBackGivesEveryPixelAgain_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<int>("inverse");
    for (int orientation = 1; orientation <= 8; ++orientation)
        QTest::addRow("%d", orientation) << orientation << (orientation == 6 ? 8 : orientation == 8 ? 6 : orientation);
}

void OrientationTest::turningBackGivesEveryPixelAgain()
{
    QFETCH(int, orientation);
    QFETCH(int, inverse);
    const Image image = scene({67, 41});
    QCOMPARE(largestDifference(turnedUpright(turnedUpright(image, orientation), inverse), image), 0);
}

void OrientationTest::jpegIsTurned_data()
{
    turnsEveryCorner_data();
}

void OrientationTest::jpegIsTurned()
{
    QFETCH(int, orientation);
    const Image stored = scene({48, 32});
    const Bytes file = withExif(encodeJpeg(stored), orientation);
    const auto info = readImageInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->orientation, orientation);
    QVERIFY((info->storedSize == Size{48, 32}));
    const auto image = decodeImage(file);
    VERIFY_OK(image);
    QVERIFY(image->size() == info->size);
    QVERIFY(largestDifference(*image, turnedUpright(stored, orientation)) < 32);
}

void OrientationTest::pngIsTurned()
{
    const Image stored = lettered({9, 5});
    const auto png = encodePng(stored);
    VERIFY_OK(png);
    const auto image = decodeImage(withChunk(*png, "eXIf", exifBlock(6)));
    VERIFY_OK(image);
    QVERIFY((image->size() == Size{5, 9}));
    QCOMPARE(cornersOf(*image), std::string("cadb"));
}

void OrientationTest::nonsenseIsUpright_data()
{
    QTest::addColumn<QByteArray>("block");
    const auto asArray = [](const Bytes& bytes) {
        return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("http://ns.adobe.com/xap/1.0/");
    QTest::newRow("zero") << asArray(exifBlock(0));
    QTest::newRow("nine") << asArray(exifBlock(9));
    QTest::newRow("directory beyond the end") << QByteArray("MM\0*\0\0\xFF\xFF", 8);
    QByteArray asLong = asArray(exifBlock(6));
    asLong[13] = 4; // LONG instead of SHORT
    QTest::newRow("other type") << asLong;
}

void OrientationTest::nonsenseIsUpright()
{
    QFETCH(QByteArray, block);
    const Bytes bytes(block.begin(), block.end());
    QCOMPARE(exifOrientation(bytes), 1);
}

void OrientationTest::littleEndianIsRead()
{
    const Bytes block{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0};
    QCOMPARE(exifOrientation(block), 8);
}

void OrientationTest::cutBlocksAreUprightOrRight()
{
    const Bytes block = exifBlock(6);
    for (std::size_t size = 0; size <= block.size(); ++size) {
        const int orientation = exifOrientation({block.data(), size});
        QVERIFY2(orientation == 1 || orientation == 6, qPrintable(QString::number(size)));
    }
    QCOMPARE(exifOrientation(block), 6);
}

LABELWRIGHT_TEST(OrientationTest)
#include "OrientationTest.moc"

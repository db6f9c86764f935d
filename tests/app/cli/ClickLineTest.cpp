// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClickLine.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;

namespace {

constexpr std::string_view kWhole =
    R"({"image":"a.jpg","label":"cup","top":[3,1],"bottom":[3,9],"left":[1,5],"right":[7,5],"out":"m.png"})";

}

class ClickLineTest : public QObject {
    Q_OBJECT
private slots:
    void everyMemberIsRead();
    void labelAndOutMayBeMissing();
    void strokesComeInTheirOrder();
    void nullIsNoStroke();
    void brokenStrokesAreRefusedNamingTheKey_data();
    void brokenStrokesAreRefusedNamingTheKey();
    void brokenLinesAreRefusedNamingTheKey_data();
    void brokenLinesAreRefusedNamingTheKey();
    void aLineCutAnywhereIsRefused();
};

void ClickLineTest::everyMemberIsRead()
{
    const Result<ClickLine> click = parseClickLine(kWhole);
    VERIFY_OK(click);
    QCOMPARE(click->image, std::string("a.jpg"));
    QCOMPARE(click->label, std::string("cup"));
    QCOMPARE(click->out, std::string("m.png"));
    QCOMPARE(click->hints.points.top, (Point{3, 1}));
    QCOMPARE(click->hints.points.bottom, (Point{3, 9}));
    QCOMPARE(click->hints.points.left, (Point{1, 5}));
    QCOMPARE(click->hints.points.right, (Point{7, 5}));
}

void ClickLineTest::labelAndOutMayBeMissing()
{
    const Result<ClickLine> click =
        parseClickLine(R"({"right":[7,5],"left":[1,5],"bottom":[3,9],"top":[3,-1],"image":"a.jpg"})");
    VERIFY_OK(click);
    QVERIFY(click->label.empty());
    QVERIFY(click->out.empty());
    QCOMPARE(click->hints.points.top, (Point{3, -1}));
}

void ClickLineTest::strokesComeInTheirOrder()
{
    std::string line(kWhole);
    line.insert(line.size() - 1, R"(,"background":[[[9,9]]],"foreground":[[[1,2]],[[3,4],[5,6]]])");
    const Result<ClickLine> click = parseClickLine(line);
    VERIFY_OK(click);
    QVERIFY((click->hints.strokes ==
             std::vector<HintStroke>{{{{1, 2}}, true}, {{{3, 4}, {5, 6}}, true}, {{{9, 9}}, false}}));
}

void ClickLineTest::nullIsNoStroke()
{
    std::string line(kWhole);
    line.insert(line.size() - 1, R"(,"background":null,"foreground":null)");
    const Result<ClickLine> click = parseClickLine(line);
    VERIFY_OK(click);
    QVERIFY(click->hints.strokes.empty());
}

void ClickLineTest::brokenStrokesAreRefusedNamingTheKey_data()
{
    QTest::addColumn<QString>("strokes");
    for (const char* strokes : {"7", "[7]", "[[7]]", "[[[7]]]", "[[]]", "[[[1,2,3]]]", "[[[1,2.5]]]", "[[1,2]]", "{}"})
        QTest::newRow(strokes) << strokes;
}

void ClickLineTest::brokenStrokesAreRefusedNamingTheKey()
{
    QFETCH(QString, strokes);
    for (const char* key : {"foreground", "background"}) {
        std::string line(kWhole);
        line.insert(line.size() - 1, std::string(",\"") + key + "\":" + strokes.toStdString());
        const Result<ClickLine> click = parseClickLine(line);
        VERIFY_ERROR(click, ErrorCode::InvalidArgument);
        QVERIFY(click.error().detail.find(key) != std::string::npos);
    }
}

void ClickLineTest::brokenLinesAreRefusedNamingTheKey_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("word");
    QTest::newRow("no image") << "\"image\":\"a.jpg\","
                              << ""
                              << "image";
    QTest::newRow("an empty image") << "a.jpg"
                                    << ""
                                    << "image";
    QTest::newRow("an image that is no text") << "\"a.jpg\""
                                              << "7"
                                              << "image";
    QTest::newRow("no top") << "\"top\":[3,1],"
                            << ""
                            << "top";
    QTest::newRow("a misspelt key") << "\"label\""
                                    << "\"foregruond\""
                                    << "foregruond";
    QTest::newRow("one number") << "[3,9]"
                                << "[3]"
                                << "bottom";
    QTest::newRow("three numbers") << "[3,9]"
                                   << "[3,9,1]"
                                   << "bottom";
    QTest::newRow("a fraction") << "[1,5]"
                                << "[1.5,5]"
                                << "left";
    QTest::newRow("text") << "[7,5]"
                          << "[\"7\",5]"
                          << "right";
    QTest::newRow("an object") << "[7,5]"
                               << "{\"x\":7,\"y\":5}"
                               << "right";
    QTest::newRow("far too large") << "[7,5]"
                                   << "[99999999999,5]"
                                   << "right";
    QTest::newRow("beyond 64 bits") << "[7,5]"
                                    << "[99999999999999999999999,5]"
                                    << "right";
    QTest::newRow("the least of 64 bits") << "[7,5]"
                                          << "[-9223372036854775808,5]"
                                          << "right";
    QTest::newRow("the greatest without a sign") << "[7,5]"
                                                 << "[18446744073709551615,5]"
                                                 << "right";
}

void ClickLineTest::brokenLinesAreRefusedNamingTheKey()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, word);
    QString text = QString::fromLatin1(kWhole.data(), static_cast<qsizetype>(kWhole.size()));
    QVERIFY(text.contains(from));
    const Result<ClickLine> click = parseClickLine(text.replace(from, to).toStdString());
    VERIFY_ERROR(click, ErrorCode::InvalidArgument);
    QVERIFY2(click.error().detail.find('"' + word.toStdString() + '"') != std::string::npos,
             click.error().detail.c_str());
}

void ClickLineTest::aLineCutAnywhereIsRefused()
{
    for (std::size_t length = 0; length < kWhole.size(); ++length)
        VERIFY_ERROR(parseClickLine(kWhole.substr(0, length)), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(ClickLineTest)
#include "ClickLineTest.moc"

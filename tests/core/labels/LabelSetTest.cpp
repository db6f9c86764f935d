// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labels/LabelSet.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

constexpr Color kRed{255, 0, 0};
constexpr Color kGreen{0, 255, 0};

std::vector<std::string> numberedNames(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= count; ++i)
        names.push_back("label " + std::to_string(i));
    return names;
}

} // namespace

class LabelSetTest : public QObject {
    Q_OBJECT

private slots:
    void namesGetIdsAndDefaultColors();
    void givenColorsComeFirst();
    void defaultColorAvoidsGivenOnes();
    void lastLabelGivenAllOtherDefaultsGetsTheOneLeft();
    void moreColorsThanNamesIsAnError();
    void findsByNameColorAndId();
    void goneIdsStandForWhatTheyWentInto();
    void goneLabelsThatContradictAreNamed_data();
    void goneLabelsThatContradictAreNamed();
    void invalidClassesAreNamed_data();
    void invalidClassesAreNamed();
    void nameLengthCountsCharacters();
    void validUtf8IsAccepted_data();
    void validUtf8IsAccepted();
    void brokenUtf8IsRefused_data();
    void brokenUtf8IsRefused();
    void atMost254Labels();
};

Q_DECLARE_METATYPE(std::vector<LabelClass>)

void LabelSetTest::namesGetIdsAndDefaultColors()
{
    const auto labels = LabelSet::fromNames({"people", "traffic light", "bus"});
    VERIFY_OK(labels);
    QCOMPARE(labels->size(), std::size_t(3));
    QVERIFY((labels->at(1) == LabelClass{1, "people", {0x2c, 0xa0, 0x2c}}));
    QVERIFY((labels->at(3) == LabelClass{3, "bus", {0xff, 0x7f, 0x0e}}));
}

void LabelSetTest::givenColorsComeFirst()
{
    const auto labels = LabelSet::fromNames({"a", "b"}, {kRed});
    VERIFY_OK(labels);
    QVERIFY(labels->at(1).color == kRed);
    QVERIFY(labels->at(2).color == defaultLabelColor(1));
}

void LabelSetTest::defaultColorAvoidsGivenOnes()
{
    const auto labels = LabelSet::fromNames({"a", "b", "c"}, {defaultLabelColor(1)});
    VERIFY_OK(labels);
    QVERIFY(labels->at(2).color == defaultLabelColor(3)); // not that of "c"
    QVERIFY(labels->at(3).color == defaultLabelColor(2));
}

void LabelSetTest::lastLabelGivenAllOtherDefaultsGetsTheOneLeft()
{
    std::vector<Color> colors;
    for (std::size_t i = 1; i < kMaxLabels; ++i)
        colors.push_back(defaultLabelColor(i));
    const auto labels = LabelSet::fromNames(numberedNames(kMaxLabels), colors);
    VERIFY_OK(labels);
    QVERIFY(labels->at(kMaxLabels).color == defaultLabelColor(0));
}

void LabelSetTest::moreColorsThanNamesIsAnError()
{
    VERIFY_ERROR(LabelSet::fromNames({"a"}, {kRed, kGreen}), ErrorCode::InvalidArgument);
}

void LabelSetTest::findsByNameColorAndId()
{
    const LabelSet labels = *LabelSet::create({{7, "a", kRed}, {3, "b", kGreen}});
    QVERIFY(labels.findName("b") == Label(2));
    QVERIFY(labels.findColor(kRed) == Label(1));
    QVERIFY(labels.findId(3) == Label(2));
    QVERIFY(!labels.findName("B"));
    QVERIFY(!labels.findColor(kWhite));
    QVERIFY(!labels.findId(1));
}

void LabelSetTest::goneIdsStandForWhatTheyWentInto()
{
    const LabelSet labels = *LabelSet::create({{7, "a", kRed}, {3, "b", kGreen}}, {{1, 3}, {2, 0}});
    QVERIFY(labels.findId(1) == Label(2));
    QVERIFY(!labels.findId(2));
    QVERIFY(labels.findId(7) == Label(1));
    QVERIFY(!labels.findId(4));
    QVERIFY(labels != *LabelSet::create(labels.classes()));
}

void LabelSetTest::goneLabelsThatContradictAreNamed_data()
{
    QTest::addColumn<GoneLabels>("gone");
    QTest::addColumn<QByteArray>("detail");
    QTest::newRow("there") << GoneLabels{{7, 0}} << QByteArray("the label of the id 7 can't be gone");
    QTest::newRow("no id") << GoneLabels{{0, 7}} << QByteArray("the label of the id 0 can't be gone");
    QTest::newRow("into none") << GoneLabels{{1, 9}}
                               << QByteArray("the label of the id 1 was merged into 9, which is no label");
    QTest::newRow("into one that is gone")
        << GoneLabels{{1, 2}, {2, 7}} << QByteArray("the label of the id 1 was merged into 2, which is no label");
}

void LabelSetTest::goneLabelsThatContradictAreNamed()
{
    QFETCH(GoneLabels, gone);
    QFETCH(QByteArray, detail);
    const auto labels = LabelSet::create({{7, "a", kRed}}, gone);
    VERIFY_ERROR(labels, ErrorCode::InvalidArgument);
    QCOMPARE(labels.error().detail, detail.toStdString());
}

void LabelSetTest::invalidClassesAreNamed_data()
{
    QTest::addColumn<std::vector<LabelClass>>("classes");
    QTest::addColumn<QByteArray>("detail");
    using Classes = std::vector<LabelClass>;
    QTest::newRow("none") << Classes{} << QByteArray("there is no label");
    QTest::newRow("no name") << Classes{{1, "a", kRed}, {2, "", kGreen}} << QByteArray("label 2 has no name");
    QTest::newRow("name twice") << Classes{{1, "a", kRed}, {2, "a", kGreen}}
                                << QByteArray("there are two labels named \"a\"");
    QTest::newRow("id twice") << Classes{{1, "a", kRed}, {1, "b", kGreen}}
                              << QByteArray("label \"b\" has the id 1, as another label has");
    QTest::newRow("id 0") << Classes{{0, "a", kRed}} << QByteArray("label \"a\" has the id 0, ids start at 1");
    QTest::newRow("color twice") << Classes{{1, "a", kRed}, {2, "b", kRed}}
                                 << QByteArray("label \"b\" has the color #ff0000, as another label has");
    QTest::newRow("white") << Classes{{1, "a", kWhite}}
                           << QByteArray("label \"a\" is white, which is the color of unlabeled pixels");
    QTest::newRow("background") << Classes{{1, "BACKGROUND", kRed}}
                                << QByteArray("label 1 is named \"BACKGROUND\", which stands for unlabeled pixels");
}

void LabelSetTest::invalidClassesAreNamed()
{
    QFETCH(std::vector<LabelClass>, classes);
    QFETCH(QByteArray, detail);
    const auto labels = LabelSet::create(classes);
    VERIFY_ERROR(labels, ErrorCode::InvalidArgument);
    QCOMPARE(labels.error().detail, detail.toStdString());
}

void LabelSetTest::nameLengthCountsCharacters()
{
    std::string korean;
    for (int i = 0; i < 256; ++i)
        korean += "차";
    VERIFY_OK(LabelSet::fromNames({korean}));
    const auto tooLong = LabelSet::fromNames({korean + "a"});
    VERIFY_ERROR(tooLong, ErrorCode::InvalidArgument);
    QCOMPARE(tooLong.error().detail, std::string("the name of label 1 has 257 characters, at most 256 are allowed"));
}

void LabelSetTest::validUtf8IsAccepted_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("one byte") << QByteArray("\x7f");
    QTest::newRow("two bytes, least") << QByteArray("\xc2\x80");
    QTest::newRow("three bytes, least") << QByteArray("\xe0\xa0\x80");
    QTest::newRow("just below the surrogates") << QByteArray("\xed\x9f\xbf");
    QTest::newRow("just above the surrogates") << QByteArray("\xee\x80\x80");
    QTest::newRow("four bytes, least") << QByteArray("\xf0\x90\x80\x80");
    QTest::newRow("the last character") << QByteArray("\xf4\x8f\xbf\xbf");
}

void LabelSetTest::validUtf8IsAccepted()
{
    QFETCH(QByteArray, name);
    VERIFY_OK(LabelSet::fromNames({name.toStdString()}));
}

void LabelSetTest::brokenUtf8IsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("continuation alone") << QByteArray("a\x80");
    QTest::newRow("cut off") << QByteArray("a\xec\x8b");
    QTest::newRow("continuation missing") << QByteArray("\xec\x8b"
                                                        "a");
    QTest::newRow("overlong of two") << QByteArray("\xc1\xbf");
    QTest::newRow("overlong of three") << QByteArray("\xe0\x9f\xbf");
    QTest::newRow("overlong of four") << QByteArray("\xf0\x8f\xbf\xbf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("beyond the last character") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80");
    QTest::newRow("no lead byte") << QByteArray("\xff");
}

void LabelSetTest::brokenUtf8IsRefused()
{
    QFETCH(QByteArray, name);
    const auto labels = LabelSet::fromNames({name.toStdString()});
    VERIFY_ERROR(labels, ErrorCode::InvalidArgument);
    QCOMPARE(labels.error().detail, std::string("the name of label 1 is not valid UTF-8"));
}

void LabelSetTest::atMost254Labels()
{
    VERIFY_OK(LabelSet::fromNames(numberedNames(254)));
    const auto tooMany = LabelSet::fromNames(numberedNames(255));
    VERIFY_ERROR(tooMany, ErrorCode::TooLarge);
    QCOMPARE(tooMany.error().detail, std::string("there are 255 labels, at most 254 are allowed"));
    VERIFY_ERROR(LabelSet::create(std::vector<LabelClass>(255)), ErrorCode::TooLarge);
}

LABELWRIGHT_TEST(LabelSetTest)
#include "LabelSetTest.moc"

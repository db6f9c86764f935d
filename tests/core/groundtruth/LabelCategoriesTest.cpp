// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/LabelCategories.h"

#include "tests/core/groundtruth/BrokenText.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(labelwright::ErrorCode)

namespace {

std::string golden()
{
    return textOf(dataPath("groundtruth/label-categories.json"));
}

std::string fileOf(const std::string& labels)
{
    return R"({"document-version":"2018-11-28","labels":[)" + labels + "]}";
}

std::string manyLabels(int count)
{
    std::string labels;
    for (int i = 0; i < count; ++i)
        labels += (i == 0 ? "" : ",") + std::string(R"({"label":"class )") + std::to_string(i) + R"("})";
    return labels;
}

} // namespace

class LabelCategoriesTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenFileOnOneLine();
    void readsTheGoldenFile();
    void givesTheExampleJobBack();
    void acceptsEveryVersion_data();
    void acceptsEveryVersion();
    void readsInstructions();
    void namesWhatItDoesNotUse();
    void takes254Labels();
    void refuses_data();
    void refuses();
    void refusesEveryCutAndSurvivesEveryChange();
};

void LabelCategoriesTest::writesTheGoldenFileOnOneLine()
{
    const LabelSet labels = LabelSet::fromNames({"boat", "quay wall", "크레인"}).value();
    QCOMPARE(writeLabelCategories(labels), golden());
}

void LabelCategoriesTest::readsTheGoldenFile()
{
    const Result<LabelCategories> categories = readLabelCategories(golden());
    VERIFY_OK(categories);
    QCOMPARE(categories->labels, LabelSet::fromNames({"boat", "quay wall", "크레인"}).value());
    QCOMPARE(categories->documentVersion, std::string("2018-11-28"));
    QVERIFY(categories->notes.empty());
}

void LabelCategoriesTest::givesTheExampleJobBack()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const std::string text = textOf(*shared / "formats/example-job/road-scenes/annotation-tool/data.json");
    const Result<LabelCategories> categories = readLabelCategories(text);
    VERIFY_OK(categories);
    QCOMPARE(categories->labels.size(), std::size_t{5});
    QCOMPARE(writeLabelCategories(categories->labels), text);
}

void LabelCategoriesTest::acceptsEveryVersion_data()
{
    QTest::addColumn<std::string>("member");
    QTest::addColumn<std::string>("version");
    QTest::newRow("console") << std::string(R"("document-version":"2021-05-13",)") << std::string("2021-05-13");
    QTest::newRow("camel case") << std::string(R"("documentVersion":"2020-03-01",)") << std::string("2020-03-01");
    QTest::newRow("none") << std::string() << std::string();
    QTest::newRow("a number") << std::string(R"("document-version":2018,)") << std::string();
}

void LabelCategoriesTest::acceptsEveryVersion()
{
    QFETCH(std::string, member);
    QFETCH(std::string, version);
    const Result<LabelCategories> categories =
        readLabelCategories(replaced(golden(), R"("document-version":"2018-11-28",)", member));
    VERIFY_OK(categories);
    QCOMPARE(categories->documentVersion, version);
    QCOMPARE(categories->labels.size(), std::size_t{3});
}

void LabelCategoriesTest::readsInstructions()
{
    const Result<LabelCategories> categories = readLabelCategories(
        replaced(golden(), "\"labels\"",
                 R"("instructions":{"shortInstruction":"<p>a</p>","fullInstruction":"<p>b</p>"},"labels")"));
    VERIFY_OK(categories);
    QCOMPARE(categories->shortInstruction, std::string("<p>a</p>"));
    QCOMPARE(categories->fullInstruction, std::string("<p>b</p>"));
    QVERIFY(categories->notes.empty());
}

void LabelCategoriesTest::namesWhatItDoesNotUse()
{
    const Result<LabelCategories> categories = readLabelCategories(
        R"({"frameAttributes":[],"labels":[{"label":"boat","shortDisplayName":"b"}],"annotationType":"x"})");
    VERIFY_OK(categories);
    QCOMPARE(categories->notes.size(), std::size_t{3});
    QVERIFY(categories->notes.at(0).find("frameAttributes") != std::string::npos);
    QVERIFY(categories->notes.at(1).find("annotationType") != std::string::npos);
    QVERIFY(categories->notes.at(2).find("shortDisplayName") != std::string::npos);
}

void LabelCategoriesTest::takes254Labels()
{
    VERIFY_OK(readLabelCategories(fileOf(manyLabels(254))));
    VERIFY_ERROR(readLabelCategories(fileOf(manyLabels(255))), ErrorCode::TooLarge);
}

void LabelCategoriesTest::refuses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<ErrorCode>("code");
    const std::string boat = R"({"label":"boat"})";
    QTest::newRow("no JSON") << std::string("labels: boat") << ErrorCode::Malformed;
    QTest::newRow("empty") << std::string() << ErrorCode::Malformed;
    QTest::newRow("a list") << std::string("[]") << ErrorCode::Malformed;
    QTest::newRow("no labels") << std::string("{}") << ErrorCode::Malformed;
    QTest::newRow("labels are an object") << std::string(R"({"labels":{"label":"boat"}})") << ErrorCode::Malformed;
    QTest::newRow("label is a text") << fileOf(boat + R"(,"quay")") << ErrorCode::Malformed;
    QTest::newRow("label is a number") << fileOf(R"({"label":5})") << ErrorCode::Malformed;
    QTest::newRow("none at all") << fileOf("") << ErrorCode::InvalidArgument;
    QTest::newRow("twice") << fileOf(boat + "," + boat) << ErrorCode::InvalidArgument;
    QTest::newRow("empty name") << fileOf(R"({"label":""})") << ErrorCode::InvalidArgument;
    QTest::newRow("overlong") << fileOf(R"({"label":")" + std::string(257, 'a') + R"("})")
                              << ErrorCode::InvalidArgument;
    QTest::newRow("background") << fileOf(R"({"label":"BACKGROUND"})") << ErrorCode::InvalidArgument;
}

void LabelCategoriesTest::refuses()
{
    QFETCH(std::string, text);
    QFETCH(ErrorCode, code);
    VERIFY_ERROR(readLabelCategories(text), code);
}

void LabelCategoriesTest::refusesEveryCutAndSurvivesEveryChange()
{
    const auto isRefused = [](std::string_view text) { return !readLabelCategories(text); };
    QCOMPARE(firstAcceptedBeginning(golden(), isRefused), std::string::npos);
    replaceEachByte(golden(), [&](std::string_view text) { isRefused(text); });
}

LABELWRIGHT_TEST(LabelCategoriesTest)
#include "LabelCategoriesTest.moc"

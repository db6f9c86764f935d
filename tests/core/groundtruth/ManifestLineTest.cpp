// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/ManifestLine.h"

#include "core/base/Json.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <sstream>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// A line of exactly `characters` characters, most of them the Korean letter that `fill` holds.
std::string lineOf(std::size_t characters, std::size_t values, const std::string& fill)
{
    std::string line = R"({"source-ref":"a")";
    std::size_t count = line.size() + 1;
    for (std::size_t i = 0; i < values; ++i) {
        const std::string key = ",\"k" + std::to_string(i) + "\":\"";
        count += key.size() + 1;
        const std::size_t share = i + 1 < values ? 15'000 : characters - count;
        count += share;
        line += key;
        for (std::size_t k = 0; k < share; ++k)
            line += fill;
        line += '"';
    }
    return line + "}";
}

} // namespace

class ManifestLineTest : public QObject {
    Q_OBJECT
private slots:
    void sourceRefIsRead_data();
    void sourceRefIsRead();
    void brokenLinesAreErrors_data();
    void brokenLinesAreErrors();
    void everyTruncationIsAnError();
    void limitsCountCharactersAndNotBytes();
    void limitOfAnAttributeSparesMetadata();
    void labelAttributesAreListed();
    void oddAttributes_data();
    void oddAttributes();
    void attributesOfRealLines();
    void membersAreFound();
    void appendingKeepsEveryByte_data();
    void appendingKeepsEveryByte();
    void appendedLineParses();
};

void ManifestLineTest::sourceRefIsRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("sourceRef");
    QTest::newRow("plain") << QByteArray(R"({"source-ref":"s3://b/0.jpg"})") << QByteArray("s3://b/0.jpg");
    QTest::newRow("spaces") << QByteArray(" { \"source-ref\" : \"0.jpg\" } ") << QByteArray("0.jpg");
    QTest::newRow("others first") << QByteArray(R"({"shot":17,"source-ref":"0.jpg"})") << QByteArray("0.jpg");
    QTest::newRow("escaped") << QByteArray(R"({"source-ref":"\uAC00.jpg"})") << QByteArray("\xEA\xB0\x80.jpg");
    QTest::newRow("raw") << QByteArray("{\"source-ref\":\"\xEA\xB0\x80.jpg\"}") << QByteArray("\xEA\xB0\x80.jpg");
}

void ManifestLineTest::sourceRefIsRead()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, sourceRef);
    const Result<ManifestLine> parsed = parseManifestLine(line.toStdString());
    VERIFY_OK(parsed);
    QCOMPARE(parsed->sourceRef, sourceRef.toStdString());
}

void ManifestLineTest::brokenLinesAreErrors_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char* name, const char* line, const char* part) {
        QTest::newRow(name) << QByteArray(line) << QByteArray(part);
    };
    row("empty", "", "is empty");
    row("blank", " \t", "is empty");
    row("no JSON", "hello", "not valid JSON (at byte 1 of the line)");
    row("half", R"({"source-ref":"0.jpg")", "not valid JSON (at byte 22 of the line)");
    row("two objects", R"({"source-ref":"0.jpg"}{})", "not valid JSON");
    row("invalid UTF-8", "{\"source-ref\":\"\xFF.jpg\"}", "not valid JSON");
    row("array", R"(["source-ref"])", "not a JSON object");
    row("no source-ref", R"({"image":"0.jpg"})", "lacks \"source-ref\"");
    row("text task", R"({"source":"some text"})", "lacks \"source-ref\"");
    row("empty source-ref", R"({"source-ref":""})", "lacks \"source-ref\"");
    row("number", R"({"source-ref":7})", "lacks \"source-ref\"");
    row("both", R"({"source-ref":"0.jpg","source":"text"})", "both \"source-ref\" and \"source\"");
    row("dollar", R"({"source-ref":"0.jpg","$x":1})", "\"$x\" begins with '$'");
}

void ManifestLineTest::brokenLinesAreErrors()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, part);
    const Result<ManifestLine> parsed = parseManifestLine(line.toStdString());
    VERIFY_ERROR(parsed, ErrorCode::Malformed);
    QVERIFY2(parsed.error().detail.find(part.toStdString()) != std::string::npos, parsed.error().detail.c_str());
}

void ManifestLineTest::everyTruncationIsAnError()
{
    const std::string line = R"({"source-ref":"s3://b/0.jpg","site":"north-gate","shot":17,"tags":[1,{"a":null}]})";
    VERIFY_OK(parseManifestLine(line));
    for (std::size_t size = 0; size < line.size(); ++size)
        VERIFY_ERROR(parseManifestLine(line.substr(0, size)), ErrorCode::Malformed);
}

void ManifestLineTest::limitsCountCharactersAndNotBytes()
{
    const std::string korean = "\xEA\xB0\x80";
    VERIFY_OK(parseManifestLine(lineOf(100'000, 7, korean)));
    const Result<ManifestLine> over = parseManifestLine(lineOf(100'001, 7, korean));
    VERIFY_ERROR(over, ErrorCode::TooLarge);
    QCOMPARE(over.error().detail, std::string("this line holds 100001 characters, at most 100000 are allowed"));
}

void ManifestLineTest::limitOfAnAttributeSparesMetadata()
{
    const auto lineWith = [](const std::string& key, std::size_t size) {
        return R"({"source-ref":"a",")" + key + R"(":")" + std::string(size, 'x') + "\"}";
    };
    VERIFY_OK(parseManifestLine(lineWith("note", 20'000)));
    VERIFY_ERROR(parseManifestLine(lineWith("note", 20'001)), ErrorCode::TooLarge);
    VERIFY_OK(parseManifestLine(lineWith("road-ref-metadata", 20'001)));
}

void ManifestLineTest::labelAttributesAreListed()
{
    const std::string line =
        R"({"source-ref":"s3://b/0.jpg","site":"north",)"
        R"("road-ref":"s3://b/0.png","road-ref-metadata":{"type":"groundTruth/Semantic-Segmentation"},)"
        R"("boxes":{"annotations":[]},"boxes-metadata":{"type":"groundtruth/object-detection"},)"
        R"("check":1,"check-metadata":{"type":"groundtruth/label-verification"},)"
        R"("late-ref-metadata":{"failure-reason":"The image could not be read."}})";
    const Result<std::vector<LineAttribute>> listed = labelAttributesOf(line);
    VERIFY_OK(listed);
    std::ostringstream text;
    for (const LineAttribute& a : *listed)
        text << a.name << '|' << static_cast<int>(a.kind) << '|' << a.type << '|' << a.maskReference << '|'
             << a.failureReason << '\n';
    QCOMPARE(text.str(), std::string("road-ref|0|groundTruth/Semantic-Segmentation|s3://b/0.png|\n"
                                     "boxes|1|groundtruth/object-detection||\n"
                                     "check|4|groundtruth/label-verification||\n"
                                     "late-ref|3|||The image could not be read.\n"));
}

void ManifestLineTest::oddAttributes_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, const char* members, int count, AttributeKind kind = AttributeKind::Other) {
        QTest::newRow(name) << QByteArray(members) << count << static_cast<int>(kind);
    };
    row("metadata before the value", R"("a-metadata":{"type":"groundtruth/semantic-segmentation"},"a":"0.png")", 1,
        AttributeKind::SemanticSegmentation);
    row("without -ref as in 2018", R"("city":"0.png","city-metadata":{"type":"groundtruth/semantic-segmentation"})", 1,
        AttributeKind::SemanticSegmentation);
    row("mask that is no text", R"("a-ref":7,"a-ref-metadata":{"type":"groundtruth/semantic-segmentation"})", 1);
    row("classification", R"("a":7,"a-metadata":{"type":"groundtruth/Image-Classification"})", 1,
        AttributeKind::Classification);
    row("multi-label", R"("a":[7],"a-metadata":{"type":"groundtruth/image-classification-multilabel"})", 1,
        AttributeKind::Classification);
    row("no type", R"("a":7,"a-metadata":{})", 1);
    row("failed with value", R"("a":7,"a-metadata":{"type":"x","failure-reason":"no"})", 1, AttributeKind::Failed);
    row("metadata without value", R"("a-metadata":{"type":"groundtruth/semantic-segmentation"})", 0);
    row("metadata that is no object", R"("a":1,"a-metadata":"text")", 0);
    row("value without metadata", R"("a-ref":"0.png")", 0);
}

void ManifestLineTest::oddAttributes()
{
    QFETCH(QByteArray, members);
    QFETCH(int, count);
    QFETCH(int, kind);
    const auto listed = labelAttributesOf(R"({"source-ref":"0.jpg",)" + members.toStdString() + "}");
    VERIFY_OK(listed);
    QCOMPARE(static_cast<int>(listed->size()), count);
    if (count == 1)
        QCOMPARE(static_cast<int>(listed->front().kind), kind);
}

void ManifestLineTest::attributesOfRealLines()
{
    const auto shared = sharedFolder();
    if (!shared)
        QSKIP("needs the shared samples");
    const auto firstOf = [&](const char* folder) {
        const std::string text = textOf(*shared / "formats/samples/superannotate" / folder / "output.manifest");
        return labelAttributesOf(text.substr(0, text.find('\n')));
    };
    const auto masks = firstOf("instance_segmentation");
    VERIFY_OK(masks);
    QCOMPARE(masks->size(), std::size_t{1});
    QCOMPARE(masks->front().name, std::string("attribute-name-ref"));
    QVERIFY(masks->front().kind == AttributeKind::SemanticSegmentation);
    QVERIFY(masks->front().maskReference.ends_with("/output/0_2020-10-20T21:37:29.760855.png"));
    const auto boxes = firstOf("object_detection");
    VERIFY_OK(boxes);
    QVERIFY(boxes->front().kind == AttributeKind::ObjectDetection);
}

void ManifestLineTest::membersAreFound()
{
    QVERIFY(hasMember(R"({"source-ref":"0.jpg"})", "source-ref"));
    QVERIFY(!hasMember(R"({"source-ref":"road-ref"})", "road-ref"));
    QVERIFY(!hasMember("no JSON", "source-ref"));
}

void ManifestLineTest::appendingKeepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* line, const char* expected) {
        QTest::newRow(name) << QByteArray(line) << QByteArray(expected);
    };
    row("plain", R"({"source-ref":"0.jpg"})", R"({"source-ref":"0.jpg","a":1,"b":{}})");
    row("empty object", "{}", R"({"a":1,"b":{}})");
    row("empty object with space", "{ }", R"({"a":1,"b":{} })");
    row("odd spacing", R"(  { "x" : 1.50 , "y":1e3 }  )", R"(  { "x" : 1.50 , "y":1e3,"a":1,"b":{} }  )");
    row("nested end", R"({"x":{}})", R"({"x":{},"a":1,"b":{}})");
    row("nested end with spaces", R"({"x":{ } } )", R"({"x":{ },"a":1,"b":{} } )");
    row("braces in text", R"({"x":"}{"})", R"({"x":"}{","a":1,"b":{}})");
    row("escapes kept", R"({"x":"\u00e9\/"})", R"({"x":"\u00e9\/","a":1,"b":{}})");
    row("text that ends in an open brace", R"({"x":"{"})", R"({"x":"{","a":1,"b":{}})");
}

void ManifestLineTest::appendingKeepsEveryByte()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, expected);
    QCOMPARE(appendMembers(line.toStdString(), R"("a":1,"b":{})"), expected.toStdString());
    QCOMPARE(appendMembers(line.toStdString(), ""), line.toStdString());
}

void ManifestLineTest::appendedLineParses()
{
    const std::string line = appendMembers(R"({"source-ref":"0.jpg","shot":17})", R"("a":1)");
    const Result<Json> json = parseJson(line);
    VERIFY_OK(json);
    QCOMPARE(writeJson(*json), line);
    QCOMPARE(*integerOf(*json, "a"), std::int64_t{1});
}

LABELWRIGHT_TEST(ManifestLineTest)
#include "ManifestLineTest.moc"

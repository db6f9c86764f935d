// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/StreamedJson.h"

#include "core/dataset/Opening.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class StreamedJsonTest : public QObject {
    Q_OBJECT
private slots:
    void elementsAndMembersComeInTheirOrder();
    void whatWasFoundIsReadAgain();
    void elementsBeyondABlockAreWhole();
    void aTextThatIsCutAnywhereIsAnError();
    void aByteOrderMarkIsPassedOver();
    void whatIsNoObjectIsAnError_data();
    void whatIsNoObjectIsAnError();
    void anErrorSaysWhereItIs();

private:
    fs::path write(std::string_view text) const
    {
        writeText(m_path, text);
        return m_path;
    }

    QTemporaryDir m_temporary;
    fs::path m_path = fs::path(m_temporary.path().toStdString()) / "a.json";
};

namespace {

constexpr std::string_view kText = R"( {"a":[1, {"b":"]}\"[","c":[[2],{}]}, "x,\\", null ],"n":-1.5e3,
  "empty":[], "o":{"p":[3]} ,"s":"[{" } )";

std::string seenIn(const StreamedJson& json)
{
    std::string seen;
    Opening opening({});
    const Status walked = json.walk(opening, [&](const StreamedJson::Element& element) {
        seen += std::string(element.key) + (element.isOfArray ? "[]=" : "=") + writeJson(element.value) + '\n';
        return ok();
    });
    return walked ? seen : sentence(walked.error());
}

Status walkThrough(const fs::path& path)
{
    const Result<StreamedJson> json = StreamedJson::open(path);
    Opening opening({});
    return json ? json->walk(opening, [](const StreamedJson::Element&) { return ok(); }) : Status(json.error());
}

} // namespace

void StreamedJsonTest::elementsAndMembersComeInTheirOrder()
{
    const Result<StreamedJson> json = StreamedJson::open(write(kText));
    VERIFY_OK(json);
    QCOMPARE(seenIn(*json), std::string("a[]=1\na[]={\"b\":\"]}\\\"[\",\"c\":[[2],{}]}\na[]=\"x,\\\\\"\na[]=null\n"
                                        "n=-1500.0\no={\"p\":[3]}\ns=\"[{\"\n"));
}

void StreamedJsonTest::whatWasFoundIsReadAgain()
{
    const Result<StreamedJson> json = StreamedJson::open(write(kText));
    VERIFY_OK(json);
    int count = 0;
    Opening opening({});
    const Status walked = json->walk(opening, [&](const StreamedJson::Element& element) {
        const Result<Json> again = json->read(element.piece);
        count += again && *again == element.value ? 1 : 0;
        return ok();
    });
    VERIFY_OK(walked);
    QCOMPARE(count, 7);
}

void StreamedJsonTest::elementsBeyondABlockAreWhole()
{
    std::string text = "{\"a\":[";
    for (int element = 0; element < 60'000; ++element)
        text += (element == 0 ? "" : ",") + std::string("{\"id\":") + std::to_string(element) + "}";
    const Result<StreamedJson> json = StreamedJson::open(write(text + "]}"));
    VERIFY_OK(json);
    std::int64_t next = 0;
    Opening opening({});
    const Status walked = json->walk(opening, [&](const StreamedJson::Element& element) -> Status {
        if (integerOf(element.value, "id") != next)
            return Error{ErrorCode::Mismatch, "another element is expected"};
        ++next;
        return ok();
    });
    VERIFY_OK(walked);
    QCOMPARE(next, std::int64_t{60'000});
}

void StreamedJsonTest::aTextThatIsCutAnywhereIsAnError()
{
    const std::size_t end = kText.rfind('}');
    for (std::size_t size = 0; size <= end; ++size)
        QVERIFY2(!walkThrough(write(kText.substr(0, size))), std::to_string(size).c_str());
    VERIFY_OK(walkThrough(write(kText.substr(0, end + 1))));
}

void StreamedJsonTest::aByteOrderMarkIsPassedOver()
{
    VERIFY_OK(walkThrough(write("\xEF\xBB\xBF{}")));
    QVERIFY(!walkThrough(write("\xEF\xBB{}")));
}

void StreamedJsonTest::whatIsNoObjectIsAnError_data()
{
    QTest::addColumn<std::string>("text");
    for (const char* text : {"", "[]", "x", "{\"a\":1}}", "{\"a\":1},", "{a:1}", "{\"a\" 1}", "{\"a\":[1 2]}",
                             "{\"a\":[1,]}", "{\"a\":}", "{\"a\":]}", "{,}", "{\"a\":1,}", "{\"a\":[}", "{\"a\":tru}"})
        QTest::newRow(text) << std::string(text);
}

void StreamedJsonTest::whatIsNoObjectIsAnError()
{
    QFETCH(std::string, text);
    const Status walked = walkThrough(write(text));
    QVERIFY(!walked);
    QCOMPARE(walked.error().path, m_path);
}

void StreamedJsonTest::anErrorSaysWhereItIs()
{
    const Status broken = walkThrough(write(R"({"a":[1,{"b":x}]})"));
    VERIFY_ERROR(broken, ErrorCode::Malformed);
    QVERIFY(broken.error().position >= 8 && broken.error().position <= 15 && !broken.error().positionIsLine);

    const Result<StreamedJson> json = StreamedJson::open(write(R"({"a":[1,{"b":2}]})"));
    VERIFY_OK(json);
    Opening opening({});
    const Status refused = json->walk(opening, [](const StreamedJson::Element& element) -> Status {
        return element.value.is_object() ? Status(Error{ErrorCode::Mismatch, "no"}) : ok();
    });
    VERIFY_ERROR(refused, ErrorCode::Mismatch);
    QCOMPARE(refused.error().position, std::int64_t{8});
}

LABELWRIGHT_TEST(StreamedJsonTest)
#include "StreamedJsonTest.moc"

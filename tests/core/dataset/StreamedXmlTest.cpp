// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/StreamedXml.h"

#include "core/dataset/Opening.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class StreamedXmlTest : public QObject {
    Q_OBJECT
private slots:
    void elementsAreCutOut();
    void whatWasFoundIsReadAgain();
    void elementsBeyondABlockAreWhole();
    void aTextThatIsCutIsAnErrorOrARest();

private:
    fs::path write(std::string_view text) const
    {
        writeText(m_path, text);
        return m_path;
    }

    QTemporaryDir m_temporary;
    fs::path m_path = fs::path(m_temporary.path().toStdString()) / "a.xml";
};

namespace {

constexpr std::string_view kText = R"(<?xml version="1.0"?><!-- <image> --><a><![CDATA[<image>]]><images/>
<image id="1" x="/>'"><b/></image><image id='2'/><image
id="3"></image></a>)";

} // namespace

void StreamedXmlTest::elementsAreCutOut()
{
    const Result<StreamedXml> xml = StreamedXml::open(write(kText));
    VERIFY_OK(xml);
    std::vector<std::string> elements;
    Opening opening({});
    const Result<std::string> rest = xml->walk("image", opening, [&](const std::string& text, const FilePiece&) {
        elements.push_back(text);
        return ok();
    });
    VERIFY_OK(rest);
    QCOMPARE(*rest, std::string("<?xml version=\"1.0\"?><!-- <image> --><a><![CDATA[<image>]]><images/>\n</a>"));
    const std::vector<std::string> expected{"<image id=\"1\" x=\"/>'\"><b/></image>", "<image id='2'/>",
                                            "<image\nid=\"3\"></image>"};
    QCOMPARE(elements, expected);
}

void StreamedXmlTest::whatWasFoundIsReadAgain()
{
    const Result<StreamedXml> xml = StreamedXml::open(write(kText));
    VERIFY_OK(xml);
    int same = 0;
    Opening opening({});
    const Result<std::string> rest = xml->walk("image", opening, [&](const std::string& text, const FilePiece& piece) {
        const Result<std::string> again = xml->read(piece);
        same += again && *again == text ? 1 : 0;
        return ok();
    });
    VERIFY_OK(rest);
    QCOMPARE(same, 3);
}

void StreamedXmlTest::elementsBeyondABlockAreWhole()
{
    std::string text = "<a>";
    for (int element = 0; element < 20'000; ++element)
        text += "<image id=\"" + std::to_string(element) + "\"><mask/></image>";
    const Result<StreamedXml> xml = StreamedXml::open(write(text + "</a>"));
    VERIFY_OK(xml);
    int next = 0;
    Opening opening({});
    const Result<std::string> rest = xml->walk("image", opening, [&](const std::string& element, const FilePiece&) {
        next += element == "<image id=\"" + std::to_string(next) + "\"><mask/></image>" ? 1 : 0;
        return ok();
    });
    VERIFY_OK(rest);
    QCOMPARE(*rest, std::string("<a></a>"));
    QCOMPARE(next, 20'000);
}

void StreamedXmlTest::aTextThatIsCutIsAnErrorOrARest()
{
    for (std::size_t size = 0; size < kText.size(); ++size) {
        const Result<StreamedXml> xml = StreamedXml::open(write(kText.substr(0, size)));
        VERIFY_OK(xml);
        Opening opening({});
        const Result<std::string> rest =
            xml->walk("image", opening, [](const std::string&, const FilePiece&) { return ok(); });
        if (!rest)
            QCOMPARE(rest.error().path, m_path);
        else
            QVERIFY(!rest->ends_with("</a>"));
    }
}

LABELWRIGHT_TEST(StreamedXmlTest)
#include "StreamedXmlTest.moc"

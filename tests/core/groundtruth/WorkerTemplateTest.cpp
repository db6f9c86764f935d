// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/WorkerTemplate.h"

#include "tests/core/groundtruth/BrokenText.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(labelwright::Instructions)

namespace {

std::string golden()
{
    return textOf(dataPath("groundtruth/template.liquid"));
}

Instructions harbourInstructions()
{
    return {"<p>Paint boats.</p>", "<p>Follow the <b>water line</b>.</p>", "Boats < 3 m", R"(<img src="good.png">)",
            "<p>Too wide</p>"};
}

Instructions read(std::string_view text)
{
    Result<Instructions> instructions = readWorkerTemplate(text);
    if (!instructions) {
        QTest::qFail(sentence(instructions.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return *std::move(instructions);
}

} // namespace

class WorkerTemplateTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenTemplate();
    void writesTheGoldenTemplatesOfClassifications();
    void onlyMultiLabelPagesHaveANoneCategory();
    void theNoneCategoryComesBack_data();
    void theNoneCategoryComesBack();
    void whatIsWrittenComesBack_data();
    void whatIsWrittenComesBack();
    void ownTagsInAnInstructionBecomeText();
    void readsATemplateOfTheConsole();
    void readsHtmlFragments_data();
    void readsHtmlFragments();
    void elementsInCommentsDoNotCount();
    void namesElementsThatAreNotClosed_data();
    void namesElementsThatAreNotClosed();
    void survivesEveryCutAndEveryChange();
};

void WorkerTemplateTest::writesTheGoldenTemplate()
{
    QCOMPARE(writeWorkerTemplate(harbourInstructions(), {.header = "Paint every boat & \"quay\""}), golden());
}

void WorkerTemplateTest::writesTheGoldenTemplatesOfClassifications()
{
    const Instructions instructions{"<p>What is it?</p>", "", "", "", ""};
    QCOMPARE(writeWorkerTemplate(instructions, {.task = TaskType::ImageClassification, .header = "Select an option"}),
             textOf(dataPath("groundtruth/template-classifier.liquid")));
    const TaskPage page{.task = TaskType::ImageClassificationMultiLabel,
                        .header = "Select appropriate categories",
                        .noneCategory = "It's \"none\" of <these>"};
    const std::string text = writeWorkerTemplate(instructions, page);
    QCOMPARE(text, textOf(dataPath("groundtruth/template-multi-select.liquid")));
    QVERIFY(read(text) == instructions);
}

void WorkerTemplateTest::onlyMultiLabelPagesHaveANoneCategory()
{
    for (const TaskTypeInfo& task : taskTypes()) {
        const std::string text = writeWorkerTemplate({}, {.task = task.type, .noneCategory = "None of the above"});
        const bool hasOne = text.find("exclusion-category=\"{ text: 'None of the above' }\"") != std::string::npos;
        QCOMPARE(hasOne, task.type == TaskType::ImageClassificationMultiLabel);
        QVERIFY(writeWorkerTemplate({}, {.task = task.type}).find("exclusion-category") == std::string::npos);
    }
}

void WorkerTemplateTest::theNoneCategoryComesBack_data()
{
    QTest::addColumn<QString>("category");
    for (const char* text : {"", "None of the above", "It's", "a \"b\" & <c>", "a \\ b", "\u00e4"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void WorkerTemplateTest::theNoneCategoryComesBack()
{
    QFETCH(QString, category);
    const TaskPage page{TaskType::ImageClassificationMultiLabel, "Choose", category.toStdString()};
    QCOMPARE(exclusionCategoryOf(writeWorkerTemplate({}, page)), category.toStdString());
    QCOMPARE(exclusionCategoryOf("<crowd-image-classifier-multi-select exclusion-category='{ text: \"No\" }'>"),
             std::string("No"));
    QCOMPARE(exclusionCategoryOf("<crowd-image-classifier-multi-select exclusion-category=\"{ text: 'No"),
             std::string());
}

void WorkerTemplateTest::whatIsWrittenComesBack_data()
{
    QTest::addColumn<Instructions>("instructions");
    QTest::newRow("everything") << harbourInstructions();
    QTest::newRow("nothing") << Instructions{};
    QTest::newRow("short only") << Instructions{"a\n\nb", "", "", "", ""};
    QTest::newRow("full only") << Instructions{"", "<h1>x</h1>", "", "", ""};
    QTest::newRow("good example only") << Instructions{"", "", "", "g", ""};
    QTest::newRow("bad example only") << Instructions{"s", "", "", "", "b"};
    QTest::newRow("same texts") << Instructions{"x", "x", "x", "x", "x"};
    QTest::newRow("header with every escape") << Instructions{"", "", "a & b < c > d \"e\" 'f' &amp; >", "", ""};
    QTest::newRow("sections of one's own")
        << Instructions{"<section><h3>Good example</h3>a</section>", "", "", "<section>b</section>", "c"};
    QTest::newRow("Korean, Liquid, braces")
        << Instructions{"배를 칠하세요 {{ task.input.x }} {0} {}", "{% if a %}", "제목", "", ""};
    QTest::newRow("comments") << Instructions{"a<!-- note -->b", "<!-- <p> -->", "", "", ""};
}

void WorkerTemplateTest::whatIsWrittenComesBack()
{
    QFETCH(Instructions, instructions);
    QVERIFY(read(writeWorkerTemplate(instructions, {.header = "Title {} </crowd-form>"})) == instructions);
}

void WorkerTemplateTest::ownTagsInAnInstructionBecomeText()
{
    const Instructions hostile{"a</short-instructions><p>b", "c<short-instructions>d", "", "e</GOOD-EXAMPLE>f",
                               "<bad-example>"};
    const Instructions expected{"a&lt;/short-instructions><p>b", "c&lt;short-instructions>d", "",
                                "e&lt;/GOOD-EXAMPLE>f", "&lt;bad-example>"};
    QVERIFY(read(writeWorkerTemplate(hostile, {})) == expected);
}

void WorkerTemplateTest::readsATemplateOfTheConsole()
{
    const Instructions instructions =
        read(R"html(<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form>
  <crowd-semantic-segmentation name="crowd-semantic-segmentation" src="{{ task.input.taskObject | grant_read_access }}">
    <full-instructions header='Segmentation "rules"'>
      <ol><li><strong>Read</strong> the task</li></ol>
    </full-instructions>
    <short-instructions>
      <p>Paint</p>
    </short-instructions>
  </crowd-semantic-segmentation>
</crowd-form>)html");
    QVERIFY(instructions == (Instructions{"<p>Paint</p>", "<ol><li><strong>Read</strong> the task</li></ol>",
                                          "Segmentation \"rules\"", "", ""}));
}

void WorkerTemplateTest::readsHtmlFragments_data()
{
    QTest::addColumn<std::string>("html");
    QTest::addColumn<Instructions>("expected");
    const auto row = [](const char* name, const char* html, const Instructions& expected) {
        QTest::newRow(name) << std::string(html) << expected;
    };
    row("plain text", " Paint boats.\n", {"Paint boats.", "", "", "", ""});
    row("empty", "", {});
    row("a whole document", "<html><body><p>a</p></body></html>",
        {"<html><body><p>a</p></body></html>", "", "", "", ""});
    row("short and full",
        "<short-instructions>a</short-instructions><full-instructions header=\"h\">b</full-instructions>",
        {"a", "b", "h", "", ""});
    row("full only", "<p>x</p><full-instructions>b</full-instructions>", {"", "b", "", "", ""});
    row("examples beside a text", "a<good-example>g</good-example>\n<bad-example>b</bad-example>",
        {"a", "", "", "g", "b"});
    row("examples outside", "<good-example>g</good-example><short-instructions>a</short-instructions>",
        {"a", "", "", "g", ""});
    row("upper case and attributes", "<SHORT-INSTRUCTIONS class=\"a>b\">a</Short-Instructions >",
        {"a", "", "", "", ""});
    row("header without quotes", "<full-instructions header=h>b</full-instructions>", {"", "b", "", "", ""});
    row("another attribute first", "<full-instructions data-header=\"x\" header = \"h\">b</full-instructions>",
        {"", "b", "h", "", ""});
    row("a longer name", "<short-instructions-more>a</short-instructions-more>",
        {"<short-instructions-more>a</short-instructions-more>", "", "", "", ""});
}

void WorkerTemplateTest::readsHtmlFragments()
{
    QFETCH(std::string, html);
    QFETCH(Instructions, expected);
    const Instructions instructions = read(html);
    QCOMPARE(instructions.shortHtml, expected.shortHtml);
    QVERIFY(instructions == expected);
}

void WorkerTemplateTest::elementsInCommentsDoNotCount()
{
    const Instructions instructions =
        read("<!-- <short-instructions>old --><short-instructions>new</short-instructions>");
    QCOMPARE(instructions.shortHtml, std::string("new"));
}

void WorkerTemplateTest::namesElementsThatAreNotClosed_data()
{
    QTest::addColumn<std::string>("html");
    QTest::addColumn<std::string>("element");
    for (const char* element : {"short-instructions", "full-instructions", "good-example", "bad-example"}) {
        QTest::newRow(element) << "ab<" + std::string(element) + ">c" << std::string(element);
        QTest::addRow("%s without >", element) << "ab<" + std::string(element) + " x=\">" << std::string(element);
        QTest::addRow("%s, closing tag cut", element)
            << "ab<" + std::string(element) + ">c</" + element << std::string(element);
    }
}

void WorkerTemplateTest::namesElementsThatAreNotClosed()
{
    QFETCH(std::string, html);
    QFETCH(std::string, element);
    const Result<Instructions> instructions = readWorkerTemplate(html);
    VERIFY_ERROR(instructions, ErrorCode::Malformed);
    QVERIFY(instructions.error().detail.find("<" + element + ">") != std::string::npos);
    QCOMPARE(instructions.error().position, std::int64_t{2});
}

void WorkerTemplateTest::survivesEveryCutAndEveryChange()
{
    const std::string text = golden();
    const std::size_t opened = text.find("<full-instructions ") + std::string("<full-instructions ").size();
    const std::size_t closed = text.find("</full-instructions>");
    for (std::size_t length = 0; length < text.size(); ++length) {
        const bool isRead = readWorkerTemplate(text.substr(0, length)).has_value();
        QVERIFY(length < opened || length > closed || !isRead);
    }
    replaceEachByte(text, [](std::string_view changed) { (void)readWorkerTemplate(changed); });
}

LABELWRIGHT_TEST(WorkerTemplateTest)
#include "WorkerTemplateTest.moc"

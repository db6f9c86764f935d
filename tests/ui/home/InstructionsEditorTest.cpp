// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/InstructionsEditor.h"

#include "tests/support/TestProgram.h"
#include "ui/look/HtmlView.h"

#include <QImage>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;

class InstructionsEditorTest : public QObject {
    Q_OBJECT
private slots:
    void plainTextBecomesParagraphs();
    void htmlStaysAsItIs();
    void thePreviewShowsWhatTheWorkerSees();
    void picturesBecomePartOfTheText();
    void buttonsSurroundWhatIsChosen();
    void whatIsSetComesBack();
};

namespace {

QPlainTextEdit* partAt(const InstructionsEditor& editor, int tab)
{
    auto* tabs = editor.findChild<QTabWidget*>();
    tabs->setCurrentIndex(tab);
    auto* part = qobject_cast<QPlainTextEdit*>(tabs->widget(tab));
    return part ? part : tabs->widget(tab)->findChild<QPlainTextEdit*>();
}

QString previewOf(const InstructionsEditor& editor)
{
    return editor.findChild<HtmlView*>()->toPlainText();
}

} // namespace

void InstructionsEditorTest::plainTextBecomesParagraphs()
{
    const InstructionsEditor editor;
    QVERIFY(editor.instructions() == Instructions());
    partAt(editor, 0)->setPlainText(QStringLiteral("Label a < b & c.\nAll of it.\n\nThen submit.\n"));
    QCOMPARE(editor.instructions().shortHtml,
             std::string("<p>Label a &lt; b &amp; c.<br>All of it.</p><p>Then submit.</p>"));
}

void InstructionsEditorTest::htmlStaysAsItIs()
{
    const InstructionsEditor editor;
    partAt(editor, 3)->setPlainText(QStringLiteral("<ul>\n<li>one</li></ul>"));
    QCOMPARE(editor.instructions().fullHtml, std::string("<ul>\n<li>one</li></ul>"));
}

void InstructionsEditorTest::thePreviewShowsWhatTheWorkerSees()
{
    const InstructionsEditor editor;
    QVERIFY(previewOf(editor).contains(QStringLiteral("without instructions")));
    partAt(editor, 1)->setPlainText(QStringLiteral("Sharp edges."));
    partAt(editor, 0)->setPlainText(QStringLiteral("Label cars."));
    QVERIFY(previewOf(editor).startsWith(QStringLiteral("Label cars.")));
    QVERIFY(previewOf(editor).contains(QStringLiteral("Good example\nSharp edges.")));
    partAt(editor, 3)->setPlainText(QStringLiteral("Everything."));
    QCOMPARE(previewOf(editor), QStringLiteral("Everything."));
}

void InstructionsEditorTest::picturesBecomePartOfTheText()
{
    const QTemporaryDir folder;
    QImage photo(2000, 100, QImage::Format_RGB32);
    photo.fill(Qt::blue);
    QVERIFY(photo.save(folder.filePath(QStringLiteral("photo.png"))));
    InstructionsEditor editor;
    partAt(editor, 1)->setPlainText(QStringLiteral("As here: "));
    partAt(editor, 1)->moveCursor(QTextCursor::End);
    QVERIFY(editor.insertPicture(folder.filePath(QStringLiteral("photo.png"))));
    const std::string html = editor.instructions().goodExampleHtml;
    const std::string start = "As here: <img src=\"data:image/jpeg;base64,";
    QVERIFY(html.starts_with(start));
    const QByteArray bytes =
        QByteArray::fromBase64(QByteArray::fromStdString(html.substr(start.size(), html.size() - start.size() - 2)));
    QCOMPARE(QImage::fromData(bytes).width(), 640);
    QVERIFY(!editor.insertPicture(folder.filePath(QStringLiteral("nothing.png"))));
    QCOMPARE(editor.instructions().goodExampleHtml, html);
}

void InstructionsEditorTest::buttonsSurroundWhatIsChosen()
{
    const InstructionsEditor editor;
    QPlainTextEdit* part = partAt(editor, 0);
    part->setPlainText(QStringLiteral("all cars"));
    part->selectAll();
    for (QPushButton* button : editor.findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Bold"))
            button->click();
    }
    QCOMPARE(editor.instructions().shortHtml, std::string("<b>all cars</b>"));
}

void InstructionsEditorTest::whatIsSetComesBack()
{
    InstructionsEditor editor;
    const Instructions instructions{.shortHtml = "<p>short</p>",
                                    .fullHtml = "<p>full</p>",
                                    .fullHeader = "Cars & people",
                                    .goodExampleHtml = "<p>good</p>",
                                    .badExampleHtml = "<p>bad</p>"};
    editor.setInstructions(instructions);
    QVERIFY(editor.instructions() == instructions);
}

LABELWRIGHT_TEST(InstructionsEditorTest)
#include "InstructionsEditorTest.moc"

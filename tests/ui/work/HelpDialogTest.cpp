// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/HelpDialog.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class HelpDialogTest : public QObject {
    Q_OBJECT
private slots:
    void everyPageSaysWhatItIsFor();
};

void HelpDialogTest::everyPageSaysWhatItIsFor()
{
    Instructions instructions;
    instructions.fullHtml = "<p>full</p>";
    const HelpDialog full(HelpPage::FullInstructions, instructions, {});
    QCOMPARE(full.findChild<HtmlView*>()->toPlainText(), QStringLiteral("full"));
    const HelpDialog guide(HelpPage::ToolGuide, {}, {});
    QVERIFY(guide.findChild<HtmlView*>()->toPlainText().contains(QStringLiteral("Eraser")));
    const HelpDialog segment(HelpPage::AutoSegment, {}, {});
    QVERIFY(segment.findChild<HtmlView*>()->toPlainText().contains(QStringLiteral("left-most")));
}

LABELWRIGHT_TEST(HelpDialogTest)
#include "HelpDialogTest.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/HtmlView.h"

#include "tests/support/TestProgram.h"
#include "ui/look/InstructionsHtml.h"

#include <QBuffer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QUrl>

using namespace labelwright;

namespace {

QImage redImage(int width)
{
    QImage image(width, 40, QImage::Format_RGB32);
    image.fill(Qt::red);
    return image;
}

QImage loaded(HtmlView& view, const QString& name)
{
    return view.loadResource(QTextDocument::ImageResource, QUrl(name)).value<QImage>();
}

bool isRed(const QImage& image)
{
    return image.pixelColor(image.width() / 2, image.height() / 2) == QColor(Qt::red);
}

} // namespace

/// Instructions show what is on this machine and nothing else.
class HtmlViewTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void picturesOfTheJobAreShown_data();
    void picturesOfTheJobAreShown();
    void embeddedPicturesAreShown();
    void nothingElseIsRead_data();
    void nothingElseIsRead();
    void widePicturesFit();
    void picturesAreNotLaidOutForEver_data();
    void picturesAreNotLaidOutForEver();
    void aPictureAfterWordsHasALineOfItsOwn();
    void linksLeadNowhere();
    void aJobWithoutInstructionsSaysSo();
    void examplesStandBelowTheText();
    void fullInstructionsFallBackToShort();

private:
    QTemporaryDir m_folder;
    HtmlPictures pictures() const
    {
        const std::filesystem::path folder = m_folder.path().toStdString();
        return {folder, {{"s3://bucket/help/", folder}}};
    }
};

void HtmlViewTest::initTestCase()
{
    QVERIFY(redImage(30).save(m_folder.filePath(QStringLiteral("small.png"))));
    QVERIFY(redImage(3000).save(m_folder.filePath(QStringLiteral("wide.png"))));
}

void HtmlViewTest::picturesOfTheJobAreShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("relative") << QStringLiteral("small.png");
    QTest::newRow("s3") << QStringLiteral("s3://bucket/help/small.png");
    QTest::newRow("file") << QUrl::fromLocalFile(m_folder.filePath(QStringLiteral("small.png"))).toString();
}

void HtmlViewTest::picturesOfTheJobAreShown()
{
    QFETCH(QString, name);
    HtmlView view(pictures());
    const QImage image = loaded(view, name);
    QCOMPARE(image.width(), 30);
    QVERIFY(isRed(image));
}

void HtmlViewTest::embeddedPicturesAreShown()
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(redImage(20).save(&buffer, "PNG"));
    HtmlView view(pictures());
    QVERIFY(isRed(loaded(view, QStringLiteral("data:image/png;base64,") + QString::fromLatin1(bytes.toBase64()))));
}

void HtmlViewTest::nothingElseIsRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("web") << QStringLiteral("https://example.com/small.png");
    QTest::newRow("plain web") << QStringLiteral("http://127.0.0.1:1/small.png");
    QTest::newRow("other bucket") << QStringLiteral("s3://elsewhere/small.png");
    QTest::newRow("missing") << QStringLiteral("no-such.png");
    QTest::newRow("climbing out") << QStringLiteral("../../small.png");
}

void HtmlViewTest::nothingElseIsRead()
{
    QFETCH(QString, name);
    HtmlView view(pictures());
    const QImage image = loaded(view, name);
    QVERIFY(!image.isNull()); // a box that says so
    QVERIFY(!isRed(image));
    QVERIFY(view.loadResource(QTextDocument::StyleSheetResource, QUrl(name)).isNull());
    QVERIFY(view.loadResource(QTextDocument::HtmlResource, QUrl(name)).isNull());
}

void HtmlViewTest::widePicturesFit()
{
    HtmlView view(pictures());
    view.resize(264, 400);
    view.setContent(QStringLiteral("<p><img src='wide.png'></p>"));
    const QImage image = loaded(view, QStringLiteral("wide.png"));
    const double width = image.width() / view.devicePixelRatioF();
    QVERIFY(width <= 264 - view.verticalScrollBar()->sizeHint().width());
    QVERIFY(width > 220);
}

void HtmlViewTest::picturesAreNotLaidOutForEver_data()
{
    QTest::addColumn<int>("height");
    // With the scroll bar the pictures fit, without it they do not, or the other way round.
    for (int height = 40; height <= 160; height += 10)
        QTest::addRow("%d px high", height) << height;
}

void HtmlViewTest::picturesAreNotLaidOutForEver()
{
    struct CountingView : HtmlView {
        using HtmlView::HtmlView;
        int loads = 0;
        QVariant loadResource(int type, const QUrl& name) override
        {
            ++loads;
            return HtmlView::loadResource(type, name);
        }
    };
    QFETCH(int, height);
    CountingView view(pictures());
    view.resize(260, height);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setContent(QStringLiteral("<p>Good</p><img src=\"wide.png\"><p>Bad</p><img src=\"no-such.png\">"));
    QTest::qWait(60);
    view.loads = 0;
    QTest::qWait(60);
    QCOMPARE(view.loads, 0);
}

void HtmlViewTest::aPictureAfterWordsHasALineOfItsOwn()
{
    QVERIFY(redImage(200).save(m_folder.filePath(QStringLiteral("tall.png"))));
    HtmlView view(pictures());
    view.resize(240, 400);
    view.setContent(QStringLiteral("<p>Good</p><img src=\"tall.png\"><p>Like this.</p>"));
    view.grab(); // lays out
    const QTextLayout* layout = view.document()->begin().layout();
    QCOMPARE(layout->lineCount(), 2);
    QVERIFY2(layout->lineAt(0).height() < 30, qPrintable(QString::number(layout->lineAt(0).height())));
    QVERIFY(layout->lineAt(1).height() >= 40);
}

void HtmlViewTest::linksLeadNowhere()
{
    HtmlView view(pictures());
    QVERIFY(!view.openLinks());
    QVERIFY(!view.openExternalLinks());
}

void HtmlViewTest::aJobWithoutInstructionsSaysSo()
{
    QVERIFY(shortInstructionsHtml({}).contains(QStringLiteral("without instructions")));
    QVERIFY(fullInstructionsHtml({}).contains(QStringLiteral("without instructions")));
    QVERIFY(fullInstructionsHtml({}).contains(QStringLiteral("each pixel")));
    for (const TaskType task : {TaskType::ImageClassification, TaskType::ImageClassificationMultiLabel})
        QVERIFY(!fullInstructionsHtml({}, task).contains(QStringLiteral("pixel")));
}

void HtmlViewTest::examplesStandBelowTheText()
{
    Instructions instructions;
    instructions.shortHtml = "<p>short</p>";
    instructions.goodExampleHtml = "<p>good one</p>";
    const QString html = shortInstructionsHtml(instructions);
    QVERIFY(html.indexOf(QStringLiteral("short")) < html.indexOf(QStringLiteral("Good example")));
    QVERIFY(html.indexOf(QStringLiteral("Good example")) < html.indexOf(QStringLiteral("good one")));
    QVERIFY(!html.contains(QStringLiteral("Bad example")));
}

void HtmlViewTest::fullInstructionsFallBackToShort()
{
    Instructions instructions;
    instructions.shortHtml = "<p>short</p>";
    QCOMPARE(fullInstructionsHtml(instructions), QStringLiteral("<p>short</p>"));
    instructions.fullHtml = "<p>full</p>";
    QCOMPARE(fullInstructionsHtml(instructions), QStringLiteral("<p>full</p>"));
}

LABELWRIGHT_TEST(HtmlViewTest)
#include "HtmlViewTest.moc"

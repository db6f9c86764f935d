// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/HtmlView.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace labelwright;

/// Pictures of instructions on a screen with two pixels to the logical one.
class HtmlViewScaleTest : public QObject {
    Q_OBJECT
private slots:
    void picturesAreLaidOutInLogicalPixels_data();
    void picturesAreLaidOutInLogicalPixels();
};

void HtmlViewScaleTest::picturesAreLaidOutInLogicalPixels_data()
{
    QTest::addColumn<int>("width"); // of the file, in pixels
    QTest::newRow("small") << 100;
    QTest::newRow("wider than the view, yet with fewer pixels than the screen has there") << 450;
    QTest::newRow("wide") << 3000;
}

void HtmlViewScaleTest::picturesAreLaidOutInLogicalPixels()
{
    QFETCH(int, width);
    const QTemporaryDir folder;
    QImage file(width, 40, QImage::Format_RGB32);
    file.fill(Qt::red);
    QVERIFY(file.save(folder.filePath(QStringLiteral("picture.png"))));
    HtmlView view({folder.path().toStdString(), {}});
    view.resize(300, 400);
    QCOMPARE(view.devicePixelRatioF(), 2.0);
    const QImage shown =
        view.loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("picture.png"))).value<QImage>();
    QVERIFY(shown.width() <= 600);
    QVERIFY(shown.width() >= std::min(width, 500)); // as crisp as the file and the screen allow
    const qreal logical = shown.deviceIndependentSize().width();
    QVERIFY2(logical <= 300, qPrintable(QString::number(logical)));
    QVERIFY2(logical >= std::min(width, 250), qPrintable(QString::number(logical)));
}

int main(int argc, char** argv)
{
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication application(argc, argv);
    HtmlViewScaleTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "HtmlViewScaleTest.moc"

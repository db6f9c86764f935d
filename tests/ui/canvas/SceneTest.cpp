// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Scene.h"

#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/Pictures.h"

#include <QPainter>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Size kImage{300, 220};

Viewport viewportAt(double zoom, double ratio = 1)
{
    Viewport viewport;
    viewport.setView(161, 123, ratio);
    viewport.setImageSize(kImage);
    viewport.zoomAt({70, 60}, zoom);
    return viewport;
}

/// What the scene paints inside the region; black elsewhere.
QImage painted(Scene& scene, const QRegion& exposed)
{
    QImage image(exposed.boundingRect().united({0, 0, 1, 1}).size(), QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    scene.paint(painter, exposed);
    return image;
}

} // namespace

/// However the scene came to be, it is what a fresh one draws.
class SceneTest : public QObject {
    Q_OBJECT
private slots:
    void aStrokeDrawsOnlyItsPart_data();
    void aStrokeDrawsOnlyItsPart();
    void panningMovesWhatIsThere_data();
    void panningMovesWhatIsThere();
    void whatWasNotExposedIsDrawnLater();
    void stripesMoveWithThePicture();
    void previewComesAndGoes();
    void aroundThePictureIsTheSurround();
    void stylesAndMasksAreTakenOver();

private:
    const Image m_photo = patternImage(kImage);

    /// With the photo's smaller copies there.
    void prepare(Scene& scene, const Document& document, const Viewport& viewport);
    QImage fresh(const Document& document, const Viewport& viewport);
};

void SceneTest::prepare(Scene& scene, const Document& document, const Viewport& viewport)
{
    scene.setViewport(viewport);
    QSignalSpy ready(&scene.photo(), &PhotoPyramid::ready);
    scene.setPhoto(m_photo);
    scene.setOverlay(threeLabels(), {});
    scene.setSurround(Qt::darkGray);
    scene.setMask(&document.mask());
    QVERIFY(scene.photo().isReady() || ready.wait());
    scene.invalidate();
}

QImage SceneTest::fresh(const Document& document, const Viewport& viewport)
{
    Scene scene;
    prepare(scene, document, viewport);
    const Size size = viewport.deviceSize();
    return painted(scene, QRect(0, 0, size.width, size.height));
}

void SceneTest::aStrokeDrawsOnlyItsPart_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.13, 0.3, 0.5, 0.58, 0.62, 0.8, 1.0, 2.7, 9.0})
        QTest::addRow("%g", zoom) << zoom;
}

void SceneTest::aStrokeDrawsOnlyItsPart()
{
    QFETCH(const double, zoom);
    const Viewport viewport = viewportAt(zoom, 1.5);
    const Size size = viewport.deviceSize();
    const QRect all(0, 0, size.width, size.height);
    Document document(blankMask(kImage));
    Scene scene;
    prepare(scene, document, viewport);
    painted(scene, all);
    Rect told;
    document.onMaskChanged = [&](const Rect& rect) { told = told.united(scene.maskChanged(rect)); };
    Noise noise(7);
    for (int i = 0; i < 40; ++i) {
        // Near what is in view, so that strokes meet each other at any zoom.
        const PointF from = viewport.imageFromView({double(noise.below(161)), double(noise.below(123))});
        const PointF to{from.x + noise.below(20) / zoom, from.y + noise.below(20) / zoom};
        const QImage before = painted(scene, all);
        told = {};
        paint(document, capsule(from, to, 1 + noise.below(5)), static_cast<Label>(noise.below(4)));
        const QImage after = painted(scene, all);
        QCOMPARE(after, fresh(document, viewport));
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x)
                QVERIFY(before.pixel(x, y) == after.pixel(x, y) || told.contains({x, y}));
        }
    }
}

void SceneTest::panningMovesWhatIsThere_data()
{
    QTest::addColumn<double>("dx");
    QTest::addColumn<double>("dy");
    QTest::newRow("right") << 20.0 << 0.0;
    QTest::newRow("left") << -13.0 << 0.0;
    QTest::newRow("down") << 0.0 << 17.0;
    QTest::newRow("up") << 0.0 << -9.0;
    QTest::newRow("across") << -21.0 << 34.0;
    QTest::newRow("by less than a pixel") << 0.3 << -0.3;
    QTest::newRow("out of sight") << 5000.0 << -5000.0;
}

void SceneTest::panningMovesWhatIsThere()
{
    QFETCH(const double, dx);
    QFETCH(const double, dy);
    Document document(blankMask(kImage));
    paint(document, capsule({20, 30}, {250, 150}, 12), 1);
    Viewport viewport = viewportAt(1.3);
    const QRect all(0, 0, viewport.deviceSize().width, viewport.deviceSize().height);
    Scene scene;
    prepare(scene, document, viewport);
    painted(scene, all);
    for (int i = 0; i < 5; ++i) {
        viewport.panBy(dx, dy);
        scene.setViewport(viewport);
        if (i % 2 == 0)
            QCOMPARE(painted(scene, all), fresh(document, viewport));
    }
}

void SceneTest::stripesMoveWithThePicture()
{
    Document document(blankMask(kImage));
    paint(document, Region::fromRect({0, 0, 300, 220}), 1);
    Viewport viewport = viewportAt(1);
    const QRect all(0, 0, viewport.deviceSize().width, viewport.deviceSize().height);
    const auto stripe = [](Scene& scene) { scene.setStripes({{kWhite}, {Color{200, 0, 0}}}, {}); };
    Scene scene;
    prepare(scene, document, viewport);
    stripe(scene);
    QSet<QRgb> colors;
    const QImage image = painted(scene, all);
    for (int x = 0; x < 40; ++x)
        colors.insert(image.pixel(20 + x, 40) & 0xff00U); // Green: white has it, red does not.
    QVERIFY(colors.size() > 1);
    viewport.panBy(-3, 4);
    scene.setViewport(viewport);
    Scene other;
    prepare(other, document, viewport);
    stripe(other);
    QCOMPARE(painted(scene, all), painted(other, all));
    other.setOverlay(threeLabels(), {});
    QCOMPARE(painted(other, all), fresh(document, viewport));
}

void SceneTest::whatWasNotExposedIsDrawnLater()
{
    Document document(blankMask(kImage));
    Viewport viewport = viewportAt(1);
    const QRect all(0, 0, viewport.deviceSize().width, viewport.deviceSize().height);
    Scene scene;
    prepare(scene, document, viewport);
    painted(scene, QRect(0, 0, 50, 40));
    viewport.panBy(-10, 5);
    scene.setViewport(viewport);
    painted(scene, QRect(20, 20, 60, 10));
    paint(document, Region::fromRect({0, 0, 300, 220}), 2);
    scene.maskChanged({0, 0, 300, 220});
    QCOMPARE(painted(scene, all), fresh(document, viewport));
}

void SceneTest::previewComesAndGoes()
{
    Document document(blankMask(kImage));
    const Viewport viewport = viewportAt(1);
    const QRect all(0, 0, viewport.deviceSize().width, viewport.deviceSize().height);
    Scene scene;
    prepare(scene, document, viewport);
    const QImage bare = painted(scene, all);
    const Region region = Region::fromRect({90, 70, 30, 20});
    QVERIFY(scene.setPreview(region, {255, 0, 0}));
    QVERIFY(!scene.setPreview(region, {255, 0, 0}));
    const QImage shown = painted(scene, all);
    QVERIFY(shown != bare);
    QVERIFY(scene.setPreview(region, {0, 0, 255}));
    QVERIFY(painted(scene, all) != shown);
    QVERIFY(scene.setPreview(std::nullopt, {0, 0, 255}));
    QCOMPARE(painted(scene, all), bare);
}

void SceneTest::aroundThePictureIsTheSurround()
{
    Document document(blankMask(kImage));
    Viewport viewport;
    viewport.setView(400, 400, 1);
    viewport.setImageSize(kImage);
    viewport.zoomAt({200, 200}, 1);
    const QImage image = fresh(document, viewport);
    const QRect picture(viewport.origin().x, viewport.origin().y, kImage.width, kImage.height);
    QCOMPARE(image.pixelColor(picture.topLeft() - QPoint(1, 0)), QColor(Qt::darkGray));
    QCOMPARE(image.pixelColor(picture.bottomRight() + QPoint(0, 1)), QColor(Qt::darkGray));
    QCOMPARE(image.copy(picture), asQImage(m_photo));
}

void SceneTest::stylesAndMasksAreTakenOver()
{
    Document document(blankMask(kImage));
    const Viewport viewport = viewportAt(1);
    const QRect all(0, 0, viewport.deviceSize().width, viewport.deviceSize().height);
    const QImage bare = fresh(document, viewport);
    paint(document, Region::fromRect({0, 0, 300, 220}), 2);
    Scene scene;
    prepare(scene, document, viewport);
    const QImage labelled = painted(scene, all);
    QVERIFY(labelled != bare);
    scene.setOverlay(threeLabels(), {.hidden = true});
    QCOMPARE(painted(scene, all), bare);
    scene.setOverlay(threeLabels(), {});
    QCOMPARE(painted(scene, all), labelled);
    scene.setMask(nullptr);
    QCOMPARE(painted(scene, all), bare);
}

LABELWRIGHT_TEST(SceneTest)
#include "SceneTest.moc"

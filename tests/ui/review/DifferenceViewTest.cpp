// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/DifferenceView.h"

#include "tests/support/TestProgram.h"
#include "ui/canvas/Canvas.h"
#include "ui/review/Divider.h"

#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using Mode = DifferenceView::Mode;

namespace {

constexpr Size kSize{64, 48};

Image grayPhoto()
{
    Image image(kSize);
    for (int y = 0; y < kSize.height; ++y)
        std::ranges::fill(image.writableRow(y), std::uint8_t{128});
    return image;
}

/// The left `columns` have label 1.
LabelMask leftOf(int columns)
{
    std::vector<Label> pixels;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            pixels.push_back(x < columns ? Label{1} : kUnlabelled);
    }
    return *LabelMask::create(kSize, std::move(pixels));
}

/// Label 1 grows from 16 columns to 32.
std::shared_ptr<LoadedDifference> grownDifference()
{
    auto loaded = std::make_shared<LoadedDifference>(
        LoadedDifference{grayPhoto(), *LabelSet::fromNames({"bus"}, {Color{0, 0, 255}})});
    LabelMask before = leftOf(16);
    LabelMask after = leftOf(32);
    Difference difference = *differenceOf(before, after, 2);
    LabelMask map = changeMap(before, after, difference.changes);
    std::vector<Component> parts = changedParts(map);
    loaded->masks = MaskDifference{Document(std::move(before)), Document(std::move(after)), Document(std::move(map)),
                                   std::move(difference), std::move(parts)};
    return loaded;
}

struct ShownView {
    DifferenceView view;

    ShownView()
    {
        view.resize(640, 480);
        view.setTitles(QStringLiteral("Ann"), QStringLiteral("Ben"));
        view.setDifference(grownDifference());
        view.show();
    }

    Canvas& canvas(const QString& name) const
    {
        for (auto* canvas : view.findChildren<Canvas*>())
            if (canvas->accessibleName().endsWith(name))
                return *canvas;
        qFatal("no such canvas");
    }
    Canvas& before() const { return canvas(QStringLiteral("before")); }
    Canvas& after() const { return canvas(QStringLiteral("after")); }
    Canvas& changes() const { return canvas(QStringLiteral("changes")); }

    /// Whether the image pixel looks blue on the screen.
    bool isBlueAt(const Canvas& canvas, PointF pixel) const
    {
        const PointF at = canvas.viewport().viewFromImage(pixel);
        const QPoint inView = canvas.mapTo(&view, QPointF(at.x, at.y).toPoint());
        const QColor color = const_cast<DifferenceView&>(view).grab().toImage().pixelColor(inView);
        return color.blue() > color.red() + 40;
    }
};

} // namespace

class DifferenceViewTest : public QObject {
    Q_OBJECT
private slots:
    void bothStandSideBySide();
    void whatOneShowsTheOtherShowsToo();
    void theLineDividesBeforeFromAfter();
    void aHandFlipsAndTimeDoes();
    void changesAreStripedInBothColors();
    void aPartIsFlownTo();
    void zoomStaysThroughTheModes();
    void withoutMasksThePhotoStandsAlone();
};

void DifferenceViewTest::bothStandSideBySide()
{
    ShownView shown;
    QCOMPARE(shown.view.mode(), Mode::SideBySide);
    QVERIFY(shown.before().geometry().right() < shown.after().geometry().left());
    QCOMPARE(shown.before().width(), shown.after().width());
    QVERIFY(!shown.isBlueAt(shown.before(), {24, 24}));
    QVERIFY(shown.isBlueAt(shown.after(), {24, 24}));
    QVERIFY(shown.isBlueAt(shown.before(), {8, 24}));
}

void DifferenceViewTest::whatOneShowsTheOtherShowsToo()
{
    ShownView shown;
    shown.after().zoomTo(6);
    QCOMPARE(shown.before().zoom(), 6.0);
    QTest::mousePress(&shown.before(), Qt::LeftButton, {}, {100, 100});
    QTest::mouseMove(&shown.before(), {70, 60});
    QTest::mouseRelease(&shown.before(), Qt::LeftButton, {}, {70, 60});
    QCOMPARE(shown.after().viewport().origin(), shown.before().viewport().origin());
    QVERIFY(!shown.before().isFitted());
    shown.view.fit();
    QVERIFY(shown.before().isFitted() && shown.after().isFitted());
}

void DifferenceViewTest::theLineDividesBeforeFromAfter()
{
    ShownView shown;
    shown.view.setMode(Mode::Slider);
    QCOMPARE(shown.before().geometry(), shown.after().geometry());
    auto& divider = *shown.view.findChild<Divider*>();
    QVERIFY(divider.isVisible());
    const PointF changed{24, 24}; // At the left of the middle.
    QVERIFY(!shown.isBlueAt(shown.before(), changed));
    QTest::mousePress(&divider, Qt::LeftButton, {}, {Divider::kWidth / 2, 40});
    QTest::mouseMove(&divider, {Divider::kWidth / 2 - 300, 40});
    QTest::mouseRelease(&divider, Qt::LeftButton, {}, {Divider::kWidth / 2 - 300, 40});
    QVERIFY(shown.view.dividerPlace() < 0.05);
    QVERIFY(shown.isBlueAt(shown.before(), changed));
    QTest::keyClick(&divider, Qt::Key_Right);
    QCOMPARE(qRound(shown.view.dividerPlace() * shown.view.width()), 20 + 16);
}

void DifferenceViewTest::aHandFlipsAndTimeDoes()
{
    ShownView shown;
    shown.view.setMode(Mode::Blink);
    QVERIFY(shown.view.blinksByItself());
    QTRY_VERIFY(shown.view.showsAfter());
    QTRY_VERIFY(!shown.view.showsAfter());
    shown.view.flip();
    QVERIFY(!shown.view.blinksByItself());
    const bool showsAfter = shown.view.showsAfter();
    QTest::keyClick(&shown.before(), Qt::Key_Space);
    QCOMPARE(shown.view.showsAfter(), !showsAfter);
    QCOMPARE(shown.isBlueAt(shown.before(), {24, 24}), !showsAfter);
    QTest::qWait(2 * DifferenceView::kBlinkMs);
    QCOMPARE(shown.view.showsAfter(), !showsAfter);
}

void DifferenceViewTest::changesAreStripedInBothColors()
{
    ShownView shown;
    shown.view.setMode(Mode::Changes);
    QVERIFY(shown.changes().isVisible());
    const QImage image = shown.changes().grab().toImage();
    const Canvas& canvas = shown.changes();
    int blue = 0;
    int white = 0;
    int gray = 0;
    for (int x = 18; x < 30; ++x) {
        for (int y = 10; y < 20; ++y) {
            const PointF at = canvas.viewport().viewFromImage({x + 0.5, y + 0.5});
            const QColor color = image.pixelColor(static_cast<int>(at.x), static_cast<int>(at.y));
            blue += color.blue() > 200 && color.red() < 60 ? 1 : 0;
            white += color.red() > 200 && color.blue() > 200 ? 1 : 0;
            gray += color == QColor(128, 128, 128) ? 1 : 0;
        }
    }
    QVERIFY(blue > 30 && white > 30);
    QCOMPARE(blue + white, 120);
    QCOMPARE(gray, 0);
    const PointF same = canvas.viewport().viewFromImage({8, 24});
    QCOMPARE(image.pixelColor(static_cast<int>(same.x), static_cast<int>(same.y)), QColor(128, 128, 128));
}

void DifferenceViewTest::aPartIsFlownTo()
{
    ShownView shown;
    shown.view.setMode(Mode::Changes);
    shown.changes().zoomTo(20);
    shown.view.showPart(Component{.label = 1, .area = 4, .bounds = {60, 44, 2, 2}, .seed = {60, 44}});
    const Viewport& viewport = shown.changes().viewport();
    const PointF middle = viewport.imageFromView(viewport.viewCentre());
    QVERIFY(std::abs(middle.x - 61) < 1 && std::abs(middle.y - 45) < 1);
    QCOMPARE(shown.before().zoom(), shown.changes().zoom());
}

void DifferenceViewTest::zoomStaysThroughTheModes()
{
    ShownView shown;
    shown.before().zoomTo(10);
    shown.before().centreOn({20, 20});
    for (const Mode mode : {Mode::Slider, Mode::Blink, Mode::Changes, Mode::SideBySide}) {
        shown.view.setMode(mode);
        const Canvas& canvas = mode == Mode::Changes ? shown.changes() : shown.before();
        QCOMPARE(canvas.zoom(), 10.0);
        const PointF middle = canvas.viewport().imageFromView(canvas.viewport().viewCentre());
        QVERIFY(std::abs(middle.x - 20) < 1 && std::abs(middle.y - 20) < 1);
    }
}

void DifferenceViewTest::withoutMasksThePhotoStandsAlone()
{
    ShownView shown;
    auto loaded = std::make_shared<LoadedDifference>(LoadedDifference{grayPhoto(), *LabelSet::fromNames({"bus"})});
    loaded->chosenAfter = {1};
    shown.view.setDifference(loaded);
    QVERIFY(!shown.after().isVisible() && !shown.changes().isVisible());
    shown.view.flip();
    QVERIFY(!shown.after().isVisible());
}

LABELWRIGHT_TEST(DifferenceViewTest)
#include "DifferenceViewTest.moc"

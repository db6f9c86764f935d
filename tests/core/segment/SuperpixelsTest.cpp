// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Superpixels.h"

#include "tests/core/segment/TestPhotos.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <set>

using namespace labelwright;
using namespace labelwright::test;

class SuperpixelsTest : public QObject {
    Q_OBJECT

private slots:
    void piecesShareOutTheAreaAndHangTogether_data();
    void piecesShareOutTheAreaAndHangTogether();
    void spacingSetsTheirNumber();
    void piecesOfAUniformPhotoAreSquares();
    void piecesKeepToAnObjectsEdge();
    void sameInputGivesTheSamePieces();
    void areaInsideThePhotoIsCutAlone();
    void senselessOptionsAreClamped();
    void partOutsideThePhotoIsRefused();
    void stopsWhenAsked();
};

namespace {

/// Those of `region` that can be reached from its first pixel, step by step over sides.
std::int64_t connectedArea(const Region& region)
{
    const Point first{region.spans().front().x0, region.spans().front().y};
    std::set<std::pair<int, int>> reached;
    std::vector<Point> open{first};
    while (!open.empty()) {
        const Point p = open.back();
        open.pop_back();
        if (region.contains(p) && reached.insert({p.x, p.y}).second)
            open.insert(open.end(), {{p.x - 1, p.y}, {p.x + 1, p.y}, {p.x, p.y - 1}, {p.x, p.y + 1}});
    }
    return static_cast<std::int64_t>(reached.size());
}

} // namespace

void SuperpixelsTest::piecesShareOutTheAreaAndHangTogether_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize& size : {QSize(1, 1), QSize(1, 70), QSize(70, 1), QSize(7, 7), QSize(100, 61)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

void SuperpixelsTest::piecesShareOutTheAreaAndHangTogether()
{
    QFETCH(QSize, size);
    const Size extent{size.width(), size.height()};
    for (const Image& photo : {noisePhoto(extent, 3), blotchPhoto(extent), uniformPhoto(extent, 7)}) {
        const Result<Superpixels> cut = cutSuperpixels(photo, photo.bounds(), {.spacingPx = 12});
        VERIFY_OK(cut);
        std::int64_t area = 0;
        for (int piece = 0; piece < cut->count; ++piece) {
            const Region region = cut->region(piece);
            QVERIFY(!region.isEmpty());
            QCOMPARE(region.bounds(), cut->bounds[static_cast<std::size_t>(piece)]);
            QCOMPARE(connectedArea(region), region.area());
            area += region.area();
        }
        QCOMPARE(area, std::int64_t{extent.width} * extent.height);
    }
}

void SuperpixelsTest::spacingSetsTheirNumber()
{
    const Image photo = blotchPhoto({192, 128});
    for (const auto& [spacing, count] : {std::pair{8, 24 * 16}, std::pair{16, 12 * 8}, std::pair{64, 3 * 2}})
        QCOMPARE(cutSuperpixels(photo, photo.bounds(), {.spacingPx = spacing})->count, count);
}

void SuperpixelsTest::piecesOfAUniformPhotoAreSquares()
{
    const Image photo = uniformPhoto({96, 96}, 90);
    const Result<Superpixels> cut = cutSuperpixels(photo, photo.bounds(), {.spacingPx = 24});
    VERIFY_OK(cut);
    for (int piece = 0; piece < cut->count; ++piece) {
        QVERIFY(cut->region(piece).area() > 24 * 24 / 2);
        QVERIFY(cut->region(piece).area() < 24 * 24 * 3 / 2);
    }
}

void SuperpixelsTest::piecesKeepToAnObjectsEdge()
{
    const Scene scene = drawScene({120, 120}, disc(60, 60, 37));
    const Result<Superpixels> cut = cutSuperpixels(scene.image, scene.image.bounds(), {.spacingPx = 10});
    VERIFY_OK(cut);
    std::int64_t wrong = 0;
    for (int piece = 0; piece < cut->count; ++piece) {
        const Region region = cut->region(piece);
        std::int64_t inside = 0;
        for (const RowSpan& span : region.spans()) {
            for (int x = span.x0; x < span.x1; ++x)
                inside += scene.object.contains({x, span.y}) ? 1 : 0;
        }
        wrong += std::min(inside, region.area() - inside);
    }
    QVERIFY2(wrong < 120 * 120 / 100, qPrintable(QString::number(wrong)));
}

void SuperpixelsTest::sameInputGivesTheSamePieces()
{
    const Image photo = noisePhoto({150, 90}, 8);
    const Result<Superpixels> once = cutSuperpixels(photo, photo.bounds(), {});
    const Result<Superpixels> again = cutSuperpixels(photo, photo.bounds(), {});
    VERIFY_OK(once);
    QCOMPARE(once->pieces.values(), again->pieces.values());
}

void SuperpixelsTest::areaInsideThePhotoIsCutAlone()
{
    const Image photo = blotchPhoto({200, 100});
    const Rect area{90, 40, 64, 48};
    const Result<Superpixels> part = cutSuperpixels(photo, area, {.spacingPx = 16});
    VERIFY_OK(part);
    const Result<Superpixels> alone = cutSuperpixels(photo.cropped(area), {0, 0, 64, 48}, {.spacingPx = 16});
    VERIFY_OK(alone);
    QCOMPARE(part->pieces.values(), alone->pieces.values());
    const int piece = part->pieceAt({100, 50});
    QVERIFY(part->region(piece).contains({100, 50}));
    QCOMPARE(part->region(piece), alone->region(piece).translated(90, 40));
}

void SuperpixelsTest::senselessOptionsAreClamped()
{
    const Image photo = blotchPhoto({80, 80});
    QCOMPARE(cutSuperpixels(photo, photo.bounds(), {.spacingPx = 0, .compactness = -1})->count, 100);
    QCOMPARE(cutSuperpixels(photo, photo.bounds(), {.spacingPx = 100'000})->count, 1);
}

void SuperpixelsTest::partOutsideThePhotoIsRefused()
{
    const Image photo = uniformPhoto({10, 10}, 1);
    VERIFY_ERROR(cutSuperpixels(photo, {5, 5, 6, 5}, {}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(cutSuperpixels(photo, {}, {}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(cutSuperpixels({}, {0, 0, 1, 1}, {}), ErrorCode::InvalidArgument);
}

void SuperpixelsTest::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const Image photo = blotchPhoto({200, 200});
    VERIFY_ERROR(cutSuperpixels(photo, photo.bounds(), {}, source.get_token()), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(SuperpixelsTest)
#include "SuperpixelsTest.moc"

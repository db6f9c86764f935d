// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/MaskFlow.h"

#include "tests/core/segment/TestPhotos.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <dlfcn.h>

using namespace labelwright;
using namespace labelwright::test;

class MaskFlowTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLoadedBeforeTheFirstCall();
    void maskFollowsTheShiftedPicture_data();
    void maskFollowsTheShiftedPicture();
    void unmovedPictureKeepsTheMask();
    void whatComesInFromOutsideIsUnlabelled();
    void tinyImagesAreCarried_data();
    void tinyImagesAreCarried();
    void differentSizesAreRefused();
    void stopsWhenAsked();
};

namespace {

LabelMask checkedMask(Size size, Point offset)
{
    std::vector<Label> labels;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            labels.push_back(static_cast<Label>(1 + ((x + offset.x) / 40 + (y + offset.y) / 40) % 3));
    }
    return *LabelMask::create(size, std::move(labels));
}

/// Whether `label` lies at most a pixel from p.
bool isNear(const LabelMask& mask, Point p, Label label)
{
    for (int y = p.y - 1; y <= p.y + 1; ++y) {
        for (int x = p.x - 1; x <= p.x + 1; ++x) {
            if (mask.bounds().contains({x, y}) && mask.at({x, y}) == label)
                return true;
        }
    }
    return false;
}

bool isLoaded(const char* library)
{
    return dlopen(library, RTLD_LAZY | RTLD_NOLOAD) != nullptr;
}

} // namespace

void MaskFlowTest::nothingIsLoadedBeforeTheFirstCall()
{
    QVERIFY(!isLoaded("liblabelwright-flow.so"));
    QVERIFY(!isLoaded("libopencv_video.so.406"));
}

void MaskFlowTest::maskFollowsTheShiftedPicture_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QPoint>("shift");
    QTest::newRow("right and down") << QSize(400, 300) << QPoint(7, 3);
    QTest::newRow("left and up") << QSize(401, 299) << QPoint(-5, -6);
    QTest::newRow("larger than flow is computed on") << QSize(1600, 1200) << QPoint(9, -4);
}

void MaskFlowTest::maskFollowsTheShiftedPicture()
{
    QFETCH(QSize, size);
    QFETCH(QPoint, shift);
    const Size extent{size.width(), size.height()};
    const Point start{1'000, 1'000};
    const Point moved{start.x - shift.x(), start.y - shift.y()};
    const Result<LabelMask> carried =
        carryMask(blotchPhoto(extent, start), blotchPhoto(extent, moved), checkedMask(extent, start));
    VERIFY_OK(carried);
    const LabelMask expected = checkedMask(extent, moved);
    std::int64_t followed = 0;
    std::int64_t compared = 0;
    for (int y = 0; y < extent.height; ++y) {
        for (int x = 0; x < extent.width; ++x) {
            if (!carried->bounds().contains({x - shift.x(), y - shift.y()}))
                continue; // was not in the picture before
            ++compared;
            followed += isNear(*carried, {x, y}, expected.at({x, y})) ? 1 : 0;
        }
    }
    QVERIFY2(followed * 100 >= compared * 98, qPrintable(QString("%1 of %2").arg(followed).arg(compared)));
}

void MaskFlowTest::unmovedPictureKeepsTheMask()
{
    const Image photo = blotchPhoto({200, 150}, {300, 300});
    const LabelMask mask = checkedMask(photo.size(), {0, 0});
    const Result<LabelMask> carried = carryMask(photo, photo, mask);
    VERIFY_OK(carried);
    QCOMPARE(*carried, mask);
}

void MaskFlowTest::whatComesInFromOutsideIsUnlabelled()
{
    const Size size{300, 200};
    const Result<LabelMask> carried =
        carryMask(blotchPhoto(size, {500, 500}), blotchPhoto(size, {490, 500}), checkedMask(size, {}));
    VERIFY_OK(carried);
    std::int64_t unlabelled = 0;
    for (int y = 20; y < 180; ++y) {
        for (int x = 0; x < 5; ++x)
            unlabelled += carried->at({x, y}) == kUnlabelled ? 1 : 0;
    }
    QVERIFY2(unlabelled > 160 * 5 / 2, qPrintable(QString::number(unlabelled)));
}

void MaskFlowTest::tinyImagesAreCarried_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize& size : {QSize(1, 1), QSize(1, 60), QSize(60, 1), QSize(5, 9)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

void MaskFlowTest::tinyImagesAreCarried()
{
    QFETCH(QSize, size);
    const Image photo = uniformPhoto({size.width(), size.height()}, 80);
    const LabelMask mask = checkedMask(photo.size(), {});
    const Result<LabelMask> carried = carryMask(photo, photo, mask);
    VERIFY_OK(carried);
    QCOMPARE(*carried, mask);
}

void MaskFlowTest::differentSizesAreRefused()
{
    const Image photo = uniformPhoto({20, 10}, 80);
    const LabelMask mask = checkedMask({20, 10}, {});
    VERIFY_ERROR(carryMask(uniformPhoto({20, 11}, 80), photo, mask), ErrorCode::Mismatch);
    VERIFY_ERROR(carryMask(photo, photo, checkedMask({10, 20}, {})), ErrorCode::Mismatch);
}

void MaskFlowTest::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const Image photo = blotchPhoto({100, 100});
    VERIFY_ERROR(carryMask(photo, photo, checkedMask({100, 100}, {}), source.get_token()), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(MaskFlowTest)
#include "MaskFlowTest.moc"

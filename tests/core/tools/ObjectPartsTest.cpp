// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/ObjectParts.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

/// What several parts of an object show together.
class ObjectPartsTest : public QObject {
    Q_OBJECT
private slots:
    void partsAreUnited();
    void whatAStrokeTakesOutGoesFromEveryPartThatHasIt();
    void aPartThatTheStrokeDoesNotTouchKeepsItsOwn();
    void aLaterPartBringsBackWhatWasTakenOut();
    void aLaterStrokeBringsBackWhatWasTakenOut();
    void anErasedStrokeTakesNothingOut();
};

namespace {

constexpr Rect kBody{10, 10, 20, 20};
constexpr Point kMiddle{20, 20};

ObjectPart part(const Rect& found, int begun)
{
    ObjectPart part(AutoSegmentStart::Box, begun);
    part.masks = {Region::fromRect(found)};
    return part;
}

void answer(ObjectPart& part, const HintStroke& stroke, const Rect& piece, int moment)
{
    part.addStroke(stroke, moment);
    const Region changed = Region::fromRect(piece);
    part.masks.push_back(stroke.belongs ? united(part.masks.back(), changed) : subtracted(part.masks.back(), changed));
}

constexpr Rect kPiece{15, 15, 10, 10};

HintStroke foreign()
{
    return {{kMiddle}, false};
}

} // namespace

void ObjectPartsTest::partsAreUnited()
{
    QVERIFY(united({part(kBody, 1), part({40, 10, 5, 5}, 2)}) ==
            united(Region::fromRect(kBody), Region::fromRect({40, 10, 5, 5})));
    QVERIFY(united({ObjectPart(AutoSegmentStart::Points, 1)}).isEmpty());
}

void ObjectPartsTest::whatAStrokeTakesOutGoesFromEveryPartThatHasIt()
{
    std::vector<ObjectPart> parts{part(kBody, 1), part(kBody, 2)};
    answer(parts[1], foreign(), kPiece, 3);
    QVERIFY(united(parts) == subtracted(Region::fromRect(kBody), Region::fromRect(kPiece)));
}

void ObjectPartsTest::aPartThatTheStrokeDoesNotTouchKeepsItsOwn()
{
    std::vector<ObjectPart> parts{part({10, 10, 8, 20}, 1), part(kBody, 2)};
    answer(parts[1], foreign(), kPiece, 3);
    QVERIFY(united(parts).contains({16, 20}));
    QVERIFY(!united(parts).contains(kMiddle));
}

void ObjectPartsTest::aLaterPartBringsBackWhatWasTakenOut()
{
    std::vector<ObjectPart> parts{part(kBody, 1), part(kPiece, 3)};
    answer(parts[0], foreign(), kPiece, 2);
    QVERIFY(united(parts) == Region::fromRect(kBody));
}

void ObjectPartsTest::aLaterStrokeBringsBackWhatWasTakenOut()
{
    std::vector<ObjectPart> parts{part(kBody, 1), part(kBody, 2)};
    answer(parts[0], foreign(), kPiece, 3);
    answer(parts[1], {{kMiddle}, true}, {20, 20, 1, 1}, 4);
    QVERIFY(united(parts).contains(kMiddle));
    QVERIFY(!united(parts).contains({16, 16}));
}

void ObjectPartsTest::anErasedStrokeTakesNothingOut()
{
    std::vector<ObjectPart> parts{part(kBody, 1), part(kBody, 2)};
    answer(parts[1], foreign(), kPiece, 3);
    answer(parts[1], {{{50, 50}}, true}, {50, 50, 1, 1}, 4);
    parts[1].eraseStroke(0);
    parts[1].masks = {Region::fromRect(kBody), united(Region::fromRect(kBody), Region::fromRect({50, 50, 1, 1}))};
    QCOMPARE(parts[1].momentOf(0), 4);
    QVERIFY(united(parts) == parts[1].masks.back());
}

LABELWRIGHT_TEST(ObjectPartsTest)
#include "ObjectPartsTest.moc"

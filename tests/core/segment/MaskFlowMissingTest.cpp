// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/MaskFlow.h"
#include "tests/core/segment/TestPhotos.h"
#include "tests/support/TestFiles.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// A program whose run path does not lead to the module.
class MaskFlowMissingTest : public QObject {
    Q_OBJECT

private slots:
    void missingModuleIsToldInAPlainSentence();
};

void MaskFlowMissingTest::missingModuleIsToldInAPlainSentence()
{
    const Image photo = blotchPhoto({40, 30});
    const Result<LabelMask> carried = carryMask(photo, photo, *LabelMask::create(photo.size()));
    VERIFY_ERROR(carried, ErrorCode::Unsupported);
    QVERIFY(sentence(carried.error()).find("not installed") != std::string::npos);
}

QTEST_APPLESS_MAIN(MaskFlowMissingTest)
#include "MaskFlowMissingTest.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/ClassList.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

class ClassListTest : public QObject {
    Q_OBJECT
private slots:
    void colorsAreTakenAllOrNone();
};

void ClassListTest::colorsAreTakenAllOrNone()
{
    const Result<LabelSet> all = labelSetOf(std::vector<NamedLabel>{{"a", Color{1, 2, 3}}, {"b", Color{4, 5, 6}}});
    VERIFY_OK(all);
    QCOMPARE(all->at(2).color, (Color{4, 5, 6}));
    for (const std::optional<Color> second : {std::optional<Color>(), {Color{1, 2, 3}}, {kWhite}}) {
        const Result<LabelSet> some = labelSetOf(std::vector<NamedLabel>{{"a", Color{1, 2, 3}}, {"b", second}});
        VERIFY_OK(some);
        QCOMPARE(some->at(1).color, defaultLabelColor(0));
    }
    QVERIFY(!labelSetOf(std::vector<NamedLabel>{{"a"}, {"a"}}));
}

LABELWRIGHT_TEST(ClassListTest)
#include "ClassListTest.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobFacts.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

class JobFactsTest : public QObject {
    Q_OBJECT
private slots:
    void objectsAreCountedByLabel();
    void whatIsFoundTwiceCountsOnce();
    void anotherSnapshotKeepsWhatIsStillTrue();
    void aProblemMakesAnObjectUnreadable();
};

void JobFactsTest::objectsAreCountedByLabel()
{
    GalleryJob gallery(4);
    gallery.submit(0, 1);
    gallery.submit(1, 1);
    gallery.submit(2, kUnlabelled);
    gallery.look();
    const JobFacts& facts = gallery.facts();
    QCOMPARE(facts.objectCount(), std::int64_t{4});
    QCOMPARE(facts.fileName(3), QStringLiteral("3.png"));
    QCOMPARE(facts.objectsWith(1), 2);
    QCOMPARE(facts.objectsWith(2), 0);
    QCOMPARE(facts.objectsWith(kUnlabelled), 1);
    QVERIFY(facts.hasLabel(2, kUnlabelled));
    QVERIFY(!facts.hasLabel(3, kUnlabelled));
    QCOMPARE(facts.countedObjects(), 3);
    QCOMPARE(facts.answeredObjects(), 3);
}

void JobFactsTest::whatIsFoundTwiceCountsOnce()
{
    GalleryJob gallery(2);
    gallery.submit(0, 1);
    gallery.look();
    JobFacts& facts = gallery.facts();
    facts.add({{0, {{1, 128}}, {}}, {0, {{2, 128}}, {}}, {77, {{2, 128}}, {}}});
    QCOMPARE(facts.objectsWith(1), 0);
    QCOMPARE(facts.objectsWith(2), 1);
    QCOMPARE(facts.countedObjects(), 1);
}

void JobFactsTest::anotherSnapshotKeepsWhatIsStillTrue()
{
    GalleryJob gallery(3);
    gallery.submit(0, 1);
    gallery.submit(1, 1);
    gallery.look();
    gallery.submit(1, 2);
    JobFacts& facts = gallery.facts();
    facts.setSnapshot(*takeSnapshot(gallery.job().folder())); // and no survey yet
    QVERIFY(facts.isCounted(0));
    QVERIFY(!facts.isCounted(1));
    QCOMPARE(facts.objectsWith(1), 1);
    QCOMPARE(facts.fileName(0), QStringLiteral("0.png"));
    gallery.look();
    QCOMPARE(facts.objectsWith(2), 1);
}

void JobFactsTest::aProblemMakesAnObjectUnreadable()
{
    GalleryJob gallery(2);
    std::filesystem::remove(gallery.photo(1));
    gallery.look();
    JobFacts& facts = gallery.facts();
    QSignalSpy changed(&facts, &JobFacts::factsChanged);
    QVERIFY(facts.status(0) == TaskStatus::Unlabelled);
    QVERIFY(facts.status(1) == TaskStatus::Unreadable);
    facts.setPictureProblem(0, QStringLiteral("Damaged."));
    facts.setPictureProblem(0, QStringLiteral("Damaged."));
    QCOMPARE(changed.count(), 1);
    QVERIFY(facts.status(0) == TaskStatus::Unreadable);
    QCOMPARE(facts.problem(0), QStringLiteral("Damaged."));
    facts.setPictureProblem(0, {});
    QVERIFY(facts.status(0) == TaskStatus::Unlabelled);
    facts.setPictureProblem(1, {});
    QVERIFY(facts.status(1) == TaskStatus::Unreadable); // the survey knows better
}

LABELWRIGHT_TEST(JobFactsTest)
#include "JobFactsTest.moc"

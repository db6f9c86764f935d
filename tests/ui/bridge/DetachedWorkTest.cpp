// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/DetachedWork.h"

#include "tests/support/TestProgram.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace labelwright;

namespace {

struct Owner : QObject {
    DetachedWork work{*this};
};

} // namespace

class DetachedWorkTest : public QObject {
    Q_OBJECT
private slots:
    void theResultComesBackToTheOwnersThread();
    void anOwnerThatGoesDoesNotWait();
};

void DetachedWorkTest::theResultComesBackToTheOwnersThread()
{
    Owner owner;
    QThread* worked = nullptr;
    QThread* delivered = nullptr;
    int result = 0;
    owner.work.run(
        [&worked] {
            worked = QThread::currentThread();
            return 7;
        },
        [&](int value) {
            delivered = QThread::currentThread();
            result = value;
        });
    QTRY_COMPARE(result, 7);
    QVERIFY(worked != QThread::currentThread());
    QCOMPARE(delivered, QThread::currentThread());
}

void DetachedWorkTest::anOwnerThatGoesDoesNotWait()
{
    QSemaphore begun;
    QSemaphore go;
    bool isDelivered = false;
    {
        Owner owner;
        owner.work.run(
            [&] {
                begun.release();
                go.acquire();
                return 7;
            },
            [&](int) { isDelivered = true; });
        begun.acquire();
    } // would hang if it waited
    go.release();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(5000));
    QCoreApplication::processEvents();
    QVERIFY(!isDelivered);
}

LABELWRIGHT_TEST(DetachedWorkTest)
#include "DetachedWorkTest.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

/// ./run and ./test, as far as they build nothing.
class ScriptsTest : public QObject {
    Q_OBJECT
private slots:
    void helpIsTheUsage_data();
    void helpIsTheUsage();
    void unknownOptionsAreWrongUsage_data();
    void unknownOptionsAreWrongUsage();
};

namespace {

struct Said {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Said runScript(const QString& script, const QString& argument)
{
    QProcess process;
    process.start(QStringLiteral(LABELWRIGHT_SOURCE_FOLDER) + u'/' + script, {argument});
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

void ScriptsTest::helpIsTheUsage_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("run") << QStringLiteral("run");
    QTest::newRow("test") << QStringLiteral("test");
}

void ScriptsTest::helpIsTheUsage()
{
    QFETCH(QString, script);
    const Said said = runScript(script, QStringLiteral("--help"));
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.err, QByteArray());
    QVERIFY2(said.out.contains("usage: ./" + script.toLatin1()), said.out.constData());
    QVERIFY2(!said.out.contains("set -") && !said.out.contains('#'), said.out.constData());
}

void ScriptsTest::unknownOptionsAreWrongUsage_data()
{
    helpIsTheUsage_data();
}

void ScriptsTest::unknownOptionsAreWrongUsage()
{
    QFETCH(QString, script);
    const Said said = runScript(script, QStringLiteral("--bogus"));
    QCOMPARE(said.exitCode, 2);
    QVERIFY2(said.err.contains("--bogus") && said.err.contains("usage: ./" + script.toLatin1()), said.err.constData());
}

QTEST_GUILESS_MAIN(ScriptsTest)
#include "ScriptsTest.moc"

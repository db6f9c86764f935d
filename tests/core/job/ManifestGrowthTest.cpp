// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ManifestGrowth.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ManifestGrowthTest : public QObject {
    Q_OBJECT
private slots:
    void linesBehindAreGrowth_data();
    void linesBehindAreGrowth();
    void otherLinesAreRefused_data();
    void otherLinesAreRefused();
    void theLongestOfSeveralCounts();
    void oneThatIsNotThereSaysNothing();
    void longFilesAreComparedToTheEnd();

private:
    fs::path write(const char* name, const std::string& text) const
    {
        const fs::path path = fs::path(m_folder.path().toStdString()) / name;
        writeText(path, text);
        return path;
    }

    QTemporaryDir m_folder;
};

void ManifestGrowthTest::linesBehindAreGrowth_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("other");
    QTest::addColumn<int>("lines");
    const auto row = [](const char* name, const char* text, const char* other, int lines) {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(other) << lines;
    };
    row("the same", "a\nb\n", "a\nb\n", 0);
    row("one more", "a\nb\n", "a\nb\nc\n", 1);
    row("two more, the last without an end", "a\n", "a\nb\nc", 2);
    row("behind a line without an end", "a\nb", "a\nb\nc\n", 1);
    row("the last line ended", "a\nb", "a\nb\n", 0);
    row("fewer", "a\nb\nc\n", "a\n", 0);
    row("fewer, without an end", "a\nb\nc\n", "a\nb", 0);
    row("nothing", "a\n", "", 0);
}

void ManifestGrowthTest::linesBehindAreGrowth()
{
    QFETCH(QString, text);
    QFETCH(QString, other);
    QFETCH(int, lines);
    const fs::path manifest = write("manifest", text.toStdString());
    const fs::path longer = write("other", other.toStdString());
    const auto growth = growthOf(manifest, std::vector{longer});
    VERIFY_OK(growth);
    QCOMPARE(*growth ? (*growth)->lines : 0, std::int64_t{lines});
    if (*growth)
        QCOMPARE((*growth)->manifest, longer);
}

void ManifestGrowthTest::otherLinesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("other");
    QTest::addColumn<int>("line");
    const auto row = [](const char* name, const char* text, const char* other, int line) {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(other) << line;
    };
    row("another first line", "a\nb\n", "x\nb\n", 1);
    row("another last line", "a\nb\n", "a\nc\n", 2);
    row("each one more", "a\nb\n", "a\nc\nd\n", 2);
    row("a line that goes on", "a\nb", "a\nbc\n", 2);
}

void ManifestGrowthTest::otherLinesAreRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, other);
    QFETCH(int, line);
    const fs::path manifest = write("manifest", text.toStdString());
    const fs::path longer = write("other", other.toStdString());
    const auto growth = growthOf(manifest, std::vector{longer});
    VERIFY_ERROR(growth, ErrorCode::Mismatch);
    QCOMPARE(growth.error().position, std::int64_t{line});
    QCOMPARE(growth.error().path, longer);
}

void ManifestGrowthTest::theLongestOfSeveralCounts()
{
    const fs::path manifest = write("manifest", "a\n");
    const fs::path one = write("one", "a\nb\n");
    const fs::path two = write("two", "a\nb\nc\n");
    for (const auto& others : {std::vector{one, two}, std::vector{two, one}}) {
        const auto growth = growthOf(manifest, others);
        VERIFY_OK(growth);
        QCOMPARE((*growth)->manifest, two);
        QCOMPARE((*growth)->lines, std::int64_t{2});
    }
    VERIFY_ERROR(growthOf(manifest, std::vector{one, write("three", "a\nx\n")}), ErrorCode::Mismatch);
}

void ManifestGrowthTest::oneThatIsNotThereSaysNothing()
{
    const fs::path manifest = write("manifest", "a\n");
    const auto growth = growthOf(manifest, std::vector{manifest.parent_path() / "nowhere"});
    VERIFY_OK(growth);
    QVERIFY(!*growth);
}

void ManifestGrowthTest::longFilesAreComparedToTheEnd()
{
    std::string text;
    while (text.size() < 3'000'000)
        text += std::string(99, 'x') + '\n';
    const fs::path manifest = write("manifest", text);
    const auto grown = growthOf(manifest, std::vector{write("grown", text + "y\n")});
    VERIFY_OK(grown);
    QCOMPARE((*grown)->lines, std::int64_t{1});
    text[2'500'000] = 'y';
    const auto other = growthOf(manifest, std::vector{write("other", text)});
    VERIFY_ERROR(other, ErrorCode::Mismatch);
    QCOMPARE(other.error().position, std::int64_t{25'001});
}

LABELWRIGHT_TEST(ManifestGrowthTest)
#include "ManifestGrowthTest.moc"

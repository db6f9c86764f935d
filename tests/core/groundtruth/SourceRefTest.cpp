// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/SourceRef.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;

namespace fs = std::filesystem;

class SourceRefTest : public QObject {
    Q_OBJECT
private slots:
    void init();

    void namesAreFound_data();
    void namesAreFound();
    void climbingNamesAreRefused_data();
    void climbingNamesAreRefused();
    void otherNamesAreRefused_data();
    void otherNamesAreRefused();
    void longestPrefixWins();
    void prefixEndsAtASlash();
    void relativeMappingStartsAtTheBaseFolder();
    void linkedFolderMayBeMapped();
    void linkThatLeadsOutIsRefused();
    void fileUriIsDecoded();
    void absolutePathIsTakenAsItIs();
    void colonsHaveSubstitutes_data();
    void colonsHaveSubstitutes();
    void existingPlainNameIsPreferredToSubstitutes();
    void missingFileKeepsItsPlainName();
    void joinsWithOneSlash();

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    fs::path base() const { return root() / "job"; }
    std::vector<PrefixMapping> mappings() const { return {{"s3://bucket/images/", root() / "photos"}}; }
    Result<fs::path> resolve(std::string_view reference) const
    {
        return resolveReference(reference, mappings(), base());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// root/photos/{0.jpg, sub/1.jpg}, root/job/2.jpg, root/secret.jpg
void SourceRefTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    fs::create_directories(root() / "photos/sub");
    fs::create_directories(base());
    for (const char* name : {"photos/0.jpg", "photos/sub/1.jpg", "photos/%41.jpg", "job/2.jpg", "secret.jpg"})
        writeText(root() / name, "x");
}

void SourceRefTest::namesAreFound_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char* reference, const char* found) {
        QTest::newRow(reference) << QByteArray(reference) << QByteArray(found);
    };
    row("s3://bucket/images/0.jpg", "photos/0.jpg");
    row("s3://bucket/images/sub/1.jpg", "photos/sub/1.jpg");
    row("s3://bucket/images//sub//1.jpg", "photos/sub/1.jpg");
    row("s3://bucket/images/sub/../0.jpg", "photos/0.jpg");
    row("s3://bucket/images/./0.jpg", "photos/0.jpg");
    row("s3://bucket/images/%41.jpg", "photos/%41.jpg");
    row("2.jpg", "job/2.jpg");
    row("./2.jpg", "job/2.jpg");
    row("not/there.jpg", "job/not/there.jpg");
}

void SourceRefTest::namesAreFound()
{
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, found);
    const Result<fs::path> path = resolve(reference.toStdString());
    VERIFY_OK(path);
    QCOMPARE(path->string(), (root() / found.toStdString()).string());
}

void SourceRefTest::climbingNamesAreRefused_data()
{
    QTest::addColumn<QByteArray>("reference");
    for (const char* reference :
         {"s3://bucket/images/../secret.jpg", "s3://bucket/images/sub/../../secret.jpg", "s3://bucket/images/..",
          "s3://bucket/images//../secret.jpg", "s3://bucket/images/sub/../../photos/0.jpg", "../secret.jpg",
          "a/../../secret.jpg", ".."})
        QTest::newRow(reference) << QByteArray(reference);
}

void SourceRefTest::climbingNamesAreRefused()
{
    QFETCH(QByteArray, reference);
    VERIFY_ERROR(resolve(reference.toStdString()), ErrorCode::OutsideFolder);
}

void SourceRefTest::otherNamesAreRefused_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const QByteArray& reference, const char* code) {
        QTest::newRow(name) << reference << QByteArray(code);
    };
    row("unknown bucket", "s3://other/0.jpg", "unsupported");
    row("other key of the bucket", "s3://bucket/masks/0.png", "unsupported");
    row("no key", "s3://bucket/images/", "malformed");
    row("a folder", "s3://bucket/images/sub/", "malformed");
    row("the folder itself", "s3://bucket/images/.", "malformed");
    row("empty", "", "malformed");
    row("zero byte", QByteArray("0.jpg\0.png", 10), "malformed");
    row("web address", "https://host/0.jpg", "unsupported");
    row("file without path", "file://", "malformed");
    row("file on a host", "file://host/0.jpg", "malformed");
    row("short escape", "file:///tmp/%4", "malformed");
    row("wrong escape", "file:///tmp/%4g.jpg", "malformed");
    row("signed escape", "file:///tmp/%-4.jpg", "malformed");
    row("escaped zero byte", "file:///tmp/%00.jpg", "malformed");
}

void SourceRefTest::otherNamesAreRefused()
{
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, code);
    const Result<fs::path> path = resolve(reference.toStdString());
    QVERIFY(!path);
    QCOMPARE(std::string(codeName(path.error().code)), code.toStdString());
}

void SourceRefTest::longestPrefixWins()
{
    const std::vector<PrefixMapping> mappings{{"s3://bucket/", root() / "all"},
                                              {"s3://bucket/images/sub/", root() / "sub"},
                                              {"s3://bucket/images/", root() / "photos"}};
    QCOMPARE(resolveReference("s3://bucket/images/sub/1.jpg", mappings, base())->string(),
             (root() / "sub/1.jpg").string());
    QCOMPARE(resolveReference("s3://bucket/x.jpg", mappings, base())->string(), (root() / "all/x.jpg").string());
}

void SourceRefTest::prefixEndsAtASlash()
{
    const std::vector<PrefixMapping> mappings{{"s3://bucket/images", root() / "photos"}};
    QCOMPARE(resolveReference("s3://bucket/images/0.jpg", mappings, base())->string(),
             (root() / "photos/0.jpg").string());
    VERIFY_ERROR(resolveReference("s3://bucket/images2/0.jpg", mappings, base()), ErrorCode::Unsupported);
    VERIFY_ERROR(resolveReference("s3://bucket/images", mappings, base()), ErrorCode::Malformed);
}

void SourceRefTest::relativeMappingStartsAtTheBaseFolder()
{
    const std::vector<PrefixMapping> mappings{{"s3://up/", "../photos"}, {"s3://here/", "."}};
    QCOMPARE(resolveReference("s3://up/0.jpg", mappings, base())->string(), (root() / "photos/0.jpg").string());
    QCOMPARE(resolveReference("s3://here/2.jpg", mappings, base())->string(), (base() / "2.jpg").string());
    VERIFY_ERROR(resolveReference("s3://here/../secret.jpg", mappings, base()), ErrorCode::OutsideFolder);
}

void SourceRefTest::linkedFolderMayBeMapped()
{
    fs::create_directory_symlink(root() / "photos", root() / "linked");
    const std::vector<PrefixMapping> mappings{{"s3://bucket/", root() / "linked"}};
    const Result<fs::path> path = resolveReference("s3://bucket/sub/1.jpg", mappings, base());
    VERIFY_OK(path);
    QCOMPARE(textOf(*path), std::string("x"));
}

void SourceRefTest::linkThatLeadsOutIsRefused()
{
    fs::create_symlink(root() / "secret.jpg", root() / "photos/out.jpg");
    fs::create_directory_symlink(root(), root() / "photos/up");
    fs::create_symlink("0.jpg", root() / "photos/inside.jpg");
    VERIFY_ERROR(resolve("s3://bucket/images/out.jpg"), ErrorCode::OutsideFolder);
    VERIFY_ERROR(resolve("s3://bucket/images/up/secret.jpg"), ErrorCode::OutsideFolder);
    VERIFY_ERROR(resolve("s3://bucket/images/up/not-there.jpg"), ErrorCode::OutsideFolder);
    VERIFY_OK(resolve("s3://bucket/images/inside.jpg"));
}

void SourceRefTest::fileUriIsDecoded()
{
    QCOMPARE(resolve("file:///data/my%20photos/%EA%B0%80%2B.jpg")->string(),
             std::string("/data/my photos/\xEA\xB0\x80+.jpg"));
    QCOMPARE(resolve("file://localhost/data/0.jpg")->string(), std::string("/data/0.jpg"));
}

void SourceRefTest::absolutePathIsTakenAsItIs()
{
    QCOMPARE(resolve("/data/100%20/0.jpg")->string(), std::string("/data/100%20/0.jpg"));
    QCOMPARE(resolve((root() / "secret.jpg").string())->string(), (root() / "secret.jpg").string());
}

void SourceRefTest::colonsHaveSubstitutes_data()
{
    QTest::addColumn<QByteArray>("fileName");
    QTest::newRow("plain") << QByteArray("0_2020-08-02T07:38:26.700000.png");
    QTest::newRow("underscore") << QByteArray("0_2020-08-02T07_38_26.700000.png");
    QTest::newRow("U+F03A") << QByteArray("0_2020-08-02T07\xEF\x80\xBA"
                                          "38\xEF\x80\xBA"
                                          "26.700000.png");
}

void SourceRefTest::colonsHaveSubstitutes()
{
    QFETCH(QByteArray, fileName);
    const fs::path file = root() / "photos" / fileName.toStdString();
    writeText(file, "mask");
    const std::string plain = "0_2020-08-02T07:38:26.700000.png";
    QCOMPARE(resolve("s3://bucket/images/" + plain)->string(), file.string());
    QCOMPARE(resolve((root() / "photos" / plain).string())->string(), file.string());
}

void SourceRefTest::existingPlainNameIsPreferredToSubstitutes()
{
    writeText(root() / "photos/a:b.png", "plain");
    writeText(root() / "photos/a_b.png", "substitute");
    QCOMPARE(textOf(*resolve("s3://bucket/images/a:b.png")), std::string("plain"));
}

void SourceRefTest::missingFileKeepsItsPlainName()
{
    QCOMPARE(resolve("s3://bucket/images/a:b.png")->string(), (root() / "photos/a:b.png").string());
}

void SourceRefTest::joinsWithOneSlash()
{
    for (const char* prefix : {"s3://bucket/images", "s3://bucket/images/", "s3://bucket/images//"}) {
        QCOMPARE(joinS3(prefix, "0.jpg"), std::string("s3://bucket/images/0.jpg"));
        QCOMPARE(joinS3(prefix, "/sub/0.jpg"), std::string("s3://bucket/images/sub/0.jpg"));
    }
}

LABELWRIGHT_TEST(SourceRefTest)
#include "SourceRefTest.moc"

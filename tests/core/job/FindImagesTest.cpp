// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/FindImages.h"

#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class FindImagesTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void naturalOrder_data();
    void naturalOrder();
    void subFoldersAreSearchedInNaturalOrder();
    void onlyImagesAreTaken_data();
    void onlyImagesAreTaken();
    void linkToAParentEnds();
    void linkedFolderKeepsItsOwnName();
    void linkToAFolderElsewhereIsFollowed();
    void missingFolderIsNamed();
    void unreadableFolderIsNamed();

private:
    fs::path root() const { return m_temporary->path().toStdString(); }
    void touch(const std::string& relative) const;
    std::vector<std::string> found() const;

    std::unique_ptr<QTemporaryDir> m_temporary;
};

void FindImagesTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
}

void FindImagesTest::touch(const std::string& relative) const
{
    fs::create_directories((root() / relative).parent_path());
    writeText(root() / relative, "");
}

std::vector<std::string> FindImagesTest::found() const
{
    const Result<std::vector<fs::path>> images = findImages(root());
    if (!images)
        qFatal("%s", sentence(images.error()).c_str());
    std::vector<std::string> names;
    for (const fs::path& image : *images)
        names.push_back(image.string());
    return names;
}

void FindImagesTest::naturalOrder_data()
{
    QTest::addColumn<QString>("less");
    QTest::addColumn<QString>("more");
    const auto row = [](const char* less, const char* more) { QTest::addRow("%s < %s", less, more) << less << more; };
    row("2.jpg", "10.jpg");
    row("a2b3", "a2b10");
    row("9", "a");
    row("a", "b");
    row("a", "a1");
    row("a.jpg", "a1.jpg");
    row("img", "img/1");
    row("a/z.jpg", "a-b/a.jpg"); // '/' before '-': what is in a folder stays together.
    row("a/2", "a/10");
    row("2/9", "10/1");
    row("01.jpg", "1.jpg"); // The same number: leading zeros first.
    row("001", "01");
    row("1a", "01b");
    row("0", "00");
    row("99999999999999999999998", "99999999999999999999999");
    row("9", "99999999999999999999999");
    row("", "a");
    row("A", "a");
    row("z", "가");
}

void FindImagesTest::naturalOrder()
{
    QFETCH(QString, less);
    QFETCH(QString, more);
    QVERIFY(naturallyLess(less.toStdString(), more.toStdString()));
    QVERIFY(!naturallyLess(more.toStdString(), less.toStdString()));
    QVERIFY(!naturallyLess(less.toStdString(), less.toStdString()));
}

void FindImagesTest::subFoldersAreSearchedInNaturalOrder()
{
    for (const char* name : {"10.jpg", "2.jpg", "b/1.png", "b/c/10.png", "b/c/9.png", "1/x.jpeg"})
        touch(name);
    QCOMPARE(found(), (std::vector<std::string>{"1/x.jpeg", "2.jpg", "10.jpg", "b/1.png", "b/c/9.png", "b/c/10.png"}));
}

void FindImagesTest::onlyImagesAreTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("taken");
    QTest::addRow("jpg") << "a.jpg" << true;
    QTest::addRow("jpeg") << "a.jpeg" << true;
    QTest::addRow("png") << "a.png" << true;
    QTest::addRow("tif") << "a.tif" << true;
    QTest::addRow("tiff") << "a.tiff" << true;
    QTest::addRow("webp") << "a.webp" << true;
    QTest::addRow("bmp") << "a.bmp" << true;
    QTest::addRow("gif") << "a.gif" << false;
    QTest::addRow("upper case") << "a.JPG" << true;
    QTest::addRow("two dots") << "a.b.png" << true;
    QTest::addRow("text") << "a.txt" << false;
    QTest::addRow("none") << "jpg" << false;
    QTest::addRow("hidden") << ".a.jpg" << false;
    QTest::addRow("in a hidden folder") << ".trash/a.jpg" << false;
    QTest::addRow("backup") << "a.jpg~" << false;
}

void FindImagesTest::onlyImagesAreTaken()
{
    QFETCH(QString, name);
    QFETCH(bool, taken);
    touch(name.toStdString());
    QCOMPARE(found(), taken ? std::vector{name.toStdString()} : std::vector<std::string>());
}

void FindImagesTest::linkToAParentEnds()
{
    touch("a/1.jpg");
    fs::create_directory_symlink("..", root() / "a/up");
    fs::create_directory_symlink(".", root() / "a/self");
    fs::create_symlink("nowhere", root() / "broken.jpg");
    QCOMPARE(found(), std::vector<std::string>{"a/1.jpg"});
}

void FindImagesTest::linkedFolderKeepsItsOwnName()
{
    touch("b/c/1.jpg");
    fs::create_directory_symlink("b/c", root() / "a");
    QCOMPARE(found(), std::vector<std::string>{"b/c/1.jpg"});
}

void FindImagesTest::linkToAFolderElsewhereIsFollowed()
{
    const QTemporaryDir elsewhere;
    writeText(elsewhere.filePath("1.jpg").toStdString(), "");
    fs::create_directory_symlink(elsewhere.path().toStdString(), root() / "b");
    fs::create_directory_symlink(elsewhere.path().toStdString(), root() / "a");
    QCOMPARE(found(), std::vector<std::string>{"a/1.jpg"});
}

void FindImagesTest::missingFolderIsNamed()
{
    const Result<std::vector<fs::path>> images = findImages(root() / "none");
    VERIFY_ERROR(images, ErrorCode::NotFound);
    QCOMPARE(images.error().path, root() / "none");
}

void FindImagesTest::unreadableFolderIsNamed()
{
    touch("a/1.jpg");
    fs::permissions(root(), fs::perms(0755));
    fs::permissions(root() / "a", fs::perms(0));
    {
        const AsOrdinaryUser user;
        const Result<std::vector<fs::path>> images = findImages(root());
        VERIFY_ERROR(images, ErrorCode::Unreadable);
        QCOMPARE(images.error().path, root() / "a");
    }
    fs::permissions(root() / "a", fs::perms(0755));
}

LABELWRIGHT_TEST(FindImagesTest)
#include "FindImagesTest.moc"

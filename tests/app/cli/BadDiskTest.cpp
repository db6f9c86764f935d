// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// A folder that nobody may write into while this lives.
class ReadOnlyFolder {
public:
    explicit ReadOnlyFolder(const fs::path& folder)
    {
        std::vector<fs::path> folders{folder};
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_directory())
                folders.push_back(entry.path());
        }
        m_folders = folders;
        for (const fs::path& each : m_folders)
            fs::permissions(each, fs::perms::owner_read | fs::perms::owner_exec);
    }
    ~ReadOnlyFolder()
    {
        for (const fs::path& each : m_folders)
            fs::permissions(each, fs::perms::owner_all);
    }
    ReadOnlyFolder(const ReadOnlyFolder&) = delete;
    ReadOnlyFolder& operator=(const ReadOnlyFolder&) = delete;

private:
    std::vector<fs::path> m_folders;
};

const Surroundings kFullDisk{.maxFileBytes = 16};
const Surroundings kOrdinaryUser{.obeysPermissions = true};

/// A row of commands that write: `%` stands for the workplace's folder.
void addWritingCommands()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* name, const char* arguments) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ');
    };
    row("new", "new %/inner/new --name street --images %/photos --labels people");
    row("submit", "submit %/inner/job --object 1 --worker worker-1 --mask %/mask.png");
    row("derive", "derive %/inner/job");
    row("render", "render %/inner/job --object 0 -o %/inner/job/picture.png");
    row("contact sheet", "render %/inner/job --contact-sheet -o %/inner/job/sheet.png");
    row("autosegment",
        "autosegment %/photos/0.png --top 9,2 --bottom 9,12 --left 3,8 --right 15,8 -o %/inner/job/m.png");
}

std::vector<std::string> filledIn(const QStringList& arguments, const Workplace& place)
{
    std::vector<std::string> filled;
    for (QString argument : arguments)
        filled.push_back(argument.replace(u'%', QString::fromStdString(place.root().string())).toStdString());
    return filled;
}

/// A job with one answer, in a folder of its own: inner/job.
void makeInnerJob(const Workplace& place)
{
    place.addPhotos(2);
    place.addIndexedMask("mask.png", 0);
    const std::string job = (place.root() / "inner/job").string();
    fs::create_directory(place.root() / "inner");
    VERIFY_DONE(runProgram(
        {"new", job, "--name", "street", "--images", place.photos(), "--labels", "people,traffic light,bus"}));
    VERIFY_DONE(
        runProgram({"submit", job, "--object", "0", "--worker", "worker-1", "--mask", place.root() / "mask.png"}));
}

} // namespace

/// A full disk and folders that nobody may write into, for every command that writes.
class BadDiskTest : public QObject {
    Q_OBJECT
private slots:
    void aFullDiskLosesNothing_data();
    void aFullDiskLosesNothing();
    void aReadOnlyFolderLosesNothing_data();
    void aReadOnlyFolderLosesNothing();
    void readingAReadOnlyJobWorks();
};

void BadDiskTest::aFullDiskLosesNothing_data()
{
    addWritingCommands();
}

void BadDiskTest::aFullDiskLosesNothing()
{
    QFETCH(QStringList, arguments);
    const Workplace place;
    makeInnerJob(place);
    const auto before = possessionsOf(place.root() / "inner");
    VERIFY_REFUSED(runProgram(filledIn(arguments, place), kFullDisk), place.root() / "inner",
                   "Free some space and try again.");
    QCOMPARE(possessionsOf(place.root() / "inner"), before);
    VERIFY_DONE(runProgram(filledIn(arguments, place)));
}

void BadDiskTest::aReadOnlyFolderLosesNothing_data()
{
    addWritingCommands();
}

void BadDiskTest::aReadOnlyFolderLosesNothing()
{
    QFETCH(QStringList, arguments);
    const Workplace place;
    makeInnerJob(place);
    const auto before = possessionsOf(place.root() / "inner");
    {
        const ReadOnlyFolder readOnly(place.root() / "inner");
        VERIFY_REFUSED(runProgram(filledIn(arguments, place), kOrdinaryUser), place.root() / "inner",
                       "Make the folder writable, or choose another place.");
    }
    QCOMPARE(possessionsOf(place.root() / "inner"), before);
    VERIFY_DONE(runProgram(filledIn(arguments, place)));
}

void BadDiskTest::readingAReadOnlyJobWorks()
{
    const Workplace place;
    makeInnerJob(place);
    fs::remove_all(place.root() / "inner/job/cache");
    const ReadOnlyFolder readOnly(place.root() / "inner");
    const std::string job = (place.root() / "inner/job").string();
    VERIFY_DONE(runProgram({"status", job}, kOrdinaryUser));
    VERIFY_DONE(runProgram({"render", job, "--object", "0", "-o", place.root() / "a.png"}, kOrdinaryUser));
    QVERIFY(!runProgram({"validate", job}, kOrdinaryUser).crashed);
}

LABELWRIGHT_TEST(BadDiskTest)
#include "BadDiskTest.moc"

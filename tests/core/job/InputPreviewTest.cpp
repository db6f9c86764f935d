// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/InputPreview.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class InputPreviewTest : public QObject {
    Q_OBJECT
private slots:
    void photosAreCountedInSubFoldersToo();
    void aManifestShowsItsFirstLinesAndWhatIsWrong();
    void earlierMasksAreFoundByTheirType();
    void whatIsNotThereIsAnError();
    void stoppedItSaysSo();

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    void write(const char* name, std::string_view text) const { writeText(path(name), text); }

    QTemporaryDir m_folder;
};

void InputPreviewTest::photosAreCountedInSubFoldersToo()
{
    fs::create_directories(path("photos/more"));
    write("photos/1.jpg", "x");
    write("photos/more/2.PNG", "x");
    write("photos/notes.txt", "x");
    const Result<InputPreview> preview = previewImages(path("photos"));
    VERIFY_OK(preview);
    QCOMPARE(preview->objects, 2);
    QVERIFY(preview->firstLines.empty());
}

void InputPreviewTest::aManifestShowsItsFirstLinesAndWhatIsWrong()
{
    std::string text = "{\"source-ref\":\"s3://b/0.jpg\"}\nnot JSON\n";
    for (int number = 2; number < 10; ++number)
        text += "{\"source\":\"words\"}\n";
    text += "{\"source-ref\":\"s3://b/10.jpg\"}";
    write("a.manifest", text);
    const Result<InputPreview> preview = previewManifest(path("a.manifest"));
    VERIFY_OK(preview);
    QCOMPARE(preview->objects, 2);
    QCOMPARE(preview->firstSourceRef, std::string("s3://b/0.jpg"));
    QCOMPARE(preview->firstLines.size(), kPreviewLines);
    QCOMPARE(preview->firstLines[1], std::string("not JSON"));
    QCOMPARE(preview->problemCount, 9);
    QCOMPARE(preview->problems.size(), kPreviewProblems);
    QCOMPARE(preview->problems[0].position, 2);
    QCOMPARE(preview->problems[4].position, 6);
}

void InputPreviewTest::earlierMasksAreFoundByTheirType()
{
    write("a.manifest",
          "{\"source-ref\":\"s3://b/0.jpg\"}\n"
          "{\"source-ref\":\"s3://b/1.jpg\",\"road-ref\":\"s3://b/1.png\",\"road-ref-metadata\":{\"type\":"
          "\"groundtruth/semantic-segmentation\"},\"kind\":1,\"kind-metadata\":{\"type\":"
          "\"groundtruth/image-classification\"}}\n"
          "{\"source-ref\":\"s3://b/2.jpg\",\"road-ref\":\"s3://b/2.png\",\"road-ref-metadata\":{\"type\":"
          "\"groundtruth/semantic-segmentation\"}}\n");
    const Result<InputPreview> preview = previewManifest(path("a.manifest"));
    VERIFY_OK(preview);
    QCOMPARE(preview->maskAttributes, std::vector<std::string>{"road-ref"});
    QCOMPARE(preview->classAttributes, std::vector<std::string>{"kind"});
}

void InputPreviewTest::whatIsNotThereIsAnError()
{
    VERIFY_ERROR(previewImages(path("nowhere")), ErrorCode::NotFound);
    VERIFY_ERROR(previewManifest(path("nowhere.manifest")), ErrorCode::NotFound);
}

void InputPreviewTest::stoppedItSaysSo()
{
    write("b.manifest", "{\"source-ref\":\"s3://b/0.jpg\"}\n");
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(previewManifest(path("b.manifest"), stop.get_token()), ErrorCode::Cancelled);
    fs::create_directory(path("stopped"));
    write("stopped/1.jpg", "x");
    VERIFY_ERROR(previewImages(path("stopped"), stop.get_token()), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(InputPreviewTest)
#include "InputPreviewTest.moc"

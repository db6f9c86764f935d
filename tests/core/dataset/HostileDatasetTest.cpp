// SPDX-License-Identifier: GPL-3.0-or-later
// Small files that claim much: each is an error, and none of them fills the memory.
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/formats/NpyArray.h"
#include "core/dataset/formats/ZipFile.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <fmt/format.h>

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class HostileDatasetTest : public QObject {
    Q_OBJECT
private slots:
    void anArchiveThatClaimsAGigabyteIsMalformed();
    void anArrayOfMoreThanTheFileHoldsIsTruncated();
    void anOutlineThroughTheWholeImageAThousandTimesIsTooLarge();
    void runsOfMorePixelsThanTheImageHasAreAMismatch();
    void jsonInJsonInJsonIsTooLarge();
    void xmlInXmlInXmlIsReadLikeAnyOther();
    void cleanup();

private:
    fs::path write(const std::string& name, const std::string& text) const
    {
        const fs::path path = fs::path(m_temporary.path().toStdString()) / name;
        writeText(path, text);
        return path;
    }

    /// Of a dataset of one image.
    static Result<DatasetItem> readOne(std::string_view format, const fs::path& path)
    {
        const auto reader = findDatasetFormat(format)->read(path, {});
        return reader ? (*reader)->read(0) : Result<DatasetItem>(reader.error());
    }

    QTemporaryDir m_temporary;
};

namespace {

std::string coco(std::string_view segmentation)
{
    return fmt::format(R"({{"categories":[{{"id":1,"name":"car"}}],)"
                       R"("images":[{{"id":1,"file_name":"a.png","width":2,"height":30000}}],)"
                       R"("annotations":[{{"id":1,"image_id":1,"category_id":1,"segmentation":{}}}]}})",
                       segmentation);
}

std::string repeated(std::string_view text, int times)
{
    std::string all;
    for (int time = 0; time < times; ++time)
        all += text;
    return all;
}

} // namespace

/// However little of it was ever needed at once, the program's memory tells.
void HostileDatasetTest::cleanup()
{
    rusage usage{};
    QCOMPARE(::getrusage(RUSAGE_SELF, &usage), 0);
    const long megabytes = usage.ru_maxrss / 1024;
    QVERIFY2(megabytes < 500, std::to_string(megabytes).c_str());
}

void HostileDatasetTest::anArchiveThatClaimsAGigabyteIsMalformed()
{
    std::vector<std::uint8_t> zip = *makeZip(std::vector<ZipEntry>{{"mask.npy", {1, 2, 3}}});
    const auto claim = [&](std::string_view signature, std::ptrdiff_t sizeAt) {
        const auto header = std::ranges::search(zip, signature, {}, {}, [](char c) { return std::uint8_t(c); }).begin();
        QVERIFY(header != zip.end());
        std::ranges::copy(std::vector<std::uint8_t>{0xFF, 0xFF, 0xFF, 0x3F}, header + sizeAt);
    };
    claim("PK\x03\x04", 22);
    claim("PK\x01\x02", 24);
    VERIFY_ERROR(readZipEntry(zip, "mask.npy"), ErrorCode::Malformed);
}

void HostileDatasetTest::anArrayOfMoreThanTheFileHoldsIsTruncated()
{
    NpyArray array = NpyArray::ofBytes({1'000'000'000}, {1, 2, 3});
    VERIFY_ERROR(decodeNpy(encodeNpy(array)), ErrorCode::Truncated);
    array.shape = {0, 1'000'000'000};
    VERIFY_OK(decodeNpy(encodeNpy(array)));
}

void HostileDatasetTest::anOutlineThroughTheWholeImageAThousandTimesIsTooLarge()
{
    const fs::path path = write("outline.json", coco("[[0,0" + repeated(",2,60000,0,-60000", 700) + "]]"));
    VERIFY_ERROR(readOne("coco", path), ErrorCode::TooLarge);
}

void HostileDatasetTest::runsOfMorePixelsThanTheImageHasAreAMismatch()
{
    const fs::path path = write("runs.json", coco(R"({"size":[30000,2],"counts":[4294967295,4294967295]})"));
    VERIFY_ERROR(readOne("coco", path), ErrorCode::Mismatch);
}

void HostileDatasetTest::jsonInJsonInJsonIsTooLarge()
{
    const fs::path path = write("nested.json", coco(repeated("[", 100'000) + repeated("]", 100'000)));
    VERIFY_ERROR(readOne("coco", path), ErrorCode::TooLarge);
}

void HostileDatasetTest::xmlInXmlInXmlIsReadLikeAnyOther()
{
    const std::string nested = repeated("<a>", 100'000) + repeated("</a>", 100'000);
    const fs::path path =
        write("nested.xml", R"(<annotations><meta><task><labels><label><name>car</name></label></labels></task></meta>)"
                            R"(<image id="0" name="a.png" width="2" height="2">)" +
                                nested + "</image></annotations>");
    const Result<DatasetItem> item = readOne("cvat", path);
    VERIFY_OK(item);
    QCOMPARE(item->notes, std::vector<std::string>{"a a is left out"});
}

LABELWRIGHT_TEST(HostileDatasetTest)
#include "HostileDatasetTest.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What the formats of datasets are made of. The first byte of an input says which of the readers gets the rest.
#include "core/base/Csv.h"
#include "core/dataset/CocoRle.h"
#include "core/dataset/Opening.h"
#include "core/dataset/StreamedJson.h"
#include "core/dataset/StreamedXml.h"
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/DataYaml.h"
#include "core/dataset/formats/FolderNames.h"
#include "core/dataset/formats/NpyArray.h"
#include "core/dataset/formats/SegmentationJson.h"
#include "core/dataset/formats/ZipFile.h"
#include "tests/fuzz/Require.h"
#include "tests/fuzz/Seeds.h"

#include <array>
#include <unistd.h>

using namespace labelwright;
using fuzz::require;
namespace fs = std::filesystem;

namespace {

constexpr Size kSize{7, 5};

std::string textOf(std::span<const std::uint8_t> bytes)
{
    return std::string(fuzz::textOf(bytes));
}

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

/// A file that holds the input, and is gone with the program.
class PassingFile {
public:
    PassingFile() : m_path(fuzz::passingFolder() / ("labelwright-parts-" + std::to_string(::getpid()))) {}
    ~PassingFile() { fs::remove(m_path); }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;

    const fs::path& with(std::span<const std::uint8_t> bytes) const
    {
        fuzz::write(m_path, bytes);
        return m_path;
    }

private:
    fs::path m_path;
};

const fs::path& fileWith(std::span<const std::uint8_t> bytes)
{
    static const PassingFile file;
    return file.with(bytes);
}

void readNpy(std::span<const std::uint8_t> bytes)
{
    const Result<NpyArray> array = decodeNpy(bytes);
    if (!array)
        return;
    (void)array->texts();
    (void)array->integers(0, array->count());
    require(*decodeNpy(encodeNpy(*array)) == *array);
}

void readZip(std::span<const std::uint8_t> bytes)
{
    if (const auto entry = readZipEntry(bytes, "mask.npy"))
        readNpy(*entry);
}

void readRuns(std::span<const std::uint8_t> bytes)
{
    const auto runs = parseCocoRuns(fuzz::textOf(bytes));
    if (!runs)
        return;
    require(*parseCocoRuns(compressedCocoRuns(*runs)) == *runs);
    if (const Result<Region> region = regionOfCocoRuns(*runs, kSize))
        require(*regionOfCocoRuns(cocoRuns(*region, kSize), kSize) == *region);
}

void readSegmentation(std::span<const std::uint8_t> bytes)
{
    const Result<Json> json = parseJson(fuzz::textOf(bytes));
    if (!json)
        return;
    (void)regionOfRle(*json, kSize);
    if (const Result<Region> region = regionOfRing(*json, kSize))
        (void)region->clipped({0, 0, kSize.width, kSize.height});
}

/// What goes through the file piece by piece agrees with what parses it at once.
void streamJson(std::span<const std::uint8_t> bytes)
{
    const Result<Json> whole = parseJson(fuzz::textOf(bytes));
    if (!whole && whole.error().code == ErrorCode::TooLarge)
        return; // Its pieces are nested less deep than the whole.
    const Result<StreamedJson> file = StreamedJson::open(fileWith(bytes));
    Opening opening({});
    const Status walked = file->walk(opening, [&](const StreamedJson::Element& element) {
        require(*file->read(element.piece) == element.value);
        return ok();
    });
    require(walked.has_value() == (whole && whole->is_object()));
}

void streamXml(std::span<const std::uint8_t> bytes)
{
    const Result<StreamedXml> file = StreamedXml::open(fileWith(bytes));
    Opening opening({});
    std::size_t size = 0;
    const Result<std::string> rest = file->walk("image", opening, [&](const std::string& text, const FilePiece& piece) {
        require(*file->read(piece) == text);
        size += text.size();
        return ok();
    });
    require(!rest || rest->size() + size == bytes.size());
}

void readYaml(std::span<const std::uint8_t> bytes)
{
    (void)parseDataYaml(fuzz::textOf(bytes));
}

void readTable(std::span<const std::uint8_t> bytes)
{
    const auto rows = parseCsv(fuzz::textOf(bytes));
    if (!rows)
        return;
    std::string written;
    for (const CsvRow& row : *rows)
        written += csvLine(row.fields);
    const auto again = parseCsv(written);
    require(again && again->size() == rows->size());
    for (std::size_t row = 0; row < rows->size(); ++row)
        require((*again)[row].fields == (*rows)[row].fields);
}

void readName(std::span<const std::uint8_t> bytes)
{
    const std::string name = textOf(bytes);
    (void)labelNameOf(name);
    const Result<LabelSet> labels = LabelSet::fromNames({name, name + "2"});
    const auto folders = labels ? folderNames(*labels) : Result<std::vector<std::string>>(labels.error());
    if (folders)
        require(labelNameOf(folders->front()) == name && folders->front().find('/') == std::string::npos);
}

void readClasses(std::span<const std::uint8_t> bytes)
{
    const fs::path& path = fileWith(bytes);
    if (const Result<LabelSet> labels = readNumberedClasses(path); labels && checkNamesFitLines(*labels))
        require(*readNumberedClasses(fileWith(bytesOf(numberedClasses(*labels)))) == *labels);
    (void)fileWith(bytes);
    if (const Result<LabelSet> labels = readPlainClasses(path); labels && checkNamesFitLines(*labels))
        require(*readPlainClasses(fileWith(bytesOf(plainClasses(*labels)))) == *labels);
    (void)fileWith(bytes);
    if (const Result<ColorClasses> classes = readColorClasses(path)) {
        for (const ColorEntry& entry : classes->colors)
            require(entry.label <= classes->labels.size());
    }
}

struct Part {
    void (*read)(std::span<const std::uint8_t>);
    std::vector<std::uint8_t> seed;
};

const std::vector<Part>& parts()
{
    static const std::vector<std::uint8_t> npy = encodeNpy(NpyArray::ofBytes({2, 3}, {0, 1, 2, 3, 4, 5}));
    static const std::vector<Part> all{
        {readNpy, npy},
        {readNpy, encodeNpy(NpyArray::ofTexts({"a", "street"}))},
        {readZip, *makeZip(std::vector<ZipEntry>{{"mask.npy", npy}})},
        {readRuns, bytesOf(compressedCocoRuns(std::vector<std::uint32_t>{3, 4, 1, 4, 20, 3}))},
        {readSegmentation, bytesOf(R"({"counts":[3,"4",28],"size":[5,7]})")},
        {readSegmentation, bytesOf(R"({"counts":"34`0","size":[5,7]})")},
        {readSegmentation, bytesOf("[0,0.5,6,\"1\",3e0,4]")},
        {streamJson, bytesOf(R"({"images":[{"id":1,"file_name":"a\"]"},[]],"n":-1.5e3,"o":{"p":[null]}})")},
        {streamXml, bytesOf("<?xml version=\"1.0\"?><!-- --><a><image id=\"1>\"><b/></image><image/><![CDATA[]]></a>")},
        {readYaml, bytesOf("path: .\ntrain: images/a # b\nnames:\n  0: \"sky\"\n  1: 'sea'\n")},
        {readYaml, bytesOf("names: [a, \"b, c\"]\n")},
        {readTable, bytesOf("filename,label\r\na.png,\"sky, \"\"sea\"\"\"\nb.png,\n")},
        {readName, bytesOf("a/%2F:Con")},
        {readClasses, bytesOf("0: background\n1: sky\n")},
        {readClasses, bytesOf("0 0 0\tVoid\n128 64 128\troad\n")}};
    return all;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments)
{
    const fs::path inputs = fuzz::inputsFolder({*arguments, static_cast<std::size_t>(*count)});
    for (std::size_t number = 0; number < parts().size() && !inputs.empty(); ++number) {
        std::vector<std::uint8_t> input{static_cast<std::uint8_t>(number)};
        input.insert(input.end(), parts()[number].seed.begin(), parts()[number].seed.end());
        fuzz::write(inputs / ("seed-" + std::to_string(number)), input);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 0)
        parts()[data[0] % parts().size()].read({data + 1, size - 1});
    return 0;
}

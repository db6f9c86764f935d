// SPDX-License-Identifier: GPL-3.0-or-later
// Every format of datasets: a dataset that its writer made, with one file of it replaced. An input is the number of the
// dataset, that of its file, and the file.
#include "core/dataset/DatasetFormat.h"
#include "core/image/ImageReader.h"
#include "tests/fuzz/Require.h"
#include "tests/fuzz/Seeds.h"
#include "tests/support/WriteDataset.h"

#include <array>
#include <unistd.h>

using namespace labelwright;
using fuzz::require;
namespace fs = std::filesystem;

namespace {

/// Larger pictures say nothing that small ones don't, and starve the fuzzer.
constexpr std::int64_t kMaxPixels = 1 << 16;
constexpr std::size_t kNumbers = 2; ///< Bytes before the file.

struct Dataset {
    const DatasetFormat* format = nullptr;
    std::string name;
    fs::path root;
    std::vector<std::string> files;
    std::vector<std::vector<std::uint8_t>> contents; ///< By file.
};

/// What other programs write and ours doesn't.
struct ForeignFile {
    std::string_view format;
    std::string_view path; ///< Of a file that our writer makes too.
    std::string_view text;
};
constexpr std::array kForeignFiles{
    ForeignFile{
        "cvat", "annotations.xml",
        R"(<annotations><meta><project><labels><label><name>a</name></label></labels></project></meta>)"
        R"(<image id="0" name="a.png" subset="Train" width="8" height="6">)"
        R"(<polygon label="a" points="1,1;7,1;4.5,5" z_order="1"/>)"
        R"(<box label="a" xtl="1" ytl="1" xbr="4" ybr="3" z_order="0"/><tag label="a"/></image></annotations>)"},
    ForeignFile{"coco", "annotations/instances_train.json",
                R"({"images":[{"id":"7","file_name":"a.png"}],"categories":[{"id":3,"name":"a","color":[1,2,3]}],)"
                R"("annotations":[{"image_id":7,"category_id":3,"segmentation":[[1,1,7,1,4.5,5],[0,0,1,0,1,1]]},)"
                R"({"image_id":7,"category_id":3,"area":9,"segmentation":{"counts":[4,9,35],"size":[6,8]}},)"
                R"({"image_id":7,"category_id":3,"keypoints":[],"segmentation":[]}]})"},
    ForeignFile{
        "datumaro", "annotations/train.json",
        R"({"categories":{"label":{"labels":[{"name":"sky & sea"},{"name":"bus"}]}},"items":[{"id":"a",)"
        R"("annotations":[{"type":"polygon","label_id":1,"z_order":1,"points":[1,1,7,1,4.5,5]},{"type":"bbox"}],)"
        R"("image":{"path":"a.png","size":[6,8]}}]})"},
    ForeignFile{
        "labelme", "train/a.json",
        R"({"shapes":[{"label":"bus","shape_type":"circle","points":[[4,3],[6,3]]},)"
        R"({"label":"bus","shape_type":"rectangle","points":[[1,1],[3.5,2]]},{"label":"bus","points":[[1,1],[7,1],)"
        R"([4,5]]},{"label":"bus","shape_type":"line","points":[]}],"imagePath":"..\\train\\a.png"})"},
    ForeignFile{"yolo-seg", "labels/train/a.txt", "1 0.5 0.5 0.2 0.2\n0 0 0 1 0 1 1e0\n"},
};

std::vector<DatasetItem> smallItems(TaskType task)
{
    constexpr Size kSize{8, 6};
    std::vector<Label> pixels(48);
    for (std::size_t pixel = 9; pixel < 40; ++pixel) // with a hole, and something in it
        pixels[pixel] = pixel == 26 ? 2 : pixel % 8 > 1 && pixel % 8 < 5 && pixel / 8 == 3 ? 0 : 1;
    std::vector<DatasetItem> items(2);
    for (std::size_t number = 0; number < items.size(); ++number) {
        DatasetItem& item = items[number];
        item.number = static_cast<std::int64_t>(number);
        item.name = number == 0 ? "a" : "b";
        item.photoExtension = ".png";
        item.size = kSize;
        item.part = number == 0 ? DatasetPart::Train : DatasetPart::Validation;
        if (task == TaskType::SemanticSegmentation)
            item.mask = *LabelMask::create(kSize, pixels);
        else
            item.chosen = {static_cast<Label>(number + 1)};
    }
    return items;
}

Dataset written(const DatasetFormat& format, TaskType task, const fs::path& folder)
{
    Dataset dataset{&format, std::string(format.id) + '-' + std::string(infoOf(task).id), {}, {}, {}};
    dataset.root = folder / dataset.name;
    const DatasetInfo info{.name = "fuzz",
                           .task = task,
                           .attribute = "fuzz-ref",
                           .labels = *LabelSet::fromNames({"sky & sea", "bus"}),
                           .isSplit = true,
                           .itemCount = 2};
    const auto files = test::writeDataset(format, dataset.root, info, smallItems(task));
    require(files.has_value());
    dataset.files = *files;
    for (const std::string& file : *files)
        dataset.contents.push_back(*readFile(dataset.root / file));
    return dataset;
}

void readAll(const Dataset& dataset)
{
    const auto reader = dataset.format->read(dataset.root, {.nearestColors = true});
    if (!reader) {
        require(!reader.error().detail.empty());
        return;
    }
    const DatasetInfo& info = (*reader)->info();
    for (std::int64_t number = 0; number < info.itemCount; ++number) {
        const DatasetItem item = (*reader)->item(number);
        if (std::int64_t{item.size.width} * item.size.height > kMaxPixels)
            continue;
        const Result<DatasetItem> read = (*reader)->read(number);
        if (!read) {
            require(!read.error().detail.empty());
            continue;
        }
        require(read->mask.has_value() == info.hasMasks());
        for (const Label label : read->mask ? read->mask->pixels() : std::span<const Label>())
            require(label <= info.labels.size());
        for (const Label label : read->chosen)
            require(label >= 1 && label <= info.labels.size());
    }
}

/// Of all formats and tasks, in a folder that goes with the program.
class Datasets {
public:
    Datasets() : m_folder(fuzz::passingFolder() / ("labelwright-fuzz-" + std::to_string(::getpid())))
    {
        for (const DatasetFormat& format : datasetFormats()) {
            for (const TaskType task : format.tasks)
                m_datasets.push_back(written(format, task, m_folder));
        }
    }
    ~Datasets() { fs::remove_all(m_folder); }
    Datasets(const Datasets&) = delete;
    Datasets& operator=(const Datasets&) = delete;

    const std::vector<Dataset>& all() const { return m_datasets; }

private:
    fs::path m_folder;
    std::vector<Dataset> m_datasets;
};

const std::vector<Dataset>& datasets()
{
    static const Datasets all;
    return all.all();
}

} // namespace

/// The files as they were written, and foreign ones in their places, are the first inputs.
extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments)
{
    const fs::path inputs = fuzz::inputsFolder({*arguments, static_cast<std::size_t>(*count)});
    for (std::size_t number = 0; number < datasets().size() && !inputs.empty(); ++number) {
        const Dataset& dataset = datasets()[number];
        for (std::size_t file = 0; file < dataset.files.size(); ++file) {
            const auto add = [&](const std::string& name, std::span<const std::uint8_t> content) {
                std::vector<std::uint8_t> input{static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(file)};
                input.insert(input.end(), content.begin(), content.end());
                fuzz::write(inputs / (dataset.name + '-' + std::to_string(file) + name), input);
            };
            add("", dataset.contents[file]);
            for (const ForeignFile& foreign : kForeignFiles) {
                if (foreign.format == dataset.format->id && foreign.path == dataset.files[file])
                    add("-foreign", std::vector<std::uint8_t>(foreign.text.begin(), foreign.text.end()));
            }
        }
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < kNumbers)
        return 0;
    const Dataset& dataset = datasets()[data[0] % datasets().size()];
    if (dataset.files.empty())
        return 0;
    const std::size_t file = data[1] % dataset.files.size();
    const std::span<const std::uint8_t> content(data + kNumbers, size - kNumbers);
    const Result<ImageInfo> picture = readImageInfo(content);
    if (picture && std::int64_t{picture->size.width} * picture->size.height > kMaxPixels)
        return 0;
    fuzz::write(dataset.root / dataset.files[file], content);
    readAll(dataset);
    fuzz::write(dataset.root / dataset.files[file], dataset.contents[file]);
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"

#include "core/groundtruth/MaskPng.h"
#include "core/image/Image.h"
#include "core/image/ImageWriter.h"
#include "tests/support/TestFiles.h"

#include <QImage>
#include <QJsonDocument>

#include <algorithm>
#include <functional>

namespace labelwright::test {
namespace {

namespace fs = std::filesystem;

template <typename T>
T orStop(Result<T> result)
{
    if (!result)
        qFatal("%s", sentence(result.error()).c_str());
    return *std::move(result);
}

Image photo(Size size, std::size_t seed)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        const std::span<std::uint8_t> row = image.writableRow(y);
        for (std::size_t offset = 0; offset < row.size(); ++offset)
            row[offset] = static_cast<std::uint8_t>(offset * 5 + seed + static_cast<unsigned>(y) * 3);
    }
    return image;
}

Image coloured(const LabelMask& mask)
{
    Image image(mask.size());
    for (int y = 0; y < mask.height(); ++y) {
        const std::span<std::uint8_t> row = image.writableRow(y);
        for (int x = 0; x < mask.width(); ++x) {
            const Label label = mask.at({x, y});
            const Color color = label == kUnlabelled ? kWhite : streetLabels().at(label).color;
            const std::size_t offset = static_cast<std::size_t>(x) * Image::kBytesPerPixel;
            row[offset] = color.blue;
            row[offset + 1] = color.green;
            row[offset + 2] = color.red;
        }
    }
    return image;
}

} // namespace

Workplace::Workplace() : m_root(m_temporary.path().toStdString())
{
    fs::create_directories(photos());
}

fs::path Workplace::addPhoto(const std::string& relative, Size size) const
{
    const fs::path path = photos() / relative;
    fs::create_directories(path.parent_path());
    writeBytes(path, orStop(encodePng(photo(size, std::hash<std::string>()(relative)))));
    return path;
}

fs::path Workplace::addJpeg(const std::string& relative, Size size) const
{
    const fs::path path = photos() / relative;
    const Image pixels = photo(size, 0);
    const QImage view(pixels.data(), pixels.width(), pixels.height(), static_cast<qsizetype>(pixels.bytesPerRow()),
                      QImage::Format_BGR888);
    if (!view.save(QString::fromStdString(path.string()), "JPEG", 90))
        qFatal("%s can't be written", path.c_str());
    return path;
}

void Workplace::addPhotos(int count) const
{
    for (int number = 0; number < count; ++number)
        addPhoto(std::to_string(number) + ".png");
}

Outcome Workplace::makeJob(const std::vector<std::string>& more) const
{
    std::vector<std::string> arguments{"new",      job(),    "--name",   "street",
                                       "--images", photos(), "--labels", "people,traffic light,bus"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

Outcome Workplace::makeJobOf(const std::string& manifest, const std::vector<std::string>& more) const
{
    writeText(root() / "own.manifest", manifest);
    std::vector<std::string> arguments{"new",        job(),
                                       "--name",     "street",
                                       "--manifest", root() / "own.manifest",
                                       "--labels",   "people,traffic light,bus",
                                       "--s3-input", "s3://bucket/=" + photos().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

fs::path Workplace::addIndexedMask(const std::string& name, int seed, Size size) const
{
    const fs::path path = root() / name;
    writeBytes(path, orStop(encodeConsolidatedMask(stripes(size, seed), streetLabels())));
    return path;
}

fs::path Workplace::addColorMask(const std::string& name, int seed) const
{
    const fs::path path = root() / name;
    writeBytes(path, orStop(encodePng(coloured(stripes(kPhotoSize, seed)))));
    return path;
}

Outcome Workplace::submit(int object, const fs::path& mask, const std::vector<std::string>& more) const
{
    std::vector<std::string> arguments{"submit",   job(),      "--object", std::to_string(object),
                                       "--worker", "worker-1", "--mask",   mask};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

LabelSet streetLabels()
{
    return orStop(LabelSet::fromNames({"people", "traffic light", "bus"}));
}

LabelMask stripes(Size size, int seed)
{
    std::vector<Label> pixels;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            pixels.push_back(static_cast<Label>((x / 3 + y / 4 + seed) % 4));
    return orStop(LabelMask::create(size, std::move(pixels)));
}

QJsonObject jsonOf(const std::string& text)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
    if (!document.isObject() || std::count(text.begin(), text.end(), '\n') > 1)
        QTest::qFail(("not one JSON object on one line: " + text).c_str(), __FILE__, __LINE__);
    return document.object();
}

std::map<std::string, std::string> possessionsOf(const fs::path& jobFolder)
{
    std::map<std::string, std::string> possessions;
    if (!fs::exists(jobFolder))
        return possessions;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(jobFolder)) {
        const std::string name = entry.path().lexically_relative(jobFolder).generic_string();
        if (entry.is_regular_file() && !name.starts_with("cache/") && entry.path().filename() != "lock")
            possessions[name] = textOf(entry.path());
    }
    return possessions;
}

} // namespace labelwright::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestJob.h"

#include "core/base/AtomicFile.h"
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"
#include "core/job/LabelChoice.h"
#include "core/job/Submit.h"
#include "tests/support/TestFiles.h"

#include <cstdlib>
#include <iostream>

namespace labelwright::test {
namespace {

namespace fs = std::filesystem;

/// Tests can't go on without what they are about.
template <typename T>
T orStop(Result<T> result)
{
    if (!result) {
        std::cerr << sentence(result.error()) << std::endl;
        std::abort();
    }
    return *std::move(result);
}

Image photo(Size size, int seed)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        const std::span<std::uint8_t> row = image.writableRow(y);
        for (std::size_t offset = 0; offset < row.size(); ++offset)
            row[offset] = static_cast<std::uint8_t>(offset * 7 + static_cast<unsigned>(seed + y));
    }
    return image;
}

SubmitRequest requestAt(const Job& job, ObjectId object, std::size_t worker, Time submitted)
{
    const fs::path photo = orStop(job.source(object)).imagePath;
    const std::vector<std::uint8_t> bytes = orStop(readFile(photo));
    return {.object = object,
            .worker = job.spec().team.at(worker),
            .image = identify(bytes, orStop(readImageInfo(bytes))),
            .accepted = submitted - std::chrono::seconds(10),
            .submitted = submitted,
            .activeSeconds = 8.25};
}

} // namespace

Job makeJob(const fs::path& folder, const TestJobOptions& options)
{
    fs::create_directories(folder / "photos");
    for (int object = 0; object < options.objects; ++object)
        writeBytes(folder / "photos" / (std::to_string(object) + ".png"),
                   orStop(encodePng(photo(options.size, object))));
    NewJob request;
    request.folder = folder / "job";
    request.name = "road-scenes";
    request.images = folder / "photos";
    request.labels = orStop(LabelSet::fromNames(options.labels));
    request.inputPrefixes = {{"s3://example-bucket/images/", folder / "photos"}};
    request.outputPrefix = "s3://example-bucket/output";
    request.workersPerObject = options.workersPerObject;
    request.taskType = options.taskType;
    request.noneCategory = options.noneCategory;
    request.instructions.shortHtml = "<p>Paint each class.</p>";
    orStop(createJob(request));
    return orStop(Job::open(request.folder));
}

Job reopened(const Job& job)
{
    return orStop(Job::open(job.folder()));
}

LabelMask stripedMask(Size size, int labels, int seed)
{
    std::vector<Label> pixels;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            pixels.push_back(static_cast<Label>((x / 3 + y / 4 + seed) % (labels + 1)));
    return orStop(LabelMask::create(size, std::move(pixels)));
}

Time testTime(std::int64_t milliseconds)
{
    return *parseTime("2026-11-22T09:00:00.000000") + std::chrono::milliseconds(milliseconds);
}

AnswerEvent submitAt(Job& job, ObjectId object, std::size_t worker, const LabelMask& mask, Time submitted)
{
    SubmitRequest request = requestAt(job, object, worker, submitted);
    request.mask = mask;
    return orStop(submitAnswer(job, std::move(request)));
}

AnswerEvent chooseAt(Job& job, ObjectId object, std::size_t worker, const std::vector<std::string>& names,
                     Time submitted)
{
    SubmitRequest request = requestAt(job, object, worker, submitted);
    request.chosenLabelIds = orStop(labelIdsOf(job.spec().labels, names));
    return orStop(submitAnswer(job, std::move(request)));
}

std::map<std::string, std::string> treeOf(const fs::path& folder)
{
    std::map<std::string, std::string> tree;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().lexically_relative(folder).generic_string();
        if (entry.is_directory())
            tree[name + '/'];
        else
            tree[name] = textOf(entry.path());
    }
    return tree;
}

std::map<std::string, fs::file_time_type> changeTimesOf(const fs::path& folder)
{
    std::map<std::string, fs::file_time_type> times;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            times[entry.path().lexically_relative(folder).generic_string()] = entry.last_write_time();
    return times;
}

} // namespace labelwright::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"

#include "core/base/Hash.h"
#include "core/image/ImageWriter.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"

#include <algorithm>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

namespace labelwright::test {

namespace fs = std::filesystem;

Time timeAt(double seconds)
{
    return *parseTime("2026-11-22T09:00:00") + std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6));
}

std::vector<std::uint8_t> pictureOf(Size size)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y)
        std::ranges::fill(image.writableRow(y), std::uint8_t{200});
    return *encodePng(image);
}

LabelMask maskOf(Size size, const std::vector<Label>& labels)
{
    std::vector<Label> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = labels[i % labels.size()];
    return *LabelMask::create(size, std::move(pixels));
}

LabelSet threeLabels()
{
    return *LabelSet::fromNames({"people", "traffic light", "bus"});
}

LabelSet numberedLabels(int count)
{
    std::vector<std::string> names;
    for (int number = 1; number <= count; ++number)
        names.push_back("class " + std::to_string(number));
    return *LabelSet::fromNames(names);
}

JobFixture::JobFixture() : m_root(m_temporary.path().toStdString())
{
    fs::create_directories(photos());
}

void JobFixture::addPhoto(const std::string& relative, Size size) const
{
    const fs::path path = photos() / relative;
    fs::create_directories(path.parent_path());
    writeBytes(path, pictureOf(size));
}

void JobFixture::addPhotos(int count, Size size) const
{
    for (int number = 1; number <= count; ++number)
        addPhoto(std::to_string(number) + ".png", size);
}

NewJob JobFixture::request() const
{
    NewJob request;
    request.folder = jobFolder();
    request.name = "street";
    request.images = photos();
    request.labels = threeLabels();
    return request;
}

NewJob JobFixture::requestOf(std::string_view manifest) const
{
    writeText(m_root / "own.manifest", manifest);
    NewJob own = request();
    own.images.clear();
    own.manifest = m_root / "own.manifest";
    own.inputPrefixes = {{"s3://bucket/photos/", photos()}};
    return own;
}

Job JobFixture::makeJob(const NewJob& request) const
{
    const Result<CreatedJob> created = createJob(request);
    if (!created)
        qFatal("%s", sentence(created.error()).c_str());
    return openJob();
}

Job JobFixture::openJob() const
{
    Result<Job> job = Job::open(jobFolder());
    if (!job)
        qFatal("%s", sentence(job.error()).c_str());
    return *std::move(job);
}

SubmitRequest answerOf(ObjectId object, const std::string& worker, double seconds)
{
    return {.object = object,
            .worker = *createWorker(worker),
            .mask = maskOf(JobFixture::kPhotoSize, {0, 1, 2}),
            .image = {sha256Hex("photo"), JobFixture::kPhotoSize, 1},
            .accepted = timeAt(seconds - 30),
            .submitted = timeAt(seconds),
            .activeSeconds = 12.5};
}

AnswerEvent writeQuickly(const fs::path& jobFolder, AnswerEvent event, std::string_view png)
{
    const fs::path folder = objectEventsFolder(jobFolder, event.object);
    fs::create_directories(folder);
    event.maskSha256 = sha256Hex(png);
    event.maskFile = eventFileName(event.submitted, event.worker, event.maskSha256, ".png");
    writeText(folder / event.maskFile, png);
    const std::string text = writeAnswerEvent(event);
    event.name = eventFileName(event.submitted, event.worker, sha256Hex(text), ".json");
    writeText(folder / event.name, text);
    return event;
}

AnswerEvent sampleEvent()
{
    AnswerEvent event;
    event.sourceRef = "s3://bucket/photos/1.png";
    event.stage = "street";
    event.worker = *createWorker("worker-1", "one@example.com");
    event.accepted = timeAt(0);
    event.submitted = timeAt(461.870123);
    event.activeSeconds = 461.75;
    event.image = {sha256Hex("photo"), {4, 3}, 6};
    event.pixelLabelIds = {0, 2, 1};
    event.maskSha256 = sha256Hex("png");
    event.maskFile = eventFileName(event.submitted, event.worker, event.maskSha256, ".png");
    event.replaces = {"20261122T080000000000Z-339d914838e328ea-0123456789ab.json"};
    event.draftId = "00112233445566ff";
    event.initialValueModified = true;
    return event;
}

AsOrdinaryUser::AsOrdinaryUser() : m_before(::geteuid())
{
    constexpr uid_t kNobody = 65534;
    if (m_before == 0 && ::seteuid(kNobody) != 0)
        qFatal("seteuid failed");
}

AsOrdinaryUser::~AsOrdinaryUser()
{
    if (::seteuid(m_before) != 0)
        qFatal("seteuid failed");
}

FullDisk::FullDisk(std::uintmax_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    m_before = limit.rlim_cur;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

FullDisk::~FullDisk()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = m_before;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

std::vector<std::pair<std::string, std::string>> filesBelow(const fs::path& folder)
{
    std::vector<std::pair<std::string, std::string>> files;
    if (!fs::exists(folder))
        return files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            files.emplace_back(entry.path().lexically_relative(folder).string(), textOf(entry.path()));
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace labelwright::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/CreateJob.h"
#include "core/job/Job.h"
#include "core/job/Submit.h"

#include <QTemporaryDir>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright::test {

/// 2026-11-22 09:00 UTC and so many seconds.
Time timeAt(double seconds);

/// A grey picture as PNG.
std::vector<std::uint8_t> pictureOf(Size size);

/// A mask of `size` whose pixels are `labels` over and over again.
LabelMask maskOf(Size size, const std::vector<Label>& labels);

/// people, traffic light and bus, in Ground Truth's default colours.
LabelSet threeLabels();

/// class 1, class 2 and on.
LabelSet numberedLabels(int count);

/// A temporary folder with photos and a job of them.
class JobFixture {
public:
    static constexpr Size kPhotoSize{4, 3};

    JobFixture();

    const std::filesystem::path& root() const { return m_root; }
    std::filesystem::path photos() const { return m_root / "photos"; }
    std::filesystem::path jobFolder() const { return m_root / "job"; }

    void addPhoto(const std::string& relative, Size size = kPhotoSize) const;
    /// Photos 1.png to n.png.
    void addPhotos(int count, Size size = kPhotoSize) const;

    /// The job "street" of photos(), with threeLabels(), at jobFolder().
    NewJob request() const;
    /// The same of a manifest with this text.
    NewJob requestOf(std::string_view manifest) const;

    /// createJob() and Job::open(); ends the test program with a message when they fail.
    Job makeJob(const NewJob& request) const;
    Job makeJob() const { return makeJob(request()); }
    Job openJob() const;

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_root;
};

/// An answer of `worker` for an object of kPhotoSize photos, submitted at timeAt(seconds).
SubmitRequest answerOf(ObjectId object, const std::string& worker, double seconds);

/// Writes an answer's files without any fsync, for logs with many; the event as it is then read.
AnswerEvent writeQuickly(const std::filesystem::path& jobFolder, AnswerEvent event, std::string_view png = "png");

/// A complete event of object 0 by worker-1.
AnswerEvent sampleEvent();

/// While it lives this process has no more rights than any user: root may write where nobody may.
class AsOrdinaryUser {
public:
    AsOrdinaryUser();
    ~AsOrdinaryUser();
    AsOrdinaryUser(const AsOrdinaryUser&) = delete;
    AsOrdinaryUser& operator=(const AsOrdinaryUser&) = delete;

private:
    unsigned m_before;
};

/// While it lives no file can be made longer than `bytes`: the disk is full.
class FullDisk {
public:
    explicit FullDisk(std::uintmax_t bytes = 0);
    ~FullDisk();
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    std::uintmax_t m_before;
};

/// Every file below `folder` and its bytes, by relative path.
std::vector<std::pair<std::string, std::string>> filesBelow(const std::filesystem::path& folder);

} // namespace labelwright::test

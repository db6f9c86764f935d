// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/PullJob.h"
#include "core/remote/PushJob.h"
#include "tests/support/TestJob.h"

#include <QProcess>
#include <QTemporaryDir>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace labelwright::test {

/// Machines, each with a folder of the same job of six objects for two workers, and a place that they share. The
/// configuration of rclone is an empty one.
class RemoteFixture {
public:
    RemoteFixture();

    std::filesystem::path root() const { return m_folder.path().toStdString(); }
    std::filesystem::path jobFolder() const { return root() / "job"; }      ///< The first machine's.
    std::filesystem::path shared() const { return root() / "nas" / "job"; } ///< The place, a folder.
    std::filesystem::path store() const { return root() / "s3"; }           ///< Where s3:// names lie.

    RemotePlaces places() const { return {shared().string(), store().string()}; }
    Job job() const { return *Job::open(jobFolder()); }
    /// Another machine's copy of the job as it is now.
    Job copyNamed(const std::string& name) const;

    /// planPush() and push(); end the test program with a message when they fail.
    PushPlan pushed(const std::filesystem::path& folder) const { return pushed(PushRequest{folder, places()}); }
    static PushPlan pushed(const PushRequest& request);
    Pulled pulled(const std::filesystem::path& folder) const { return pulled(PullRequest{folder, places()}); }
    static Pulled pulled(const PullRequest& request);

private:
    QTemporaryDir m_folder;
};

/// An answer of the team's `worker`-th, submitted at testTime(seconds * 1000).
AnswerEvent answered(Job& job, ObjectId object, int seed, int seconds, std::size_t worker = 0);

/// Below the job's folder.
std::filesystem::path maskOf(const AnswerEvent& event);
std::filesystem::path fileOf(const AnswerEvent& event);

/// A line for the end of a manifest.
inline constexpr std::string_view kLine = R"({"source-ref":"s3://example-bucket/images/6.png"})";
inline constexpr std::string_view kOtherLine = R"({"source-ref":"s3://example-bucket/images/7.png"})";
void append(const std::filesystem::path& file, std::string_view line);

/// `rclone serve webdav` of a folder while it lives: a place that knows no checksums.
class WebdavServer {
public:
    explicit WebdavServer(const std::filesystem::path& folder);
    ~WebdavServer();
    WebdavServer(const WebdavServer&) = delete;
    WebdavServer& operator=(const WebdavServer&) = delete;

    /// What rclone calls `path` on it.
    std::string place(const std::string& path) const;

private:
    QProcess m_process;
    std::string m_url;
};

/// writeText() that makes the folders too.
void writeFile(const std::filesystem::path& path, std::string_view text);

/// Whether one of `errors` has `words` in its sentence.
bool says(const std::vector<Error>& errors, std::string_view words);

} // namespace labelwright::test

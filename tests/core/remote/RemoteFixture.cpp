// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/remote/RemoteFixture.h"

#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>

namespace labelwright::test {

namespace fs = std::filesystem;

RemoteFixture::RemoteFixture()
{
    qputenv("RCLONE_CONFIG", "/dev/null");
    makeJob(root(), {.objects = 6, .workersPerObject = 2});
}

Job RemoteFixture::copyNamed(const std::string& name) const
{
    fs::copy(jobFolder(), root() / name, fs::copy_options::recursive);
    return *Job::open(root() / name);
}

PushPlan RemoteFixture::pushed(const PushRequest& request)
{
    const Result<PushPlan> plan = planPush(request);
    if (!plan)
        qFatal("%s", sentence(plan.error()).c_str());
    if (const Status done = push(*plan); !done)
        qFatal("%s", sentence(done.error()).c_str());
    return *plan;
}

Pulled RemoteFixture::pulled(const PullRequest& request)
{
    const Result<PullPlan> plan = planPull(request);
    if (!plan)
        qFatal("%s", sentence(plan.error()).c_str());
    Result<Pulled> done = pull(*plan);
    if (!done)
        qFatal("%s", sentence(done.error()).c_str());
    return *std::move(done);
}

AnswerEvent answered(Job& job, ObjectId object, int seed, int seconds, std::size_t worker)
{
    return submitAt(job, object, worker, stripedMask({16, 8}, 3, seed), testTime(seconds * 1000));
}

fs::path maskOf(const AnswerEvent& event)
{
    return objectEventsFolder("", event.object) / event.maskFile;
}

fs::path fileOf(const AnswerEvent& event)
{
    return objectEventsFolder("", event.object) / event.name;
}

void append(const fs::path& file, std::string_view line)
{
    writeFile(file, textOf(file) + std::string(line) + "\n");
}

WebdavServer::WebdavServer(const fs::path& folder)
{
    fs::create_directories(folder);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // Whatever becomes of the test.
    m_process.start("rclone", {"serve", "webdav", "--addr", "127.0.0.1:0", QString::fromStdString(folder.string())});
    QByteArray said;
    const auto url = [&said] { return said.indexOf("http://"); };
    while (url() < 0 || said.indexOf('\n', url()) < 0) {
        if (!m_process.waitForReadyRead())
            qFatal("rclone serves nothing: %s", said.constData());
        said += m_process.readAll();
    }
    m_url = said.mid(url(), said.indexOf('\n', url()) - url()).trimmed().toStdString();
}

WebdavServer::~WebdavServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

std::string WebdavServer::place(const std::string& path) const
{
    return ":webdav,url=\"" + m_url + "\":" + path;
}

void writeFile(const fs::path& path, std::string_view text)
{
    fs::create_directories(path.parent_path());
    writeText(path, text);
}

bool says(const std::vector<Error>& errors, std::string_view words)
{
    return std::ranges::any_of(
        errors, [words](const Error& error) { return sentence(error).find(words) != std::string::npos; });
}

} // namespace labelwright::test

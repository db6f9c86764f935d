// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/Rclone.h"

#include "tests/core/remote/RemoteFixture.h"
#include "tests/support/RcloneInstead.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class RcloneTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void whatDiffersIsTold();
    void aPlaceThatIsNotThereIsEmpty();
    void textOfAFileThatIsMissingIsEmpty();
    void anotherFileOfTheSameNameStays();
    void namesAreTakenAsTheyAre();
    void aFolderKnowsChecksumsAndAServerMayNot();
    void otherBytesOfTheSameLengthAreSeen();
    void aPlaceThatDoesNotAnswerIsAnError();
    void aRemoteThatIsNotConfiguredIsAnError();
    void withoutTheProgramASentenceSaysSo();
    void theVariableThatS3RefusesIsTakenAway();
    void s3WithoutAConfigurationIsAmazons();
    void aFullDiskThereIsTold();
    void aFileThatCantBeReadHereIsNoFaultOfThePlace();
    void stoppedItIsCancelled();

private:
    fs::path here() const { return fs::path(m_folder->path().toStdString()) / "here"; }
    fs::path there() const { return fs::path(m_folder->path().toStdString()) / "there"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    Rclone m_rclone;
};

namespace {

using State = ComparedFile::State;

std::map<std::string, State> byPath(const Result<std::vector<ComparedFile>>& files)
{
    if (!files)
        qFatal("%s", sentence(files.error()).c_str());
    std::map<std::string, State> states;
    for (const ComparedFile& file : *files)
        states[file.path] = file.state;
    return states;
}

constexpr auto kTellVariables = R"(echo "[$AWS_CA_BUNDLE] [$RCLONE_S3_PROVIDER] [$RCLONE_S3_ENV_AUTH]")";

} // namespace

void RcloneTest::init()
{
    qputenv("RCLONE_CONFIG", "/dev/null");
    m_folder = std::make_unique<QTemporaryDir>();
    writeFile(here() / "a/same", "same");
    writeFile(here() / "a/mine", "mine");
    writeFile(here() / "a/other", "abcd");
}

void RcloneTest::whatDiffersIsTold()
{
    writeFile(there() / "a/same", "same");
    writeFile(there() / "a/other", "abcde");
    writeFile(there() / "a/yours", "yours");
    writeFile(there() / "b/left out", "b");
    QCOMPARE(byPath(m_rclone.compare(here(), there().string(), {{"+ /a/**", "- *"}, {}}, Rclone::Evidence::Checksum)),
             (std::map<std::string, State>{{"a/same", State::Same},
                                           {"a/mine", State::OnlyHere},
                                           {"a/yours", State::OnlyThere},
                                           {"a/other", State::Different}}));
    QCOMPARE(byPath(m_rclone.compare(here(), there().string(), {{}, {"a/same"}}, Rclone::Evidence::Checksum)),
             (std::map<std::string, State>{{"a/same", State::Same}}));
}

void RcloneTest::aPlaceThatIsNotThereIsEmpty()
{
    const auto sent = byPath(m_rclone.compare(here(), there().string(), {}, Rclone::Evidence::Checksum));
    QCOMPARE(sent.size(), std::size_t{3});
    QVERIFY(sent.at("a/mine") == State::OnlyHere);
    QVERIFY(m_rclone.list(there().string(), {})->empty());
    QCOMPARE(*m_rclone.list(here().string(), {"+ /a/mine", "- *"}), std::vector<std::string>{"a/mine"});
}

void RcloneTest::textOfAFileThatIsMissingIsEmpty()
{
    QCOMPARE(*m_rclone.textOf(there().string(), "a/mine"), std::string());
    QCOMPARE(*m_rclone.textOf(here().string(), "a/nothing"), std::string());
    QCOMPARE(*m_rclone.textOf(here().string(), "a/mine"), std::string("mine"));
}

void RcloneTest::anotherFileOfTheSameNameStays()
{
    writeFile(there() / "a/other", "abcx");
    const std::vector<std::string> files{"a/mine", "a/other"};
    VERIFY_ERROR(m_rclone.copy(here().string(), there().string(), files, Rclone::IfThere::Refuse),
                 ErrorCode::AlreadyExists);
    QCOMPARE(textOf(there() / "a/other"), std::string("abcx"));
    QCOMPARE(textOf(there() / "a/mine"), std::string("mine"));
    VERIFY_OK(m_rclone.copy(here().string(), there().string(), files, Rclone::IfThere::Replace));
    QCOMPARE(textOf(there() / "a/other"), std::string("abcd"));
}

void RcloneTest::namesAreTakenAsTheyAre()
{
    const std::string name = "2026-11-22T09:13:10.1 [x]{y}*#;é.png";
    writeFile(here() / name, "x");
    std::int64_t last = 0;
    VERIFY_OK(m_rclone.copy(here().string(), there().string(), {name, "a/same"}, Rclone::IfThere::Refuse,
                            [&last](std::int64_t done, std::int64_t) { last = done; }));
    QCOMPARE(textOf(there() / name), std::string("x"));
    QVERIFY(!fs::exists(there() / "a/mine"));
    QCOMPARE(last, std::int64_t{2});
}

void RcloneTest::aFolderKnowsChecksumsAndAServerMayNot()
{
    const WebdavServer server(there());
    QVERIFY(*m_rclone.knowsChecksums(there().string()));
    QVERIFY(!*m_rclone.knowsChecksums(server.place("job")));
}

void RcloneTest::otherBytesOfTheSameLengthAreSeen()
{
    const WebdavServer server(there());
    writeFile(there() / "a/other", "abcx");
    const Selection other{{}, {"a/other"}};
    QVERIFY(byPath(m_rclone.compare(here(), there().string(), other, Rclone::Evidence::Checksum)).at("a/other") ==
            State::Different);
    QVERIFY(byPath(m_rclone.compare(here(), server.place(""), other, Rclone::Evidence::Content)).at("a/other") ==
            State::Different);
}

void RcloneTest::aPlaceThatDoesNotAnswerIsAnError()
{
    const std::string nobody = ":webdav,url=\"http://127.0.0.1:9/\":job";
    const auto text = m_rclone.textOf(nobody, "job.json");
    VERIFY_ERROR(text, ErrorCode::Unreachable);
    QVERIFY(sentence(text.error()).find("connection refused") != std::string::npos);
    VERIFY_ERROR(m_rclone.compare(here(), nobody, {}, Rclone::Evidence::Checksum), ErrorCode::Unreachable);
    VERIFY_ERROR(m_rclone.copy(here().string(), nobody, {"a/mine"}, Rclone::IfThere::Refuse), ErrorCode::Unreachable);
}

void RcloneTest::aRemoteThatIsNotConfiguredIsAnError()
{
    const auto text = m_rclone.textOf("nas:jobs", "job.json");
    VERIFY_ERROR(text, ErrorCode::InvalidArgument);
    QCOMPARE(sentence(text.error()),
             std::string("nas:jobs: rclone knows no remote of this name; \"rclone listremotes\" lists those that it "
                         "knows, and \"rclone config\" sets up another."));
}

void RcloneTest::withoutTheProgramASentenceSaysSo()
{
    const PathInstead nothing("/nowhere");
    const auto text = m_rclone.textOf("nas:jobs", "job.json");
    VERIFY_ERROR(text, ErrorCode::Unsupported);
    QVERIFY(sentence(text.error()).find("sudo apt install rclone") != std::string::npos);
}

void RcloneTest::theVariableThatS3RefusesIsTakenAway()
{
    const RcloneInstead ours(there(), kTellVariables);
    qputenv("AWS_CA_BUNDLE", "/etc/ssl/certs/ca.pem");
    QCOMPARE(*m_rclone.textOf("nas:jobs", "job.json"), std::string("[] [] []\n"));
    qunsetenv("AWS_CA_BUNDLE");
}

void RcloneTest::s3WithoutAConfigurationIsAmazons()
{
    const RcloneInstead ours(there(), kTellVariables);
    QCOMPARE(*m_rclone.textOf(":s3:team/jobs", "job.json"), std::string("[] [AWS] [true]\n"));
    qputenv("RCLONE_S3_PROVIDER", "Minio");
    QCOMPARE(*m_rclone.textOf(":s3:team/jobs", "job.json"), std::string("[] [Minio] [true]\n"));
    qunsetenv("RCLONE_S3_PROVIDER");
}

void RcloneTest::aFullDiskThereIsTold()
{
    const RcloneInstead ours(there(),
                             R"(echo '{"level":"error","object":"a/mine",)"
                             R"("msg":"Failed to copy: write /nas/a/mine: no space left on device"}' >&2; exit 1)");
    const Status sent = m_rclone.copy(here().string(), "nas:", {"a/mine"}, Rclone::IfThere::Refuse);
    VERIFY_ERROR(sent, ErrorCode::DiskFull);
    QVERIFY(sentence(sent.error()).find("the disk there is full; rclone says: a/mine: Failed to copy: write ") !=
            std::string::npos);
}

void RcloneTest::aFileThatCantBeReadHereIsNoFaultOfThePlace()
{
    const std::string file = (here() / "a/mine").string();
    writeFile(there() / "a/mine", "mine");
    const RcloneInstead ours(
        here() / "bin", R"(echo '{"level":"error","object":"a/mine","msg":"Failed to copy: failed to open source )"
                        R"(object: open )" +
                            file + R"(: permission denied","source":"operations/operations.go:538"}' >&2; exit 1)");
    const Status sent = m_rclone.copy(here().string(), "nas:job", {"a/mine"}, Rclone::IfThere::Refuse);
    VERIFY_ERROR(sent, ErrorCode::Unreadable);
    QCOMPARE(sent.error().path, fs::path(file));
    QVERIFY(sent.error().detail.ends_with("open " + file + ": permission denied"));
    VERIFY_ERROR(m_rclone.compare(here(), "nas:job", {}, Rclone::Evidence::Checksum), ErrorCode::Unreadable);
    // Where it comes from elsewhere it is that place that refuses.
    const Status fetched = m_rclone.copy(":s3:team/job", there().string(), {"a/mine"}, Rclone::IfThere::Replace);
    VERIFY_ERROR(fetched, ErrorCode::Unreachable);
    QCOMPARE(fetched.error().path, fs::path("s3://team/job/a/mine"));
}

void RcloneTest::stoppedItIsCancelled()
{
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(Rclone(stop.get_token()).textOf(here().string(), "a/mine"), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(RcloneTest)
#include "RcloneTest.moc"

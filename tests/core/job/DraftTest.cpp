// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Draft.h"

#include "core/edit/MaskEdit.h"
#include "core/job/DraftFormat.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// A journal written while a document is edited, as the window does it.
class DraftTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void editsComeBackWithTheirHistory();
    void smallHistoryBudgetLosesNoEdit();
    void cutAnywhereKeepsEveryEarlierEdit();
    void damagedByteEndsTheDraftThere();
    void tornTailIsWrittenOver();
    void headerCutAnywhereIsAnError();
    void headerComesBackWhole();
    void laterVersionIsNamed();
    void replayNeedsTheSameBase();
    void replayStopsAtADamagedPatch();
    void fullDiskKeepsWhatIsWritten();
    void overlongNameIsRefused();
    void idsDiffer();
    void draftsAreListedWithTheirTime();
    void ofDraftsWrittenTogetherTheNewestIsKnown();
    void submittedDraftsAreDropped();
    void discardIsSafeTwice();

private:
    static DraftHeader header(const std::string& draftId = "00112233445566ff");
    fs::path path() const { return m_folder->filePath("drafts/3.draft").toStdString(); }
    /// The mask and the file's size before and after each of six steps.
    struct Session {
        std::vector<LabelMask> masks;
        std::vector<std::uintmax_t> fileSizes;
    };
    Session paint() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr Size kSize{100, 80};

Document blank()
{
    return Document(*LabelMask::create(kSize));
}

void stroke(Document& document, const Rect& rect, Label label)
{
    MaskEdit edit(document);
    edit.paint(Region::fromRect(rect), label);
    edit.commit("brush");
}

DraftRecord recordOf(const EditRecord& edit, double activeSeconds)
{
    return {edit.kind, activeSeconds, edit.name, edit.pixels ? edit.pixels->encode() : std::vector<std::uint8_t>()};
}

} // namespace

void DraftTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

DraftHeader DraftTest::header(const std::string& draftId)
{
    return {.draftId = draftId,
            .object = 3,
            .sourceRef = "s3://bucket/사진.png",
            .size = kSize,
            .imageSha256 = std::string(64, 'a'),
            .labelIds = {0, 7, 3},
            .baseSha256 = pixelsSha256(blank().mask()),
            .accepted = timeAt(1.5)};
}

DraftTest::Session DraftTest::paint() const
{
    Result<DraftJournal> journal = DraftJournal::create(path(), header());
    if (!journal)
        qFatal("%s", sentence(journal.error()).c_str());
    Document document = blank();
    Session session;
    const auto remember = [&] {
        session.masks.push_back(document.mask());
        session.fileSizes.push_back(fs::file_size(path()));
    };
    document.onRecorded = [&](const EditRecord& edit) {
        if (Status written = journal->append(recordOf(edit, static_cast<double>(session.masks.size()))); !written)
            qFatal("%s", sentence(written.error()).c_str());
        remember();
    };
    remember();
    stroke(document, {0, 0, 10, 10}, 1);
    stroke(document, {5, 5, 90, 3}, 2);
    document.undo();
    document.redo();
    document.undo();
    stroke(document, {60, 60, 40, 20}, 1);
    return session;
}

void DraftTest::smallHistoryBudgetLosesNoEdit()
{
    const Session session = paint();
    const Result<Draft> draft = readDraft(path());
    VERIFY_OK(draft);
    Document document = blank();
    document.setHistoryByteBudget(1);
    VERIFY_OK(replayDraft(*draft, document));
    QVERIFY(document.mask() == session.masks.back());
    document.undo();
    document.undo();
    QVERIFY(document.mask() == session.masks[0]);
}

void DraftTest::editsComeBackWithTheirHistory()
{
    const Session session = paint();
    const Result<Draft> draft = readDraft(path());
    VERIFY_OK(draft);
    QCOMPARE(draft->records.size(), std::size_t{6});
    QCOMPARE(draft->tornBytes, std::uintmax_t{0});
    QCOMPARE(draft->activeSeconds(), 6.0);
    Document document = blank();
    VERIFY_OK(replayDraft(*draft, document));
    QVERIFY(document.mask() == session.masks.back());
    QCOMPARE(document.history().undoNames(), (std::vector<std::string>{"brush", "brush"}));
    document.undo();
    QVERIFY(document.mask() == session.masks[1]);
    document.undo();
    QVERIFY(document.mask() == session.masks[0]);
}

void DraftTest::cutAnywhereKeepsEveryEarlierEdit()
{
    const Session session = paint();
    const std::vector<std::uint8_t> whole = bytesOf(path());
    QCOMPARE(session.fileSizes.back(), whole.size());
    std::size_t edits = 0;
    for (std::size_t size = session.fileSizes[0]; size <= whole.size(); ++size) {
        if (edits + 1 < session.fileSizes.size() && size == session.fileSizes[edits + 1])
            ++edits;
        const Result<Draft> draft = decodeDraft(std::span(whole).first(size));
        VERIFY_OK(draft);
        QCOMPARE(draft->records.size(), edits);
        QCOMPARE(draft->wholeBytes, session.fileSizes[edits]);
        QCOMPARE(draft->tornBytes, size - session.fileSizes[edits]);
        if (draft->tornBytes > 1)
            continue;
        Document document = blank();
        VERIFY_OK(replayDraft(*draft, document));
        QVERIFY(document.mask() == session.masks[edits]);
    }
    QCOMPARE(edits, std::size_t{6});
}

void DraftTest::damagedByteEndsTheDraftThere()
{
    const Session session = paint();
    const std::vector<std::uint8_t> whole = bytesOf(path());
    std::size_t edits = 0;
    for (std::size_t at = session.fileSizes[0]; at < whole.size(); ++at) {
        if (at == session.fileSizes[edits + 1])
            ++edits;
        std::vector<std::uint8_t> damaged = whole;
        damaged[at] ^= 0x10;
        QCOMPARE(decodeDraft(damaged)->records.size(), edits);
    }
}

void DraftTest::tornTailIsWrittenOver()
{
    const Session session = paint();
    fs::resize_file(path(), session.fileSizes[3] + 5);
    const Result<Draft> draft = readDraft(path());
    VERIFY_OK(draft);
    QCOMPARE(draft->tornBytes, std::uintmax_t{5});
    Document document = blank();
    VERIFY_OK(replayDraft(*draft, document));
    Result<DraftJournal> journal = DraftJournal::resume(path(), draft->wholeBytes);
    VERIFY_OK(journal);
    document.onRecorded = [&](const EditRecord& edit) { QVERIFY(journal->append(recordOf(edit, 9))); };
    stroke(document, {1, 1, 1, 1}, 2);
    const Result<Draft> resumed = readDraft(path());
    QCOMPARE(resumed->records.size(), std::size_t{4});
    QCOMPARE(resumed->tornBytes, std::uintmax_t{0});
    Document again = blank();
    VERIFY_OK(replayDraft(*resumed, again));
    QVERIFY(again.mask() == document.mask());
}

void DraftTest::headerCutAnywhereIsAnError()
{
    const std::vector<std::uint8_t> start = encodeDraftStart(header());
    for (std::size_t size = 0; size < start.size(); ++size)
        VERIFY_ERROR(decodeDraft(std::span(start).first(size)), ErrorCode::Truncated);
    for (std::size_t at = 0; at < start.size(); ++at) {
        std::vector<std::uint8_t> damaged = start;
        damaged[at] ^= 0x10;
        QVERIFY(!decodeDraft(damaged));
    }
    VERIFY_ERROR(readDraft(path()), ErrorCode::NotFound);
    VERIFY_ERROR(readDraftHeader(path()), ErrorCode::NotFound);
}

void DraftTest::headerComesBackWhole()
{
    paint();
    const Result<DraftHeader> alone = readDraftHeader(path());
    VERIFY_OK(alone);
    QVERIFY(*alone == header());
    QVERIFY(readDraft(path())->header == header());
}

void DraftTest::laterVersionIsNamed()
{
    std::vector<std::uint8_t> start = encodeDraftStart(header());
    start[7] = '2';
    fs::create_directories(path().parent_path());
    writeBytes(path(), start);
    const Result<Draft> draft = readDraft(path());
    VERIFY_ERROR(draft, ErrorCode::NewerVersion);
    QCOMPARE(draft.error().path, path());
}

void DraftTest::replayNeedsTheSameBase()
{
    paint();
    const Draft draft = *readDraft(path());
    Document other(maskOf(kSize, {0, 1}));
    VERIFY_ERROR(replayDraft(draft, other), ErrorCode::Mismatch);
    QVERIFY(other.mask() == maskOf(kSize, {0, 1}));
    Document turned(*LabelMask::create({80, 100}));
    const Status replayed = replayDraft(draft, turned);
    VERIFY_ERROR(replayed, ErrorCode::Mismatch);
    QCOMPARE(replayed.error().detail, std::string("the draft is of 100 x 80 pixels, the image of 80 x 100"));
}

void DraftTest::replayStopsAtADamagedPatch()
{
    const Session session = paint();
    Draft draft = *readDraft(path());
    draft.records[1].patch.resize(3);
    Document document = blank();
    QVERIFY(!replayDraft(draft, document));
    QVERIFY(document.mask() == session.masks[1]);
}

void DraftTest::fullDiskKeepsWhatIsWritten()
{
    const Session session = paint();
    Result<DraftJournal> journal = DraftJournal::resume(path(), session.fileSizes.back());
    const DraftRecord record{EditRecord::Kind::Commit, 7, "brush", std::vector<std::uint8_t>(1000)};
    {
        const FullDisk disk(session.fileSizes.back() + 100);
        VERIFY_ERROR(journal->append(record), ErrorCode::DiskFull);
        QCOMPARE(fs::file_size(path()), session.fileSizes.back());
    }
    QCOMPARE(readDraft(path())->records.size(), std::size_t{6});
    VERIFY_OK(journal->append(record));
    QVERIFY(readDraft(path())->records.back() == record);
}

void DraftTest::overlongNameIsRefused()
{
    DraftRecord record;
    record.name.assign(65'535, 'a');
    VERIFY_OK(encodeDraftRecord(record));
    record.name += 'a';
    VERIFY_ERROR(encodeDraftRecord(record), ErrorCode::TooLarge);
}

void DraftTest::idsDiffer()
{
    const std::string id = createDraftId();
    QCOMPARE(id.size(), std::size_t{16});
    QCOMPARE(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    QVERIFY(createDraftId() != id);
}

void DraftTest::draftsAreListedWithTheirTime()
{
    const fs::path job = m_folder->path().toStdString();
    const Worker worker = *createWorker("worker-1");
    QVERIFY(listDrafts(job, worker)->empty());
    QVERIFY(!findDraft(job, worker, 12));
    for (const ObjectId object : {ObjectId{12}, ObjectId{3}})
        VERIFY_OK(DraftJournal::create(draftFile(job, worker, object), header()));
    const Result<std::vector<DraftEntry>> drafts = listDrafts(job, worker);
    VERIFY_OK(drafts);
    QCOMPARE(drafts->size(), std::size_t{2});
    QCOMPARE(drafts->at(0).object, 3);
    QCOMPARE(drafts->at(1).object, 12);
    QVERIFY(now() - drafts->at(0).changed < std::chrono::minutes(1));
    QCOMPARE(findDraft(job, worker, 12)->path, draftFile(job, worker, 12));
    QVERIFY(listDrafts(job, *createWorker("worker-2"))->empty());
}

void DraftTest::ofDraftsWrittenTogetherTheNewestIsKnown()
{
    const fs::path folder = m_folder->path().toStdString();
    const Worker worker = *createWorker("worker-1");
    std::vector<DraftJournal> journals;
    for (const ObjectId object : {0, 1}) {
        Result<DraftJournal> journal = DraftJournal::create(draftFile(folder, worker, object), header());
        VERIFY_OK(journal);
        journals.push_back(*std::move(journal));
    }
    for (int stroke = 0; stroke < 20; ++stroke) {
        for (DraftJournal& journal : journals)
            VERIFY_OK(journal.append({EditRecord::Kind::Undo, 1, {}, {}}));
        const auto drafts = listDrafts(folder, worker);
        VERIFY_OK(drafts);
        QVERIFY((*drafts)[0].changed < (*drafts)[1].changed);
    }
}

void DraftTest::submittedDraftsAreDropped()
{
    const fs::path job = m_folder->path().toStdString();
    const Worker worker = *createWorker("worker-1");
    writeQuickly(job, sampleEvent()); // Of draft 00112233445566ff.
    VERIFY_OK(DraftJournal::create(draftFile(job, worker, 0), header()));
    VERIFY_OK(DraftJournal::create(draftFile(job, worker, 1), header("ffffffffffffffff")));
    writeText(draftFile(job, worker, 2), "damaged");
    VERIFY_OK(dropSubmittedDrafts(job, worker, *EventLog::open(job)));
    const Result<std::vector<DraftEntry>> left = listDrafts(job, worker);
    QCOMPARE(left->size(), std::size_t{2});
    QCOMPARE(left->at(0).object, 1);
    QCOMPARE(left->at(1).object, 2);
}

void DraftTest::discardIsSafeTwice()
{
    paint();
    VERIFY_OK(discardDraft(path()));
    QVERIFY(!fs::exists(path()));
    VERIFY_OK(discardDraft(path()));
}

LABELWRIGHT_TEST(DraftTest)
#include "DraftTest.moc"

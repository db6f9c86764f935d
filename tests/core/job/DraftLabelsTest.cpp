// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DraftLabels.h"

#include "core/edit/MaskEdit.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;

/// A draft of a mask of 200 x 100 pixels, begun when the labels were people, traffic light and bus.
class DraftLabelsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void inItsOwnLabelsItStaysAsItIs();
    void everyStepComesBackInTheLabelsOfToday_data();
    void everyStepComesBackInTheLabelsOfToday();
    void labelsToldApartAgainAreAFirstStep();
    void labelsThatTheJobNeverHadAreRefused();
    void anotherBeginningIsRefused();
    void aDamagedPatchIsRefused();
    void itLiesOnTheDiskAsItWasWritten();

private:
    /// `labels` of the base, by the labels that it is asked for.
    DraftLabels labelsOf(const LabelSet& today) const;
    static LabelMask inLabels(const LabelSet& labels) { return relabelled(base(), labelTable(first(), labels)); }
    static LabelSet first() { return threeLabels(); }
    static LabelMask base() { return maskOf({200, 100}, {0, 1, 2, 3}); }

    Draft m_draft;
    std::vector<LabelMask> m_steps; ///< The mask before and after each step.
};

namespace {

LabelSet without(const LabelSet& labels, int id, int into)
{
    LabelsEdit edit = editOf(labels);
    std::erase_if(edit.classes, [id](const LabelClass& label) { return label.id == id; });
    if (into != 0)
        edit.merged[id] = into;
    return *editedLabels(labels, edit);
}

LabelSet reversed(const LabelSet& labels)
{
    LabelsEdit edit = editOf(labels);
    std::ranges::reverse(edit.classes);
    return *editedLabels(labels, edit);
}

/// `draft` repeated on `begun`, then undone step by step: the masks from the last to the first.
std::vector<LabelMask> replayed(const Draft& draft, const LabelMask& begun)
{
    Document document(begun);
    if (const Status done = replayDraft(draft, document); !done)
        qFatal("%s", sentence(done.error()).c_str());
    std::vector<LabelMask> masks{document.mask()};
    while (document.history().canUndo()) {
        document.undo();
        masks.push_back(document.mask());
    }
    return masks;
}

} // namespace

void DraftLabelsTest::init()
{
    m_draft = {};
    m_draft.header = {createDraftId(),      3,        "s3://bucket/3.png", {200, 100}, {}, draftLabelIds(first()),
                      pixelsSha256(base()), timeAt(0)};
    Document document(base());
    m_steps = {document.mask()};
    document.onRecorded = [this](const EditRecord& record) {
        m_draft.records.push_back(
            {record.kind, 3, record.name, record.pixels ? record.pixels->encode() : std::vector<std::uint8_t>()});
    };
    for (const Label label : {Label{3}, Label{2}, Label{1}}) {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({10 * label, 20, 90, 40}), label);
        edit.commit("brush");
        m_steps.push_back(document.mask());
    }
    document.undo();
    m_steps.pop_back();
}

DraftLabels DraftLabelsTest::labelsOf(const LabelSet& today) const
{
    return {today, {first(), today}, [](const LabelSet& labels) -> Result<LabelMask> { return inLabels(labels); }};
}

void DraftLabelsTest::inItsOwnLabelsItStaysAsItIs()
{
    const Result<Draft> same = draftInLabelsOfToday(m_draft, base(), labelsOf(first()));
    VERIFY_OK(same);
    QVERIFY(same->header == m_draft.header);
    QVERIFY(same->records == m_draft.records);
}

void DraftLabelsTest::everyStepComesBackInTheLabelsOfToday_data()
{
    QTest::addColumn<LabelSet>("today");
    QTest::newRow("reorder") << reversed(first());
    QTest::newRow("merge") << without(first(), 3, 1);
    QTest::newRow("delete") << without(first(), 2, 0);
    QTest::newRow("merge and reorder") << reversed(without(first(), 3, 1));
}

void DraftLabelsTest::everyStepComesBackInTheLabelsOfToday()
{
    QFETCH(LabelSet, today);
    const LabelMask begun = inLabels(today);
    const Result<Draft> draft = draftInLabelsOfToday(m_draft, begun, labelsOf(today));
    VERIFY_OK(draft);
    QVERIFY(draft->header.labelIds == draftLabelIds(today));
    QCOMPARE(draft->header.draftId, m_draft.header.draftId);
    const std::vector<LabelMask> masks = replayed(*draft, begun);
    QCOMPARE(masks.size(), m_steps.size());
    for (std::size_t step = 0; step < masks.size(); ++step)
        QVERIFY(masks[step] == relabelled(m_steps[m_steps.size() - 1 - step], labelTable(first(), today)));
    // Once more it is what it is.
    QVERIFY(draftInLabelsOfToday(*draft, begun, labelsOf(today))->records == draft->records);
}

/// Begun while people and bus were one, and then they are two again.
void DraftLabelsTest::labelsToldApartAgainAreAFirstStep()
{
    const LabelSet merged = without(first(), 3, 1);
    const Draft draft = *draftInLabelsOfToday(m_draft, inLabels(merged), labelsOf(merged));
    DraftLabels labels = labelsOf(merged);
    labels.today = withIdsOf(first(), merged);
    const Result<Draft> today = draftInLabelsOfToday(draft, base(), labels);
    VERIFY_OK(today);
    const std::vector<LabelMask> masks = replayed(*today, base());
    QCOMPARE(masks.size(), m_steps.size() + 1);
    QVERIFY(masks.back() == base());
    QVERIFY(masks.front() == relabelled(m_steps.back(), {0, 1, 2, 1}));
}

void DraftLabelsTest::labelsThatTheJobNeverHadAreRefused()
{
    m_draft.header.labelIds = {0, 1, 2, 99};
    const Result<Draft> refused = draftInLabelsOfToday(m_draft, base(), labelsOf(first()));
    VERIFY_ERROR(refused, ErrorCode::Mismatch);
    QVERIFY(refused.error().detail.find("other labels") != std::string::npos);
}

void DraftLabelsTest::anotherBeginningIsRefused()
{
    m_draft.header.baseSha256 = pixelsSha256(maskOf({200, 100}, {1}));
    VERIFY_ERROR(draftInLabelsOfToday(m_draft, base(), labelsOf(reversed(first()))), ErrorCode::Mismatch);
    DraftLabels unread = labelsOf(reversed(first()));
    unread.baseIn = [](const LabelSet&) -> Result<LabelMask> { return Error{ErrorCode::Unreadable, "gone"}; };
    VERIFY_ERROR(draftInLabelsOfToday(m_draft, base(), unread), ErrorCode::Unreadable);
}

void DraftLabelsTest::aDamagedPatchIsRefused()
{
    m_draft.records[1].patch.resize(5);
    const LabelSet today = reversed(first());
    QVERIFY(!draftInLabelsOfToday(m_draft, inLabels(today), labelsOf(today)));
}

void DraftLabelsTest::itLiesOnTheDiskAsItWasWritten()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("drafts/3.draft").toStdString();
    for (const LabelSet& today : {first(), reversed(first())}) {
        const Draft draft = *draftInLabelsOfToday(m_draft, inLabels(today), labelsOf(today));
        const Result<std::uintmax_t> written = writeDraft(path, draft);
        VERIFY_OK(written);
        const Result<Draft> read = readDraft(path);
        VERIFY_OK(read);
        QVERIFY(read->header == draft.header && read->records == draft.records);
        QCOMPARE(read->wholeBytes, *written);
    }
}

LABELWRIGHT_TEST(DraftLabelsTest)
#include "DraftLabelsTest.moc"

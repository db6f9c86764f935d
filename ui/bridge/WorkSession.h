// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/edit/Document.h"
#include "core/edit/RegionEdits.h"
#include "core/groundtruth/BoundingBoxes.h"
#include "core/image/Image.h"
#include "core/image/Window.h"
#include "core/job/Job.h"
#include "core/job/JobState.h"
#include "core/job/LockFile.h"
#include "core/job/Review.h"
#include "core/job/TaskQueue.h"
#include "core/job/Worker.h"
#include "ui/bridge/ActiveTimer.h"
#include "ui/bridge/AnswerSaver.h"
#include "ui/bridge/ChoiceKeeper.h"
#include "ui/bridge/DocumentOpener.h"
#include "ui/bridge/DocumentWork.h"
#include "ui/bridge/DraftWriter.h"
#include "ui/bridge/FlagWriter.h"
#include "ui/bridge/JobWatcher.h"
#include "ui/bridge/LabelShares.h"
#include "ui/bridge/ObjectLoader.h"
#include "ui/bridge/ReviewWriter.h"
#include "ui/bridge/ToolRunner.h"
#include "ui/bridge/ToolSet.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace labelwright {

/// What is on the disk of the work in view: the status line and the title say it.
struct SaveState {
    enum class Kind : std::uint8_t {
        Untouched,   ///< Nothing was changed since the object was opened.
        DraftKept,   ///< Every stroke is on the disk as a draft.
        DraftFailed, ///< The last strokes are in memory alone; `error` says why.
        Saving,      ///< An answer is being written and read back.
        Saved,       ///< The last answer was read back at `time`; told for a while, then what is in view.
        Failed,      ///< The last answer could not be saved; it is kept, retrySave() tries again.
    };
    Kind kind = Kind::Untouched;
    Time time{};                    ///< Of the draft's last stroke, or of the save.
    std::optional<ObjectId> object; ///< The answer's object, for Saving, Saved and Failed.
    std::optional<Error> error;
};

/// One worker at work in one job, or a lead who reviews it: the object in view, its document and tools, the way to the
/// next, saving and drafts. The window only composes it.
///
/// Thread: the GUI thread; decoding, the tools' slow work and every write happen elsewhere. Signals come from the GUI
/// thread.
class WorkSession : public QObject {
    Q_OBJECT
public:
    enum class View : std::uint8_t {
        Loading,    ///< currentObject() is on its way.
        Labeling,   ///< image() is there, and document() or, in a classification, choice().
        Unreadable, ///< currentObject() can't be shown; problem() says why.
        Finished,   ///< Nothing is left for this worker.
    };

    /// Takes the worker's lock and opens the job; start() begins loading where the worker left off: at the object with
    /// the newest draft, else at the first one that waits.
    /// `worker` is a name, e-mail or id of a member of today's team; empty for defaultWorker(). Errors: those of
    /// Job::open, findMember and LockFile::acquire.
    static Result<std::unique_ptr<WorkSession>> open(const std::filesystem::path& jobFolder,
                                                     const std::string& worker = {});
    /// The same by whom `choose` names, or its error.
    static Result<std::unique_ptr<WorkSession>> openAs(const std::filesystem::path& jobFolder,
                                                       const std::function<Result<Worker>(const Job&)>& choose);
    /// For a lead who goes through these objects: each is shown as what its counted answers amount to, or as it was
    /// adjusted. submit() makes an adjustment of what is painted. Errors: as open() but findMember's.
    static Result<std::unique_ptr<WorkSession>> openReview(const std::filesystem::path& jobFolder,
                                                           const std::function<Result<Worker>(const Job&)>& choose,
                                                           const std::vector<ObjectId>& objects);
    ~WorkSession() override;

    void start();
    bool isReview() const { return m_queue.isReview(); }

    const Job& job() const { return m_job; }
    /// As of the last look at the job; see lookAtJob().
    JobStatus jobStatus() const { return m_jobStatus; }
    const Worker& worker() const { return m_worker; }
    const TaskQueue& queue() const { return m_queue; }

    View view() const;
    std::optional<ObjectId> currentObject() const;
    std::optional<Error> problem() const;
    const Image& image() const;
    /// Which values of a 16-bit photo image() shows; nullopt for others.
    std::optional<ValueWindow> valueWindow() const;
    /// Of this photo and of those to come; nullopt for all the values that each of them has. photoChanged() follows
    /// when image() is another.
    void setValueWindow(std::optional<ValueWindow> window);
    /// nullptr unless view() is Labeling, and in a classification.
    Document* document();
    const Document* document() const;
    /// Boxes that the manifest's line carries from a bounding-box job; to look at.
    const std::vector<BoundingBox>& boxes() const;
    /// Share of the image by label, 0 to 1, as of a moment ago; nullopt without a document and until it is counted.
    std::optional<std::array<double, 256>> labelShares() const;
    std::string sourceRef() const;

    /// Looks soon at what others have done to the job and to what is in view or comes next; jobChanged() follows when
    /// there is something, statusChanged() and flagChanged() where it is a flag. Happens every few seconds by itself.
    void lookAtJob() { m_watcher.look(); }
    /// Why the job takes no answer to the object in view; nullopt while it does, and where nothing is in view.
    std::optional<AnswerRefusal> refusal() const { return m_refusal; }
    /// The job's labels are others since it was opened here. What is painted and chosen goes on in the old ones, and
    /// counts; opened again the job has the new ones, drafts too.
    bool hasOldLabels() const { return m_hasOldLabels; }
    /// Whether the object in view has work that is on the disk as a draft, or on its way there.
    bool hasUnsubmittedWork() const;

    // The way through the job. What is unsubmitted stays as a draft. Nothing happens, but for a notice, while a tool
    // holds something that is neither kept nor dropped: a polygon that is not closed must not go unseen.
    void goTo(ObjectId object);
    void next();
    void previous();
    void nextUnlabelled();
    void previousUnlabelled();
    /// The next one that waits, without an answer to this one: if it is this worker's task it is noted as returned.
    void skip();
    /// Whether the object in view is a task of this worker's that is not answered.
    bool isTask() const;
    /// Notes that the worker does not want to answer the object in view, and why, and goes on to the next one that
    /// waits. It does not come again; its draft stays on the disk. Nothing happens unless isTask().
    void decline(const std::string& reason);

    /// What a lead has decided about the object in view. Valid until reviewChanged() or objectChanged().
    ObjectReview review() const;
    /// The verdict with which the object in view has come back to this worker; nullptr where it has not, and in a
    /// review.
    const Verdict* returnedWith() const;
    /// It has come back, and what would be submitted is the worker's answer as it was.
    bool isUnchangedSinceReturn() const;
    /// Whether decide() would.
    bool canDecide() const;
    /// Hands in a verdict on the object in view, see VerdictRequest, and goes on to the next one that waits. Nothing
    /// happens, but for a notice, while there is work that would be lost to view.
    void decide(const std::string& category, const std::string& comment, const std::vector<std::string>& returnedTo);
    /// Of the object in view. Valid as review() is.
    std::vector<CommentThread> threads() const;
    /// Each is written elsewhere; reviewChanged() follows when it is there. Nothing happens without an object.
    void say(const std::string& text, std::optional<Rect> place);
    void reply(const std::string& text, const std::string& thread);
    void endThread(Comment::Kind kind, const std::string& thread);

    /// Of the object in view, on the disk or on its way there; nullptr without one. Valid until flagChanged().
    const ObjectFlag* flag() const;
    /// Flags the object in view with a note, which may be empty, or takes the flag away. Nothing happens without an
    /// object.
    void setFlag(std::optional<std::string> note);
    /// A flag that was written elsewhere, as by a page of the same job.
    void takeFlag(const ObjectFlag& written);
    /// The same of an answer. Where it is this worker's to the object in view, and nothing is unsubmitted there, that
    /// is shown again.
    void takeAnswer(const AnswerEvent& written);
    /// Completes the job after all that is being written, and derives its output: no tasks are given out any more, and
    /// view() is Finished. jobCompleted() follows. Nothing happens, but for a notice, while an answer is not saved.
    void completeJob();

    /// What is chosen for the photo in view; nothing while there is none, and where masks are painted.
    LabelChoice choice() const;
    /// Nothing happens unless view() is Labeling in a classification. Precondition: withToggled()'s.
    void toggleLabel(int id);
    /// The same; nothing happens either where the job has no none category.
    void toggleNone();

    /// Whether there is something to hand in, and the job takes it: always where masks are painted, else once something
    /// is chosen.
    bool canSubmit() const;
    /// Hands in the document, or the choice, as this worker's answer and goes on to the next one that waits. Nothing
    /// happens unless view() is Labeling and canSubmit().
    void submit();
    /// Tries every answer and every stroke again that could not be written.
    void retrySave();
    const SaveState& saveState() const { return m_saveState; }
    /// Answers, drafts and flags that are not yet on the disk: do not close the window before this is 0, or the user
    /// agrees.
    int pendingSaves() const;
    /// Answers that could not be saved and are kept; see retrySave().
    int failedAnswers() const { return m_saver.failedCount(); }

    /// Derives the job's output folder in the background; outputDerived() follows.
    void deriveOutput();
    bool isDeriving() const { return m_deriving; }

    const ToolSet& tools() const { return m_tools; }
    ToolSet& tools() { return m_tools; }
    Tool& tool() { return m_tools.currentTool(); }
    void selectTool(ToolId id);
    void setBrushDiameter(double diameterPx);
    /// Of the brush or the eraser, whichever is the current tool; nothing happens when neither is.
    void setBrushOptions(const BrushOptions& options);
    void stepBrushDiameter(int steps);
    void setAutoSegmentOptions(const AutoSegmentOptions& options);
    /// See AutoSegmentTool::addPart().
    void addSegmentPart();
    /// See ToolSet::setZoom.
    void setZoom(double zoom);

    Label activeLabel() const { return m_activeLabel; }
    /// Precondition: label <= the number of labels.
    void setActiveLabel(Label label);

    /// What may be painted over; stays when the object changes.
    const PaintRule& paintRule() const { return m_paintRule; }
    void setPaintRule(const PaintRule& rule);

    void undo();
    void redo();
    bool canUndo() const;
    bool canRedo() const;
    /// Undoes (steps < 0) or redoes that many; see Document::goTo.
    void goToStep(int steps);
    /// Of each object's history.
    void setHistoryByteBudget(std::size_t bytes);
    /// Ends, steps back or drops what the tool has under construction; false when there was nothing.
    bool commitTool();
    bool cancelTool();
    /// See protectedPreview(): commitTool() would paint nothing. nullopt while what is shown follows the pointer.
    std::optional<Label> protectedFromTool();
    /// False, and a notice, while the tool holds something that is neither kept nor dropped: nothing else may change
    /// the labels below it then.
    bool mayLeaveTool();

    /// Takes the tool's newest work, if there is one, and runs it elsewhere. Call after every call of the tool.
    void runToolWork();
    bool isToolWorking() const { return m_toolRunner.isBusy(); }

    /// Puts the cut's pixels over the labels with the region tool, to be moved and kept; see RegionTool::place().
    void place(const MaskCut& cut);

    enum class Carry : std::uint8_t { AsItIs, AlongFlow };
    /// Whether there is an object before this one to copy labels from.
    bool canCopyPrevious() const;
    /// Makes the labels those that this worker gave the object before, as they are or moved along with what moved in
    /// the picture; one step of the history. Computed elsewhere. Where there are labels already `mayReplace` is asked,
    /// once there is something that can take their place. Nothing happens where mayLeaveTool() is false.
    void copyPrevious(Carry carry, std::function<bool()> mayReplace);
    /// What takes long about the document in view.
    DocumentWork& work() { return m_work; }
    const DocumentWork& work() const { return m_work; }

    /// Active seconds of the object in view; pauses are left out, and what passes while there is a refusal().
    double activeSeconds() const { return m_timer.seconds(); }

signals:
    /// document() and image() go away right after; whoever borrowed them lets go.
    void leavingObject();
    /// view(), currentObject() and all about the object are others now.
    void objectChanged();
    /// image() is another, of the same size; the document stays.
    void photoChanged();
    void maskChanged(const labelwright::Rect& rect);
    void labelSharesChanged();
    /// Undo and redo are others now.
    void historyChanged();
    void choiceChanged();
    /// An edit changed no pixel, because the rule protects all that it would have changed; one of them has `label`.
    void protectedFromEdit(labelwright::Label label);
    void paintRuleChanged();
    /// Another tool, another size, another state inside the tool, another active label.
    void toolChanged();
    /// Or its flag.
    void statusChanged(labelwright::ObjectId object);
    /// That of the object in view.
    void flagChanged();
    /// review(), returnedWith() or threads() of the object in view.
    void reviewChanged();
    /// A flag could not be set or taken away; notice() says why.
    void flagFailed();
    /// Or pendingSaves().
    void saveStateChanged();
    /// An answer in which nothing is labelled is on its way; what comes next is in view or being loaded.
    void blankSubmitted(labelwright::ObjectId object);
    /// The object in view is as it was left, in an earlier session.
    void draftCameBack();
    /// The object in view is as it was after so many steps in an earlier session; what followed was not wholly on the
    /// disk.
    void draftCutOff(int steps);
    /// The draft of the object in view could not be opened; its file was set aside.
    void draftSetAside(const labelwright::Error& reason);
    /// Another program had left its lock behind; a full sentence.
    void lockTakenOver(const QString& text);
    /// The tool holds something that is neither kept nor dropped, so what was asked for did not happen; what to do, a
    /// full sentence.
    void toolInTheWay(const QString& text);
    /// The tool in use was answered; what its work has to remark, a full sentence, or nothing. See ToolWork::remark().
    void toolAnswered(const QString& remark);
    /// Something to tell once, a full sentence: an object is still being saved, a tool's work failed.
    void notice(const QString& text);
    /// Empty text when all went well; else the sentence on what failed.
    void outputDerived(const QString& failure);
    /// The same; the job is completed when jobStatus() says so, even where its output could not be made.
    void jobCompleted(const QString& failure);
    /// Others have done something: jobStatus(), which was `before`, queue() or refusal() may be others now.
    void jobChanged(labelwright::JobStatus before);

private:
    /// The object in view.
    struct InView {
        ObjectId object = 0;
        View view = View::Loading;
        std::optional<Error> problem{};
        Image image{};
        std::optional<DeepImage> deep{};
        ValueWindow range{}; ///< Of deep.
        std::optional<ValueWindow> window{};
        ImageIdentity identity{};
        std::string sourceRef{};
        std::vector<BoundingBox> boxes{};
        std::vector<std::string> seen{}; ///< See LoadedObject.
        std::optional<LabelMask> initialValue{};
        std::optional<Document> document{};
        std::unique_ptr<DraftWriter> draft{}; ///< Of a mask's strokes; nullptr in a classification.
        ChoiceDraft choice{};                 ///< In a classification; a draft once it was changed.
        std::optional<std::array<double, 256>> shares{};
        std::optional<LabelShares> counting{}; ///< Of the mask as it was at `countedRevision`.
        std::uint64_t countedRevision = 0;
        std::uint64_t visit = 0; ///< Answers to an earlier visit are stale.
    };

    struct OpenedDesk {
        Worker worker;
        TaskQueue queue; ///< Its worker is whose drafts they are: the desk.
    };

    /// Locks and tidies the desk, then calls `open`.
    static Result<std::unique_ptr<WorkSession>> openDesk(Job job, const Worker& desk,
                                                         const std::function<Result<OpenedDesk>(const Job&)>& open);
    WorkSession(Job job, OpenedDesk desk, LockFile lock, ChoiceDrafts choices);

    /// Whose drafts are written: the worker, or the lead's desk.
    const Worker& desk() const { return m_queue.worker(); }

    std::optional<ObjectId> firstObject() const;
    void showLoaded(ObjectId object);
    void openLoaded(LoadedObject loaded);
    /// Takes the photo out of `loaded`.
    void showPhoto(LoadedObject& loaded);
    void showChoice(const std::optional<std::vector<int>>& initial);
    void changeChoice(LabelChoice choice);
    LabelChoice countedChoice() const;
    void submitChoice();
    void submitMask();
    bool mayHandIn();
    /// False when it can't be an answer, which is shown. The worker, the photo and the times are filled in.
    bool handIn(InView left, SubmitRequest request);
    void startWork(double activeSeconds);
    void tellStateInView();
    void refreshStatus(ObjectId object);
    void openDraft(LoadedObject loaded, const DraftHeader& fresh);
    /// `opened` is what the disk had; without it the edits begin on the loaded base.
    void showDocument(LoadedObject loaded, std::optional<OpenedDocument> opened, const DraftHeader& header);
    /// Hands the picture to `use` in this thread, unless the object was left or another one was asked for meanwhile.
    /// Calls `use` with the picture, or with a null one and a notice.
    void preparePicture(const DeepImage& deep, ValueWindow window, std::function<void(Image)> use);
    void tellHowDraftCameBack(const OpenedDocument& opened);
    void showProblem(ObjectId object, const Error& error);
    void letGo(InView left);
    void draftWritten(ObjectId object, Time time);
    void draftFailed(ObjectId object, const Error& error);
    /// What was in view; whoever borrowed of it has let go.
    std::optional<InView> leaveObject();
    bool keepsLock();
    void goToNextWaiting(std::optional<ObjectId> candidate);
    bool isOnItsWay(ObjectId object) const;
    Time acceptedInView() const;
    void release(TaskRelease::Kind kind, const std::string& reason);
    void released(ObjectId object, const Result<TaskRelease>& result);
    void write(const Result<Comment>& comment);
    void reviewWritten(const ReviewEvent& event);
    void reviewFailed(ObjectId object, const Error& error);
    /// That it is another in the job's events.
    void tellFlag(ObjectId object);
    void tellFlagFailure(ObjectId object, const Error& error);
    void completed(const Result<JobEvent>& result, const QString& failure);
    std::vector<ObjectId> draftedHere() const;
    void renewQueue();
    std::vector<ObjectId> watchedObjects() const;
    void takeNews(const EventLog& news);
    /// In a review: what is shown of these objects may be out of date.
    void showAgain(const std::set<ObjectId>& changed);
    void judgeAnswer();
    void prefetchAround(ObjectId object);
    DraftHeader freshDraft(const LoadedObject& loaded) const;
    void recorded(const EditRecord& record);
    void answerSaved(const AnswerEvent& answer);
    void answerFailed(ObjectId object, const Error& error);
    void answerRefused(ObjectId object, AnswerRefusal reason, const EventLog& events);
    void setSaveState(SaveState state);
    SaveState stateInView() const;
    void endSaved();
    void warmUp();
    /// What strokes say is as usual again once an object of auto-segment is accepted or dropped.
    void watchSegment();
    void deliverToolWork(const std::shared_ptr<ToolWork>& done, const Status& outcome);
    void countSharesSoon();
    void countShares();
    /// For another thread, once.
    std::function<Result<LabelMask>()> previousMaskReader(ObjectId object);

    Job m_job;
    Worker m_worker;
    JobStatus m_jobStatus;
    LockFile m_lock;
    TaskQueue m_queue;
    ToolSet m_tools;
    Label m_activeLabel = 1;
    PaintRule m_paintRule;
    std::size_t m_historyByteBudget = History::kDefaultByteBudget;
    std::optional<ValueWindow> m_chosenWindow; ///< nullopt: all the values of each photo.
    std::optional<InView> m_inView;
    /// Of objects that were left before their last strokes were on the disk.
    std::map<ObjectId, std::unique_ptr<DraftWriter>> m_leftDrafts;
    bool m_finished = false;
    bool m_hasOldLabels = false;
    std::optional<AnswerRefusal> m_refusal;
    SaveState m_saveState;
    QTimer m_savedTimer; ///< While "saved" is news.
    bool m_deriving = false;
    bool m_isCompleting = false;
    std::uint64_t m_visits = 0;
    std::set<ObjectId> m_declining;   ///< Not yet on the disk.
    std::set<ObjectId> m_draftsBegun; ///< In this session; their files may still be on their way to the disk.
    QTimer m_sharesTimer;
    ActiveTimer m_timer;
    ToolRunner m_toolRunner;
    bool m_isSegmenting = false; ///< As of the last call of a tool.
    ObjectLoader m_loader;
    AnswerSaver m_saver;
    FlagWriter m_flags;
    ReviewWriter m_reviewWriter;
    ChoiceKeeper m_choices;
    DocumentWork m_work;
    JobWatcher m_watcher;
    QThreadPool m_pictures; ///< Prepares 16-bit photos to be seen.
    int m_picturesAsked = 0;
    /// One thread for all that is written, so that it happens in order. Last: its destructor waits while all else
    /// lives.
    QThreadPool m_disk;
};

} // namespace labelwright

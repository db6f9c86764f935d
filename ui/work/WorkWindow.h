// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/WorkSession.h"
#include "ui/canvas/CanvasBox.h"
#include "ui/canvas/OverlayStyle.h"
#include "ui/canvas/Viewport.h"
#include "ui/look/Look.h"
#include "ui/work/HelpDialog.h"
#include "ui/work/LeaveFlow.h"
#include "ui/work/ViewPopup.h"

#include <QMainWindow>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

class QBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;

namespace labelwright {

class ActionSet;
class Canvas;
class CanvasNotice;
class ChoicePanel;
class CommentsPanel;
class FilmStrip;
class FinishedPage;
class FloatingToolBar;
class HeaderBar;
class HistoryPanel;
class InstructionsPanel;
class IslandBar;
class IslandStepper;
class LabelPalette;
class Navigator;
class RegionActions;
class RegionPanel;
class SegmentModel;
class StatusLine;
class TimeLimit;
class ToolOptions;
class VerdictPanel;

/// The labeling window: puts a WorkSession, the canvas and the panels together, for painting or, in a classification,
/// for choosing labels; in a review also for the lead's verdicts. What happens is decided by the session and the tools;
/// what can be done stands in the action table.
class WorkWindow : public QMainWindow {
    Q_OBJECT
public:
    enum class Next : std::uint8_t {
        Home,
        Quit,
        OpenJob,
        Review,
        Again, ///< The same job and object: its labels are others.
    };

    /// Below this width the instructions fold by themselves, so that the canvas keeps its 640 pixels.
    static constexpr int kWidthForInstructions = 1184;

    explicit WorkWindow(std::unique_ptr<WorkSession> session, QWidget* parent = nullptr);
    ~WorkWindow() override;

    /// Job folders for the menu, the newest first.
    void setRecentJobs(const QStringList& folders);

    Canvas& canvas() { return *m_canvas; }
    WorkSession& session() { return *m_session; }
    const StatusLine& statusLine() const { return *m_status; }

    // What the action table calls.
    void askForJob();
    void askForObject();
    void tellWhatIsSaved();
    void makeOutput();
    void openOutputFolder();
    /// Ends the work in this job, when all is saved; left() follows.
    void leave(Next next, const QString& jobFolder = {});
    void showHelp(HelpPage page);
    void showKeys();
    /// In a dialog over `over`.
    void changeKeys(QWidget& over);
    void showAbout();
    void toggleInstructions();
    bool areInstructionsShown() const;
    void toggleFilmStrip();
    bool isFilmStripShown() const;
    void setTheme(Theme theme);
    ViewSettings viewSettings() const;
    void setViewSettings(const ViewSettings& settings);
    void setOverlayStyle(const OverlayStyle& style);
    void showViewPopup();
    void toggleHistory();
    bool isHistoryShown() const;
    void togglePaintUnlabelled();
    void pickLabel();
    /// Makes the label active or, in a classification, chooses it; 0 is unlabelled or the none category there. Nothing
    /// happens for one that the job has not.
    void chooseLabel(int label);
    void findLabel();
    /// Asks when there are labels already.
    void copyPrevious(WorkSession::Carry carry);
    void askForRelabel();
    void askToDecline();
    void toggleFlag();
    void changeFlagNote();
    void askToComplete();
    void showPreferences();
    void acceptObject();
    /// In a review what was typed beside the verdict is said too. Asks where a returned object is as it was.
    void submit();
    void askForVerdict();
    void askForComment();

signals:
    /// The user wants to see all objects of the job; goTo() of the session is the way back.
    void allObjectsRequested();
    /// The answers of the object in view are to be compared.
    void differenceRequested();
    /// The window has closed. `jobFolder` only for OpenJob.
    void left(labelwright::WorkWindow::Next next, const QString& jobFolder);

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildParts();
    QWidget* buildPage();
    QWidget* buildLeftSide();
    QWidget* buildPaintSide();
    QWidget* buildFooter();
    void connectSession();
    void connectCanvas();
    void connectPanels();
    void connectSeeing();
    void connectOptions();
    void connectReview();
    void restoreMemory();
    void takeFirstSize();
    void storeMemory() const;
    void showKeysInPanels();

    void showObject();
    void showPicture();
    void showFinishedCounts();
    void showRefusal();
    void tellJobChanged(JobStatus before);
    void takeNewLabels();
    void showTask();
    void showTool();
    void showChoice();
    void showHint();
    void showPixel();
    void showHistory();
    void showWork();
    void showOtherPhoto();
    void showPaintRule();
    void showWhatIsPainted();
    void showIsland();
    void showFlag();
    void showObjectToReview();
    void showReview();
    void showReviewLeft();
    void keepTypedComment();
    void decide(const std::string& category, const std::vector<std::string>& returnedTo);
    void showPins(const std::vector<CommentThread>& threads);
    void handIn();
    void askToSubmitUnchanged();
    void askForReply(const QString& thread);
    void tellWhyProtected(Label label);
    QString whyProtected(Label label) const;
    void showFailure();
    void tellBlankAnswer(ObjectId object);
    void showSaveState();
    void showOutput(const QString& failure);
    void tellCompleted(const QString& failure);
    void showTime();
    void updateTitle();
    void updatePanels();
    bool askToReplace();
    LeaveFlow::Answer ask(LeaveFlow::Question question, const QString& reason);
    QString progressText() const;
    QString unfinishedText() const;
    QString unsavedText() const;
    QString labelName(Label label) const;
    bool isChoosing() const { return m_choices != nullptr; }
    const Region* selectedRegion();
    std::filesystem::path outputPath() const;

    std::unique_ptr<WorkSession> m_session;
    Canvas* m_canvas;
    LabelPalette* m_palette;
    VerdictPanel* m_verdicts;                    ///< Seen in a review.
    std::map<ObjectId, QString> m_typedComments; ///< Beside verdicts that are not given yet.
    CommentsPanel* m_comments;
    ChoicePanel* m_choices = nullptr; ///< In a classification, in the place of what is for painting.
    RegionActions* m_regions;
    SegmentModel* m_segmentModel;
    IslandStepper* m_islands;
    ToolOptions* m_options;
    RegionPanel* m_regionPanel;
    HistoryPanel* m_history;
    IslandBar* m_islandBar;
    Navigator* m_navigator;
    ViewPopup* m_viewPopup;
    ActionSet* m_actions;
    HeaderBar* m_header;
    QLabel* m_confidential;
    QLabel* m_refusal; ///< In its place: why nothing can be submitted.
    InstructionsPanel* m_instructions;
    FloatingToolBar* m_toolBar;
    FilmStrip* m_filmStrip;
    StatusLine* m_status;
    CanvasNotice* m_canvasNotice;
    FinishedPage* m_finished;
    QStackedWidget* m_stack;
    QMenu* m_recent;
    LeaveFlow* m_leaving;
    TimeLimit* m_timeLimit;
    QString m_outputFailure; ///< Of the last try to derive it.
    TaskSettings m_task;     ///< As it is shown.
    QTimer m_clock;
    std::vector<CanvasBox> m_manifestBoxes;
    std::optional<Viewport> m_viewBeforeIslands; ///< While these are stepped through.

    bool m_wantsInstructions = true;
    bool m_isDrawerOpen = false; ///< In a narrow window, where instructions cost the canvas its width.
    bool m_isLeaving = false;    ///< All is done; the next close event closes.
    Next m_next = Next::Quit;
    QString m_nextJob;
};

} // namespace labelwright

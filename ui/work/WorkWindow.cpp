// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/WorkWindow.h"

#include "ui/bridge/IslandStepper.h"
#include "ui/bridge/RegionActions.h"
#include "ui/bridge/SegmentModel.h"
#include "ui/canvas/Canvas.h"
#include "ui/canvas/Navigator.h"
#include "ui/look/Icons.h"
#include "ui/work/ActionSet.h"
#include "ui/work/CanvasArea.h"
#include "ui/work/CanvasNotice.h"
#include "ui/work/ChoiceModel.h"
#include "ui/work/ChoicePanel.h"
#include "ui/work/CommentsPanel.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/FinishedPage.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/HeaderBar.h"
#include "ui/work/HistoryPanel.h"
#include "ui/work/InstructionsPanel.h"
#include "ui/work/IslandBar.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/PanelScroll.h"
#include "ui/work/RegionPanel.h"
#include "ui/work/SaveText.h"
#include "ui/work/StatusLine.h"
#include "ui/work/TimeLimit.h"
#include "ui/work/ToolOptions.h"
#include "ui/work/VerdictPanel.h"
#include "ui/work/ViewPopup.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kPaletteWidth = 264;
constexpr int kLeastCommentsHeight = 180; ///< Above the instructions.
constexpr int kMostCommentsHeight = 260;
constexpr int kClockMs = 500;

HtmlPictures picturesOf(const Job& job)
{
    return {job.folder(), job.spec().inputPrefixes};
}

QPushButton* makeButton(QAction& action, const QString& text)
{
    auto* button = new QPushButton(text);
    button->setFocusPolicy(Qt::TabFocus);
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    QObject::connect(&action, &QAction::changed, button, [button, &action] { button->setEnabled(action.isEnabled()); });
    return button;
}

} // namespace

WorkWindow::WorkWindow(std::unique_ptr<WorkSession> session, QWidget* parent)
    : QMainWindow(parent), m_session(std::move(session))
{
    setWindowIcon(applicationIcon());
    buildParts();
    setCentralWidget(buildPage());
    m_actions->fillMenuBar(*menuBar(), *m_recent);
    connectSession();
    connectCanvas();
    connectPanels();
    connectReview();
    restoreMemory();
    setMinimumSize(944, 640);

    m_clock.setInterval(kClockMs);
    connect(&m_clock, &QTimer::timeout, this, &WorkWindow::showTime);
    m_clock.start();
    showTool();
    showObject();
    showSaveState();
    m_canvas->setFocus();
    m_session->start();
}

WorkWindow::~WorkWindow()
{
    m_session->disconnect(this);
    m_canvas->setDocument(nullptr);
    m_canvas->setTool(nullptr);
    delete takeCentralWidget(); // the parts borrow from the session
}

void WorkWindow::buildParts()
{
    const JobSpec& spec = m_session->job().spec();
    m_canvas = new Canvas;
    m_canvas->setLabels(spec.labels);
    m_canvas->setAccessibleName(tr("Picture"));
    m_palette = new LabelPalette(spec.labels);
    if (isClassification(spec.taskType)) {
        m_choices = new ChoicePanel(spec);
        m_choices->setDisabled(m_session->isReview());
    }
    m_regions = new RegionActions(
        *m_session, [this] { return selectedRegion(); }, this);
    m_segmentModel = new SegmentModel(*m_session, this);
    m_islands = new IslandStepper(*m_session, this);
    m_actions = new ActionSet(
        {*m_session, *m_canvas, *m_palette, *m_regions, *m_islands, *this}, *this,
        loadKeyMap(actionTable(spec.taskType, m_session->isReview() ? TaskPurpose::Review : TaskPurpose::Labeling)));
    m_verdicts = new VerdictPanel(*m_actions);
    m_verdicts->setVisible(m_session->isReview());
    m_comments = new CommentsPanel(*m_actions);
    m_regionPanel = new RegionPanel(*m_regions, *m_actions);
    m_options = new ToolOptions(spec.labels, *m_actions, m_regionPanel);
    m_history = new HistoryPanel;
    m_islandBar = new IslandBar(*m_islands, spec.labels);
    m_navigator = new Navigator(*m_canvas);
    m_viewPopup = new ViewPopup(this);
    m_task = currentTask(m_session->job());
    m_header = new HeaderBar(QString::fromStdString(spec.name),
                             m_session->isReview() ? tr("Review") : QString::fromStdString(m_task.description),
                             QString::fromStdString(m_session->worker().name), m_task.timeLimit,
                             *m_actions->action("stop"_L1));
    m_confidential = new QLabel(tr("Treat the data in this task as confidential."));
    setRole(*m_confidential, Role::Secondary);
    m_refusal = new QLabel;
    m_refusal->setWordWrap(true);
    setRole(*m_refusal, Role::Warning);
    m_instructions = new InstructionsPanel(m_task.instructions, picturesOf(m_session->job()), spec.taskType);
    m_toolBar = new FloatingToolBar(*m_actions);
    m_toolBar->setHidden(isChoosing());
    m_filmStrip = new FilmStrip(m_session->job(), m_session->queue());
    m_status = new StatusLine;
    m_canvasNotice = new CanvasNotice;
    m_finished = new FinishedPage(*m_actions);
    m_recent = new QMenu(tr("Recent jobs"), this);
    m_recent->setEnabled(false);
    m_leaving = new LeaveFlow(
        *m_session, [this](LeaveFlow::Question question, const QString& reason) { return ask(question, reason); },
        this);
    if (m_session->isReview())
        m_instructions->hide();
    m_timeLimit = new TimeLimit(*m_session, m_task.timeLimit, *this);
}

QWidget* WorkWindow::buildPage()
{
    m_stack = new QStackedWidget;
    m_stack->addWidget(new CanvasArea(*m_canvas, *m_toolBar, *m_islandBar, *m_navigator, *m_canvasNotice));
    m_stack->addWidget(m_finished);

    auto* right = new QWidget;
    setRole(*right, Role::Panel);
    right->setFixedWidth(kPaletteWidth);
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    QWidget* paintSide = buildPaintSide();
    paintSide->setHidden(isChoosing());
    rightColumn->addWidget(paintSide);
    if (isChoosing())
        rightColumn->addWidget(m_choices);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(buildLeftSide());
    middle->addWidget(m_stack, 1);
    middle->addWidget(right);

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(middle, 1);
    column->addWidget(m_filmStrip);
    column->addWidget(buildFooter());
    column->addWidget(m_status);
    return page;
}

/// What is to be read, or in a review to be decided.
QWidget* WorkWindow::buildLeftSide()
{
    auto* side = new QWidget;
    setRole(*side, Role::Panel);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget* panel : {static_cast<QWidget*>(m_verdicts), static_cast<QWidget*>(m_comments)}) {
        panel->setFixedWidth(InstructionsPanel::kWidth);
        column->addWidget(panel);
    }
    if (!m_session->isReview()) {
        m_comments->setMinimumHeight(kLeastCommentsHeight);
        m_comments->setMaximumHeight(kMostCommentsHeight);
    }
    column->addWidget(m_instructions, 1);
    return side;
}

QWidget* WorkWindow::buildPaintSide()
{
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_palette, 1);
    column->addWidget(m_history);
    column->addWidget(new PanelScroll(m_options));
    return side;
}

QWidget* WorkWindow::buildFooter()
{
    auto* footer = new QWidget;
    QAction& submitAction = *m_actions->action("submit"_L1);
    QPushButton* skip = makeButton(*m_actions->action("skip"_L1), tr("Skip"));
    skip->setToolTip(tr("Goes to the next object that waits; this one comes again later"));
    QPushButton* decline = makeButton(*m_actions->action("decline"_L1), tr("Decline…"));
    decline->setToolTip(tr("Gives this object back for good, with a reason"));
    QPushButton* submit = makeButton(submitAction, {});
    const bool isReview = m_session->isReview();
    const auto showKey = [submit, &submitAction, words = isReview ? tr("Submit adjustment") : tr("Submit")] {
        const QString key = keyText(submitAction);
        submit->setText(key.isEmpty() ? words : u"%1  %2"_s.arg(words, key));
    };
    connect(m_actions, &ActionSet::keysChanged, submit, showKey);
    showKey();
    submit->setToolTip(tr("Saves your answer to this object and goes on"));
    if (isReview) {
        decline->hide();
        submit->setToolTip(tr("Saves what you painted in the place of the answers and goes on"));
        submit->setHidden(isChoosing()); // Labels of whole images have no adjustment.
    } else {
        setRole(*submit, Role::Primary);
    }

    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kRelated, Metrics::kRelated);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_confidential, 1);
    row->addWidget(m_refusal, 1);
    row->addWidget(decline);
    row->addWidget(skip);
    row->addWidget(submit);
    return footer;
}

void WorkWindow::connectSession()
{
    WorkSession* session = m_session.get();
    connect(session, &WorkSession::leavingObject, this, [this] {
        m_canvas->setDocument(nullptr);
        keepTypedComment();
        m_status->showNotice({}); // it was about this object
    });
    connect(session, &WorkSession::objectChanged, this, &WorkWindow::showObject);
    connect(session, &WorkSession::maskChanged, m_canvas, &Canvas::maskChanged);
    connect(session, &WorkSession::labelSharesChanged, this,
            [this] { m_palette->setShares(m_session->labelShares()); });
    connect(session, &WorkSession::historyChanged, this, &WorkWindow::showHistory);
    connect(session, &WorkSession::historyChanged, m_islands, &IslandStepper::documentChanged);
    connect(session, &WorkSession::photoChanged, this, &WorkWindow::showOtherPhoto);
    connect(session, &WorkSession::flagChanged, this, &WorkWindow::showFlag);
    connect(session, &WorkSession::choiceChanged, this, &WorkWindow::showChoice);
    connect(session, &WorkSession::paintRuleChanged, this, &WorkWindow::showPaintRule);
    connect(session, &WorkSession::protectedFromEdit, this, &WorkWindow::tellWhyProtected);
    connect(&session->work(), &DocumentWork::changed, this, &WorkWindow::showWork);
    connect(session, &WorkSession::toolChanged, this, &WorkWindow::showTool);
    connect(session, &WorkSession::statusChanged, m_filmStrip, &FilmStrip::statusChanged);
    connect(session, &WorkSession::statusChanged, this, &WorkWindow::showFinishedCounts);
    connect(session, &WorkSession::maskChanged, this, &WorkWindow::showPixel);
    connect(session, &WorkSession::saveStateChanged, this, &WorkWindow::showSaveState);
    connect(session, &WorkSession::notice, this, [this](const QString& text) { m_status->showNotice(text); });
    connect(session, &WorkSession::blankSubmitted, this, &WorkWindow::tellBlankAnswer);
    connect(session, &WorkSession::toolInTheWay, this,
            [this](const QString& text) { m_status->showNotice(text, StatusLine::Weight::Passing); });
    connect(session, &WorkSession::lockTakenOver, this,
            [this](const QString& text) { m_status->showNotice(text, StatusLine::Weight::Aside); });
    connect(session, &WorkSession::draftCameBack, this,
            [this] { m_status->addNotice(tr("Your unsubmitted work on this object came back.")); });
    connect(session, &WorkSession::draftCutOff, this,
            [this](int steps) { m_status->addNotice(cutOffText(steps), StatusLine::Weight::Loss); });
    connect(session, &WorkSession::draftSetAside, this,
            [this](const Error& reason) { m_status->addNotice(setAsideText(reason), StatusLine::Weight::Loss); });
    connect(session, &WorkSession::outputDerived, this, &WorkWindow::showOutput);
    connect(session, &WorkSession::jobCompleted, this, &WorkWindow::tellCompleted);
    connect(session, &WorkSession::jobChanged, this, &WorkWindow::tellJobChanged);
}

void WorkWindow::connectCanvas()
{
    connect(m_canvas, &Canvas::cursorMoved, this, &WorkWindow::showPixel);
    connect(m_canvas, &Canvas::zoomChanged, m_toolBar, &FloatingToolBar::setZoom);
    connect(m_canvas, &Canvas::zoomChanged, m_session.get(), &WorkSession::setZoom);
    connect(m_canvas, &Canvas::zoomChanged, m_status, &StatusLine::setZoom);
    connect(m_canvas, &Canvas::toolChanged, this, &WorkWindow::showHint);
    connect(m_canvas, &Canvas::labelPicked, m_palette, &LabelPalette::chooseLabel);
    connect(m_canvas, &Canvas::edited, this, &WorkWindow::showWhatIsPainted);
    connect(m_canvas, &Canvas::workPending, m_session.get(), &WorkSession::runToolWork);
    connect(m_canvas, &Canvas::brushSizeStepRequested, m_session.get(), &WorkSession::stepBrushDiameter);
    connect(m_canvas, &Canvas::brushDiameterRequested, m_session.get(), &WorkSession::setBrushDiameter);
}

void WorkWindow::connectPanels()
{
    const auto focusCanvas = [this] { m_canvas->setFocus(); };
    connect(m_actions, &ActionSet::keysChanged, this, &WorkWindow::showKeysInPanels);
    connect(m_actions, &ActionSet::keysChanged, this, &WorkWindow::showHint);
    showKeysInPanels();
    connect(m_palette, &LabelPalette::labelChosen, m_session.get(), &WorkSession::setActiveLabel);
    connect(m_palette, &LabelPalette::finished, this, focusCanvas);
    if (isChoosing()) {
        connect(m_choices, &ChoicePanel::toggled, m_session.get(), [session = m_session.get()](int id) {
            if (id == ChoiceModel::kNoneId)
                session->toggleNone();
            else
                session->toggleLabel(id);
        });
        connect(m_choices, &ChoicePanel::finished, this, focusCanvas);
    }
    connectSeeing();
    connectOptions();
    connect(m_options, &ToolOptions::finished, this, focusCanvas);
    connect(m_header, &HeaderBar::flagPressed, this, &WorkWindow::changeFlagNote);
    connect(m_instructions, &InstructionsPanel::toggleRequested, this, &WorkWindow::toggleInstructions);
    connect(m_instructions, &InstructionsPanel::helpRequested, this, &WorkWindow::showHelp);
    connect(m_toolBar, &FloatingToolBar::accepted, this, [this] { m_session->commitTool(); });
    connect(m_toolBar, &FloatingToolBar::cancelled, this, [this] { m_session->cancelTool(); });
    connect(m_filmStrip, &FilmStrip::objectChosen, this, [this, focusCanvas](ObjectId object) {
        m_session->goTo(object);
        focusCanvas();
    });
    connect(m_finished, &FinishedPage::retryRequested, m_session.get(), &WorkSession::retrySave);
    connect(m_finished, &FinishedPage::reviewRequested, this, [this] { m_session->goTo(0); });
    connect(m_history, &HistoryPanel::stepsChosen, m_session.get(), &WorkSession::goToStep);
    connect(m_history, &HistoryPanel::expandedChanged, this, &WorkWindow::showHistory);
    connect(m_islands, &IslandStepper::changed, this, &WorkWindow::showIsland);
    connect(m_islandBar, &IslandBar::finished, this, focusCanvas);
    connect(m_regions, &RegionActions::changed, m_actions, &ActionSet::refresh);
    connect(m_regions, &RegionActions::notice, this, [this](const QString& text) { m_status->showNotice(text); });
    connect(m_segmentModel, &SegmentModel::failed, this, [this](const QString& text) { m_status->showNotice(text); });
    connect(m_segmentModel, &SegmentModel::failureChanged, this,
            [this] { m_options->setModelFailure(m_segmentModel->failure()); });
    connect(m_status, &StatusLine::passingNoticeChanged, m_canvasNotice, &CanvasNotice::setPassing);
    connect(m_status, &StatusLine::cancelRequested, &m_session->work(), &DocumentWork::cancel);
    connect(m_status, &StatusLine::retryRequested, m_session.get(), &WorkSession::retrySave);
    connect(m_status, &StatusLine::reopenRequested, this, [this] {
        if (const std::optional<ObjectId> object = m_session->currentObject())
            m_session->goTo(*object);
    });
    connect(m_timeLimit, &TimeLimit::submitChosen, this, &WorkWindow::submit);
    connect(m_timeLimit, &TimeLimit::skipChosen, m_session.get(), &WorkSession::skip);
    connect(m_leaving, &LeaveFlow::waiting, this, [this](const QString& text) { m_status->showNotice(text); });
    connect(m_leaving, &LeaveFlow::done, this, [this] {
        m_isLeaving = true;
        close();
    });
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/WorkWindow.h"

#include "core/job/Derive.h"
#include "ui/canvas/Canvas.h"
#include "ui/look/Icons.h"
#include "ui/work/ActionSet.h"
#include "ui/work/CanvasArea.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/FinishedPage.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/HeaderBar.h"
#include "ui/work/Hints.h"
#include "ui/work/InstructionsPanel.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/SaveText.h"
#include "ui/work/StatusLine.h"
#include "ui/work/ToolOptions.h"

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

std::vector<CanvasBox> canvasBoxes(const std::vector<BoundingBox>& boxes)
{
    std::vector<CanvasBox> shown;
    for (const BoundingBox& box : boxes) {
        shown.push_back({box.area, QString::fromStdString(box.className),
                         defaultLabelColor(static_cast<std::size_t>(std::max(box.classId, 0)) % kMaxLabels)});
    }
    return shown;
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
    m_options = new ToolOptions;
    m_actions = new ActionSet({*m_session, *m_canvas, *m_palette, *this}, *this, loadKeyMap());
    m_header = new HeaderBar(QString::fromStdString(spec.name), QString::fromStdString(m_session->worker().name),
                             spec.taskTimeLimit, *m_actions->action("stop"_L1));
    m_instructions = new InstructionsPanel(spec.instructions, picturesOf(m_session->job()));
    m_toolBar = new FloatingToolBar(*m_actions);
    m_filmStrip = new FilmStrip(m_session->job(), m_session->queue());
    m_status = new StatusLine;
    m_finished = new FinishedPage(*m_actions);
    m_recent = new QMenu(tr("Recent jobs"), this);
    m_recent->setEnabled(false);
    m_leaving = new LeaveFlow(
        *m_session, [this](LeaveFlow::Question question, const QString& reason) { return ask(question, reason); },
        this);
}

QWidget* WorkWindow::buildPage()
{
    m_stack = new QStackedWidget;
    m_stack->addWidget(new CanvasArea(*m_canvas, *m_toolBar));
    m_stack->addWidget(m_finished);

    auto* right = new QWidget;
    setRole(*right, Role::Panel);
    right->setFixedWidth(kPaletteWidth);
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addWidget(m_palette, 1);
    rightColumn->addWidget(m_options);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_instructions);
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

QWidget* WorkWindow::buildFooter()
{
    auto* footer = new QWidget;
    auto* confidential = new QLabel(tr("Treat the data in this task as confidential."));
    setRole(*confidential, Role::Secondary);
    QAction& submitAction = *m_actions->action("submit"_L1);
    QPushButton* skip = makeButton(*m_actions->action("skip"_L1), tr("Skip"));
    skip->setToolTip(tr("Goes to the next object that waits; this one stays as it is"));
    QPushButton* submit = makeButton(submitAction, {});
    const auto showKey = [submit, &submitAction] {
        const QString key = keyText(submitAction);
        submit->setText(key.isEmpty() ? tr("Submit") : tr("Submit  %1").arg(key));
    };
    connect(m_actions, &ActionSet::keysChanged, submit, showKey);
    showKey();
    submit->setToolTip(tr("Saves your answer to this object and goes on"));
    setRole(*submit, Role::Primary);

    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kRelated, Metrics::kRelated);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(confidential, 1);
    row->addWidget(skip);
    row->addWidget(submit);
    return footer;
}

void WorkWindow::connectSession()
{
    WorkSession* session = m_session.get();
    connect(session, &WorkSession::leavingObject, this, [this] { m_canvas->setDocument(nullptr); });
    connect(session, &WorkSession::objectChanged, this, &WorkWindow::showObject);
    connect(session, &WorkSession::maskChanged, m_canvas, &Canvas::maskChanged);
    connect(session, &WorkSession::labelSharesChanged, this,
            [this] { m_palette->setShares(m_session->labelShares()); });
    connect(session, &WorkSession::historyChanged, m_actions, &ActionSet::refresh);
    connect(session, &WorkSession::toolChanged, this, &WorkWindow::showTool);
    connect(session, &WorkSession::statusChanged, m_filmStrip, &FilmStrip::statusChanged);
    connect(session, &WorkSession::saveStateChanged, this, &WorkWindow::showSaveState);
    connect(session, &WorkSession::notice, this, [this](const QString& text) { m_status->showNotice(text); });
    connect(session, &WorkSession::outputDerived, this, &WorkWindow::showOutput);
}

void WorkWindow::connectCanvas()
{
    connect(m_canvas, &Canvas::cursorMoved, this, &WorkWindow::showPixel);
    connect(m_canvas, &Canvas::zoomChanged, m_toolBar, &FloatingToolBar::setZoom);
    connect(m_canvas, &Canvas::zoomChanged, m_status, &StatusLine::setZoom);
    connect(m_canvas, &Canvas::toolChanged, this, &WorkWindow::showHint);
    connect(m_canvas, &Canvas::workPending, m_session.get(), &WorkSession::runToolWork);
    connect(m_canvas, &Canvas::brushSizeStepRequested, m_session.get(), &WorkSession::stepBrushDiameter);
    connect(m_canvas, &Canvas::brushDiameterRequested, m_session.get(), &WorkSession::setBrushDiameter);
}

void WorkWindow::connectPanels()
{
    const auto focusCanvas = [this] { m_canvas->setFocus(); };
    connect(m_actions, &ActionSet::keysChanged, this, &WorkWindow::showKeysInPanels);
    showKeysInPanels();
    connect(m_palette, &LabelPalette::labelChosen, m_session.get(), &WorkSession::setActiveLabel);
    connect(m_palette, &LabelPalette::finished, this, focusCanvas);
    connect(m_palette, &LabelPalette::hiddenLabelsChanged, this, [this](const std::bitset<256>& hidden) {
        OverlayStyle style = m_canvas->overlayStyle();
        style.hiddenLabels = hidden;
        setOverlayStyle(style);
    });
    connect(m_options, &ToolOptions::brushDiameterChanged, m_session.get(), &WorkSession::setBrushDiameter);
    connect(m_options, &ToolOptions::overlayStyleChanged, this, &WorkWindow::setOverlayStyle);
    connect(m_options, &ToolOptions::finished, this, focusCanvas);
    connect(m_instructions, &InstructionsPanel::toggleRequested, this, &WorkWindow::toggleInstructions);
    connect(m_instructions, &InstructionsPanel::helpRequested, this, &WorkWindow::showHelp);
    connect(m_toolBar, &FloatingToolBar::accepted, this, [this] { m_session->commitTool(); });
    connect(m_toolBar, &FloatingToolBar::cancelled, this, [this] { m_session->cancelTool(); });
    connect(m_filmStrip, &FilmStrip::objectChosen, this, [this, focusCanvas](ObjectId object) {
        m_session->goTo(object);
        focusCanvas();
    });
    connect(m_finished, &FinishedPage::reviewRequested, this, [this] { m_session->goTo(0); });
    connect(m_status, &StatusLine::retryRequested, m_session.get(), &WorkSession::retrySave);
    connect(m_leaving, &LeaveFlow::waiting, this, [this](const QString& text) { m_status->showNotice(text); });
    connect(m_leaving, &LeaveFlow::done, this, [this] {
        m_isLeaving = true;
        close();
    });
}

void WorkWindow::showObject()
{
    const WorkSession::View view = m_session->view();
    const bool isFinished = view == WorkSession::View::Finished;
    m_stack->setCurrentIndex(isFinished ? 1 : 0);
    m_header->setTimeShown(!isFinished);
    m_header->setProgress(progressText(), QString::fromStdString(m_session->sourceRef()));
    m_filmStrip->setCurrentObject(isFinished ? std::nullopt : m_session->currentObject());
    switch (view) {
    case WorkSession::View::Loading:
        m_canvas->showLoading();
        break;
    case WorkSession::View::Labeling:
        showPicture();
        break;
    case WorkSession::View::Unreadable: {
        const std::optional<Error> problem = m_session->problem();
        m_canvas->showMessage(problem ? QString::fromStdString(sentence(*problem)) : QString());
        break;
    }
    case WorkSession::View::Finished:
        m_finished->setJob(m_session->queue().counts(), QString::fromStdString(outputPath().string()));
        break;
    }
    showPixel(m_canvas->pixelUnderCursor());
    if (view != WorkSession::View::Labeling)
        m_status->clearZoom();
    m_palette->setShares(m_session->labelShares());
    showHint();
    showTime();
    updateTitle();
}

void WorkWindow::showPicture()
{
    m_canvas->setImage(m_session->image());
    m_canvas->setDocument(m_session->document());
    m_canvas->setBoxes(canvasBoxes(m_session->boxes()));
    m_toolBar->setZoom(m_canvas->zoom());
    m_status->setZoom(m_canvas->zoom());
}

void WorkWindow::showTool()
{
    if (m_canvas->tool() != &m_session->tool())
        m_canvas->setTool(&m_session->tool());
    m_canvas->setActiveLabel(m_session->activeLabel());
    m_canvas->toolUpdated();
    m_palette->setActiveLabel(m_session->activeLabel());
    m_options->setBrushDiameter(m_session->tools().brushDiameter());
    showHint();
}

void WorkWindow::showHint()
{
    const bool isLabeling = m_session->view() == WorkSession::View::Labeling;
    const Hint hint = isLabeling ? hintFor(m_session->tool().hint()) : Hint{};
    const bool isUnreadable = m_session->view() == WorkSession::View::Unreadable;
    m_status->setHint(isUnreadable ? tr("This object can't be shown. Press Skip to go on.") : hint.text);
    m_canvas->setCursorText(hint.cursorText);
    m_toolBar->setPreviewShown(isLabeling && m_session->tools().current() == ToolId::AutoSegment &&
                               m_session->tool().hint() == "auto-segment.accept");
    m_actions->refresh();
}

void WorkWindow::showPixel(const std::optional<Point>& pixel)
{
    const Document* document = m_session->document();
    if (!pixel || !document || !document->mask().bounds().contains(*pixel)) {
        m_status->setPixel(std::nullopt);
        return;
    }
    const Label label = document->mask().at(*pixel);
    const auto bgr =
        m_session->image().row(pixel->y).subspan(static_cast<std::size_t>(pixel->x) * Image::kBytesPerPixel);
    m_status->setPixel(PixelInfo{
        *pixel,
        label == kUnlabelled ? tr("unlabelled") : QString::fromStdString(m_session->job().spec().labels.at(label).name),
        QColor(bgr[2], bgr[1], bgr[0])});
}

void WorkWindow::showSaveState()
{
    m_status->setSaveState(m_session->saveState());
    if (hasFailed(m_session->saveState()))
        m_status->showNotice(saveStateDetails(m_session->saveState()), StatusLine::Weight::Failure);
    else if (m_status->isShowingFailure())
        m_status->showNotice({});
    m_actions->refresh();
    updateTitle();
}

void WorkWindow::showOutput(const QString& failure)
{
    m_actions->refresh();
    if (failure.isEmpty()) {
        const QString text =
            tr("The output folder is up to date: %1").arg(QString::fromStdString(outputPath().string()));
        m_status->showNotice(text);
        m_finished->setOutputState(text);
    } else {
        m_status->showNotice(failure, StatusLine::Weight::Failure);
        m_finished->setOutputFailure(failure);
    }
}

void WorkWindow::showTime()
{
    m_header->setActiveSeconds(m_session->activeSeconds());
}

void WorkWindow::updateTitle()
{
    setWindowTitle(
        u"%1[*] — %2 — Labelwright"_s.arg(progressText(), QString::fromStdString(m_session->job().spec().name)));
    setWindowModified(isUnsaved(m_session->saveState()));
}

void WorkWindow::updatePanels()
{
    m_instructions->setExpanded(areInstructionsShown());
    m_actions->refresh();
}

QString WorkWindow::progressText() const
{
    const std::optional<ObjectId> object = m_session->currentObject();
    if (m_session->view() == WorkSession::View::Finished || !object)
        return tr("finished");
    return tr("object %1 of %2").arg(QLocale().toString(*object + 1), QLocale().toString(m_session->queue().size()));
}

std::filesystem::path WorkWindow::outputPath() const
{
    return stageFolder(m_session->job());
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/DifferenceWindow.h"

#include "core/job/InitialMask.h"
#include "core/job/JobState.h"
#include "ui/look/ElidedLabel.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/look/Parts.h"
#include "ui/review/AnswerList.h"
#include "ui/review/DifferencePanel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr QSize kFirstSize{1200, 740};
constexpr int kLeastView = 320;
constexpr int kSideWidth = 520; ///< At least: its tables are as wide.

struct ModeText {
    DifferenceView::Mode mode;
    const char* text;
};
constexpr std::array kModeTexts{
    ModeText{DifferenceView::Mode::SideBySide, QT_TRANSLATE_NOOP("DifferenceWindow", "Side by side")},
    ModeText{DifferenceView::Mode::Slider, QT_TRANSLATE_NOOP("DifferenceWindow", "Slider")},
    ModeText{DifferenceView::Mode::Blink, QT_TRANSLATE_NOOP("DifferenceWindow", "Blink")},
    ModeText{DifferenceView::Mode::Changes, QT_TRANSLATE_NOOP("DifferenceWindow", "Changes")},
};

QToolButton* makeButton(QStringView iconName, const QString& text)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setIconSize({Metrics::kIcon, Metrics::kIcon});
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString fileNameOf(const JobSnapshot& job, ObjectId object)
{
    const std::string& sourceRef = job.objects[static_cast<std::size_t>(object)].sourceRef;
    return QString::fromStdString(sourceRef.substr(sourceRef.rfind('/') + 1));
}

bool beginsWithMask(const Job& job, ObjectId object)
{
    const Result<std::optional<std::filesystem::path>> file = initialMaskFile(job, object);
    return file && *file;
}

} // namespace

DifferenceWindow::DifferenceWindow(DifferenceSubject subject, std::optional<Worker> author, QWidget* parent)
    : QWidget(parent), m_subject(std::move(subject)), m_author(std::move(author)),
      m_snapshots(m_subject.jobFolder.toStdString()), m_work(*this), m_title(new ElidedLabel(nullptr, Qt::ElideMiddle)),
      m_modes(new QButtonGroup(this)), m_plays(new QToolButton), m_before(new QComboBox), m_after(new QComboBox),
      m_view(new DifferenceView), m_panel(new DifferencePanel), m_answers(new AnswerList)
{
    setWindowIcon(applicationIcon());
    setWindowTitle(tr("Compare answers — Labelwright"));
    resize(kFirstSize);
    auto* parts = new QSplitter;
    parts->setChildrenCollapsible(false);
    m_view->setMinimumWidth(kLeastView);
    parts->addWidget(m_view);
    parts->addWidget(buildSide());
    parts->setStretchFactor(0, 1);
    parts->setSizes({kFirstSize.width() - kSideWidth, kSideWidth});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(parts, 1);

    connect(m_view, &DifferenceView::modeChanged, this, &DifferenceWindow::showMode);
    connect(m_panel, &DifferencePanel::partChosen, m_view, &DifferenceView::showPart);
    connect(&m_loader, &DifferenceLoader::loaded, this, &DifferenceWindow::showDifference);
    connect(&m_loader, &DifferenceLoader::failed, this, &DifferenceWindow::showReason);
    connect(&m_snapshots, &JobSnapshots::taken, this, &DifferenceWindow::takeSnapshot);
    connect(&m_snapshots, &JobSnapshots::failed, this, &DifferenceWindow::showReason);
    connect(m_answers, &AnswerList::answerChosen, m_after, &QComboBox::setCurrentIndex);
    connect(m_answers, &AnswerList::broughtBack, this, [this](const AnswerEvent& written) {
        m_subject.before.clear();
        m_subject.after.clear();
        emit answerWritten(written);
        m_snapshots.take();
    });
    if (!m_subject.otherFolder.isEmpty()) {
        m_otherSnapshots = std::make_unique<JobSnapshots>(m_subject.otherFolder.toStdString());
        connect(m_otherSnapshots.get(), &JobSnapshots::taken, this, &DifferenceWindow::takeOther);
        connect(m_otherSnapshots.get(), &JobSnapshots::failed, this, &DifferenceWindow::showReason);
        m_otherSnapshots->take();
    }
    m_snapshots.setViewer(m_author);
    m_snapshots.take();
    m_view->showLoading();
    showMode();
    m_view->setFocus();
}

QWidget* DifferenceWindow::buildBar()
{
    setRole(*m_title, Role::Title);
    m_title->setFullText(tr("Object %1").arg(m_subject.object + 1));
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kGroups, Metrics::kRelated);
    row->setSpacing(Metrics::kInside);
    row->addWidget(m_title, 1);
    for (const ModeText& each : kModeTexts) {
        auto* button = new QToolButton;
        button->setText(tr(each.text));
        button->setToolTip(u"%1  %2"_s.arg(tr(each.text)).arg(static_cast<int>(each.mode) + 1));
        button->setCheckable(true);
        button->setMinimumHeight(Metrics::kPageControl);
        button->setFocusPolicy(Qt::TabFocus);
        m_modes->addButton(button, static_cast<int>(each.mode));
        row->addWidget(button);
    }
    connect(m_modes, &QButtonGroup::idClicked, this,
            [this](int mode) { m_view->setMode(static_cast<DifferenceView::Mode>(mode)); });
    m_plays->setText(tr("By itself"));
    m_plays->setToolTip(tr("Blink twice a second  P. By hand: B or space"));
    m_plays->setMinimumHeight(Metrics::kPageControl);
    m_plays->setFocusPolicy(Qt::TabFocus);
    m_plays->setCheckable(true);
    connect(m_plays, &QToolButton::clicked, this, [this](bool plays) { m_view->setBlinksByItself(plays); });
    row->addWidget(m_plays);
    row->addSpacing(Metrics::kGroups);
    const std::pair<QToolButton*, void (DifferenceView::*)()> buttons[]{
        {makeButton(u"zoom-out", tr("Zoom out  -")), &DifferenceView::zoomOut},
        {makeButton(u"zoom-in", tr("Zoom in  +")), &DifferenceView::zoomIn},
        {makeButton(u"fit", tr("Fit  F")), &DifferenceView::fit}};
    for (const auto& [button, call] : buttons) {
        connect(button, &QToolButton::clicked, m_view, call);
        row->addWidget(button);
    }
    return bar;
}

QWidget* DifferenceWindow::buildSide()
{
    auto* side = new QWidget;
    side->setMinimumWidth(kSideWidth);
    setRole(*side, Role::Panel);
    auto* grid = new QGridLayout;
    grid->setSpacing(Metrics::kRelated);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const auto& [combo, text] : {std::pair(m_before, tr("Before")), std::pair(m_after, tr("After"))}) {
        combo->setAccessibleName(text);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(12);
        grid->addWidget(new QLabel(text), line, 0);
        grid->addWidget(combo, line++, 1);
        connect(combo, &QComboBox::currentIndexChanged, this, &DifferenceWindow::compare);
    }
    QToolButton* swaps = makeButton(u"retry", tr("Swap before and after  X"));
    connect(swaps, &QToolButton::clicked, this, &DifferenceWindow::swap);
    grid->addWidget(swaps, 0, 2, 2, 1);
    m_panel->addTab(m_answers, tr("Answers"));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addLayout(grid);
    column->addWidget(m_panel, 1);
    return side;
}

void DifferenceWindow::takeSnapshot(const std::shared_ptr<const JobSnapshot>& snapshot)
{
    m_job = snapshot;
    if (m_subject.object >= m_job->job.objectCount())
        return showReason(tr("The job has no object %1 any more.").arg(m_subject.object + 1));
    m_title->setFullText(tr("Object %1 · %2").arg(m_subject.object + 1).arg(fileNameOf(*m_job, m_subject.object)));
    m_answers->setHistory(m_job, m_subject.object, m_author ? *m_author : decidingWorker(m_job->job));
    m_work.run([job = m_job, object = m_subject.object] { return beginsWithMask(job->job, object); },
               [this](bool hasInitial) {
                   m_hasInitial = hasInitial;
                   fillChoices();
               });
}

void DifferenceWindow::takeOther(const std::shared_ptr<const JobSnapshot>& snapshot)
{
    m_other = snapshot;
    if (m_job)
        fillChoices();
}

void DifferenceWindow::fillChoices()
{
    if (m_otherSnapshots && !m_other)
        return;
    m_choices = ComparisonChoices(m_job, m_subject.object, m_hasInitial, m_other, m_subject.otherObject);
    if (m_choices.all().empty())
        return showReason(tr("Object %1 has no answers yet. They are compared here as soon as there are some.")
                              .arg(m_subject.object + 1));
    for (QComboBox* combo : {m_before, m_after}) {
        const QSignalBlocker blocker(combo);
        combo->clear();
        for (const ComparisonChoice& choice : m_choices.all())
            combo->addItem(choice.title);
    }
    const auto [before, after] = m_subject.before.empty() || m_subject.after.empty()
                                     ? m_choices.first()
                                     : std::pair(m_subject.before, m_subject.after);
    choose(before, after);
}

void DifferenceWindow::choose(const std::string& before, const std::string& after)
{
    {
        const QSignalBlocker blockBefore(m_before);
        const QSignalBlocker blockAfter(m_after);
        m_before->setCurrentIndex(std::max(0, m_choices.placeOf(before)));
        m_after->setCurrentIndex(std::max(0, m_choices.placeOf(after)));
    }
    m_answers->chooseRow(m_before->currentIndex());
    compare();
}

void DifferenceWindow::swap()
{
    if (m_choices.all().empty())
        return;
    const int before = m_before->currentIndex();
    const int after = m_after->currentIndex();
    choose(m_choices.at(after).name, m_choices.at(before).name);
}

void DifferenceWindow::compare()
{
    if (m_before->currentIndex() < 0 || m_after->currentIndex() < 0)
        return;
    const ComparisonChoice& before = m_choices.at(m_before->currentIndex());
    const ComparisonChoice& after = m_choices.at(m_after->currentIndex());
    m_subject.before = before.name;
    m_subject.after = after.name;
    m_before->setToolTip(before.title);
    m_after->setToolTip(after.title);
    m_panel->showBusy();
    m_loader.request(before.side, after.side);
}

void DifferenceWindow::showDifference(const std::shared_ptr<LoadedDifference>& difference)
{
    m_view->setTitles(m_choices.at(m_before->currentIndex()).caption, m_choices.at(m_after->currentIndex()).caption);
    m_view->setDifference(difference);
    m_panel->setDifference(difference);
    const bool hasMasks = difference->masks.has_value();
    for (QAbstractButton* button : m_modes->buttons())
        button->setVisible(hasMasks);
    showMode();
}

void DifferenceWindow::showReason(const QString& reason)
{
    m_panel->setDifference(nullptr);
    m_view->showMessage(reason);
}

void DifferenceWindow::showMode()
{
    m_modes->button(static_cast<int>(m_view->mode()))->setChecked(true);
    m_plays->setVisible(m_view->mode() == DifferenceView::Mode::Blink);
    m_plays->setChecked(m_view->blinksByItself());
}

void DifferenceWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
    case Qt::Key_4:
        m_view->setMode(DifferenceView::kModes[static_cast<std::size_t>(event->key() - Qt::Key_1)]);
        break;
    case Qt::Key_B:
    case Qt::Key_Space:
        m_view->flip();
        break;
    case Qt::Key_P:
        m_view->setBlinksByItself(m_view->mode() == DifferenceView::Mode::Blink && !m_view->blinksByItself());
        break;
    case Qt::Key_N:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_panel->stepPart(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        break;
    case Qt::Key_X:
        swap();
        break;
    case Qt::Key_F:
        m_view->fit();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_view->zoomIn();
        break;
    case Qt::Key_Minus:
        m_view->zoomOut();
        break;
    case Qt::Key_H:
        m_view->setPeek(true);
        break;
    case Qt::Key_Escape:
        close();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
    showMode();
}

void DifferenceWindow::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_H && !event->isAutoRepeat())
        m_view->setPeek(false);
    else
        QWidget::keyReleaseEvent(event);
}

} // namespace labelwright

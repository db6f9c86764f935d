// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/IslandBar.h"

#include "ui/bridge/IslandStepper.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QToolButton* makeStep(QStringView iconName, const QString& text)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setIconSize({Metrics::kIcon, Metrics::kIcon});
    button->setFixedSize(Metrics::kControl, Metrics::kControl);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(text);
    button->setToolTip(text);
    return button;
}

} // namespace

IslandBar::IslandBar(IslandStepper& stepper, LabelSet labels, QWidget* parent)
    : QFrame(parent), m_stepper(stepper), m_labels(std::move(labels)), m_state(new QLabel), m_most(new QSpinBox),
      m_previous(makeStep(u"chevron-left", tr("Previous island  ←"))),
      m_next(makeStep(u"chevron-right", tr("Next island  →"))), m_absorb(new QPushButton(tr("Absorb"))),
      m_done(new QPushButton(tr("Done")))
{
    setRole(*this, Role::FloatingBar);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Islands and holes"));
    setCursor(Qt::ArrowCursor);
    setRole(*m_absorb, Role::Primary);
    m_absorb->setToolTip(tr("Give it the label around it  Enter"));
    m_done->setToolTip(tr("Back to the tools  Esc"));
    m_state->setMinimumWidth(fontMetrics().horizontalAdvance(u"Island 999 of 999 · 100,000 px · "_s));
    m_most->setRange(1, IslandStepper::kLargestMostPixels);
    m_most->setValue(stepper.mostPixels());
    m_most->setSuffix(tr(" px"));
    m_most->setKeyboardTracking(false);
    m_most->setAccessibleName(tr("Largest island"));
    auto* upTo = new QLabel(tr("Up to"));
    setRole(*upTo, Role::Secondary);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kGroups, Metrics::kInside, Metrics::kInside, Metrics::kInside);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_state);
    row->addWidget(upTo);
    row->addWidget(m_most);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_absorb);
    row->addWidget(m_done);
    connectInputs();
    showState();
}

void IslandBar::connectInputs()
{
    connect(&m_stepper, &IslandStepper::changed, this, &IslandBar::showState);
    connect(m_most, &QSpinBox::valueChanged, &m_stepper, &IslandStepper::setMostPixels);
    connect(m_most, &QSpinBox::editingFinished, this, [this] {
        if (m_most->hasFocus())
            setFocus();
    });
    connect(m_previous, &QToolButton::clicked, &m_stepper, &IslandStepper::previous);
    connect(m_next, &QToolButton::clicked, &m_stepper, &IslandStepper::next);
    connect(m_absorb, &QPushButton::clicked, this, [this] {
        if (!m_stepper.absorb())
            emit absorbRefused();
    });
    connect(m_done, &QPushButton::clicked, this, [this] {
        m_stepper.stop();
        emit finished();
    });
}

void IslandBar::showState()
{
    const bool wasHidden = isHidden();
    setVisible(m_stepper.isActive());
    m_state->setText(stateText());
    for (QWidget* each : {static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_next)})
        each->setEnabled(m_stepper.count() > 1);
    m_absorb->setEnabled(m_stepper.current() != nullptr);
    if (wasHidden && m_stepper.isActive())
        setFocus();
}

QString IslandBar::stateText() const
{
    if (m_stepper.isScanning())
        return tr("Looking for islands and holes…");
    const Island* island = m_stepper.current();
    if (!island)
        return tr("No islands or holes of that size");
    const QString name =
        island->label == kUnlabelled ? tr("unlabeled") : QString::fromStdString(m_labels.at(island->label).name);
    const QLocale locale;
    return tr("Island %1 of %2 · %3 px · %4")
        .arg(locale.toString(m_stepper.index() + 1), locale.toString(m_stepper.count()),
             locale.toString(static_cast<qlonglong>(island->area)), name);
}

void IslandBar::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        m_stepper.previous();
        break;
    case Qt::Key_Right:
        m_stepper.next();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & ~Qt::KeypadModifier)
            QFrame::keyPressEvent(event);
        else
            m_absorb->click();
        break;
    case Qt::Key_Escape:
        m_done->click();
        break;
    default:
        QFrame::keyPressEvent(event);
    }
}

} // namespace labelwright

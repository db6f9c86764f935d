// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/PreferencesDialog.h"

#include "core/edit/History.h"
#include "ui/look/Look.h"
#include "ui/work/SegmentSettings.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kMegabyteBits = 20;
constexpr int kStepMegabytes = 64;
constexpr int kWidth = 640;

int megabytes(std::size_t bytes)
{
    return static_cast<int>(bytes >> kMegabyteBits);
}

} // namespace

PreferencesDialog::PreferencesDialog(std::size_t historyByteBudget, const SegmentChoice& segment, QWidget* parent)
    : QDialog(parent), m_history(new QSpinBox), m_segment(new SegmentSettings(segment))
{
    setWindowTitle(tr("Preferences"));
    setFixedWidth(kWidth);
    m_history->setRange(kLeastHistoryMegabytes, kMostHistoryMegabytes);
    m_history->setSingleStep(kStepMegabytes);
    m_history->setSuffix(tr(" MB"));
    m_history->setValue(megabytes(historyByteBudget));

    auto* about = new QLabel(tr("Steps that can be undone are kept for each object until they take this much memory; "
                                "then the oldest go first. %1 MB hold some thousand strokes on a large photo.")
                                 .arg(megabytes(History::kDefaultByteBudget)));
    about->setWordWrap(true);
    setRole(*about, Role::Secondary);

    auto* title = new QLabel(tr("History"));
    setRole(*title, Role::Section);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(Metrics::kGroups);
    form->setVerticalSpacing(Metrics::kRelated);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* memory = new QLabel(tr("Memory for &undo"));
    memory->setBuddy(m_history);
    memory->setMinimumWidth(m_segment->nameWidth());
    form->addRow(memory, m_history);

    auto* buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
    setRole(*buttons->button(QDialogButtonBox::Ok), Role::Primary);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] {
        m_history->setValue(megabytes(History::kDefaultByteBudget));
        m_segment->setChoice({});
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(title);
    column->addLayout(form);
    column->addLayout(m_segment->belowFields(about));
    column->addSpacing(Metrics::kGroups);
    column->addWidget(m_segment);
    column->addSpacing(Metrics::kGroups);
    column->addWidget(buttons);
}

/// As high as its texts are at this width, whatever they say by now; adjustSize() asks for their own width.
bool PreferencesDialog::event(QEvent* event)
{
    const bool isDone = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        resize(width(), heightForWidth(width()));
    return isDone;
}

std::size_t PreferencesDialog::historyByteBudget() const
{
    return static_cast<std::size_t>(m_history->value()) << kMegabyteBits;
}

SegmentChoice PreferencesDialog::segmentChoice() const
{
    return m_segment->choice();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/GoldEdit.h"

#include "ui/home/JobTexts.h"
#include "ui/look/Look.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr double kFirstPercent = 5; ///< As on the command line.
constexpr int kNumberWidth = 96;

} // namespace

GoldEdit::GoldEdit(QWidget* parent)
    : QWidget(parent), m_objects(new QLineEdit), m_percent(new QDoubleSpinBox), m_seed(new QSpinBox)
{
    m_objects->setPlaceholderText(tr("None"));
    m_objects->setAccessibleName(tr("Numbers of the gold objects"));
    m_objects->setClearButtonEnabled(true);
    m_percent->setAccessibleName(tr("Share of the job for each worker"));
    m_percent->setRange(0, 100);
    m_percent->setDecimals(1);
    m_percent->setSuffix(u" %"_s);
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("Another seed draws others"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_objects, 1);
    row->addWidget(new QLabel(tr("Share of the job")));
    row->addWidget(m_percent);
    row->addWidget(new QLabel(tr("Seed")));
    row->addWidget(m_seed);
    for (QWidget* part :
         {static_cast<QWidget*>(m_objects), static_cast<QWidget*>(m_percent), static_cast<QWidget*>(m_seed)})
        part->setFixedHeight(Metrics::kPageControl);
    for (QWidget* number : {static_cast<QWidget*>(m_percent), static_cast<QWidget*>(m_seed)})
        number->setFixedWidth(kNumberWidth);
    setFocusProxy(m_objects);
    setGold(nullptr);
    connect(m_objects, &QLineEdit::textChanged, this, &GoldEdit::changed);
    connect(m_percent, &QDoubleSpinBox::valueChanged, this, &GoldEdit::changed);
    connect(m_seed, &QSpinBox::valueChanged, this, &GoldEdit::changed);
}

void GoldEdit::setGold(const GoldChange* gold)
{
    const bool isGiven = gold && !gold->objects.empty();
    m_objects->setText(isGiven ? objectsText(gold->objects) : QString());
    m_percent->setValue(isGiven ? 100 * gold->share : kFirstPercent);
    m_seed->setValue(isGiven ? static_cast<int>(gold->seed) : 1);
}

Result<GoldChange> GoldEdit::gold() const
{
    const QString text = m_objects->text().remove(u' ');
    if (text.isEmpty())
        return GoldChange{};
    Result<std::vector<ObjectRange>> ranges = parseObjectRanges(text.toStdString());
    if (!ranges || ranges->front().first < 1)
        return Error{ErrorCode::InvalidArgument,
                     tr("\"%1\" names no objects; write numbers from 1 on and ranges, as in 1-100, 121")
                         .arg(m_objects->text().trimmed())
                         .toStdString()};
    for (ObjectRange& range : *ranges)
        range = {range.first - 1, range.last - 1};
    return GoldChange{*std::move(ranges), m_percent->value() / 100, static_cast<std::uint64_t>(m_seed->value())};
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ReviewDialog.h"

#include "core/job/Sample.h"
#include "ui/home/JobFacts.h"
#include "ui/look/Look.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace labelwright {
namespace {

constexpr int kWidth = 440;

} // namespace

ReviewDialog::ReviewDialog(std::vector<ObjectId> labeled, std::vector<ObjectId> unreviewed, QWidget* parent)
    : QDialog(parent), m_labeled(std::move(labeled)), m_unreviewed(std::move(unreviewed)),
      m_unreviewedOnly(new QCheckBox(tr("Leave out what is reviewed already"))), m_percent(new QSpinBox),
      m_seed(new QSpinBox), m_count(new QLabel)
{
    setWindowTitle(tr("Review objects"));
    setFixedWidth(kWidth);
    m_unreviewedOnly->setChecked(!m_unreviewed.empty());
    m_unreviewedOnly->setEnabled(!m_unreviewed.empty() && m_unreviewed.size() < m_labeled.size());
    m_percent->setRange(1, 100);
    m_percent->setValue(100);
    m_percent->setSuffix(QStringLiteral(" %"));
    m_percent->setObjectName(QStringLiteral("percent"));
    m_seed->setRange(1, std::numeric_limits<int>::max());
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setToolTip(tr("The same seed draws the same sample, on every machine"));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_start = buttons->addButton(tr("Start review"), QDialogButtonBox::AcceptRole);
    setRole(*m_start, Role::Primary);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_unreviewedOnly, &QCheckBox::toggled, this, &ReviewDialog::showCount);
    connect(m_percent, &QSpinBox::valueChanged, this, &ReviewDialog::showCount);

    auto* form = new QFormLayout;
    form->addRow(tr("Random sample"), m_percent);
    form->addRow(tr("Seed of the sample"), m_seed);
    setRole(*m_count, Role::Secondary);
    m_count->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(m_unreviewedOnly);
    column->addLayout(form);
    column->addWidget(m_count);
    column->addWidget(buttons);
    showCount();
}

std::vector<ObjectId> ReviewDialog::objects() const
{
    const std::vector<ObjectId>& all = m_unreviewedOnly->isChecked() ? m_unreviewed : m_labeled;
    return sampleOf(all, m_percent->value() / 100.0, static_cast<std::uint64_t>(m_seed->value()));
}

void ReviewDialog::showCount()
{
    const std::size_t count = objects().size();
    const QString text = QLocale().toString(static_cast<qulonglong>(count));
    m_seed->setEnabled(m_percent->value() < 100);
    m_start->setEnabled(count > 0);
    m_count->setText(m_labeled.empty() ? tr("None of the objects shown has all its answers yet.")
                     : count == 1      ? tr("1 object is reviewed.")
                                       : tr("%1 objects are reviewed, in the job's order.").arg(text));
}

std::optional<std::vector<ObjectId>> askForReview(QWidget& page, const JobFacts& facts, std::span<const ObjectId> shown)
{
    std::vector<ObjectId> labeled;
    std::vector<ObjectId> unreviewed;
    for (const ObjectId object : shown) {
        const ObjectSummary& summary = facts.summary(object);
        if (summary.status != TaskStatus::Labelled)
            continue;
        labeled.push_back(object);
        if (!summary.review.verdict && !summary.review.adjustment)
            unreviewed.push_back(object);
    }
    std::ranges::sort(labeled);
    std::ranges::sort(unreviewed);
    ReviewDialog dialog(std::move(labeled), std::move(unreviewed), &page);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.objects()) : std::nullopt;
}

} // namespace labelwright

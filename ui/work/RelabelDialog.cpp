// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/RelabelDialog.h"

#include "ui/look/Look.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kWidth = 360;

/// Row k is label k.
QComboBox* makeChoice(const LabelSet& labels, Label chosen)
{
    auto* choice = new QComboBox;
    choice->addItem(RelabelDialog::tr("unlabeled"));
    for (const LabelClass& label : labels.classes())
        choice->addItem(QString::fromStdString(label.name));
    choice->setCurrentIndex(chosen);
    return choice;
}

} // namespace

RelabelDialog::RelabelDialog(const LabelSet& labels, Label from, Label to, QWidget* parent)
    : QDialog(parent), m_from(makeChoice(labels, from)), m_to(makeChoice(labels, to))
{
    setWindowTitle(tr("Relabel a class in this image"));
    setFixedWidth(kWidth);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(Metrics::kGroups);
    form->setVerticalSpacing(Metrics::kRelated);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Everything that is"), m_from);
    form->addRow(tr("becomes"), m_to);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* relabel = buttons->addButton(tr("Relabel"), QDialogButtonBox::AcceptRole);
    setRole(*relabel, Role::Primary);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto check = [this, relabel] { relabel->setEnabled(this->from() != this->to()); };
    connect(m_from, &QComboBox::currentIndexChanged, this, check);
    connect(m_to, &QComboBox::currentIndexChanged, this, check);
    check();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addLayout(form);
    column->addWidget(buttons);
}

Label RelabelDialog::from() const
{
    return static_cast<Label>(m_from->currentIndex());
}

Label RelabelDialog::to() const
{
    return static_cast<Label>(m_to->currentIndex());
}

} // namespace labelwright

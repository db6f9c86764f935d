// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/DeclineDialog.h"

#include "ui/look/Look.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kWidth = 440;
constexpr int kMaxReason = 500;

QLabel* makeText(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

DeclineDialog::DeclineDialog(QWidget* parent) : QDialog(parent), m_reason(new QComboBox)
{
    setWindowTitle(tr("Decline task"));
    setFixedWidth(kWidth);
    m_reason->setEditable(true);
    m_reason->addItems({tr("The image can't be seen well enough"), tr("The instructions don't fit this image"),
                        tr("None of the labels fits this image"), tr("I don't want to look at this image")});
    m_reason->setCurrentIndex(-1);
    m_reason->lineEdit()->setPlaceholderText(tr("Choose a reason or write your own"));
    m_reason->lineEdit()->setMaxLength(kMaxReason);
    m_reason->setAccessibleName(tr("Reason"));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* decline = buttons->addButton(tr("Decline"), QDialogButtonBox::AcceptRole);
    decline->setEnabled(false);
    setRole(*decline, Role::Primary);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_reason, &QComboBox::editTextChanged, this, [this, decline] { decline->setEnabled(!reason().isEmpty()); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("You don't get this object again. Whoever leads the job sees why.")));
    column->addWidget(m_reason);
    column->addWidget(buttons);
    m_reason->setFocus();
}

QString DeclineDialog::reason() const
{
    return m_reason->currentText().trimmed();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PassphraseDialog.h"

#include "core/base/Passphrase.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/home/HomeParts.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace labelwright {
namespace {

constexpr int kWidth = 460;

QLineEdit* makeField(const QString& name)
{
    auto* field = new QLineEdit;
    field->setEchoMode(QLineEdit::Password);
    field->setAccessibleName(name);
    return field;
}

bool hasPassphrase(const TeamDesk& desk, const QString& team, const Worker& worker)
{
    const WorkspaceTeam* found = desk.team(team.toStdString());
    return found && found->passphraseHashes.contains(worker.id);
}

} // namespace

PassphraseDialog::PassphraseDialog(TeamDesk& desk, const QString& team, Worker worker, QWidget* parent)
    : QDialog(parent), m_desk(desk), m_team(team), m_worker(std::move(worker)),
      m_hasOne(hasPassphrase(desk, team, m_worker)), m_current(makeField(tr("Passphrase now"))),
      m_fresh(makeField(tr("New passphrase"))), m_again(makeField(tr("New passphrase again"))),
      m_problem(makeText({}, Role::Danger))
{
    setWindowTitle(tr("Passphrase"));
    setFixedWidth(kWidth);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(Metrics::kRelated);
    if (m_hasOne)
        form->addRow(tr("Now"), m_current);
    else
        m_current->setParent(this);
    m_current->setVisible(m_hasOne);
    form->addRow(tr("New"), m_fresh);
    form->addRow(tr("New, again"), m_again);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    setRole(*m_save, Role::Primary);
    for (QLineEdit* field : {m_current, m_fresh, m_again})
        connect(field, &QLineEdit::textChanged, this, &PassphraseDialog::judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &PassphraseDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&desk, &TeamDesk::passphraseSet, this, &QDialog::accept);
    connect(&desk, &TeamDesk::failed, this, [this](const QString& text) {
        m_problem->setText(text);
        QLineEdit* field = m_hasOne ? m_current : m_fresh;
        field->setFocus();
        field->selectAll();
    });
    connect(&desk, &TeamDesk::busyChanged, this, &PassphraseDialog::judge);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("It keeps others from signing in as you. Whoever can open the workspace's folder can "
                                  "still read what is in it.%1")
                                   .arg(m_hasOne ? tr(" Leave the new one empty to have none.") : QString()),
                               Role::Secondary));
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    judge();
}

void PassphraseDialog::judge()
{
    const auto length = static_cast<std::size_t>(m_fresh->text().toUtf8().size());
    const bool isNone = length == 0 && m_hasOne;
    const bool isShort = length > 0 && length < kMinPassphraseBytes;
    const bool differs = !m_again->text().isEmpty() && m_again->text() != m_fresh->text();
    m_problem->setText(isShort   ? tr("A passphrase has at least %1 characters.").arg(kMinPassphraseBytes)
                       : differs ? tr("The two are not the same.")
                                 : QString());
    m_save->setEnabled(!m_desk.isBusy() && (isNone || length >= kMinPassphraseBytes) &&
                       m_again->text() == m_fresh->text() && (!m_hasOne || !m_current->text().isEmpty()));
}

void PassphraseDialog::save()
{
    m_desk.setPassphrase(m_team.toStdString(), m_worker, m_current->text().toStdString(),
                         m_fresh->text().toStdString());
}

} // namespace labelwright

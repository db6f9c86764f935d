// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/FlagNote.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>

namespace labelwright {
namespace {

constexpr int kWidth = 440;

} // namespace

QString flagText(const ObjectFlag& flag)
{
    const QString by =
        QCoreApplication::translate("FlagNote", "Flagged by %1").arg(QString::fromStdString(flag.worker.name));
    return flag.note.empty() ? by : QStringLiteral("%1: %2").arg(by, QString::fromStdString(flag.note));
}

std::optional<std::string> askForFlagNote(QWidget& parent, ObjectId object, const ObjectFlag* flag)
{
    QInputDialog dialog(&parent);
    dialog.setWindowTitle(
        QCoreApplication::translate("FlagNote", "Flag object %1").arg(QLocale().toString(qint64{object + 1})));
    dialog.setLabelText(
        QCoreApplication::translate("FlagNote", "What should be looked at again? It can be left empty."));
    dialog.setOkButtonText(QCoreApplication::translate("FlagNote", "Flag"));
    dialog.setTextValue(flag ? QString::fromStdString(flag->note) : QString());
    dialog.resize(kWidth, dialog.sizeHint().height());
    if (auto* line = dialog.findChild<QLineEdit*>())
        line->setMaxLength(static_cast<int>(kMaxFlagNote));
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.textValue().trimmed().toStdString();
}

} // namespace labelwright

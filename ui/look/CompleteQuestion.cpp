// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/CompleteQuestion.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace labelwright {

bool askToComplete(QWidget& parent, const QString& jobName, std::int64_t unlabelled)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("CompleteQuestion", text); };
    const QString left =
        unlabelled == 0 ? tr("No object is left.")
        : unlabelled == 1
            ? tr("1 object is unlabeled. The job ends without it.")
            : tr("%1 objects are unlabeled. The job ends without them.").arg(QLocale().toString(qint64{unlabelled}));
    QMessageBox box(QMessageBox::Question, tr("Labelwright"), tr("Complete the job %1?").arg(jobName),
                    QMessageBox::NoButton, &parent);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("%1 Nobody gets a task of it any more, and its final manifest is written. It can be resumed.").arg(left));
    const QPushButton* complete = box.addButton(tr("Complete job"), QMessageBox::AcceptRole);
    box.setEscapeButton(box.addButton(tr("Keep working"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == complete;
}

} // namespace labelwright

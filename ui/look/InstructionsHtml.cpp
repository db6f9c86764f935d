// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/InstructionsHtml.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString translated(const char* words)
{
    return QCoreApplication::translate("InstructionsHtml", words);
}

QString section(const char* title, const std::string& html)
{
    return html.empty() ? QString()
                        : u"<p style=\"margin-top: 16px\"><b>%1</b></p>%2"_s.arg(translated(title),
                                                                                 QString::fromStdString(html));
}

QString askedFor(TaskType task)
{
    switch (task) {
    case TaskType::ImageClassification:
        return translated("<p>Choose the label that describes the photo best. Then press Enter.</p>");
    case TaskType::ImageClassificationMultiLabel:
        return translated("<p>Choose every label that applies to the photo. Then press Enter.</p>");
    case TaskType::SemanticSegmentation:
        break;
    }
    return translated("<p>Give each pixel the label of what it shows, and leave unlabeled what none of the labels "
                      "fits. Then press Submit.</p>");
}

} // namespace

QString shortInstructionsHtml(const Instructions& instructions, TaskType task)
{
    const QString html = QString::fromStdString(instructions.shortHtml) +
                         section(QT_TRANSLATE_NOOP("InstructionsHtml", "Good example"), instructions.goodExampleHtml) +
                         section(QT_TRANSLATE_NOOP("InstructionsHtml", "Bad example"), instructions.badExampleHtml);
    if (!html.isEmpty())
        return html;
    return translated("<p>This job came without instructions of its own.</p>") + askedFor(task);
}

QString fullInstructionsHtml(const Instructions& instructions, TaskType task)
{
    return instructions.fullHtml.empty() ? shortInstructionsHtml(instructions, task)
                                         : QString::fromStdString(instructions.fullHtml);
}

} // namespace labelwright

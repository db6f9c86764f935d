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

} // namespace

QString shortInstructionsHtml(const Instructions& instructions)
{
    const QString html = QString::fromStdString(instructions.shortHtml) +
                         section(QT_TRANSLATE_NOOP("InstructionsHtml", "Good example"), instructions.goodExampleHtml) +
                         section(QT_TRANSLATE_NOOP("InstructionsHtml", "Bad example"), instructions.badExampleHtml);
    if (!html.isEmpty())
        return html;
    return translated("<p>This job came without instructions of its own.</p>"
                      "<p>Give each pixel the label of what it shows, and leave unlabelled what none of the labels "
                      "fits. Then press Submit.</p>");
}

QString fullInstructionsHtml(const Instructions& instructions)
{
    return instructions.fullHtml.empty() ? shortInstructionsHtml(instructions)
                                         : QString::fromStdString(instructions.fullHtml);
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/HelpDialog.h"

#include "ui/look/Look.h"
#include "ui/look/Resources.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString translated(const char* words)
{
    return QCoreApplication::translate("HelpDialog", words);
}

QString section(const char* title, const std::string& html)
{
    return html.empty() ? QString()
                        : u"<p style=\"margin-top: 16px\"><b>%1</b></p>%2"_s.arg(translated(title),
                                                                                 QString::fromStdString(html));
}

QString helpFile(QLatin1String name)
{
    return QString::fromUtf8(readResource(u":/help/%1.html"_s.arg(name)));
}

QString titleOf(HelpPage page, const Instructions& instructions)
{
    switch (page) {
    case HelpPage::FullInstructions:
        return instructions.fullHeader.empty() ? translated("Full instructions")
                                               : QString::fromStdString(instructions.fullHeader);
    case HelpPage::ToolGuide:
        return translated("Tool guide");
    case HelpPage::AutoSegment:
        return translated("How to use the auto-segment tool");
    }
    return {};
}

QString contentOf(HelpPage page, const Instructions& instructions, TaskType task)
{
    switch (page) {
    case HelpPage::FullInstructions:
        return fullInstructionsHtml(instructions, task);
    case HelpPage::ToolGuide:
        return helpFile("tool-guide"_L1);
    case HelpPage::AutoSegment:
        return helpFile("auto-segment"_L1);
    }
    return {};
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
    return translated("<p>Give each pixel the label of what it shows, and leave unlabelled what none of the labels "
                      "fits. Then press Submit.</p>");
}

} // namespace

QString shortInstructionsHtml(const Instructions& instructions, TaskType task)
{
    const QString html = QString::fromStdString(instructions.shortHtml) +
                         section(QT_TRANSLATE_NOOP("HelpDialog", "Good example"), instructions.goodExampleHtml) +
                         section(QT_TRANSLATE_NOOP("HelpDialog", "Bad example"), instructions.badExampleHtml);
    if (!html.isEmpty())
        return html;
    return translated("<p>This job came without instructions of its own.</p>") + askedFor(task);
}

QString fullInstructionsHtml(const Instructions& instructions, TaskType task)
{
    return instructions.fullHtml.empty() ? shortInstructionsHtml(instructions, task)
                                         : QString::fromStdString(instructions.fullHtml);
}

HelpDialog::HelpDialog(HelpPage page, const Instructions& instructions, const HtmlPictures& pictures, TaskType task,
                       QWidget* parent)
    : QDialog(parent)
{
    const QString title = titleOf(page, instructions);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 640);

    auto* heading = new QLabel(title);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    setRole(*heading, Role::Title);
    auto* view = new HtmlView(pictures);
    view->setAccessibleName(title);
    view->setContent(contentOf(page, instructions, task));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(heading);
    column->addWidget(view, 1);
    column->addWidget(buttons);
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/HelpDialog.h"

#include "ui/look/InstructionsHtml.h"
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

QString contentOf(HelpPage page, const Instructions& instructions)
{
    switch (page) {
    case HelpPage::FullInstructions:
        return fullInstructionsHtml(instructions);
    case HelpPage::ToolGuide:
        return helpFile("tool-guide"_L1);
    case HelpPage::AutoSegment:
        return helpFile("auto-segment"_L1);
    }
    return {};
}

} // namespace

HelpDialog::HelpDialog(HelpPage page, const Instructions& instructions, const HtmlPictures& pictures, QWidget* parent)
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
    view->setContent(contentOf(page, instructions));
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

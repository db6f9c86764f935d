// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/TaskType.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "ui/work/HtmlView.h"

#include <QDialog>
#include <QString>

#include <cstdint>

namespace labelwright {

enum class HelpPage : std::uint8_t { FullInstructions, ToolGuide, AutoSegment };

/// What stands beside the picture: the short instructions and the examples, or what the task asks for where the job has
/// none.
QString shortInstructionsHtml(const Instructions& instructions, TaskType task = TaskType::SemanticSegmentation);

/// The job's full instructions, or the short ones where it has no full ones.
QString fullInstructionsHtml(const Instructions& instructions, TaskType task = TaskType::SemanticSegmentation);

/// A page of help in a window of its own, so that it can stay open beside the work.
class HelpDialog : public QDialog {
    Q_OBJECT
public:
    HelpDialog(HelpPage page, const Instructions& instructions, const HtmlPictures& pictures,
               TaskType task = TaskType::SemanticSegmentation, QWidget* parent = nullptr);
};

} // namespace labelwright

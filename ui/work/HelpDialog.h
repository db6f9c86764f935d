// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/WorkerTemplate.h"
#include "ui/look/HtmlView.h"

#include <QDialog>
#include <QString>

#include <cstdint>

namespace labelwright {

enum class HelpPage : std::uint8_t { FullInstructions, ToolGuide, AutoSegment };

/// A page of help in a window of its own, so that it can stay open beside the work.
class HelpDialog : public QDialog {
    Q_OBJECT
public:
    HelpDialog(HelpPage page, const Instructions& instructions, const HtmlPictures& pictures,
               QWidget* parent = nullptr);
};

} // namespace labelwright

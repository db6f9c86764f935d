// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/TaskType.h"

#include <string>
#include <string_view>

namespace labelwright {

/// What the worker is told, as HTML fragments without white space at their ends; each may be empty.
struct Instructions {
    std::string shortHtml;       ///< Shown beside the image all the time.
    std::string fullHtml;        ///< Shown on request.
    std::string fullHeader;      ///< Plain text, the title of the full instructions.
    std::string goodExampleHtml; ///< Shown below shortHtml.
    std::string badExampleHtml;
    friend bool operator==(const Instructions&, const Instructions&) = default;
};

/// The page on which a worker answers.
struct TaskPage {
    TaskType task = TaskType::SemanticSegmentation;
    std::string header{};       ///< Plain text above the image.
    std::string noneCategory{}; ///< Multi-label only: what may be chosen instead of every label; empty without it.
};

/// template.liquid of a job. readWorkerTemplate() gives the instructions back. Tags of the four elements named there
/// are written as text when they occur in an instruction; Liquid's {{ }} is left as it is.
/// Source: GROUND-TRUTH.md section 1.4.
std::string writeWorkerTemplate(const Instructions& instructions, const TaskPage& page);

/// Reads a template of Ground Truth, or an HTML file with any of <short-instructions>, <full-instructions header="">,
/// <good-example> and <bad-example>. An HTML file without the first two is all short instructions, but for the
/// examples.
/// Errors: Malformed, with the byte of an element that is not closed.
Result<Instructions> readWorkerTemplate(std::string_view text);

/// TaskPage::noneCategory of a template; empty where it has none, or one that can't be read.
std::string exclusionCategoryOf(std::string_view text);

} // namespace labelwright

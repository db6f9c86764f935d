// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

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

/// template.liquid of a segmentation job. `header` is the plain text above the image. readWorkerTemplate() gives the
/// instructions back. Tags of the four elements named there are written as text when they occur in an instruction;
/// Liquid's {{ }} is left as it is. Source: GROUND-TRUTH.md section 1.4.
std::string writeWorkerTemplate(const Instructions& instructions, std::string_view header);

/// Reads a template of Ground Truth, or an HTML file with any of <short-instructions>, <full-instructions header="">,
/// <good-example> and <bad-example>. An HTML file without the first two is all short instructions, but for the
/// examples.
/// Errors: Malformed, with the byte of an element that is not closed.
Result<Instructions> readWorkerTemplate(std::string_view text);

} // namespace labelwright

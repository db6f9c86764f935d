// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BarChart.h"

#include "app/cli/Tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

std::string htmlOf(const Bar& bar, double percent)
{
    return fmt::format("<div class=\"bar\" style=\"width: {:.1f}%{}\"></div>", percent,
                       bar.color ? "; background: " + hexColor(*bar.color) : "");
}

} // namespace

std::string htmlOf(const BarChart& chart)
{
    if (chart.bars.empty())
        return {};
    const double most = std::ranges::max(chart.bars, {}, &Bar::value).value;
    std::string html = fmt::format("<h2>{}</h2>\n<div class=\"chart\">\n", htmlEscaped(chart.title));
    for (const Bar& bar : chart.bars) {
        html += fmt::format("<div>{}</div><div>{}</div><div>{}</div>\n", htmlEscaped(bar.name),
                            bar.value > 0 ? htmlOf(bar, 100 * bar.value / most) : "", htmlEscaped(bar.text));
    }
    return html + "</div>\n";
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/InstructionsJson.h"

#include "core/base/Json.h"

namespace labelwright {

std::string writeInstructions(const Instructions& instructions)
{
    return writeJson({{"short", instructions.shortHtml},
                      {"full", instructions.fullHtml},
                      {"full-header", instructions.fullHeader},
                      {"good-example", instructions.goodExampleHtml},
                      {"bad-example", instructions.badExampleHtml}});
}

Result<Instructions> parseInstructions(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    if (!json->is_object())
        return Error{ErrorCode::Malformed, "the instructions are no object"};
    return Instructions{.shortHtml = textAt(*json, "short"),
                        .fullHtml = textAt(*json, "full"),
                        .fullHeader = textAt(*json, "full-header"),
                        .goodExampleHtml = textAt(*json, "good-example"),
                        .badExampleHtml = textAt(*json, "bad-example")};
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DraftFormat.h"
#include "core/job/Event.h"
#include "core/job/JobSpec.h"
#include "core/job/ObjectFlag.h"
#include "core/job/Settlement.h"
#include "tests/fuzz/Require.h"

using namespace labelwright;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf({data, size});
    if (const auto event = parseEvent(text); event && *event) {
        const auto again = parseEvent(writeAnswerEvent(**event));
        require(again && *again == *event);
    }
    if (const auto flag = parseObjectFlag(text); flag && *flag) {
        const auto again = parseObjectFlag(writeObjectFlag(**flag));
        require(again && *again == *flag);
    }
    if (const auto settlement = parseSettlement(text); settlement && *settlement) {
        const auto again = parseSettlement(writeSettlement(**settlement));
        require(again && *again == *settlement);
    }
    if (const Result<JobSpec> spec = parseJobSpec(text)) {
        const std::string written = writeJobSpec(*spec);
        const Result<JobSpec> again = parseJobSpec(written);
        require(again && writeJobSpec(*again) == written);
    }
    (void)decodeDraft({data, size});
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Engine.h"

#include <filesystem>
#include <string>

namespace labelwright {

/// Who answers auto-segment's clicks.
struct SegmentChoice {
    std::string engine{engines().front().id};
    std::filesystem::path model{};   ///< See openUserModel(); empty for the program's own.
    std::filesystem::path runtime{}; ///< The same.

    friend bool operator==(const SegmentChoice&, const SegmentChoice&) = default;
};

} // namespace labelwright

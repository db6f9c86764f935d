// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// A file of output/, compared with the list of what derive has written there.
struct OutputFile {
    enum class State : std::uint8_t {
        Derived,       ///< As it was written.
        ChangedByHand, ///< Somebody else has changed it since; derive leaves it as it is.
        Missing,       ///< Written once, and gone; derive makes it again where it is still wanted.
        Foreign,       ///< Not written by derive.
    };
    std::string path; ///< Below output/, with '/' between the parts.
    State state = State::Derived;
    std::uint64_t bytes = 0;        ///< 0 when missing.
    std::optional<Time> modified{}; ///< nullopt when missing.
    friend bool operator==(const OutputFile&, const OutputFile&) = default;
};

/// Every file of output/ and those that should be there, by path. No output/ is no file.
/// Cost: asks for every file; reads those whose size or time is not as listed. Errors: Unreadable for a folder.
Result<std::vector<OutputFile>> listOutput(const std::filesystem::path& jobFolder);

} // namespace labelwright

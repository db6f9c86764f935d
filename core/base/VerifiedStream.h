// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace labelwright {

/// A file too large for memory, written piece by piece with the promise of writeFileVerified (DESIGN rule 3): nothing
/// stands under its name before the whole has been fsynced, read back and compared by its SHA-256.
///
/// Use: create, write as often as needed, finish, publish. Without publish nothing is left behind.
/// Thread: one at a time. Cost: a buffer of 256 KiB, two passes over the bytes.
class VerifiedStream {
public:
    /// Missing parent folders are made. Errors: DiskFull, ReadOnly, Unwritable; with the path.
    static Result<VerifiedStream> create(const std::filesystem::path& path);
    ~VerifiedStream();
    VerifiedStream(VerifiedStream&&) noexcept;
    VerifiedStream& operator=(VerifiedStream&&) noexcept;

    /// Errors: DiskFull, Unwritable.
    Status write(std::string_view text);

    /// Brings everything to the disk, reads it back, and gives the SHA-256 of the content. Call once, after the last
    /// write. Errors: NotVerified, DiskFull, Unwritable.
    Result<std::string> finish();

    /// Bytes written so far.
    std::uint64_t byteSize() const;

    /// Renames to the final name, in place of a file of that name. Precondition: finish() returned ok.
    Status publish();

private:
    struct State;
    explicit VerifiedStream(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace labelwright

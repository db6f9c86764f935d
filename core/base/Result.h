// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace labelwright {

/// Why something expected to fail now and then has failed. ui and app turn the code into advice; see advice().
enum class ErrorCode : std::uint8_t {
    NotFound,        ///< No such file or folder.
    Unreadable,      ///< It exists and reading it failed.
    Unwritable,      ///< Writing failed for a reason other than the three below.
    DiskFull,        ///< No space, or over a quota or a size limit.
    ReadOnly,        ///< No permission, or a read-only file system.
    NotVerified,     ///< What was read back differs from what was written.
    Malformed,       ///< The content breaks its format.
    Truncated,       ///< The content ends too early.
    TooLarge,        ///< Over a limit of ours or of Ground Truth's.
    Unsupported,     ///< Well formed, but of a kind that is not handled.
    Mismatch,        ///< Two things that must agree do not: sizes, hashes, names.
    OutsideFolder,   ///< A path climbs out of the folder it must stay in.
    InvalidArgument, ///< A value given by the user is not allowed.
    AlreadyExists,   ///< Nothing is replaced.
    Busy,            ///< Another process holds the lock.
    NewerVersion,    ///< Written by a later version of the program.
    Cancelled,       ///< The user stopped it.
    Unreachable,     ///< A place on another machine fails to answer, or refuses.
};

/// The stable lower-case name of a code, such as "disk-full", for --json and the log.
std::string_view codeName(ErrorCode code);

/// One English sentence on what the user can do about it; empty when detail already says it.
std::string_view advice(ErrorCode code);

/// An expected failure. `detail` is an English clause with names and figures in it, without the path and without a
/// final stop: "the image is 640 x 480, its mask 320 x 240".
struct Error {
    static constexpr std::int64_t kNoPosition = -1;

    ErrorCode code{};
    std::string detail;
    std::filesystem::path path{};        ///< The file or folder concerned; may be empty.
    std::int64_t position = kNoPosition; ///< Line number from 1 in text files, else byte offset from 0.
    bool positionIsLine = true;

    /// The same error with `where` filled in if it was not yet known.
    Error at(std::filesystem::path where) const;
    Error atLine(std::int64_t line) const;
};

/// What, where and what to do, on one line: "PATH, line 12: detail. Advice."
std::string sentence(const Error& error);

/// A value or the error that stood in its way. Shaped after std::expected.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    /// Precondition of the value accessors: has_value(); of error(): not.
    T& value() & { return get(); }
    const T& value() const& { return get(); }
    T&& value() && { return std::move(get()); }
    T& operator*() & { return get(); }
    const T& operator*() const& { return get(); }
    T&& operator*() && { return std::move(get()); }
    T* operator->() { return &get(); }
    const T* operator->() const { return &get(); }
    const Error& error() const
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    T& get()
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T& get() const
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }

    std::variant<T, Error> m_state;
};

using Status = Result<std::monostate>;

/// The Status of success.
inline Status ok()
{
    return std::monostate{};
}

} // namespace labelwright

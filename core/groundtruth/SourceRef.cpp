// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/SourceRef.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kS3 = "s3://";
constexpr std::string_view kFile = "file://";

/// What follows `prefix` in `reference`, without '/' in front; nullopt when it does not go on at a '/'.
std::optional<std::string_view> restAfter(std::string_view prefix, std::string_view reference)
{
    if (!reference.starts_with(prefix))
        return std::nullopt;
    std::string_view rest = reference.substr(prefix.size());
    if (!prefix.ends_with('/') && !rest.empty() && !rest.starts_with('/'))
        return std::nullopt;
    rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
    return rest;
}

const PrefixMapping* longestMapping(std::string_view reference, std::span<const PrefixMapping> mappings)
{
    const PrefixMapping* longest = nullptr;
    for (const PrefixMapping& mapping : mappings) {
        if (restAfter(mapping.prefix, reference) && (!longest || mapping.prefix.size() > longest->prefix.size()))
            longest = &mapping;
    }
    return longest;
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const std::string_view digits = text.substr(i + 1, 2);
        unsigned value = 0;
        const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() < 2 || failure != std::errc() || end != digits.data() + digits.size())
            return std::nullopt;
        decoded += static_cast<char>(value);
        i += 2;
    }
    return decoded;
}

std::string replacedColons(std::string text, std::string_view substitute)
{
    for (std::size_t at = 0; (at = text.find(':', at)) != std::string::npos; at += substitute.size())
        text.replace(at, 1, substitute);
    return text;
}

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// `relative` in `folder`, by the first of its spellings that exists there.
fs::path firstThatExists(const fs::path& folder, const std::string& relative)
{
    constexpr std::array<std::string_view, 2> kColonSubstitutes{"_", "\xEF\x80\xBA"}; // U+F03A
    const fs::path plain = folder / relative;
    if (isThere(plain) || relative.find(':') == std::string::npos)
        return plain;
    for (const std::string_view substitute : kColonSubstitutes) {
        const fs::path other = folder / replacedColons(relative, substitute);
        if (isThere(other))
            return other;
    }
    return plain;
}

bool isInside(const fs::path& path, const fs::path& folder)
{
    const fs::path relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != ".." && relative != ".";
}

bool leadsOut(const fs::path& path, const fs::path& folder)
{
    std::error_code failure;
    const fs::path realFolder = fs::weakly_canonical(folder, failure);
    if (failure)
        return false;
    const fs::path realPath = fs::weakly_canonical(path, failure);
    return !failure && !isInside(realPath, realFolder);
}

Result<fs::path> resolveInside(const fs::path& folder, std::string_view relative, std::string_view reference)
{
    const Error outside{ErrorCode::OutsideFolder, fmt::format("\"{}\" climbs out of its folder", reference), folder};
    const fs::path normal = fs::path(relative).lexically_normal();
    if (!normal.empty() && *normal.begin() == "..")
        return outside;
    if (!normal.has_filename() || normal == ".")
        return Error{ErrorCode::Malformed, fmt::format("\"{}\" names no file", reference)};
    const fs::path path = firstThatExists(folder, normal.string());
    if (leadsOut(path, folder))
        return outside;
    return path;
}

Result<fs::path> resolveAbsolute(std::string_view text, std::string_view reference)
{
    const fs::path path = fs::path(text).lexically_normal();
    if (!path.is_absolute() || !path.has_filename())
        return Error{ErrorCode::Malformed, fmt::format("\"{}\" names no file", reference)};
    return firstThatExists(path.root_path(), path.relative_path().string());
}

Result<fs::path> resolveFileUri(std::string_view reference)
{
    std::string_view rest = reference.substr(kFile.size());
    if (rest.starts_with("localhost/"))
        rest.remove_prefix(std::string_view("localhost").size());
    const std::optional<std::string> decoded = percentDecoded(rest);
    if (!decoded || decoded->find('\0') != std::string::npos)
        return Error{ErrorCode::Malformed, fmt::format("\"{}\" holds a wrong percent escape", reference)};
    return resolveAbsolute(*decoded, reference);
}

/// "https" of "https://host/key".
std::string_view schemeOf(std::string_view reference)
{
    const std::size_t end = reference.find("://");
    return end == std::string_view::npos ? std::string_view() : reference.substr(0, end);
}

} // namespace

Result<fs::path> resolveReference(std::string_view reference, std::span<const PrefixMapping> mappings,
                                  const fs::path& baseFolder)
{
    if (reference.empty() || reference.find('\0') != std::string_view::npos)
        return Error{ErrorCode::Malformed, "the reference to the file is empty or holds a zero byte"};
    if (const PrefixMapping* mapping = longestMapping(reference, mappings))
        return resolveInside((baseFolder / mapping->folder).lexically_normal(), *restAfter(mapping->prefix, reference),
                             reference);
    if (reference.starts_with(kS3))
        return Error{ErrorCode::Unsupported, fmt::format("no folder on this machine stands for \"{}\"", reference)};
    if (reference.starts_with(kFile))
        return resolveFileUri(reference);
    if (const std::string_view scheme = schemeOf(reference); !scheme.empty())
        return Error{
            ErrorCode::Unsupported,
            fmt::format("\"{}\" is neither s3:// nor file:// nor a path, and {}:// is not read", reference, scheme)};
    if (reference.starts_with('/'))
        return resolveAbsolute(reference, reference);
    return resolveInside(baseFolder, reference, reference);
}

std::string joinS3(std::string_view prefix, std::string_view relative)
{
    while (prefix.ends_with('/'))
        prefix.remove_suffix(1);
    while (relative.starts_with('/'))
        relative.remove_prefix(1);
    return fmt::format("{}/{}", prefix, relative);
}

} // namespace labelwright

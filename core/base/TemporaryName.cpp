// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/TemporaryName.h"

#include "core/base/AtomicFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMaking = ".new-";
constexpr std::size_t kDigits = 8;

bool isMakingName(std::string_view name)
{
    if (!name.starts_with('.') || name.size() <= 1 + kMaking.size() + kDigits)
        return false;
    const std::string_view digits = name.substr(name.size() - kDigits);
    name.remove_suffix(kDigits);
    return name.ends_with(kMaking) && digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The name without the dot in front and all that stands behind it.
std::string nameToBe(const std::string& name)
{
    if (isMakingName(name))
        return name.substr(1, name.size() - 1 - kMaking.size() - kDigits);
    if (!isTemporaryName(name))
        return name;
    std::size_t end = name.size();
    for (int part = 0; part < 3; ++part) // The ending, the counter, the process.
        end = name.rfind('.', end - 1);
    return name.substr(1, end - 1);
}

} // namespace

fs::path makingNameFor(const fs::path& target)
{
    return target.parent_path() /
           fmt::format(".{}{}{:08x}", target.filename().string(), kMaking, std::random_device()());
}

fs::path pathToBe(const fs::path& path)
{
    std::string meant; // By hand, as the parts of a path put together again lose a '/' of "s3://".
    const std::string& text = path.native();
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find('/', from), text.size());
        meant += nameToBe(text.substr(from, end - from));
        meant += end < text.size() ? "/" : "";
        from = end + 1;
    }
    return meant;
}

} // namespace labelwright

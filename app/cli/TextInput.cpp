// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TextInput.h"

#include "core/base/AtomicFile.h"

#include <iostream>
#include <iterator>

namespace labelwright {

Result<std::string> readTextInput(const std::filesystem::path& path, std::uintmax_t maxBytes)
{
    if (path == "-")
        return std::string(std::istreambuf_iterator<char>(std::cin), {});
    return readTextFile(path, maxBytes);
}

std::filesystem::path nameOfInput(const std::filesystem::path& path)
{
    return path == "-" ? "standard input" : path;
}

} // namespace labelwright

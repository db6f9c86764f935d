// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

namespace labelwright::fuzz {

/// The first folder of inputs on libFuzzer's command line, which gets what it finds; empty where there is none.
inline std::filesystem::path inputsFolder(std::span<char* const> arguments)
{
    for (const std::string_view argument : arguments.subspan(1)) {
        if (!argument.starts_with('-') && std::filesystem::is_directory(argument))
            return argument;
    }
    return {};
}

inline void write(const std::filesystem::path& path, std::span<const std::uint8_t> bytes)
{
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// Where files are read and written without a disk.
inline std::filesystem::path passingFolder()
{
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

} // namespace labelwright::fuzz

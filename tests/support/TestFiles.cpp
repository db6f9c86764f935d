// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestFiles.h"

#include "core/base/AtomicFile.h"

#include <cstdlib>
#include <fstream>

namespace labelwright::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = LABELWRIGHT_SOURCE_DIR;

} // namespace

fs::path dataPath(std::string_view relative)
{
    return kSource / "tests/data" / relative;
}

std::optional<fs::path> sharedFolder()
{
    const char* named = std::getenv("LABELWRIGHT_SHARED");
    const fs::path folder = named ? fs::path(named) : kSource.parent_path() / "shared";
    return fs::is_directory(folder / "formats/samples") ? std::optional(folder) : std::nullopt;
}

std::vector<std::uint8_t> bytesOf(const fs::path& path)
{
    Result<std::vector<std::uint8_t>> bytes = readFile(path);
    if (!bytes) {
        QTest::qFail(sentence(bytes.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return *std::move(bytes);
}

std::string textOf(const fs::path& path)
{
    const std::vector<std::uint8_t> bytes = bytesOf(path);
    return {bytes.begin(), bytes.end()};
}

void writeBytes(const fs::path& path, std::span<const std::uint8_t> bytes)
{
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

void writeText(const fs::path& path, std::string_view text)
{
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace labelwright::test

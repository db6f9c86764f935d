// SPDX-License-Identifier: GPL-3.0-or-later
// A manifest of a million lines of 80 bytes, against reading the same file and counting its line breaks.
#include "core/groundtruth/Manifest.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr int kLines = 1'000'000;

/// Removed when the program ends.
class MillionLines {
public:
    MillionLines()
        : m_path(fs::temp_directory_path() / ("labelwright-bench-" + std::to_string(::getpid()) + ".manifest"))
    {
        std::ofstream out(m_path, std::ios::binary);
        for (int i = 0; i < kLines; ++i) {
            char line[96];
            std::snprintf(line, sizeof line,
                          "{\"source-ref\":\"s3://example-bucket/road-scenes/images/2026/11/%07d-camera.jpeg\"}\n", i);
            out << line;
        }
    }
    ~MillionLines() { std::remove(m_path.c_str()); }
    MillionLines(const MillionLines&) = delete;
    MillionLines& operator=(const MillionLines&) = delete;

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

const fs::path& manifestFile()
{
    static const MillionLines file;
    return file.path();
}

void readAndCountLineBreaks(benchmark::State& state)
{
    std::vector<char> block(1U << 20U);
    for ([[maybe_unused]] auto _ : state) {
        const int file = ::open(manifestFile().c_str(), O_RDONLY | O_CLOEXEC);
        std::int64_t count = 0;
        while (const ssize_t got = ::read(file, block.data(), block.size())) {
            const char* at = block.data();
            const char* const end = at + got;
            while (const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
                at = static_cast<const char*>(found) + 1;
                ++count;
            }
        }
        ::close(file);
        if (count != kLines)
            state.SkipWithError("wrong count");
    }
}
BENCHMARK(readAndCountLineBreaks)->Unit(benchmark::kMillisecond);

void openManifest(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state) {
        const auto manifest = labelwright::Manifest::open(manifestFile());
        if (!manifest || manifest->lineCount() != kLines)
            state.SkipWithError("wrong count");
    }
}
BENCHMARK(openManifest)->Unit(benchmark::kMillisecond);

/// What a first opening of a job pays on top: checksums of all lines and SHA-256 of the whole.
void scanWholeManifest(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state) {
        const auto scan = labelwright::scanManifest(manifestFile());
        if (!scan || scan->lineChecksums.size() != kLines)
            state.SkipWithError("wrong count");
    }
}
BENCHMARK(scanWholeManifest)->Unit(benchmark::kMillisecond);

} // namespace

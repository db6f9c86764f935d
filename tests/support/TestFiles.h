// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QTest>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright::test {

/// A file or folder below tests/data.
std::filesystem::path dataPath(std::string_view relative);

/// The folder with real Ground Truth samples: $LABELWRIGHT_SHARED, else "shared" beside the checkout; nullopt where
/// there is none. Tests that need it skip, and are never the only test of a thing.
std::optional<std::filesystem::path> sharedFolder();

/// The content of a file; fails the running test (and returns nothing) when it can't be read.
std::vector<std::uint8_t> bytesOf(const std::filesystem::path& path);
std::string textOf(const std::filesystem::path& path);

/// Writes without any check, for broken inputs.
void writeBytes(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
void writeText(const std::filesystem::path& path, std::string_view text);

} // namespace labelwright::test

/// Fails the test with the error's own sentence when a Result holds none.
#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto& verifiedResult = (result);                                                                         \
        QVERIFY2(verifiedResult.has_value(),                                                                           \
                 verifiedResult.has_value() ? "" : labelwright::sentence(verifiedResult.error()).c_str());             \
    } while (false)

/// Fails the test unless the Result holds an error of this code.
#define VERIFY_ERROR(result, expectedCode)                                                                             \
    do {                                                                                                               \
        const auto& verifiedResult = (result);                                                                         \
        QVERIFY2(!verifiedResult.has_value(), "no error");                                                             \
        QCOMPARE(labelwright::codeName(verifiedResult.error().code), labelwright::codeName(expectedCode));             \
    } while (false)

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace labelwright::test {

/// The level of a folder in DESIGN.md's table, or -1 for one that is not in it.
int levelOf(std::string_view folder);

/// What the #include lines of one source file break, one "PATH:LINE: what" each. `path` is relative to the repository
/// root, with '/': "core/mask/Region.cpp". The rules:
/// - a quoted include is written from the root and points to the same folder, to a lower level, or sideways where the
///   table says so;
/// - core includes no Qt, and its headers no third-party header but core/base/Json.h the JSON library's;
/// - no header includes core/base/Json.h;
/// - app/cli includes neither ui nor Qt.
std::vector<std::string> brokenIncludeRules(std::string_view path, std::string_view text);

} // namespace labelwright::test

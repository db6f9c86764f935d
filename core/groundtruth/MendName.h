// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace labelwright {

/// A file's or folder's name as Ground Truth gives it: U+F03A becomes ':', and so does '_' between the hours, minutes
/// and seconds of a time, of which copies made by way of Windows have either. Source: GROUND-TRUTH.md section 0, fact
/// 10.
std::string nameWithColons(std::string_view name);

} // namespace labelwright

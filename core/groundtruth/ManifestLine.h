// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

inline constexpr std::size_t kMaxLineCharacters = 100'000;     ///< Of UTF-8, not bytes.
inline constexpr std::size_t kMaxAttributeCharacters = 20'000; ///< Not applied to "-metadata", which jobs write.

/// What an input manifest's line says about its object.
struct ManifestLine {
    std::string sourceRef; ///< As written: "s3://…", "file://…" or a path; see resolveReference().
};

/// Errors: Malformed when `line` is no JSON object, lacks "source-ref", has "source" beside it or an attribute that
/// begins with '$'; TooLarge over the limits above. Source: GROUND-TRUTH.md section 1.1.
Result<ManifestLine> parseManifestLine(std::string_view line);

enum class AttributeKind : std::uint8_t {
    SemanticSegmentation, ///< The value names a mask.
    ObjectDetection,
    Classification, ///< Of the whole image; see readClassification().
    Failed,         ///< The metadata has a "failure-reason", whatever else it holds.
    Other,
};

/// A label attribute of a line: a key with its "<key>-metadata" sibling.
struct LineAttribute {
    std::string name; ///< Without "-metadata".
    AttributeKind kind = AttributeKind::Other;
    std::string type{};          ///< As written: "groundtruth/semantic-segmentation"; may be empty.
    std::string maskReference{}; ///< SemanticSegmentation only.
    std::string failureReason{}; ///< Failed only.
};

/// The label attributes of `line`, in its order. Types are compared ignoring case.
/// Errors: Malformed when it is no JSON object.
Result<std::vector<LineAttribute>> labelAttributesOf(std::string_view line);

/// Whether `line` is a JSON object with the member `key`.
bool hasMember(std::string_view line, std::string_view key);

/// `line` with `members` ("\"a\":1,\"b\":2") as its last members; every byte of `line` stays as it is and in order.
/// Precondition: `line` is a JSON object. No `members`, no change.
std::string appendMembers(std::string_view line, std::string_view members);

} // namespace labelwright

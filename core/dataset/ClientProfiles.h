// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/Validate.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace labelwright {

struct ClientFiles;
struct ClientReport;
enum class Rule : std::uint8_t;

/// A known program that reads Ground Truth's files, and takes something for granted. What it asks for is the rule of
/// its name in validationRules().
struct ClientProfile {
    Rule rule{};
    std::string_view reader; ///< Which program it is, in a few words.
    void (*check)(const ClientFiles& files, const ClientReport& report) = nullptr;

    std::string_view name() const; ///< "coco-notebook": on the command line, and its rule's id.
};

std::span<const ClientProfile> clientProfiles();

/// nullptr for any other text.
const ClientProfile* findClientProfile(std::string_view name);

/// Checks what the clients would trip over, and nothing else, in a job's output, in a Ground Truth job's folder, or in
/// a folder or file of a manifest with masks. Cost: reads every line for each profile, and masks where one asks for
/// them. Errors: NotFound where there is no output manifest; those of Job::open and openOutputFolder.
Result<std::vector<Finding>> validateForClients(const std::filesystem::path& target,
                                                std::span<const ClientProfile* const> profiles);

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Worker.h"

#include "core/base/Hash.h"
#include "core/groundtruth/WorkerResponse.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::string_view kRegion = "us-east-1";
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kFileNameDigits = 16;

bool isLowerHex(std::string_view text)
{
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// A UUID of the random form (RFC 9562, version 4) whose digits come from `sha256`.
std::string uuidFrom(std::string sha256)
{
    constexpr std::string_view kVariants = "89ab";
    const auto digit = static_cast<std::size_t>(std::stoi(sha256.substr(16, 1), nullptr, 16));
    sha256[12] = '4';
    sha256[16] = kVariants[digit % kVariants.size()];
    const std::string_view hex = sha256;
    return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                       hex.substr(20, 12));
}

/// The third part of "private.us-east-1.0123456789abcdef" is the worker, the second the region of the user pool.
std::string_view regionOf(std::string_view workerId)
{
    const std::size_t first = workerId.find('.');
    const std::size_t last = workerId.rfind('.');
    return first == last ? kRegion : workerId.substr(first + 1, last - first - 1);
}

} // namespace

Result<Worker> createWorker(std::string_view name, std::string_view email)
{
    if (name.empty())
        return Error{ErrorCode::InvalidArgument, "a worker has no name"};
    if (name.size() > kMaxNameBytes)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("a worker's name holds {} bytes, the limit is {}", name.size(), kMaxNameBytes)};
    if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return Error{ErrorCode::InvalidArgument, "a worker's name holds a control character"};
    const std::string hash = sha256Hex(fmt::format("labelwright worker {}", name));
    return Worker{std::string(name), std::string(email),
                  fmt::format("private.{}.{}", kRegion, hash.substr(0, kFileNameDigits))};
}

std::vector<Worker> defaultTeam(int count)
{
    std::vector<Worker> team;
    for (int number = 1; number <= count; ++number)
        team.push_back(*createWorker(fmt::format("worker-{}", number)));
    return team;
}

std::string workerFileName(const Worker& worker)
{
    const std::string_view last = std::string_view(worker.id).substr(worker.id.rfind('.') + 1);
    if (last.size() == kFileNameDigits && isLowerHex(last))
        return std::string(last);
    return sha256Hex(worker.id).substr(0, kFileNameDigits);
}

WorkerIdentity identityOf(const Worker& worker)
{
    const std::string_view region = regionOf(worker.id);
    return {.workerId = worker.id,
            .providerType = "Cognito",
            .issuer = fmt::format("https://cognito-idp.{0}.amazonaws.com/{0}_Labelwrgt", region),
            .sub = uuidFrom(sha256Hex("labelwright sub " + worker.id))};
}

Result<Worker> findWorker(const std::vector<Worker>& team, std::string_view text)
{
    const auto answersTo = [text](const Worker& worker) {
        return worker.name == text || worker.id == text || (!worker.email.empty() && worker.email == text);
    };
    const auto found = std::find_if(team.begin(), team.end(), answersTo);
    if (found != team.end())
        return *found;
    std::string known;
    for (const Worker& worker : team)
        known += (known.empty() ? "" : ", ") + worker.name;
    return Error{ErrorCode::InvalidArgument, fmt::format("there is no worker \"{}\" here; known are {}", text, known)};
}

} // namespace labelwright

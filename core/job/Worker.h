// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

struct WorkerIdentity;

/// A person who labels. `id` is what Ground Truth's files call workerId.
struct Worker {
    std::string name;
    std::string email; ///< May be empty.
    std::string id;    ///< "private.us-east-1.0123456789abcdef"
    friend bool operator==(const Worker&, const Worker&) = default;
};

/// The worker of that name, with the id that follows from it: the same name is the same worker in every copy of a job.
/// Errors: InvalidArgument for an empty name, one of more than 256 bytes, or one with a control character.
Result<Worker> createWorker(std::string_view name, std::string_view email = {});

/// worker-1 to worker-n. Precondition: count >= 1.
std::vector<Worker> defaultTeam(int count);

/// The 16 hexadecimal digits that name the worker in files and folders: the end of an id of ours or Ground Truth's, and
/// of any other id the start of its SHA-256.
std::string workerFileName(const Worker& worker);

/// The identity that worker responses carry: Cognito, with an issuer and a sub that follow from the id.
/// Include core/groundtruth/WorkerResponse.h for its members.
WorkerIdentity identityOf(const Worker& worker);

/// The member whose name, e-mail or id is `text`. Errors: InvalidArgument, naming the known members.
Result<Worker> findWorker(const std::vector<Worker>& team, std::string_view text);

} // namespace labelwright

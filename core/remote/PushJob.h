// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/remote/Rclone.h"
#include "core/remote/RemotePlaces.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

struct PushRequest {
    std::filesystem::path jobFolder;
    RemotePlaces places;
    bool withPhotos = false; ///< Those with s3:// names, to where these say.
    bool withOutput = false; ///< output/ as it is, to the s3:// prefix of the job's output.
};

/// Files that go together.
struct Parcel {
    enum class Kind : std::uint8_t { Spec, Manifest, Photos, Masks, Events, Output };
    Kind kind{};
    std::filesystem::path from;
    std::string to; ///< As rclone calls it.
    std::vector<std::string> files;
    Rclone::IfThere ifThere = Rclone::IfThere::Refuse;
    Rclone::Evidence evidence = Rclone::Evidence::Checksum;
};

struct PushPlan {
    PushRequest request;
    std::vector<Parcel> parcels;     ///< In the order in which they go; none is empty.
    std::int64_t eventsToPull = 0;   ///< That are there and not here.
    std::int64_t linesToPull = 0;    ///< The same of the manifest.
    std::vector<Error> notYetSynced; ///< Stays here until it is whole.
    std::vector<Error> damaged;      ///< Stays as it is, on both sides.

    std::int64_t count(Parcel::Kind kind) const;
};

/// What pushing would do. Writes nothing but in the job's cache/.
/// Errors: those of Job::open, Rclone and growthOf; InvalidArgument, also where the place is a file or the job's own
/// folder; Mismatch where another job lies there; Busy while another push or pull of the job is under way.
Result<PushPlan> planPush(const PushRequest& request, const std::stop_token& stop = {});

/// Sends what the place lacks, each parcel verified before the next goes: the manifest, masks before their events,
/// events before derived files. Nothing is deleted there, and nothing overwritten but a manifest that has grown, what
/// an interrupted push has cut off, and derived files. Pushing again goes on where it was interrupted. The places are
/// remembered. Progress in files. Errors: Busy; those of Rclone and writeFileVerified.
Status push(const PushPlan& plan, const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright

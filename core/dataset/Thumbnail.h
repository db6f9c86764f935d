// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/job/Job.h"
#include "core/job/ObjectId.h"

#include <string>

namespace labelwright {

class ThumbnailCache;

inline constexpr int kThumbnailExtent = 320; ///< Pixels of the longer side; smaller photos stay as they are.

// Thread of all here: any, with a Job that nobody changes meanwhile.

/// SHA-256 of all that an object's thumbnail is made from: the photo's place, size and times, the names of the answers
/// or, without any, the same of the initial value's file, and the labels with their colours. Cost: reads a line of the
/// manifest and asks for the files once. Errors: those of Job::source; NotFound when the photo is not there.
Result<std::string> thumbnailKey(const Job& job, ObjectId object);

/// The photo, at most kThumbnailExtent pixels a side, with labelsNow() over it, or with the initial value, fainter,
/// while there is no answer. Cost: a reduced decoding of the photo, its SHA-256, and the answers' masks. Errors: those
/// of Job::source, readFile, decodeThumbnail, labelsNow and Job::initialMask; Mismatch when the photo is not the one
/// that was labelled.
Result<Image> makeThumbnail(const Job& job, ObjectId object);

/// From `cache`, else made and put there. Errors: as makeThumbnail, and NotFound without the photo's file.
Result<Image> thumbnailOf(const Job& job, ObjectId object, ThumbnailCache& cache);

} // namespace labelwright

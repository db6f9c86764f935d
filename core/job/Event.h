// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Which photo an answer was made on (DESIGN rule 1).
struct ImageIdentity {
    std::string sha256;  ///< Of the file's bytes, 64 hexadecimal digits.
    Size size;           ///< As displayed, after orientation.
    int orientation = 1; ///< EXIF, 1 to 8.
    friend bool operator==(const ImageIdentity&, const ImageIdentity&) = default;
};

/// One worker's answer to one object, or a lead's adjustment of the answers; immutable once written.
struct AnswerEvent {
    ObjectId object = 0;
    std::string sourceRef; ///< As the manifest's line said it.
    std::string stage;     ///< JobSpec::name for the first stage; adjustmentName() of an adjustment.
    Worker worker;
    Time accepted{};  ///< When the worker was first shown the object.
    Time submitted{}; ///< Also the time in the event's name.
    double activeSeconds = 0;
    ImageIdentity image;
    std::vector<int> pixelLabelIds; ///< Entry p is the label id of the worker PNG's palette index p; 0 unlabelled.
    std::string maskFile;           ///< Name of the worker PNG, in the event's own folder.
    std::string maskSha256;         ///< Of that file.
    /// Set for a classification, which has no mask: the three above are empty then. Ids of labels in the job's order;
    /// none where the worker found that no label applies.
    std::optional<std::vector<int>> chosenLabelIds{};
    /// Set for an adjustment: names of the counted answers whose mask it began on, in their order. With other answers
    /// it is stale and not applied (DESIGN rule 5).
    std::vector<std::string> adjusts{};
    /// Given to a gold object: it is compared with the labels that are known, and never counts.
    bool isScoredOnly = false;
    /// Names of this worker's answers, or of the object's adjustments, that this one replaces.
    std::vector<std::string> replaces;
    std::string draftId;                      ///< The draft this was; empty without one.
    std::optional<bool> initialValueModified; ///< Set where the mask began with an initial value.
    std::string name; ///< File name of the event, set when it is written or read; not in the JSON.
    bool isAdjustment() const { return !adjusts.empty(); }
    friend bool operator==(const AnswerEvent&, const AnswerEvent&) = default;
};

/// The order that decides what counts: by time of submission, then by the hash in the name (DESIGN rule 4).
bool comesBefore(const AnswerEvent& left, const AnswerEvent& right);

/// "20261122T090742870123Z-0123456789abcdef-0123456789ab" plus `extension`, the last part from `content`'s SHA-256
/// (DESIGN rule 2).
std::string eventFileName(Time time, const Worker& worker, std::string_view contentSha256, std::string_view extension);

/// Whether `stem` is such a name without its extension.
bool isEventStem(std::string_view stem);

/// Whether the content's SHA-256 is the one in `stem`. Precondition: isEventStem().
bool isNamedFor(std::string_view stem, std::string_view contentSha256);

/// The event file's text; `name` is not part of it.
std::string writeAnswerEvent(const AnswerEvent& event);

/// nullopt for an event of a kind that this version does not know; it is kept and left alone.
/// Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<std::optional<AnswerEvent>> parseEvent(std::string_view text);

} // namespace labelwright

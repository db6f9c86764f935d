// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"
#include "core/job/Event.h"
#include "core/job/Job.h"
#include "core/mask/LabelMask.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// A photo's identity, from its file's bytes and what readImageInfo() said about them. Cost: SHA-256 over the bytes.
ImageIdentity identify(std::span<const std::uint8_t> file, const ImageInfo& info);

/// What a worker hands in: a mask or chosen labels, as the job's task asks for.
struct SubmitRequest {
    ObjectId object = 0;
    Worker worker;
    std::optional<LabelMask> mask{};                  ///< In the job's labels.
    std::optional<std::vector<int>> chosenLabelIds{}; ///< In any order; see checkChoice().
    ImageIdentity image;
    Time accepted{};
    Time submitted{};
    double activeSeconds = 0;
    std::string draftId{};                      ///< Empty without a draft.
    std::optional<bool> initialValueModified{}; ///< Set where the mask began with an initial value.
    /// Of an adjustment: names of the counted answers that it began on; nullopt for those of now.
    std::optional<std::vector<std::string>> seen{};
};

/// An answer that is ready to be written without its Job.
struct PreparedAnswer {
    std::filesystem::path jobFolder;
    LabelSet labels;
    AnswerEvent event;             ///< Complete but for the mask's file and the name.
    std::optional<LabelMask> mask; ///< Unset for chosen labels, which the event holds.
};

/// A lead's mask in the place of what the counted answers amount to, made ready like an answer. `request.mask` and
/// `request.initialValueModified`, whether it differs from that, must be set.
/// Errors: as prepareAnswer(); InvalidArgument for a classification, and an object without as many answers as wanted;
/// Mismatch where the answers are of another photo; that of checkSeen().
Result<PreparedAnswer> prepareAdjustment(const Job& job, SubmitRequest request);

// A window saves in three steps: prepareAnswer() in its own thread, writeAnswer() in any other, and EventLog::add() in
// its own again. submitAnswer() does all three at once.

/// Fills in the source-ref and what the answer replaces. Thread: the job's. Cost: reads one manifest line.
/// Errors: Mismatch when the mask and the photo differ in size, or sourceMismatch(); those of Job::source;
/// InvalidArgument for times out of order, for an answer of another kind than the job's task asks for, and those of
/// checkChoice(). Does not look at the pixels: writeAnswer() does.
Result<PreparedAnswer> prepareAnswer(const Job& job, SubmitRequest request);

/// Encodes the mask and writes the answer; when it returns ok both files have been read back (DESIGN rule 3).
/// Thread: any. Errors: those of encodeWorkerPng and writeFileVerified; nothing is lost but this attempt.
Result<AnswerEvent> writeAnswer(const PreparedAnswer& answer);

/// prepareAnswer(), writeAnswer() and EventLog::add(). Thread: the job's.
Result<AnswerEvent> submitAnswer(Job& job, SubmitRequest request);

/// Submits a mask made elsewhere, in the job's labels: accepted and submitted are now.
/// Cost: decodes the photo too, so that one cut short is noticed.
/// Errors: those of Job::source, decodeImage and submitAnswer; Mismatch for a mask of another size.
Result<AnswerEvent> submitMask(Job& job, ObjectId object, const Worker& worker, LabelMask mask);

/// The same of a file; see decodeForeignMask(). Errors: as above and those of decodeForeignMask.
Result<AnswerEvent> submitMaskFile(Job& job, ObjectId object, const Worker& worker,
                                   const std::filesystem::path& maskFile);

/// The same as an adjustment. Errors: as above and those of consolidateAnswers() and prepareAdjustment().
Result<AnswerEvent> adjustToMaskFile(Job& job, ObjectId object, const Worker& worker,
                                     const std::filesystem::path& maskFile);

/// The same for labels chosen elsewhere, by name; none for the job's none category.
/// Errors: those of labelIdsOf() and as above.
Result<AnswerEvent> submitLabels(Job& job, ObjectId object, const Worker& worker, std::span<const std::string> names);

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/review/BoundaryAgreement.h"
#include "core/review/ConfusionMatrix.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// Two raters on all images that both have rated.
struct PairAgreement {
    std::string first; ///< Names.
    std::string second;
    std::int64_t images = 0;
    /// Of masks the labels of their pixels, of single-label images those of the images; of multi-label images whether
    /// each label was chosen, 0 or 1, all labels together.
    ConfusionMatrix confusion{0};
    std::vector<BoundaryAgreement> fine;    ///< By label, with kFineTolerance; of masks only.
    std::vector<BoundaryAgreement> coarse;  ///< By label, with coarseTolerance(); of masks only.
    std::vector<ConfusionMatrix> decisions; ///< By label, whether it was chosen; of multi-label images only.

    /// Of all labels together.
    std::optional<double> fineF() const;
    std::optional<double> coarseF() const;
    /// f1Of() a label.
    std::optional<double> f1(std::size_t label) const;
};

struct ObjectAgreement {
    ObjectId object = 0; ///< Of the first job.
    std::string sourceRef;
    /// 0 to 1, the mean of all pairs: of masks mean IoU, 1 where nobody labeled anything; else the share of labels on
    /// which they agree.
    double agreement = 0;
    /// The two who agree least: the place of their pair in AgreementReport::pairs, and of workers the names of their
    /// answers.
    std::size_t pair = 0;
    std::string firstAnswer{};
    std::string secondAnswer{};
    ObjectId otherObject = 0; ///< Of the second job; the same object where workers are compared.
};

struct AgreementReport {
    TaskType task = TaskType::SemanticSegmentation;
    std::vector<std::string> labels;      ///< By number; the first is "unlabeled", which no classification has.
    std::vector<PairAgreement> pairs;     ///< In the order of their names.
    std::vector<ObjectAgreement> objects; ///< Those that two rated at least; worst first, then by id.
    std::vector<Error> leftOut;           ///< Answers that could not be compared, each with its path.

    /// fleissKappa() of all pairs.
    std::optional<double> kappa() const;
};

/// Told before each object how many of `all` are done; false stops it.
using AgreementProgress = std::function<bool(std::int64_t done, std::int64_t all)>;

// Thread: any, with jobs that no other thread changes meanwhile. Cost: decodes each answer once and compares each pair.
// Errors also: Cancelled where `progress` says so.

/// The workers of a job with each other, each by the answer that is current.
Result<AgreementReport> agreementOfWorkers(const Job& job, const AgreementProgress& progress = {});

/// What each of two jobs makes of the answers that it has by now, of images with the same source-ref; labels are the
/// same when their names are. Of multi-label images the labels that at least half of the workers chose.
/// Errors: InvalidArgument for jobs of different task types; those of Manifest::line.
Result<AgreementReport> agreementOfJobs(const Job& first, const Job& second, const AgreementProgress& progress = {});

} // namespace labelwright

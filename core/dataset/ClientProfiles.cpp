// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClientProfiles.h"

#include "core/dataset/ClientChecks.h"
#include "core/dataset/ManifestChecks.h"
#include "core/job/Derive.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::array kProfiles{
    ClientProfile{Rule::CocoNotebook, "SageMaker's example notebook from masks to COCO", checkCocoNotebook},
    ClientProfile{Rule::ConversionKit, "AWS's Ground Truth conversion kit, to COCO", checkConversionKit},
    ClientProfile{Rule::ConsolidationNotebooks, "SageMaker's example notebooks on consolidated answers",
                  checkConsolidationNotebooks},
    ClientProfile{Rule::ClassificationNotebook, "SageMaker's example notebook on classifications",
                  checkClassificationNotebook},
    ClientProfile{Rule::IndexCorrection, "SageMaker's script that corrects masks of 2020", checkIndexCorrection},
    ClientProfile{Rule::SuperannotateConverter, "SuperAnnotate's converter of masks", checkSuperannotate},
    ClientProfile{Rule::YoloLabels, "A script from a job's labels and manifest to YOLO", checkYoloLabels},
    ClientProfile{Rule::UploadPipeline, "A pipeline that uploads datasets of fixed attributes", checkUploadPipeline},
    ClientProfile{Rule::AnnotatorAgreement, "A tool that measures workers' agreement", checkAnnotatorAgreement},
    ClientProfile{Rule::YoloClassList, "Scripts that number YOLO's classes by data.json", checkYoloClassList},
    ClientProfile{Rule::SceneCrops, "A function that cuts classes out of scenes", checkSceneCrops},
    ClientProfile{Rule::MultiLabelTransform, "Rekognition's transform of multi-label jobs", checkMultiLabelTransform},
    ClientProfile{Rule::SingleKeyTool, "A tool to YOLOv5", checkSingleKeyTool},
    ClientProfile{Rule::DefectDetection, "AWS's defect detection application", checkDefectDetection},
    ClientProfile{Rule::DefaultPalette, "A script with a fixed table of colors", checkDefaultPalette},
    ClientProfile{Rule::YoloSegmentation, "An uploader of masks as YOLO segmentation", checkYoloSegmentation},
};

/// The folder or file that holds a job's output, and the request that was made of it.
struct Place {
    fs::path output;
    fs::path request;
};

Result<Place> placeOf(const fs::path& target)
{
    std::error_code failure;
    if (!fs::exists(jobFile(target), failure)) {
        const fs::path path = fs::absolute(target, failure).lexically_normal();
        const fs::path folder = isOutputManifest(path) ? outputRootOf(path) : path;
        return Place{folder,
                     folder.parent_path() / fmt::format("{}.create-labeling-job.json", folder.filename().string())};
    }
    const Result<Job> job = Job::open(target);
    if (!job)
        return job.error();
    if (!fs::exists(stageFolder(*job), failure))
        return Error{ErrorCode::NotFound, "nothing has been derived yet that could be read", stageFolder(*job)};
    return Place{stageFolder(*job), labelingJobRequestFile(*job)};
}

Result<ClientFiles> openClientFiles(const fs::path& target)
{
    const Result<Place> place = placeOf(target);
    if (!place)
        return place.error();
    std::error_code failure;
    Result<OutputFolder> output =
        fs::is_directory(place->output, failure) ? openOutputFolder(place->output) : openOutputManifest(place->output);
    if (!output)
        return output.error();
    const OutputAttribute* newest = output->newest();
    std::string name = newest && !newest->jobName.empty() ? newest->jobName : output->root.filename().string();
    return ClientFiles{*std::move(output), std::move(name),
                       fs::exists(place->request, failure) ? place->request : fs::path()};
}

} // namespace

std::string_view ClientProfile::name() const
{
    return ruleOf(rule).id;
}

std::span<const ClientProfile> clientProfiles()
{
    return kProfiles;
}

const ClientProfile* findClientProfile(std::string_view name)
{
    const auto found = std::ranges::find(kProfiles, name, &ClientProfile::name);
    return found == kProfiles.end() ? nullptr : &*found;
}

Result<std::vector<Finding>> validateForClients(const fs::path& target, std::span<const ClientProfile* const> profiles)
{
    const Result<ClientFiles> files = openClientFiles(target);
    if (!files)
        return files.error();
    Findings findings;
    for (const ClientProfile* profile : profiles)
        profile->check(*files, {findings, profile->rule});
    return findings.finish();
}

} // namespace labelwright

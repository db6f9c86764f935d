// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Datasheet.h"

#include "core/job/JobState.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace labelwright {
namespace {

std::string percent(std::int64_t part, std::int64_t all)
{
    return all == 0 ? "-" : fmt::format("{:.2f} %", 100.0 * static_cast<double>(part) / static_cast<double>(all));
}

std::string_view verdictWords(ExportChoice::Verdict verdict)
{
    switch (verdict) {
    case ExportChoice::Verdict::Any:
        return "whatever a reviewer decided";
    case ExportChoice::Verdict::Accepted:
        return "accepted or adjusted by a reviewer";
    case ExportChoice::Verdict::NotRejected:
        return "not rejected by a reviewer";
    }
    return {};
}

std::string origin(const Job& job, const ExportPlan& plan, const ExportChoice& choice, const ExportReport& report)
{
    std::set<std::string> workers;
    Time first{};
    Time last{};
    for (const PlannedItem& planned : plan.items) {
        const Time labelled = planned.item.labelled;
        first = first == Time{} ? labelled : std::min(first, labelled);
        last = std::max(last, labelled);
        for (const AnswerEvent* answer : job.events().countedAnswers(planned.object, job.spec().workersPerObject))
            workers.insert(answer->worker.id);
    }
    std::string text = fmt::format("- Job: {} ({}), label attribute {}\n", job.spec().name,
                                   infoOf(job.spec().taskType).title, job.spec().attribute);
    text += fmt::format("- Images: {} of {}, {}, {}\n", report.items, job.objectCount(),
                        choice.status == ExportChoice::Status::Labeled ? "with all answers that the job asks for"
                                                                       : "with one answer at least",
                        verdictWords(choice.verdict));
    if (!plan.items.empty())
        text += fmt::format("- Labeled by {}, {} per image, from {} to {}\n",
                            workers.size() == 1 ? "one worker" : fmt::format("{} workers", workers.size()),
                            job.spec().workersPerObject, formatMillisUtc(first), formatMillisUtc(last));
    for (const ClassMerge& merge : choice.merges)
        text += fmt::format("- \"{}\" is made of {}\n", merge.name, fmt::join(merge.labels, ", "));
    if (choice.shares)
        text += fmt::format("- Split by seed {}{}\n", choice.seed,
                            choice.stratify ? ", each label in proportion to the parts" : "");
    for (const Error& error : report.leftOut)
        text += fmt::format("- Left out: {}\n", error.detail);
    return text;
}

std::string partsTable(const DatasetFigures& figures)
{
    std::string text = "| part | images |\n|---|---:|\n";
    for (const DatasetPart part : kDatasetParts)
        text += fmt::format("| {} | {} |\n", partName(part), figures.parts[static_cast<std::size_t>(part)].items);
    return text;
}

std::string labelsTable(const DatasetInfo& info, const DatasetFigures& figures)
{
    std::array<DatasetFigures::OfLabel, 256> sums{};
    std::int64_t pixels = 0;
    for (const DatasetFigures::OfPart& part : figures.parts) {
        for (std::size_t label = 0; label < sums.size(); ++label) {
            sums[label].items += part.labels[label].items;
            sums[label].pixels += part.labels[label].pixels;
            pixels += part.labels[label].pixels;
        }
    }
    std::string text = info.hasMasks()
                           ? "| value | label | color | images | pixels | share |\n|---:|---|---|---:|---:|---:|\n"
                           : "| index | label | images |\n|---:|---|---:|\n";
    const std::size_t first = info.hasMasks() ? 0 : 1; // No pixel is a background where labels are of whole images.
    for (std::size_t label = first; label <= info.labels.size(); ++label) {
        const DatasetFigures::OfLabel& sum = sums[label];
        const LabelClass* known = label == 0 ? nullptr : &info.labels.at(static_cast<Label>(label));
        const std::string name = known ? known->name : "(unlabeled)";
        text += info.hasMasks()
                    ? fmt::format("| {} | {} | {} | {} | {} | {} |\n", label, name, known ? hexColor(known->color) : "",
                                  sum.items, sum.pixels, percent(sum.pixels, pixels))
                    : fmt::format("| {} | {} | {} |\n", label - 1, name, sum.items);
    }
    return text;
}

} // namespace

void DatasetFigures::add(const DatasetItem& item)
{
    OfPart& part = parts[static_cast<std::size_t>(item.part)];
    ++part.items;
    if (item.mask) {
        const std::array<std::int64_t, 256> pixels = countLabels(*item.mask);
        for (std::size_t label = 0; label < pixels.size(); ++label) {
            part.labels[label].pixels += pixels[label];
            part.labels[label].items += pixels[label] > 0 ? 1 : 0;
        }
    }
    for (const Label label : item.chosen)
        ++part.labels[label].items;
}

void DatasetFigures::add(const DatasetFigures& other)
{
    for (std::size_t part = 0; part < parts.size(); ++part) {
        parts[part].items += other.parts[part].items;
        for (std::size_t label = 0; label < parts[part].labels.size(); ++label) {
            parts[part].labels[label].items += other.parts[part].labels[label].items;
            parts[part].labels[label].pixels += other.parts[part].labels[label].pixels;
        }
    }
}

std::string datasheet(const Job& job, const ExportPlan& plan, const ExportChoice& choice, const ExportTarget& target,
                      const ExportReport& report, const DatasetFigures& figures)
{
    const DatasetFormat& format = *target.format;
    std::string text =
        fmt::format("# {}\n\n{}, written by Labelwright {}.\n\n## Origin\n\n{}\n## Images\n\n", plan.info.name,
                    format.title, LABELWRIGHT_VERSION, origin(job, plan, choice, report));
    text += plan.info.isSplit ? partsTable(figures) : fmt::format("{}\n", report.items);
    if (target.maxExtent > 0)
        text +=
            fmt::format("\nNo side is longer than {} pixels: larger photos were made smaller by averaging, their masks "
                        "by the nearest pixel.\n",
                        target.maxExtent);
    if (report.turned > 0)
        text += fmt::format("\n{} turned by EXIF data; a program that ignores it sees masks beside what they are of.\n",
                            report.turned == 1 ? "1 photo is" : fmt::format("{} photos are", report.turned));
    text += fmt::format("\n## Labels\n\n{}", labelsTable(plan.info, figures));
    text += "\n## Files\n\n`sha256sum --check SHA256SUMS` says whether all files are as they were written.\n";
    if (target.photos == PhotoUse::Reference)
        text += "\nPhotos are not in this folder: they stayed where they are, and the files name them.\n";
    if (!format.advice.empty())
        text +=
            fmt::format("\n{}\n", fmt::format(fmt::runtime(format.advice), fmt::arg("attribute", plan.info.attribute)));
    return text;
}

} // namespace labelwright

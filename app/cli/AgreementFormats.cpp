// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AgreementFormats.h"

#include "app/cli/Tables.h"
#include "core/base/Json.h"
#include "core/review/Agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace labelwright {
namespace {

std::string plain(std::optional<double> number)
{
    return number ? fmt::format("{:.3f}", *number) : "-";
}

Json figure(std::optional<double> number)
{
    return number ? Json(*number) : Json();
}

std::optional<double> meanF(const std::vector<BoundaryAgreement>& labels)
{
    BoundaryAgreement sum;
    for (const BoundaryAgreement& label : labels)
        sum += label;
    return sum.f();
}

/// A label's confusion: whether it was given, in place of which one.
std::optional<double> f1OfLabel(const PairAgreement& pair, std::size_t label)
{
    return pair.decisions.empty() ? f1Of(pair.confusion, label) : f1Of(pair.decisions[label], 1);
}

bool isOfMasks(const AgreementReport& report)
{
    return !isClassification(report.task);
}

Table pairsTable(const AgreementReport& report)
{
    Table table{"Raters", {}};
    if (isOfMasks(report))
        table.rows.push_back({"First", "Second", "Images", "Mean IoU %", "Pixels %", "Kappa", "Boundary F % at 2 px",
                              "at 0.75 % of the diagonal"});
    else
        table.rows.push_back({"First", "Second", "Images", "Agreed %", "Kappa"});
    for (const PairAgreement& pair : report.pairs) {
        Row row{pair.first, pair.second, std::to_string(pair.images)};
        if (isOfMasks(report))
            row.push_back(percent(meanIou(pair.confusion)));
        row.push_back(percent(accuracyOf(pair.confusion)));
        row.push_back(plain(cohensKappa(pair.confusion)));
        if (isOfMasks(report)) {
            row.push_back(percent(meanF(pair.fine)));
            row.push_back(percent(meanF(pair.coarse)));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table labelsTable(const AgreementReport& report, const PairAgreement& pair)
{
    Table table{fmt::format("Labels of {} and {}", pair.first, pair.second), {}};
    if (isOfMasks(report))
        table.rows.push_back({"Label", "IoU %", "F1 %", "Boundary F % at 2 px", "at 0.75 % of the diagonal"});
    else
        table.rows.push_back({"Label", "F1 %"});
    for (std::size_t label = 1; label < report.labels.size(); ++label) {
        Row row{report.labels[label]};
        if (isOfMasks(report))
            row.push_back(percent(iouOf(pair.confusion, label)));
        row.push_back(percent(f1OfLabel(pair, label)));
        if (isOfMasks(report)) {
            row.push_back(percent(pair.fine[label].f()));
            row.push_back(percent(pair.coarse[label].f()));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Nothing for multi-label images, whose labels don't take each other's place.
std::optional<Table> confusionTable(const AgreementReport& report, const PairAgreement& pair)
{
    if (!pair.decisions.empty())
        return std::nullopt;
    Table table{fmt::format("{} gave (rows) where {} gave (columns)", pair.first, pair.second), {{""}}};
    const std::size_t first = isOfMasks(report) ? 0 : 1;
    for (std::size_t label = first; label < report.labels.size(); ++label)
        table.rows.front().push_back(report.labels[label]);
    for (std::size_t row = first; row < report.labels.size(); ++row) {
        Row cells{report.labels[row]};
        for (std::size_t column = first; column < report.labels.size(); ++column)
            cells.push_back(std::to_string(pair.confusion.at(row, column)));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table worstTable(const AgreementReport& report, std::size_t worst)
{
    Table table{"Least agreed on", {{"Object", "Agreement %", "Source"}}};
    for (const ObjectAgreement& object : report.objects) {
        if (table.rows.size() > worst)
            break;
        table.rows.push_back({std::to_string(object.object), percent(object.agreement), object.sourceRef});
    }
    return table;
}

std::vector<Table> tablesOf(const AgreementReport& report, std::size_t worst)
{
    std::vector<Table> tables{pairsTable(report)};
    for (const PairAgreement& pair : report.pairs) {
        tables.push_back(labelsTable(report, pair));
        if (std::optional<Table> confusion = confusionTable(report, pair))
            tables.push_back(*std::move(confusion));
    }
    if (worst > 0)
        tables.push_back(worstTable(report, worst));
    return tables;
}

std::string summaryOf(const AgreementReport& report)
{
    return fmt::format("{} compared. Fleiss' kappa of all raters: {}.",
                       report.objects.size() == 1 ? "1 object was"
                                                  : fmt::format("{} objects were", report.objects.size()),
                       plain(report.kappa()));
}

Json labelJson(const AgreementReport& report, const PairAgreement& pair, std::size_t label)
{
    Json json{{"label", report.labels[label]}, {"f1", figure(f1OfLabel(pair, label))}};
    if (isOfMasks(report)) {
        json["iou"] = figure(iouOf(pair.confusion, label));
        json["boundary-f-2px"] = figure(pair.fine[label].f());
        json["boundary-f-diagonal"] = figure(pair.coarse[label].f());
    }
    if (!pair.decisions.empty())
        json["kappa"] = figure(cohensKappa(pair.decisions[label]));
    return json;
}

Json pairJson(const AgreementReport& report, const PairAgreement& pair)
{
    Json json{{"first", pair.first},
              {"second", pair.second},
              {"images", pair.images},
              {"accuracy", figure(accuracyOf(pair.confusion))},
              {"kappa", figure(cohensKappa(pair.confusion))}};
    if (isOfMasks(report)) {
        json["mean-iou"] = figure(meanIou(pair.confusion));
        json["boundary-f-2px"] = figure(meanF(pair.fine));
        json["boundary-f-diagonal"] = figure(meanF(pair.coarse));
    }
    json["labels"] = Json::array();
    for (std::size_t label = 1; label < report.labels.size(); ++label)
        json["labels"].push_back(labelJson(report, pair, label));
    json["confusion"] = Json::array();
    for (std::size_t row = 0; row < pair.confusion.labels(); ++row) {
        Json cells = Json::array();
        for (std::size_t column = 0; column < pair.confusion.labels(); ++column)
            cells.push_back(pair.confusion.at(row, column));
        json["confusion"].push_back(std::move(cells));
    }
    return json;
}

} // namespace

std::string agreementText(const AgreementReport& report, std::size_t worst)
{
    std::string text = summaryOf(report) + '\n';
    for (const Table& table : tablesOf(report, worst))
        text += textOf(table);
    return text;
}

std::string agreementJson(const AgreementReport& report)
{
    Json json{{"task", infoOf(report.task).id}, {"labels", report.labels}, {"fleiss-kappa", figure(report.kappa())}};
    json["pairs"] = Json::array();
    for (const PairAgreement& pair : report.pairs)
        json["pairs"].push_back(pairJson(report, pair));
    json["objects"] = Json::array();
    for (const ObjectAgreement& object : report.objects)
        json["objects"].push_back(
            {{"object", object.object}, {"source-ref", object.sourceRef}, {"agreement", object.agreement}});
    json["left-out"] = Json::array();
    for (const Error& error : report.leftOut)
        json["left-out"].push_back(sentence(error));
    return writeJson(json) + '\n';
}

std::string agreementCsv(const AgreementReport& report)
{
    std::string text = "object,source-ref,agreement\n";
    for (const ObjectAgreement& object : report.objects)
        text += csvLine({fmt::to_string(object.object), object.sourceRef, fmt::format("{:.6f}", object.agreement)});
    return text;
}

std::string agreementHtml(const AgreementReport& report, const std::string& title, std::size_t worst)
{
    std::vector<std::string> parts;
    for (const Table& table : tablesOf(report, worst))
        parts.push_back(htmlOf(table));
    return htmlPage(title, summaryOf(report), parts);
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AgreementFormats.h"

#include "app/cli/TextTable.h"
#include "core/base/Json.h"
#include "core/review/Agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace labelwright {
namespace {

using Row = std::vector<std::string>;
using Table = TextTable;

std::string plain(std::optional<double> number)
{
    return number ? fmt::format("{:.3f}", *number) : "-";
}

Json figure(std::optional<double> number)
{
    return number ? Json(*number) : Json();
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
            row.push_back(percent(pair.fineF()));
            row.push_back(percent(pair.coarseF()));
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
        row.push_back(percent(pair.f1(label)));
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
    return fmt::format("{} objects were compared. Fleiss' kappa of all raters: {}.", report.objects.size(),
                       plain(report.kappa()));
}

std::string escaped(const std::string& text)
{
    std::string html;
    for (const char c : text) {
        switch (c) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        default:
            html += c;
        }
    }
    return html;
}

std::string htmlOf(const Table& table)
{
    std::string html = fmt::format("<h2>{}</h2>\n<table>\n", escaped(table.title));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string_view tag = row == 0 ? "th" : "td";
        html += "<tr>";
        for (const std::string& cell : table.rows[row])
            html += fmt::format("<{0}>{1}</{0}>", tag, escaped(cell));
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

/// Quoted where the text would end its field.
std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == text.npos)
        return text;
    std::string field = "\"";
    for (const char c : text)
        field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

Json labelJson(const AgreementReport& report, const PairAgreement& pair, std::size_t label)
{
    Json json{{"label", report.labels[label]}, {"f1", figure(pair.f1(label))}};
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
        json["boundary-f-2px"] = figure(pair.fineF());
        json["boundary-f-diagonal"] = figure(pair.coarseF());
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
        text += '\n' + table.text();
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
        text += fmt::format("{},{},{:.6f}\n", object.object, csvField(object.sourceRef), object.agreement);
    return text;
}

std::string agreementHtml(const AgreementReport& report, const std::string& title, std::size_t worst)
{
    std::string html = fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                   "<title>{0}</title>\n<style>\n"
                                   "body {{ font-family: sans-serif; margin: 2em; }}\n"
                                   "table {{ border-collapse: collapse; }}\n"
                                   "th, td {{ padding: 0.2em 0.8em; text-align: left; "
                                   "border-bottom: 1px solid #ccc; }}\n"
                                   "</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p>{1}</p>\n",
                                   escaped(title), escaped(summaryOf(report)));
    for (const Table& table : tablesOf(report, worst))
        html += htmlOf(table);
    return html + "</body>\n</html>\n";
}

} // namespace labelwright

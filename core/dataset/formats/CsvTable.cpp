// SPDX-License-Identifier: GPL-3.0-or-later
// labels.csv and images/<part>/. Single label: the columns filename, split and label. Multi-label: filename, split and
// a column of 0 and 1 for each class, which holds any name and images without a class. The column split is only there
// where the dataset is split; classes.txt has the classes in their order, those of no photo too.
#include "core/base/Csv.h"
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/EntryReader.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/PartFiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTable = "labels.csv";
constexpr std::string_view kClasses = "classes.txt";
constexpr std::string_view kFile = "filename";
constexpr std::string_view kSplit = "split";
constexpr std::string_view kLabel = "label";

class CsvWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        Result<VerifiedStream> text = folder.createText(std::string(kTable));
        if (!text)
            return text.error();
        auto writer = std::make_unique<CsvWriter>(folder, info, *std::move(text));
        if (Status written = writer->m_text.write(csvLine(writer->heading())); !written)
            return written.error();
        return WriterResult(std::move(writer));
    }

    CsvWriter(DatasetFolder& folder, const DatasetInfo& info, VerifiedStream text)
        : m_folder(folder), m_info(info), m_text(std::move(text))
    {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return placeOf("images", m_info.isSplit, item.part, item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        std::vector<std::string> row{item.photoReference.empty() ? photoPath(item) : item.photoReference};
        if (m_info.isSplit)
            row.emplace_back(partName(item.part));
        if (!isMultiLabel())
            row.push_back(item.chosen.empty() ? "" : m_info.labels.at(item.chosen.front()).name);
        for (std::size_t label = 1; isMultiLabel() && label <= m_info.labels.size(); ++label)
            row.emplace_back(std::ranges::find(item.chosen, label) == item.chosen.end() ? "0" : "1");
        EncodedItem encoded;
        encoded.record = csvLine(row);
        return encoded;
    }

    Status append(const DatasetItem&, const EncodedItem& encoded) override { return m_text.write(encoded.record); }

    Status finish() override
    {
        if (Status added = m_folder.add(std::string(kTable), std::move(m_text)); !added)
            return added;
        return m_folder.write(std::string(kClasses), plainClasses(m_info.labels));
    }

private:
    bool isMultiLabel() const { return m_info.task == TaskType::ImageClassificationMultiLabel; }

    std::vector<std::string> heading() const
    {
        std::vector<std::string> row{std::string(kFile)};
        if (m_info.isSplit)
            row.emplace_back(kSplit);
        if (!isMultiLabel())
            row.emplace_back(kLabel);
        for (std::size_t label = 1; isMultiLabel() && label <= m_info.labels.size(); ++label)
            row.push_back(m_info.labels.at(static_cast<Label>(label)).name);
        return row;
    }

    DatasetFolder& m_folder;
    DatasetInfo m_info;
    VerifiedStream m_text;
};

/// The file's heading, and what it says about its rows.
struct Columns {
    std::vector<std::string> names;
    std::size_t firstLabel = 1;
    bool isSplit = false;
    bool isMultiLabel = false;
};

Result<Columns> readHeading(const std::vector<CsvRow>& rows, const fs::path& path)
{
    if (rows.empty() || rows.front().fields.front() != kFile)
        return Error{ErrorCode::Malformed, "a first line that begins with the column \"filename\" is expected", path,
                     1};
    Columns columns{rows.front().fields};
    columns.isSplit = columns.names.size() > 2 && columns.names[1] == kSplit;
    columns.firstLabel = columns.isSplit ? 2 : 1;
    if (columns.names.size() <= columns.firstLabel)
        return Error{ErrorCode::Malformed, "there is no column of labels", path, 1};
    columns.isMultiLabel = columns.names.size() > columns.firstLabel + 1 || columns.names.back() != kLabel;
    return columns;
}

Result<LabelSet> labelsOf(const std::vector<CsvRow>& rows, const Columns& columns, const fs::path& root)
{
    std::vector<std::string> names(columns.names.begin() + static_cast<std::ptrdiff_t>(columns.firstLabel),
                                   columns.names.end());
    if (!columns.isMultiLabel) {
        Result<LabelSet> listed = readPlainClasses(root / kClasses);
        if (listed || listed.error().code != ErrorCode::NotFound)
            return listed;
        std::set<std::string> found;
        for (std::size_t row = 1; row < rows.size(); ++row) {
            if (rows[row].fields.size() == columns.names.size() && !rows[row].fields.back().empty())
                found.insert(rows[row].fields.back());
        }
        names.assign(found.begin(), found.end());
    }
    Result<LabelSet> labels = LabelSet::fromNames(names);
    return labels ? std::move(labels) : Result<LabelSet>(labels.error().at(root / kTable).atLine(1));
}

/// Where the photo is: in the dataset, elsewhere on this machine, or elsewhere.
Result<DatasetItem> findPhoto(const std::string& reference, const fs::path& root)
{
    const fs::path path(reference);
    DatasetItem item = itemNamedAs(path);
    std::error_code failure;
    if (reference.starts_with("s3://")) {
        item.photoReference = reference;
    } else if (path.is_absolute()) {
        item.photoReference = reference;
        if (fs::is_regular_file(path, failure))
            item.photo = path;
    } else {
        const Result<fs::path> below = fileBelow(root, reference);
        if (!below)
            return below.error();
        if (fs::is_regular_file(*below, failure))
            item.photo = *below;
    }
    return item;
}

Result<DatasetPart> partOf(std::string_view name)
{
    for (const DatasetPart part : kDatasetParts) {
        if (name == partName(part) || name == shortPartName(part))
            return part;
    }
    return Error{ErrorCode::Malformed, fmt::format("the split is \"{}\", not train, validation or test", name)};
}

Result<std::vector<Label>> chosenOf(const CsvRow& row, const Columns& columns, const LabelSet& labels)
{
    std::vector<Label> chosen;
    if (columns.isMultiLabel) {
        for (std::size_t column = columns.firstLabel; column < row.fields.size(); ++column) {
            const std::string& value = row.fields[column];
            if (value != "0" && value != "1")
                return Error{ErrorCode::Malformed,
                             fmt::format("the column \"{}\" holds \"{}\", not 0 or 1", columns.names[column], value)};
            if (value == "1")
                chosen.push_back(static_cast<Label>(column - columns.firstLabel + 1));
        }
    } else if (!row.fields.back().empty()) {
        const std::optional<Label> label = labels.findName(row.fields.back());
        if (!label)
            return Error{ErrorCode::Mismatch, fmt::format("classes.txt has no class \"{}\"", row.fields.back())};
        chosen.push_back(*label);
    }
    return chosen;
}

Result<DatasetItem> readRow(const CsvRow& row, const Columns& columns, const LabelSet& labels, const fs::path& root)
{
    if (row.fields.size() != columns.names.size())
        return Error{ErrorCode::Malformed,
                     fmt::format("the line has {} columns, the first one {}", row.fields.size(), columns.names.size())};
    Result<DatasetItem> item = findPhoto(row.fields.front(), root);
    if (!item)
        return item.error();
    const Result<DatasetPart> part = columns.isSplit ? partOf(row.fields[1]) : DatasetPart::Train;
    if (!part)
        return part.error();
    Result<std::vector<Label>> chosen = chosenOf(row, columns, labels);
    if (!chosen)
        return chosen.error();
    item->part = *part;
    item->chosen = *std::move(chosen);
    return item;
}

} // namespace

WriterResult writeCsv(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    const bool isMultiLabel = info.task == TaskType::ImageClassificationMultiLabel;
    if (isMultiLabel && info.labels.size() == 1 && info.labels.at(1).name == kLabel)
        return Error{ErrorCode::InvalidArgument,
                     "a table with the one class \"label\" can't be told from one of single labels"};
    if (isMultiLabel && info.labels.at(1).name == kSplit)
        return Error{ErrorCode::InvalidArgument,
                     "a table whose first class is \"split\" can't be told from one of parts"};
    return CsvWriter::create(folder, info);
}

ReaderResult readCsv(const fs::path& path, Opening& opening)
{
    std::error_code failure;
    const fs::path table = fs::is_directory(path, failure) ? path / kTable : path;
    const fs::path root = table.parent_path();
    const Result<std::string> text = readTextFile(table);
    const Result<std::vector<CsvRow>> rows = text ? parseCsv(*text) : Result<std::vector<CsvRow>>(text.error());
    if (!rows)
        return rows.error().at(table);
    const Result<Columns> columns = readHeading(*rows, table);
    if (!columns)
        return columns.error();
    Result<LabelSet> labels = labelsOf(*rows, *columns, root);
    if (!labels)
        return labels.error();
    std::vector<DatasetEntry> entries;
    opening.expect(static_cast<std::int64_t>(rows->size()) - 1);
    for (std::size_t row = 1; row < rows->size(); ++row) {
        if (Status goesOn = opening.advance(1); !goesOn)
            return goesOn.error();
        Result<DatasetItem> item = readRow((*rows)[row], *columns, *labels, root);
        if (!item)
            return Error{item.error().code, item.error().detail, table, (*rows)[row].line};
        entries.push_back({*std::move(item)});
    }
    return EntryReader::create(
        {.task = columns->isMultiLabel ? TaskType::ImageClassificationMultiLabel : TaskType::ImageClassification,
         .labels = *std::move(labels),
         .isSplit = columns->isSplit},
        std::move(entries), {}, root);
}

} // namespace labelwright

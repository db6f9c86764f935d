// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/OutputFolder.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright::test {

inline const std::string kManifest = "manifests/output/output.manifest";

/// A folder of a job that a test fills file by file.
class JobFolder {
public:
    std::filesystem::path root() const { return m_folder.path().toStdString(); }

    void write(const std::string& relative, std::string_view text) const
    {
        std::filesystem::create_directories((root() / relative).parent_path());
        writeText(root() / relative, text);
    }

    OutputFolder open() const
    {
        Result<OutputFolder> folder = openOutputFolder(root());
        if (!folder)
            qFatal("%s", sentence(folder.error()).c_str());
        return *std::move(folder);
    }

private:
    QTemporaryDir m_folder;
};

inline std::string golden(const std::string& name)
{
    return textOf(dataPath("groundtruth/" + name));
}

/// A labelled line of attribute a-ref whose colour map holds `entries` beside BACKGROUND.
inline std::string labelledLine(const std::string& entries, const std::string& date = "2026-03-04")
{
    return R"({"source-ref":"s3://b/0.jpg","a-ref":"s3://b/out/m.png","a-ref-metadata":{"internal-color-map":{)"
           R"("0":{"class-name":"BACKGROUND","hex-color":"#ffffff","confidence":0})" +
           entries + R"(},"type":"groundtruth/semantic-segmentation","human-annotated":"yes","creation-date":")" +
           date +
           R"(T05:06:17.714000","job-name":"labeling-job/survey"}})"
           "\n";
}

inline std::string entry(int index, const std::string& name, const std::string& color = {})
{
    const std::string hex = color.empty() ? std::string() : R"("hex-color":")" + color + R"(",)";
    return ",\"" + std::to_string(index) + R"(":{"class-name":")" + name + "\"," + hex + R"("confidence":0})";
}

inline std::vector<std::string> namesOf(const LabelSet& labels)
{
    std::vector<std::string> names;
    for (const LabelClass& label : labels.classes())
        names.push_back(label.name);
    return names;
}

inline std::vector<std::string> colorsOf(const LabelSet& labels)
{
    std::vector<std::string> colors;
    for (const LabelClass& label : labels.classes())
        colors.push_back(hexColor(label.color));
    return colors;
}

using Texts = std::vector<std::string>;

/// The line numbers of the notes that contain `text`.
inline std::vector<std::int64_t> notedLines(const OutputFolder& folder, std::string_view text)
{
    std::vector<std::int64_t> lines;
    for (const OutputNote& note : folder.notes) {
        if (note.text.find(text) != std::string::npos)
            lines.push_back(note.line);
    }
    return lines;
}

using Lines = std::vector<std::int64_t>;

} // namespace labelwright::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestJob.h"
#include "ui/home/JobFacts.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace labelwright::test {

/// A job of 16 x 8 photos, 0.png and on, with the labels people, traffic light and bus, and what its pages know of it.
class GalleryJob {
public:
    explicit GalleryJob(int objects, int workersPerObject = 1, TaskType task = TaskType::SemanticSegmentation);

    GalleryJob(int objects, std::vector<std::string> labels);

    Job& job() { return m_job; }
    JobFacts& facts() { return m_facts; }
    std::filesystem::path photo(ObjectId object) const;

    /// By the worker at that place of the team: the whole object has this label.
    void submit(ObjectId object, Label label, std::size_t worker = 0);
    /// As JobPage does it: a new snapshot, and all that a survey finds.
    void look();

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_root;
    Job m_job;
    JobFacts m_facts;
    std::int64_t m_answers = 0;
};

} // namespace labelwright::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Validate.h"
#include "core/mask/LabelMask.h"

#include <QSet>
#include <QString>
#include <QTemporaryDir>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace labelwright::test {

/// In a job of a GoodJob.
inline const std::filesystem::path kOutputManifest = "output/road-scenes/manifests/output/output.manifest";

/// The job "road-scenes" of three photos, two of them labelled and derived, that breaks no rule. It is made once; job
/// files hold absolute paths, so that it is put back to the same place.
class GoodJob {
public:
    GoodJob();

    /// As it was made.
    void putBack() const;
    /// Other jobs have their place here until putBack().
    std::filesystem::path folder() const { return root() / "work"; }
    std::filesystem::path path() const { return folder() / "job"; }

private:
    std::filesystem::path root() const { return m_temporary.path().toStdString(); }

    QTemporaryDir m_temporary;
};

/// One thing wrong with a GoodJob.
struct JobBreak {
    const char* rule;
    std::function<void(const std::filesystem::path& job)> apply;
    QSet<QString> also{}; ///< What the same change breaks besides output-content.
};

std::vector<JobBreak> jobBreaks();

/// Replaces the first `from` in a file; fails the running test where there is none.
void edit(const std::filesystem::path& file, const std::string& from, const std::string& to);

/// Writes into a PNG photo that it is to be seen upside down.
void turnPhoto(const std::filesystem::path& photo);

/// A mask of three labels for the photos of test::makeJob().
LabelMask stripes(int seed);

QSet<QString> rulesOf(const std::vector<Finding>& findings);

} // namespace labelwright::test

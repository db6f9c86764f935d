// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"
#include "tests/app/cli/Program.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace labelwright::test {

/// A temporary folder in which the program makes jobs: photos in photos(), a job named "street" with the labels people,
/// traffic light and bus at job().
class Workplace {
public:
    static constexpr Size kPhotoSize{24, 16};

    Workplace();

    const std::filesystem::path& root() const { return m_root; }
    std::filesystem::path photos() const { return m_root / "photos"; }
    std::filesystem::path job() const { return m_root / "job"; }

    /// A PNG photo of stripes that differ with its name; its path.
    std::filesystem::path addPhoto(const std::string& relative, Size size = kPhotoSize) const;
    /// The same as JPEG.
    std::filesystem::path addJpeg(const std::string& relative, Size size = kPhotoSize) const;
    /// 0.png to n-1.png.
    void addPhotos(int count) const;

    /// `new JOB --name street --images photos --labels ...` with `more` behind it.
    Outcome makeJob(const std::vector<std::string>& more = {}) const;
    /// The same of a manifest with this text, which maps s3://bucket/ to photos().
    Outcome makeJobOf(const std::string& manifest, const std::vector<std::string>& more = {}) const;

    /// A mask file of labels in stripes, as Ground Truth's consolidated masks are; its path.
    std::filesystem::path addIndexedMask(const std::string& name, int seed, Size size = kPhotoSize) const;
    /// The same mask as an RGB picture.
    std::filesystem::path addColorMask(const std::string& name, int seed) const;

    /// `submit job() --object N --worker worker-1 --mask FILE`.
    Outcome submit(int object, const std::filesystem::path& mask, const std::vector<std::string>& more = {}) const;

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_root;
};

/// people, traffic light and bus in Ground Truth's default colours.
LabelSet streetLabels();

/// Stripes of unlabelled pixels and all of streetLabels(), shifted by `seed`.
LabelMask stripes(Size size, int seed);

/// The JSON object in `text`, which is one line; fails the running test (and is empty) where it is another thing.
QJsonObject jsonOf(const std::string& text);

/// Every file of a job that must outlive a refused command, with its content: all but cache/ and locks.
std::map<std::string, std::string> possessionsOf(const std::filesystem::path& jobFolder);

} // namespace labelwright::test

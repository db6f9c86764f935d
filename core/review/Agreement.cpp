// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/Agreement.h"

namespace labelwright {
namespace {

std::optional<double> share(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? std::nullopt : std::optional(static_cast<double>(part) / static_cast<double>(whole));
}

std::optional<double> beyondChance(double found, double byChance)
{
    return byChance >= 1 ? std::nullopt : std::optional((found - byChance) / (1 - byChance));
}

} // namespace

std::optional<double> accuracyOf(const ConfusionMatrix& matrix)
{
    return share(matrix.agreed(), matrix.total());
}

std::optional<double> iouOf(const ConfusionMatrix& matrix, std::size_t label)
{
    const std::int64_t both = matrix.at(label, label);
    return share(both, matrix.firstTotal(label) + matrix.secondTotal(label) - both);
}

std::optional<double> f1Of(const ConfusionMatrix& matrix, std::size_t label)
{
    return share(2 * matrix.at(label, label), matrix.firstTotal(label) + matrix.secondTotal(label));
}

std::optional<double> meanIou(const ConfusionMatrix& matrix)
{
    double sum = 0;
    int count = 0;
    for (std::size_t label = 1; label < matrix.labels(); ++label) {
        if (const std::optional<double> iou = iouOf(matrix, label)) {
            sum += *iou;
            ++count;
        }
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
}

std::optional<double> cohensKappa(const ConfusionMatrix& matrix)
{
    const std::optional<double> found = accuracyOf(matrix);
    if (!found)
        return std::nullopt;
    const auto total = static_cast<double>(matrix.total());
    double byChance = 0;
    for (std::size_t label = 0; label < matrix.labels(); ++label)
        byChance += static_cast<double>(matrix.firstTotal(label)) / total *
                    (static_cast<double>(matrix.secondTotal(label)) / total);
    return beyondChance(*found, byChance);
}

std::optional<double> fleissKappa(std::span<const ConfusionMatrix> pairs)
{
    if (pairs.empty())
        return std::nullopt;
    ConfusionMatrix all(pairs.front().labels());
    for (const ConfusionMatrix& pair : pairs)
        all += pair;
    const std::optional<double> found = accuracyOf(all);
    if (!found)
        return std::nullopt;
    const double answers = 2 * static_cast<double>(all.total());
    double byChance = 0;
    for (std::size_t label = 0; label < all.labels(); ++label) {
        const double frequency = static_cast<double>(all.firstTotal(label) + all.secondTotal(label)) / answers;
        byChance += frequency * frequency;
    }
    return beyondChance(*found, byChance);
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DawidSkene.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace labelwright {
namespace {

constexpr double kImaginedRight = 2;
constexpr double kImaginedWrong = 1;
constexpr double kConverged = 1e-12; ///< Largest change of a probability.
constexpr int kMaxRounds = 500;

using Probabilities = std::vector<std::vector<double>>; ///< By object, then class.

/// How often a worker gives each answer to an object of each class; rows are classes, columns answers.
class Confusion {
public:
    explicit Confusion(std::size_t classes)
        : m_classes(classes), m_cells(classes * classes, kImaginedWrong / static_cast<double>(classes - 1)),
          m_sums(classes, kImaginedRight + kImaginedWrong)
    {
        for (std::size_t k = 0; k < classes; ++k)
            m_cells[k * classes + k] = kImaginedRight;
    }

    void add(std::size_t truth, std::size_t answer, double weight)
    {
        m_cells[truth * m_classes + answer] += weight;
        m_sums[truth] += weight;
    }
    double probability(std::size_t truth, std::size_t answer) const
    {
        return m_cells[truth * m_classes + answer] / m_sums[truth];
    }

private:
    std::size_t m_classes;
    std::vector<double> m_cells;
    std::vector<double> m_sums;
};

struct Model {
    std::vector<double> frequencies; ///< Of the classes.
    std::vector<Confusion> workers;
};

Probabilities shareOfVotes(std::span<const ObjectVotes> objects, std::size_t classes)
{
    Probabilities shares;
    for (const auto& [votes, count] : objects) {
        std::vector<double>& share = shares.emplace_back(classes, 0.0);
        for (const ClassVote& vote : votes)
            share[vote.label] += 1 / static_cast<double>(votes.size());
    }
    return shares;
}

Model maximise(std::span<const ObjectVotes> objects, const Probabilities& truths, std::size_t workers,
               std::size_t classes)
{
    Model model{std::vector<double>(classes, 1 / static_cast<double>(classes)),
                std::vector<Confusion>(workers, Confusion(classes))};
    double total = 1;
    for (std::size_t object = 0; object < objects.size(); ++object) {
        const auto& [votes, count] = objects[object];
        total += count;
        for (std::size_t k = 0; k < classes; ++k) {
            const double weight = count * truths[object][k];
            model.frequencies[k] += weight;
            for (const ClassVote& vote : votes)
                model.workers[vote.worker].add(k, vote.label, weight);
        }
    }
    for (double& frequency : model.frequencies)
        frequency /= total;
    return model;
}

std::vector<double> expect(const Model& model, const std::vector<ClassVote>& votes)
{
    std::vector<double> truth = model.frequencies;
    double sum = 0;
    for (std::size_t k = 0; k < truth.size(); ++k) {
        for (const ClassVote& vote : votes)
            truth[k] *= model.workers[vote.worker].probability(k, vote.label);
        sum += truth[k];
    }
    for (double& probability : truth)
        probability /= sum;
    return truth;
}

double largestChange(const std::vector<double>& before, const std::vector<double>& after)
{
    double change = 0;
    for (std::size_t k = 0; k < before.size(); ++k)
        change = std::max(change, std::abs(before[k] - after[k]));
    return change;
}

} // namespace

std::vector<std::vector<double>> estimateClasses(std::span<const ObjectVotes> objects, std::size_t workers,
                                                 std::size_t classes)
{
    assert(classes >= 2);
    Probabilities truths = shareOfVotes(objects, classes);
    for (int round = 0; round < kMaxRounds; ++round) {
        const Model model = maximise(objects, truths, workers, classes);
        double change = 0;
        for (std::size_t object = 0; object < objects.size(); ++object) {
            std::vector<double> truth = expect(model, objects[object].votes);
            change = std::max(change, largestChange(truths[object], truth));
            truths[object] = std::move(truth);
        }
        if (change < kConverged)
            break;
    }
    return truths;
}

} // namespace labelwright

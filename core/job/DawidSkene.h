// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace labelwright {

/// One worker's answer.
struct ClassVote {
    std::size_t worker = 0;
    std::size_t label = 0;
};

/// The votes on an object; one at least.
struct ObjectVotes {
    std::vector<ClassVote> votes;
    double count = 1; ///< Of the objects that were voted on in this way.
};

/// For each object the probability of each class, by expectation maximisation over the classes' frequencies and a
/// confusion matrix for each worker (A. P. Dawid and A. M. Skene, 1979), beginning with the share of votes.
///
/// Smoothing: each worker is imagined to have answered three more objects of each class, two of them rightly and one
/// spread over the other classes, and one more object is spread over the classes; so nothing is ever impossible, and
/// who answered little counts as somewhat better than chance. The same votes in the same order give the same numbers.
///
/// Precondition: workers and labels of the votes lie below `workers` and `classes`; there are two classes at least.
/// Cost: votes x classes a round, mostly some ten rounds, 500 at most. Memory: objects x classes + workers x classes²
/// numbers.
std::vector<std::vector<double>> estimateClasses(std::span<const ObjectVotes> objects, std::size_t workers,
                                                 std::size_t classes);

} // namespace labelwright

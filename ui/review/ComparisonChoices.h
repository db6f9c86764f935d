// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/DifferenceLoader.h"

#include <QString>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace labelwright {

/// Something that can be chosen as the one before or after.
struct ComparisonChoice {
    QString title;    ///< In a list.
    QString caption;  ///< Over the picture, in the middle of a sentence.
    std::string name; ///< Of an answer; of others a word that no answer has.
    ComparedSide side;
};

/// All that can be compared of an object: its answers, oldest first, so that their places are those of
/// answerHistory(); where several count, these together; what it began with; what another job made of the same photo.
class ComparisonChoices {
public:
    ComparisonChoices() = default;
    /// `other` may be nullptr.
    ComparisonChoices(const std::shared_ptr<const JobSnapshot>& job, ObjectId object, bool hasInitialMask,
                      const std::shared_ptr<const JobSnapshot>& other, ObjectId otherObject);

    const std::vector<ComparisonChoice>& all() const { return m_choices; }
    const ComparisonChoice& at(int place) const { return m_choices[static_cast<std::size_t>(place)]; }
    int placeOf(const std::string& name) const; ///< -1 where there is none.

    /// The names of those that are compared first: what counts and the other job; else the newest answer and what it
    /// replaced, else the one before it in time, else what the object began with. Precondition: there are some.
    std::pair<std::string, std::string> first() const;

private:
    void addAnswers(const std::shared_ptr<const JobSnapshot>& job, ObjectId object);
    void addOther(const std::shared_ptr<const JobSnapshot>& job, ObjectId object);

    std::vector<ComparisonChoice> m_choices;
    std::size_t m_answers = 0; ///< The first ones.
};

} // namespace labelwright

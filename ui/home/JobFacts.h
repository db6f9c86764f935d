// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/JobSnapshot.h"
#include "ui/bridge/ObjectSurvey.h"

#include <QObject>
#include <QString>
#include <QStringView>

#include <array>
#include <bitset>
#include <cstddef>
#include <memory>
#include <set>
#include <vector>

namespace labelwright {

/// What is known of a job's objects: its newest snapshot, and what a survey has found out so far. Memory: 150 bytes an
/// object, beside the snapshot.
class JobFacts : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// What was found out is kept for objects whose answers are the same.
    void setSnapshot(std::shared_ptr<const JobSnapshot> snapshot);
    void add(const ObjectFindings& findings);
    /// Its picture can't be made; a full sentence. Empty when it can after all.
    void setPictureProblem(ObjectId object, const QString& problem);

    /// nullptr before the first one.
    const std::shared_ptr<const JobSnapshot>& snapshot() const { return m_snapshot; }
    const LabelSet& labels() const { return m_labels; }
    std::int64_t objectCount() const { return static_cast<std::int64_t>(m_objects.size()); }

    // Precondition: 0 <= object < objectCount().
    /// The last part of its source-ref.
    const QString& fileName(ObjectId object) const { return at(object).fileName; }
    const ObjectSummary& summary(ObjectId object) const
    {
        return m_snapshot->objects[static_cast<std::size_t>(object)];
    }
    /// Unreadable where there is a problem().
    TaskStatus status(ObjectId object) const;
    const QString& problem(ObjectId object) const;
    /// Manifest lines that are no objects.
    const std::set<ObjectId>& badLines() const { return m_badLines; }
    /// All others with a problem(): the photo is not there, the answers can't be read.
    const std::set<ObjectId>& unreadable() const { return m_unreadable; }
    /// It has an answer, and its labels are counted.
    bool isCounted(ObjectId object) const { return at(object).isCounted; }
    /// It has no answer, and what it begins with is shown; false until the survey has looked.
    bool showsInitialValue(ObjectId object) const
    {
        return at(object).hasInitialValue && summary(object).answers.empty();
    }
    /// False until it is counted. With kUnlabelled: nothing is labelled in it.
    bool hasLabel(ObjectId object, Label label) const { return at(object).labels.test(label); }

    /// Objects that have the label, of those that are counted; hasLabel() says what kUnlabelled means.
    int objectsWith(Label label) const { return m_objectsWith[label]; }
    int countedObjects() const { return m_counted; }
    int answeredObjects() const { return m_answered; }

signals:
    /// Everything may be another.
    void snapshotChanged();
    /// Some objects' labels or problems are others.
    void factsChanged();

private:
    struct Object {
        QString fileName;
        QString problem; ///< The survey's.
        QString pictureProblem;
        std::bitset<256> labels;
        bool isCounted = false;
        bool hasInitialValue = false;
    };

    const Object& at(ObjectId object) const { return m_objects[static_cast<std::size_t>(object)]; }
    bool knowsAnswersOf(const JobSnapshot& next, std::size_t object) const;
    void noteProblem(ObjectId object);
    void tally(const Object& object, int step);

    std::shared_ptr<const JobSnapshot> m_snapshot;
    LabelSet m_labels;
    std::vector<Object> m_objects;
    std::set<ObjectId> m_badLines;
    std::set<ObjectId> m_unreadable;
    std::array<int, 256> m_objectsWith{};
    int m_counted = 0;
    int m_answered = 0;
};

/// How many events there are that reports are made of; they are never taken away.
std::size_t eventCount(const EventLog& events);

} // namespace labelwright

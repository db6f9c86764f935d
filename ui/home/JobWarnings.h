// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace labelwright {

class JobFacts;

/// What keeps objects of the job from being labelled, and what to do about it: each with a count and the first ones, in
/// full sentences. Precondition: there is a snapshot.
QStringList jobWarnings(const JobFacts& facts);

} // namespace labelwright

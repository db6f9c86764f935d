// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"

#include <string>

namespace labelwright {

/// A line on stderr that says how far work is, again and again in the same place; nothing where stderr is no terminal.
/// It goes away with the object, so that what is said then stands in its place.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const std::string& text);
    /// Shows "DOING: 3 of 20 files". Valid as long as this lives.
    Progress files(const std::string& doing);
    /// Shows "DOING: 42 %". Valid as long as this lives.
    Progress percent(const std::string& doing);

private:
    bool m_isTerminal;
};

} // namespace labelwright

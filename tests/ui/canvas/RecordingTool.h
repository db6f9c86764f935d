// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"

#include <string>

namespace labelwright::test {

/// Keeps what it was told.
class RecordingTool : public Tool {
public:
    void press(Document&, const PointerEvent& event) override
    {
        calls += 'p';
        last = event;
    }
    void drag(Document&, const PointerEvent& event) override
    {
        calls += 'd';
        last = event;
    }
    void release(Document&, const PointerEvent&) override { calls += 'r'; }
    void hover(const Document&, const PointerEvent&) override { calls += 'h'; }
    bool commit(Document&, Label) override { return false; }
    bool stepBack() override { return false; }
    bool cancel() override
    {
        calls += 'c';
        return true;
    }
    bool isActive() const override { return false; }
    ToolOutline outline() const override { return {}; }
    std::string hint() const override { return "recording"; }

    std::string calls;
    PointerEvent last; ///< Pressed or dragged.
};

} // namespace labelwright::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/DatasetFormat.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace labelwright {

/// A reader whose items are known, but for their masks, from when it was opened.
class ListedReader : public DatasetReader {
public:
    const DatasetInfo& info() const final { return m_info; }
    const std::vector<ReaderNote>& notes() const final { return m_notes; }
    DatasetItem item(std::int64_t number) const final { return m_items[static_cast<std::size_t>(number)]; }

protected:
    void addItem(DatasetItem item)
    {
        item.number = m_info.itemCount++;
        m_items.push_back(std::move(item));
    }
    /// Of a part where the dataset says so.
    void addItem(DatasetItem item, std::optional<DatasetPart> part)
    {
        item.part = part.value_or(DatasetPart::Train);
        m_info.isSplit = m_info.isSplit || part;
        addItem(std::move(item));
    }

    DatasetInfo m_info;
    std::vector<DatasetItem> m_items;
    std::vector<ReaderNote> m_notes;
};

} // namespace labelwright

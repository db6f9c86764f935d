// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <system_error>
#include <thread>
#include <vector>

namespace labelwright {

/// The values 0 to count - 1, made on every core and taken one by one in their order.
///
/// `make` is a Result<Value>(std::int64_t) and called on several threads at once; `take` is a Status(Value) and called
/// on this one. Memory: four values a core, whatever `count` is. Errors: the first of either by order, after which
/// nothing more is taken; Cancelled; TooLarge where memory runs out.
template <typename Value, typename Make, typename Take>
Status makeInOrder(std::int64_t count, const Make& make, const Take& take, const std::stop_token& stop = {})
{
    constexpr std::int64_t kAhead = 4;
    const auto threads =
        std::clamp<std::int64_t>(std::thread::hardware_concurrency(), 1, std::max<std::int64_t>(count, 1));

    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::int64_t, Result<Value>> made;
    std::int64_t next = 0;  // to be made
    std::int64_t taken = 0; // and all before it
    bool isOver = false;

    const Error noMemory{ErrorCode::TooLarge, "the computer's memory is not enough for this"};
    const auto makeOne = [&](std::int64_t index) -> Result<Value> {
        try {
            return make(index);
        } catch (const std::bad_alloc&) {
            return noMemory;
        }
    };
    const auto work = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return isOver || next >= count || next < taken + threads * kAhead; });
            if (isOver || next >= count)
                return;
            const std::int64_t index = next++;
            lock.unlock();
            Result<Value> value = makeOne(index);
            lock.lock();
            made.emplace(index, std::move(value));
            changed.notify_all();
        }
    };
    const auto takeNext = [&]() -> Status {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return made.contains(taken); });
        Result<Value> value = std::move(made.extract(taken).mapped());
        ++taken;
        changed.notify_all();
        lock.unlock();
        return value ? take(*std::move(value)) : Status(value.error());
    };
    const auto end = [&] {
        const std::lock_guard lock(mutex);
        isOver = true;
        changed.notify_all();
    };

    std::vector<std::jthread> workers; // Each is waited for when they go, whatever the reason.
    Status status = ok();
    try {
        for (std::int64_t thread = 0; thread < threads; ++thread)
            workers.emplace_back(work);
        for (std::int64_t index = 0; status && index < count; ++index)
            status = stop.stop_requested() ? Status(Error{ErrorCode::Cancelled, "this was stopped"}) : takeNext();
    } catch (const std::bad_alloc&) {
        status = noMemory;
    } catch (const std::system_error&) { // No thread more.
        status = noMemory;
    }
    end();
    return status;
}

} // namespace labelwright

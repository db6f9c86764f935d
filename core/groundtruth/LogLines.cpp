// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/LogLines.h"

#include "core/base/Json.h"

#include <fmt/format.h>

#include <array>

namespace labelwright {
namespace {

constexpr std::string_view kAccount = "111122223333"; ///< AWS's own example of an account.
constexpr std::array<std::string_view, 4> kNames{"TasksAccepted", "TasksSubmitted", "TasksReturned", "TasksDeclined"};
constexpr std::array<std::string_view, 4> kTimeKeys{"task_accepted_time", "task_submitted_time", "task_returned_time",
                                                    "task_declined_time"};

/// "Wed Aug 14 16:00:59 UTC 2019"
std::string dateText(Time time)
{
    using namespace std::chrono;
    constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<seconds>(time - day));
    return fmt::format("{} {} {:02} {:02}:{:02}:{:02} UTC {}", kDays[weekday(day).c_encoding()],
                       kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       static_cast<int>(date.year()));
}

/// The part of "private.us-east-1.<worker>" between the dots.
std::string_view regionOf(std::string_view workerId)
{
    const std::size_t first = workerId.find('.');
    const std::size_t last = workerId.rfind('.');
    return first == last ? "us-east-1" : workerId.substr(first + 1, last - first - 1);
}

} // namespace

std::string progressLine(const LabelingProgress& progress)
{
    return fmt::format("Labeling job progress for batch number:1 | #Total data set objects:{} | #Data set objects "
                       "labeled:{} | #Data set objects failed:{}",
                       progress.objects, progress.labeled, progress.failed);
}

std::string_view activityName(WorkerActivity::Kind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::string writeWorkerActivity(const WorkerActivity& activity)
{
    const WorkerIdentity& worker = activity.worker;
    const std::string_view region = regionOf(worker.workerId);
    Json json;
    json["worker_id"] = worker.workerId;
    json["cognito_user_pool_id"] = worker.issuer.substr(worker.issuer.rfind('/') + 1);
    json["cognito_sub_id"] = worker.sub;
    json["task_accepted_time"] = dateText(activity.accepted);
    if (activity.kind != WorkerActivity::Kind::Accepted)
        json[std::string(kTimeKeys[static_cast<std::size_t>(activity.kind)])] = dateText(activity.time);
    json["workteam_arn"] =
        fmt::format("arn:aws:sagemaker:{}:{}:workteam/private-crowd/{}", region, kAccount, activity.teamName);
    json["labeling_job_arn"] =
        fmt::format("arn:aws:sagemaker:{}:{}:labeling-job/{}", region, kAccount, activity.jobName);
    json["work_requester_account_id"] = kAccount;
    json["job_reference_code"] = activity.jobName;
    json["job_type"] = "Private";
    json["event_type"] = activityName(activity.kind);
    json["event_timestamp"] =
        fmt::to_string(std::chrono::floor<std::chrono::seconds>(activity.time).time_since_epoch().count());
    return writeJson(json);
}

} // namespace labelwright

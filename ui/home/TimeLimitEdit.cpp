// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/TimeLimitEdit.h"

#include "core/job/JobSpec.h"

#include <cmath>

namespace labelwright {
namespace {

constexpr int kWidth = 120;

double minutesOf(std::chrono::seconds limit)
{
    return std::chrono::duration<double, std::ratio<60>>(limit).count();
}

} // namespace

TimeLimitEdit::TimeLimitEdit(QWidget* parent) : QDoubleSpinBox(parent)
{
    setDecimals(2);
    setRange(minutesOf(kMinTaskTimeLimit), minutesOf(kMaxTaskTimeLimit));
    setSingleStep(5);
    setSuffix(tr(" min"));
    setFixedWidth(kWidth);
}

std::chrono::seconds TimeLimitEdit::limit() const
{
    return std::chrono::seconds(std::lround(value() * 60));
}

/// Without zeros at the end.
QString TimeLimitEdit::textFromValue(double minutes) const
{
    return locale().toString(minutes, 'g', 5);
}

void TimeLimitEdit::setLimit(std::chrono::seconds limit)
{
    setValue(minutesOf(limit));
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/JobAgreement.h"

#include <cstddef>
#include <string>

namespace labelwright {

// What is told of an agreement, each ending in a line break. `worst` is how many objects are named.

std::string agreementText(const AgreementReport& report, std::size_t worst);
std::string agreementJson(const AgreementReport& report);
/// One line an object, worst first.
std::string agreementCsv(const AgreementReport& report);
/// One page that needs no other file.
std::string agreementHtml(const AgreementReport& report, const std::string& title, std::size_t worst);

} // namespace labelwright

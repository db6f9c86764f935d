// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FolderCheck.h"

#include <filesystem>

namespace labelwright {

void FolderCheck::ask(const QString& path)
{
    m_answer = Answer::Unknown;
    m_work.run(
        [path = std::filesystem::path(path.toStdString())](const std::stop_token&, const Progress&) {
            std::error_code failure;
            return std::filesystem::exists(std::filesystem::symlink_status(path, failure)) ? Answer::Taken
                                                                                           : Answer::Free;
        },
        [this](Answer answer) {
            m_answer = answer;
            emit answered();
        });
}

} // namespace labelwright

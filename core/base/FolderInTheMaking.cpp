// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/FolderInTheMaking.h"

#include "core/base/AtomicFile.h"
#include "core/base/TemporaryName.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace labelwright {

namespace fs = std::filesystem;

namespace {

/// Without a '/' at the end, behind which no name would be left.
fs::path named(const fs::path& target)
{
    const fs::path normal = target.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

} // namespace

FolderInTheMaking::FolderInTheMaking(const fs::path& target) : m_target(named(target)), m_path(makingNameFor(m_target))
{}

FolderInTheMaking::~FolderInTheMaking()
{
    std::error_code failure;
    if (!m_isMoved)
        fs::remove_all(m_path, failure);
}

Status FolderInTheMaking::moveToTarget()
{
    int result = ::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, m_target.c_str(), RENAME_NOREPLACE);
    if (result != 0 && (errno == EINVAL || errno == ENOSYS))
        result = ::rename(m_path.c_str(), m_target.c_str());
    if (result != 0)
        return errorFromErrno(errno, "making the folder", m_target);
    m_isMoved = true;
    return syncParent();
}

void FolderInTheMaking::takeBack()
{
    std::error_code failure;
    if (m_isMoved)
        fs::remove_all(m_target, failure);
}

Status FolderInTheMaking::syncParent() const
{
    const int parent = ::open(m_target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0)
        return ok(); // It can be searched but not read; the rename is done.
    ::fsync(parent);
    ::close(parent);
    return ok();
}

} // namespace labelwright

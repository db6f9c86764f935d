// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeyMap.h"

#include <QSettings>
#include <QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString idOf(const ActionRow& row)
{
    return QString::fromUtf8(row.id);
}

const PresetRow* presetRowOf(KeyPreset preset, const ActionRow& row)
{
    const std::span<const PresetRow> table = presetTable(preset);
    const auto found = std::find_if(table.begin(), table.end(), [&](const PresetRow& listed) {
        return QLatin1String(listed.id) == QLatin1String(row.id);
    });
    return found == table.end() ? nullptr : &*found;
}

QList<QKeySequence> bindableKeys(const QList<QKeySequence>& keys)
{
    QList<QKeySequence> bindable;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(bindable),
                 [](const QKeySequence& key) { return key.count() == 1 && isBindable(key[0]); });
    return bindable;
}

} // namespace

KeyMap::KeyMap(std::span<const ActionRow> rows) : m_rows(rows)
{
    resolve();
}

void KeyMap::choosePreset(KeyPreset preset)
{
    m_preset = preset;
    resolve();
}

void KeyMap::setKeys(const ActionRow& row, const QList<QKeySequence>& keys)
{
    m_changes.remove(idOf(row));
    for (QList<QKeySequence>& others : m_changes)
        others.removeIf([&](const QKeySequence& key) { return keys.contains(key); });
    resolve();
    if (this->keys(row) == keys)
        return; // As the preset has it.
    m_changes.insert(idOf(row), keys);
    resolve();
}

void KeyMap::resetAll()
{
    setChanges({});
}

void KeyMap::setChanges(const Changes& changes)
{
    m_changes.clear();
    for (auto change = changes.begin(); change != changes.end(); ++change)
        m_changes.insert(change.key(), bindableKeys(change.value()));
    resolve();
}

void KeyMap::resolve()
{
    m_unchanged = resolved({});
    m_inForce = m_changes.isEmpty() ? m_unchanged : resolved(m_changes);
}

KeyMap::Bindings KeyMap::resolved(const Changes& changes) const
{
    Bindings bindings;
    for (const ActionRow& row : m_rows) {
        if (!isRebindable(row))
            bindings.take(row, defaultKeys(row));
    }
    for (const ActionRow& row : m_rows) {
        if (isRebindable(row) && changes.contains(idOf(row)))
            bindings.take(row, changes.value(idOf(row)));
    }
    for (const ActionRow& row : m_rows) {
        const PresetRow* listed = presetRowOf(m_preset, row);
        if (listed && isRebindable(row) && !changes.contains(idOf(row)))
            bindings.take(row, keysFromText(listed->keys));
    }
    for (const ActionRow& row : m_rows) {
        if (!bindings.keys.contains(&row))
            bindings.take(row, defaultKeys(row));
    }
    return bindings;
}

void KeyMap::Bindings::take(const ActionRow& row, const QList<QKeySequence>& wanted)
{
    QList<QKeySequence>& taken = keys[&row];
    for (const QKeySequence& key : wanted) {
        const ActionRow*& owner = owners[key[0].toCombined()];
        if (owner)
            continue;
        owner = &row;
        taken.append(key);
    }
}

bool isRebindable(const ActionRow& row)
{
    return row.run != nullptr;
}

bool isBindable(QKeyCombination key)
{
    if (key.key() == Qt::Key_unknown || key.key() == Qt::Key{})
        return false;
    if (key.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return true;
    constexpr Qt::Key kOthers[]{Qt::Key_Tab,    Qt::Key_Backtab,   Qt::Key_Space,  Qt::Key_Left,
                                Qt::Key_Right,  Qt::Key_Up,        Qt::Key_Down,   Qt::Key_Enter,
                                Qt::Key_Return, Qt::Key_Backspace, Qt::Key_Escape, Qt::Key_Menu};
    return std::find(std::begin(kOthers), std::end(kOthers), key.key()) == std::end(kOthers);
}

KeyMap loadKeyMap(std::span<const ActionRow> rows)
{
    QSettings settings;
    settings.beginGroup("keys"_L1);
    KeyMap map(rows);
    const QString chosen = settings.value("preset"_L1).toString();
    for (const KeyPreset preset : kKeyPresets) {
        if (presetId(preset) == chosen)
            map.choosePreset(preset);
    }
    settings.beginGroup("changed"_L1);
    KeyMap::Changes changes;
    for (const QString& id : settings.childKeys())
        changes.insert(id, keysFromText(settings.value(id).toString().toUtf8().constData()));
    map.setChanges(changes);
    return map;
}

void saveKeyMap(const KeyMap& map)
{
    QSettings settings;
    settings.beginGroup("keys"_L1);
    settings.remove(QString());
    settings.setValue("preset"_L1, presetId(map.preset()));
    settings.beginGroup("changed"_L1);
    for (auto change = map.changes().begin(); change != map.changes().end(); ++change)
        settings.setValue(change.key(), QKeySequence::listToString(change.value(), QKeySequence::PortableText));
}

QString keysText(const QList<QKeySequence>& keys)
{
    QStringList texts;
    for (const QKeySequence& key : keys) {
        if (key[0].key() != Qt::Key_Return)
            texts.append(key.toString(QKeySequence::NativeText));
    }
    return texts.join(u"   "_s);
}

QString shortKeyText(const QKeySequence& key)
{
    QString text = key.toString(QKeySequence::PortableText);
    return text.replace("Ctrl+"_L1, "^"_L1).replace("Alt+"_L1, u"⎇"_s).replace("Shift+"_L1, u"⇧"_s);
}

} // namespace labelwright

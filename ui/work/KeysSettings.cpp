// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeysSettings.h"

#include "ui/look/Look.h"
#include "ui/work/KeyCatcher.h"
#include "ui/work/KeysList.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStringList>
#include <QVBoxLayout>

#include <initializer_list>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QPushButton* makeButton(const QString& text)
{
    auto* button = new QPushButton(text);
    button->setAutoDefault(false); // Enter in the search field presses none.
    return button;
}

QString nameOf(QKeyCombination key)
{
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

KeysSettings::KeysSettings(const KeyMap& keyMap, QWidget* parent)
    : QDialog(parent), m_keyMap(keyMap), m_preset(new QComboBox), m_search(new QLineEdit), m_list(new KeysList(keyMap))
{
    setWindowTitle(tr("Change keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(680, 640);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeTop());
    column->addWidget(m_list, 1);
    column->addWidget(makeEditor());
    column->addWidget(makeBottom());

    connect(m_list, &KeysList::currentItemChanged, this, &KeysSettings::showRow);
    connect(m_list, &KeysList::itemActivated, this, [this] {
        m_change->setFocus();
        m_change->click();
    });
    QWidget* before = m_preset;
    for (QWidget* next : std::initializer_list<QWidget*>{m_search, m_list, m_change, m_add, m_reset, m_take, m_leave,
                                                         m_undo, m_resetAll, m_close}) {
        setTabOrder(before, next);
        before = next;
    }
    showRow();
    m_search->setFocus();
}

QWidget* KeysSettings::makeTop()
{
    for (const KeyPreset preset : kKeyPresets)
        m_preset->addItem(presetTitle(preset));
    m_preset->setCurrentIndex(static_cast<int>(m_keyMap.preset()));
    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        KeyMap changed = m_keyMap;
        changed.choosePreset(kKeyPresets[index]);
        commit(changed);
    });
    m_search->setPlaceholderText(tr("Find an action or a key"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_list->filter(text);
        showRow();
    });

    connect(new QShortcut(Qt::Key_Down, m_search, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, m_list,
            &KeysList::enter);

    auto* label = new QLabel(tr("&Preset"));
    label->setBuddy(m_preset);
    auto* top = new QWidget;
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(label);
    row->addWidget(m_preset);
    row->addSpacing(Metrics::kGroups);
    row->addWidget(m_search, 1);
    return top;
}

QWidget* KeysSettings::makeEditor()
{
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    setRole(*m_title, Role::Section);
    m_change = new KeyCatcher(tr("New key"));
    m_add = new KeyCatcher(tr("One more key"));
    m_reset = makeButton(tr("As in the preset"));
    connect(m_change, &KeyCatcher::caught, this, [this](QKeyCombination key) { want({QKeySequence(key)}); });
    connect(m_add, &KeyCatcher::caught, this, [this](QKeyCombination key) {
        QList<QKeySequence> keys = m_keyMap.keys(*m_row);
        if (!keys.contains(QKeySequence(key)))
            keys.append(QKeySequence(key));
        want(keys);
    });
    connect(m_reset, &QPushButton::clicked, this, [this] { want(m_keyMap.unchangedKeys(*m_row)); });
    for (KeyCatcher* catcher : {m_change, m_add}) {
        connect(catcher, &KeyCatcher::started, this, [this] { setMessage({}); });
        connect(catcher, &KeyCatcher::refused, this, [this](QKeyCombination key) {
            setMessage(tr("%1 stays with the picture, lists and dialogs. Press another key.").arg(nameOf(key)));
        });
    }

    m_title->setMinimumHeight(Metrics::kControl); // with or without keys beside it
    m_keys = new QHBoxLayout;
    m_keys->setSpacing(Metrics::kRelated);
    auto* title = new QHBoxLayout;
    title->setSpacing(Metrics::kGroups);
    title->addWidget(m_title);
    title->addLayout(m_keys);
    title->addStretch(1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kRelated);
    buttons->addWidget(m_change);
    buttons->addWidget(m_add);
    buttons->addWidget(m_reset);
    buttons->addStretch(1);

    auto* editor = new QWidget;
    auto* column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addLayout(title);
    column->addLayout(buttons);
    return editor;
}

QWidget* KeysSettings::makeBottom()
{
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(Metrics::kPageControl);
    m_take = makeButton(tr("Take it over"));
    m_leave = makeButton(tr("Leave it there"));
    m_undo = makeButton(tr("Undo"));
    m_resetAll = makeButton(tr("Reset all keys"));
    m_close = makeButton(tr("Close"));
    connect(m_take, &QPushButton::clicked, this, [this] { give(m_wanted); });
    connect(m_leave, &QPushButton::clicked, this, [this] {
        setMessage({});
        m_list->setFocus();
    });
    connect(m_undo, &QPushButton::clicked, this, [this] { commit(m_before); });
    connect(m_resetAll, &QPushButton::clicked, this, &KeysSettings::resetAll);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);

    auto* question = new QHBoxLayout;
    question->setSpacing(Metrics::kRelated);
    question->addWidget(m_message, 1);
    for (QPushButton* button : {m_take, m_leave, m_undo})
        question->addWidget(button);
    auto* last = new QHBoxLayout;
    last->addWidget(m_resetAll);
    last->addStretch(1);
    last->addWidget(m_close);

    auto* bottom = new QWidget;
    auto* column = new QVBoxLayout(bottom);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addLayout(question);
    column->addLayout(last);
    return bottom;
}

void KeysSettings::showRow()
{
    m_row = m_list->currentRow();
    setMessage({});
    showKeys();
}

void KeysSettings::showKeys()
{
    m_list->showKeys(m_keyMap);
    while (const QLayoutItem* item = m_keys->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const bool isOpen = m_row && isRebindable(*m_row);
    const QList<QKeySequence> keys = isOpen ? m_keyMap.keys(*m_row) : QList<QKeySequence>();
    QWidget* before = m_list;
    for (const QKeySequence& key : keys) {
        QPushButton* remove = makeRemoveButton(key);
        m_keys->addWidget(remove);
        setTabOrder(before, remove);
        before = remove;
    }
    setTabOrder(before, m_change);
    m_title->setText(!m_row   ? tr("Choose an action to change its keys")
                     : isOpen ? translatedText(*m_row)
                              : tr("%1: always so").arg(translatedText(*m_row)));
    m_change->setEnabled(isOpen);
    m_add->setEnabled(isOpen && !keys.isEmpty());
    m_reset->setEnabled(isOpen && m_keyMap.isChanged(*m_row));
    m_resetAll->setEnabled(!m_keyMap.changes().isEmpty());
}

QPushButton* KeysSettings::makeRemoveButton(const QKeySequence& key)
{
    const QString text = key.toString(QKeySequence::NativeText);
    QPushButton* remove = makeButton(u"%1  ×"_s.arg(text));
    remove->setAccessibleName(tr("Remove %1").arg(text));
    remove->setToolTip(remove->accessibleName());
    connect(remove, &QPushButton::clicked, this, [this, key] {
        QList<QKeySequence> rest = m_keyMap.keys(*m_row);
        rest.removeAll(key);
        m_change->setFocus();
        give(rest);
    });
    return remove;
}

/// Gives the row these keys when nobody else has one of them, and asks otherwise.
void KeysSettings::want(const QList<QKeySequence>& keys)
{
    QStringList taken;
    for (const QKeySequence& key : keys) {
        const ActionRow* owner = m_keyMap.owner(key[0]);
        if (owner && owner != m_row)
            taken.append(tr("%1 is the key of “%2”.").arg(nameOf(key[0]), translatedText(*owner)));
    }
    if (taken.isEmpty())
        return give(keys);
    setMessage(taken.join(u' '));
    m_wanted = keys;
    m_take->show();
    m_leave->show();
    m_leave->setFocus(); // a key struck by chance takes nothing away
}

void KeysSettings::reject()
{
    if (m_leave->isVisible())
        m_leave->click();
    else
        QDialog::reject();
}

void KeysSettings::give(const QList<QKeySequence>& keys)
{
    KeyMap changed = m_keyMap;
    changed.setKeys(*m_row, keys);
    commit(changed);
}

void KeysSettings::resetAll()
{
    m_before = m_keyMap;
    KeyMap changed = m_keyMap;
    changed.resetAll();
    commit(changed);
    setMessage(tr("All keys are as in the preset."));
    m_undo->show();
    m_undo->setFocus();
}

void KeysSettings::commit(const KeyMap& keyMap)
{
    m_keyMap = keyMap;
    if (m_take->hasFocus() || m_leave->hasFocus() || m_undo->hasFocus())
        m_list->setFocus();
    setMessage({});
    showKeys();
    emit keyMapChanged(m_keyMap);
}

void KeysSettings::setMessage(const QString& text)
{
    m_message->setText(text);
    for (QPushButton* button : {m_take, m_leave, m_undo})
        button->hide();
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelsEditor.h"

#include "core/job/LabelChange.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/look/QtColor.h"

#include <QApplication>
#include <QClipboard>
#include <QColorDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kKeyWidth = 56;
constexpr int kChip = 16;

Color fromQColor(const QColor& color)
{
    return {static_cast<std::uint8_t>(color.red()), static_cast<std::uint8_t>(color.green()),
            static_cast<std::uint8_t>(color.blue())};
}

QIcon chipOf(Color color, qreal ratio)
{
    QPixmap chip(QSize(kChip, kChip) * ratio);
    chip.setDevicePixelRatio(ratio);
    chip.fill(Qt::transparent);
    QPainter painter(&chip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Look::instance().tokens().line);
    painter.setBrush(qtColor(color));
    painter.drawRoundedRect(QRectF(0.5, 0.5, kChip - 1, kChip - 1), Metrics::kInside, Metrics::kInside);
    return chip;
}

/// As the labeling window binds it; empty beyond the nineteenth label.
QString keyOf(int place)
{
    const int number = place + 1;
    if (number <= 9)
        return QString::number(number);
    return number <= 19 ? u"Shift+%1"_s.arg(number % 10) : QString();
}

QToolButton* makeToolButton(QStringView iconName, const QString& text)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName, IconTint::Secondary));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setFixedSize(Metrics::kPageControl, Metrics::kPageControl);
    return button;
}

} // namespace

LabelsEditor::LabelsEditor(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout)
{
    auto* add = new QPushButton(tr("Add label"));
    add->setFixedHeight(Metrics::kPageControl);
    connect(add, &QPushButton::clicked, this, &LabelsEditor::addRow);
    m_column->setSpacing(Metrics::kInside);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(Metrics::kRelated);
    outer->addLayout(m_column);
    outer->addWidget(add, 0, Qt::AlignLeft);
    insertRow(0, {}, std::nullopt);
    refresh();
}

void LabelsEditor::setLabels(const LabelSet& labels)
{
    clear();
    m_hasAnswers = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const LabelClass& label = labels.classes()[i];
        const bool isDefault = i < kMaxLabels && label.color == defaultLabelColor(i);
        insertRow(static_cast<int>(i), QString::fromStdString(label.name),
                  isDefault ? std::nullopt : std::optional(label.color));
    }
    if (m_rows.isEmpty())
        insertRow(0, {}, std::nullopt);
    refresh();
}

void LabelsEditor::setJobLabels(const LabelSet& labels)
{
    clear();
    m_hasAnswers = true;
    for (const LabelClass& label : labels.classes())
        putBack(label);
}

void LabelsEditor::putBack(const LabelClass& label)
{
    Row& row = insertRow(rowCount(), QString::fromStdString(label.name), label.color);
    row.id = label.id;
    row.isOfJob = true;
    refresh();
}

void LabelsEditor::clear()
{
    while (!m_rows.isEmpty())
        delete m_rows.takeLast().widget;
}

LabelClass LabelsEditor::classAt(int place) const
{
    const Row& row = m_rows[place];
    return {row.id, row.name->text().trimmed().toStdString(), colors()[place]};
}

std::vector<LabelClass> LabelsEditor::classes() const
{
    std::vector<LabelClass> classes;
    for (int place = 0; place < rowCount(); ++place) {
        LabelClass label = classAt(place);
        if (m_rows[place].isOfJob || !label.name.empty())
            classes.push_back(std::move(label));
    }
    return classes;
}

Result<LabelSet> LabelsEditor::labels() const
{
    const QList<Color> shown = colors();
    std::vector<LabelClass> classes;
    for (int place = 0; place < m_rows.size(); ++place) {
        const std::string name = m_rows[place].name->text().trimmed().toStdString();
        if (!name.empty())
            classes.push_back({static_cast<int>(classes.size()) + 1, name, shown[place]});
    }
    return LabelSet::create(std::move(classes));
}

void LabelsEditor::addRow()
{
    insertRow(rowCount(), {}, std::nullopt).name->setFocus();
    refresh();
}

bool LabelsEditor::eventFilter(QObject* watched, QEvent* event)
{
    auto* name = qobject_cast<QLineEdit*>(watched);
    if (name && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Paste) && pasteList(name))
            return true;
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            goOn(name);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

LabelsEditor::Row& LabelsEditor::insertRow(int place, const QString& name, std::optional<Color> chosen)
{
    Row row{new QWidget,
            new QLabel,
            makeToolButton(u"more", tr("Color")),
            new QLineEdit(name),
            makeToolButton(u"chevron-up", tr("Move up")),
            makeToolButton(u"chevron-down", tr("Move down")),
            chosen,
            m_hasAnswers ? newLabelId() : 0,
            false};
    QToolButton* remove = makeToolButton(u"close", tr("Remove label"));
    row.key->setFixedWidth(kKeyWidth);
    row.key->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setRole(*row.key, Role::Secondary);
    row.color->setIconSize({kChip, kChip});
    row.name->setFixedHeight(Metrics::kPageControl);
    row.name->setPlaceholderText(tr("Label name"));
    row.name->setAccessibleName(tr("Label name"));
    row.name->installEventFilter(this);
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Metrics::kInside);
    for (QWidget* part : {static_cast<QWidget*>(row.key), static_cast<QWidget*>(row.color)})
        line->addWidget(part);
    line->addWidget(row.name, 1);
    for (QToolButton* button : {row.up, row.down, remove})
        line->addWidget(button);
    QWidget* widget = row.widget;
    connect(row.name, &QLineEdit::textChanged, this, &LabelsEditor::changed);
    connect(row.color, &QToolButton::clicked, this, [this, widget] { chooseColor(widget); });
    connect(row.up, &QToolButton::clicked, this, [this, widget] { moveRow(widget, -1); });
    connect(row.down, &QToolButton::clicked, this, [this, widget] { moveRow(widget, 1); });
    connect(remove, &QToolButton::clicked, this, [this, widget] { removeRow(widget); });
    m_column->insertWidget(place, widget);
    return *m_rows.insert(place, row);
}

void LabelsEditor::removeRow(QWidget* widget)
{
    const int place = placeOf(widget);
    const bool isOfJob = m_rows[place].isOfJob;
    const LabelClass label = classAt(place);
    m_rows.removeAt(place);
    widget->hide();
    widget->deleteLater(); // Its button is being clicked.
    if (m_rows.isEmpty())
        insertRow(0, {}, std::nullopt);
    refresh();
    if (isOfJob)
        emit removed(label);
}

void LabelsEditor::moveRow(QWidget* widget, int step)
{
    const int place = placeOf(widget);
    const int target = std::clamp(place + step, 0, rowCount() - 1);
    m_rows.move(place, target);
    m_column->removeWidget(widget);
    m_column->insertWidget(target, widget);
    refresh();
}

void LabelsEditor::chooseColor(QWidget* widget)
{
    const int place = placeOf(widget);
    const QColor chosen = QColorDialog::getColor(qtColor(colors()[place]), this, tr("Color of the label"));
    if (!chosen.isValid())
        return;
    m_rows[place].chosen = fromQColor(chosen);
    refresh();
}

/// Whether the clipboard holds a list, which is then taken up in place of the name.
bool LabelsEditor::pasteList(QLineEdit* name)
{
    static const QRegularExpression separators(u"[,\t\r\n]+"_s);
    QStringList names;
    for (const QString& part : QApplication::clipboard()->text().split(separators)) {
        if (!part.trimmed().isEmpty())
            names.append(part.trimmed());
    }
    if (names.size() < 2)
        return false;
    int place = placeOf(name->parentWidget());
    name->setText(names.takeFirst());
    for (const QString& next : std::as_const(names))
        insertRow(++place, next, std::nullopt);
    m_rows[place].name->setFocus();
    refresh();
    return true;
}

void LabelsEditor::goOn(const QLineEdit* name)
{
    const int next = placeOf(name->parentWidget()) + 1;
    if (next < rowCount())
        m_rows[next].name->setFocus();
    else if (!name->text().trimmed().isEmpty())
        addRow();
}

void LabelsEditor::refresh()
{
    const QList<Color> shown = colors();
    for (int place = 0; place < rowCount(); ++place) {
        const Row& row = m_rows[place];
        row.key->setText(keyOf(place));
        row.color->setIcon(chipOf(shown[place], devicePixelRatioF()));
        row.color->setToolTip(tr("Color %1").arg(QString::fromStdString(hexColor(shown[place]))));
        row.up->setEnabled(place > 0);
        row.down->setEnabled(place + 1 < rowCount());
    }
    emit changed();
}

int LabelsEditor::placeOf(const QWidget* widget) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [widget](const Row& row) { return row.widget == widget; });
    return static_cast<int>(found - m_rows.begin());
}

/// A place whose default was chosen for another label gets the next one that no place has.
QList<Color> LabelsEditor::colors() const
{
    QList<Color> taken;
    for (const Row& row : m_rows) {
        if (row.chosen)
            taken.append(*row.chosen);
    }
    QList<Color> all;
    std::size_t spare = static_cast<std::size_t>(m_rows.size());
    for (int place = 0; place < m_rows.size(); ++place) {
        Color color = m_rows[place].chosen.value_or(defaultLabelColor(static_cast<std::size_t>(place) % kMaxLabels));
        while (!m_rows[place].chosen && taken.contains(color) && spare < kMaxLabels)
            color = defaultLabelColor(spare++);
        all.append(color);
    }
    return all;
}

} // namespace labelwright

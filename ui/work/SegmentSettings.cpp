// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/SegmentSettings.h"

#include "ui/look/Look.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

std::filesystem::path pathIn(const QLineEdit& field)
{
    return field.text().trimmed().toStdString();
}

QString engineTitle(const Engine& engine)
{
    if (engine.id == "four-point")
        return SegmentSettings::tr("Neural network");
    if (engine.id == "grabcut")
        return SegmentSettings::tr("GrabCut");
    return QString::fromUtf8(engine.id.data(), static_cast<qsizetype>(engine.id.size()));
}

} // namespace

SegmentSettings::SegmentSettings(const SegmentChoice& choice, QWidget* parent)
    : QWidget(parent), m_engine(new QComboBox), m_model(new QLineEdit), m_runtime(new QLineEdit), m_state(new QLabel)
{
    for (const Engine& engine : engines())
        m_engine->addItem(engineTitle(engine));
    m_engine->setAccessibleName(tr("Engine"));
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* title = new QLabel(tr("Auto-segment"));
    setRole(*title, Role::Section);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(Metrics::kGroups);
    form->setVerticalSpacing(Metrics::kRelated);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("&Engine"), m_engine);
    addFileRow(*form, m_model, tr("Your own model"), tr("Models (*.json *.onnx)"));
    addFileRow(*form, m_runtime, tr("ONNX Runtime library"), tr("Libraries (*.so *.so.*)"));
    m_model->setPlaceholderText(tr("None: the program's own network answers"));
    m_runtime->setPlaceholderText(tr("None: OpenCV runs your own model"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Metrics::kRelated);
    column->addWidget(title);
    column->addLayout(form);
    column->addLayout(belowFields(m_state));

    setChoice(choice);
    connect(m_engine, &QComboBox::currentIndexChanged, this, &SegmentSettings::check);
    for (const QLineEdit* field : {m_model, m_runtime})
        connect(field, &QLineEdit::textChanged, this, &SegmentSettings::check);
}

SegmentChoice SegmentSettings::choice() const
{
    const Engine& engine = engines()[static_cast<std::size_t>(m_engine->currentIndex())];
    return {std::string(engine.id), pathIn(*m_model), pathIn(*m_runtime)};
}

void SegmentSettings::setChoice(const SegmentChoice& choice)
{
    const auto found = std::ranges::find(engines(), choice.engine, &Engine::id);
    m_engine->setCurrentIndex(found == engines().end() ? 0 : static_cast<int>(found - engines().begin()));
    m_model->setText(textOf(choice.model));
    m_runtime->setText(textOf(choice.runtime));
    check();
}

int SegmentSettings::nameWidth() const
{
    int width = 0;
    for (const QLabel* label : findChildren<QLabel*>()) {
        label->ensurePolished();
        if (label->buddy())
            width = std::max(width, label->sizeHint().width());
    }
    return width;
}

QLayout* SegmentSettings::belowFields(QWidget* text) const
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(nameWidth() + Metrics::kGroups, 0, 0, 0);
    row->addWidget(text);
    return row;
}

void SegmentSettings::addFileRow(QFormLayout& form, QLineEdit* field, const QString& name, const QString& filter)
{
    field->setAccessibleName(name);
    auto* browse = new QPushButton(tr("Browse…"));
    browse->setAccessibleName(tr("Browse: %1").arg(name));
    browse->setAutoDefault(false); // Enter in a field accepts the dialog.
    field->setClearButtonEnabled(true);
    connect(field, &QLineEdit::textChanged, field, &QWidget::setToolTip); // it may be longer than the field
    connect(browse, &QPushButton::clicked, this, [this, field, name, filter] {
        const QString path = QFileDialog::getOpenFileName(this, name, QFileInfo(field->text()).path(),
                                                          filter + u";;"_s + tr("All files (*)"));
        if (!path.isEmpty())
            field->setText(path);
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kInside);
    row->addWidget(field, 1);
    row->addWidget(browse);
    auto* label = new QLabel(name);
    label->setBuddy(field);
    form.addRow(label, row);
}

void SegmentSettings::check()
{
    const SegmentChoice chosen = choice();
    m_opener.forget();
    m_state->setVisible(!chosen.model.empty());
    if (chosen.model.empty())
        return;
    setRole(*m_state, Role::Secondary);
    if (!findEngine(chosen.engine)->asksModel) {
        m_state->setText(tr("This engine asks no model."));
        return;
    }
    m_state->setText(tr("Trying the model…"));
    m_opener.tryOut(chosen, [this](const Result<ModelOpener::Model>& model) {
        setRole(*m_state, model ? Role::Good : Role::Danger);
        m_state->setText(model ? tr("The model can be opened, and answers.")
                               : QString::fromStdString(sentence(model.error())));
        emit checked();
    });
}

SegmentChoice loadSegmentChoice()
{
    const QSettings settings;
    const auto text = [&settings](QLatin1StringView key) { return settings.value(key).toString().toStdString(); };
    SegmentChoice choice;
    if (const std::string engine = text("auto-segment/engine"_L1); findEngine(engine))
        choice.engine = engine;
    choice.model = text("auto-segment/model"_L1);
    choice.runtime = text("auto-segment/runtime"_L1);
    return choice;
}

void saveSegmentChoice(const SegmentChoice& choice)
{
    QSettings settings;
    settings.setValue("auto-segment/engine"_L1, QString::fromStdString(choice.engine));
    settings.setValue("auto-segment/model"_L1, textOf(choice.model));
    settings.setValue("auto-segment/runtime"_L1, textOf(choice.runtime));
}

} // namespace labelwright

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ActionTable.h"

#include "ui/bridge/WorkSession.h"
#include "ui/canvas/Canvas.h"
#include "ui/look/Look.h"
#include "ui/work/ActionRows.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/WorkWindow.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

namespace labelwright {
namespace {

using C = WorkContext;
using Section = ActionSection;
constexpr auto kHeld = ActionRow::Repeat::WhileHeld;
constexpr auto kNewGroup = ActionRow::Group::New;
constexpr auto kPainting = ActionRow::Scope::Painting;
constexpr int kOpacityStepPercent = 5;

#define TEXT(words) QT_TRANSLATE_NOOP("Actions", words)

bool isLabeling(const C& c)
{
    return c.session.view() == WorkSession::View::Labeling;
}

bool hasObject(const C& c)
{
    return c.session.view() != WorkSession::View::Finished;
}

/// What is under construction can be taken back before anything is painted.
bool canUndo(const C& c)
{
    return c.session.canUndo() || c.session.tool().isActive();
}

bool canAddPart(const C& c)
{
    return c.session.tools().current() == ToolId::AutoSegment && c.session.tools().autoSegment().canAddPart();
}

bool hasNext(const C& c)
{
    const std::optional<ObjectId> object = c.session.currentObject();
    return object && *object + 1 < c.session.queue().size();
}

bool hasPrevious(const C& c)
{
    return c.session.currentObject().value_or(0) > 0;
}

bool isNotDeriving(const C& c)
{
    return !c.session.isDeriving();
}

bool isNotCompleted(const C& c)
{
    return c.session.jobStatus() != JobStatus::Completed && c.session.jobStatus() != JobStatus::Failed;
}

void changeOverlay(C& c, void (*change)(OverlayStyle&))
{
    OverlayStyle style = c.canvas.overlayStyle();
    change(style);
    c.window.setOverlayStyle(style);
}

template <int step>
void changeOpacity(C& c)
{
    changeOverlay(c, [](OverlayStyle& style) {
        style.opacityPercent = std::clamp(style.opacityPercent + step * kOpacityStepPercent, 0, 100);
    });
}

template <ToolId tool>
void selectTool(C& c)
{
    c.session.selectTool(tool);
}

template <ToolId tool>
bool isTool(const C& c)
{
    return c.session.tools().current() == tool;
}

template <Theme theme>
void selectTheme(C& c)
{
    c.window.setTheme(theme);
}

template <Theme theme>
bool isTheme(const C&)
{
    return Look::instance().theme() == theme;
}

template <int label>
void selectLabel(C& c)
{
    c.window.chooseLabel(label);
}

template <int label>
bool hasLabel(const C& c)
{
    const JobSpec& spec = c.session.job().spec();
    if (label == 0 && isClassification(spec.taskType))
        return !spec.noneCategory.empty();
    return label <= static_cast<int>(spec.labels.size());
}

template <int label>
constexpr ActionRow labelRow(const char* id, const char* text, const char* key)
{
    return {.id = id,
            .section = Section::Labels,
            .text = text,
            .keys = key,
            .run = selectLabel<label>,
            .isEnabled = hasLabel<label>};
}

constexpr ActionRow toolKey(const char* id, const char* text, const char* key)
{
    return {.id = id, .section = Section::Canvas, .text = text, .keys = key, .scope = kPainting};
}

constexpr ActionRow viewGesture(const char* id, const char* text, const char* gesture)
{
    return {.id = id, .section = Section::Canvas, .text = text, .gesture = gesture};
}

constexpr ActionRow toolGesture(const char* id, const char* text, const char* gesture)
{
    return {.id = id, .section = Section::Canvas, .text = text, .gesture = gesture, .scope = kPainting};
}

// clang-format off
constexpr ActionRow kRows[]{
    {.id = "open-job", .section = Section::File, .text = TEXT("Open job…"), .keys = "Ctrl+O", .icon = "folder",
     .run = [](C& c) { c.window.askForJob(); }},
    {.id = "save", .section = Section::File, .text = TEXT("Save"), .keys = "Ctrl+S",
     .run = [](C& c) { c.window.tellWhatIsSaved(); }, .group = kNewGroup},
    {.id = "make-output", .section = Section::File, .text = TEXT("Make output"), .icon = "retry",
     .run = [](C& c) { c.window.makeOutput(); }, .isEnabled = isNotDeriving},
    {.id = "open-output", .section = Section::File, .text = TEXT("Open output folder"),
     .run = [](C& c) { c.window.openOutputFolder(); }},
    {.id = "complete", .section = Section::File, .text = TEXT("Complete job…"),
     .run = [](C& c) { c.window.askToComplete(); }, .isEnabled = isNotCompleted},
    {.id = "stop", .section = Section::File, .text = TEXT("Stop working"),
     .run = [](C& c) { c.window.leave(WorkWindow::Next::Home); }, .group = kNewGroup},
    {.id = "quit", .section = Section::File, .text = TEXT("Quit"), .keys = "Ctrl+Q",
     .run = [](C& c) { c.window.leave(WorkWindow::Next::Quit); }},

    {.id = "undo", .section = Section::Edit, .text = TEXT("Undo"), .keys = "Ctrl+Z", .icon = "undo",
     .run = [](C& c) { c.session.undo(); }, .isEnabled = canUndo,
     .repeat = kHeld, .scope = kPainting},
    {.id = "redo", .section = Section::Edit, .text = TEXT("Redo"), .keys = "Ctrl+Shift+Z; Ctrl+Y", .icon = "redo",
     .run = [](C& c) { c.session.redo(); }, .isEnabled = [](const C& c) { return c.session.canRedo(); },
     .repeat = kHeld, .scope = kPainting},

    {.id = "zoom-in", .section = Section::View, .text = TEXT("Zoom in"), .keys = "+; =; Ctrl+=; Ctrl++",
     .icon = "zoom-in", .run = [](C& c) { c.canvas.zoomIn(); }, .isEnabled = isLabeling, .repeat = kHeld},
    {.id = "zoom-out", .section = Section::View, .text = TEXT("Zoom out"), .keys = "-; Ctrl+-", .icon = "zoom-out",
     .run = [](C& c) { c.canvas.zoomOut(); }, .isEnabled = isLabeling, .repeat = kHeld},
    {.id = "fit", .section = Section::View, .text = TEXT("Fit"), .keys = "F", .icon = "fit",
     .run = [](C& c) { c.canvas.fit(); }, .isEnabled = isLabeling},
    {.id = "zoom-100", .section = Section::View, .text = TEXT("100 %"), .keys = "Ctrl+0",
     .run = [](C& c) { c.canvas.zoomTo100(); }, .isEnabled = isLabeling},
    {.id = "show-labels", .section = Section::View, .text = TEXT("Show labels over the picture"), .keys = "T",
     .run = [](C& c) { changeOverlay(c, [](OverlayStyle& style) { style.hidden = !style.hidden; }); },
     .isChecked = [](const C& c) { return !c.canvas.overlayStyle().hidden; }, .group = kNewGroup, .scope = kPainting},
    {.id = "outline", .section = Section::View, .text = TEXT("Outline only"), .keys = "O",
     .run = [](C& c) { changeOverlay(c, [](OverlayStyle& style) {
         style.mode = style.mode == OverlayMode::Outline ? OverlayMode::Filled : OverlayMode::Outline; }); },
     .isChecked = [](const C& c) { return c.canvas.overlayStyle().mode == OverlayMode::Outline; },
     .scope = kPainting},
    {.id = "opacity-down", .section = Section::View, .text = TEXT("Fainter labels"), .keys = ",",
     .run = changeOpacity<-1>, .repeat = kHeld, .scope = kPainting},
    {.id = "opacity-up", .section = Section::View, .text = TEXT("Stronger labels"), .keys = ".",
     .run = changeOpacity<1>, .repeat = kHeld, .scope = kPainting},
    {.id = "show-instructions", .section = Section::View, .text = TEXT("Instructions panel"),
     .run = [](C& c) { c.window.toggleInstructions(); },
     .isChecked = [](const C& c) { return c.window.areInstructionsShown(); }, .group = kNewGroup},
    {.id = "show-film-strip", .section = Section::View, .text = TEXT("Film strip"),
     .run = [](C& c) { c.window.toggleFilmStrip(); },
     .isChecked = [](const C& c) { return c.window.isFilmStripShown(); }},
    {.id = "theme-system", .section = Section::View, .text = TEXT("System theme"), .run = selectTheme<Theme::System>,
     .isChecked = isTheme<Theme::System>, .group = kNewGroup},
    {.id = "theme-light", .section = Section::View, .text = TEXT("Light theme"), .run = selectTheme<Theme::Light>,
     .isChecked = isTheme<Theme::Light>},
    {.id = "theme-dark", .section = Section::View, .text = TEXT("Dark theme"), .run = selectTheme<Theme::Dark>,
     .isChecked = isTheme<Theme::Dark>},

    {.id = "polygon", .section = Section::Tools, .text = TEXT("Polygon"), .keys = "P", .icon = "polygon",
     .run = selectTool<ToolId::Polygon>, .isChecked = isTool<ToolId::Polygon>, .scope = kPainting},
    {.id = "brush", .section = Section::Tools, .text = TEXT("Brush"), .keys = "B", .icon = "brush",
     .run = selectTool<ToolId::Brush>, .isChecked = isTool<ToolId::Brush>, .scope = kPainting},
    {.id = "eraser", .section = Section::Tools, .text = TEXT("Eraser"), .keys = "E", .icon = "eraser",
     .run = selectTool<ToolId::Eraser>, .isChecked = isTool<ToolId::Eraser>, .scope = kPainting},
    {.id = "auto-segment", .section = Section::Tools, .text = TEXT("Auto-segment"), .keys = "X",
     .icon = "auto-segment", .run = selectTool<ToolId::AutoSegment>, .isChecked = isTool<ToolId::AutoSegment>,
     .scope = kPainting},
    {.id = "fill", .section = Section::Tools, .text = TEXT("Fill"), .keys = "G", .icon = "fill",
     .run = selectTool<ToolId::Fill>, .isChecked = isTool<ToolId::Fill>, .scope = kPainting},
    {.id = "wand", .section = Section::Tools, .text = TEXT("Magic wand"), .keys = "W", .icon = "wand",
     .run = selectTool<ToolId::Wand>, .isChecked = isTool<ToolId::Wand>, .scope = kPainting},
    {.id = "live-wire", .section = Section::Tools, .text = TEXT("Live-wire"), .keys = "J", .icon = "live-wire",
     .run = selectTool<ToolId::LiveWire>, .isChecked = isTool<ToolId::LiveWire>, .scope = kPainting},
    {.id = "superpixel", .section = Section::Tools, .text = TEXT("Superpixels"), .keys = "K", .icon = "superpixel",
     .run = selectTool<ToolId::Superpixel>, .isChecked = isTool<ToolId::Superpixel>, .scope = kPainting},
    {.id = "region", .section = Section::Tools, .text = TEXT("Select a region"), .keys = "S", .icon = "region",
     .run = selectTool<ToolId::Region>, .isChecked = isTool<ToolId::Region>, .scope = kPainting},
    {.id = "edge-snap", .section = Section::Tools, .text = TEXT("Snap edge"), .keys = "Shift+X", .icon = "edge-snap",
     .run = selectTool<ToolId::EdgeSnap>, .isChecked = isTool<ToolId::EdgeSnap>, .scope = kPainting},
    {.id = "add-part", .section = Section::Tools, .text = TEXT("Add a part to the segment"), .keys = "M",
     .run = [](C& c) { c.session.addSegmentPart(); }, .isEnabled = canAddPart, .group = kNewGroup,
     .scope = kPainting},
    {.id = "brush-smaller", .section = Section::Tools, .text = TEXT("Smaller brush"), .keys = "[",
     .run = [](C& c) { c.session.stepBrushDiameter(-1); }, .repeat = kHeld, .group = kNewGroup, .scope = kPainting},
    {.id = "brush-larger", .section = Section::Tools, .text = TEXT("Larger brush"), .keys = "]",
     .run = [](C& c) { c.session.stepBrushDiameter(1); }, .repeat = kHeld, .scope = kPainting},

    {.id = "submit", .section = Section::Go, .text = TEXT("Submit"), .keys = "Ctrl+Enter; Ctrl+Return",
     .run = [](C& c) { c.window.submit(); }, .isEnabled = [](const C& c) { return c.session.canSubmit(); }},
    {.id = "skip", .section = Section::Go, .text = TEXT("Skip"), .run = [](C& c) { c.session.skip(); },
     .isEnabled = hasObject},
    {.id = "decline", .section = Section::Go, .text = TEXT("Decline…"), .run = [](C& c) { c.window.askToDecline(); },
     .isEnabled = [](const C& c) { return c.session.isTask(); }},
    {.id = "flag", .section = Section::Go, .text = TEXT("Flag to look at again"), .keys = "Shift+F", .icon = "flag",
     .run = [](C& c) { c.window.toggleFlag(); }, .isEnabled = hasObject,
     .isChecked = [](const C& c) { return c.session.flag() != nullptr; }, .group = kNewGroup},
    {.id = "flag-note", .section = Section::Go, .text = TEXT("Flag with a note…"), .keys = "Shift+C",
     .run = [](C& c) { c.window.changeFlagNote(); }, .isEnabled = hasObject},
    {.id = "next", .section = Section::Go, .text = TEXT("Next object"), .keys = "D; PgDown",
     .run = [](C& c) { c.session.next(); }, .isEnabled = hasNext, .repeat = kHeld, .group = kNewGroup},
    {.id = "previous", .section = Section::Go, .text = TEXT("Previous object"), .keys = "A; PgUp",
     .run = [](C& c) { c.session.previous(); }, .isEnabled = hasPrevious, .repeat = kHeld},
    {.id = "next-unlabelled", .section = Section::Go, .text = TEXT("Next unlabeled object"), .keys = "Ctrl+Shift+D",
     .run = [](C& c) { c.session.nextUnlabelled(); }},
    {.id = "previous-unlabelled", .section = Section::Go, .text = TEXT("Previous unlabeled object"),
     .keys = "Ctrl+Shift+A", .run = [](C& c) { c.session.previousUnlabelled(); }},
    {.id = "go-to", .section = Section::Go, .text = TEXT("Go to object…"), .keys = "Ctrl+G",
     .run = [](C& c) { c.window.askForObject(); }},
    {.id = "all-objects", .section = Section::Go, .text = TEXT("Show all objects"), .keys = "Ctrl+L",
     .icon = "gallery", .run = [](C& c) { emit c.window.allObjectsRequested(); }},
    {.id = "compare-answers", .section = Section::Go, .text = TEXT("Compare answers…"), .keys = "Ctrl+D",
     .run = [](C& c) { emit c.window.differenceRequested(); }, .isEnabled = hasObject},

    {.id = "full-instructions", .section = Section::Help, .text = TEXT("Full instructions"),
     .run = [](C& c) { c.window.showHelp(HelpPage::FullInstructions); }},
    {.id = "tool-guide", .section = Section::Help, .text = TEXT("Tool guide"),
     .run = [](C& c) { c.window.showHelp(HelpPage::ToolGuide); }, .scope = kPainting},
    {.id = "auto-segment-guide", .section = Section::Help, .text = TEXT("How to use the auto-segment tool"),
     .run = [](C& c) { c.window.showHelp(HelpPage::AutoSegment); }, .scope = kPainting},
    {.id = "keys", .section = Section::Help, .text = TEXT("Keyboard shortcuts"), .keys = "F1",
     .run = [](C& c) { c.window.showKeys(); }, .group = kNewGroup},
    {.id = "about", .section = Section::Help, .text = TEXT("About Labelwright"),
     .run = [](C& c) { c.window.showAbout(); }, .group = kNewGroup},

    labelRow<0>("label-0", TEXT("Unlabeled"), "0"),
    labelRow<1>("label-1", TEXT("Label 1"), "1"), labelRow<2>("label-2", TEXT("Label 2"), "2"),
    labelRow<3>("label-3", TEXT("Label 3"), "3"), labelRow<4>("label-4", TEXT("Label 4"), "4"),
    labelRow<5>("label-5", TEXT("Label 5"), "5"), labelRow<6>("label-6", TEXT("Label 6"), "6"),
    labelRow<7>("label-7", TEXT("Label 7"), "7"), labelRow<8>("label-8", TEXT("Label 8"), "8"),
    labelRow<9>("label-9", TEXT("Label 9"), "9"), labelRow<10>("label-10", TEXT("Label 10"), "Shift+0"),
    labelRow<11>("label-11", TEXT("Label 11"), "Shift+1"), labelRow<12>("label-12", TEXT("Label 12"), "Shift+2"),
    labelRow<13>("label-13", TEXT("Label 13"), "Shift+3"), labelRow<14>("label-14", TEXT("Label 14"), "Shift+4"),
    labelRow<15>("label-15", TEXT("Label 15"), "Shift+5"), labelRow<16>("label-16", TEXT("Label 16"), "Shift+6"),
    labelRow<17>("label-17", TEXT("Label 17"), "Shift+7"), labelRow<18>("label-18", TEXT("Label 18"), "Shift+8"),
    labelRow<19>("label-19", TEXT("Label 19"), "Shift+9"),
    {.id = "find-label", .section = Section::Labels, .text = TEXT("Find a label by name"), .keys = "/; Ctrl+F",
     .run = [](C& c) { c.window.findLabel(); }},
    {.id = "last-label", .section = Section::Labels, .text = TEXT("The label before"), .keys = "Q",
     .run = [](C& c) { c.palette.chooseLabel(c.palette.previousLabel()); }, .scope = kPainting},

    toolKey("commit", TEXT("Close the polygon, accept the segment"), "Enter; Return"),
    toolKey("step-back", TEXT("Take the last point back"), "Backspace"),
    toolKey("cancel", TEXT("Cancel"), "Esc"),
    {.id = "peek", .section = Section::Canvas, .text = TEXT("Hold: the picture without labels"), .keys = "H",
     .run = [](C& c) { c.canvas.setPeek(true); }, .release = [](C& c) { c.canvas.setPeek(false); },
     .scope = kPainting},
    viewGesture("pan", TEXT("Move the picture"), TEXT("Space-drag, middle-drag")),
    viewGesture("wheel", TEXT("Zoom at the cursor"), TEXT("Wheel")),
    toolGesture("size-wheel", TEXT("Brush size"), TEXT("Shift+wheel")),
    toolGesture("size-drag", TEXT("Brush size"), TEXT("Ctrl+right-drag, Alt+right-drag")),
    toolGesture("straight", TEXT("Straight line from the last stroke"), TEXT("Shift+click")),
    toolGesture("erase", TEXT("Erase for one stroke"), TEXT("Alt+stroke")),
    toolGesture("segment-belongs", TEXT("This belongs to the segment"), TEXT("Click, stroke")),
    toolGesture("segment-foreign", TEXT("This does not belong to it"), TEXT("Right-click, Alt+click")),
    toolGesture("segment-take-out", TEXT("Take the correction out"), TEXT("Ctrl+click on one")),
};
// clang-format on

#undef TEXT

std::vector<ActionRow> rowsOf(bool isChoosing, TaskPurpose purpose)
{
    std::vector<ActionRow> rows;
    std::ranges::copy_if(actionTable(), std::back_inserter(rows), [&](const ActionRow& row) {
        return row.scope == ActionRow::Scope::Any || (row.scope == kPainting && !isChoosing) ||
               (row.scope == ActionRow::Scope::Review && purpose == TaskPurpose::Review);
    });
    for (ActionRow& row : rows) {
        const std::string_view id = row.id;
        if (isChoosing && id == "submit")
            row.keys = "Enter; Return; Ctrl+Enter; Ctrl+Return";
        else if (isChoosing && id == "label-0")
            row.text = QT_TRANSLATE_NOOP("Actions", "None of the labels");
        else if (isChoosing && id == "pan")
            row.gesture = QT_TRANSLATE_NOOP("Actions", "Drag");
        else if (purpose == TaskPurpose::Review && id == "submit")
            row.text = QT_TRANSLATE_NOOP("Actions", "Submit as an adjustment");
        else if (purpose == TaskPurpose::Review && id == "next-unlabelled")
            row.text = QT_TRANSLATE_NOOP("Actions", "Next object to review");
        else if (purpose == TaskPurpose::Review && id == "previous-unlabelled")
            row.text = QT_TRANSLATE_NOOP("Actions", "Previous object to review");
    }
    return rows;
}

} // namespace

std::span<const ActionRow> actionTable()
{
    static const std::vector<ActionRow> table = [] {
        std::vector<ActionRow> rows(std::begin(kRows), std::end(kRows));
        for (const std::span<const ActionRow> part : {regionRows(), viewRows(), reviewRows()})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return table;
}

std::span<const ActionRow> actionTable(TaskType task, TaskPurpose purpose)
{
    static const auto kTables = [] {
        std::array<std::array<std::vector<ActionRow>, 2>, 2> tables; // By whether labels are chosen, and by purpose.
        for (const bool isChoosing : {false, true}) {
            for (const TaskPurpose each : {TaskPurpose::Labeling, TaskPurpose::Review})
                tables[isChoosing ? 1 : 0][static_cast<std::size_t>(each)] = rowsOf(isChoosing, each);
        }
        return tables;
    }();
    return kTables[isClassification(task) ? 1 : 0][static_cast<std::size_t>(purpose)];
}

QList<ActionSection> sectionsOf(std::span<const ActionRow> rows)
{
    QList<ActionSection> sections(std::begin(kMenuSections), std::end(kMenuSections));
    sections << ActionSection::Labels << ActionSection::Canvas;
    sections.removeIf([rows](ActionSection section) {
        return std::ranges::none_of(rows, [section](const ActionRow& row) { return row.section == section; });
    });
    return sections;
}

QList<QKeySequence> keysFromText(const char* text)
{
    QList<QKeySequence> keys = QKeySequence::listFromString(QString::fromUtf8(text), QKeySequence::PortableText);
    keys.removeIf([](const QKeySequence& key) { return key.count() != 1 || key[0].key() == Qt::Key_unknown; });
    return keys;
}

QList<QKeySequence> defaultKeys(const ActionRow& row)
{
    return keysFromText(row.keys);
}

QString translatedText(const ActionRow& row)
{
    return QCoreApplication::translate("Actions", row.text);
}

QString translatedGesture(const ActionRow& row)
{
    return QCoreApplication::translate("Actions", row.gesture);
}

QString sectionTitle(ActionSection section)
{
    constexpr const char* kTitles[]{
        QT_TRANSLATE_NOOP("Actions", "File"),   QT_TRANSLATE_NOOP("Actions", "Edit"),
        QT_TRANSLATE_NOOP("Actions", "Region"), QT_TRANSLATE_NOOP("Actions", "View"),
        QT_TRANSLATE_NOOP("Actions", "Tools"),  QT_TRANSLATE_NOOP("Actions", "Go"),
        QT_TRANSLATE_NOOP("Actions", "Review"), QT_TRANSLATE_NOOP("Actions", "Help"),
        QT_TRANSLATE_NOOP("Actions", "Labels"), QT_TRANSLATE_NOOP("Actions", "On the picture")};
    return QCoreApplication::translate("Actions", kTitles[static_cast<std::size_t>(section)]);
}

} // namespace labelwright

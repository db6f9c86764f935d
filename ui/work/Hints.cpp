// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/Hints.h"

#include <QCoreApplication>

namespace labelwright {
namespace {

struct Row {
    std::string_view key;
    const char* text;
    const char* cursorText;
    const char* textWithKeys = ""; ///< With these keys in place of %1.
    QString HintKeys::*keys = &HintKeys::size;
};

#define TEXT(words) QT_TRANSLATE_NOOP("Hints", words)

constexpr Row kRows[]{
    {"brush", TEXT("Paint with the mouse; Shift+click draws a straight line"), "",
     TEXT("Paint with the mouse; Shift+click draws a straight line, %1 change the size")},
    {"eraser", TEXT("Erase labels with the mouse"), "", TEXT("Erase labels with the mouse; %1 change the size")},
    {"polygon.start", TEXT("Click along the object's edge to begin a polygon"), ""},
    {"polygon.next", TEXT("Click the next corner; Backspace takes the last one back, Esc cancels"), ""},
    {"polygon.close",
     TEXT("Click the first corner or press Enter to close; drag corners to move them, Backspace steps back"), "",
     TEXT("Click the first corner or press Enter to close; drag corners to move them, %1 takes one out"),
     &HintKeys::takeOut},
    {"polygon.edit",
     TEXT("Drag a corner to move it, drag from an edge to add one, Alt+click a corner to take it out; Enter keeps it"),
     "",
     TEXT(
         "Drag a corner to move it, drag from an edge to add one, press %1 on a corner to take it out; Enter keeps it"),
     &HintKeys::takeOut},
    {"region.select", TEXT("Click a labeled region to select it"), ""},
    {"region.selected", TEXT("Press Enter or double-click to change the region's outline, Esc to let it go"), ""},
    {"region.place",
     TEXT("Drag the region or press the arrow keys to move it, with Shift further; Enter keeps it, Esc drops it"), ""},
    {"fill", TEXT("Click to give the connected pixels under the cursor the active label"), ""},
    {"wand.press", TEXT("Click pixels of one color; drag right or up to take in more colors, left or down for fewer"),
     ""},
    {"wand.drag", TEXT("Drag right or up to take in more colors, left or down for fewer; Esc cancels"), ""},
    {"wand.working", TEXT("Finding the connected pixels of that color…"), TEXT("working…")},
    {"live-wire.start", TEXT("Click on an object's edge to begin; the line follows the edge to the cursor"), ""},
    {"live-wire.next",
     TEXT("Click further along the edge; Shift draws a straight line, Backspace takes the last click back"), ""},
    {"live-wire.close", TEXT("Click the first point or press Enter to close; Backspace takes the last click back"), ""},
    {"live-wire.working", TEXT("Finding the edges around the last point; the line is straight until then"), ""},
    {"superpixel", TEXT("Paint whole pieces of one color with the mouse"), ""},
    {"superpixel.working", TEXT("Cutting the picture around the cursor into pieces…"), TEXT("working…")},
    {"edge-snap", TEXT("Brush over the edge of the active label; it snaps to the edge in the picture"), "",
     TEXT("Brush over the edge of the active label; it snaps to the edge in the picture, %1 change the size")},
    {"edge-snap.working", TEXT("Finding the edge…"), ""},
    {"edge-snap.missed", TEXT("No edge of the active label was there; brush along where it ends"), ""},
    {"auto-segment.first", TEXT("Click the object's top-most, bottom-most, left-most or right-most point"),
     TEXT("point 1 of 4")},
    {"auto-segment.second", TEXT("Click another of the object's four outermost points"), TEXT("point 2 of 4")},
    {"auto-segment.third", TEXT("Click the third of the object's four outermost points"), TEXT("point 3 of 4")},
    {"auto-segment.fourth", TEXT("Click the last outermost point; the preview follows the cursor"),
     TEXT("point 4 of 4")},
    {"auto-segment.box", TEXT("Drag a box around the object, from corner to corner"), TEXT("box")},
    {"auto-segment.lasso", TEXT("Draw a line around the object with the mouse held down"), TEXT("lasso")},
    {"auto-segment.part",
     TEXT("Show the further part of the object; Enter accepts without one, Backspace goes back to the part before"),
     TEXT("further part")},
    {"auto-segment.working", TEXT("Finding the object…"), TEXT("working…")},
    {"auto-segment.correcting", TEXT("Correcting the segment…"), TEXT("working…")},
    {"auto-segment.accept",
     TEXT("Enter accepts; click or stroke what is missing, right-click or Alt+click what does not belong"), ""},
    {"auto-segment.accept-foreign",
     TEXT("Enter accepts; click or stroke what does not belong, Shift+click what is missing"), ""},
    {"auto-segment.far",
     TEXT("That is far from the object: press Enter to accept it before the next one, or correct it nearby"), ""},
    {"auto-segment.failed",
     TEXT("No object was found there; drag a point, click what belongs to it, or press Esc and begin again"), ""},
};

#undef TEXT

QString translated(const char* words)
{
    return *words ? QCoreApplication::translate("Hints", words) : QString();
}

} // namespace

Hint hintFor(std::string_view key, const HintKeys& keys)
{
    for (const Row& row : kRows) {
        if (row.key != key)
            continue;
        const QString& told = keys.*row.keys;
        const bool tellsKeys = *row.textWithKeys && !told.isEmpty();
        return {tellsKeys ? translated(row.textWithKeys).arg(told) : translated(row.text), translated(row.cursorText)};
    }
    return {};
}

Hint hintForChoice(const JobSpec& spec, const LabelChoice& choice, const QString& submitKey)
{
    if (isComplete(choice) && !submitKey.isEmpty())
        return {QCoreApplication::translate("Hints", "%1 submits and shows the next photo").arg(submitKey), {}};
    if (isComplete(choice))
        return {QCoreApplication::translate("Hints", "Submit shows the next photo"), {}};
    if (spec.taskType == TaskType::ImageClassification)
        return {QCoreApplication::translate("Hints", "Press the key of the label that fits best, or click it"), {}};
    return {QCoreApplication::translate("Hints", "Press the keys of all labels that apply, or click them"), {}};
}

QString unfinishedText(ToolId tool, std::string_view hintKey)
{
    switch (tool) {
    case ToolId::Polygon:
        return QCoreApplication::translate("Hints", "The polygon is not finished.");
    case ToolId::LiveWire:
        return QCoreApplication::translate("Hints", "The outline of the live-wire is not finished.");
    case ToolId::AutoSegment:
        return QCoreApplication::translate("Hints", "The segment is not accepted yet.");
    case ToolId::Region:
        return hintKey == "region.place"
                   ? QCoreApplication::translate("Hints", "The pasted region is not in its place yet.")
                   : QCoreApplication::translate("Hints", "The region's outline is not finished.");
    default:
        return QCoreApplication::translate("Hints", "What you began is not finished.");
    }
}

} // namespace labelwright

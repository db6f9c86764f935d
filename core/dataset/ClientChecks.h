// SPDX-License-Identifier: GPL-3.0-or-later
// What each client of GROUND-TRUTH.md section 12 demands of the files that it reads; the numbers are its.
#pragma once

#include "core/dataset/ClientFiles.h"

namespace labelwright {

// Of masks: ClientMaskChecks.cpp.
void checkCocoNotebook(const ClientFiles& files, const ClientReport& report);     // C1
void checkConversionKit(const ClientFiles& files, const ClientReport& report);    // C2
void checkIndexCorrection(const ClientFiles& files, const ClientReport& report);  // C4
void checkSuperannotate(const ClientFiles& files, const ClientReport& report);    // C5
void checkDefectDetection(const ClientFiles& files, const ClientReport& report);  // C14
void checkDefaultPalette(const ClientFiles& files, const ClientReport& report);   // C15
void checkYoloSegmentation(const ClientFiles& files, const ClientReport& report); // C16

// Of the lines' members: ClientLineChecks.cpp.
void checkClassificationNotebook(const ClientFiles& files, const ClientReport& report); // C3
void checkUploadPipeline(const ClientFiles& files, const ClientReport& report);         // C7
void checkMultiLabelTransform(const ClientFiles& files, const ClientReport& report);    // C12
void checkSingleKeyTool(const ClientFiles& files, const ClientReport& report);          // C13

// Of files beside the manifest: ClientFolderChecks.cpp.
void checkConsolidationNotebooks(const ClientFiles& files, const ClientReport& report); // C3
void checkYoloLabels(const ClientFiles& files, const ClientReport& report);             // C6
void checkAnnotatorAgreement(const ClientFiles& files, const ClientReport& report);     // C8
void checkYoloClassList(const ClientFiles& files, const ClientReport& report);          // C9, C10
void checkSceneCrops(const ClientFiles& files, const ClientReport& report);             // C11

} // namespace labelwright

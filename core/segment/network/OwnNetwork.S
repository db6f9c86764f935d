/* SPDX-License-Identifier: GPL-3.0-or-later
   The weights as they lie in the project, so that the module is all that is needed at run time. */
    .section .rodata
    .global labelwright_own_network_begin
    .global labelwright_own_network_end
labelwright_own_network_begin:
    .incbin LABELWRIGHT_OWN_NETWORK
labelwright_own_network_end:
    .section .note.GNU-stack, "", @progbits

# SPDX-License-Identifier: MIT
# sley.mk - Sley in a Makefile: include it, then list app.o among your objects.
#
#     include $(shell pkg-config --variable=prefix libsley)/share/sley/make/sley.mk
#     app: main.o app.o
#     	$(CC) -o $@ $^ $(SLEY_LIBS)
#     main.o: main.c | app.c            # main.c includes "app.sley.h"
#
# The C file is the only target of its rule and the header is order-only (| app.c): sleyc leaves an unchanged header
# alone, so an edit inside a function compiles one object.

SLEYC ?= $(shell pkg-config --variable=sleyc libsley)
SLEY_CFLAGS ?= $(shell pkg-config --cflags libsley)
SLEY_LIBS ?= $(shell pkg-config --libs libsley)
SLEYFLAGS ?=

.DELETE_ON_ERROR:

%.c: %.sley
	$(SLEYC) $(SLEYFLAGS) -MD -MP -H $*.sley.h -o $@ $<

CPPFLAGS += $(SLEY_CFLAGS)

-include $(wildcard *.c.d)

# SPDX-License-Identifier: MIT
# sley.mk - Sley in a Makefile. Modules and C files lie in any folders below it; the whole may lie in a folder with
# spaces in its name.
#
#     SLEY_SOURCES := src/app.sley src/util.sley
#     include $(shell pkg-config --variable=makefile libsley)
#
#     app: $(SLEY_OBJECTS)
#     	$(CC) $(LDFLAGS) -o $@ $^ $(SLEY_LIBS)
#
# Set before it is included:
#   SLEY_SOURCES  the modules, and the C files that include headers of theirs: src/host.c
#   SLEY_ROOT     the folder that imports are looked for in: with src, the module net.http is src/net/http.sley. Without
#                 it a module is called like its file, and imports lie beside the file that imports them.
#   SLEY_EXPORTS  of these, the modules that get a header for C, beside them: src/service.h declares what it exports
#   SLEYFLAGS     options of sleyc
# What it gives: SLEY_OBJECTS, one for each source; SLEY_LIBS, what to link with: the runtime, and the libraries of the
# `extern` blocks of SLEY_SOURCES.
#
# The C file is the only target of sleyc's rule: sleyc leaves an unchanged header alone, so an edit inside a function
# compiles one object. The rule of the header has an empty recipe, after which make looks at its time stamp again.

ifeq ($(strip $(SLEY_SOURCES)),)
$(error sley.mk: set SLEY_SOURCES to the modules before including it)
endif

SLEYC ?= $(shell pkg-config --variable=sleyc libsley)
SLEY_CFLAGS ?= $(shell pkg-config --cflags libsley)

SLEY_OBJECTS := $(addsuffix .o,$(basename $(SLEY_SOURCES)))
sley_modules := $(patsubst %.sley,%,$(filter %.sley,$(SLEY_SOURCES)))
sley_goal := $(.DEFAULT_GOAL)
sley_asks = $(shell "$(SLEYC)" $(SLEYFLAGS) $(if $(SLEY_ROOT),-I $(SLEY_ROOT)) -w --print-link-flags $(1).sley)
SLEY_LIBS ?= $(shell pkg-config --libs libsley) $(sort $(foreach it,$(sley_modules),$(call sley_asks,$(it))))

# $(1) the source without .sley, $(2) the name of the module, $(3) its header
define sley_rules
$(1).c: $(1).sley $(if $(wildcard $(3)),,sley-anew)
	"$$(SLEYC)" $$(SLEYFLAGS) $(if $(SLEY_ROOT),-I $(SLEY_ROOT) --module=$(2)) $(if $(filter $(1).sley,$(SLEY_EXPORTS)),--c-header $(1).h) -MD -MP -H $(3) -o $$@ $$<
$(3): $(1).c ;
endef
sley_name = $(if $(SLEY_ROOT),$(subst /,.,$(patsubst $(SLEY_ROOT)/%,%,$(1))),$(notdir $(1)))
sley_folder = $(if $(SLEY_ROOT),$(SLEY_ROOT)/,$(filter-out ./,$(dir $(1))))
$(foreach it,$(sley_modules),$(eval $(call \
    sley_rules,$(it),$(call sley_name,$(it)),$(call sley_folder,$(it))$(call sley_name,$(it)).sley.h)))

# A module whose header was removed is compiled again.
.PHONY: sley-anew

# All C is there before the first object: which headers an object needs is known only once it was compiled.
$(SLEY_OBJECTS): %.o: %.c | $(addsuffix .c,$(sley_modules))
	$(CC) $(CPPFLAGS) $(SLEY_CFLAGS) $(addprefix -I,$(SLEY_ROOT)) $(CFLAGS) -MMD -MP -c -o $@ $<

include $(wildcard $(addsuffix .c.d,$(sley_modules)) $(SLEY_OBJECTS:.o=.d))

# The first target of the including Makefile stays the one that a plain "make" builds.
.DEFAULT_GOAL := $(sley_goal)

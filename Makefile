# SPDX-License-Identifier: MIT
# Makefile - builds, tests and installs Sley. "make help" lists what can be asked for.
#
# Everything that is made lies in build/. Sources are found by wildcard, header dependencies by -MMD: a new file
# needs no line here. build/setup-*.mk hold what integration/setup.sh found on this machine.

BUILD ?= build
prefix ?= /usr/local
CC ?= cc
OPT ?= -O2
VERSION := 0.1.0

# What each goal needs to have on this machine. A plain "make" only names what is missing; the others install it.
INSTALLING := setup demo test test-all golden fuzz bench
GROUPS := $(if $(filter-out clean help,$(or $(MAKECMDGOALS),all)),build) \
    $(if $(filter setup test test-all golden fuzz,$(MAKECMDGOALS)),test) \
    $(if $(filter setup test-all fuzz,$(MAKECMDGOALS)),fuzz)
INSTALL_FLAG := $(if $(filter $(INSTALLING),$(MAKECMDGOALS)),--install)

ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
endif
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

# These are made on the first run, one after the other; make then starts again with what they say.
$(BUILD)/setup-%.mk: integration/setup.sh
	@CC="$(CC)" integration/setup.sh $(INSTALL_FLAG) --config $@ $*
$(BUILD)/setup-test.mk: $(BUILD)/setup-build.mk
$(BUILD)/setup-fuzz.mk: $(BUILD)/setup-test.mk
include $(GROUPS:%=$(BUILD)/setup-%.mk)

# ---- flags -------------------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(WERROR),-Werror)
BASE := -std=c11 -D_GNU_SOURCE $(WARNINGS)
HARDEN := $(HARDEN_CFLAGS) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
COMPILER_CPPFLAGS := -Icompiler -Igrammar -I$(BUILD)/gen $(UTF8PROC_CFLAGS)
RUNTIME_CPPFLAGS := -Iruntime -Iruntime/include $(UV_CFLAGS) $(UTF8PROC_CFLAGS)
# Vectorised copies of two adjacent fields cost store-forwarding stalls in the scheduler's hot paths.
RUNTIME_CFLAGS := -fno-tree-slp-vectorize
# lemon and re2c write code that is correct but not to our taste.
GENERATED_CFLAGS := -Wno-conversion -Wno-shadow -Wno-pedantic -Wno-unused -Wno-sign-conversion
COMPILER_LIBS := $(UTF8PROC_LIBS) -lm
RUNTIME_LIBS := $(UV_LIBS) $(UTF8PROC_LIBS) -lm
DEPS = -MMD -MP -MF $(@:.o=.d)

# ---- sources -----------------------------------------------------------------------------------------------

GRAMMAR := $(patsubst grammar/%.re,%,$(wildcard grammar/*.re)) $(patsubst grammar/%.y,%,$(wildcard grammar/*.y))
COMPILER := $(patsubst compiler/%.c,%,$(wildcard compiler/*.c))
RUNTIME := $(patsubst runtime/%.c,%,$(wildcard runtime/*.c))
UNITS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
RUNTIME_TESTS := $(patsubst tests/runtime/%.c,%,$(wildcard tests/runtime/test_*.c))

GEN_OBJS := $(GRAMMAR:%=$(BUILD)/gen/%.o)
COMPILER_OBJS := $(COMPILER:%=$(BUILD)/compiler/%.o) $(GEN_OBJS)
# Whatever the tests link against: everything but main().
FRONT_OBJS := $(filter-out $(BUILD)/compiler/main.o,$(COMPILER_OBJS))

# ---- the products ------------------------------------------------------------------------------------------

.PHONY: all
all: $(if $(filter main,$(COMPILER)),$(BUILD)/sley $(BUILD)/sleyc) $(BUILD)/libsley.a

$(BUILD)/sley: $(COMPILER_OBJS)
	$(CC) $(OPT) -g -pie $(HARDEN_LDFLAGS) $(LDFLAGS) -o $@ $^ $(COMPILER_LIBS)

# One program with two faces: it looks at the name it was called by.
$(BUILD)/sleyc: $(BUILD)/sley
	ln -f $< $@

$(BUILD)/compiler/%.o: compiler/%.c | generated
	@mkdir -p $(@D)
	$(CC) $(BASE) $(OPT) -g -fPIE $(HARDEN) $(COMPILER_CPPFLAGS) $(CFLAGS) $(DEPS) -c -o $@ $<

$(BUILD)/gen/%.c: grammar/%.re
	@mkdir -p $(@D)
	re2c -W --no-generation-date -o $@ $<

$(BUILD)/gen/%.c $(BUILD)/gen/%.h: grammar/%.y
	@mkdir -p $(@D)
	lemon -q -d$(@D) $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c | generated
	$(CC) $(BASE) $(GENERATED_CFLAGS) $(OPT) -g -fPIE $(HARDEN) $(COMPILER_CPPFLAGS) $(CFLAGS) $(DEPS) -c -o $@ $<

.PHONY: generated
generated: $(GRAMMAR:%=$(BUILD)/gen/%.c)

# The runtime as users link it. It goes into position-independent programs and into hosts' shared libraries.
define RUNTIME_LIBRARY
$(BUILD)/$(1)libsley.a: $(RUNTIME:%=$(BUILD)/$(1)runtime/%.o)
	@mkdir -p $$(@D)
	rm -f $$@
	ar rcs $$@ $$^

$(BUILD)/$(1)runtime/%.o: runtime/%.c
	@mkdir -p $$(@D)
	$(2) $(BASE) -g -fPIC $(3) $(RUNTIME_CFLAGS) $(RUNTIME_CPPFLAGS) $(CFLAGS) $$(DEPS) -c -o $$@ $$<
endef
$(eval $(call RUNTIME_LIBRARY,,$(CC),$(OPT) $(HARDEN)))

# The runtime once more for each way in which the tests build programs. ORDER variants: tests/harness/modes.py
SANITIZE := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
$(eval $(call RUNTIME_LIBRARY,gcc-O0/,gcc,-O0))
$(eval $(call RUNTIME_LIBRARY,gcc-O2/,gcc,-O2))
$(eval $(call RUNTIME_LIBRARY,clang-O2/,clang,-O2))
$(eval $(call RUNTIME_LIBRARY,asan/,gcc,$(SANITIZE)))
VARIANTS := gcc-O2 asan
ALL_VARIANTS := gcc-O0 gcc-O2 clang-O2 asan

# ---- tests -------------------------------------------------------------------------------------------------

# Unit tests are single cmocka programs; those of the runtime link the sanitized library.
UNIT_BINS := $(UNITS:%=$(BUILD)/tests/unit/%) $(RUNTIME_TESTS:%=$(BUILD)/tests/runtime/%)

$(BUILD)/tests/unit/%: tests/unit/%.c $(FRONT_OBJS) | generated
	@mkdir -p $(@D)
	$(CC) $(BASE) -g -O1 $(COMPILER_CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< \
	    $(FRONT_OBJS) $(COMPILER_LIBS) -lcmocka

$(BUILD)/tests/runtime/%: tests/runtime/%.c $(BUILD)/asan/libsley.a
	@mkdir -p $(@D)
	gcc $(BASE) -g $(SANITIZE) $(RUNTIME_CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< \
	    $(BUILD)/asan/libsley.a $(RUNTIME_LIBS) -lcmocka

# The fuzz target without the fuzzer: it replays the files of the corpus.
FUZZ_SOURCES := $(COMPILER:%=compiler/%.c)
FUZZ_SOURCES := $(filter-out compiler/main.c,$(FUZZ_SOURCES)) $(GRAMMAR:%=$(BUILD)/gen/%.c)
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAYERS := $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%-replay)

$(BUILD)/tests/fuzz/%-replay: tests/fuzz/%.c tests/fuzz/replay.c $(FUZZ_SOURCES) | generated
	@mkdir -p $(@D)
	gcc $(BASE) $(GENERATED_CFLAGS) -g $(SANITIZE) $(COMPILER_CPPFLAGS) -o $@ $^ $(COMPILER_LIBS)

$(BUILD)/tests/fuzz/%-fuzzer: tests/fuzz/%.c $(FUZZ_SOURCES) | generated
	@mkdir -p $(@D)
	clang $(BASE) $(GENERATED_CFLAGS) -g -O1 -fsanitize=fuzzer,address,undefined $(COMPILER_CPPFLAGS) -o $@ $^ \
	    $(COMPILER_LIBS)

TEST_NEEDS := all $(UNIT_BINS) $(REPLAYERS)
RUN_TESTS = BUILD=$(BUILD) python3 tests/run.py

# One kind or one test: make test TESTS="run --only defer"
.PHONY: setup test test-all golden fuzz
setup:                                  # installs whatever any of the other goals needs
test: $(TEST_NEEDS) $(VARIANTS:%=$(BUILD)/%/libsley.a) # every test, in the modes that find most
	@$(RUN_TESTS) $(TESTS)
test-all: $(TEST_NEEDS) $(ALL_VARIANTS:%=$(BUILD)/%/libsley.a) # every test in every mode, and the checkers
	@$(RUN_TESTS) --all $(TESTS)
golden: all                             # rewrites the expected files; the diff is the review
	@$(RUN_TESTS) --update golden samples
fuzz: $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%-fuzzer) # a minute for each target, from the corpus that is kept
	@BUILD=$(BUILD) tests/fuzz/run.sh $(FUZZ_TARGETS)

# ---- demo, bench, install ----------------------------------------------------------------------------------

.PHONY: demo bench install clean help
demo: all                               # compiles the main sample, shows its C and runs it
	@samples/demo.sh $(BUILD)/sley
bench: all                              # each benchmark beside its hand-written limit in C
	@bench/run.sh $(BUILD)/sley

LIBDIR := $(DESTDIR)$(prefix)/lib
install: all
	install -d $(DESTDIR)$(prefix)/bin $(LIBDIR)/pkgconfig $(DESTDIR)$(prefix)/include/sley \
	    $(DESTDIR)$(prefix)/share/sley/std $(DESTDIR)$(prefix)/share/sley/make
	install $(BUILD)/sley $(DESTDIR)$(prefix)/bin/sley
	ln -f $(DESTDIR)$(prefix)/bin/sley $(DESTDIR)$(prefix)/bin/sleyc
	install -m 644 $(BUILD)/libsley.a $(LIBDIR)
	install -m 644 runtime/include/sley.h $(DESTDIR)$(prefix)/include
	install -m 644 $(wildcard runtime/include/sley/*.h) $(DESTDIR)$(prefix)/include/sley
	$(if $(wildcard std/*.sley),install -m 644 std/*.sley $(DESTDIR)$(prefix)/share/sley/std)
	install -m 644 integration/make/sley.mk $(DESTDIR)$(prefix)/share/sley/make
	sed -e 's|@prefix@|$(prefix)|' -e 's|@version@|$(VERSION)|' integration/pkgconfig/libsley.pc.in \
	    > $(LIBDIR)/pkgconfig/libsley.pc

clean:
	rm -rf $(BUILD)

help:
	@sed -n 's/^\([a-z][a-z-]*\):.*[^#]# \(.*\)/  \1\t\2/p' Makefile | expand -t 14

-include $(wildcard $(BUILD)/compiler/*.d $(BUILD)/gen/*.d $(BUILD)/runtime/*.d $(BUILD)/*/runtime/*.d $(BUILD)/tests/*/*.d)

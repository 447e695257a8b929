# SPDX-License-Identifier: MIT
# Makefile - builds, tests and installs Sley. "make help" lists what can be asked for.
#
# Everything that is made lies in build/. Sources are found by wildcard, header dependencies by -MMD: a new file
# needs no line here. build/setup-*.mk hold what integration/setup.sh found on this machine.

BUILD ?= build
PREFIX ?= /usr/local
prefix ?= $(PREFIX)
CC ?= cc
OPT ?= -O2
VERSION := 0.1.0

# What each goal needs to have on this machine. A plain "make" only names what is missing; the others install it.
INSTALLING := setup demo test test-all golden fuzz diff bench bench-check
GROUPS := $(if $(filter-out clean help,$(or $(MAKECMDGOALS),all)),build) \
    $(if $(filter setup test test-all golden fuzz diff,$(MAKECMDGOALS)),test) \
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
$(BUILD)/compiler/cmd/toolchain.o: COMPILER_CPPFLAGS += -DSLEY_LINK_FLAGS='"$(RUNTIME_LIBS)"'
RUNTIME_CPPFLAGS := -Iruntime -Iruntime/include $(UV_CFLAGS) $(UTF8PROC_CFLAGS)
RUNTIME_CPPFLAGS += $(if $(BACKTRACE_LIB),-DSLEY_BACKTRACE -I$(BUILD)/gen/backtrace)
# Vectorised copies of two adjacent fields cost store-forwarding stalls in the scheduler's hot paths.
RUNTIME_CFLAGS := -fno-tree-slp-vectorize
# lemon and re2c write code that is correct but not to our taste.
GENERATED_CFLAGS := -DNDEBUG -Wno-conversion -Wno-shadow -Wno-pedantic -Wno-unused -Wno-sign-conversion
COMPILER_LIBS := $(UTF8PROC_LIBS) -lm
RUNTIME_LIBS := $(UV_LIBS) $(UTF8PROC_LIBS) -lm
DEPS = -MMD -MP -MF $(@:.o=.d)

# One line per step; make V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@echo "  $(1)  $(2)")

# ---- sources -----------------------------------------------------------------------------------------------

GRAMMAR := $(patsubst grammar/%.re,%,$(wildcard grammar/*.re)) $(patsubst grammar/%.y,%,$(wildcard grammar/*.y))
COMPILER := $(patsubst compiler/%.c,%,$(wildcard compiler/*/*.c compiler/*/*/*.c))
RUNTIME := $(patsubst runtime/%.c,%,$(wildcard runtime/*/*.c runtime/*/*/*.c))
HEADERS := $(patsubst runtime/include/%,%,$(wildcard runtime/include/*.h runtime/include/sley/*.h))
STANDARD := $(patsubst std/%.sley,%,$(wildcard std/*.sley))
UNITS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
RUNTIME_TESTS := $(patsubst tests/runtime/%.c,%,$(wildcard tests/runtime/test_*.c))

# ---- the products ------------------------------------------------------------------------------------------

.PHONY: all
all: $(BUILD)/sley $(BUILD)/sleyc $(BUILD)/libsley.a

# Where `sley run` and `sley build` look when they are not installed: links to our files, and the
# headers of the standard modules.
$(BUILD)/std:
	@mkdir -p $(@D)
	$(Q)ln -sfn "$(CURDIR)/std" $@
$(BUILD)/include/made: $(addprefix runtime/include/,$(HEADERS))
	$(Q)rm -rf $(@D)
	@mkdir -p $(@D)/sley/std
	$(Q)$(foreach it,$(HEADERS),ln -s "$(CURDIR)/runtime/include/$(it)" $(@D)/$(it) &&) touch $@

# The standard modules that are written in Sley are compiled here, once, for all programs. C that comes out as
# it was keeps its time stamp, so that a new compiler does not make every library again.
$(BUILD)/gen/std/%.c: std/%.sley $(STANDARD:%=std/%.sley) $(BUILD)/sleyc $(BUILD)/include/made | $(BUILD)/std
	$(call say,SLEY,$<)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/sleyc -Werror --no-line -H $(BUILD)/include/sley/std/$*.h -o $@.new $<
	$(Q)if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/gen/%.c: grammar/%.re
	$(call say,RE2C,$<)
	@mkdir -p $(@D)
	$(Q)re2c -W --no-generation-date -o $@ $<

$(BUILD)/gen/%.c $(BUILD)/gen/%.h: grammar/%.y
	$(call say,LEMON,$<)
	@mkdir -p $(@D)
	$(Q)lemon -q -d$(@D) $<

EXAMPLES := $(wildcard compiler/cmd/examples/*.sley)
$(BUILD)/gen/examples.c: compiler/cmd/examples.awk $(EXAMPLES)
	$(call say,AWK,$@)
	@mkdir -p $(@D)
	$(Q)awk -f $< $(EXAMPLES) > $@

GENERATED := $(GRAMMAR) examples
.PHONY: generated
generated: $(GENERATED:%=$(BUILD)/gen/%.c)

# All of the compiler but main() as an archive, so that a test links only what it calls.
# $(1) folder below BUILD, $(2) C compiler, $(3) flags
define COMPILER_ARCHIVE
$(BUILD)/$(1)compiler.a: $(patsubst %,$(BUILD)/$(1)compiler/%.o,$(filter-out cmd/main,$(COMPILER))) \
    $(GENERATED:%=$(BUILD)/$(1)gen/%.o)
	$$(Q)rm -f $$@ && ar rcs $$@ $$^

$(BUILD)/$(1)compiler/%.o: compiler/%.c | generated
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$(2) $(BASE) -g -fPIE $(3) $$(COMPILER_CPPFLAGS) $(CFLAGS) $$(DEPS) -c -o $$@ $$<

$(BUILD)/$(1)gen/%.o: $(BUILD)/gen/%.c | generated
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$(2) $(BASE) $(GENERATED_CFLAGS) -g -fPIE $(3) $$(COMPILER_CPPFLAGS) $(CFLAGS) $$(DEPS) -c -o $$@ $$<
endef
$(eval $(call COMPILER_ARCHIVE,,$(CC),$(OPT) $(HARDEN)))

$(BUILD)/sley: $(BUILD)/compiler/cmd/main.o $(BUILD)/compiler.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(OPT) -g -pie $(HARDEN_LDFLAGS) $(LDFLAGS) -o $@ $^ $(COMPILER_LIBS)

# One program with two faces: it looks at the name it was called by.
$(BUILD)/sleyc: $(BUILD)/sley
	$(Q)ln -f $< $@

# The runtime as users link it. It goes into position-independent programs and into hosts' shared libraries.
# gcc's libbacktrace is a part of it (runtime/report/unwind.c), so that programs need no further library.
# Its header alone: clang must not find gcc's other ones.
$(BUILD)/gen/backtrace/backtrace.h:
	@mkdir -p $(@D)
	@cp $(dir $(BACKTRACE_LIB))include/backtrace.h $(dir $(BACKTRACE_LIB))include/backtrace-supported.h $(@D)

define RUNTIME_LIBRARY
$(BUILD)/$(1)libsley.a: $(RUNTIME:%=$(BUILD)/$(1)runtime/%.o) $(STANDARD:%=$(BUILD)/$(1)standard/%.o)
	$$(call say,AR,$$@)
	@mkdir -p $$(@D)
	$$(Q)rm -rf $$@ $$@.parts && ar rcs $$@ $$^
	$$(Q)$$(if $$(BACKTRACE_LIB),mkdir $$@.parts && (cd $$@.parts && ar x "$$(BACKTRACE_LIB)" && \
	    for part in *.o; do mv $$$$part backtrace-$$$$part; done) && ar rs $$@ $$@.parts/*.o && rm -r $$@.parts)

$(BUILD)/$(1)runtime/%.o: runtime/%.c | $(if $(BACKTRACE_LIB),$(BUILD)/gen/backtrace/backtrace.h)
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$(2) $(BASE) -g -fPIC $(3) $(RUNTIME_CFLAGS) $(RUNTIME_CPPFLAGS) $(CFLAGS) $$(DEPS) -c -o $$@ $$<

# Their headers are all there before the first is compiled: they may import each other.
$(BUILD)/$(1)standard/%.o: $(BUILD)/gen/std/%.c | $(STANDARD:%=$(BUILD)/gen/std/%.c)
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$(2) $(BASE) -g -fPIC $(3) $(RUNTIME_CFLAGS) -I$(BUILD)/include -iquote std $(STANDARD_CFLAGS) $(CFLAGS) $$(DEPS) -c -o $$@ $$<
endef
$(eval $(call RUNTIME_LIBRARY,,$(CC),$(OPT) $(HARDEN)))

# ---- tests -------------------------------------------------------------------------------------------------

# The runtime once more for each way in which the tests build programs. ORDER variants: tests/harness/programs.py
SANITIZE := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
RACES := -O1 -fsanitize=thread -DSLEY_CHECKED=1
FUZZER := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
$(eval $(call RUNTIME_LIBRARY,gcc-O0/,gcc,-O0 -DSLEY_CHECKED=1))
$(eval $(call RUNTIME_LIBRARY,gcc-O2/,gcc,-O2))
$(eval $(call RUNTIME_LIBRARY,clang-O2/,clang,-O2))
$(eval $(call RUNTIME_LIBRARY,asan/,gcc,$(SANITIZE)))
$(eval $(call RUNTIME_LIBRARY,asan-clang/,clang,$(SANITIZE)))
$(eval $(call RUNTIME_LIBRARY,tsan/,gcc,$(RACES)))
$(eval $(call RUNTIME_LIBRARY,tsan-clang/,clang,$(RACES)))
$(eval $(call COMPILER_ARCHIVE,asan/,gcc,$(SANITIZE)))
$(eval $(call COMPILER_ARCHIVE,clang-O2/,clang,-O2))
$(eval $(call COMPILER_ARCHIVE,fuzz/,clang,$(FUZZER)))
QUICK_VARIANTS := gcc-O2 clang-O2 asan tsan
$(eval $(call COMPILER_ARCHIVE,plants/,gcc,-O1 -DPLANTS))
$(eval $(call RUNTIME_LIBRARY,plants/,gcc,-O1 -DPLANTS))
ALL_VARIANTS := gcc-O0 gcc-O2 clang-O2 asan asan-clang tsan tsan-clang

# Each unit test is a cmocka program of its own, under the sanitizers.
UNIT_BINS := $(UNITS:%=$(BUILD)/tests/unit/%) $(RUNTIME_TESTS:%=$(BUILD)/tests/runtime/%)

$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/asan/compiler.a | generated
	$(call say,TEST,$@)
	@mkdir -p $(@D)
	$(Q)gcc $(BASE) -g $(SANITIZE) $(COMPILER_CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< \
	    $(BUILD)/asan/compiler.a $(COMPILER_LIBS) -lcmocka

$(BUILD)/tests/runtime/%: tests/runtime/%.c $(BUILD)/asan/libsley.a
	$(call say,TEST,$@)
	@mkdir -p $(@D)
	$(Q)gcc $(BASE) -g $(SANITIZE) $(RUNTIME_CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< \
	    $(BUILD)/asan/libsley.a $(RUNTIME_LIBS) -lcmocka

# The fuzz targets: with the fuzzer, and with a main() that replays files.
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAYERS := $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%-replay)

$(BUILD)/tests/fuzz/%-replay: tests/fuzz/%.c tests/fuzz/replay.c $(BUILD)/asan/compiler.a
	$(call say,TEST,$@)
	@mkdir -p $(@D)
	$(Q)gcc $(BASE) -g $(SANITIZE) $(COMPILER_CPPFLAGS) -o $@ $^ $(COMPILER_LIBS)

$(BUILD)/tests/fuzz/%-fuzzer: tests/fuzz/%.c $(BUILD)/fuzz/compiler.a
	$(call say,FUZZ,$@)
	@mkdir -p $(@D)
	$(Q)clang $(BASE) -g -O1 -fsanitize=fuzzer,address,undefined $(COMPILER_CPPFLAGS) -o $@ $^ $(COMPILER_LIBS)

TEST_NEEDS := all $(UNIT_BINS) $(REPLAYERS)
RUN_TESTS = BUILD=$(BUILD) python3 tests/run.py

# One kind or one test: make test TESTS="run --only defer"
.PHONY: setup test test-all doc-test golden fuzz explore diff
setup:                                  # installs whatever any of the other goals needs
test: $(TEST_NEEDS) $(QUICK_VARIANTS:%=$(BUILD)/%/libsley.a) # every test, in the modes that find most
	@$(RUN_TESTS) $(TESTS)
test-all: $(TEST_NEEDS) $(ALL_VARIANTS:%=$(BUILD)/%/libsley.a) $(BUILD)/clang-O2/compiler.a $(BUILD)/plants/sley $(BUILD)/plants/libsley.a # every test in every mode, and the checkers
	@$(RUN_TESTS) --all $(TESTS)
doc-test: all # the Sley code of the documentation compiles, and its programs run
	@$(RUN_TESTS) docs
golden: all $(BUILD)/tests/unit/test_builtin # rewrites the expected files; the diff is the review
	@$(RUN_TESTS) --update golden samples
	@$(BUILD)/tests/unit/test_builtin --reference > docs/builtins.md
fuzz: $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%-fuzzer) # a minute for each target, from the corpus that is kept
	@BUILD=$(BUILD) tests/fuzz/run.sh $(FUZZ_TARGETS)

SEEDS ?= 20000
explore: all # scenarios with invariants under random and pct schedules, SEEDS of each
	@for file in tests/explore/*.sley; do for policy in random pct; do \
	    echo "$$file, $(SEEDS) schedules of $$policy"; \
	    $(BUILD)/sley test --seeds $(SEEDS) --policy $$policy $$file || exit 1; done; done

.PHONY: plants
plants: all $(BUILD)/plants/libsley.a # mistakes planted in the runtime: which test finds each
	@BUILD=$(BUILD) python3 tests/runtime/plants.py

PROGRAMS ?= 1000
SEED ?= 1
diff: all $(BUILD)/gcc-O2/libsley.a $(BUILD)/asan/libsley.a # random programs beside an interpreter, PROGRAMS from SEED on
	@BUILD=$(BUILD) python3 tests/diff/campaign.py --programs $(PROGRAMS) --seed $(SEED) -v

# A compiler with planted miscompiles, of which SLEY_PLANT chooses one: make test-all sees that each is noticed.
$(BUILD)/plants/sley: $(BUILD)/plants/compiler/cmd/main.o $(BUILD)/plants/compiler.a
	$(call say,LINK,$@)
	$(Q)gcc -o $@ $^ $(COMPILER_LIBS)

# ---- demo, bench, install ----------------------------------------------------------------------------------

.PHONY: demo bench bench-check install uninstall clean help
DEMO ?= samples/pipeline.sley
demo: all                               # shows a sample, its C, and what it prints
	@echo; echo "---- $(DEMO)"; echo; cat $(DEMO)
	@echo; echo "---- its C: sley emit $(DEMO)"; echo; $(BUILD)/sley emit $(DEMO)
	@echo; echo "---- its output: sley run $(DEMO)"; echo; $(BUILD)/sley run $(DEMO)
bench: all                              # programs beside hand-written C and other languages; the compiler
	@python3 bench/run.py --peers --json $(BUILD)/bench.json $(BUILD)/sley
bench-check: all                        # instructions of the core operations beside bench/baseline.json
	@python3 bench/check.py $(BUILD)/sley

# Everything goes below DESTDIR and the prefix (PREFIX is the same); both may hold spaces.
install uninstall: export root := $(DESTDIR)$(prefix)
install: all                            # prefix=/usr/local, or another one
	install -d "$$root/bin" "$$root/lib/pkgconfig" "$$root/lib/cmake/Sley" "$$root/include/sley" \
	    "$$root/share/sley/make" "$$root/share/sley/ninja" "$$root/share/sley/gdb" \
	    "$$root/share/sley/std" "$$root/include/sley/std"
	install $(BUILD)/sley "$$root/bin/sley"
	ln -f "$$root/bin/sley" "$$root/bin/sleyc"
	install -m 644 $(BUILD)/libsley.a "$$root/lib"
	install -m 644 runtime/include/sley.h "$$root/include"
	install -m 644 $(wildcard runtime/include/sley/*.h) "$$root/include/sley"
	install -m 644 $(STANDARD:%=$(BUILD)/include/sley/std/%.h) "$$root/include/sley/std"
	install -m 644 $(wildcard std/*.sley std/*.h) "$$root/share/sley/std"
	install -m 644 integration/make/sley.mk "$$root/share/sley/make"
	install -m 644 integration/ninja/sley.ninja "$$root/share/sley/ninja"
	install -m 644 integration/gdb/sley.py "$$root/share/sley/gdb"
	$(call fill,pkgconfig/libsley.pc) > "$$root/lib/pkgconfig/libsley.pc"
	$(call fill,cmake/SleyConfig.cmake) > "$$root/lib/cmake/Sley/SleyConfig.cmake"
	$(call fill,cmake/SleyConfigVersion.cmake) > "$$root/lib/cmake/Sley/SleyConfigVersion.cmake"
uninstall:                              # removes what install has put below the prefix
	rm -f "$$root/bin/sley" "$$root/bin/sleyc" "$$root/lib/libsley.a" "$$root/lib/pkgconfig/libsley.pc" \
	    "$$root/include/sley.h"
	rm -rf "$$root/include/sley" "$$root/share/sley" "$$root/lib/cmake/Sley"

# What an installed file has to know. The prefix once more as make reads it in an include.
fill = sed -e 's|@prefix@|$(prefix)|' -e 's|@escaped_prefix@|$(subst $(space),\\ ,$(prefix))|' \
    -e 's|@version@|$(VERSION)|' -e 's|@libs@|$(RUNTIME_LIBS)|' integration/$(1).in
space := $(subst ,, )

clean:
	rm -rf $(BUILD)

help:
	@sed -n 's/^\([a-z][a-z-]*\):.*[^#]# \(.*\)/  \1\t\2/p' Makefile | expand -t 14

-include $(wildcard $(foreach part,compiler/* compiler/*/* gen runtime/* runtime/*/* standard,$(BUILD)/$(part)/*.d $(BUILD)/*/$(part)/*.d) $(BUILD)/tests/*/*.d)

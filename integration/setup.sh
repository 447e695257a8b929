#!/bin/sh
# SPDX-License-Identifier: MIT
# setup.sh - finds what this machine lacks and, when asked to, installs it.
#
# usage: setup.sh [--install] [--config FILE] GROUP        GROUP: build, test, fuzz
#
# Each need is one row of the table below: a probe that shows whether it is there, and the packages that bring it.
# What is there is never touched, so a second run costs a few milliseconds and prints nothing. With --install the
# missing packages are named, the command is shown, and then it runs (with sudo when we are not root). On systems
# without apt-get, and without --install, the packages are only named and the status is 1.
# --config writes what the Makefile needs to know of this machine: pkg-config's answers and the compiler's flags.
set -u

# group | probe | Debian | Fedora | Arch | Homebrew            a probe is "KIND NAME"
# A group with + holds wishes: tests that find them missing say that they are skipped.
needs='
build | command pkg-config | pkg-config | pkgconf-pkg-config | pkgconf | pkg-config
build | module libuv | libuv1-dev | libuv-devel | libuv | libuv
build | command re2c | re2c | re2c | re2c | re2c
build | command lemon | lemon | lemon | lemon | lemon
build | header uthash.h | uthash-dev | uthash-devel | uthash | uthash
build | module openssl | libssl-dev | openssl-devel | openssl | openssl
build | module libcurl | libcurl4-openssl-dev | libcurl-devel | curl | curl
build | module jansson | libjansson-dev | jansson-devel | jansson | jansson
build | module libpcre2-8 | libpcre2-dev | pcre2-devel | pcre2 | pcre2
build | module libutf8proc | libutf8proc-dev | utf8proc-devel | libutf8proc | utf8proc
test | module cmocka | libcmocka-dev | libcmocka-devel | cmocka | cmocka
test | command python3 | python3 | python3 | python | python
test | command gcc | gcc | gcc | gcc | gcc
test | command clang | clang | clang | clang | llvm
test | command openssl | openssl | openssl | openssl | openssl
test | command curl | curl | curl | curl | curl
test | command socat | socat | socat | socat | socat
test | command ninja | ninja-build | ninja-build | ninja | ninja
test | command cmake | cmake | cmake | cmake | cmake
test | command meson | meson | meson | meson | meson
test | sanitizer gcc | gcc | libasan | gcc | gcc
test+ | header zlib.h | zlib1g-dev | zlib-devel | zlib | zlib
test+ | header sqlite3.h | libsqlite3-dev | sqlite-devel | sqlite | sqlite
test+ | command redis-cli | redis-tools | redis | redis | redis
test+ | command valgrind | valgrind | valgrind | valgrind | valgrind
test+ | command gdb | gdb | gdb | gdb | gdb
test+ | command ccache | ccache | ccache | ccache | ccache
fuzz | command clang | clang | clang | clang | llvm
fuzz | command spin | spin | spin | spin | spin
fuzz | fuzzer clang | libclang-rt-dev | compiler-rt | compiler-rt | llvm
'
cc=${CC:-cc}

compiles() {                            # compiles COMPILER FLAGS...: an empty program with them, linked
    scratch=$(mktemp -d) || exit 2
    echo 'int main(void) { return 0; }' > "$scratch/probe.c"
    "$@" "$scratch/probe.c" -o "$scratch/probe" > "$scratch/log" 2>&1
    status=$?
    rm -rf "$scratch"
    return $status
}

is_there() {                            # is_there KIND NAME
    case $1 in
    command)   command -v "$2" > /dev/null 2>&1 ;;
    module)    pkg-config --exists "$2" 2> /dev/null ;;
    header)    echo "#include <$2>" | "$cc" -E - > /dev/null 2>&1 ;;
    sanitizer) compiles "$2" -fsanitize=address,undefined ;;
    fuzzer)    compiles "$2" -fsanitize=address -fsanitize-coverage=trace-pc-guard ;;
    esac
}

missing() {                             # missing COLUMN GROUP...: packages for the needs that are not met
    column=$1; shift
    echo "$needs" | while IFS='|' read -r group probe packages; do
        for wanted in "$@"; do
            [ "$(echo $group)" = "$wanted" ] || continue
            is_there $probe || echo "$packages" | cut -d'|' -f"$column" | tr -d ' '
        done
    done | sort -u | tr '\n' ' '
}

get() {                                 # get PACKAGE...: Debian's way
    echo "setup: ${sudo}apt-get install -y --no-install-recommends $*" >&2
    ${sudo}apt-get update -qq < /dev/null >&2
    ${sudo}env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" < /dev/null >&2
}

require() {                             # require GROUP...: installs or names what is missing
    list=$(missing 1 "$@")
    [ -n "$list" ] || return 0
    if command -v apt-get > /dev/null 2>&1; then
        echo "setup: missing here: $list" >&2
        if [ "$install" = no ]; then
            echo "setup: \"make setup\" installs them: ${sudo}apt-get install -y --no-install-recommends $list" >&2
            return 1
        fi
        get $list
        return
    fi
    for row in 'dnf install|2' 'pacman -S|3' 'brew install|4'; do
        manager=${row%|*}
        command -v "${manager%% *}" > /dev/null 2>&1 || continue
        echo "setup: please install what is missing: $manager $(missing "${row#*|}" "$@")" >&2
        return 1
    done
    echo "setup: please install (these are Debian's names): $list" >&2
    return 1
}

wish() {                                # wish GROUP...: installs what would be good to have, if it can be had
    [ "$install" = yes ] && command -v apt-get > /dev/null 2>&1 || return 0
    list=$(missing 1 $(printf '%s+ ' "$@"))
    [ -n "$list" ] || return 0
    get $list || echo "setup: going on without: $list" >&2
}

config() {                              # config GROUP: what the Makefile includes
    echo "# Written by integration/setup.sh: $1 has what it needs. Remove this file to look again."
    [ "$1" = build ] || return 0
    echo "UV_CFLAGS := $(pkg-config --cflags libuv)"
    echo "UV_LIBS := $(pkg-config --libs libuv)"
    echo "UTF8PROC_CFLAGS := $(pkg-config --cflags libutf8proc)"
    echo "UTF8PROC_LIBS := $(pkg-config --libs libutf8proc)"
    echo "STANDARD_CFLAGS := $(pkg-config --cflags jansson libpcre2-8 libcurl)"
    echo "STANDARD_LIBS := $(pkg-config --libs jansson libpcre2-8 libcurl openssl)"
    # gcc's own library, which tells the plain functions of a panic's stack.
    library=$("$cc" -print-file-name=libbacktrace.a 2> /dev/null)
    if [ -f "$library" ] && [ -f "$(dirname "$library")/include/backtrace.h" ]; then
        echo "BACKTRACE_LIB := $library"
    fi
    flags=
    for flag in -fstack-protector-strong -fstack-clash-protection -fcf-protection; do
        compiles "$cc" -Werror $flag && flags="$flags $flag"
    done
    echo "HARDEN_CFLAGS :=$flags"
    flags=
    for flag in -Wl,-z,relro -Wl,-z,now; do
        compiles "$cc" -Werror $flag && flags="$flags $flag"
    done
    echo "HARDEN_LDFLAGS :=$flags"
}

install=no
config_file=
while [ $# -gt 0 ]; do
    case $1 in
    --install) install=yes; shift ;;
    --config)  config_file=$2; shift 2 ;;
    *)         break ;;
    esac
done
sudo=
[ "$(id -u)" -eq 0 ] || sudo='sudo '
require "$@" || exit 1
wish "$@"
if [ -n "$config_file" ]; then
    mkdir -p "$(dirname "$config_file")"
    config "$1" > "$config_file.new" && mv "$config_file.new" "$config_file"
fi

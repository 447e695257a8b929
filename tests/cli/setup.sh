# SPDX-License-Identifier: MIT
# The set-up script: silent where nothing is missing, clear where something is.
. "$ROOT/tests/lib.sh"

check "what is there is left alone" "$ROOT/integration/setup.sh" build
attempt "$ROOT/integration/setup.sh" build
if [ -z "$log" ]; then tap ok "and nothing is printed"; else tap "not ok" "and nothing is printed"; echo "$log"; fi

# A machine with a shell and little else: the probes find nothing.
mkdir bin
for tool in sh cut tr sort dirname mktemp rm id apt-get; do ln -s "$(command -v $tool)" bin/$tool; done
bare() { env PATH="$PWD/bin" "$ROOT/integration/setup.sh" build; }
status 1 "without --install the status is 1" bare
prints "libuv1-dev" "what is missing is named" bare
prints "make setup" "and how to get it" bare
rm bin/apt-get
ln -s /bin/true bin/dnf
prints "libuv-devel" "another system's packages are named" bare

# A machine that has all but gdb and ccache, and cannot get them: the tests do without.
mkdir wishes
for tool in sh cut tr sort dirname mktemp mkdir mv rm id env pkg-config python3 cc gcc clang as ld socat openssl curl ninja cmake meson; do
    ln -s "$(command -v $tool)" wishes/$tool
done
ln -s /bin/false wishes/apt-get
wishes() { env PATH="$PWD/wishes" "$ROOT/integration/setup.sh" --install --config "$PWD/setup-test.mk" test; }
prints "going on without: ccache gdb" "what is only wished for may be missing" wishes
check "and the set-up succeeds" wishes

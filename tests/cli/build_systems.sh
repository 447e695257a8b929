# SPDX-License-Identifier: MIT
# The example of integration/, built by make, ninja, CMake and Meson: tests/tools/build_check.py says what is looked at.
. "$ROOT/tests/lib.sh"

# fault: F50, F51, F52, F53, F54
check "make install" make -C "$ROOT" BUILD="$BUILD" prefix="$PWD/prefix" install
python3 "$ROOT/tests/tools/build_check.py" --prefix prefix

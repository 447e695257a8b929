# SPDX-License-Identifier: MIT
# examples.awk - makes the table of cmd_explain.c from examples/CODE.sley: a wrong program,
# below the line "// wrong", and a right one, below "// right".
function finish() { if (code != "") print "    },"; code = "" }

BEGIN {
    print "// Made by examples.awk. Do not edit."
    print "#include \"cmd/examples.h\"\n"
    print "const explain_example explain_examples[] = {"
}

FNR == 1 {
    finish()
    code = FILENAME
    sub(/.*\//, "", code)
    sub(/\.sley$/, "", code)
    print "    {"
    print "        .code = \"" code "\","
}

/^\/\/ wrong$/ { print "        .wrong ="; next }
/^\/\/ right$/ { print "        , .right ="; next }
{
    gsub(/\\/, "&&")
    gsub(/["?]/, "\\\\&")   # no trigraphs
    print "            \"" $0 "\\n\""
}

END {
    finish()
    print "    {0},\n};"
}

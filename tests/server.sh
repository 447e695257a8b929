# SPDX-License-Identifier: MIT
# server.sh - for the tests of samples that are servers: builds one under the sanitizers, starts and ends it.

# A home of the sanitized runtime, as `sley build` finds it.
sanitized_home() {
    mkdir -p home
    ln -sfn "$BUILD/include" home/include
    ln -sfn "$ROOT/std" home/std
    ln -sfn "$BUILD/asan/libsley.a" home/libsley.a
}

build_sanitized() {                     # build_sanitized SAMPLE PROGRAM
    sanitized_home
    SLEY_HOME="$PWD/home" CC=gcc CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined" \
        "$SLEY" build -O1 -g "$ROOT/samples/$1.sley" -o "$2"
}

start_server() {                        # start_server COMMAND...: sets $server and $port
    # A shell without job control starts it with SIGINT ignored, and programs respect that.
    env --default-signal=INT SLEY_DEBUG=exit "$@" > server.out 2> server.err &
    server=$!
    port=
    for _ in $(seq 100); do
        port=$(sed -n 's/^listening on \([0-9]*\)$/\1/p' server.out)
        [ -z "$port" ] || return 0
        kill -0 "$server" 2> /dev/null || break
        sleep 0.1
    done
    cat server.out server.err
    return 1
}

# Ctrl-C ends it with 130, after cleanup: nothing is leaked, which ASan and the exit check would say.
stop_server() {
    kill -INT "$server"
    (sleep 20; kill -KILL "$server") > /dev/null 2>&1 &
    watch=$!
    wait "$server"
    status=$?
    kill "$watch"                       # else the harness waits for it
    cat server.err
    [ "$status" -eq 130 ] && ! grep -q Sanitizer server.err
}

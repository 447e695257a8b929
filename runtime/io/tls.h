// SPDX-License-Identifier: MIT
// io/tls.h - what the two files of TLS share.
#ifndef SLEY_IO_TLS_H
#define SLEY_IO_TLS_H

#include <openssl/ssl.h>

#include "io/filter.h"
#include "sley/tls.h"

struct sley_tls {
    sley_object head;
    SSL_CTX *context;
    unsigned char *alpn; // as the protocol has them
    size_t alpn_len;
    bool is_server;
    bool checks_host;
};

// "what: why"; NULL: `what` says it all.
sley_error *sley__tls_context_error(const sley_error_type *type, const char *what, const char *why);
const char *sley__tls_context_reason(void); // of what OpenSSL refused last

#endif

// SPDX-License-Identifier: MIT
// tls.h - TLS over streams.
//
// Programs that import `tls` are linked with OpenSSL; nothing else of the runtime needs it.
#ifndef SLEY_TLS_H
#define SLEY_TLS_H

#include "sley/list.h"
#include "sley/net.h"

#ifdef __cplusplus
extern "C" {
#endif

extern const sley_error_type sley_error_tls;             // tls.Error, a net.Error
extern const sley_error_type sley_error_tls_certificate; // tls.BadCertificate: not to be trusted
extern const sley_error_type sley_error_tls_truncated;   // tls.Truncated: cut off without an end

// What both sides of a connection are to prove. Immutable.
typedef struct sley_tls sley_tls;
sley_tls *sley_tls_retain(sley_tls *t);
void sley_tls_release(sley_tls *t);
extern const sley_type sley_type_tls;

// A path, or PEM itself, for `ca`, `cert` and `key`; NULL: the system's authorities, and no
// certificate of our own. Without `verify` any certificate is taken, without `check_host` one for
// any name. alpn: protocols in the order of preference, or NULL.
sley_status sley_tls_client(sley_task *task, sley_str *ca, bool verify, bool check_host,
                            sley_str *cert, sley_str *key, sley_list *alpn, sley_tls **result);
// client_ca: clients have to prove themselves by a certificate of this authority.
sley_status sley_tls_server(sley_task *task, sley_str *cert, sley_str *key, sley_str *client_ca,
                            sley_list *alpn, sley_tls **result);

// A certificate that is its own authority, for names or numeric addresses, valid for 30 days.
typedef struct sley_tls_pair sley_tls_pair;
sley_status sley_tls_self_signed(sley_task *task, sley_list *names, sley_tls_pair **result);
sley_tls_pair *sley_tls_pair_retain(sley_tls_pair *p);
void sley_tls_pair_release(sley_tls_pair *p);
sley_str *sley_tls_pair_cert(const sley_tls_pair *p); // PEM
sley_str *sley_tls_pair_key(const sley_tls_pair *p);
extern const sley_type sley_type_tls_pair;

// Connects, and shakes hands. Cancelled, nothing is open.
sley_status sley_net_connect_tls(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                                 int64_t port, sley_tls *context, sley_conn **result);
// The connections that it gives have shaken hands; those that fail, or take longer than 10 s, are
// closed and not given.
sley_status sley_net_listen_tls(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                                int64_t port, sley_tls *context, int64_t backlog,
                                sley_listener **result);
// Goes on in TLS on an open stream; `host` is the name that a client expects, "" for none.
// Cancelled, or failed, the stream is closed.
sley_status sley_conn_start_tls(sley_task *task, sley_frame *self, sley_waiter *w, sley_conn *c,
                                sley_tls *context, sley_str *host);
// "TLSv1.3"; NULL: it is not encrypted. alpn: NULL: none was agreed on.
sley_str *sley_conn_tls_version(const sley_conn *c);
sley_str *sley_conn_alpn(const sley_conn *c);

#ifdef __cplusplus
}
#endif

#endif

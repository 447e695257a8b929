// SPDX-License-Identifier: MIT
// curl.h - HTTP requests by libcurl, on the loop.
//
// Programs that import `http` are linked with libcurl; nothing else of the runtime needs it.
#ifndef SLEY_CURL_H
#define SLEY_CURL_H

#include "sley/list.h"
#include "sley/net.h"

#ifdef __cplusplus
extern "C" {
#endif

// A request and what comes back. It goes on by itself once it is started; what comes is kept until
// it is read, and when 256 KiB are kept the other side has to wait.
typedef struct sley_transfer sley_transfer;
sley_transfer *sley_transfer_retain(sley_transfer *t);
void sley_transfer_release(sley_transfer *t);
extern const sley_type sley_type_transfer;

// Starts one; http and https alone. headers: "Name: value". body, ca: NULL: none, and the system's
// authorities; `ca` is a file or PEM itself. connect_within: until the connection stands. within:
// for all of it; none: as long as something comes, but at most a minute of silence. insecure: any
// certificate is taken. Throws net.Error for what cannot be sent; all else is told by the waits.
sley_status sley_curl_start(sley_task *task, sley_str *method, sley_str *url, sley_list *headers,
                            sley_bytes *body, int64_t connect_within, sley_opt_duration within,
                            int64_t redirects, sley_str *ca, bool insecure,
                            sley_transfer **result);
// Waits until the head of the answer is there. Cancelled, the transfer goes on.
sley_status sley_transfer_begun(sley_task *task, sley_frame *self, sley_waiter *w,
                                sley_transfer *t);
// What has come of the body; NULL: the end, every time. Cancelled, it has taken nothing.
sley_status sley_transfer_read(sley_task *task, sley_frame *self, sley_waiter *w, sley_transfer *t,
                               sley_bytes **result);
void sley_transfer_stop(sley_transfer *t); // breaks it off; the waits then throw
int64_t sley_transfer_status(const sley_transfer *t);   // 200; 0: no head is there
sley_list *sley_transfer_headers(const sley_transfer *t); // "Name: value", as they came
sley_str *sley_transfer_url(const sley_transfer *t);    // where it came from, after redirects

#ifdef __cplusplus
}
#endif

#endif

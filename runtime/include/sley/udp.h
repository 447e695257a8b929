// SPDX-License-Identifier: MIT
// udp.h - datagrams of UDP, and names of hosts.
#ifndef SLEY_UDP_H
#define SLEY_UDP_H

#include "sley/list.h"
#include "sley/net.h"

#ifdef __cplusplus
extern "C" {
#endif

// ---- addresses of hosts -----------------------------------------------------------------------

// What a look-up gives, and where a datagram came from.
typedef struct sley_address sley_address;
sley_address *sley_address_retain(sley_address *a);
void sley_address_release(sley_address *a);
sley_str *sley_address_host(const sley_address *a);    // "127.0.0.1"
int64_t sley_address_port(const sley_address *a);
sley_str *sley_address_family(const sley_address *a);  // "ipv4" or "ipv6"
sley_str *sley_address_proto(const sley_address *a);   // "tcp", "udp"; else ""
sley_str *sley_address_name(const sley_address *a);    // the host's own name; "": not asked
sley_str *sley_address_service(const sley_address *a); // "https"; "": not asked
extern const sley_type sley_type_address;

// ORDER: the words of builtin.def.
enum { SLEY_ANY_PROTO, SLEY_TCP, SLEY_UDP };

// The addresses of a host, list[net.Address]; the service is a name or a number, "" for none. On a
// thread of libuv's pool; cancelled, the answer is thrown away.
sley_status sley_net_lookup(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                            sley_str *service, int64_t proto, sley_list **result);
// The names of a host and a port; where there is none, the numbers (S83).
sley_status sley_net_reverse(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                             int64_t port, sley_address **result);

// ---- UDP --------------------------------------------------------------------------------------

typedef struct sley_udp sley_udp;
typedef struct sley_datagram sley_datagram;

// Bound to a numeric address of ours; port 0: any free one.
sley_status sley_net_udp(sley_task *task, sley_str *host, int64_t port, sley_udp **result);
sley_udp *sley_udp_retain(sley_udp *u);
void sley_udp_release(sley_udp *u);
// The next datagram. Cancelled, it has taken none. Throws net.Error once it is closed.
sley_status sley_udp_recv(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                          sley_datagram **result);
sley_status sley_udp_next(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                          sley_datagram **result); // NULL once it is closed
// One datagram to a numeric address. Waits while the system has no room; cancelled then, it may
// have been sent.
sley_status sley_udp_send(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                          sley_bytes *data, sley_str *host, int64_t port);
sley_status sley_udp_send_to(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                             sley_bytes *data, sley_address *to);
sley_status sley_udp_set_broadcast(sley_task *task, sley_udp *u, bool on);
sley_status sley_udp_join(sley_task *task, sley_udp *u, sley_str *group); // multicast
void sley_udp_close(sley_udp *u);
int64_t sley_udp_port(const sley_udp *u);
sley_str *sley_udp_address(const sley_udp *u); // "127.0.0.1:7000"
extern const sley_type sley_type_udp;

sley_datagram *sley_datagram_retain(sley_datagram *d);
void sley_datagram_release(sley_datagram *d);
sley_bytes *sley_datagram_data(const sley_datagram *d);
sley_address *sley_datagram_from(const sley_datagram *d);
extern const sley_type sley_type_datagram;

#ifdef __cplusplus
}
#endif

#endif

// SPDX-License-Identifier: MIT
// io/address.h - the address of a host, for those that make one.
#ifndef SLEY_IO_ADDRESS_H
#define SLEY_IO_ADDRESS_H

#include "io/internal.h"
#include "sley/udp.h"

struct sley_address {
    sley_object head;
    struct sockaddr_storage at;
    int proto;               // IPPROTO_*; 0
    sley_str *name, *service; // NULL: not asked
};

sley_address *sley__address_new(const struct sockaddr *at);

#endif

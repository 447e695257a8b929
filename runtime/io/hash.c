// SPDX-License-Identifier: MIT
// hash.c - digests, by OpenSSL.
#include "sley/log.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>

#include "io/internal.h"

static const EVP_MD *digest_of(int64_t algorithm)
{
    // ORDER: SLEY_SHA256 and those after it
    static const EVP_MD *(*const all[])(void) = {EVP_sha256, EVP_sha512,   EVP_sha1,
                                                 EVP_md5,    EVP_sha3_256, EVP_blake2b512};
    return all[algorithm]();
}

sley_bytes *sley_hash_digest(sley_bytes *data, int64_t algorithm)
{
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    int ok = EVP_Digest(data->data, (size_t)data->len, out, &len, digest_of(algorithm), NULL);
    if (ok != 1) sley_panic(NULL, "this digest is switched off on this machine");
    return sley_bytes_new(out, len);
}

sley_bytes *sley_hash_sha256(sley_bytes *data)
{
    return sley_hash_digest(data, SLEY_SHA256);
}

sley_bytes *sley_hash_hmac(sley_bytes *key, sley_bytes *data, int64_t algorithm)
{
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    if (key->len > INT32_MAX) sley_panic(NULL, "hmac: the key is longer than 2 GiB");
    const unsigned char *made = HMAC(digest_of(algorithm), key->data, (int)key->len, data->data,
                                     (size_t)data->len, out, &len);
    if (!made) sley_panic(NULL, "this digest is switched off on this machine");
    return sley_bytes_new(out, len);
}

bool sley_hash_equal(sley_bytes *a, sley_bytes *b)
{
    return a->len == b->len && CRYPTO_memcmp(a->data, b->data, (size_t)a->len) == 0;
}

// ---- bit by bit ------------------------------------------------------------------------------

struct sley_hasher {
    sley_object head;
    EVP_MD_CTX *context;
};

static void free_hasher(sley_hasher *h)
{
    EVP_MD_CTX_free(h->context);
    free(h);
}

HANDLE_COUNT(hasher, free_hasher)

static void hasher_print(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(void *const *)place ? "<hash.Hasher>" : "none");
}

HANDLE_TYPE(hasher, "hash.Hasher", .print = hasher_print);

sley_hasher *sley_hash_new(int64_t algorithm)
{
    sley_hasher *h = sley__alloc(sizeof *h);
    *h = (sley_hasher){.head = {.refs = 1}, .context = EVP_MD_CTX_new()};
    if (!h->context || EVP_DigestInit_ex(h->context, digest_of(algorithm), NULL) != 1) {
        sley_panic(NULL, "this digest is switched off on this machine");
    }
    return h;
}

void sley_hasher_update(sley_hasher *h, sley_bytes *data)
{
    EVP_DigestUpdate(h->context, data->data, (size_t)data->len);
}

sley_bytes *sley_hasher_digest(const sley_hasher *h)
{
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    EVP_MD_CTX *copy = EVP_MD_CTX_new();
    if (!copy || EVP_MD_CTX_copy_ex(copy, h->context) != 1) {
        sley_panic(NULL, "not enough memory");
    }
    EVP_DigestFinal_ex(copy, out, &len);
    EVP_MD_CTX_free(copy);
    return sley_bytes_new(out, len);
}

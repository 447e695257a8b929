// SPDX-License-Identifier: MIT
// tls_context.c - certificates, keys, authorities: what a side of a connection has to show.
#include "io/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sley/format.h"

// ---- errors ----------------------------------------------------------------------------------

static void tls_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_net_error *)error)->message);
}

static void tls_drop(sley_error *error)
{
    sley_str_release(((sley_net_error *)error)->message);
}

#define TLS_ERROR(SYMBOL, NAME, BASE)                              \
    const sley_error_type SYMBOL = {.name = NAME,                  \
                                    .base = BASE,                  \
                                    .size = sizeof(sley_net_error), \
                                    .message = tls_message,        \
                                    .drop = tls_drop}

TLS_ERROR(sley_error_tls, "tls.Error", &sley_error_net);
TLS_ERROR(sley_error_tls_certificate, "tls.BadCertificate", &sley_error_tls);
TLS_ERROR(sley_error_tls_truncated, "tls.Truncated", &sley_error_tls);

sley_error *sley__tls_context_error(const sley_error_type *type, const char *what, const char *why)
{
    char text[400];
    snprintf(text, sizeof text, "%s%s%s", what, why ? ": " : "", why ? why : "");
    return sley_net_error_new(type, sley_str_from_utf8_lossy(text, strlen(text)));
}

const char *sley__tls_context_reason(void)
{
    unsigned long code = ERR_peek_last_error();
    const char *reason = code != 0 ? ERR_reason_error_string(code) : NULL;
    return reason ? reason : "unknown reason";
}

static sley_status throw_tls(sley_task *task, const char *what)
{
    task->base.error = sley__tls_context_error(&sley_error_tls, what, sley__tls_context_reason());
    ERR_clear_error();
    return SLEY_ERROR;
}

// ---- life ------------------------------------------------------------------------------------

static void free_tls(sley_tls *t)
{
    SSL_CTX_free(t->context);
    free(t->alpn);
    free(t);
}

HANDLE_COUNT(tls, free_tls)

static void tls_print(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(void *const *)place ? "<tls.Context>" : "none");
}

HANDLE_TYPE(tls, "tls.Context", .print = tls_print);

// ---- PEM -------------------------------------------------------------------------------------

// The PEM itself, or the file of that name; NULL: it cannot be opened.
static BIO *open_pem(const sley_str *text)
{
    static const char begin[] = "-----BEGIN";
    bool is_pem = text->len >= (int64_t)sizeof begin - 1
                  && memmem(text->data, (size_t)text->len, begin, sizeof begin - 1) != NULL;
    if (is_pem) return BIO_new_mem_buf(text->data, (int)text->len);
    char *path = sley__alloc((size_t)text->len + 1);
    if (text->len > 0) memcpy(path, text->data, (size_t)text->len);
    path[text->len] = 0;
    BIO *bio = strlen(path) == (size_t)text->len ? BIO_new_file(path, "r") : NULL;
    free(path);
    return bio;
}

static bool add_authorities(SSL_CTX *context, const sley_str *ca)
{
    BIO *bio = open_pem(ca);
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    int count = 0;
    while (bio) {
        X509 *cert = PEM_read_bio_X509(bio, NULL, NULL, NULL);
        if (!cert) break;
        if (X509_STORE_add_cert(store, cert) == 1) count++;
        X509_free(cert);
    }
    if (count > 0) ERR_clear_error(); // the end of the file was one
    BIO_free(bio);
    return count > 0;
}

// The certificate, and those between it and its authority.
static bool use_certificate(SSL_CTX *context, const sley_str *cert)
{
    BIO *bio = open_pem(cert);
    X509 *own = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
    bool is_used = own && SSL_CTX_use_certificate(context, own) == 1;
    X509_free(own);
    while (is_used) {
        X509 *next = PEM_read_bio_X509(bio, NULL, NULL, NULL);
        if (!next) break;
        if (SSL_CTX_add0_chain_cert(context, next) != 1) X509_free(next);
    }
    if (is_used) ERR_clear_error();
    BIO_free(bio);
    return is_used;
}

static bool use_key(SSL_CTX *context, const sley_str *key)
{
    BIO *bio = open_pem(key);
    EVP_PKEY *own = bio ? PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL) : NULL;
    bool is_used = own && SSL_CTX_use_PrivateKey(context, own) == 1;
    EVP_PKEY_free(own);
    BIO_free(bio);
    return is_used;
}

static sley_status use_pair(sley_task *task, SSL_CTX *context, const sley_str *cert,
                            const sley_str *key)
{
    if (!use_certificate(context, cert)) return throw_tls(task, "cannot use the certificate");
    if (!use_key(context, key)) return throw_tls(task, "cannot use the private key");
    return SLEY_OK; // a key that is not the certificate's was refused
}

// ---- ALPN ------------------------------------------------------------------------------------

// Each name with its length before it, as the protocol has them. NULL: none.
static sley_status set_alpn(sley_task *task, sley_tls *t, const sley_list *names)
{
    size_t len = 0;
    if (!names) return SLEY_OK;
    for (int64_t i = 0; i < names->len; i++) {
        const sley_str *name = SLEY_NTH(sley_str *, names, i);
        if (name->len < 1 || name->len > 255) {
            task->base.error = sley__tls_context_error(
                &sley_error_tls, "alpn: a name has 1 to 255 bytes", NULL);
            return SLEY_ERROR;
        }
        len += (size_t)name->len + 1;
    }
    t->alpn = sley__alloc(len + 1);
    for (int64_t i = 0; i < names->len; i++) {
        const sley_str *name = SLEY_NTH(sley_str *, names, i);
        t->alpn[t->alpn_len++] = (unsigned char)name->len;
        memcpy(t->alpn + t->alpn_len, name->data, (size_t)name->len);
        t->alpn_len += (size_t)name->len;
    }
    return SLEY_OK;
}

static int pick_alpn(SSL *ssl, const unsigned char **out, unsigned char *out_len,
                     const unsigned char *theirs, unsigned int theirs_len, void *argument)
{
    (void)ssl;
    const sley_tls *t = argument;
    unsigned char *picked = NULL;
    int found = SSL_select_next_proto(&picked, out_len, t->alpn, (unsigned)t->alpn_len, theirs,
                                      theirs_len);
    *out = picked;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// ---- both sides ------------------------------------------------------------------------------

static sley_tls *new_context(bool is_server)
{
    sley_tls *t = sley__alloc(sizeof *t);
    memset(t, 0, sizeof *t);
    t->head.refs = 1;
    t->is_server = is_server;
    t->context = SSL_CTX_new(is_server ? TLS_server_method() : TLS_client_method());
    if (!t->context) sley_panic(NULL, "cannot make a TLS context");
    SSL_CTX_set_min_proto_version(t->context, TLS1_2_VERSION);
    SSL_CTX_set_mode(t->context, SSL_MODE_RELEASE_BUFFERS);
    return t;
}

static sley_status give(sley_tls *t, sley_status st, sley_tls **result)
{
    *result = st == SLEY_OK ? t : NULL;
    if (st != SLEY_OK) sley_tls_release(t);
    return st;
}

sley_status sley_tls_client(sley_task *task, sley_str *ca, bool verify, bool check_host,
                            sley_str *cert, sley_str *key, sley_list *alpn, sley_tls **result)
{
    sley_tls *t = new_context(false);
    sley_status st = SLEY_OK;
    ERR_clear_error();
    t->checks_host = verify && check_host;
    SSL_CTX_set_verify(t->context, verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
    if (ca) {
        if (!add_authorities(t->context, ca)) st = throw_tls(task, "cannot use the authority");
    } else {
        SSL_CTX_set_default_verify_paths(t->context);
    }
    if (st == SLEY_OK && (cert || key)) {
        sley_str *none = &sley_str_empty;
        st = use_pair(task, t->context, cert ? cert : none, key ? key : none);
    }
    if (st == SLEY_OK) st = set_alpn(task, t, alpn);
    if (st == SLEY_OK && t->alpn_len > 0) {
        SSL_CTX_set_alpn_protos(t->context, t->alpn, (unsigned)t->alpn_len);
    }
    return give(t, st, result);
}

sley_status sley_tls_server(sley_task *task, sley_str *cert, sley_str *key, sley_str *client_ca,
                            sley_list *alpn, sley_tls **result)
{
    sley_tls *t = new_context(true);
    ERR_clear_error();
    sley_status st = use_pair(task, t->context, cert, key);
    if (st == SLEY_OK && client_ca) {
        SSL_CTX_set_verify(t->context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
        if (!add_authorities(t->context, client_ca)) {
            st = throw_tls(task, "cannot use the authority");
        }
    }
    if (st == SLEY_OK) st = set_alpn(task, t, alpn);
    if (st == SLEY_OK && t->alpn_len > 0) SSL_CTX_set_alpn_select_cb(t->context, pick_alpn, t);
    return give(t, st, result);
}

// ---- certificates for tests --------------------------------------------------------------------

struct sley_tls_pair {
    sley_object head;
    sley_str *cert, *key;
};

static void free_pair(sley_tls_pair *p)
{
    sley_str_release(p->cert);
    sley_str_release(p->key);
    free(p);
}

HANDLE_COUNT(tls_pair, free_pair)

static void tls_pair_print(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(void *const *)place ? "<tls.Pair>" : "none");
}

HANDLE_TYPE(tls_pair, "tls.Pair", .print = tls_pair_print);

sley_str *sley_tls_pair_cert(const sley_tls_pair *p)
{
    return sley_str_retain(p->cert);
}

sley_str *sley_tls_pair_key(const sley_tls_pair *p)
{
    return sley_str_retain(p->key);
}

static bool add_names(X509 *cert, const sley_list *names)
{
    GENERAL_NAMES *all = sk_GENERAL_NAME_new_null();
    for (int64_t i = 0; i < names->len; i++) {
        const sley_str *name = SLEY_NTH(sley_str *, names, i);
        struct sockaddr_storage at;
        bool is_address = sley__net_numeric(name, 0, &at);
        char text[256];
        snprintf(text, sizeof text, "%.*s", (int)(name->len < 255 ? name->len : 255), name->data);
        GENERAL_NAME *one = a2i_GENERAL_NAME(NULL, NULL, NULL, is_address ? GEN_IPADD : GEN_DNS,
                                             text, 0);
        if (one) sk_GENERAL_NAME_push(all, one);
    }
    bool is_added = X509_add1_ext_i2d(cert, NID_subject_alt_name, all, 0, 0) == 1;
    GENERAL_NAMES_free(all);
    return is_added;
}

static bool fill(X509 *cert, EVP_PKEY *key, const sley_list *names)
{
    enum { DAY = 24 * 60 * 60 };
    X509_set_version(cert, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(cert), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert), -DAY);
    X509_gmtime_adj(X509_getm_notAfter(cert), 30L * DAY);
    X509_set_pubkey(cert, key);
    X509_NAME *subject = X509_get_subject_name(cert);
    const unsigned char name[] = "self-signed by Sley";
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, -1, -1, 0);
    X509_set_issuer_name(cert, subject);
    BASIC_CONSTRAINTS *constraints = BASIC_CONSTRAINTS_new();
    constraints->ca = 0xff;
    X509_add1_ext_i2d(cert, NID_basic_constraints, constraints, 1, 0);
    BASIC_CONSTRAINTS_free(constraints);
    return add_names(cert, names) && X509_sign(cert, key, EVP_sha256()) > 0;
}

static sley_str *text_of(BIO *bio)
{
    char *data = NULL;
    long len = BIO_get_mem_data(bio, &data);
    sley_str *text = sley_str_new(data, (size_t)len);
    BIO_free(bio);
    return text;
}

sley_status sley_tls_self_signed(sley_task *task, sley_list *names, sley_tls_pair **result)
{
    *result = NULL;
    ERR_clear_error();
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *cert = X509_new();
    sley_status st = SLEY_OK;
    if (!key || !cert || !fill(cert, key, names)) {
        st = throw_tls(task, "cannot make a certificate");
    } else {
        sley_tls_pair *p = sley__alloc(sizeof *p);
        BIO *cert_bio = BIO_new(BIO_s_mem());
        BIO *key_bio = BIO_new(BIO_s_mem());
        PEM_write_bio_X509(cert_bio, cert);
        PEM_write_bio_PrivateKey(key_bio, key, NULL, NULL, 0, NULL, NULL);
        *p = (sley_tls_pair){.head = {.refs = 1}, text_of(cert_bio), text_of(key_bio)};
        *result = p;
    }
    X509_free(cert);
    EVP_PKEY_free(key);
    return st;
}

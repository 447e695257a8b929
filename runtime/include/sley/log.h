// SPDX-License-Identifier: MIT
// log.h - records of what a program does, by level and name; base64; digests.
//
// The settings of log belong to the process; every thread may log, and each record is one write.
#ifndef SLEY_LOG_H
#define SLEY_LOG_H

#include "sley/bytes.h"
#include "sley/error.h"
#include "sley/str.h"

#ifdef __cplusplus
extern "C" {
#endif

// ---- log --------------------------------------------------------------------------------------

// ORDER: the words of builtin.def.
enum { SLEY_LOG_DEBUG, SLEY_LOG_INFO, SLEY_LOG_WARNING, SLEY_LOG_ERROR, SLEY_LOG_OFF };
enum { SLEY_LOG_STDERR, SLEY_LOG_STDOUT };

typedef struct sley_logger sley_logger;

// The format has fields in braces, `{level:<8}`: time level name message task thread pid. NULL
// leaves it as it is. Throws log.Error for what is no format.
extern const sley_error_type sley_error_log; // a sley_net_error
sley_status sley_log_config(sley_task *task, sley_str *format, int64_t level, int64_t stream);
// Of a logger and of those below it ("db" of "db.query"), from now on; "" is the root.
void sley_log_level(sley_str *name, int64_t level);
sley_logger *sley_log_get(sley_str *name);
// The root logger's.
void sley_log_debug(sley_str *message);
void sley_log_info(sley_str *message);
void sley_log_warning(sley_str *message);
void sley_log_error(sley_str *message);

sley_logger *sley_logger_retain(sley_logger *l);
void sley_logger_release(sley_logger *l);
sley_str *sley_logger_name(const sley_logger *l);
bool sley_logger_enabled(const sley_logger *l, int64_t level);
void sley_logger_debug(const sley_logger *l, sley_str *message);
void sley_logger_info(const sley_logger *l, sley_str *message);
void sley_logger_warning(const sley_logger *l, sley_str *message);
void sley_logger_error(const sley_logger *l, sley_str *message);
extern const sley_type sley_type_logger;

// ---- base64 -----------------------------------------------------------------------------------

// url: `-` and `_` in place of `+` and `/`, and no `=` at the end.
sley_str *sley_base64_encode(sley_bytes *data, bool url);
// Either alphabet, with or without `=`; throws ParseError.
sley_status sley_base64_decode(sley_task *task, sley_str *text, sley_bytes **result);

// ---- hash: programs that import it are linked with OpenSSL --------------------------------------

// ORDER: the words of builtin.def.
enum { SLEY_SHA256, SLEY_SHA512, SLEY_SHA1, SLEY_MD5, SLEY_SHA3_256, SLEY_BLAKE2B };
sley_bytes *sley_hash_sha256(sley_bytes *data);
sley_bytes *sley_hash_digest(sley_bytes *data, int64_t algorithm);
sley_bytes *sley_hash_hmac(sley_bytes *key, sley_bytes *data, int64_t algorithm);
bool sley_hash_equal(sley_bytes *a, sley_bytes *b); // takes as long wherever they differ

typedef struct sley_hasher sley_hasher;
sley_hasher *sley_hash_new(int64_t algorithm);
sley_hasher *sley_hasher_retain(sley_hasher *h);
void sley_hasher_release(sley_hasher *h);
void sley_hasher_update(sley_hasher *h, sley_bytes *data);
sley_bytes *sley_hasher_digest(const sley_hasher *h); // of what came so far
extern const sley_type sley_type_hasher;

#ifdef __cplusplus
}
#endif

#endif

// SPDX-License-Identifier: MIT
// path.c - paths as strings: parts of them, joining, normalizing. Nothing of the disk is looked at.
#include "io/internal.h"

#include <string.h>

#include "sley/list.h"

static sley_str *part(const sley_str *path, size_t from, size_t to)
{
    return sley_str_new(path->data + from, to - from);
}

// Without slashes at the end; "/" keeps its own.
static size_t trimmed(const sley_str *path)
{
    size_t len = (size_t)path->len;
    while (len > 1 && path->data[len - 1] == '/') len--;
    return len;
}

// Where the last name begins, before `len`.
static size_t name_at(const sley_str *path, size_t len)
{
    while (len > 0 && path->data[len - 1] != '/') len--;
    return len;
}

// Where its extension begins; `to` when it has none. A dot in front makes none.
static size_t dot_at(const sley_str *path, size_t from, size_t to)
{
    size_t first = from;
    while (first < to && path->data[first] == '.') first++;
    for (size_t i = to; i > first; i--) {
        if (path->data[i - 1] == '.') return i - 1;
    }
    return to;
}

bool sley_path_is_absolute(sley_str *path)
{
    return path->len > 0 && path->data[0] == '/';
}

sley_str *sley_path_join(sley_list *parts)
{
    sley_text out;
    sley_text_init(&out);
    for (int64_t i = 0; i < parts->len; i++) {
        sley_str *one = SLEY_NTH(sley_str *, parts, i);
        if (sley_path_is_absolute(one)) out.len = 0;
        bool needs_slash = out.len > 0 && out.data[out.len - 1] != '/' && one->len > 0;
        if (needs_slash) sley_text_put_cstr(&out, "/");
        sley_text_put_str(&out, one);
    }
    return sley_text_take(&out);
}

sley_str *sley_path_name(sley_str *path)
{
    size_t len = trimmed(path);
    if (len == 1 && path->data[0] == '/') return sley_str_from_cstr("");
    return part(path, name_at(path, len), len);
}

sley_str *sley_path_stem(sley_str *path)
{
    size_t len = trimmed(path);
    size_t from = name_at(path, len);
    return part(path, from, dot_at(path, from, len));
}

sley_str *sley_path_extension(sley_str *path)
{
    size_t len = trimmed(path);
    return part(path, dot_at(path, name_at(path, len), len), len);
}

sley_str *sley_path_parent(sley_str *path)
{
    size_t at = name_at(path, trimmed(path));
    if (at == 0) return sley_str_from_cstr(sley_path_is_absolute(path) ? "/" : ".");
    while (at > 1 && path->data[at - 1] == '/') at--;
    return part(path, 0, at);
}

// `out` ends with a name that `..` takes away; false: it has none.
static bool drop_name(sley_text *out, size_t root)
{
    size_t len = out->len;
    if (len == root) return false;
    size_t from = len;
    while (from > root && out->data[from - 1] != '/') from--;
    if (len - from == 2 && memcmp(out->data + from, "..", 2) == 0) return false;
    out->len = from > root ? from - 1 : from;
    return true;
}

sley_str *sley_path_normalize(sley_str *path)
{
    sley_text out;
    sley_text_init(&out);
    bool is_absolute = sley_path_is_absolute(path);
    if (is_absolute) sley_text_put_cstr(&out, "/");
    size_t root = out.len;
    for (size_t at = 0, to; at < (size_t)path->len; at = to + 1) {
        to = at;
        while (to < (size_t)path->len && path->data[to] != '/') to++;
        size_t len = to - at;
        bool is_up = len == 2 && memcmp(path->data + at, "..", 2) == 0;
        if (len == 0 || (len == 1 && path->data[at] == '.')) continue;
        if (is_up && (drop_name(&out, root) || is_absolute)) continue;
        if (out.len > root) sley_text_put_cstr(&out, "/");
        sley_text_put(&out, path->data + at, len);
    }
    if (out.len == 0) sley_text_put_cstr(&out, ".");
    return sley_text_take(&out);
}

sley_str *sley_path_absolute(sley_str *path)
{
    sley_str *here = sley_os_cwd();
    sley_text out;
    sley_text_init(&out);
    if (!sley_path_is_absolute(path)) {
        sley_text_put_str(&out, here);
        sley_text_put_cstr(&out, "/");
    }
    sley_text_put_str(&out, path);
    sley_str *joined = sley_text_take(&out);
    sley_str *clean = sley_path_normalize(joined);
    sley_str_release(joined);
    sley_str_release(here);
    return clean;
}

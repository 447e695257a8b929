// SPDX-License-Identifier: MIT
// module.c - finds, loads and orders the files of a program.
//
// Loading is depth first: a module is parsed, then what it imports is loaded, and
// when all of that is done it goes to the end of prog->order.  So an import of a
// module that is still MODULE_LOADING closes a cycle.
#include "sema/module.h"

#include <assert.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/habit.h"
#include "base/suggest.h"
#include "base/text.h"
#include "parse/parse.h"
#include "sema/cname.h"
#include "sema/later.h"

static const char *const builtin_modules[] = {
#define MODULE(name, doc) name,
#include "sema/builtin.def"
#undef MODULE
};

bool module_is_builtin(const char *name)
{
    for (size_t i = 0; i < sizeof builtin_modules / sizeof builtin_modules[0]; i++) {
        if (strcmp(name, builtin_modules[i]) == 0) return true;
    }
    return false;
}

module *module_of(program *prog, const symbol *import)
{
    assert(import->kind == SYM_MODULE);
    return map_find(&prog->modules_by_name, import->module);
}

// ---- names and paths -----------------------------------------------------------

// One spelling for each file, however it was reached.
static const char *canonical_path(program *prog, const char *path)
{
    char *whole = realpath(path, NULL);
    const char *name = intern_string(&prog->names, whole != NULL ? whole : path);
    free(whole);
    return name;
}

// Whether it lies in the folder of the standard library; `path` is canonical.
static bool is_standard(program *prog, const char *path)
{
    if (prog->options.std_dir == NULL) return false;
    const char *dir = canonical_path(prog, prog->options.std_dir);
    size_t len = strlen(dir);
    return strncmp(path, dir, len) == 0 && path[len] == '/' && strchr(path + len + 1, '/') == NULL;
}

// What the C names start with: `wanted`, or wanted_2 when another file has it.
static const char *free_name(program *prog, const char *wanted)
{
    text t;
    text_init(&t);
    if (cname_is_standard(wanted)) {   // these are the library's own
        text_printf(&t, "std_%s", wanted + strlen("std"));
        wanted = intern_string(&prog->names, text_string(&t));
    }
    const char *name = intern_string(&prog->names, wanted);
    for (unsigned i = 2; map_has(&prog->modules_by_name, name) || module_is_builtin(name); i++) {
        text_clear(&t);
        text_printf(&t, "%s_%u", wanted, i);
        name = intern_string(&prog->names, text_string(&t));
    }
    text_fini(&t);
    return name;
}

// "dir/01-hello.sley" -> "m01_hello"; standard input is "main".
static const char *name_of_file(program *prog, const char *path)
{
    const char *start = source_base_name(path);
    const char *dot = strrchr(start, '.');
    size_t len = dot != NULL && dot != start ? (size_t)(dot - start) : strlen(start);
    if (len > LIMIT_NAME_BYTES) len = LIMIT_NAME_BYTES;
    text t;
    text_init(&t);
    if (len > 0 && start[0] >= '0' && start[0] <= '9') text_putc(&t, 'm');
    for (size_t i = 0; i < len; i++) {
        char ch = start[i];
        bool is_word = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_' ||
                       (ch >= '0' && ch <= '9');
        text_putc(&t, is_word ? ch : '_');
    }
    if (len == 0 || strcmp(path, "-") == 0) {
        text_clear(&t);
        text_puts(&t, "main");
    }
    const char *name = free_name(prog, text_string(&t));
    text_fini(&t);
    return name;
}

// The C of a standard module was compiled once, for all programs: its name is always the same.
static const char *standard_name(program *prog, const char *word)
{
    text t;
    text_init(&t);
    text_printf(&t, "std.%s", word);
    const char *name = intern_string(&prog->names, text_string(&t));
    text_fini(&t);
    return name;
}

static bool try_path(program *prog, text *out, const char *dir, size_t dir_len,
                     const char *relative)
{
    text_clear(out);
    text_add(out, dir, dir_len);
    if (dir_len > 0 && dir[dir_len - 1] != '/') text_putc(out, '/');
    text_puts(out, relative);
    if (access(text_string(out), R_OK) == 0) return true;
    array_push(&prog->memory, &prog->absent, arena_copy(&prog->memory, out->bytes, out->len));
    return false;
}

static bool try_path_list(program *prog, text *out, const char *dirs, const char *relative)
{
    while (dirs != NULL && *dirs != '\0') {
        size_t len = strcspn(dirs, ":");
        if (len > 0 && try_path(prog, out, dirs, len, relative)) return true;
        dirs += len + (dirs[len] == ':');
    }
    return false;
}

// Looks where the preamble of module.h says; the path found is in `out`.
static bool find_file(program *prog, const module *from, const char *relative, text *out)
{
    const char *path = from->tree->file->path;
    const char *slash = strrchr(path, '/');
    if (try_path(prog, out, path, slash != NULL ? (size_t)(slash - path) + 1 : 0, relative))
        return true;
    for (uint32_t i = 0; i < prog->options.include_dirs.count; i++) {
        const char *dir = prog->options.include_dirs.items[i];
        if (try_path(prog, out, dir, strlen(dir), relative)) return true;
    }
    if (try_path_list(prog, out, getenv("SLEY_PATH"), relative)) return true;
    const char *std = prog->options.std_dir;
    return std != NULL && try_path(prog, out, std, strlen(std), relative);
}

bool module_is_standard_name(program *prog, const char *name)
{
    if (module_is_builtin(name)) return true;
    const char *std = prog->options.std_dir;
    if (std == NULL) return false;
    text path;
    text_init(&path);
    text_printf(&path, "%s/%s.sley", std, name);
    bool is_there = access(text_string(&path), R_OK) == 0;
    text_fini(&path);
    return is_there;
}

// ---- loading -------------------------------------------------------------------

static void load_imports(program *prog, module *m);

static bool has_main(const ast_module *tree)
{
    for (uint32_t i = 0; i < tree->decls.count; i++) {
        const decl *d = tree->decls.items[i];
        if (d->kind == DECL_FN && strcmp(d->name.text, "main") == 0) return true;
    }
    return false;
}

static module *add_module(program *prog, source *file, const char *name)
{
    module *m = arena_new(&prog->memory, module);
    m->name = name;
    m->path = canonical_path(prog, file->path);
    m->state = MODULE_LOADING;
    m->is_root = prog->modules.count == 0;
    m->is_standard = cname_is_standard(name);
    map_init(&m->names, &prog->memory);
    map_init(&m->cases, &prog->memory);
    map_init(&m->imports, &prog->memory);
    map_init(&m->instances, &prog->memory);
    map_init(&m->default_instances, &prog->memory);
    array_push(&prog->memory, &prog->modules, m);
    map_put(&prog->modules_by_name, name, m);
    m->tree = parse_file(prog, file);
    m->is_library = !m->is_root || !(prog->options.test_program || has_main(m->tree));
    load_imports(prog, m);
    m->state = MODULE_LOADED;
    array_push(&prog->memory, &prog->order, m);
    return m;
}

static module *loaded_module(program *prog, const char *path)
{
    for (uint32_t i = 0; i < prog->modules.count; i++) {
        if (prog->modules.items[i]->path == path) return prog->modules.items[i];
    }
    return NULL;
}

static span path_span(const decl_import *import)
{
    return span_to(import->path.items[0].span, array_last(&import->path).span);
}

// The modules of the standard library that have a file.
static void offer_standard(program *prog, suggestion *s)
{
    DIR *dir = prog->options.std_dir != NULL ? opendir(prog->options.std_dir) : NULL;
    for (const struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot == NULL || strcmp(dot, ".sley") != 0) continue;
        suggest_offer(s, intern(&prog->names, entry->d_name, (size_t)(dot - entry->d_name)));
    }
    if (dir != NULL) closedir(dir);
}

static void report_missing(program *prog, const decl_import *import, const char *dotted,
                           const char *relative)
{
    if (later_has_module(dotted)) {
        text t;
        text_init(&t);
        text_printf(&t, "the module `%s`", dotted);
        diag_error(prog, path_span(import), E0901, text_string(&t));
        text_fini(&t);
        return;
    }
    diag *d = diag_error(prog, path_span(import), E0802, dotted);
    const char *ours = habit_of_name(dotted);
    if (ours != NULL) {
        diag_help(prog, d, "%s", ours);
        return;
    }
    suggestion s = suggest_begin(dotted);
    for (size_t i = 0; i < sizeof builtin_modules / sizeof builtin_modules[0]; i++) {
        suggest_offer(&s, builtin_modules[i]);
    }
    offer_standard(prog, &s);
    if (s.best != NULL) diag_help(prog, d, "did you mean %N?", s.best);
    diag_note(prog, d, "looked for `%s` beside this file, in the -I directories, SLEY_PATH and the "
              "standard library", relative);
}

// The file of the import; NULL after a report.
static module *load_import(program *prog, module *from, const decl_import *import,
                           const char *dotted, const char *relative)
{
    text path;
    text_init(&path);
    module *found = NULL;
    if (!find_file(prog, from, relative, &path)) {
        report_missing(prog, import, dotted, relative);
    } else {
        found = loaded_module(prog, canonical_path(prog, text_string(&path)));
        if (found == NULL) {
            char *kept = arena_copy(&prog->memory, text_string(&path), path.len);
            source *file = source_load(prog, kept, path_span(import));
            const char *name = is_standard(prog, canonical_path(prog, kept))
                                   ? standard_name(prog, dotted) : free_name(prog, dotted);
            if (file != NULL) found = add_module(prog, file, name);
        } else if (found->state == MODULE_LOADING) {
            diag *d = diag_error(prog, path_span(import), E0803, dotted);
            if (found == from) diag_note(prog, d, "a module cannot import itself");
            else
                diag_note(prog, d, "`%s` imports this module, directly or through others",
                          found->tree->file->path);
            found = NULL;
        }
    }
    text_fini(&path);
    return found;
}

static const char *join_path(program *prog, const decl_import *import, char separator,
                             const char *end)
{
    text t;
    text_init(&t);
    for (uint32_t i = 0; i < import->path.count; i++) {
        if (i > 0) text_putc(&t, separator);
        text_puts(&t, import->path.items[i].text);
    }
    text_puts(&t, end);
    const char *joined = intern_string(&prog->names, text_string(&t));
    text_fini(&t);
    return joined;
}

static void add_import(program *prog, module *m, decl_import *import)
{
    symbol *sym = arena_new(&prog->memory, symbol);
    sym->kind = SYM_MODULE;
    sym->name = import->head.name.text;
    sym->span = import->head.name.span;
    sym->decl = &import->head;
    import->head.symbol = sym;
    const char *dotted = join_path(prog, import, '.', "");
    sym->module = dotted;
    sym->type = type_scalar(prog, TYPE_MODULE);
    if (!module_is_builtin(dotted)) {
        module *target = load_import(prog, m, import, dotted,
                                     join_path(prog, import, '/', ".sley"));
        if (target != NULL) {
            sym->module = target->name;
            array_push(&prog->memory, &m->uses, target);
        } else {
            sym->type = type_scalar(prog, TYPE_POISON);   // uses of it stay silent
        }
    }
    symbol *other = map_find(&m->imports, sym->name);
    if (other != NULL) {
        diag *d = diag_error(prog, sym->span, E0203, sym->name);
        diag_label(prog, d, other->span, "first declared here");
        return;
    }
    map_put(&m->imports, sym->name, sym);
}

static void load_imports(program *prog, module *m)
{
    for (uint32_t i = 0; i < m->tree->decls.count; i++) {
        decl *d = m->tree->decls.items[i];
        if (d->kind == DECL_IMPORT) add_import(prog, m, decl_as_import(d));
    }
}

// ---- methods of built-in types that are written in Sley ------------------------

static const char *const extension_names[] = {
#define EXTENSION(type, name) #name,
#include "sema/extension.def"
#undef EXTENSION
};

// Whether such a name stands anywhere in what was read.
static bool mentions_extensions(const program *prog)
{
    for (size_t i = 0; i < sizeof extension_names / sizeof extension_names[0]; i++) {
        if (intern_find(&prog->names, extension_names[i]) != NULL) return true;
    }
    return false;
}

// They come before all modules, as if each had imported them.
static void load_extensions(program *prog)
{
    const char *std = prog->options.std_dir;
    if (std == NULL || !mentions_extensions(prog)) return;
    text path;
    text_init(&path);
    uint32_t before = prog->order.count;
    if (try_path(prog, &path, std, strlen(std), "methods.sley")) {
        const char *name = standard_name(prog, "methods");
        prog->extensions = loaded_module(prog, canonical_path(prog, text_string(&path)));
        if (prog->extensions == NULL) {
            char *kept = arena_copy(&prog->memory, text_string(&path), path.len);
            source *file = source_load(prog, kept, (span){0, 0});
            if (file != NULL) prog->extensions = add_module(prog, file, name);
        }
    }
    text_fini(&path);
    uint32_t added = prog->order.count - before;
    module **order = prog->order.items;
    for (uint32_t i = 0; i < added; i++) {
        module *last = order[prog->order.count - 1];
        memmove(order + 1, order, (prog->order.count - 1) * sizeof *order);
        order[0] = last;
    }
}

module *module_load_source(program *prog, source *file)
{
    if (prog->types == NULL) type_init(prog);
    const char *given = prog->options.module_name;
    const char *name = given != NULL ? free_name(prog, given) : name_of_file(prog, file->path);
    if (is_standard(prog, canonical_path(prog, file->path))) name = standard_name(prog, name);
    module *root = add_module(prog, file, name);
    load_extensions(prog);
    return root;
}

module *module_load_program(program *prog, const char *path)
{
    source *file = source_load(prog, path, (span){0, 0});
    return file == NULL ? NULL : module_load_source(prog, file);
}

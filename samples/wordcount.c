// Generated from wordcount.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

static const sley_type sley_type_map__str__int = SLEY_MAP_TYPE("map[str, int]");

SLEY_STR_LIT(k_n, "-n");
SLEY_STR_LIT(k_usage_wordcount_n, "usage: wordcount [-n WORKERS] FILE...");

static const int64_t m_wordcount__lines_per_block = 2000;

// async fn read_blocks(paths: list[str], blocks: chan[list[str]]) throws
// wordcount.sley:16, frame 144 bytes

typedef struct m_wordcount__read_blocks__frame {
    sley_frame base;
    sley_list *a_paths;             // borrowed
    sley_chan *a_blocks;            // borrowed
    sley_str *v_path;               // 18: live across 1, 2, 3
    sley_list *v_block;             // 19: live across 1, 2
    sley_file_lines *t_items;       // 20: live across 1, 2
    sley_str *v_line;               // 20: live across 2
    int64_t t_index;                // 18: live across 1, 2, 3
    union {
        struct { sley_file_work wait; sley_str *v; } a1; // 20: fs.lines(path)
        struct { sley_waiter wait; sley_list *value; } a2, a3; // 23, 27
    };
} m_wordcount__read_blocks__frame;

SLEY_OWNED(m_wordcount__read_blocks, (a_paths, sley_type_list__str), (a_blocks, sley_type_chan));
SLEY_TASK_FN(m_wordcount__read_blocks, "wordcount.read_blocks", "wordcount.sley", 16, 144,
    {20, 1, 0, "fs.lines(path)"},
    {23, 2, 0, "blocks.send(block)"},
    {27, 3, 0, "blocks.send(block)"});

static SLEY_SPAWN2(m_wordcount__read_blocks, sley_list *, a_paths, sley_chan *, a_blocks)

static sley_status m_wordcount__read_blocks__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_wordcount__read_blocks__frame *f = (void *)self;
    const sley_site *sites = m_wordcount__read_blocks__sites;
    if (self->state == 1) goto resume_1; // 20: fs.lines(path)
    if (self->state == 2) goto resume_2; // 23: blocks.send(block)
    if (self->state == 3) goto resume_3; // 27: blocks.send(block)
    sley_starts(self);
    f->v_path = f->v_line = NULL;
    f->v_block = NULL;
    f->t_items = NULL;

    // 18 | for path in paths {
    for (f->t_index = 0; f->t_index < f->a_paths->len; f->t_index++) {
        f->v_path = sley_str_retain(SLEY_NTH(sley_str *, f->a_paths, f->t_index));
        // 19 | var block: list[str] = []
        f->v_block = sley_list_new(&sley_type_str, 0);
        // 20 | async for line in fs.lines(path) {
        st = sley_fs_lines(task, f->v_path, 65536, &f->t_items);
        if (sley_failed_at(task, &sites[1], st)) goto leave_2;
        while (true) {
            st = sley_file_lines_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
            if (st == SLEY_PENDING) return st;
        resume_1: if (sley_failed(task, self, st)) goto leave_2;
            f->v_line = f->a1.v;
            if (f->v_line == NULL) break;
            // 21 | block.append(line)
            sley_list_append(f->v_block, &(sley_str *){sley_str_retain(f->v_line)});
            // 22 | if block.len() == lines_per_block {
            if (sley_list_len(f->v_block) == m_wordcount__lines_per_block) {
                // 23 | await blocks.send(block)
                f->a2.value = sley_list_retain(f->v_block);
                st = SLEY_SEND(task, sley_at(self, 2), f->a2, f->a_blocks);
                if (st == SLEY_PENDING) return st;
            resume_2: if (sley_failed(task, self, st)) goto leave_2;
                // 24 | block = []
                sley_list_assign(&f->v_block, sley_list_new(&sley_type_str, 0));
            }
            sley_str_drop(&f->v_line);
        }
        sley_file_lines_drop(&f->t_items);
        // 27 | await blocks.send(block)
        f->a3.value = sley_list_take(&f->v_block);
        st = SLEY_SEND(task, sley_at(self, 3), f->a3, f->a_blocks);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_2;
        sley_str_drop(&f->v_path);
    }

leave_2:
    sley_list_drop(&f->v_block);
    sley_str_drop(&f->v_path);
    sley_file_lines_drop(&f->t_items);
    sley_str_drop(&f->v_line);
    // 17 | defer blocks.close()
    sley_chan_close(f->a_blocks);
    return st;
}

// fn is_letter(c: char) -> bool
// wordcount.sley:31

static bool m_wordcount__is_letter(sley_char a_c)
{
    // 32 | return c >= 'a' and c <= 'z' or c >= 'A' and c <= 'Z'
    return (a_c >= 'a' && a_c <= 'z') || (a_c >= 'A' && a_c <= 'Z');
}

// fn count_line(line: str, counts: map[str, int])
// wordcount.sley:36

SLEY_SITES(m_wordcount__count_line, "wordcount.count_line", "wordcount.sley", 36,
    {43, 1, 0, "line[start:at]"},
    {44, 2, 0, "counts.get(word, 0) + 1"},
    {47, 3, 0, "at +="},
    {50, 4, 0, "line[start:at]"},
    {51, 5, 0, "counts.get(word, 0) + 1"});

static void m_wordcount__count_line(sley_str *a_line, sley_map *a_counts)
{
    const sley_site *sites = m_wordcount__count_line__sites;
    // 37 | var start = -1
    int64_t v_start = -1;
    // 38 | var at = 0
    int64_t v_at = 0;
    // 39 | for c in line {
    sley_char v_c;
    int64_t t_cursor = 0;
    while (sley_str_next(a_line, &t_cursor, &v_c)) {
        // 40 | if is_letter(c) {
        if (m_wordcount__is_letter(v_c)) {
            // 41 | if start < 0 { start = at }
            if (v_start < 0) {
                v_start = v_at;
            }
        } else if (v_start >= 0) {
            // 43 | let word = line[start:at]
            sley_str *v_word = sley_str_slice(a_line, v_start, v_at, &sites[1]);
            // 44 | counts[word] = counts.get(word, 0) + 1
            sley_map_set(a_counts, &v_word,
                         &(int64_t){sley_int_add(*(int64_t const *)sley_map_get_or(a_counts,
                    &v_word, &(int64_t){0}), 1, &sites[2])});
            // 45 | start = -1
            v_start = -1;
            sley_str_release(v_word);
        }
        // 47 | at += 1
        v_at = sley_int_add(v_at, 1, &sites[3]);
    }
    // 49 | if start >= 0 {
    if (v_start >= 0) {
        // 50 | let word = line[start:at]
        sley_str *v2_word = sley_str_slice(a_line, v_start, v_at, &sites[4]);
        // 51 | counts[word] = counts.get(word, 0) + 1
        sley_map_set(a_counts, &v2_word,
                     &(int64_t){sley_int_add(*(int64_t const *)sley_map_get_or(a_counts, &v2_word,
                &(int64_t){0}), 1, &sites[5])});
        sley_str_release(v2_word);
    }
}

// async fn count_blocks(blocks: chan[list[str]], totals: chan[map[str, int]]) throws
// wordcount.sley:56, frame 112 bytes

typedef struct m_wordcount__count_blocks__frame {
    sley_frame base;
    sley_chan *a_blocks;            // borrowed
    sley_chan *a_totals;            // borrowed
    sley_map *v_counts;             // 57: live across 1
    union {
        struct { sley_waiter wait; sley_list *v; } a1; // 58: blocks
        struct { sley_waiter wait; sley_map *value; } a2; // 63: totals.send(counts)
    };
} m_wordcount__count_blocks__frame;

SLEY_OWNED(m_wordcount__count_blocks, (a_blocks, sley_type_chan), (a_totals, sley_type_chan));
SLEY_TASK_FN(m_wordcount__count_blocks, "wordcount.count_blocks", "wordcount.sley", 56, 112,
    {58, 1, 0, "blocks"},
    {63, 2, 0, "totals.send(counts)"});

static SLEY_SPAWN2(m_wordcount__count_blocks, sley_chan *, a_blocks, sley_chan *, a_totals)

static sley_status m_wordcount__count_blocks__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_wordcount__count_blocks__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 58: blocks
    if (self->state == 2) goto resume_2; // 63: totals.send(counts)
    sley_starts(self);

    // 57 | let counts: map[str, int] = [:]
    f->v_counts = sley_map_new(&sley_type_str, &sley_type_int);
    // 58 | async for block in blocks {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_blocks, sley_list *);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_list *v_block = f->a1.v;
        if (v_block == NULL) break;
        // 59 | for line in block {
        for (int64_t t_index = 0; t_index < v_block->len; t_index++) {
            sley_str *v_line = sley_str_retain(SLEY_NTH(sley_str *, v_block, t_index));
            // 60 | count_line(line, counts)
            m_wordcount__count_line(v_line, f->v_counts);
            sley_str_release(v_line);
        }
        sley_list_release(v_block);
    }
    // 63 | await totals.send(counts)
    f->a2.value = sley_map_take(&f->v_counts);
    st = SLEY_SEND(task, sley_at(self, 2), f->a2, f->a_totals);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);

leave_1:
    sley_map_release(f->v_counts);
    return st;
}

// async fn main() throws
// wordcount.sley:66, frame 200 bytes

typedef struct m_wordcount__main__frame {
    sley_frame base;
    sley_list *v_paths;             // 68: live across 1, 2
    sley_chan *v_blocks;            // 79: live across 1, 2
    sley_chan *v_totals;            // 80: live across 1, 2
    sley_map *v_sum;                // 81: live across 1, 2
    sley_group_scope g_2;           // 82
    int64_t t2_end;                 // 87: live across 1
    int64_t t2_index;               // 87: live across 1
    sley_map *v_counts;             // 88: live across 1
    struct { sley_waiter wait; sley_map *v; } a1; // 88: totals.recv()
} m_wordcount__main__frame;

SLEY_FN(m_wordcount__main, "wordcount.main", "wordcount.sley", 66, 200,
    {88, 1, 0, "totals.recv()"},
    {82, 2, 0, "group"},
    {70, 3, 0, "args[0]"},
    {71, 4, 0, "args[1]"}, {71, 5, 0, "int(args[1])"},
    {72, 6, 0, "args[2:]"},
    {79, 7, 0, "chan[list[str]](8)"},
    {80, 8, 0, "chan[map[str, int]](0)"},
    {83, 9, 0, "read_blocks(paths, blocks)"},
    {85, 10, 0, "count_blocks(blocks, totals)"},
    {90, 11, 0, "sum.get(word, 0) + n"},
    {95, 12, 0, "sorted(sum.keys())"},
    {96, 13, 0, "sum[word]"});

static sley_status m_wordcount__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wordcount__main__frame *f = (void *)self;
    const sley_site *sites = m_wordcount__main__sites;
    sley_list *v_args = NULL;
    if (self->state == 1) goto resume_1; // 88: totals.recv()
    if (self->state == 2) goto resume_2; // 82: group
    sley_starts(self);
    f->v_blocks = f->v_totals = NULL;
    f->v_sum = NULL;

    // 67 | var workers = 4
    int64_t v_workers = 4;
    // 68 | var paths: list[str] = []
    f->v_paths = sley_list_new(&sley_type_str, 0);
    // 69 | var args = os.args()
    v_args = sley_os_args();
    // 70 | if args.len() >= 2 and args[0] == "-n" {
    if (sley_list_len(v_args) >= 2 &&
        sley_str_equal(SLEY_AT(sley_str *, v_args, 0, &sites[3]), &k_n)) {
        // 71 | workers = int(args[1])
        st = sley_int_parse(task, SLEY_AT(sley_str *, v_args, 1, &sites[4]), &v_workers);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
        // 72 | args = args[2:]
        sley_list_assign(&v_args, sley_list_slice_from(v_args, 2, &sites[6]));
    }
    // 74 | paths = args
    sley_list_assign(&f->v_paths, sley_list_take(&v_args));
    // 75 | if paths.is_empty() or workers < 1 {
    if (sley_list_is_empty(f->v_paths) || v_workers < 1) {
        // 76 | exit("usage: wordcount [-n WORKERS] FILE...")
        st = sley_exit_text(task, &k_usage_wordcount_n);
        goto leave_1;
    }
    // 79 | let blocks = chan[list[str]](8)
    f->v_blocks = sley_chan_new(task, &sley_type_list__str, 8, &sites[7]);
    // 80 | let totals = chan[map[str, int]](0)
    f->v_totals = sley_chan_new(task, &sley_type_map__str__int, 0, &sites[8]);
    // 81 | let sum: map[str, int] = [:]
    f->v_sum = sley_map_new(&sley_type_str, &sley_type_int);
    // 82 | await group g {
    sley_group_enter(task, &f->g_2);
    // 83 | spawn read_blocks(paths, blocks)
    sley_task_release(m_wordcount__read_blocks__spawn(task, f->g_2.group, &sites[9],
            sley_list_take(&f->v_paths), sley_chan_retain(f->v_blocks)));
    // 84 | for _ in 0..workers {
    int64_t t_end = v_workers;
    for (int64_t t_index = 0; t_index < t_end; t_index++) {
        // 85 | spawn count_blocks(blocks, totals)
        sley_task_release(m_wordcount__count_blocks__spawn(task, f->g_2.group, &sites[10],
                sley_chan_retain(f->v_blocks), sley_chan_retain(f->v_totals)));
    }
    // 87 | for _ in 0..workers {
    f->t2_end = v_workers;
    for (f->t2_index = 0; f->t2_index < f->t2_end; f->t2_index++) {
        // 88 | if let counts = await totals.recv() {
        f->v_counts = NULL;
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->v_totals, sley_map *);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_map_assign(&f->v_counts, f->a1.v);
        if (f->v_counts != NULL) {
            // 89 | for word, n in counts {
            int64_t t_cursor = 0;
            while (sley_map_next(f->v_counts, &t_cursor)) {
                sley_str *v_word = sley_str_retain(SLEY_KEY(sley_str *, f->v_counts, t_cursor));
                int64_t v_n = SLEY_VALUE(int64_t, f->v_counts, t_cursor);
                // 90 | sum[word] = sum.get(word, 0) + n
                sley_map_set(f->v_sum, &v_word,
                             &(int64_t){sley_int_add(*(int64_t const *)sley_map_get_or(f->v_sum,
                        &v_word, &(int64_t){0}), v_n, &sites[11])});
                sley_str_release(v_word);
            }
        }
        sley_map_drop(&f->v_counts);
    }

leave_2:
    st = sley_group_leave(task, sley_at(self, 2), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 95 | for word in sorted(sum.keys()) {
    sley_list *t_keys = sley_map_keys(f->v_sum);
    sley_list *t_sorted = sley_list_sorted(t_keys, false);
    sley_list_release(t_keys);
    sley_list *t_items = t_sorted;
    for (int64_t t3_index = 0; t3_index < t_items->len; t3_index++) {
        sley_str *v2_word = sley_str_retain(SLEY_NTH(sley_str *, t_items, t3_index));
        // 96 | print("{sum[word]} {word}")
        SLEY_PRINT(SLEY_INT(*(int64_t *)sley_map_at(f->v_sum, &v2_word, &sites[13])),
                   SLEY_LIT(" "), SLEY_STR(v2_word));
        sley_str_release(v2_word);
    }
    sley_list_release(t_items);

leave_1:
    sley_map_release(f->v_sum);
    sley_chan_release(f->v_totals);
    sley_chan_release(f->v_blocks);
    sley_list_release(v_args);
    sley_list_release(f->v_paths);
    return st;
}

SLEY_MAIN(m_wordcount__main, NULL)

// Generated from crawler.sley. Do not edit.

#include "sley.h"

typedef struct m_crawler__Page {
    sley_str *f_name;
    sley_list *f_links;
} m_crawler__Page;

SLEY_OPT_TYPE(sley_opt_m_crawler__Page, m_crawler__Page);

SLEY_OWN_FIELDS2(m_crawler__Page, sley_str, f_name, sley_list, f_links)

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

static SLEY_STRUCT(m_crawler__Page, "Page", SLEY_COUNTED,
    {"name", offsetof(m_crawler__Page, f_name), &sley_type_str},
    {"links", offsetof(m_crawler__Page, f_links), &sley_type_list__str});

SLEY_OWN_OPTIONAL(sley_opt_m_crawler__Page, m_crawler__Page)

SLEY_STR_LIT(k_index, "index");
SLEY_STR_LIT(k_news, "news");
SLEY_STR_LIT(k_today, "today");
SLEY_STR_LIT(k_yesterday, "yesterday");
SLEY_STR_LIT(k_about, "about");
SLEY_STR_LIT(k_team, "team");
SLEY_STR_LIT(k_shop, "shop");
SLEY_STR_LIT(k_cart, "cart");
SLEY_STR_LIT(k_news_about_shop, "news about shop");
SLEY_STR_LIT(k_today_yesterday_index, "today yesterday index");
SLEY_STR_LIT(k_today_lost, "today lost");
SLEY_STR_LIT(k_team_index, "team index");
SLEY_STR_LIT(k_cart_today, "cart today");
SLEY_STR_LIT(k_GET, "GET ");
SLEY_STR_LIT(k_question, "?");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");

static const int64_t m_crawler__at_once = 3;
static const int64_t m_crawler__per_second = 20;
static sley_map *m_crawler__site = NULL;

// let site: map[str, str] = [ "index": "news about shop", "news": "today yesterday index", "to ...
// crawler.sley:13

static sley_map *m_crawler__site__init(void)
{
    // 13 | let site: map[str, str] = [
    return sley_map_of(&sley_type_str, &sley_type_str, 8,
            (sley_str *[8]){&k_index, &k_news, &k_today, &k_yesterday, &k_about, &k_team, &k_shop,
            &k_cart},
            (sley_str *[8]){&k_news_about_shop, &k_today_yesterday_index, &k_index, &k_today_lost,
            &k_team_index, &k_about, &k_cart_today, &k_shop});
}

// async fn answer(conn: net.Conn) throws
// crawler.sley:25, frame 152 bytes

typedef struct m_crawler__answer__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_net_lines *t_items;        // 27: live across 1, 2, 3
    sley_str *v_line;               // 27: live across 2, 3
    sley_str *v_page;               // 29: live across 3
    sley_str *t2_text;              // 30: live across 3
    union {
        struct { sley_conn_wait wait; sley_str *v; } a1; // 27: conn.lines()
        sley_wait a2;               // 28: sleep(5ms)
        sley_conn_wait a3;          // 30: conn.write("{site.get(page, "?...
    };
} m_crawler__answer__frame;

SLEY_OWNED(m_crawler__answer, (a_conn, sley_type_conn));
SLEY_TASK_FN(m_crawler__answer, "crawler.answer", "crawler.sley", 25, 152,
    {27, 1, 0, "conn.lines()"},
    {28, 2, 0, "sleep(5ms)"},
    {30, 3, 0, "conn.write(\"{site.get(page, \"?..."});

static SLEY_SPAWN1(m_crawler__answer, sley_conn *, a_conn)

static sley_status m_crawler__answer__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__answer__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 27: conn.lines()
    if (self->state == 2) goto resume_2; // 28: sleep(5ms)
    if (self->state == 3) goto resume_3; // 30: conn.write("{site.get(page, "?...
    sley_starts(self);
    f->v_line = f->v_page = f->t2_text = NULL;

    // 27 | async for line in conn.lines() {
    f->t_items = sley_conn_lines(f->a_conn);
    while (true) {
        st = sley_net_lines_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        f->v_line = f->a1.v;
        if (f->v_line == NULL) break;
        // 28 | await sleep(5ms)
        st = sley_sleep(task, sley_at(self, 2), &f->a2, 5000000);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        // 29 | let page = line.without_prefix("GET ")
        f->v_page = sley_str_without_prefix(f->v_line, &k_GET);
        // 30 | await conn.write("{site.get(page, "?")}\n")
        sley_str *t_text = sley_str_retain(*(sley_str *const *)sley_map_get_or(m_crawler__site,
                &f->v_page, &(sley_str *){&k_question}));
        f->t2_text = SLEY_FORMAT(SLEY_STR(t_text), SLEY_LIT("\n"));
        sley_str_release(t_text);
        st = sley_conn_write_str(task, sley_at(self, 3), &f->a3, f->a_conn, f->t2_text);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_2;
        sley_str_drop(&f->v_line);
        sley_str_drop(&f->v_page);
        sley_str_drop(&f->t2_text);
    }

leave_2:
    sley_net_lines_drop(&f->t_items);
    sley_str_drop(&f->t2_text);
    sley_str_drop(&f->v_page);
    sley_str_drop(&f->v_line);
    // 26 | defer conn.close()
    sley_conn_close(f->a_conn);
    return st;
}

// async fn serve(server: net.Server) throws
// crawler.sley:34, frame 96 bytes

typedef struct m_crawler__serve__frame {
    sley_frame base;
    sley_listener *a_server;        // borrowed
    struct { sley_waiter wait; sley_conn *v; } a1; // 35: server
} m_crawler__serve__frame;

SLEY_OWNED(m_crawler__serve, (a_server, sley_type_listener));
SLEY_TASK_FN(m_crawler__serve, "crawler.serve", "crawler.sley", 34, 96,
    {35, 1, 0, "server"},
    {36, 2, 0, "answer(conn)"});

static SLEY_SPAWN1(m_crawler__serve, sley_listener *, a_server)

static sley_status m_crawler__serve__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__serve__frame *f = (void *)self;
    const sley_site *sites = m_crawler__serve__sites;
    if (sley_resumes(self)) goto resume_1; // 35: server

    // 35 | async for conn in server {
    while (true) {
        st = sley_listener_next(task, sley_at(self, 1), &f->a1.wait, f->a_server, &f->a1.v);
    resume_1: if (sley_stops(task, self, st)) return st;
        sley_conn *v_conn = f->a1.v;
        if (v_conn == NULL) break;
        // 36 | spawn answer(conn)
        sley_task_release(m_crawler__answer__spawn(task, NULL, &sites[2],
                                                   sley_conn_retain(v_conn)));
        sley_conn_release(v_conn);
    }
    return SLEY_OK;
}

// async fn fetch(port: int, page: str) -> str throws
// crawler.sley:40, frame 160 bytes

typedef struct m_crawler__fetch__frame {
    sley_frame base;
    int64_t a_port;
    sley_str *a_page;               // borrowed
    sley_str *result;
    sley_conn *v_conn;              // 41: live across 2, 3
    sley_str *t_value;              // 44: live across 1, 2, 3
    sley_str *t_text;               // 43: live across 2
    union {
        struct { sley_waiter wait; sley_conn *v; } a1; // 41: net.connect("127.0.0.1", port)
        sley_conn_wait a2;          // 43: conn.write("GET {page}\n")
        struct { sley_conn_wait wait; sley_str *v; } a3; // 44: conn.read_line()
    };
} m_crawler__fetch__frame;

SLEY_FN_RESULT(m_crawler__fetch, "crawler.fetch", "crawler.sley", 40, 160, sley_type_str,
    {41, 1, 0, "net.connect(\"127.0.0.1\", port)"},
    {43, 2, 0, "conn.write(\"GET {page}\\n\")"},
    {44, 3, 0, "conn.read_line()"});

static SLEY_BEGIN2(m_crawler__fetch, int64_t, a_port, sley_str *, a_page)

static sley_status m_crawler__fetch__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__fetch__frame *f = (void *)self;
    sley_str *t_opt = NULL;
    if (self->state == 1) goto resume_1; // 41: net.connect("127.0.0.1", port)
    if (self->state == 2) goto resume_2; // 43: conn.write("GET {page}\n")
    if (self->state == 3) goto resume_3; // 44: conn.read_line()
    sley_starts(self);
    f->t_value = NULL;

    // 41 | let conn = await net.connect("127.0.0.1", port)
    st = sley_net_connect(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, f->a_port, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_conn = f->a1.v;
    // 43 | await conn.write("GET {page}\n")
    f->t_text = SLEY_FORMAT(SLEY_LIT("GET "), SLEY_STR(f->a_page), SLEY_LIT("\n"));
    st = sley_conn_write_str(task, sley_at(self, 2), &f->a2, f->v_conn, f->t_text);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    sley_str_drop(&f->t_text);
    // 44 | return await conn.read_line() ?? "?"
    st = sley_conn_read_line(task, sley_at(self, 3), &f->a3.wait, f->v_conn, &f->a3.v);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    t_opt = f->a3.v;
    if (t_opt != NULL) {
        sley_str_assign(&f->t_value, sley_str_retain(t_opt));
    } else {
        sley_str_assign(&f->t_value, &k_question);
    }
    f->result = sley_str_take(&f->t_value);

leave_2:
    sley_str_drop(&f->t_text);
    sley_str_drop(&f->t_value);
    sley_str_drop(&t_opt);
    // 42 | defer conn.close()
    sley_conn_close(f->v_conn);
    sley_conn_release(f->v_conn);
    return st;
}

// async fn fill(tokens: chan[bool]) throws
// crawler.sley:48, frame 96 bytes

typedef struct m_crawler__fill__frame {
    sley_frame base;
    sley_chan *a_tokens;            // borrowed
    union { struct { sley_waiter wait; bool value; } a1; sley_wait a2; }; // 50, 51
} m_crawler__fill__frame;

SLEY_OWNED(m_crawler__fill, (a_tokens, sley_type_chan));
SLEY_TASK_FN(m_crawler__fill, "crawler.fill", "crawler.sley", 48, 96,
    {50, 1, 0, "tokens.send(true)"},
    {51, 2, 0, "sleep(1s / per_second)"}, {51, 3, 0, "1s / per_second"});

static SLEY_SPAWN1(m_crawler__fill, sley_chan *, a_tokens)

static sley_status m_crawler__fill__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__fill__frame *f = (void *)self;
    const sley_site *sites = m_crawler__fill__sites;
    if (self->state == 1) goto resume_1; // 50: tokens.send(true)
    if (self->state == 2) goto resume_2; // 51: sleep(1s / per_second)
    sley_starts(self);

    // 49 | while true {
    while (true) {
        // 50 | await tokens.send(true)
        f->a1.value = true;
        st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->a_tokens);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 51 | await sleep(1s / per_second)
        st = sley_sleep(task, sley_at(self, 2), &f->a2,
                        sley_duration_div(1000000000, m_crawler__per_second, &sites[3]));
    resume_2: if (sley_stops(task, self, st)) return st;
    }
}

// async fn visit(port: int, name: str, permits: chan[bool], tokens: chan[bool], pages: chan[Pa ...
// crawler.sley:60, frame 232 bytes

typedef struct m_crawler__visit__frame {
    sley_frame base;
    int64_t a_port;
    sley_str *a_name;               // borrowed
    sley_chan *a_permits;           // borrowed
    sley_chan *a_tokens;            // borrowed
    sley_chan *a_pages;             // borrowed
    sley_str *v_text;               // 64: live across 4, 5
    union {
        struct { sley_waiter wait; sley_opt_bool v; } a1, a2; // 62, 63
        m_crawler__fetch__frame a3; // 64: fetch(port, name)
        struct { sley_waiter wait; bool value; } a4; // 65: permits.send(true)
        // 70: pages.send(Page(name: name, li...
        struct { sley_waiter wait; m_crawler__Page value; } a5;
    };
} m_crawler__visit__frame;

SLEY_OWNED(m_crawler__visit, (a_name, sley_type_str), (a_permits, sley_type_chan),
           (a_tokens, sley_type_chan), (a_pages, sley_type_chan));
SLEY_TASK_FN(m_crawler__visit, "crawler.visit", "crawler.sley", 60, 232,
    {62, 1, 0, "permits.recv()"},
    {63, 2, 0, "tokens.recv()"},
    {64, 3, SLEY_CHILD(m_crawler__visit, a3), "fetch(port, name)"},
    {65, 4, 0, "permits.send(true)"},
    {70, 5, 0, "pages.send(Page(name: name, li..."},
    {68, 6, 0, "text.split()"});

static SLEY_SPAWN5(m_crawler__visit, int64_t, a_port, sley_str *, a_name, sley_chan *, a_permits,
                   sley_chan *, a_tokens, sley_chan *, a_pages)

static sley_status m_crawler__visit__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__visit__frame *f = (void *)self;
    const sley_site *sites = m_crawler__visit__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 62: permits.recv()
    case 2: goto resume_2;          // 63: tokens.recv()
    case 3: goto resume_3;          // 64: fetch(port, name)
    case 4: goto resume_4;          // 65: permits.send(true)
    case 5: goto resume_5;          // 70: pages.send(Page(name: name, li...
    default: sley_starts(self);
    }

    // 62 | await permits.recv()
    st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_permits, bool);
resume_1: if (sley_stops(task, self, st)) return st;
    // 63 | await tokens.recv()
    st = SLEY_RECV(task, sley_at(self, 2), f->a2, f->a_tokens, bool);
resume_2: if (sley_stops(task, self, st)) return st;
    // 64 | let text = await fetch(port, name)
    m_crawler__fetch__begin(&f->a3, self, f->a_port, f->a_name);
    st = SLEY_AWAIT(m_crawler__fetch, task, self, 3, f->a3);
resume_3: if (sley_stops(task, self, st)) return st;
    f->v_text = f->a3.result;
    // 65 | await permits.send(true)
    f->a4.value = true;
    st = SLEY_SEND(task, sley_at(self, 4), f->a4, f->a_permits);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    // 66 | var links: list[str] = []
    sley_list *v_links = sley_list_new(&sley_type_str, 0);
    // 67 | if text != "?" {
    if (!sley_str_equal(f->v_text, &k_question)) {
        // 68 | links = text.split()
        sley_list_assign(&v_links, sley_str_split(f->v_text, NULL, -1, &sites[6]));
    }
    // 70 | await pages.send(Page(name: name, links: links))
    f->a5.value = (m_crawler__Page){.f_name = sley_str_retain(f->a_name), .f_links = v_links};
    st = SLEY_SEND(task, sley_at(self, 5), f->a5, f->a_pages);
    if (st == SLEY_PENDING) return st;
resume_5: sley_note_failure(task, self, st);

leave_1:
    sley_str_release(f->v_text);
    return st;
}

// async fn main() throws
// crawler.sley:73, frame 192 bytes

typedef struct m_crawler__main__frame {
    sley_frame base;
    sley_listener *v_server;        // 74: live across 2, 3
    sley_task *v_serving;           // 75: live across 2, 3
    sley_chan *v_permits;           // 76: live across 2, 3
    sley_chan *v_tokens;            // 80: live across 3
    sley_task *v_filling;           // 81: live across 3
    sley_chan *v_pages;             // 82: live across 3
    sley_map *v_seen;               // 84: live across 3
    int64_t v_waiting;              // 85: live across 3
    union {
        struct {
            int64_t t_end;          // 77: live across 2
            int64_t t_index;        // 77: live across 2
        };
        sley_opt_m_crawler__Page t_opt; // 88: live across 1, 2, 3
    };
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 74: net.listen("127.0.0.1", 0)
        struct { sley_waiter wait; bool value; } a2; // 78: permits.send(true)
        struct { sley_waiter wait; sley_opt_m_crawler__Page v; } a3; // 88: pages.recv()
    };
} m_crawler__main__frame;

SLEY_FN(m_crawler__main, "crawler.main", "crawler.sley", 73, 192,
    {74, 1, 0, "net.listen(\"127.0.0.1\", 0)"},
    {78, 2, 0, "permits.send(true)"},
    {88, 3, 0, "pages.recv()"},
    {75, 4, 0, "serve(server)"},
    {76, 5, 0, "chan[bool](at_once)"},
    {80, 6, 0, "chan[bool](1)"},
    {81, 7, 0, "fill(tokens)"},
    {82, 8, 0, "chan[Page](unbounded)"},
    {86, 9, 0, "visit(server.port(), \"index\", p..."},
    {89, 10, 0, "waiting -="},
    {94, 11, 0, "waiting +="},
    {95, 12, 0, "visit(server.port(), link, per..."},
    {102, 13, 0, "sorted(seen.keys())"},
    {103, 14, 0, "seen[name]"});

static sley_status m_crawler__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__main__frame *f = (void *)self;
    const sley_site *sites = m_crawler__main__sites;
    if (self->state == 1) goto resume_1; // 74: net.listen("127.0.0.1", 0)
    if (self->state == 2) goto resume_2; // 78: permits.send(true)
    if (self->state == 3) goto resume_3; // 88: pages.recv()
    sley_starts(self);
    f->v_tokens = f->v_pages = NULL;
    f->v_filling = NULL;
    f->v_seen = NULL;

    // 74 | let server = await net.listen("127.0.0.1", 0)
    st = sley_net_listen(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, 0, 511, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_server = f->a1.v;
    // 75 | let serving = spawn serve(server)
    f->v_serving = m_crawler__serve__spawn(task, NULL, &sites[4],
                                           sley_listener_retain(f->v_server));
    // 76 | let permits = chan[bool](at_once)
    f->v_permits = sley_chan_new(task, &sley_type_bool, m_crawler__at_once, &sites[5]);
    // 77 | for _ in 0..at_once {
    f->t_end = m_crawler__at_once;
    for (f->t_index = 0; f->t_index < f->t_end; f->t_index++) {
        // 78 | await permits.send(true)
        f->a2.value = true;
        st = SLEY_SEND(task, sley_at(self, 2), f->a2, f->v_permits);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
    }
    // 80 | let tokens = chan[bool](1)
    f->v_tokens = sley_chan_new(task, &sley_type_bool, 1, &sites[6]);
    // 81 | let filling = spawn fill(tokens)
    f->v_filling = m_crawler__fill__spawn(task, NULL, &sites[7], sley_chan_retain(f->v_tokens));
    // 82 | let pages = chan[Page](unbounded)
    f->v_pages = sley_chan_new_unbounded(task, &m_crawler__Page__type, &sites[8]);
    // 84 | let seen: map[str, int] = ["index": 0]
    f->v_seen = sley_map_of(&sley_type_str, &sley_type_int, 1, (sley_str *[1]){&k_index},
                            (int64_t[1]){0});
    // 85 | var waiting = 1
    f->v_waiting = 1;
    // 86 | spawn visit(server.port(), "index", permits, tokens, pages)
    sley_task_release(m_crawler__visit__spawn(task, NULL, &sites[9],
            sley_listener_port(f->v_server), &k_index, sley_chan_retain(f->v_permits),
            sley_chan_retain(f->v_tokens), sley_chan_retain(f->v_pages)));
    // 87 | while waiting > 0 {
    while (f->v_waiting > 0) {
        // 88 | if let page = await pages.recv() {
        f->t_opt = (sley_opt_m_crawler__Page){0};
        st = SLEY_RECV(task, sley_at(self, 3), f->a3, f->v_pages, m_crawler__Page);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_1;
        sley_opt_m_crawler__Page__assign(&f->t_opt, f->a3.v);
        if (f->t_opt.some) {
            m_crawler__Page v_page = f->t_opt.value;
            // 89 | waiting -= 1
            f->v_waiting = sley_int_sub(f->v_waiting, 1, &sites[10]);
            // 90 | seen[page.name] = page.links.len()
            sley_map_set(f->v_seen, &(sley_str *){v_page.f_name},
                         &(int64_t){sley_list_len(v_page.f_links)});
            // 91 | for link in page.links {
            sley_list *t_items = v_page.f_links;
            for (int64_t t2_index = 0; t2_index < t_items->len; t2_index++) {
                sley_str *v_link = sley_str_retain(SLEY_NTH(sley_str *, t_items, t2_index));
                // 92 | if link not in seen {
                if (!sley_map_contains(f->v_seen, &v_link)) {
                    // 93 | seen[link] = 0
                    sley_map_set(f->v_seen, &v_link, &(int64_t){0});
                    // 94 | waiting += 1
                    f->v_waiting = sley_int_add(f->v_waiting, 1, &sites[11]);
                    // 95 | spawn visit(server.port(), link, permits, tokens, pages)
                    sley_task_release(m_crawler__visit__spawn(task, NULL, &sites[12],
                            sley_listener_port(f->v_server), sley_str_take(&v_link),
                            sley_chan_retain(f->v_permits), sley_chan_retain(f->v_tokens),
                            sley_chan_retain(f->v_pages)));
                }
                sley_str_release(v_link);
            }
        }
        sley_opt_m_crawler__Page__drop(&f->t_opt);
    }
    // 100 | filling.cancel()
    sley_task_cancel(f->v_filling, NULL);
    // 101 | serving.cancel()
    sley_task_cancel(f->v_serving, NULL);
    // 102 | for name in sorted(seen.keys()) {
    sley_list *t_keys = sley_map_keys(f->v_seen);
    sley_list *t_sorted = sley_list_sorted(t_keys, false);
    sley_list_release(t_keys);
    sley_list *t2_items = t_sorted;
    for (int64_t t3_index = 0; t3_index < t2_items->len; t3_index++) {
        sley_str *v_name = sley_str_retain(SLEY_NTH(sley_str *, t2_items, t3_index));
        // 103 | print("{name:<10} {seen[name]} links")
        SLEY_PRINT(SLEY_STR_AS(v_name, "<10"), SLEY_LIT(" "),
                   SLEY_INT(*(int64_t *)sley_map_at(f->v_seen, &v_name, &sites[14])),
                   SLEY_LIT(" links"));
        sley_str_release(v_name);
    }
    sley_list_release(t2_items);

leave_1:
    sley_map_release(f->v_seen);
    sley_chan_release(f->v_pages);
    sley_task_release(f->v_filling);
    sley_chan_release(f->v_tokens);
    sley_chan_release(f->v_permits);
    sley_task_release(f->v_serving);
    sley_listener_release(f->v_server);
    return st;
}

static sley_status i_crawler(sley_task *task)
{
    (void)task;
    m_crawler__site = m_crawler__site__init();
    return SLEY_OK;
}

SLEY_MAIN(m_crawler__main, i_crawler)

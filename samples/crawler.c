// Generated from crawler.sley. Do not edit.

#include "sley.h"

typedef struct m_crawler__Page {
    sley_str *f_name;
    sley_list *f_links;
} m_crawler__Page;

typedef struct sley_opt_m_crawler__Page {
    bool some;
    m_crawler__Page value;
} sley_opt_m_crawler__Page;

SLEY_OWN_FIELDS2(m_crawler__Page, sley_str, f_name, sley_list, f_links)

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

static SLEY_STRUCT(m_crawler__Page, "Page", SLEY_COUNTED,
    {"name", offsetof(m_crawler__Page, f_name), &sley_type_str},
    {"links", offsetof(m_crawler__Page, f_links), &sley_type_list__str});

SLEY_OWN_OPTIONAL(sley_opt_m_crawler__Page, m_crawler__Page)

static const sley_type sley_type_map__str__int = SLEY_MAP_TYPE("map[str, int]");

static const int64_t m_crawler__at_once = 3;
static const int64_t m_crawler__per_second = 20;
static sley_map *m_crawler__site = NULL;

// let site: map[str, str] = [ "index": "news about shop", "news": "today yesterday index", "to ..
// crawler.sley:13

SLEY_STR_LIT(m_crawler__site__Zminit__text_1, "index");
SLEY_STR_LIT(m_crawler__site__Zminit__text_2, "news");
SLEY_STR_LIT(m_crawler__site__Zminit__text_3, "today");
SLEY_STR_LIT(m_crawler__site__Zminit__text_4, "yesterday");
SLEY_STR_LIT(m_crawler__site__Zminit__text_5, "about");
SLEY_STR_LIT(m_crawler__site__Zminit__text_6, "team");
SLEY_STR_LIT(m_crawler__site__Zminit__text_7, "shop");
SLEY_STR_LIT(m_crawler__site__Zminit__text_8, "cart");
SLEY_STR_LIT(m_crawler__site__Zminit__text_9, "news about shop");
SLEY_STR_LIT(m_crawler__site__Zminit__text_10, "today yesterday index");
SLEY_STR_LIT(m_crawler__site__Zminit__text_11, "today lost");
SLEY_STR_LIT(m_crawler__site__Zminit__text_12, "team index");
SLEY_STR_LIT(m_crawler__site__Zminit__text_13, "cart today");

static sley_map *m_crawler__site__Zminit(void)
{
    // 13 | let site: map[str, str] = [
    return sley_map_of(&sley_type_str, &sley_type_str, 8,
            (sley_str *[8]){&m_crawler__site__Zminit__text_1, &m_crawler__site__Zminit__text_2,
            &m_crawler__site__Zminit__text_3, &m_crawler__site__Zminit__text_4,
            &m_crawler__site__Zminit__text_5, &m_crawler__site__Zminit__text_6,
            &m_crawler__site__Zminit__text_7, &m_crawler__site__Zminit__text_8},
            (sley_str *[8]){&m_crawler__site__Zminit__text_9, &m_crawler__site__Zminit__text_10,
            &m_crawler__site__Zminit__text_1, &m_crawler__site__Zminit__text_11,
            &m_crawler__site__Zminit__text_12, &m_crawler__site__Zminit__text_5,
            &m_crawler__site__Zminit__text_13, &m_crawler__site__Zminit__text_7});
}

// async fn answer(conn: net.Conn) throws
// crawler.sley:25, frame 160 bytes

typedef struct m_crawler__answer__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_net_lines *t_items;        // 27: live across 1, 2, 3
    sley_str *t_item;               // 27: live across 2, 3
    sley_str *v_page;               // 29: live across 3
    sley_str *t2_t;                 // 30: live across 3
    sley_str *v_line;               // 27: live across 2
    union {
        struct { sley_conn_wait wait; sley_str *v; } a1; // 27: conn.lines()
        sley_wait a2;               // 28: sleep(5ms)
        sley_conn_wait a3;          // 30: conn.write("{site.get(page, "?..
    } await;
} m_crawler__answer__frame;

SLEY_STR_LIT(m_crawler__answer__text_1, "GET ");
SLEY_STR_LIT(m_crawler__answer__text_2, "\077");

static const sley_site m_crawler__answer__sites[] = {
    {25, 0, 0, SLEY_NAMED("crawler.answer", "crawler.sley")}, {27, 1, 0, "conn.lines()"},
    {28, 2, 0, "sleep(5ms)"}, {30, 3, 0, "conn.write(\042{site.get(page, \042\077.."}};
static const sley_trace m_crawler__answer__trace[] = {
    SLEY_PARAM(m_crawler__answer, a_conn, "conn", sley_type_conn),
    SLEY_VAR(m_crawler__answer, v_line, "line", sley_type_str, 0x04),
    SLEY_VAR(m_crawler__answer, v_page, "page", sley_type_str, 0x08)};
SLEY_FN(m_crawler__answer, 160, SLEY_OWNING);

static SLEY_BEGIN1(m_crawler__answer, sley_conn *, a_conn)

static sley_status m_crawler__answer__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__answer__frame *f = (m_crawler__answer__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 27: conn.lines()
    case 2: goto resume_2;          // 28: sleep(5ms)
    case 3: goto resume_3;          // 30: conn.write("{site.get(page, "?..
    default: sley_bad_state(self);
    }
    f->t_items = NULL;
    f->t_item = f->v_page = f->t2_t = NULL;

    // 27 | async for line in conn.lines() {
    f->t_items = sley_conn_lines(f->a_conn);
    while (true) {
        self->state = 1;
        st = sley_net_lines_next(task, self, &f->await.a1.wait, f->t_items, &f->await.a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        f->t_item = f->await.a1.v;
        if (f->t_item == NULL) break;
        f->v_line = f->t_item;
        // 28 | await sleep(5ms)
        self->state = 2;
        st = sley_sleep(task, self, &f->await.a2, 5000000);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        // 29 | let page = line.without_prefix("GET ")
        f->v_page = sley_str_without_prefix(f->v_line, &m_crawler__answer__text_1);
        // 30 | await conn.write("{site.get(page, "?")}\n")
        sley_str *t_t = sley_str_retain(*(sley_str *const *)sley_map_get_or(m_crawler__site,
                &f->v_page, &(sley_str *){&m_crawler__answer__text_2}));
        f->t2_t = sley_format(SLEY_PARTS(SLEY_STR(t_t), SLEY_LIT("\012")));
        sley_str_release(t_t);
        self->state = 3;
        st = sley_conn_write_str(task, self, &f->await.a3, f->a_conn, f->t2_t);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_2;
        sley_str_drop(&f->t_item);
        sley_str_drop(&f->v_page);
        sley_str_drop(&f->t2_t);
    }

leave_2:
    sley_net_lines_drop(&f->t_items);
    sley_str_drop(&f->t2_t);
    sley_str_drop(&f->v_page);
    sley_str_drop(&f->t_item);
    // 26 | defer conn.close()
    sley_conn_close(f->a_conn);
    return st;
}

// async fn serve(server: net.Server) throws
// crawler.sley:34, frame 96 bytes

typedef struct m_crawler__serve__frame {
    sley_frame base;
    sley_listener *a_server;        // borrowed
    union { struct { sley_waiter wait; sley_conn *v; } a1; } await; // 35: server
} m_crawler__serve__frame;

static const sley_site m_crawler__serve__sites[] = {
    {34, 0, 0, SLEY_NAMED("crawler.serve", "crawler.sley")}, {35, 1, 0, "server"},
    {36, 2, 0, "answer(conn)"}};
static const sley_trace m_crawler__serve__trace[] = {
    SLEY_PARAM(m_crawler__serve, a_server, "server", sley_type_listener)};
SLEY_FN(m_crawler__serve, 96, SLEY_OWNING);

static SLEY_BEGIN1(m_crawler__serve, sley_listener *, a_server)

static sley_status m_crawler__serve__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__serve__frame *f = (m_crawler__serve__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 35: server
    default: sley_bad_state(self);
    }

    // 35 | async for conn in server {
    while (true) {
        self->state = 1;
        st = sley_listener_next(task, self, &f->await.a1.wait, f->a_server, &f->await.a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) return st;
        sley_conn *t_item = f->await.a1.v;
        if (t_item == NULL) break;
        sley_conn *v_conn = t_item;
        // 36 | spawn answer(conn)
        sley_task *t_6 = sley_task_new(task, &m_crawler__answer__fn, &m_crawler__serve__sites[2]);
        m_crawler__answer__begin(sley_task_frame(t_6), NULL, sley_conn_retain(v_conn));
        sley_task_release(sley_task_start(t_6, NULL));
        sley_conn_release(t_item);
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
    sley_str *t_t;                  // 43: live across 2
    union {
        struct { sley_waiter wait; sley_conn *v; } a1; // 41: net.connect("127.0.0.1", port)
        sley_conn_wait a2;          // 43: conn.write("GET {page}\n")
        struct { sley_conn_wait wait; sley_str *v; } a3; // 44: conn.read_line()
    } await;
} m_crawler__fetch__frame;

SLEY_STR_LIT(m_crawler__fetch__text_1, "127.0.0.1");
SLEY_STR_LIT(m_crawler__fetch__text_2, "\077");

static const sley_site m_crawler__fetch__sites[] = {
    {40, 0, 0, SLEY_NAMED("crawler.fetch", "crawler.sley")},
    {41, 1, 0, "net.connect(\042127.0.0.1\042, port)"},
    {43, 2, 0, "conn.write(\042GET {page}\134n\042)"}, {44, 3, 0, "conn.read_line()"}};
static const sley_trace m_crawler__fetch__trace[] = {
    SLEY_PARAM(m_crawler__fetch, a_port, "port", sley_type_int),
    SLEY_PARAM(m_crawler__fetch, a_page, "page", sley_type_str),
    SLEY_VAR(m_crawler__fetch, v_conn, "conn", sley_type_conn, 0x0c)};
SLEY_FN_RESULT(m_crawler__fetch, 160, sley_type_str, SLEY_TRACED);

static SLEY_BEGIN2(m_crawler__fetch, int64_t, a_port, sley_str *, a_page)

static sley_status m_crawler__fetch__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__fetch__frame *f = (m_crawler__fetch__frame *)self;
    sley_str *t_opt = NULL;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 41: net.connect("127.0.0.1", port)
    case 2: goto resume_2;          // 43: conn.write("GET {page}\n")
    case 3: goto resume_3;          // 44: conn.read_line()
    default: sley_bad_state(self);
    }
    f->v_conn = NULL;
    f->t_value = f->t_t = NULL;

    // 41 | let conn = await net.connect("127.0.0.1", port)
    self->state = 1;
    st = sley_net_connect(task, self, &f->await.a1.wait, &m_crawler__fetch__text_1, f->a_port,
                          &f->await.a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_conn = f->await.a1.v;
    // 43 | await conn.write("GET {page}\n")
    f->t_t = sley_format(SLEY_PARTS(SLEY_LIT("GET "), SLEY_STR(f->a_page), SLEY_LIT("\012")));
    self->state = 2;
    st = sley_conn_write_str(task, self, &f->await.a2, f->v_conn, f->t_t);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    sley_str_drop(&f->t_t);
    // 44 | return await conn.read_line() ?? "?"
    self->state = 3;
    st = sley_conn_read_line(task, self, &f->await.a3.wait, f->v_conn, &f->await.a3.v);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    t_opt = f->await.a3.v;
    if (t_opt != NULL) {
        sley_str_assign(&f->t_value, sley_str_retain(t_opt));
    } else {
        sley_str_assign(&f->t_value, &m_crawler__fetch__text_2);
    }
    f->result = sley_str_take(&f->t_value);

leave_2:
    sley_str_drop(&f->t_t);
    sley_str_drop(&f->t_value);
    sley_str_drop(&t_opt);
    // 42 | defer conn.close()
    sley_conn_close(f->v_conn);

leave_1:
    sley_conn_release(f->v_conn);
    return st;
}

// async fn fill(tokens: chan[bool]) throws
// crawler.sley:48, frame 96 bytes

typedef struct m_crawler__fill__frame {
    sley_frame base;
    sley_chan *a_tokens;            // borrowed
    union {
        struct { sley_waiter wait; bool value; } a1; // 50: tokens.send(true)
        sley_wait a2;               // 51: sleep(1s / per_second)
    } await;
} m_crawler__fill__frame;

static const sley_site m_crawler__fill__sites[] = {
    {48, 0, 0, SLEY_NAMED("crawler.fill", "crawler.sley")}, {50, 1, 0, "tokens.send(true)"},
    {51, 2, 0, "sleep(1s / per_second)"}, {51, 3, 0, "1s / per_second"}};
static const sley_trace m_crawler__fill__trace[] = {
    SLEY_PARAM(m_crawler__fill, a_tokens, "tokens", sley_type_chan)};
SLEY_FN(m_crawler__fill, 96, SLEY_OWNING);

static SLEY_BEGIN1(m_crawler__fill, sley_chan *, a_tokens)

static sley_status m_crawler__fill__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__fill__frame *f = (m_crawler__fill__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 50: tokens.send(true)
    case 2: goto resume_2;          // 51: sleep(1s / per_second)
    default: sley_bad_state(self);
    }

    // 49 | while true {
    while (true) {
        // 50 | await tokens.send(true)
        f->await.a1.value = true;
        self->state = 1;
        st = SLEY_SEND(task, self, f->await.a1, f->a_tokens);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) return st;
        // 51 | await sleep(1s / per_second)
        self->state = 2;
        st = sley_sleep(task, self, &f->await.a2,
                sley_duration_div(1000000000, m_crawler__per_second, &m_crawler__fill__sites[3]));
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) return st;
    }
}

// async fn visit(port: int, name: str, permits: chan[bool], tokens: chan[bool], pages: chan[Pa ..
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
        struct { sley_waiter wait; sley_opt_bool v; } a1; // 62: permits.recv()
        struct { sley_waiter wait; sley_opt_bool v; } a2; // 63: tokens.recv()
        m_crawler__fetch__frame a3; // 64: fetch(port, name)
        struct { sley_waiter wait; bool value; } a4; // 65: permits.send(true)
        // 70: pages.send(Page(name: name, li..
        struct { sley_waiter wait; m_crawler__Page value; } a5;
    } await;
} m_crawler__visit__frame;

SLEY_STR_LIT(m_crawler__visit__text_1, "\077");

static const sley_site m_crawler__visit__sites[] = {
    {60, 0, 0, SLEY_NAMED("crawler.visit", "crawler.sley")}, {62, 1, 0, "permits.recv()"},
    {63, 2, 0, "tokens.recv()"},
    {64, 3, SLEY_CHILD(m_crawler__visit, await.a3), "fetch(port, name)"},
    {65, 4, 0, "permits.send(true)"}, {70, 5, 0, "pages.send(Page(name: name, li.."},
    {68, 6, 0, "text.split()"}};
static const sley_trace m_crawler__visit__trace[] = {
    SLEY_PARAM(m_crawler__visit, a_port, "port", sley_type_int),
    SLEY_PARAM(m_crawler__visit, a_name, "name", sley_type_str),
    SLEY_PARAM(m_crawler__visit, a_permits, "permits", sley_type_chan),
    SLEY_PARAM(m_crawler__visit, a_tokens, "tokens", sley_type_chan),
    SLEY_PARAM(m_crawler__visit, a_pages, "pages", sley_type_chan),
    SLEY_VAR(m_crawler__visit, v_text, "text", sley_type_str, 0x30)};
SLEY_FN(m_crawler__visit, 232, SLEY_OWNING);

static SLEY_BEGIN5(m_crawler__visit, int64_t, a_port, sley_str *, a_name, sley_chan *, a_permits,
                   sley_chan *, a_tokens, sley_chan *, a_pages)

static sley_status m_crawler__visit__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__visit__frame *f = (m_crawler__visit__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 62: permits.recv()
    case 2: goto resume_2;          // 63: tokens.recv()
    case 3: goto resume_3;          // 64: fetch(port, name)
    case 4: goto resume_4;          // 65: permits.send(true)
    case 5: goto resume_5;          // 70: pages.send(Page(name: name, li..
    default: sley_bad_state(self);
    }
    f->v_text = NULL;

    // 62 | await permits.recv()
    sley_list *v_links = NULL;
    self->state = 1;
    st = SLEY_RECV(task, self, f->await.a1, f->a_permits, bool);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 63 | await tokens.recv()
    self->state = 2;
    st = SLEY_RECV(task, self, f->await.a2, f->a_tokens, bool);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 64 | let text = await fetch(port, name)
    m_crawler__fetch__begin(&f->await.a3, self, f->a_port, f->a_name);
    self->state = 3;
    st = m_crawler__fetch__resume(task, &f->await.a3.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    f->v_text = f->await.a3.result;
    // 65 | await permits.send(true)
    f->await.a4.value = true;
    self->state = 4;
    st = SLEY_SEND(task, self, f->await.a4, f->a_permits);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    // 66 | var links: list[str] = []
    v_links = sley_list_new(&sley_type_str, 0);
    // 67 | if text != "?" {
    if (!sley_str_equal(f->v_text, &m_crawler__visit__text_1)) {
        // 68 | links = text.split()
        sley_list_assign(&v_links,
                         sley_str_split(f->v_text, NULL, -1, &m_crawler__visit__sites[6]));
    }
    // 70 | await pages.send(Page(name: name, links: links))
    f->await.a5.value = (m_crawler__Page){.f_name = sley_str_retain(f->a_name), .f_links = v_links};
    self->state = 5;
    st = SLEY_SEND(task, self, f->await.a5, f->a_pages);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_1;

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
        struct {
            sley_opt_m_crawler__Page t_opt; // 88: live across 1, 2, 3
        };
    };
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 74: net.listen("127.0.0.1", 0)
        struct { sley_waiter wait; bool value; } a2; // 78: permits.send(true)
        struct { sley_waiter wait; sley_opt_m_crawler__Page v; } a3; // 88: pages.recv()
    } await;
} m_crawler__main__frame;

SLEY_STR_LIT(m_crawler__main__text_1, "127.0.0.1");
SLEY_STR_LIT(m_crawler__main__text_2, "index");

static const sley_site m_crawler__main__sites[] = {
    {73, 0, 0, SLEY_NAMED("crawler.main", "crawler.sley")},
    {74, 1, 0, "net.listen(\042127.0.0.1\042, 0)"}, {78, 2, 0, "permits.send(true)"},
    {88, 3, 0, "pages.recv()"}, {75, 4, 0, "serve(server)"}, {76, 5, 0, "chan[bool](at_once)"},
    {80, 6, 0, "chan[bool](1)"}, {81, 7, 0, "fill(tokens)"}, {82, 8, 0, "chan[Page](unbounded)"},
    {86, 9, 0, "visit(server.port(), \042index\042, p.."}, {89, 10, 0, "waiting -="},
    {94, 11, 0, "waiting +="}, {95, 12, 0, "visit(server.port(), link, per.."},
    {102, 13, 0, "sorted(seen.keys())"}, {103, 14, 0, "seen[name]"}};
static const sley_trace m_crawler__main__trace[] = {
    SLEY_VAR(m_crawler__main, v_server, "server", sley_type_listener, 0x0c),
    SLEY_VAR(m_crawler__main, v_serving, "serving", sley_type_task, 0x0c),
    SLEY_VAR(m_crawler__main, v_permits, "permits", sley_type_chan, 0x0c),
    SLEY_VAR(m_crawler__main, v_tokens, "tokens", sley_type_chan, 0x08),
    SLEY_VAR(m_crawler__main, v_filling, "filling", sley_type_task, 0x08),
    SLEY_VAR(m_crawler__main, v_pages, "pages", sley_type_chan, 0x08),
    SLEY_VAR(m_crawler__main, v_seen, "seen", sley_type_map__str__int, 0x08),
    SLEY_VAR(m_crawler__main, v_waiting, "waiting", sley_type_int, 0x08)};
SLEY_FN(m_crawler__main, 192, SLEY_TRACED);

static sley_status m_crawler__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_crawler__main__frame *f = (m_crawler__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 74: net.listen("127.0.0.1", 0)
    case 2: goto resume_2;          // 78: permits.send(true)
    case 3: goto resume_3;          // 88: pages.recv()
    default: sley_bad_state(self);
    }
    f->v_server = NULL;
    f->v_serving = f->v_filling = NULL;
    f->v_permits = f->v_tokens = f->v_pages = NULL;
    f->v_seen = NULL;

    // 74 | let server = await net.listen("127.0.0.1", 0)
    self->state = 1;
    st = sley_net_listen(task, self, &f->await.a1.wait, &m_crawler__main__text_1, 0, 511,
                         &f->await.a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_server = f->await.a1.v;
    // 75 | let serving = spawn serve(server)
    sley_task *t_2 = sley_task_new(task, &m_crawler__serve__fn, &m_crawler__main__sites[4]);
    m_crawler__serve__begin(sley_task_frame(t_2), NULL, sley_listener_retain(f->v_server));
    f->v_serving = sley_task_start(t_2, NULL);
    // 76 | let permits = chan[bool](at_once)
    f->v_permits = sley_chan_new(task, &sley_type_bool, m_crawler__at_once,
                                 &m_crawler__main__sites[5]);
    // 77 | for _ in 0..at_once {
    f->t_end = m_crawler__at_once;
    for (f->t_index = 0; f->t_index < f->t_end; f->t_index++) {
        // 78 | await permits.send(true)
        f->await.a2.value = true;
        self->state = 2;
        st = SLEY_SEND(task, self, f->await.a2, f->v_permits);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
    }
    // 80 | let tokens = chan[bool](1)
    f->v_tokens = sley_chan_new(task, &sley_type_bool, 1, &m_crawler__main__sites[6]);
    // 81 | let filling = spawn fill(tokens)
    sley_task *t_14 = sley_task_new(task, &m_crawler__fill__fn, &m_crawler__main__sites[7]);
    m_crawler__fill__begin(sley_task_frame(t_14), NULL, sley_chan_retain(f->v_tokens));
    f->v_filling = sley_task_start(t_14, NULL);
    // 82 | let pages = chan[Page](unbounded)
    f->v_pages = sley_chan_new_unbounded(task, &m_crawler__Page__type, &m_crawler__main__sites[8]);
    // 84 | let seen: map[str, int] = ["index": 0]
    f->v_seen = sley_map_of(&sley_type_str, &sley_type_int, 1,
                            (sley_str *[1]){&m_crawler__main__text_2}, (int64_t[1]){0});
    // 85 | var waiting = 1
    f->v_waiting = 1;
    // 86 | spawn visit(server.port(), "index", permits, tokens, pages)
    sley_task *t_22 = sley_task_new(task, &m_crawler__visit__fn, &m_crawler__main__sites[9]);
    m_crawler__visit__begin(sley_task_frame(t_22), NULL, sley_listener_port(f->v_server),
                            &m_crawler__main__text_2, sley_chan_retain(f->v_permits),
                            sley_chan_retain(f->v_tokens), sley_chan_retain(f->v_pages));
    sley_task_release(sley_task_start(t_22, NULL));
    // 87 | while waiting > 0 {
    while (f->v_waiting > 0) {
        // 88 | if let page = await pages.recv() {
        f->t_opt = (sley_opt_m_crawler__Page){0};
        self->state = 3;
        st = SLEY_RECV(task, self, f->await.a3, f->v_pages, m_crawler__Page);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_1;
        sley_opt_m_crawler__Page__assign(&f->t_opt, f->await.a3.v);
        if (f->t_opt.some) {
            m_crawler__Page v_page = f->t_opt.value;
            // 89 | waiting -= 1
            f->v_waiting = sley_int_sub(f->v_waiting, 1, &m_crawler__main__sites[10]);
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
                    f->v_waiting = sley_int_add(f->v_waiting, 1, &m_crawler__main__sites[11]);
                    // 95 | spawn visit(server.port(), link, permits, tokens, pages)
                    sley_task *t_50 = sley_task_new(task, &m_crawler__visit__fn,
                                                    &m_crawler__main__sites[12]);
                    m_crawler__visit__begin(sley_task_frame(t_50), NULL,
                            sley_listener_port(f->v_server), sley_str_take(&v_link),
                            sley_chan_retain(f->v_permits), sley_chan_retain(f->v_tokens),
                            sley_chan_retain(f->v_pages));
                    sley_task_release(sley_task_start(t_50, NULL));
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
    sley_list *t_t = sley_map_keys(f->v_seen);
    sley_list *t_54 = sley_list_sorted(t_t, false);
    sley_list_release(t_t);
    sley_list *t2_items = t_54;
    for (int64_t t3_index = 0; t3_index < t2_items->len; t3_index++) {
        sley_str *v_name = sley_str_retain(SLEY_NTH(sley_str *, t2_items, t3_index));
        // 103 | print("{name:<10} {seen[name]} links")
        sley_print(SLEY_PARTS(SLEY_FMT(sley_type_str, &v_name, "<10"), SLEY_LIT(" "),
                SLEY_INT(*(int64_t *)sley_map_at(f->v_seen, &v_name, &m_crawler__main__sites[14])),
                SLEY_LIT(" links")));
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
    m_crawler__site = m_crawler__site__Zminit();
    return SLEY_OK;
}

SLEY_MAIN(m_crawler__main, i_crawler)

// A program that owns a libuv loop: Sley runs in it, beside its own timer (sley/host.h).
#include <stdio.h>
#include <uv.h>

#include "service.h"

static sley_job *slow; // until its answer comes

static void on_tick(uv_timer_t *timer)
{
    if (slow) sley_job_cancel(slow);
    uv_close((uv_handle_t *)timer, NULL);
}

static void on_greeting(void *context, const service_greet_answer *answer)
{
    static const char *const ends[] = {"done", "failed", "cancelled"};
    const char *text = answer->result ? answer->result : answer->error ? answer->error : "-";
    printf("%s: %s, %s\n", (const char *)context, ends[answer->status], text);
    if (answer->status == SLEY_JOB_CANCELLED) slow = NULL;
}

int main(void)
{
    uv_loop_t loop;
    uv_timer_t timer;
    uv_loop_init(&loop);
    uv_timer_init(&loop, &timer);
    uv_timer_start(&timer, on_tick, 20, 0);

    sley_host *host = sley_attach(&loop);
    service_greet_start("", 0, on_greeting, "nameless");
    service_greet_start("C", 1, on_greeting, "quick");
    slow = service_greet_start("never", 100000, on_greeting, "slow");
    uv_run(&loop, UV_RUN_DEFAULT);
    printf("greeted %lld\n", (long long)service_count("C"));

    sley_detach(host, NULL, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
    return uv_loop_close(&loop) == 0 ? 0 : 1;
}

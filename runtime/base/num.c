// SPDX-License-Identifier: MIT
// num.c - the panics of num.h, rounding, and the arithmetic of durations.

#include "sley/num.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/internal.h"

// ---- panics ------------------------------------------------------------------------

void sley__num_overflow(const sley_site *site, const char *what, const char *op)
{
    sley_panicf(site, "%s overflow in %s", what, op);
}

void sley__num_zero(const sley_site *site)
{
    sley_panic(site, "division by zero");
}

void sley__num_shift(const sley_site *site, int64_t count, int bits)
{
    sley_panicf(site, "shift by %" PRId64 " is out of range 0..%d", count, bits - 1);
}

void sley__num_exponent(const sley_site *site, int64_t exponent)
{
    sley_panicf(site, "negative exponent %" PRId64 " in **", exponent);
}

void sley__num_fit_int(const sley_site *site, int64_t value, const char *type)
{
    sley_panicf(site, "%" PRId64 " does not fit %s", value, type);
}

void sley__num_fit_u64(const sley_site *site, uint64_t value, const char *type)
{
    sley_panicf(site, "%" PRIu64 " does not fit %s", value, type);
}

void sley__num_fit_float(const sley_site *site, double value, const char *type)
{
    char text[FLOAT_TEXT];
    size_t len = sley__float_text(text, value, false);
    sley_panicf(site, "%.*s does not fit %s", (int)len, text, type);
}

#ifdef SLEY_HAS_INT128

size_t sley__num_u128_digits(char out[U128_DIGITS], sley_u128 v)
{
    size_t at = U128_DIGITS;
    do {
        out[--at] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v != 0);
    return at;
}

void sley__num_fit_i128(const sley_site *site, sley_i128 value, const char *type)
{
    char digits[U128_DIGITS];
    size_t at = sley__num_u128_digits(digits, value < 0 ? 0 - (sley_u128)value : (sley_u128)value);
    sley_panicf(site, "%s%.*s does not fit %s", value < 0 ? "-" : "", (int)(U128_DIGITS - at),
                digits + at, type);
}

void sley__num_fit_u128(const sley_site *site, sley_u128 value, const char *type)
{
    char digits[U128_DIGITS];
    size_t at = sley__num_u128_digits(digits, value);
    sley_panicf(site, "%.*s does not fit %s", (int)(U128_DIGITS - at), digits + at, type);
}

#endif

void sley__num_index(const sley_site *site, int64_t index, int64_t len, const char *what)
{
    sley_panicf(site, "index %" PRId64 " is out of range for a %s of %" PRId64, index, what, len);
}

void sley__num_slice(const sley_site *site, int64_t from, int64_t to, int64_t len,
                     const char *what)
{
    sley_panicf(site, "slice %" PRId64 "..%" PRId64 " is out of range for a %s of %" PRId64, from,
                to, what, len);
}

// ---- float ---------------------------------------------------------------------------

int64_t sley_float_floor(double v, const sley_site *site)
{
    return sley_int_from_float(floor(v), site);
}

int64_t sley_float_ceil(double v, const sley_site *site)
{
    return sley_int_from_float(ceil(v), site);
}

// Half goes to the even neighbour.  Not rint(), which goes by the rounding mode that the
// host may have set.
static double round_even(double v)
{
    double down = floor(v);
    double rest = v - down;
    bool odd = fabs(fmod(down, 2.0)) > 0.5;
    return rest > 0.5 || (odd && rest >= 0.5) ? down + 1.0 : down;
}

int64_t sley_float_round(double v, const sley_site *site)
{
    return sley_int_from_float(round_even(v), site);
}

double sley_float_round_to(double v, int64_t digits)
{
    char text[700]; // 309 digits, the point, 308 decimals
    if (!isfinite(v) || digits > 308) return v;
    if (digits < -308) return 0.0;
    if (digits < 0) {
        double unit = pow(10.0, (double)-digits);
        return round_even(v / unit) * unit;
    }
    // snprintf rounds the exact value of the double, as Python's round() does.
    snprintf(text, sizeof text, "%.*f", (int)digits, v);
    sley__float_point(text);
    return sley__float_read(text);
}

bool sley_float_is_nan(double v)
{
    return isnan(v);
}

bool sley_float_is_inf(double v)
{
    return isinf(v);
}

// ---- durations and instants ------------------------------------------------------------

// These say "duration overflow", so they do not just call sley_int_add.
static bool add_over(int64_t a, int64_t b, int64_t *r)
{
    return SLEY__SADD_OVER(int64_t, INT64_MIN, INT64_MAX, a, b, r);
}

static bool sub_over(int64_t a, int64_t b, int64_t *r)
{
    return SLEY__SSUB_OVER(int64_t, INT64_MIN, INT64_MAX, a, b, r);
}

static bool mul_over(int64_t a, int64_t b, int64_t *r)
{
    return SLEY__SMUL_OVER(int64_t, INT64_MIN, INT64_MAX, a, b, r);
}

sley_duration sley_duration_add(sley_duration a, sley_duration b, const sley_site *site)
{
    sley_duration r;
    if (add_over(a, b, &r)) sley__num_overflow(site, "duration", "+");
    return r;
}

sley_duration sley_duration_sub(sley_duration a, sley_duration b, const sley_site *site)
{
    sley_duration r;
    if (sub_over(a, b, &r)) sley__num_overflow(site, "duration", "-");
    return r;
}

sley_duration sley_duration_neg(sley_duration a, const sley_site *site)
{
    return sley_duration_sub(0, a, site);
}

sley_duration sley_duration_abs(sley_duration a, const sley_site *site)
{
    return a < 0 ? sley_duration_neg(a, site) : a;
}

sley_duration sley_duration_mul(sley_duration a, int64_t n, const sley_site *site)
{
    sley_duration r;
    if (mul_over(a, n, &r)) sley__num_overflow(site, "duration", "*");
    return r;
}

// The nearest nanosecond; nan, too, has no duration.
static sley_duration duration_from(double nanos, const char *op, const sley_site *site)
{
    double whole = round(nanos);
    if (!(whole >= -9223372036854775808.0 && whole < 9223372036854775808.0)) {
        sley__num_overflow(site, "duration", op);
    }
    return (sley_duration)whole;
}

sley_duration sley_duration_mul_float(sley_duration a, double n, const sley_site *site)
{
    return duration_from((double)a * n, "*", site);
}

sley_duration sley_duration_div(sley_duration a, int64_t n, const sley_site *site)
{
    if (n == 0) sley__num_zero(site);
    if (n == -1 && a == INT64_MIN) sley__num_overflow(site, "duration", "/");
    return a / n;
}

sley_duration sley_duration_div_float(sley_duration a, double n, const sley_site *site)
{
    if (fpclassify(n) == FP_ZERO) sley__num_zero(site);
    return duration_from((double)a / n, "/", site);
}

sley_duration sley_duration_mod(sley_duration a, sley_duration b, const sley_site *site)
{
    if (b == 0) sley__num_zero(site);
    return b == -1 ? 0 : a % b;
}

double sley_duration_ratio(sley_duration a, sley_duration b)
{
    return (double)a / (double)b;
}

sley_instant sley_instant_add(sley_instant a, sley_duration d, const sley_site *site)
{
    sley_instant r;
    if (add_over(a, d, &r)) sley__num_overflow(site, "instant", "+");
    return r;
}

sley_instant sley_instant_sub(sley_instant a, sley_duration d, const sley_site *site)
{
    sley_instant r;
    if (sub_over(a, d, &r)) sley__num_overflow(site, "instant", "-");
    return r;
}

sley_duration sley_instant_diff(sley_instant a, sley_instant b, const sley_site *site)
{
    sley_duration r;
    if (sub_over(a, b, &r)) sley__num_overflow(site, "duration", "-");
    return r;
}

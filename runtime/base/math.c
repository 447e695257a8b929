// SPDX-License-Identifier: MIT
// math.c - what the module `math` has beside the functions of <math.h>.
#include "base/internal.h"

#include <math.h>

#include "sley/num.h"
#include "sley/panic.h"

static uint64_t magnitude(int64_t v)
{
    return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int64_t sley_math_gcd(int64_t a, int64_t b, const sley_site *site)
{
    uint64_t divisor = common_divisor(magnitude(a), magnitude(b));
    if (divisor > INT64_MAX) sley_panic(site, "math.gcd: the result does not fit int");
    return (int64_t)divisor;
}

int64_t sley_math_lcm(int64_t a, int64_t b, const sley_site *site)
{
    if (a == 0 || b == 0) return 0;
    uint64_t x = magnitude(a) / common_divisor(magnitude(a), magnitude(b));
    uint64_t y = magnitude(b);
    if (x > INT64_MAX / y) sley_panic(site, "math.lcm: the result does not fit int");
    return (int64_t)(x * y);
}

int64_t sley_math_isqrt(int64_t n, const sley_site *site)
{
    if (n < 0) sley_panicf(site, "math.isqrt(%lld): negative", (long long)n);
    int64_t root = (int64_t)sqrt((double)n);   // may be off by one
    while (root > 3037000499 || root * root > n) root--;
    while (root < 3037000499 && (root + 1) * (root + 1) <= n) root++;
    return root;
}

int64_t sley_math_factorial(int64_t n, const sley_site *site)
{
    if (n < 0 || n > 20) sley_panicf(site, "math.factorial(%lld): not in 0..=20", (long long)n);
    int64_t product = 1;
    for (int64_t i = 2; i <= n; i++) product *= i;
    return product;
}

int64_t sley_math_comb(int64_t n, int64_t k, const sley_site *site)
{
    if (n < 0 || k < 0)
        sley_panicf(site, "math.comb(%lld, %lld): negative", (long long)n, (long long)k);
    if (k > n) return 0;
    if (k > n - k) k = n - k;
    uint64_t ways = 1;
    for (int64_t i = 1; i <= k; i++) {
        // ways * factor / i has no remainder; what both have in common goes first
        uint64_t factor = (uint64_t)(n - k + i), divisor = (uint64_t)i;
        uint64_t shared = common_divisor(factor, divisor);
        factor /= shared;
        ways /= divisor / shared;
        if (ways > INT64_MAX / factor)
            sley_panicf(site, "math.comb(%lld, %lld): the result does not fit int", (long long)n,
                        (long long)k);
        ways *= factor;
    }
    return (int64_t)ways;
}

double sley_math_degrees(double x)
{
    return x * (180.0 / sley_math_pi());
}

double sley_math_radians(double x)
{
    return x * (sley_math_pi() / 180.0);
}

bool sley_math_is_close(double a, double b, double rel, double abs)
{
    if (a == b) return true;
    if (isinf(a) || isinf(b)) return false;
    double apart = fabs(a - b);
    return apart <= rel * fmax(fabs(a), fabs(b)) || apart <= abs;
}

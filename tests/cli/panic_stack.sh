# SPDX-License-Identifier: MIT
# The plain functions in the stack of a panic (runtime/report/unwind.c).
# fault: F18
. "$ROOT/tests/lib.sh"

cat > shop.sley <<'EOF'
import os

struct Cart {
    prices: list[int]

    fn at(i: int) -> int { return self.prices[i] }
}

class Shop {
    let cart: Cart
    fn price(i: int) -> int {
        return self.cart.at(i) + 1
    }
}

interface Priced { fn price(i: int) -> int }

fn through(p: Priced) -> int {
    return p.price(2)
}

fn apply(f: fn(int) -> int) -> int {
    return f(3)
}

fn prices(shop: Shop) -> gen[int] {
    yield 1
    yield shop.price(4)
}

fn deep(n: int) -> int { return deep(n + 1) + 1 }

async fn serve(way: str, shop: Shop) {
    await sleep(1ms)
    match way {
        case "method" { print(shop.price(1)) }
        case "interface" { print(through(shop)) }
        case "closure" { print(apply(fn(i) => shop.price(i))) }
        case "generator" { for p in prices(shop) { print(p) } }
        case "deep" { print(deep(1)) }
        case "sort" { print(sorted([6, 5], key: fn(i) => shop.price(i))) }
        case "callback" {
            call_soon(fn() => print(shop.price(7)))
            await sleep(1ms)
        }
        else {}
    }
}

async fn main() {
    let shop = Shop(cart: Cart(prices: [1]))
    await serve(os.args()[0], shop)
}
EOF

if ! grep -q BACKTRACE_LIB "$BUILD/setup-build.mk"; then
    skip "F18: the plain functions of a panic's stack" "gcc's libbacktrace is not there"
    exit 0
fi

# stack WAY LINE...: the lines of the report that begin with "  at" or "  in"
stack() {
    way=$1; shift
    printf '  %s\n' "$@" > wanted
    "$SLEY" run shop.sley -- "$way" 2> err > out
    grep '^  ' err > got
    same "F18: $way" wanted got
}
stack method "at shop.Cart.at (shop.sley:6)" "at shop.Shop.price (shop.sley:12)" "at shop.serve (shop.sley:36)" \
    "at shop.main (shop.sley:52)" 'in task "main"'
stack interface "at shop.Cart.at (shop.sley:6)" "at shop.Shop.price (shop.sley:12)" "at shop.through (shop.sley:19)" \
    "at shop.serve (shop.sley:37)" "at shop.main (shop.sley:52)" 'in task "main"'
stack closure "at shop.Cart.at (shop.sley:6)" "at shop.Shop.price (shop.sley:12)" "at shop.serve.closure1 (shop.sley:38)" \
    "at shop.apply (shop.sley:23)" "at shop.serve (shop.sley:38)" "at shop.main (shop.sley:52)" 'in task "main"'
stack generator "at shop.Cart.at (shop.sley:6)" "at shop.Shop.price (shop.sley:12)" "at shop.prices (shop.sley:28)" \
    "at shop.serve (shop.sley:39)" "at shop.main (shop.sley:52)" 'in task "main"'
stack sort "at shop.Cart.at (shop.sley:6)" "at shop.Shop.price (shop.sley:12)" "at shop.serve.closure2 (shop.sley:41)" \
    "at shop.serve (shop.sley:41)" "at shop.main (shop.sley:52)" 'in task "main"'
stack callback "at shop.Cart.at (shop.sley:6)" "at shop.Shop.price (shop.sley:12)" "at shop.serve.closure3 (shop.sley:43)" \
    "in a callback registered at shop.sley:43"

"$SLEY" run shop.sley -- deep 2> err > out
prints "  at shop.deep (shop.sley:31)" "F18: a recursion that fills the stack names its function" cat err
prints "  ... thousands more" "F18: and is cut" cat err

# Optimised code has the lines with -g, in inlined functions, too; without it what is left of the names.
check "with -O2 -g" "$SLEY" build -O2 -g shop.sley -o shop
status 134 "the program panics" ./shop interface
prints "  at shop.through (shop.sley:19)" "F18: an inlined function has its line" ./shop interface
check "with -O2 alone" "$SLEY" build -O2 shop.sley -o shop
prints "  at shop.Cart.at (shop.sley:6)" "F18: the place of the panic is always known" ./shop interface

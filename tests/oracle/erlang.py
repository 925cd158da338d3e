"""Makes tests/data/erlang.csv: Erlang B, C and A to 17 digits by sums and integrals of 34 digits (mpmath).

    python tests/oracle/erlang.py > tests/data/erlang.csv

Independent of the library: B by its recursion from no agents, Erlang A by the birth-death sums in both directions (the library integrates),
its service levels by a finer rule of 20 points over the density of the offered wait.
"""

import mpmath as mp

mp.mp.dps = 34


def nodes(n):
    """The Gauss-Legendre rule with n points."""
    found = []
    for k in range(1, n // 2 + 1):
        x = mp.findroot(lambda x: mp.legendre(n, x), mp.cos(mp.pi * (k - mp.mpf("0.25")) / (n + mp.mpf("0.5"))))
        slope = n * (x * mp.legendre(n, x) - mp.legendre(n - 1, x)) / (x * x - 1)
        found += [(x, 2 / ((1 - x * x) * slope**2)), (-x, 2 / ((1 - x * x) * slope**2))]
    return found


NODES = nodes(20)


def inverse_b(a, n):
    inv = mp.mpf(1)
    for i in range(1, n + 1):
        inv = 1 + inv * i / a
    return inv


def show(*figures):
    return ",".join(mp.nstr(f, 17, min_fixed=-1, max_fixed=1) if isinstance(f, mp.mpf) else repr(f) for f in figures)


def erlang_b(a, n):
    b = 1 / inverse_b(mp.mpf(a), n)
    print("b", show(a, n, b, a * (1 - b), a * (1 - b) / n), sep=",")


def erlang_c(arrivals, interval, aht, n, target):
    a = mp.mpf(arrivals) / interval * aht
    inv = inverse_b(a, n)
    c = n / ((n - a) * inv + a)
    delayed = aht / (n - a)
    p90 = delayed * mp.log(c * 10) if c > mp.mpf(1) / 10 else mp.mpf(0)
    level = 1 - c * mp.exp(-target / delayed)
    print("c", show(arrivals, interval, aht, n, target, c, level, c * delayed, c * a / (n - a), p90), sep=",")


def erlang_a(arrivals, interval, aht, patience, n, target):
    lam, mu, theta = mp.mpf(arrivals) / interval, 1 / mp.mpf(aht), 1 / mp.mpf(patience)
    a = lam / mu
    below = inverse_b(a, n - 1)  # states 0 .. n-1, relative to n-1
    weight, k = a / n, 0  # state n
    queue, waiting = mp.mpf(0), mp.mpf(0)
    while True:
        queue += weight
        waiting += k * weight
        k += 1
        ratio = lam / (n * mu + k * theta)
        weight *= ratio
        if ratio < 1 and weight < queue * mp.mpf(10) ** -38 * (1 - ratio):
            break
    total = below + queue
    p_wait, p_ab = queue / total, theta * waiting / total / lam

    def rise(x):
        return lam / theta * (1 - mp.exp(-theta * x)) - n * mu * x

    peak = max(mp.mpf(0), mp.log(a / n) / theta)
    top = rise(peak)

    def integral(f, low, high):
        width = min(1 / (n * mu), 1 / mp.sqrt(lam * theta)) * 2
        floor = (top if low <= peak <= high else max(rise(low), rise(min(high, peak)))) - 90
        total, x = mp.mpf(0), low
        while x < high and (x < peak or rise(x) > floor):
            end = min(x + width, high, peak if x < peak else high)
            if max(rise(x), rise(end)) > floor:
                half = (end - x) / 2
                total += half * sum(w * mp.exp(rise(x + half + half * t)) * f(x + half + half * t) for t, w in NODES)
            x = end
        return total

    stays = lambda x: mp.exp(-theta * x)
    density = lam / total
    in_time = below / total + density * integral(stays, mp.mpf(0), mp.mpf(target)) if target else below / total
    longer = density * integral(lambda x: mp.mpf(1), mp.mpf(target), mp.mpf("1e9"))
    served_wait = density * integral(lambda x: x * stays(x), mp.mpf(0), mp.mpf("1e9")) / (1 - p_ab)
    excl = in_time / (in_time + longer * stays(target))
    print(
        "a",
        show(arrivals, interval, aht, patience, n, target, p_wait, p_ab, p_ab * patience, served_wait, in_time, excl, waiting / total),
        sep=",",
    )


for traffic, agents in [
    (0.001, 1), (0.01, 5), (0.5, 1), (3.7, 2), (10.0, 17), (85.5, 100), (100.0, 100), (100.0, 250), (500.0, 10), (999.5, 1000), (1000.0, 1100),
    (9999.0, 9000), (10000.0, 10000), (10000.0, 10200), (10000.0, 10900),
]:
    erlang_b(traffic, agents)
for case in [
    (1.0, 3600.0, 36.0, 1, 10.0), (2.0, 60.0, 60.0, 3, 20.0), (100.0, 1800.0, 180.0, 14, 20.0), (35.7, 900.0, 212.4, 11, 25.0),
    (100.0, 900.0, 300.0, 34, 0.0), (1000.0, 3600.0, 3600.0, 1001, 20.0), (1000.0, 3600.0, 3600.0, 1100, 20.0), (10000.0, 3600.0, 3600.0, 10010, 20.0),
    (10000.0, 3600.0, 3600.0, 10100, 20.0), (10000.0, 3600.0, 3600.0, 10400, 60.0), (120000.0, 3600.0, 300.0, 10040, 5.0), (7.0, 3600.0, 500.0, 12, 3600.0),
]:
    erlang_c(*case)
for case in [
    (100.0, 1800.0, 180.0, 300.0, 14, 20.0), (100.0, 1800.0, 180.0, 300.0, 8, 20.0), (100.0, 1800.0, 180.0, 30.0, 10, 0.0), (100.0, 1800.0, 180.0, 5.0, 10, 20.0),
    (100.0, 1800.0, 180.0, 36000.0, 11, 20.0), (100.0, 1800.0, 180.0, 36000.0, 9, 60.0), (1.0, 3600.0, 30.0, 60.0, 1, 10.0), (5000.0, 3600.0, 600.0, 120.0, 1, 20.0),
    (3000.0, 1800.0, 120.0, 240.0, 200, 240.0), (3000.0, 1800.0, 120.0, 600.0, 190, 30.0), (12000.0, 3600.0, 300.0, 90.0, 1020, 20.0),
    (12000.0, 3600.0, 300.0, 90.0, 900, 20.0), (120000.0, 3600.0, 300.0, 180.0, 10050, 20.0), (120000.0, 3600.0, 300.0, 180.0, 9900, 20.0),
    (100.0, 1800.0, 180.0, 1.0, 14, 20.0), (100.0, 1800.0, 180.0, 0.2, 30, 2.0), (120000.0, 3600.0, 300.0, 600.0, 9000, 60.0), (120000.0, 3600.0, 300.0, 60.0, 10600, 20.0),
]:
    erlang_a(*case)

"""Figures of a log of events from in-memory Arrow: sundesk beside Polars and DuckDB, one process each, the same work on as many threads.

usage: metrics_peers.py [--tickets 2000000] [--threads 2] [--runs 5]       (needs the package, numpy, pyarrow, polars, duckdb)

A fixed seed; 8 events a ticket on average. For each ticket first response, last resolution, first contact, reopenings and time in the desk's hands; by
channel and locale how many, mean, p50, p90, p95, p99, first contact, CSAT and NPS. Prints the least time of each, in nanoseconds a row, the
most memory of its process, and how far the figures are apart.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time

KINDS = ["created", "assigned", "agent_reply", "customer_reply", "pending", "solved", "reopened", "closed", "csat", "nps"]
CHANNELS = ["email", "web", "chat", "phone", "api", "social"]
LOCALES = ["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "pt-BR", "ja-JP", "it-IT", "nl-NL", "pl-PL", "sv-SE", "ko-KR"]
PRIORITIES = ["low", "normal", "high", "urgent"]
# Kind, actor, probability, what happens together, median gap in seconds, its spread.
SLOTS = [
    (0, 0, 1.0, None, 0, 0),
    (1, 2, 0.95, None, 300, 1.2),
    (2, 1, 0.97, None, 5400, 1.3),
    (4, 1, 0.40, None, 30, 0.5),
    (3, 0, 0.60, "a", 14400, 1.4),
    (2, 1, 0.60, "a", 7200, 1.2),
    (3, 0, 0.30, "b", 14400, 1.4),
    (2, 1, 0.30, "b", 7200, 1.2),
    (3, 0, 0.20, "c", 14400, 1.4),
    (2, 1, 0.20, "c", 7200, 1.2),
    (5, 1, 0.93, None, 3600, 1.4),
    (6, 0, 0.12, "r", 43200, 1.0),
    (2, 1, 0.12, "r", 7200, 1.2),
    (5, 1, 0.12, "r", 3600, 1.0),
    (7, 2, 0.85, None, 259200, 0.3),
    (8, 0, 0.25, None, 7200, 1.0),
    (9, 0, 0.10, None, 86400, 0.8),
]
QUANTILES = [0.5, 0.9, 0.95, 0.99]


def generate(tickets, by_ticket, path):
    import numpy as np
    import pyarrow as pa

    rng = np.random.default_rng(20240502)
    ids = 10_000 + np.cumsum(rng.integers(1, 6, tickets)).astype(np.int64)
    now = np.sort(rng.integers(1_704_067_200_000_000, 1_798_761_600_000_000, tickets))
    words = [(CHANNELS, [0.42, 0.25, 0.15, 0.08, 0.06, 0.04]), (LOCALES, [0.3, 0.1, 0.14, 0.1, 0.08, 0.08, 0.06, 0.04, 0.03, 0.03, 0.02, 0.02])]
    words = [(names, rng.choice(len(names), tickets, p=p).astype(np.int8)) for names, p in [*words, (PRIORITIES, [0.2, 0.55, 0.2, 0.05])]]
    together, parts = {}, {name: [] for name in ("row", "at", "kind", "actor", "score")}
    for kind, actor, chance, group, median, spread in SLOTS:
        happens = rng.random(tickets) < chance if group is None else together.setdefault(group, rng.random(tickets) < chance)
        rows = np.flatnonzero(happens)
        if median:
            now[rows] += np.maximum(1e6 * np.exp(rng.normal(np.log(median), spread, len(rows))), 1_000).astype(np.int64)
        score = np.full(len(rows), -1, np.int8)
        if kind == 8:
            score = rng.choice(np.arange(1, 6, dtype=np.int8), len(rows), p=[0.08, 0.05, 0.09, 0.28, 0.50])
        if kind == 9:
            score = rng.choice(np.arange(11, dtype=np.int8), len(rows), p=[0.03, 0.01, 0.02, 0.02, 0.03, 0.06, 0.06, 0.12, 0.2, 0.2, 0.25])
        made = {"row": rows.astype(np.int32), "at": now[rows].copy(), "score": score}
        made |= {"kind": np.full(len(rows), kind, np.int8), "actor": np.full(len(rows), actor, np.int8)}
        for name, column in made.items():
            parts[name].append(column)
    columns = {name: np.concatenate(column) for name, column in parts.items()}
    order = np.lexsort((columns["at"], columns["row"])) if by_ticket else np.argsort(columns["at"], kind="stable")
    columns = {name: column[order] for name, column in columns.items()}
    row = columns["row"]
    table = {
        "ticket": pa.array(ids[row]),
        "at": pa.array(columns["at"]).cast(pa.timestamp("us", "UTC")),
        "kind": pa.array(columns["kind"]),
        "actor": pa.array(columns["actor"]),
        "score": pa.array(columns["score"], mask=columns["score"] < 0),
    }
    for name, (names, codes) in zip(("channel", "locale", "priority"), words, strict=True):
        table[name] = pa.DictionaryArray.from_arrays(pa.array(codes[row]), pa.array(names))
    with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, pa.table(table).schema) as out:
        out.write_table(pa.table(table))


def sundesk_(table, threads):
    import sundesk

    kinds = {"0": {"as": "created"}, "1": {"as": "nothing"}, "4": {"as": "status", "to": "pending"}, "5": {"as": "status", "to": "solved"}}
    kinds |= {"2": {"as": "reply", "by": "human"}, "3": {"as": "reply", "by": "requester"}, "6": {"as": "status", "to": "open"}}
    kinds |= {"7": {"as": "nothing"}, "8": {"as": "score", "into": "csat"}, "9": {"as": "score", "into": "nps"}}
    actors = {"0": "requester", "1": "human", "2": "auto"}
    events = {"kinds": kinds, "actors": actors, "handling": ["1", "3", "6"]}
    metrics = ["volume", "first_response", "resolution_time", {"metric": "first_contact", "variant": "one_touch"}, "reopen_rate", "csat", "nps"]
    metrics.append({"metric": "amount", "of": "handling"})
    view = {"percentiles": [90, 95, 99], "percentile": "linear"}

    def run():
        return sundesk.metrics(table, metrics, by=["channel", "locale"], events=events, view=view, threads=threads)

    def told(answer):
        out = {}
        for group in answer["groups"]:
            figures = {(f["metric"], f["statistic"]): f["value"] for f in group["figures"]}
            names = {"n": ("volume", "tickets"), "csat": ("csat", "rate"), "nps": ("nps", "nps"), "handle": ("amount", "mean"), "frt": ("first_response", "median")}
            out["|".join(group["key"])] = {name: figures.get(key) for name, key in names.items()}
        return out

    return run, told


def duckdb_(table, threads):
    import duckdb

    con = duckdb.connect()
    con.execute(f"SET threads={threads}; SET preserve_insertion_order=false; SET TimeZone='UTC'")
    con.register("ev", table)
    quantiles = ", ".join(f"quantile_cont({c}, {QUANTILES}) AS {c}_q" for c in ("frt", "res"))
    sql = f"""
    WITH t AS (
      SELECT ticket, any_value(channel) AS channel, any_value(locale) AS locale,
        (min(epoch_us("at")) FILTER (WHERE kind = 2) - min(epoch_us("at")) FILTER (WHERE kind = 0)) / 1e6 AS frt,
        (max(epoch_us("at")) FILTER (WHERE kind = 5) - min(epoch_us("at")) FILTER (WHERE kind = 0)) / 1e6 AS res,
        count(*) FILTER (WHERE kind = 2) AS replies, count(*) FILTER (WHERE kind = 6) AS reopens,
        max(score) FILTER (WHERE kind = 8) AS csat, max(score) FILTER (WHERE kind = 9) AS nps,
        sum(CASE WHEN kind IN (1,3,6) THEN epoch_us(nxt) - epoch_us("at") END) / 1e6 AS handle
      FROM (SELECT *, lead("at") OVER (PARTITION BY ticket ORDER BY "at") AS nxt FROM ev) GROUP BY ticket)
    SELECT channel::VARCHAR AS channel, locale::VARCHAR AS locale, count(*) AS n, avg(frt) AS frt_mean, avg(res) AS res_mean, {quantiles},
      avg((replies = 1 AND reopens = 0 AND res IS NOT NULL)::INT) AS fcr, avg(reopens) AS reopens, avg(coalesce(handle, 0)) AS handle,
      count(*) FILTER (WHERE csat >= 4) / count(csat) AS csat,
      100.0 * (count(*) FILTER (WHERE nps >= 9) - count(*) FILTER (WHERE nps <= 6)) / count(nps) AS nps
    FROM t GROUP BY 1, 2 ORDER BY 1, 2"""

    def told(rows):
        out = {}
        for r in rows.to_pylist():
            out[f"{r['channel']}|{r['locale']}"] = {"n": r["n"], "csat": r["csat"], "nps": r["nps"], "handle": r["handle"] * 1e6, "frt": r["frt_q"][0]}
        return out

    return (lambda: con.sql(sql).to_arrow_table()), told


def polars_(table, threads, ordered):
    import polars as pl

    assert pl.thread_pool_size() == threads
    base = pl.from_arrow(table).lazy()
    k, at = pl.col("kind"), pl.col("at").to_physical()

    def query():
        lf = base.sort("ticket", maintain_order=True) if ordered else base.sort("ticket", "at")
        next_is_own = pl.col("ticket").shift(-1) == pl.col("ticket")
        lf = lf.with_columns(pl.when(k.is_in([1, 3, 6]) & next_is_own).then(at.shift(-1) - at).alias("h"))
        first = [pl.col("channel").first(), pl.col("locale").first(), at.filter(k == 0).min().alias("created")]
        first += [at.filter(k == 2).min().alias("reply"), at.filter(k == 5).max().alias("solved"), (k == 2).sum().alias("replies")]
        first += [(k == 6).sum().alias("reopens"), pl.col("score").filter(k == 8).max().alias("csat")]
        first += [pl.col("score").filter(k == 9).max().alias("nps"), (pl.col("h").sum().cast(pl.Float64) / 1e6).alias("handle")]
        t = lf.group_by("ticket").agg(first).with_columns(
            ((pl.col("reply") - pl.col("created")) / 1e6).alias("frt"), ((pl.col("solved") - pl.col("created")) / 1e6).alias("res")
        )
        out = [pl.len().alias("n"), pl.col("frt").mean().alias("frt_mean"), pl.col("res").mean().alias("res_mean")]
        for c in ("frt", "res"):
            out += [pl.col(c).quantile(q, "linear").alias(f"{c}_{q}") for q in QUANTILES]
        fcr = (pl.col("replies") == 1) & (pl.col("reopens") == 0) & pl.col("res").is_not_null()
        nps = (pl.col("nps") >= 9).sum().cast(pl.Int64) - (pl.col("nps") <= 6).sum().cast(pl.Int64)
        out += [fcr.mean().alias("fcr"), pl.col("reopens").mean(), pl.col("handle").mean()]
        out += [((pl.col("csat") >= 4).sum() / pl.col("csat").count()).alias("csat"), (nps * 100.0 / pl.col("nps").count()).alias("nps")]
        return t.group_by("channel", "locale").agg(out)

    def told(frame):
        out = {}
        for r in frame.iter_rows(named=True):
            out[f"{r['channel']}|{r['locale']}"] = {"n": r["n"], "csat": r["csat"], "nps": r["nps"], "handle": r["handle"] * 1e6, "frt": r["frt_0.5"]}
        return out

    return (lambda: query().collect(engine="streaming")), told


def one(engine, path, threads, runs, ordered):
    import pyarrow as pa

    table = pa.ipc.open_file(path).read_all()
    run, told = polars_(table, threads, ordered) if engine == "polars" else {"sundesk": sundesk_, "duckdb": duckdb_}[engine](table, threads)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = run()
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"ns": min(times) * 1e9 / table.num_rows, "rows": table.num_rows, "peak_mb": peak, "told": told(answer)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tickets", type=int, default=2_000_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--dir", default="/tmp")
    parser.add_argument("--one", nargs=3)
    args = parser.parse_args()
    if args.one:
        engine, path, order = args.one
        return one(engine, path, args.threads, args.runs, order == "time")
    for order in ("time", "ticket"):
        path = os.path.join(args.dir, f"sundesk_events_{args.tickets}_{order}.arrow")
        if not os.path.exists(path):
            generate(args.tickets, order == "ticket", path)
        told = {}
        for engine in ("sundesk", "polars", "duckdb"):
            env = os.environ | {"POLARS_MAX_THREADS": str(args.threads), "OMP_NUM_THREADS": str(args.threads)}
            command = [sys.executable, __file__, "--one", engine, path, order, "--threads", str(args.threads), "--runs", str(args.runs)]
            told[engine] = json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
        ours = told["sundesk"]
        for engine, found in told.items():
            far = {}
            for group, figures in found["told"].items():
                for name, value in figures.items():
                    mine = ours["told"][group][name]
                    far[name] = max(far.get(name, 0.0), abs(mine / value - 1) if value else abs(mine - value))
            apart = ", ".join(f"{name} {value:.1e}" for name, value in far.items())
            line = f"by {order}, {args.threads} thread(s): {engine:8} {found['ns']:7.1f} ns a row, {found['peak_mb']:5} MB"
            print(line + ("" if engine == "sundesk" else f", {found['ns'] / ours['ns']:.1f} times ours; apart: {apart}"))


if __name__ == "__main__":
    main()

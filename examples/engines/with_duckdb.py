"""Figures of events in DuckDB, part by part: no part needs more memory than its own tickets.

    python examples/engines/with_duckdb.py

A ticket is in one part with all its events: parts are by a hash of the ticket. The states of the parts merge to the same bytes as those of one process.
"""

from __future__ import annotations

import duckdb
import events

PARTS = 8


def main() -> None:
    """Prints the first figures, and whether parts and whole are the same to the byte."""
    table = events.table()
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("events", table)
    states = []
    for part in range(PARTS):
        rows = connection.sql(f"SELECT * FROM events WHERE hash(ticket) % {PARTS} = {part}").to_arrow_table()
        states.append(events.state_of(rows))
    answer = events.merged(states)
    print("the same bytes as one process:", answer["state"] == events.state_of(table))
    # The figures are an Arrow stream themselves: DuckDB reads them as a table.
    import pyarrow as pa

    figures = pa.table(answer)
    print(connection.sql("SELECT channel, week, value FROM figures WHERE statistic = 'median' AND metric = 'first_response' ORDER BY 1, 2 LIMIT 3"))


if __name__ == "__main__":
    main()

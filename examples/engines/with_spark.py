"""Figures of events in Spark: each partition makes its state, one more step merges them on the cluster.

    python examples/engines/with_spark.py

`repartition` by the ticket brings all events of a ticket together. `mapInArrow` hands a partition over as Arrow batches, without a copy to pandas, and takes one row back: the
state. States merge to the same bytes however Spark splits and orders them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import events
import pyarrow as pa
from pyspark.sql import SparkSession

SCHEMA = "state string"


def states(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The state of one partition; nothing for an empty one."""
    rows = [batch for batch in batches if batch.num_rows]
    if rows:
        yield pa.RecordBatch.from_pydict({"state": [events.state_of(pa.Table.from_batches(rows))]})


def merge(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """One state of many."""
    found = [state for batch in batches for state in batch.column("state").to_pylist()]
    if found:
        yield pa.RecordBatch.from_pydict({"state": [events.merged(found)["state"]]})


def main() -> None:
    """Prints whether the cluster and one process are the same to the byte."""
    here = os.path.dirname(os.path.abspath(__file__))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    table = events.table()
    rows = spark.createDataFrame(table)
    parts = rows.repartition(4, "ticket").mapInArrow(states, SCHEMA)
    merged = parts.repartition(1).mapInArrow(merge, SCHEMA).collect()
    print("the same bytes as one process:", merged[0]["state"] == events.state_of(table))
    spark.stop()


if __name__ == "__main__":
    main()

"""Rules one random population natively and on engines, and holds the answers together.

    populations.py TENURE POLICY FOLDER [ROWS [BEFORE AFTER [ENGINE...]]]

TENURE is the built command, POLICY a policy repository, FOLDER a place for data; `make bench-sql`
gives all three. Every engine answers the query that `tenure impact --emit-sql` writes, and must
count exactly what `tenure impact --facts` counts; on the first rows, each row must agree.
"""

import collections
import csv
import glob
import json
import os
import sqlite3
import subprocess
import sys
import time

FACETS = [
    "action", "actor", "standing", "recipient", "data", "stage", "grade", "tags", "purpose",
    "consent", "legal-basis", "agreed-terms", "destination", "sector", "persons",
    "sensitive-persons", "security-assessment", "registered", "price", "citizen",
]
# The rows on which SQLite is asked, and on which each row is compared.
SMALL = 200_000
SETTINGS = {"at": "2026-01-01"}


def run(words):
    """Runs a command: what it printed, its processor time, its largest memory in megabytes."""
    start = time.monotonic()
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code > 1:
        sys.exit(f"failed ({code}): {' '.join(words)}")
    seconds = usage.ru_utime + usage.ru_stime
    return output, time.monotonic() - start, seconds, usage.ru_maxrss / 1024


def generate(engine, vocabulary, path, rows):
    """A table of random rows; one cell in forty of some columns is not known."""
    columns = ["range AS id"]
    for name in FACETS:
        facet = vocabulary[name]
        column = f'"{name}"'
        values = facet.get("values")
        literal = "[" + ", ".join(f"'{value}'" for value in values or []) + "]"
        pick = f"{literal}[1 + CAST(floor(random() * {len(values or [1])}) AS INTEGER)]"
        if facet["kind"] == "term":
            text = pick
        elif facet["kind"] == "set":
            text = (f"CASE WHEN random() < 0.3 THEN '[]' WHEN random() < 0.8 THEN {pick} "
                    f"ELSE '{values[0]} {values[-1]}' END")
        elif facet["kind"] == "flag":
            text = "CASE WHEN random() < 0.5 THEN 'yes' ELSE 'no' END"
        else:
            text = "CAST(floor(pow(10, random() * 7)) AS INTEGER)"
        if name in ("consent", "persons", "tags", "destination"):
            text = f"CASE WHEN random() < 0.975 THEN {text} END"
        columns.append(f"{text} AS {column}")
    engine.execute("SELECT setseed(0.5)")
    engine.execute(
        f"COPY (SELECT {', '.join(columns)} FROM range({rows})) TO '{path}.csv' (HEADER)")


def typed(vocabulary):
    """The columns of a table with their types."""
    kinds = {"quantity": "INTEGER", "date": "DATE"}
    types = {"id": "BIGINT"}
    for name in FACETS:
        types[name] = kinds.get(vocabulary[name]["kind"], "VARCHAR")
    return types


def counted(query):
    return ("SELECT before, after, count(*) AS n FROM (\n" + query.strip().rstrip(";")
            + "\n) AS ruled GROUP BY before, after")


def counts(rows):
    return {(before, after): int(n) for before, after, n in rows}


class Bench:
    def __init__(self, tenure, policy, folder, rows, before, after):
        self.tenure, self.policy, self.folder = tenure, policy, folder
        self.rows, self.before, self.after = rows, before, after
        shown = json.loads(run([tenure, "-C", policy, "show", "--format", "json"])[0])
        self.vocabulary = {facet["facet"]: facet for facet in shown["vocabulary"]["facets"]}
        self.types = typed(self.vocabulary)

    def impact(self, *words):
        return run([self.tenure, "-C", self.policy, "impact", self.before, self.after,
                    "--at", SETTINGS["at"], *words])

    def query(self, dialect):
        return self.impact("--emit-sql", dialect, "--columns", ",".join(FACETS))[0]

    def report(self, name, rows, wall, processor=None, memory=None):
        rate = rows / wall / 1e6
        more = f"  processor {processor:7.1f} s" if processor else ""
        more += f"  memory {memory:6.0f} MB" if memory else ""
        print(f"{name:34} {rows:>11,} rows  {wall:8.1f} s  {rate:7.2f} M rows/s{more}", flush=True)

    def native(self, path, rows, extra=()):
        output, wall, processor, memory = self.impact(
            "--facts", path, "--format", "json", *extra)
        found = json.loads(output)
        assert found["rows"] == rows, found["rows"]
        self.report(f"tenure, {os.path.basename(path)}", rows, wall, processor, memory)
        return {(v["before"], v["after"]): v["rows"] for v in found["verdicts"]}

    def duckdb(self, engine, path, rows, expected):
        types = json.dumps(self.types).replace('"', "'")
        engine.execute(
            f"CREATE OR REPLACE VIEW situations AS SELECT * FROM read_csv('{path}', "
            f"columns = {types}, header = true)")
        query = self.query("duckdb")
        start = time.monotonic()
        found = counts(engine.execute(counted(query)).fetchall())
        self.report("duckdb, csv", rows, time.monotonic() - start)
        same("duckdb", found, expected)
        return query

    def each_row(self, engine, query, path):
        """Compares row by row what DuckDB answers with what was written natively."""
        file = os.path.join(self.folder, "rows.csv")
        self.impact("--facts", path, "--rows", file, "--key", "id")
        written = engine.execute(f"SELECT * FROM read_csv('{file}', header = true, all_varchar = true)")
        written = {row[0]: row[1:] for row in written.fetchall()}
        differing = 0
        for row in engine.execute(query).fetchall():
            if tuple(written[str(row[0])]) != tuple(row[1:]):
                differing += 1
        print(f"  each of {len(written):,} rows compared, {differing} differ", flush=True)
        assert differing == 0

    def sqlite(self, path, rows, expected):
        file = os.path.join(self.folder, "small.db")
        if os.path.exists(file):
            os.remove(file)
        database = sqlite3.connect(file)
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.types.items())
        database.execute(f"CREATE TABLE situations ({columns})")
        with open(path, newline="") as source:
            cells = [[cell or None for cell in row] for row in csv.reader(source)][1:]
        marks = ", ".join("?" for _ in self.types)
        database.executemany(f"INSERT INTO situations VALUES ({marks})", cells)
        database.commit()
        start = time.monotonic()
        found = counts(database.execute(counted(self.query("sqlite"))).fetchall())
        self.report("sqlite", rows, time.monotonic() - start)
        same("sqlite", found, expected)
        database.close()
        same("sqlite, native", self.native(f"sqlite:{file}?table=situations", rows), expected)

    def postgresql(self, path, rows, expected):
        """Each row, compared; needs a server that `psql` reaches by its environment."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.types.items())
        script, ruled, written = (
            os.path.join(self.folder, name)
            for name in ("postgresql.sql", "postgresql.csv", "small-rows.csv"))
        query = self.query("postgresql").strip().rstrip(";")
        with open(script, "w") as target:
            target.write(
                "SET client_min_messages = warning;\nDROP TABLE IF EXISTS situations;\n"
                f"CREATE TABLE situations ({columns});\n"
                f"\\copy situations FROM '{path}' CSV HEADER\n"
                f"CREATE TEMPORARY TABLE ruled AS {query};\n"
                f"\\copy (SELECT * FROM ruled ORDER BY id) TO '{ruled}' CSV\n")
        start = time.monotonic()
        run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", script])
        self.report("postgresql, csv to csv", rows, time.monotonic() - start)
        self.impact("--facts", path, "--rows", written, "--key", "id")
        same("postgresql", compared([ruled], written, rows), expected)

    def spark(self, path, rows, expected):
        """Rules every row on Spark in local mode, and compares each with what is written natively."""
        from pyspark.sql import SparkSession
        start = time.monotonic()
        session = (SparkSession.builder.master("local[2]").appName("populations")
                   .config("spark.ui.enabled", "false").config("spark.driver.memory", "3g")
                   .config("spark.sql.codegen.wholeStage", "false").getOrCreate())
        session.sparkContext.setLogLevel("ERROR")
        kinds = {"VARCHAR": "STRING", "INTEGER": "INT"}
        schema = ", ".join(f"`{n}` {kinds.get(k, k)}" for n, k in self.types.items())
        table = session.read.csv(path, header=True, schema=schema)
        table.createOrReplaceTempView("situations")
        print(f"  spark {session.version} started in {time.monotonic() - start:.1f} s", flush=True)
        ruled = os.path.join(self.folder, "spark")
        query = self.query("spark").strip().rstrip(";")
        start = time.monotonic()
        session.sql(query).write.mode("overwrite").csv(ruled)
        self.report("spark local[2], csv to csv", rows, time.monotonic() - start)
        session.stop()
        written = os.path.join(self.folder, "large-rows.csv")
        start = time.monotonic()
        self.impact("--facts", path, "--rows", written, "--key", "id")
        self.report("tenure, csv to csv", rows, time.monotonic() - start)
        same("spark", compared(sorted(glob.glob(f"{ruled}/part-*.csv")), written, rows), expected)


def compared(parts, written, rows):
    """Counts the verdicts in the parts of a table, each row of which must be as it was written."""
    found = collections.Counter()
    with open(written) as native:
        next(native)
        for part in parts:
            with open(part) as lines:
                for line in lines:
                    if line != next(native, None):
                        sys.exit(f"another row is written natively: {line}")
                    _, before, _, after, _ = line.split(",")
                    found[before, after] += 1
        assert next(native, None) is None
    assert sum(found.values()) == rows
    print(f"  each of {rows:,} rows compared, 0 differ", flush=True)
    return dict(found)


def same(name, found, expected):
    if found != expected:
        sys.exit(f"{name} counts something else:\n{sorted(found.items())}\n"
                 f"{sorted(expected.items())}")
    print(f"  {name}: the same {len(found)} counts", flush=True)


def main():
    import duckdb
    tenure, policy, folder = sys.argv[1:4]
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000_000
    before, after = sys.argv[5:7] if len(sys.argv) > 6 else ("cn", "eu")
    engines = sys.argv[7:] or ["duckdb", "sqlite", "spark"]
    os.makedirs(folder, exist_ok=True)
    bench = Bench(tenure, policy, folder, rows, before, after)
    engine = duckdb.connect()
    engine.execute("SET threads = 2")
    large, small = (os.path.join(folder, name) for name in ("large", "small"))
    for path, count in ((small, min(rows, SMALL)), (large, rows)):
        if not os.path.exists(f"{path}-{count}.csv"):
            generate(engine, bench.vocabulary, f"{path}-{count}", count)
    small, large = f"{small}-{min(rows, SMALL)}.csv", f"{large}-{rows}.csv"
    few = bench.native(small, min(rows, SMALL))
    many = bench.native(large, rows)
    if "duckdb" in engines:
        query = bench.duckdb(engine, small, min(rows, SMALL), few)
        bench.each_row(engine, query, small)
        bench.duckdb(engine, large, rows, many)
    if "sqlite" in engines:
        bench.sqlite(small, min(rows, SMALL), few)
    if "postgresql" in engines:
        bench.postgresql(small, min(rows, SMALL), few)
    if "spark" in engines:
        bench.spark(large, rows, many)


main()
